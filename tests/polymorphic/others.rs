//! Rows that other programs wrote, and what the tables refuse.

use super::*;
use crate::support::raw;
use orm::ErrorKind;

/// Nothing keeps its rows in order. Its table is made by one test alone, so no delete of another may ask it.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_loose", managed = false)]
struct Loose {
    id: i64,
    #[polymorphic(Cat(related_name = "+", on_delete = db_cascade), Owner(related_name = "+", on_delete = db_cascade))]
    subject: Subject,
}

/// The same, and none may be set.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_loose", managed = false)]
struct Looser {
    id: i64,
    #[polymorphic(Cat(related_name = "+", on_delete = db_cascade), Owner(related_name = "+", on_delete = db_cascade))]
    subject: Option<Subject>,
}

on_every_database! {
    async fn what_is_not_one_target_is_not_read(db: &Database) {
        raw(db, "CREATE TABLE poly_loose (id BIGINT PRIMARY KEY, subject_cat_id BIGINT, subject_owner_id BIGINT)").await?;
        raw(db, "INSERT INTO poly_loose VALUES (1, 7, NULL), (2, NULL, NULL), (3, 7, 50)").await?;
        let loose = async |id: i64| Loose::objects().get(db, id).await.map(|it| it.subject);
        assert!(matches!(loose(1).await?, Subject::Cat(cat) if *cat.key() == 7));
        for id in [2, 3] {
            let error = loose(id).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
            assert_eq!((error.model(), error.field()), (Some("Loose"), Some("subject")));
            assert!(error.to_string().contains("exactly one") || error.to_string().contains("several"), "{error}");
        }
        let looser = async |id: i64| Looser::objects().get(db, id).await.map(|it| it.subject);
        assert_eq!(looser(2).await?, None);
        let error = looser(3).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::SchemaMismatch, Some("subject")));
        assert_eq!(Loose::objects().all(db).await.unwrap_err().kind(), ErrorKind::SchemaMismatch);
        Ok(())
    }

    async fn the_table_refuses_what_is_not_one_target(db: &Database) {
        let (eva, luna) = pair(db).await?;
        Comment::create().text("t").subject(&luna).save(db).await?;
        Note::create().text("t").about(&luna).save(db).await?;
        for set in ["subject_owner_id = 50", "subject_cat_id = NULL"] {
            let error = raw(db, &format!("UPDATE poly_comment SET {set}")).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::CheckViolation, "{error}");
            assert_eq!(error.constraint(), Some("poly_comment_subject_target"));
            if error.model().is_some() {
                assert_eq!((error.model(), error.field()), (Some("Comment"), Some("subject")));
            }
        }
        let error = raw(db, "UPDATE poly_note SET about_owner_id = 50").await.unwrap_err();
        assert_eq!(error.constraint(), Some("poly_note_about_target"));
        raw(db, "UPDATE poly_note SET about_cat_id = NULL").await?;
        assert_eq!((eva.notes().count(db).await?, luna.comment_set().count(db).await?), (0, 1));
        Ok(())
    }

    async fn a_row_that_does_not_exist_is_no_target(db: &Database) {
        let (_, luna) = pair(db).await?;
        let dangling = Subject::Owner(ForeignKey::to(999));
        let error = Comment::create().text("t").subject(&dangling).save(db).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForeignKeyViolation);
        assert_eq!((error.model(), error.field()), (Some("Comment"), Some("subject.owner")));
        let mut comment = Comment::create().text("t").subject(&luna).save(db).await?;
        let error = comment.update(db, Comment.subject.set(&dangling)).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("subject.owner")));
        assert_eq!(Comment::objects().one(db).await?, comment);
        Ok(())
    }
}
