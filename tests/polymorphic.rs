//! Fields that lead to a row of one of several models.

mod behind;
mod deleting;
mod fields;
mod keys;
mod other_side;
mod others;
mod selected;

use crate::support::on_every_database;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_owner")]
pub(crate) struct Owner {
    pub(crate) id: i64,
    pub(crate) name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_cat")]
pub(crate) struct Cat {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[foreign_key(on_delete = cascade)]
    pub(crate) owner: ForeignKey<Owner>,
    #[related(Comment.subject.cat)]
    pub(crate) comments: RelatedSet<Comment>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_picture")]
pub(crate) struct Picture {
    pub(crate) id: i64,
    #[field(unique, max_length = 20)]
    pub(crate) title: String,
    #[polymorphic(Cat(on_delete = cascade, related_name = "pictures"), Owner(related_name = "pictures"))]
    pub(crate) of: Subject,
    #[foreign_key(on_delete = set_null)]
    pub(crate) comment: Option<ForeignKey<Comment>>,
}

#[derive(Polymorphic, Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Cat(ForeignKey<Cat>),
    Owner(ForeignKey<Owner>),
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_comment")]
pub(crate) struct Comment {
    pub(crate) id: i64,
    pub(crate) text: String,
    #[polymorphic(Cat(on_delete = cascade), Owner)]
    pub(crate) subject: Subject,
}

/// It may be about nothing.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "poly_note")]
pub(crate) struct Note {
    pub(crate) id: i64,
    pub(crate) text: String,
    #[polymorphic(Owner(on_delete = set_null, related_name = "notes"), Cat(on_delete = set_null, related_name = "notes"))]
    pub(crate) about: Option<Subject>,
}

/// Keys that look alike would hide a mistake.
pub(crate) async fn pair(db: &Db) -> orm::Result<(Owner, Cat)> {
    let eva = Owner::create().id(50).name("Eva").save(db).await?;
    let luna = Cat::create().id(7).name("Luna").owner(&eva).save(db).await?;
    Ok((eva, luna))
}

pub(crate) fn texts(comments: &[Comment]) -> Vec<&str> {
    comments.iter().map(|it| it.text.as_str()).collect()
}

on_every_database! {
    async fn the_story_of_the_guide(db: &Database) {
        let (eva, luna) = pair(db).await?;
        let mut c = Comment::create().text("nice").subject(&luna).save(db).await?;
        let name = match &c.subject {
            Subject::Cat(cat) => cat.load(db).await?.name.clone(),
            Subject::Owner(owner) => owner.load(db).await?.name.clone(),
        };
        assert_eq!(name, "Luna");
        assert_eq!(luna.comment_set().all(db).await?, [c.clone()]);
        eva.comment_set().create().text("hi").save(db).await?;
        assert_eq!(texts(&eva.comment_set().all(db).await?), ["hi"]);
        let of_luna = Comment::objects().filter(Comment.subject.cat.name.eq("Luna"));
        assert_eq!(texts(&of_luna.all(db).await?), ["nice"]);
        let of_none = Comment::objects().filter(Comment.subject.cat.is_null());
        assert_eq!(texts(&of_none.all(db).await?), ["hi"]);
        assert_eq!(texts(&Comment::objects().filter(Comment.subject.eq(&luna)).all(db).await?), ["nice"]);
        c.update(db, Comment.subject.set(&eva)).await?;
        assert_eq!(c.subject, Subject::from(&eva));
        assert_eq!((luna.comment_set().count(db).await?, eva.comment_set().count(db).await?), (0, 2));
        c.subject = Subject::from(&luna);
        c.save(db).await?;
        assert_eq!((luna.comment_set().count(db).await?, eva.comment_set().count(db).await?), (1, 1));
        Ok(())
    }
}
