//! The other side of each target: managers, drafts with their rows, fields.

use super::*;
use crate::support::statements;
use orm::ErrorKind;

on_every_database! {
    async fn each_target_has_its_rows(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let own = luna.comment_set().create().text("own").save(db).await?;
        assert_eq!(own.subject, Subject::from(&luna));
        eva.notes().create().text("n").save(db).await?;
        let both = luna.notes().create().text("n").about(&eva).save(db).await?;
        assert_eq!(both.about, Some(Subject::from(&eva)), "what was given last counts, and the other is emptied");
        assert_eq!((eva.notes().count(db).await?, luna.notes().count(db).await?), (2, 0));
        let cats = Cat::objects().filter(via(Cat::comment_set).text.eq("own"));
        assert_eq!(cats.one(db).await?, luna);
        let owners: Vec<(Owner, Vec<Comment>)> = Owner::objects().with(via(Owner::comment_set)).all(db).await?;
        assert_eq!((owners.len(), owners[0].1.len()), (1, 0));
        let (cats, sent) = statements(db, Cat::objects().load(Cat.comments).all(db)).await?;
        assert_eq!((texts(cats[0].comments.loaded().unwrap()), sent), (vec!["own"], 2));
        assert_eq!(Cat::objects().filter(Cat.comments.text.eq("own")).count(db).await?, 1);
        Ok(())
    }

    async fn rows_that_are_added_leave_the_other_targets(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let drafts = ["a", "b"].map(|text| Comment::create().text(text).subject(&luna));
        let comments: Vec<Comment> = Comment::objects().bulk_create(db, drafts).await?;
        let ((), sent) = statements(db, async { eva.comment_set().add(db, &comments).await }).await?;
        assert_eq!(sent, 1);
        assert_eq!((eva.comment_set().count(db).await?, luna.comment_set().count(db).await?), (2, 0));
        luna.comment_set().add(db, &comments[0]).await?;
        assert_eq!(texts(&luna.comment_set().all(db).await?), ["a"]);
        let error = luna.comment_set().add(db, [comments[1].id, 999]).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::NotFound, Some("Comment")));
        assert_eq!(luna.comment_set().count(db).await?, 1, "all of them or none");
        Ok(())
    }

    async fn rows_are_taken_out_where_there_may_be_none(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let drafts = ["a", "b", "c"].map(|text| Note::create().text(text).about(&luna));
        let notes: Vec<Note> = Note::objects().bulk_create(db, drafts).await?;
        luna.notes().remove(db, &notes[0]).await?;
        eva.notes().set(db, &notes[..2]).await?;
        assert_eq!((eva.notes().count(db).await?, luna.notes().count(db).await?), (2, 1));
        eva.notes().set(db, [&notes[1]]).await?;
        assert_eq!(eva.notes().clear(db).await?, 1);
        let about: Vec<_> = Note::objects().order_by(Note.text).all(db).await?.into_iter().map(|it| it.about).collect();
        assert_eq!(about, [None, None, Some(Subject::from(&luna))]);
        Ok(())
    }

    async fn they_are_saved_with_what_they_lead_to(db: &Database) {
        let (eva, _) = pair(db).await?;
        let comments = ["a", "b"].map(|text| Comment::create().text(text));
        let milo = Cat::create().name("Milo").owner(&eva);
        let milo = milo.related(Cat::comment_set, comments).related(Cat::notes, [Note::create().text("n").about(&eva)]);
        let milo = milo.save(db).await?;
        assert_eq!(texts(&milo.comment_set().order_by(Comment.text).all(db).await?), ["a", "b"]);
        assert_eq!(milo.notes().one(db).await?.about, Some(Subject::from(&milo)));
        Ok(())
    }
}
