//! The field as a whole, where a relation would be taken: selected, in views, in conditions.

use super::keys::{Firm, Parcel, Place, Seat};
use super::*;
use crate::support::statements;

/// Two comments on cats and one on an owner; and a note on a cat, on an owner, and on nothing.
async fn written(db: &Db) -> orm::Result<(Owner, Cat, Cat)> {
    let (eva, luna) = pair(db).await?;
    let milo = Cat::create().name("Milo").owner(&eva).save(db).await?;
    let drafts = [("a", Subject::from(&luna)), ("b", Subject::from(&milo)), ("c", Subject::from(&eva))];
    Comment::objects().bulk_create(db, drafts.map(|(text, it)| Comment::create().text(text).subject(it))).await?;
    let drafts = [("d", Some(Subject::from(&luna))), ("e", Some(Subject::from(&eva))), ("f", None)];
    Note::objects().bulk_create(db, drafts.map(|(text, it)| Note::create().text(text).about(it))).await?;
    Ok((eva, luna, milo))
}

#[derive(View, Debug, PartialEq)]
#[view(Comment)]
struct CommentLine {
    text: String,
    subject: Subject,
    #[view(Comment.subject.cat.name)]
    cat: Option<String>,
}

#[derive(View, Debug, PartialEq)]
#[view(Note)]
struct NoteLine {
    about: Option<Subject>,
    text: String,
}

#[derive(View, Debug, PartialEq)]
#[view(Picture)]
struct PictureLine {
    title: String,
    of: Subject,
    comment: Option<CommentLine>,
    #[view(Picture.comment.subject)]
    commented: Option<Subject>,
    #[view(via(Picture::copy_set))]
    copies: Vec<CopyLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Copy)]
