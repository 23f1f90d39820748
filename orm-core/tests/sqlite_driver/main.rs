//! The SQLite driver, through what it offers to the layers above.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod at_every_poll;
mod cancel;
mod concurrency;
mod every_operation;
mod processes;
mod retries;
mod slow_log;
mod support;
mod transactions;
mod trouble;
mod values;
