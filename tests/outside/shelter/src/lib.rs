//! A library with models in two modules that refer to each other.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]

pub mod animals;
pub mod people;
