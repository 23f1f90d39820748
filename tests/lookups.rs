//! Lookups: what each gives, for text that breaks what puts text together, for lists of any length, and for NULL.

use crate::support::{can, on_every_database, payloads};
use orm::ErrorKind;
use orm::model::Cond;
use orm::prelude::*;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "lookups_word")]
struct Word {
    id: i64,
    text: String,
    maybe: Option<String>,
    number: Option<i64>,
    float: Option<f64>,
    letter: Option<char>,
    flag: Option<bool>,
    bytes: Option<Vec<u8>>,
}

/// A word for each of these texts.
async fn words(db: &Db, texts: &[String]) -> orm::Result<()> {
    db.transaction(async |tx| {
        for text in texts {
            Word::create().text(text).maybe(text).save(&tx).await?;
        }
        Ok(())
    })
    .await
}

async fn found(db: &Db, condition: Cond<Word>) -> orm::Result<BTreeSet<String>> {
    Ok(Word::objects().filter(condition).all(db).await?.into_iter().map(|word| word.text).collect())
}

/// Each lookup beside what Rust's own `str` says.
type Lookup = (&'static str, fn(&str) -> Cond<Word>, fn(&str, &str) -> bool);

fn folded(text: &str) -> String {
    text.to_ascii_lowercase()
}

const LOOKUPS: [Lookup; 13] = [
    ("eq", |it| Word.text.eq(it), |text, it| text == it),
    ("lt", |it| Word.text.lt(it), |text, it| text < it),
    ("le", |it| Word.text.le(it), |text, it| text <= it),
    ("gt", |it| Word.text.gt(it), |text, it| text > it),
    ("ge", |it| Word.text.ge(it), |text, it| text >= it),
    ("contains", |it| Word.text.contains(it), |text, it| text.contains(it)),
    ("startswith", |it| Word.text.startswith(it), |text, it| text.starts_with(it)),
    ("endswith", |it| Word.text.endswith(it), |text, it| text.ends_with(it)),
    ("iexact", |it| Word.text.iexact(it), |text, it| folded(text) == folded(it)),
    ("icontains", |it| Word.text.icontains(it), |text, it| folded(text).contains(&folded(it))),
    ("istartswith", |it| Word.text.istartswith(it), |text, it| folded(text).starts_with(&folded(it))),
    ("iendswith", |it| Word.text.iendswith(it), |text, it| folded(text).ends_with(&folded(it))),
    (
        "like",
        |it| Word.text.like(it),
        |text, it| is_like(&text.chars().collect::<Vec<_>>(), &it.chars().collect::<Vec<_>>()),
    ),
];

/// What `like` means: `%` is any text, `_` one character, and `\` makes the next one literal.
fn is_like(text: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['%', rest @ ..] => (0..=text.len()).any(|at| is_like(&text[at..], rest)),
        ['_', rest @ ..] => !text.is_empty() && is_like(&text[1..], rest),
        ['\\', literal, rest @ ..] | [literal, rest @ ..] => text.first() == Some(literal) && is_like(&text[1..], rest),
    }
}

