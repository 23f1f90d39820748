//! The field: what it is given, how it is written and read, and how it loads.

use super::*;
use crate::support::statements;
use std::collections::HashSet;

/// Three comments of two cats and an owner, as they are read together.
async fn comments(db: &Db) -> orm::Result<Vec<Comment>> {
    let (eva, luna) = pair(db).await?;
    let milo = Cat::create().name("Milo").owner(&eva).save(db).await?;
    let drafts = [("a", Subject::from(&luna)), ("b", Subject::from(&milo)), ("c", Subject::from(&eva))];
    let drafts = drafts.map(|(text, subject)| Comment::create().text(text).subject(subject));
    Comment::objects().bulk_create(db, drafts).await?;
    Comment::objects().order_by(Comment.text).all(db).await
}

#[derive(View, Debug, PartialEq)]
#[view(Cat)]
struct CatLine {
    name: String,
}

#[derive(View, Debug, PartialEq)]
#[view(Comment)]
struct CommentLine {
    text: String,
    #[view(Comment.subject.cat)]
    cat: Option<CatLine>,
    #[view(Comment.subject.owner.name)]
    owner: Option<String>,
    #[view(Comment.subject.cat.owner.name)]
    cats_owner: Option<String>,
}

on_every_database! {
    async fn whatever_names_a_row_gives_it(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let key = ForeignKey::<Cat>::to(&luna);
        let subject = Subject::Cat(key.clone());
        let given = [
            Comment::create().text("t").subject(&luna).save(db).await?,
            Comment::create().text("t").subject(&key).save(db).await?,
            Comment::create().text("t").subject(key).save(db).await?,
            Comment::create().text("t").subject(&subject).save(db).await?,
            Comment::create().text("t").subject(subject.clone()).save(db).await?,
        ];
        assert!(given.iter().all(|it| it.subject == subject));
        assert_eq!(Comment::objects().order_by(Comment.id).all(db).await?, given);
        let about = [
            Note::create().text("t").save(db).await?,
            Note::create().text("t").about(Null).save(db).await?,
            Note::create().text("t").about(None::<Subject>).save(db).await?,
            Note::create().text("t").about(Some(&eva)).save(db).await?,
            Note::create().text("t").about(&eva).save(db).await?,
            Note::create().text("t").about(&eva).about(&luna).save(db).await?,
        ];
        let expected = [None, None, None, Some(Subject::from(&eva)), Some(Subject::from(&eva)), Some(Subject::from(&luna))];
        assert_eq!(about.map(|it| it.about), expected, "what was given last counts");
        let stored = Note::objects().order_by(Note.id).all(db).await?;
        assert_eq!(stored.into_iter().map(|it| it.about).collect::<Vec<_>>(), expected);
        Ok(())
    }

    async fn what_is_written_is_read(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let mut comment = Comment::create().text("t").subject(&luna).save(db).await?;
        let stored = || Comment::objects().one(db);
        comment.subject = (&eva).into();
        comment.text = "not written".into();
        comment.save_only(db, Comment.subject).await?;
        assert_eq!((stored().await?.subject, stored().await?.text.as_str()), (Subject::from(&eva), "t"));
        comment.subject = (&luna).into();
        assert_eq!(Comment::objects().bulk_update(db, [&comment], (Comment.subject, Comment.text)).await?, 1);
        assert_eq!(stored().await?, comment);
        let set = Comment::objects().filter(Comment.subject.cat.eq(&luna)).update(db, Comment.subject.set(&eva)).await?;
        assert_eq!((set, stored().await?.subject), (1, Subject::from(&eva)));
        comment.refresh(db).await?;
        assert_eq!(comment.subject, Subject::from(&eva));
        let mut note = Note::create().text("t").about(&luna).save(db).await?;
        for about in [Some(&eva), None] {
            note.update(db, Note.about.set(about)).await?;
            assert_eq!(note.about, about.map(Subject::from));
            assert_eq!(Note::objects().one(db).await?, note);
        }
        note.update(db, Note.about.set(&luna)).await?;
        note.update(db, Note.about.set_null()).await?;
        assert_eq!((Note::objects().one(db).await?.about, note.about), (None, None));
        Ok(())
    }

    async fn conditions_go_through_each_target(db: &Database) {
        comments(db).await?;
        let (eva, luna) = (Owner::objects().one(db).await?, Cat::objects().filter(Cat.name.eq("Luna")).one(db).await?);
        let note = |text: &'static str| Note::create().text(text);
        note("none").save(db).await?;
        note("luna").about(&luna).save(db).await?;
        let of = async |condition| Ok::<_, orm::Error>(texts(&Comment::objects().filter(condition).order_by(Comment.text).all(db).await?).concat());
        assert_eq!(of(Comment.subject.cat.owner.name.eq("Eva")).await?, "ab");
        assert_eq!(of(!Comment.subject.cat.name.eq("Luna")).await?, "bc");
        assert_eq!(of(Comment.subject.owner.name.eq("Eva")).await?, "c");
        assert_eq!(of(Comment.subject.cat.is_null()).await?, "c");
        assert_eq!(of(Comment.subject.is_null()).await?, "");
        assert_eq!(of(Comment.subject.eq(&luna)).await?, "a");
        assert_eq!(of(Comment.subject.ne(&luna)).await?, "bc");
        assert_eq!(of(Comment.subject.eq(Subject::from(&eva))).await?, "c");
        assert_eq!(of(Comment.subject.cat.in_([&luna])).await?, "a");
        let about = async |condition| Ok::<_, orm::Error>(Note::objects().filter(condition).one(db).await?.text);
        assert_eq!(about(Note.about.is_null()).await?, "none");
        assert_eq!(about(Note.about.ne(&luna)).await?, "none");
        assert_eq!(about(Note.about.eq(&luna)).await?, "luna");
        let comment = Comment::objects().filter(Comment.text.eq("a")).one(db).await?;
        Picture::create().title("p").of(&eva).comment(&comment).save(db).await?;
        let pictures = Picture::objects();
        assert_eq!(pictures.clone().filter(Picture.comment.subject.eq(&luna)).count(db).await?, 1);
        assert_eq!(pictures.filter(Picture.comment.subject.cat.owner.eq(&eva)).count(db).await?, 1);
        Ok(())
    }

    async fn one_statement_loads_each_target_of_all_peers(db: &Database) {
        let read = comments(db).await?;
        let ((), sent) = statements(db, async {
            for comment in &read {
                match &comment.subject {
                    Subject::Cat(cat) => assert!(cat.load(db).await?.name.len() > 3),
                    Subject::Owner(owner) => assert_eq!(owner.load(db).await?.name, "Eva"),
                }
            }
            Ok(())
        })
        .await?;
        assert_eq!(sent, 2);
        let whole = Comment::objects().load(Comment.subject);
        assert_eq!(statements(db, whole.all(db)).await?.1, 3);
        let cats = Comment::objects().filter(!Comment.subject.cat.is_null()).load((Comment.subject, Comment.subject.cat.owner));
        let (cats, sent) = statements(db, cats.all(db)).await?;
        assert_eq!(sent, 3, "no owner is commented on, so none is asked for as a target");
        let Subject::Cat(cat) = &cats[0].subject else { panic!("a cat") };
        assert_eq!(cat.loaded().unwrap().owner.loaded().unwrap().name, "Eva");
        let again = Comment::objects().all(db).await?;
        assert_eq!(statements(db, Comment::load(db, &again, Comment.subject.owner)).await?.1, 1);
        Picture::create().title("p").of(&cats[0].subject).comment(&cats[0]).save(db).await?;
        let pictures = Picture::objects().load((Picture.comment.subject, Picture.of.cat)).all(db).await?;
        let loaded = pictures[0].comment.as_ref().unwrap().loaded().unwrap();
        assert!(matches!(&loaded.subject, Subject::Cat(cat) if cat.loaded().is_some()));
        Ok(())
    }

    async fn what_is_loaded_stays_and_goes_like_that_of_a_foreign_key(db: &Database) {
        let mut read = comments(db).await?.swap_remove(0);
        let eva = Owner::objects().one(db).await?;
        let loaded = |it: &Comment| matches!(&it.subject, Subject::Cat(cat) if cat.loaded().is_some());
        Comment::load(db, [&read], Comment.subject).await?;
        read.update(db, Comment.text.set("new")).await?;
        assert!(loaded(&read), "its key is the same");
        read.subject.detach();
        assert!(!loaded(&read));
        read.update(db, Comment.subject.set(&eva)).await?;
        assert!(matches!(&read.subject, Subject::Owner(owner) if owner.loaded().is_none() && *owner.key() == eva.id));
        let Subject::Owner(owner) = &mut read.subject else { panic!("an owner") };
        assert_eq!(owner.reload(db).await?.name, "Eva");
        assert_eq!(owner.take().map(|it| it.name), Some("Eva".to_owned()));
        assert_eq!(format!("{:?}", read.subject), "Owner(50)");
        #[allow(clippy::mutable_key_type, reason = "its hash is that of the key, loaded or not")]
        let subjects: HashSet<Subject> = Comment::objects().all(db).await?.into_iter().map(|it| it.subject).collect();
        assert_eq!(subjects.len(), 2, "two of the three lead to one row");
        Ok(())
    }

    async fn it_stands_beside_rows_in_views_and_in_what_is_selected(db: &Database) {
        comments(db).await?;
        let lines = Comment::objects().order_by(Comment.text).view::<CommentLine>();
        let (lines, sent) = statements(db, lines.all(db)).await?;
        let line = |text: &str, cat: Option<&str>, owner: Option<&str>| CommentLine {
            text: text.into(),
            cat: cat.map(|name| CatLine { name: name.into() }),
            owner: owner.map(Into::into),
            cats_owner: cat.map(|_| "Eva".into()),
        };
        let expected = [line("a", Some("Luna"), None), line("b", Some("Milo"), None), line("c", None, Some("Eva"))];
        assert_eq!((lines.as_slice(), sent), (&expected[..], 1));
        let selected = Comment::objects().order_by(Comment.text).select((Comment.subject.cat.name, Comment.subject.owner));
        let expected = [(Some("Luna".to_owned()), None), (Some("Milo".to_owned()), None), (None, Some(50))];
        assert_eq!(selected.all(db).await?, expected);
        let beside: Vec<(Comment, Option<Cat>, Option<Owner>)> =
            Comment::objects().order_by(Comment.text).with(Comment.subject.cat).with(Comment.subject.owner).all(db).await?;
        assert_eq!((beside[0].1.is_some(), beside[0].2.is_some()), (true, false));
        assert_eq!((beside[2].1.is_some(), beside[2].2.is_some()), (false, true));
        let ordered = Comment::objects().order_by((Comment.subject.owner.name.desc(), Comment.text)).first(db).await?;
        assert!(ordered.is_some());
        Ok(())
    }

    async fn drafts_are_found_by_other_keys(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let draft = || Picture::create().title("one").of(&luna);
        let (picture, created) = draft().get_or_create(db, Picture.title).await?;
        assert!(created && picture.of == Subject::from(&luna));
        assert_eq!(draft().get_or_create(db, Picture.title).await?, (picture.clone(), false));
        let moved = Picture::create().title("one").of(&eva).update_or_create(db, Picture.title).await?;
        assert_eq!((moved.0.of, moved.1), (Subject::from(&eva), false), "the other target is emptied");
        let drafts = [Picture::create().title("one").of(&luna), Picture::create().title("two").of(&eva)];
        Picture::objects().bulk_create(db, drafts).on_conflict(Picture.title).update(Picture.of).await?;
        let pictures = Picture::objects().order_by(Picture.title).all(db).await?;
        assert_eq!((&pictures[0].of, &pictures[1].of), (&Subject::from(&luna), &Subject::from(&eva)));
        Ok(())
    }
}
