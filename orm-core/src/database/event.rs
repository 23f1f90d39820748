//! One event per statement, through `tracing` at DEBUG: its text, its rows, its time. Never a value.

use crate::sql::Text;
use std::time::Instant;

/// A statement that is told about when it is done. Costs one look at a static where nobody listens.
pub(super) struct Event(Option<(Text, Instant)>);

impl Event {
    pub(super) fn begin(text: &Text) -> Self {
        let is_heard = tracing::enabled!(target: "orm::statement", tracing::Level::DEBUG);
        Self(is_heard.then(|| (text.clone(), Instant::now())))
    }

    /// Tells. `rows` are those that were read, or that were changed.
    pub(super) fn end(&mut self, rows: u64) {
        if let Some((text, begun)) = self.0.take() {
            let sql: &str = &text;
            let elapsed_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            tracing::debug!(target: "orm::statement", sql, rows, elapsed_us);
        }
    }
}