on_every_database! {
    async fn text_is_what_rust_says_it_is(db: &Database) {
        let needles = payloads();
        let mut texts = needles.clone();
        texts.extend(needles.iter().flat_map(|it| [format!("x{it}"), format!("{it}x"), format!("x{it}Y"), format!("{it}{it}")]));
        words(db, &texts).await?;
        for (name, lookup, is) in LOOKUPS {
            // Patterns of many `%` are another test's business.
            for needle in needles.iter().filter(|it| name != "like" || it.len() < 50) {
                // Other letters than A to Z are folded by some databases.
                if name.starts_with('i') && !needle.is_ascii() && !can::fold_ascii_alone(db) {
                    continue;
                }
                let expected: BTreeSet<_> = texts.iter().filter(|text| is(text, needle)).cloned().collect();
                let given = found(db, lookup(needle)).await?;
                assert!(given == expected, "{name} {needle:?}: {:?}", given.symmetric_difference(&expected).collect::<Vec<_>>());
                let others = Word::objects().exclude(lookup(needle)).all(db).await?.into_iter().map(|word| word.text);
                let complement: BTreeSet<_> = texts.iter().filter(|text| !is(text, needle)).cloned().collect();
                assert!(others.collect::<BTreeSet<_>>() == complement, "not {name} {needle:?}");
            }
        }
        Ok(())
    }

    async fn text_in_lists_ranges_and_orders(db: &Database) {
        let texts = payloads();
        words(db, &texts).await?;
        for text in &texts {
            assert_eq!(found(db, Word.text.in_([text])).await?, [text.clone()].into());
            assert_eq!(found(db, Word.text.in_([text.as_str(), "no such word"])).await?, [text.clone()].into());
            assert_eq!(found(db, Word.text.between(text, text)).await?, [text.clone()].into());
            assert_eq!(found(db, Word.maybe.eq(Some(text)) & Word.text.eq(Word.maybe)).await?, [text.clone()].into());
        }
        assert_eq!(Word::objects().filter(Word.text.in_(&texts)).count(db).await?, i64::try_from(texts.len()).unwrap());
        let mut sorted = texts.clone();
        sorted.sort();
        let ordered = Word::objects().order_by(Word.text).all(db).await?;
        assert!(ordered.iter().map(|word| &word.text).eq(&sorted), "by code points");
        Ok(())
    }

    async fn a_pattern_may_be_long(db: &Database) {
        let long = "ab%".repeat(30_000);
        words(db, &[long.clone(), format!("{long}c"), format!("c{long}"), "ab".into()]).await?;
        let count = async |condition| Word::objects().filter(condition).count(db).await;
        assert_eq!(count(Word.text.eq(&long)).await?, 1);
        assert_eq!(count(Word.text.contains(&long)).await?, 3);
        assert_eq!(count(Word.text.startswith(&long)).await?, 2);
        assert_eq!(count(Word.text.endswith(&long)).await?, 2);
        assert_eq!(count(Word.text.iexact(&long)).await?, 1);
        assert_eq!(count(Word.text.icontains(&long)).await?, 3);
        assert_eq!(count(Word.text.istartswith(&long)).await?, 2);
        assert_eq!(count(Word.text.iendswith(&long)).await?, 2);
        Ok(())
    }

    async fn values_that_could_not_be_stored_are_refused_in_conditions_too(db: &Database) {
        words(db, &["a".into()]).await?;
        let nul = "a\0b";
        let refused: [(&str, Cond<Word>); 17] = [
            ("eq", Word.text.eq(nul)), ("gt", Word.text.gt(nul)), ("between", Word.text.between("a", nul)),
            ("in one", Word.text.in_([nul])), ("in two", Word.text.in_(["a", nul])), ("in char", Word.letter.in_(['a', '\0'])),
            ("contains", Word.text.contains(nul)), ("startswith", Word.text.startswith(nul)), ("endswith", Word.text.endswith(nul)),
            ("icontains", Word.text.icontains(nul)), ("iexact", Word.text.iexact(nul)), ("istartswith", Word.text.istartswith(nul)),
            ("iendswith", Word.text.iendswith(nul)), ("like", Word.text.like("a\0%")),
            ("nan", Word.float.gt(f64::NAN)), ("infinite", Word.float.in_([1.0, f64::INFINITY])),
            ("in not", !Word.float.in_([f64::NAN, 1.0])),
        ];
        for (name, condition) in refused {
            let before = db.statements_sent();
            let error = Word::objects().filter(condition).all(db).await.expect_err(name);
            assert_eq!((error.kind(), error.model()), (ErrorKind::ValueRefused, Some("Word")), "{name}: {error}");
            assert_eq!(db.statements_sent(), before, "{name}");
        }
        Ok(())
    }

    async fn lists(db: &Database) {
        db.transaction(async |tx| {
            for n in 0..10 {
                let number = (n > 0).then_some(n);
                Word::create().text(n.to_string()).number(number).save(&tx).await?;
            }
            Ok::<_, orm::Error>(())
        }).await?;
        let find = async |condition| found(db, condition).await.map(|it| it.into_iter().collect::<Vec<_>>().join(""));
        assert_eq!(find(Word.number.in_([3, 5, 3, 99])).await?, "35");
        assert_eq!(find(Word.number.in_(4..6)).await?, "45");
        assert_eq!(find(Word.number.in_(4..=6)).await?, "456");
        assert_eq!(find(Word.number.in_(vec![1, 2])).await?, "12");
        assert_eq!(find(Word.number.in_(&[1, 2])).await?, "12");
        assert_eq!(find(Word.number.in_([1, 2, 3].iter().filter(|it| **it != 2))).await?, "13");
        assert_eq!(find(Word.number.in_([] as [i64; 0])).await?, "");
        assert_eq!(find(!Word.number.in_([] as [i64; 0])).await?, "0123456789");
        assert_eq!(find(Word.number.in_([None, Some(7)])).await?, "07");
        assert_eq!(find(Word.number.in_([None::<i64>])).await?, "0");
        assert_eq!(find(!Word.number.in_([None, Some(7)])).await?, "12345689");
        assert_eq!(find(!Word.number.in_([Some(7)])).await?, "012345689");
        assert_eq!(find(Word.number.in_([Null])).await?, "0");
        assert_eq!(find(Word.number.in_([i64::MIN, i64::MAX, 8])).await?, "8");
        assert_eq!(find(Word.number.between(3, 5)).await?, "345");
        assert_eq!(find(!Word.number.between(3, 5)).await?, "012 6789".replace(' ', ""));
        assert_eq!(find(Word.number.between(5, 3)).await?, "");
        assert_eq!(find(Word.number.between(Word.number, 3)).await?, "123");
        assert_eq!(find((Word.number + 1).in_([3, 5])).await?, "24");
        assert_eq!(find((Word.number * 2 - 1).between(3, 7)).await?, "234");
        assert_eq!(find((10 - Word.number).lt(Word.number)).await?, "6789");
        Ok(())
    }

    async fn lists_of_every_type(db: &Database) {
        Word::create().text("a").float(0.1).letter('ß').flag(true).bytes(&[0, 255]).save(db).await?;
        Word::create().text("b").float(-0.0).letter('"').flag(false).bytes(&[]).save(db).await?;
        Word::create().text("c").float(1e300).letter('\u{10ffff}').bytes(b"c").save(db).await?;
        Word::create().text("n").save(db).await?;
        let find = async |condition| found(db, condition).await.map(|it| it.into_iter().collect::<Vec<_>>().join(""));
        assert_eq!(find(Word.float.in_([0.1, 1e300, 0.2])).await?, "ac");
        assert_eq!(find(Word.float.in_([0.0, 5.0])).await?, "b");
        assert_eq!(find(Word.letter.in_(['ß', '\u{10ffff}'])).await?, "ac");
        assert_eq!(find(Word.letter.in_('!'..='$')).await?, "b");
        assert_eq!(find(Word.flag.in_([true, false])).await?, "ab");
        assert_eq!(find(!Word.flag.in_([true, true])).await?, "bcn");
        assert_eq!(find(Word.flag.in_([Some(false), None])).await?, "bcn");
        assert_eq!(find(Word.bytes.in_([&[0, 255][..], b"c"])).await?, "ac");
        assert_eq!(find(Word.bytes.in_([vec![], vec![1]])).await?, "b");
        assert_eq!(find(Word.bytes.in_([Some(vec![]), None, Some(vec![0, 255])])).await?, "abn");
        Ok(())
    }

    async fn floats_in_lists_are_exact(db: &Database) {
        // Numbers whose shortest text has seventeen digits, which a list must not round.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let floats: Vec<f64> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(state ^ (state >> 29))
        }).filter(|it| it.is_finite()).take(2_000).chain([f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324]).collect();
        db.transaction(async |tx| {
            for float in &floats {
                Word::create().text("").float(*float).save(&tx).await?;
            }
            Ok::<_, orm::Error>(())
        }).await?;
        let found = Word::objects().filter(Word.float.in_(&floats)).count(db).await?;
        assert_eq!(usize::try_from(found).unwrap(), floats.len());
        Ok(())
    }

    async fn a_million_keys(db: &Database) {
        words(db, &(0..100).map(|n| n.to_string()).collect::<Vec<_>>()).await?;
        let begun = Instant::now();
        assert_eq!(Word::objects().filter(Word.id.in_(51..1_000_051)).count(db).await?, 50);
        assert_eq!(Word::objects().exclude(Word.id.in_(51..1_000_051)).count(db).await?, 50);
        // Looked through for each row, or one by one, it would be hours.
        assert!(begun.elapsed() < Duration::from_secs(300), "{:?}", begun.elapsed());
        let texts: Vec<String> = (50..50_000).map(|n| n.to_string()).collect();
        assert_eq!(Word::objects().filter(Word.text.in_(&texts)).count(db).await?, 50);
        Ok(())
    }
}
