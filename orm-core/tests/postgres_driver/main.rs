//! The PostgreSQL driver, through what it offers to the layers above. Runs where `ORM_TEST_POSTGRES_URL` names a server.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

#[path = "../servers/certificates.rs"]
mod certificates;
mod every_operation;
#[allow(dead_code, reason = "each database includes what all need")]
#[path = "../every_poll/every_poll.rs"]
mod every_poll;
mod faults;
#[path = "../servers/isolation.rs"]
mod isolation;
mod kills;
mod pooler;
mod private;
mod refusals;
mod replicas;
mod retries;
mod sqlx_transaction;
mod statements;
mod streams;
mod tls;
mod transactions;
mod values;

use every_poll::postgres::support;
use every_poll::proxy;