struct CopyLine {
    by: Option<Subject>,
    #[view(Copy.picture.of)]
    of: Subject,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_copy")]
struct Copy {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    picture: ForeignKey<Picture>,
    #[polymorphic(Owner(on_delete = set_null, related_name = "copies"), Cat(on_delete = set_null, related_name = "copies"))]
    by: Option<Subject>,
}

on_every_database! {
    async fn it_is_selected_as_the_enum(db: &Database) {
        let (eva, luna, milo) = written(db).await?;
        let selected = Comment::objects().order_by(Comment.text).select((Comment.text, Comment.subject));
        let (rows, sent): (Vec<(String, Subject)>, _) = statements(db, selected.all(db)).await?;
        let expected = [("a", Subject::from(&luna)), ("b", Subject::from(&milo)), ("c", Subject::from(&eva))];
        assert_eq!((rows, sent), (expected.map(|(text, it)| (text.to_owned(), it)).to_vec(), 1));
        let about: Vec<Option<Subject>> = Note::objects().order_by(Note.text).select(Note.about).all(db).await?;
        assert_eq!(about, [Some(Subject::from(&luna)), Some(Subject::from(&eva)), None]);
        let one: Option<Subject> = Comment::objects().order_by(Comment.text.desc()).select(Comment.subject).first(db).await?;
        assert_eq!(one, Some(Subject::from(&eva)));
        Ok(())
    }

    async fn each_that_is_led_to_comes_once(db: &Database) {
        let (eva, luna, _) = written(db).await?;
        Note::create().text("g").about(&luna).save(db).await?;
        Note::create().text("h").save(db).await?;
        let about = Note::objects().select(Note.about).distinct();
        assert_eq!(about.clone().count(db).await?, 3);
        let mut found: Vec<Option<Subject>> = about.all(db).await?;
        found.sort_by_key(|it| it.as_ref().map(|it| matches!(it, Subject::Owner(_))));
        assert_eq!(found, [None, Some(Subject::from(&luna)), Some(Subject::from(&eva))]);
        let behind = Comment::objects().select((Comment.text, Comment.subject)).distinct().count(db).await?;
        assert_eq!(behind, 3);
        Ok(())
    }

    async fn what_is_selected_has_peers_like_what_rows_hold(db: &Database) {
        written(db).await?;
        let selected = Comment::objects().order_by(Comment.text).select((Comment.subject, Comment.text, Comment.subject));
        let rows = selected.all(db).await?;
        let ((), sent) = statements(db, async {
            for (subject, _, _) in &rows {
                match subject {
                    Subject::Cat(cat) => assert!(["Luna", "Milo"].contains(&cat.load(db).await?.name.as_str())),
                    Subject::Owner(owner) => assert_eq!(owner.load(db).await?.name, "Eva"),
                }
            }
            Ok(())
        })
        .await?;
        assert_eq!(sent, 2, "a statement for each model, and none for each row");
        assert!(rows.iter().all(|(_, _, again)| !matches!(again, Subject::Cat(cat) if cat.loaded().is_some())), "another column");
        Ok(())
    }

    async fn behind_a_path_it_may_be_missing(db: &Database) {
        let (eva, luna, _) = written(db).await?;
        let comment = Comment::objects().filter(Comment.subject.eq(&luna)).one(db).await?;
        Picture::create().title("1").of(&eva).comment(&comment).save(db).await?;
        Picture::create().title("2").of(&luna).save(db).await?;
        let pictures = Picture::objects().order_by(Picture.title);
        let selected: Vec<(Subject, Option<Subject>)> = pictures.clone().select((Picture.of, Picture.comment.subject)).all(db).await?;
        assert_eq!(selected, [(Subject::from(&eva), Some(Subject::from(&luna))), (Subject::from(&luna), None)]);
        let annotated: Vec<(Picture, Option<Subject>, String)> =
            pictures.annotate(Picture.comment.subject).annotate(Picture.title).all(db).await?;
        assert_eq!(annotated.iter().map(|it| (it.1.clone(), it.2.as_str())).collect::<Vec<_>>(), [(Some(Subject::from(&luna)), "1"), (None, "2")]);
        Ok(())
    }

    async fn it_stands_in_views(db: &Database) {
        let (eva, luna, milo) = written(db).await?;
        let (lines, sent) = statements(db, Comment::objects().order_by(Comment.text).view::<CommentLine>().all(db)).await?;
        let line = |text: &str, subject, cat: Option<&str>| CommentLine { text: text.into(), subject, cat: cat.map(Into::into) };
        let expected =
            [line("a", (&luna).into(), Some("Luna")), line("b", (&milo).into(), Some("Milo")), line("c", (&eva).into(), None)];
        assert_eq!((lines.as_slice(), sent), (&expected[..], 1));
        let ((), sent) = statements(db, async {
            for line in &lines {
                if let Subject::Cat(cat) = &line.subject {
                    cat.load(db).await?;
                }
            }
            Ok(())
        })
        .await?;
        assert_eq!(sent, 1, "the views of a result are peers");
        let notes = Note::objects().order_by(Note.text).view::<NoteLine>().all(db).await?;
        assert_eq!(notes.into_iter().map(|it| it.about).collect::<Vec<_>>(), [Some(Subject::from(&luna)), Some(Subject::from(&eva)), None]);
        Ok(())
    }

    async fn it_stands_in_views_within_views(db: &Database) {
        let (eva, luna, _) = written(db).await?;
        let comment = Comment::objects().filter(Comment.subject.eq(&eva)).one(db).await?;
        let first = Picture::create().title("1").of(&eva).comment(&comment).save(db).await?;
        let second = Picture::create().title("2").of(&luna).save(db).await?;
        Copy::create().picture(&first).by(&luna).save(db).await?;
        Copy::create().picture(&second).save(db).await?;
        let (lines, sent) = statements(db, Picture::objects().order_by(Picture.title).view::<PictureLine>().all(db)).await?;
        let about_eva = CommentLine { text: "c".into(), subject: (&eva).into(), cat: None };
        let expected = [
            PictureLine {
                title: "1".into(),
                of: (&eva).into(),
                comment: Some(about_eva),
                commented: Some((&eva).into()),
                copies: vec![CopyLine { by: Some((&luna).into()), of: (&eva).into() }],
            },
            PictureLine {
                title: "2".into(),
                of: (&luna).into(),
                comment: None,
                commented: None,
                copies: vec![CopyLine { by: None, of: (&luna).into() }],
            },
        ];
        assert_eq!((lines.as_slice(), sent), (&expected[..], 2));
        Ok(())
    }

    async fn it_is_looked_for_among_rows(db: &Database) {
        let (eva, luna, milo) = written(db).await?;
        let of = async |condition| Ok::<_, orm::Error>(texts(&Comment::objects().filter(condition).order_by(Comment.text).all(db).await?).concat());
        assert_eq!(of(Comment.subject.in_([&luna, &milo])).await?, "ab");
        assert_eq!(of(Comment.subject.in_(std::slice::from_ref(&luna))).await?, "a");
        assert_eq!(of(Comment.subject.in_([Subject::from(&milo), Subject::from(&eva)])).await?, "bc");
        assert_eq!(of(Comment.subject.in_(vec![Subject::from(&luna), Subject::from(&milo), Subject::from(&eva)])).await?, "abc");
        assert_eq!(of(!Comment.subject.in_([&luna])).await?, "bc");
        assert_eq!(of(Comment.subject.in_([ForeignKey::<Cat>::to(&luna)])).await?, "a");
        assert_eq!(of(Comment.subject.in_(Vec::<Subject>::new())).await?, "");
        assert_eq!(of(!Comment.subject.in_(Vec::<Subject>::new())).await?, "abc");
        assert_eq!(of(Comment.subject.cat.in_(Cat::objects().filter(Cat.name.eq("Milo")))).await?, "b");
        let read = Comment::objects().all(db).await?;
        assert_eq!(of(Comment.subject.in_(read.iter().map(|it| &it.subject))).await?, "abc");
        let about = async |condition| {
            let notes = Note::objects().filter(condition).order_by(Note.text).all(db).await?;
            Ok::<_, orm::Error>(notes.into_iter().map(|it| it.text).collect::<String>())
        };
        assert_eq!(about(Note.about.in_([&luna])).await?, "d");
        assert_eq!(about(!Note.about.in_([&luna])).await?, "ef", "nothing is none of them");
        assert_eq!(about(Note.about.eq(Null)).await?, "f");
        assert_eq!(about(Note.about.eq(None::<&Cat>)).await?, "f");
        assert_eq!(about(Note.about.eq(Some(&eva))).await?, "e");
        assert_eq!(about(Note.about.ne(Null)).await?, "de");
        assert_eq!(about(Note.about.ne(&eva)).await?, "df");
        assert_eq!(about(!Note.about.owner.is_null()).await?, "e");
        Ok(())
    }

    async fn keys_of_every_kind_are_selected_and_looked_for(db: &Database) {
        let (eva, _) = pair(db).await?;
        let seat = Seat::create().line(3).number(4).save(db).await?;
        let firm = Firm::create().code("acme").save(db).await?;
        let places = [Place::from(&seat), Place::from(&firm), Place::Home(ForeignKey::to(&eva))];
        for (label, place) in ["a", "b", "c"].into_iter().zip(&places) {
            Parcel::create().label(label).place(place).save(db).await?;
        }
        let selected = Parcel::objects().order_by(Parcel.label).select((Parcel.place, Parcel.label)).all(db).await?;
        let expected: Vec<_> = places.iter().cloned().zip(["a", "b", "c"].map(str::to_owned)).collect();
        assert_eq!(selected, expected);
        let found = async |of: &[Place]| Parcel::objects().filter(Parcel.place.in_(of)).count(db).await;
        assert_eq!(found(&places).await?, 3);
        assert_eq!(found(&places[..1]).await?, 1);
        assert_eq!(found(&[places[0].clone(), places[0].clone(), places[2].clone()]).await?, 2);
        let twin = Seat::create().line(4).number(3).save(db).await?;
        assert_eq!(found(&[Place::from(&twin)]).await?, 0);
        Ok(())
    }

    async fn a_whole_field_is_named_like_its_path(db: &Database) {
        let _ = db;
        assert_eq!(format!("{:?} {:?}", Comment.subject, Picture.comment.subject), "Comment.subject Picture.comment.subject");
        Ok(())
    }
}
