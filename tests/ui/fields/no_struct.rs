use orm::prelude::*;

#[derive(Fields)]
pub enum Address {
    Home,
}

#[derive(Fields)]
pub struct Pair(i64, i64);

#[derive(Fields)]
pub struct Nothing;

#[derive(Fields)]
pub struct Empty {}

#[derive(Fields)]
pub struct Generic<T> {
    pub it: T,
}

fn main() {}
