use orm::prelude::*;

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    pub name: String,
}

#[derive(Model)]
pub struct Cat {
    pub id: i64,
    pub name: String,
}

#[derive(Polymorphic)]
pub enum Subject {
    Cat(ForeignKey<Cat>),
    Owner(ForeignKey<Owner>),
}

#[derive(Model)]
pub struct Comment {
    pub id: i64,
    pub text: String,
    #[polymorphic(Cat, Owner)]
    pub subject: Subject,
}

async fn mistake(db: &Db, luna: &Cat, comment: &Comment) {
    let _ = Comment::objects().filter(Comment.subject.in_(Cat::objects())).all(db).await;
}

fn main() {}
