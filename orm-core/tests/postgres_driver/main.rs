//! The PostgreSQL driver, through what it offers to the layers above. Runs where `ORM_TEST_POSTGRES_URL` names a server.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod streams;
mod support;
mod transactions;
mod values;
