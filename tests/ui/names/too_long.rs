use orm::prelude::*;

#[derive(Model)]
#[model(table = "a_name_of_a_table_that_is_longer_than_what_postgresql_keeps_of_it")]
pub struct Cat {
    pub id: i64,
}

fn main() {}
