use orm::prelude::*;

#[derive(Model)]
pub struct Firm {
    pub id: i64,
    #[field(unique, max_length = 20)]
    pub code: String,
}

#[derive(Model)]
pub struct Clerk {
    pub id: i64,
    #[foreign_key(to_field = code)]
    pub firm: ForeignKey<Firm>,
    #[one_to_one(to_field = code)]
    pub seal: OneToOne<Firm>,
}

fn main() {}
