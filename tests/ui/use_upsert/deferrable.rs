use orm::prelude::*;

#[derive(Model)]
#[model(unique(club, number, deferrable = initially_deferred))]
pub struct Member {
    pub id: i64,
    #[field(max_length = 20)]
    pub club: String,
    pub number: i32,
}

async fn mistake(db: &Db) {
    let _ = Member::create().club("chess").number(1).get_or_create(db, (Member.club, Member.number)).await;
}

fn main() {}
