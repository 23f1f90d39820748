//! The SQLite driver, through what it offers to the layers above.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod cancel;
mod concurrency;
mod every_operation;
#[allow(dead_code, reason = "each database includes what all need")]
#[path = "../every_poll/every_poll.rs"]
mod every_poll;
mod processes;
mod retries;
mod slow_log;
mod support;
mod transactions;
mod trouble;
mod values;
