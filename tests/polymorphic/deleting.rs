//! What becomes of rows when one goes that they lead to, by each target's own rule.

use super::*;
use crate::support::statements;
use orm::ErrorKind;

/// It may answer another of its kind.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_reply")]
struct Reply {
    id: i64,
    #[polymorphic(Cat(on_delete = cascade), Reply(on_delete = cascade, related_name = "replies"))]
    to: ReplyTo,
}

#[derive(Polymorphic, Debug, Clone, PartialEq)]
enum ReplyTo {
    Cat(ForeignKey<Cat>),
    Reply(ForeignKey<Reply>),
}

/// Who takes over.
fn heir() -> i64 {
    60
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_task")]
struct Task {
    id: i64,
    #[polymorphic(Owner(on_delete = set(heir())), Cat(on_delete = db_cascade))]
    of: Subject,
}

on_every_database! {
    async fn each_target_has_its_own_rule(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let milo = Cat::create().name("Milo").owner(&eva).save(db).await?;
        for subject in [Subject::from(&luna), Subject::from(&luna), Subject::from(&milo), Subject::from(&eva)] {
            Comment::create().text("c").subject(subject).save(db).await?;
        }
        Note::create().text("n").about(&luna).save(db).await?;
        let report = luna.delete(db).await?;
        assert_eq!((report.of_model("Comment"), report.of_model("Cat"), report.total()), (2, 1, 3));
        assert_eq!(Note::objects().one(db).await?.about, None);
        let error = eva.delete(db).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protected);
        let told: Vec<_> = error.in_the_way().iter().map(ToString::to_string).collect();
        assert_eq!(told, ["1 by `Comment.subject.owner` (protect)"]);
        assert_eq!((Comment::objects().count(db).await?, Cat::objects().count(db).await?), (2, 1), "nothing is deleted");
        Comment::objects().filter(Comment.subject.eq(&eva)).delete(db).await?;
        let report = eva.delete(db).await?;
        assert_eq!((report.of_model("Comment"), report.of_model("Cat"), report.of_model("Owner")), (1, 1, 1));
        Ok(())
    }

    async fn others_take_over(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let ann = Owner::create().id(heir()).name("Ann").save(db).await?;
        Task::create().of(&eva).save(db).await?;
        Task::create().of(&luna).save(db).await?;
        let bob = Owner::create().name("Bob").save(db).await?;
        luna.clone().update(db, Cat.owner.set(&bob)).await?;
        eva.delete(db).await?;
        assert_eq!(Task::objects().filter(Task.of.eq(&ann)).count(db).await?, 1);
        luna.delete(db).await?;
        assert_eq!(Task::objects().count(db).await?, 1);
        Ok(())
    }

    async fn rows_that_lead_to_each_other_go_together(db: &Database) {
        let (_, luna) = pair(db).await?;
        let mut last = Reply::create().to(&luna).save(db).await?;
        for _ in 0..50 {
            last = Reply::create().to(&last).save(db).await?;
        }
        let stays = Reply::create().to(&Cat::objects().one(db).await?).save(db).await?;
        let middle = Reply::objects().order_by(Reply.id).limit(26).all(db).await?.swap_remove(25);
        assert_eq!(middle.delete(db).await?.of_model("Reply"), 26);
        assert_eq!(stays.delete(db).await?.total(), 1);
        assert_eq!(Reply::objects().count(db).await?, 25);
        let (report, _) = statements(db, luna.delete(db)).await?;
        assert_eq!((report.of_model("Reply"), report.total()), (25, 26));
        Ok(())
    }
}
