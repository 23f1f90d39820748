use orm::prelude::*;

pub mod french {
    use orm::prelude::*;

    #[derive(Model)]
    #[model(table = "french_person")]
    pub struct Person {
        pub id: i64,
    }
}

#[derive(Model)]
pub struct Person {
    pub id: i64,
    #[many_to_many]
    pub friends: ManyToMany<french::Person>,
}

fn main() {}
