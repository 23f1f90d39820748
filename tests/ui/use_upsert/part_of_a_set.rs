use orm::prelude::*;

#[derive(Model)]
#[model(unique(club, number))]
pub struct Member {
    pub id: i64,
    #[field(unique, max_length = 40)]
    pub email: String,
    #[field(max_length = 20)]
    pub club: String,
    pub number: i32,
}

#[derive(Model)]
pub struct Owner {
    pub id: i64,
    #[field(unique, max_length = 40)]
    pub name: String,
}

async fn mistake(db: &Db) {
    let _ = Member::create().email("a@x").club("chess").number(1).update_or_create(db, (Member.club, Member.email)).await;
}

fn main() {}
