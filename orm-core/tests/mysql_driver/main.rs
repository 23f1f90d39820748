//! The MariaDB and MySQL driver, through what it offers to the layers above. Runs where `ORM_TEST_MYSQL_URL` names a server.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod at_every_poll;
mod every_operation;
mod faults;
#[path = "../postgres_driver/isolation.rs"]
mod isolation;
mod kills;
mod private;
#[path = "../postgres_driver/proxy.rs"]
mod proxy;
mod retries;
mod session;
mod settings;
mod sqlx_transaction;
mod streams;
mod support;
mod tls;
mod transactions;
mod values;
mod violations;
