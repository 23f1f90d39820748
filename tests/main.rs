//! The behaviour suite: one file a subject, and each test on every configured database, which its name tells:
//! `many_to_one::create_sets_the_owner::sqlite_file`.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]
#![allow(
    clippy::needless_borrows_for_generic_args,
    reason = "what takes a value also takes a reference, which is tried"
)]

mod support;

mod models;

mod bulk;
mod checks;
mod conditions;
mod deleting;
mod embedded;
mod errors;
mod graphs;
mod hygiene;
mod joined;
mod keys;
mod keysets;
mod loading;
mod loads;
mod lookups;
mod many_to_many;
mod many_to_one;
mod new_keys;
mod observability;
mod one_to_one;
mod pages;
mod panics;
mod polymorphic;
mod querysets;
mod related_fields;
mod replicas;
mod scenarios;
mod selects;
#[cfg(feature = "serde")]
mod serialized;
mod streams;
mod symmetrical;
mod through;
mod transactions;
mod types;
mod upserts;
mod values;
mod views;
mod violations;
mod writing;
