//! The MariaDB and MySQL driver, through what it offers to the layers above. Runs where `ORM_TEST_MYSQL_URL` names a server.
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
mod private;
mod retries;
mod session;
mod settings;
mod sqlx_transaction;
mod statements;
mod streams;
mod tls;
mod transactions;
mod values;
mod violations;

use every_poll::mysql::support;
use every_poll::proxy;
