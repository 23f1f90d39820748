use orm::prelude::*;

pub struct Cat {
    pub id: i64,
}

fn main() {
    let _ = Cat::objects();
}
