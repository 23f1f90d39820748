//! Writing rows: drafts, save, update, refresh, delete.

use crate::many_to_one::two_owners;
use crate::models::{Cat, Owner, Passport, Tag};
use crate::support::{can, on_every_database, payloads, statements};
use orm::prelude::*;
use orm::{Error, ErrorKind};
use std::borrow::Cow;

/// Everything that a draft may be given or not.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "writing_recipe")]
struct Recipe {
    id: i64,
    name: String,
    #[field(default = "a pinch".to_owned())]
    salt: String,
    #[field(default = next())]
    number: i64,
    #[field(db_default = 4)]
    serves: i32,
    #[field(db_default = "o'clock; --", max_length = 20)]
    time: String,
    note: Option<String>,
    #[field(default = 7)]
    stars: Option<i16>,
    raw: Option<Vec<u8>>,
}

fn next() -> i64 {
    use std::sync::atomic::{AtomicI64, Ordering};
    static NEXT: AtomicI64 = AtomicI64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Nothing but its key.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "writing_only_key")]
struct OnlyKey {
    id: i64,
}

fn kind<T: std::fmt::Debug>(result: orm::Result<T>) -> ErrorKind {
    result.unwrap_err().kind()
}

on_every_database! {
    async fn a_draft_fills_what_is_not_given(db: &Database) {
        let (a, sent) = statements(db, Recipe::create().name("Soup").save(db)).await?;
        assert_eq!(sent, if can::return_rows(db) { 1 } else { 2 });
        assert_eq!((a.salt.as_str(), a.serves, a.time.as_str(), a.stars), ("a pinch", 4, "o'clock; --", Some(7)));
        assert_eq!((a.note.as_deref(), a.raw.as_deref()), (None, None));
        assert_eq!(Recipe::objects().get(db, a.id).await?, a, "what is in memory is what is stored");
        let b = Recipe::create().name("Stew").save(db).await?;
        assert!(b.number > a.number && b.id > a.id, "a default is evaluated for each draft");
        let c = Recipe::create().name("Pie").salt("none").number(-1).serves(0).time("").note("n").stars(Null).raw(b"\0").save(db).await?;
        assert_eq!((c.salt.as_str(), c.number, c.serves, c.time.as_str()), ("none", -1, 0, ""));
        assert_eq!((c.note.as_deref(), c.stars, c.raw.as_deref()), (Some("n"), None, Some(&b"\0"[..])));
        assert_eq!(Recipe::objects().get(db, c.id).await?, c);
        Ok(())
    }

    async fn setters_take_values_references_and_options(db: &Database) {
        let (name, stars) = (String::from("Soup"), 5);
        let drafts = [
            Recipe::create().name("Soup").note("n"),
            Recipe::create().name(&name).note(&name).note(Some("n")),
            Recipe::create().name(name.clone()).note(Some(String::from("n"))),
            Recipe::create().name(Cow::Borrowed("Soup")).note(Null).note("n"),
            Recipe::create().name(name.clone().into_boxed_str()).note(Some(&String::from("n"))),
        ];
        for draft in drafts {
            let it = draft.stars(&stars).save(db).await?;
            assert_eq!((it.name.as_str(), it.note.as_deref(), it.stars), ("Soup", Some("n"), Some(5)), "the last one counts");
        }
        let none = Recipe::create().name("Soup").note(None::<String>).stars(None::<i16>).save(db).await?;
        assert_eq!((none.note, none.stars), (None, None));
        let (ann, bob) = two_owners(db).await?;
        let key = ForeignKey::<Owner>::to(ann.id);
        let vets = [
            Cat::create().name("1").owner(&ann).vet(&bob), Cat::create().name("2").owner(ann.id).vet(bob.id),
            Cat::create().name("3").owner(ForeignKey::to(&ann)).vet(Some(&bob)), Cat::create().name("4").owner(&key).vet(Some(bob.id)),
        ];
        for draft in vets {
            let cat = draft.save(db).await?;
            assert_eq!((cat.owner.key(), cat.vet.as_ref().map(ForeignKey::key)), (&ann.id, Some(&bob.id)));
        }
        let stray = Cat::create().name("5").owner(&ann).vet(&bob).vet(Null).mother(None::<i64>).save(db).await?;
        assert_eq!((stray.vet, stray.mother), (None, None));
        Ok(())
    }

    async fn keys_are_given_or_made(db: &Database) {
        let high = OnlyKey::create().id(41).save(db).await?;
        assert_eq!((high.id, OnlyKey::create().save(db).await?.id), (41, 42));
        assert_eq!(OnlyKey::create().id(-5).save(db).await?.id, -5);
        OnlyKey::create().id(0).save(db).await?;
        assert_eq!(OnlyKey::objects().get(db, 0).await?.id, 0, "a key as any other");
        OnlyKey::objects().filter(OnlyKey.id.eq(42)).delete(db).await?;
        assert_eq!(OnlyKey::create().save(db).await?.id, 43, "a key is never used twice");
        let error = OnlyKey::create().id(41).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("OnlyKey"), Some("id")));
        assert_eq!(OnlyKey::create().id(i64::MAX).save(db).await?.id, i64::MAX);
        OnlyKey::create().save(db).await.expect_err("there is no key above the highest");
        let mut row = OnlyKey::objects().get(db, 41).await?;
        row.save(db).await?;
        row.refresh(db).await?;
        row.update(db, Vec::new()).await?;
        assert_eq!(row.delete(db).await?.total(), 1);
        assert_eq!((kind(row.save(db).await), kind(row.update(db, Vec::new()).await)), (ErrorKind::NotFound, ErrorKind::NotFound));
        Ok(())
    }

    async fn save_writes_every_column(db: &Database) {
        let mut it = Recipe::create().name("Soup").save(db).await?;
        let other = Recipe::create().name("Stew").save(db).await?;
        it.name = "Broth".into();
        (it.salt, it.number, it.serves, it.time) = ("s".into(), -9, 1, "now".into());
        (it.note, it.stars, it.raw) = (Some("n".into()), None, Some(vec![1]));
        let ((), sent) = statements(db, it.save(db)).await?;
        assert_eq!(sent, 1);
        assert_eq!(Recipe::objects().get(db, it.id).await?, it);
        assert_eq!(Recipe::objects().get(db, other.id).await?, other, "no other row");
        it.save(db).await?;
        Ok(())
    }

    async fn a_row_that_is_gone_is_not_found(db: &Database) {
        let mut it = Recipe::create().name("Soup").save(db).await?;
        assert_eq!(it.delete(db).await?.total(), 1);
        assert_eq!(it.delete(db).await?.total(), 0, "deleted twice is no error");
        let before = it.clone();
        let error = it.save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::NotFound, Some("Recipe")));
        assert_eq!(kind(it.update(db, Recipe.name.set("x")).await), ErrorKind::NotFound);
        assert_eq!(kind(it.refresh(db).await), ErrorKind::NotFound);
        assert_eq!(it, before);
        assert_eq!(Recipe::objects().count(db).await?, 0, "and is not made again");
        Ok(())
    }

    async fn a_changed_key_never_writes_another_row(db: &Database) {
        let (mut ann, bob) = two_owners(db).await?;
        let old = ann.id;
        ann.id = 999;
        assert_eq!(kind(ann.save(db).await), ErrorKind::NotFound);
        assert_eq!(kind(ann.update(db, Owner.name.set("x")).await), ErrorKind::NotFound);
        assert_eq!(ann.delete(db).await?.total(), 0);
        assert_eq!(Owner::objects().get(db, old).await?.name, "Ann");
        let mut passport = Passport::create().owner(&bob).number("B").save(db).await?;
        passport.owner = ForeignKey::to(old);
        assert_eq!(kind(passport.save(db).await), ErrorKind::NotFound, "its key is its owner");
        let mut tag = Tag::create().name("old").save(db).await?;
        let child = Tag::create().name("child").parent("old").save(db).await?;
        tag.name = "new".into();
        assert_eq!(kind(tag.save(db).await), ErrorKind::NotFound);
        // An update says so on purpose.
        let mut tag = Tag::objects().get(db, "old").await?;
        assert_eq!(kind(tag.update(db, Tag.name.set("new")).await), ErrorKind::ForeignKeyViolation, "a child refers to it");
        child.delete(db).await?;
        tag.update(db, Tag.name.set("new")).await?;
        assert_eq!((tag.name.as_str(), Tag::objects().get(db, "old").await.optional()?), ("new", None));
        let friend = Tag::create().name("friend").save(db).await?;
        tag.related.add(db, &friend).await?;
        assert_eq!(tag.related.load(db).await?.len(), 1, "its relations go with the key");
        Ok(())
    }

    async fn update_sets_some_columns_and_reads_the_row(db: &Database) {
        let mut it = Recipe::create().name("Soup").number(10).save(db).await?;
        let mut other = Recipe::objects().get(db, it.id).await?;
        other.update(db, (Recipe.note.set("theirs"), Recipe.serves.set(2))).await?;
        it.salt = "never saved".into();
        let ((), sent) = statements(db, it.update(db, (Recipe.number.set(Recipe.number * 2 + 1), Recipe.stars.set(Null)))).await?;
        assert_eq!(sent, if can::return_rows(db) { 1 } else { 2 });
        assert_eq!((it.number, it.stars, it.note.as_deref(), it.serves), (21, None, Some("theirs"), 2));
        assert_eq!(it.salt, "a pinch", "the row has what the database holds");
        assert_eq!(Recipe::objects().get(db, it.id).await?, it);
        // The right sides see the old values.
        it.update(db, (Recipe.number.set(5), Recipe.name.set(Recipe.salt), Recipe.salt.set(Recipe.name))).await?;
        assert_eq!((it.name.as_str(), it.salt.as_str()), ("a pinch", "Soup"));
        assert_eq!(Recipe::objects().update(db, (Recipe.number.set(Recipe.number - 1), Recipe.id.set(Recipe.number))).await?, 1);
        assert_eq!((Recipe::objects().get(db, 5).await?.number), 4);
        // The same column twice could mean either.
        let (kinds, sent) = statements(db, async { Ok([
            kind(it.update(db, (Recipe.number.set(1), Recipe.number.set(2))).await),
            kind(Recipe::objects().update(db, vec![Recipe.name.set("a"), Recipe.name.set("b")]).await),
        ]) }).await?;
        assert_eq!((kinds, sent), ([ErrorKind::Config; 2], 0));
        Ok(())
    }

    async fn update_keeps_what_was_loaded_where_the_key_is_the_same(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let mut cat = ann.cat_set().filter(Cat.name.eq("Zoe")).one(db).await?;
        cat.owner.load(db).await?;
        cat.vet.as_ref().unwrap().load(db).await?;
        cat.update(db, Cat.lives.set(1)).await?;
        assert_eq!(cat.owner.loaded().map(|it| it.id), Some(ann.id));
        assert!(cat.vet.as_ref().is_some_and(|vet| vet.loaded().is_some()));
        cat.update(db, (Cat.owner.set(&bob), Cat.vet.set_null())).await?;
        assert_eq!((cat.owner.key(), cat.owner.loaded().is_none(), &cat.vet), (&bob.id, true, &None));
        cat.update(db, Cat.vet.set(&ann)).await?;
        assert_eq!(cat.vet.as_ref().unwrap().load(db).await?.name, "Ann");
        cat.owner.load(db).await?;
        cat.refresh(db).await?;
        assert!(cat.owner.loaded().is_none(), "`refresh` forgets");
        let mut owner = Owner::objects().get(db, &ann).await?;
        owner.sits_for.add(db, &cat).await?;
        owner.sits_for.load(db).await?;
        owner.update(db, Owner.city.set("Rome")).await?;
        assert_eq!(owner.sits_for.loaded().map(<[Cat]>::len), Some(1));
        Ok(())
    }

    async fn nothing_is_lost_when_a_write_fails(db: &Database) {
        let (ann, bob) = two_owners(db).await?;
        let mut milo = ann.cat_set().filter(Cat.name.eq("Milo")).one(db).await?;
        milo.owner.load(db).await?;
        let stored = Cat::objects().get(db, &milo).await?;
        milo.name = "Zoe".into();
        milo.lives = 3;
        assert_eq!(kind(milo.save(db).await), ErrorKind::UniqueViolation);
        assert_eq!((milo.name.as_str(), milo.lives, milo.owner.loaded().is_some()), ("Zoe", 3, true), "the row keeps what it had");
        assert_eq!(Cat::objects().get(db, &milo).await?, stored, "and so does the table");
        milo.owner = ForeignKey::to(999);
        assert_eq!(kind(milo.save(db).await), ErrorKind::ForeignKeyViolation);
        assert_eq!(kind(milo.update(db, (Cat.lives.set(1), Cat.lives.set(1))).await), ErrorKind::Config);
        assert_eq!(kind(milo.update(db, (Cat.name.set("Ok"), Cat.lives.set(-1))).await), ErrorKind::CheckViolation);
        assert_eq!((milo.owner.key(), milo.name.as_str()), (&999, "Zoe"));
        assert_eq!(Cat::objects().get(db, &milo).await?, stored);
        // Of many rows none is changed.
        assert_eq!(kind(Cat::objects().update(db, (Cat.name.set("Same"), Cat.owner.set(&bob))).await), ErrorKind::UniqueViolation);
        assert_eq!(Cat::objects().filter(Cat.name.eq("Same")).count(db).await?, 0);
        milo.refresh(db).await?;
        assert_eq!(milo, stored);
        Ok(())
    }

    async fn hostile_text_is_only_text(db: &Database) {
        let texts: Vec<String> = payloads();
        db.transaction(async |tx| {
            for text in &texts {
                let mut it = Recipe::create().name(text).salt(text).note(text).raw(text.as_bytes()).save(&tx).await?;
                let read = Recipe::objects().filter(Recipe.name.eq(text) & Recipe.salt.eq(Recipe.note)).one(&tx).await?;
                assert_eq!((&read, &read.name, read.note.as_ref()), (&it, text, Some(text)));
                it.salt = format!("{text}{text}");
                it.save(&tx).await?;
                it.update(&tx, (Recipe.note.set(Recipe.salt), Recipe.name.set(text))).await?;
                assert_eq!(it.note.as_ref(), Some(&format!("{text}{text}")));
                assert_eq!(Recipe::objects().filter(Recipe.name.eq(text)).update(&tx, Recipe.note.set(text)).await?, 1);
                it.refresh(&tx).await?;
                assert_eq!((&it.name, it.note.as_ref(), it.raw.as_deref()), (text, Some(text), Some(text.as_bytes())));
                if text.chars().count() <= 30 {
                    Tag::create().name(text).save(&tx).await?;
                }
            }
            Ok::<_, Error>(())
        }).await?;
        assert_eq!(usize::try_from(Recipe::objects().count(db).await?).unwrap(), texts.len());
        // As keys they find, link and delete their own row and no other.
        let mut left = Tag::objects().count(db).await?;
        for text in texts.iter().filter(|text| text.chars().count() <= 30) {
            let tag = Tag::objects().get(db, text).await?;
            tag.related.set(db, [text]).await?;
            assert_eq!(tag.related.query().one(db).await?.name, *text);
            let report = tag.delete(db).await?;
            assert_eq!((&tag.name, report.of_model("Tag"), report.of_model("Tag_related")), (text, 1, 1));
            left -= 1;
            assert_eq!(Tag::objects().count(db).await?, left);
        }
        Ok(())
    }
}
