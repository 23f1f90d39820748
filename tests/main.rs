//! The behaviour suite: one file a subject, and each test on every configured database, which its name tells:
//! `many_to_one::create_sets_the_owner::sqlite_file`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

mod models;

mod conditions;
mod errors;
mod hygiene;
mod loading;
mod lookups;
mod many_to_many;
mod many_to_one;
mod observability;
mod one_to_one;
mod querysets;
mod values;
mod writing;
