//! What is told of a statement, through `tracing`.
//!
//! | target | level | fields |
//! |---|---|---|
//! | `orm::statement` | DEBUG | `sql`, `rows` read or changed, `elapsed_us`, `at`: the line of the program |
//! | `orm::values` | TRACE | `sql`, `binds`: the values, only where this target is asked for by name |
//! | `orm::repetition` | WARN | a line that sends one query again and again |

use super::{caller, repetition};
use crate::sql::{Statement, Text};
use std::panic::Location;
use std::time::Instant;

/// A statement that is told about when it is done. Costs one look at a static where nobody listens.
pub(super) struct Event(Option<(Text, Instant, Option<&'static Location<'static>>)>);

impl Event {
    pub(super) fn begin(statement: &Statement) -> Self {
        let line = caller::current();
        if let Some(line) = line {
            repetition::note(&statement.text, line);
        }
        if tracing::enabled!(target: "orm::values", tracing::Level::TRACE) {
            let (sql, binds): (&str, _) = (&statement.text, &statement.binds);
            tracing::trace!(target: "orm::values", sql, ?binds);
        }
        let is_heard = tracing::enabled!(target: "orm::statement", tracing::Level::DEBUG);
        Self(is_heard.then(|| (statement.text.clone(), Instant::now(), line)))
    }

    /// Tells. `rows` are those that were read, or that were changed.
    pub(super) fn end(&mut self, rows: u64) {
        if let Some((text, begun, line)) = self.0.take() {
            let sql: &str = &text;
            let elapsed_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            match line {
                Some(at) => tracing::debug!(target: "orm::statement", sql, rows, elapsed_us, %at),
                None => tracing::debug!(target: "orm::statement", sql, rows, elapsed_us),
            }
        }
    }
}
