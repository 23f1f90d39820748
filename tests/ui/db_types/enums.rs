use orm::prelude::*;

#[derive(DbEnum, Clone)]
enum Mood {
    Happy,
    Angry(String),
    #[db_enum(label = "happy")]
    Glad,
    #[db_enum(name = "x")]
    Sad,
    #[db_enum]
    Bored,
}

#[derive(DbEnum, Clone)]
enum Nothing {}

#[derive(DbEnum, Clone)]
struct Named(String);

#[derive(DbType, Clone)]
enum Kind {
    A,
}

#[derive(DbType, Clone)]
struct Pair(i32, i32);

#[derive(DbType, Clone)]
struct Wrapper<T>(T);

#[derive(DbType, Clone)]
struct Odd(std::net::TcpStream);

fn main() {}
