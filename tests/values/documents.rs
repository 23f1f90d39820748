//! JSON, with the feature `json`.

use crate::support::{on_every_database, raw};
use orm::ErrorKind;
use orm::prelude::*;
use orm::value::Json;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Any, json};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize, Debug, Clone, PartialEq, Default)]
struct Settings {
    theme: Option<Theme>,
    size: f64,
    limits: BTreeMap<String, u64>,
    tags: Vec<(String, i64)>,
}

#[derive(Serialize, Deserialize, Debug, Clone, PartialEq)]
enum Theme {
    Dark,
    Own { red: u8, name: String },
    Pair(i32, i32),
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_document")]
struct Document {
    id: i64,
    any: Json<Any>,
    #[field(default = Json(Settings::default()))]
    settings: Json<Settings>,
    maybe: Option<Json<Option<i64>>>,
}

on_every_database! {
    async fn documents_come_back(db: &Database) {
        let mut edges = vec![
            json!(null), json!(true), json!(0), json!(-1), json!(i64::MIN), json!(u64::MAX), json!(9_007_199_254_740_993_u64), json!(1.0),
            json!(1e15), json!(1e16), json!(1e300), json!(5e-324), json!(0.1), json!(-2.5e-7), json!(f64::MAX), json!("") , json!("'\"\\/\u{8}\u{7f}\u{2028}\u{1f600}"),
            json!([]), json!({}), json!({"": {"b": [1, 1.0, "1", null], "a": {"ä": []}}, "'; --": "$1"}), json!("x".repeat(100_000)),
        ];
        edges.push((1..31).fold(json!([1]), |inner, _| json!([inner])));
        edges.push(Any::Object((0..500).map(|n| (format!("key {n}"), json!(n))).collect()));
        for any in edges {
            let kept = Document::create().any(Json(any.clone())).save(db).await?;
            assert_eq!(kept.any.0, any);
            assert_eq!(Document::objects().get(db, kept.id).await?, kept);
        }
        let own = Theme::Own { red: 255, name: "dusk".into() };
        for theme in [None, Some(Theme::Dark), Some(own), Some(Theme::Pair(-1, 1))] {
            let settings = Settings { theme, size: 1e20, limits: BTreeMap::from([("a".into(), u64::MAX), ("b".into(), 0)]), tags: vec![("t".into(), -1)] };
            let kept = Document::create().any(Json(json!(1))).settings(Json(settings.clone())).save(db).await?;
            let mut read = Document::objects().get(db, kept.id).await?;
            assert_eq!(read.settings.0, settings);
            read.settings.size = 0.5;
            read.save(db).await?;
            assert_eq!(Document::objects().get(db, kept.id).await?.settings.size, 0.5);
        }
        Ok(())
    }

    async fn the_null_of_json_is_not_null(db: &Database) {
        for maybe in [None, Some(Json(None)), Some(Json(Some(7)))] {
            let kept = Document::create().any(Json(json!(null))).maybe(maybe).save(db).await?;
            assert_eq!(Document::objects().get(db, kept.id).await?.maybe, maybe);
        }
        assert_eq!(Document::objects().filter(Document.maybe.is_null()).count(db).await?, 1);
        assert_eq!(Document::objects().filter(!Document.maybe.is_null()).count(db).await?, 2);
        assert_eq!(Document::objects().filter(Document.any.is_null()).count(db).await?, 0);
        Document::objects().update(db, Document.maybe.set(Json(None))).await?;
        assert_eq!(Document::objects().filter(Document.maybe.is_null()).count(db).await?, 0);
        Document::objects().update(db, (Document.maybe.set(Null), Document.any.set(Json(json!({"a": 1}))))).await?;
        assert_eq!(Document::objects().filter(Document.maybe.is_null()).count(db).await?, 3);
        assert!(Document::objects().all(db).await?.iter().all(|it| it.any.0 == json!({"a": 1})));
        Ok(())
    }

    async fn what_json_cannot_hold_is_refused_before_it_is_sent(db: &Database) {
        let sent = db.statements_sent();
        let nan = Settings { size: f64::NAN, ..Settings::default() };
        let infinite = Settings { size: f64::NEG_INFINITY, ..Settings::default() };
        for settings in [nan, infinite] {
            let error = Document::create().any(Json(json!(1))).settings(Json(settings)).save(db).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ValueRefused, Some("Document"), Some("settings")), "{error}");
        }
        let deep = (1..32).fold(json!([1]), |inner, _| json!([inner]));
        for any in [json!("a\0"), json!({"\0": 1}), deep] {
            let error = Document::objects().update(db, Document.any.set(Json(any))).await.unwrap_err();
            assert_eq!((error.kind(), error.field()), (ErrorKind::ValueRefused, Some("any")), "{error}");
        }
        assert_eq!(db.statements_sent(), sent);
        Ok(())
    }

    async fn what_is_no_such_document(db: &Database) {
        let kept = Document::create().any(Json(json!(1))).save(db).await?;
        assert!(raw(db, "UPDATE values_document SET settings = '{'").await.is_err(), "the table holds nothing but JSON");
        for wrong in ["1", "{\"size\": \"secret\"}", "null", "[]"] {
            raw(db, &format!("UPDATE values_document SET settings = '{wrong}'")).await?;
            let error = Document::objects().get(db, kept.id).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::SchemaMismatch, Some("Document"), Some("settings")));
            assert!(!format!("{error:?} {error}").contains("secret"));
        }
        // Another program's order, spaces and doubled keys.
        raw(db, "UPDATE values_document SET settings = '{ \"tags\":[], \"size\":3, \"limits\": {\"b\":1, \"a\":2}, \"other\": 1 }'").await?;
        assert_eq!(Document::objects().one(db).await?.settings.limits["a"], 2);
        Ok(())
    }
}
