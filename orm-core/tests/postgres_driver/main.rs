//! The PostgreSQL driver, through what it offers to the layers above. Runs where `ORM_TEST_POSTGRES_URL` names a server.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod at_every_poll;
mod every_operation;
mod faults;
mod isolation;
mod kills;
mod private;
mod proxy;
mod refusals;
mod retries;
mod sqlx_transaction;
mod streams;
mod support;
mod tls;
mod transactions;
mod values;
