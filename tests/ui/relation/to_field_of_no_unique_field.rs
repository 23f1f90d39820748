use orm::prelude::*;

#[derive(Model)]
pub struct Firm {
    pub id: i64,
    #[field(max_length = 20)]
    pub code: String,
    #[field(unique)]
    pub number: Option<i32>,
}

#[derive(Model)]
pub struct Clerk {
    pub id: i64,
    #[foreign_key]
    pub firm: ForeignKey<Firm, to_field!(code)>,
    #[foreign_key(related_name = "a")]
    pub nullable: ForeignKey<Firm, to_field!(number)>,
    #[foreign_key(related_name = "b")]
    pub unknown: ForeignKey<Firm, to_field!(none)>,
}

fn main() {}
