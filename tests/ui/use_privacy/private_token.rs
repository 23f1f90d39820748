use orm::prelude::*;

mod zoo {
    use orm::prelude::*;

    #[derive(Model)]
    pub struct Cat {
        pub id: i64,
        secret: i64,
    }
}

fn main() {
    let _ = zoo::Cat.secret.eq(3);
    let _ = zoo::Cat::create().secret(3);
}
