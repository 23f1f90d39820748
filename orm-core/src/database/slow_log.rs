//! Statements that took longer than the program wants to hear of: a WARN with the target `orm::slow`. Never a value.

use super::caller;
use crate::sql::{Statement, Text};
use std::panic::Location;
use std::time::{Duration, Instant};

/// How long a statement may take before it is told of, if at all.
#[derive(Clone, Copy)]
pub(super) struct SlowLog(pub(super) Option<Duration>);

/// A statement that is looked at. One that is dropped before its end is told of, too.
pub(super) struct Watch(Option<Box<Watched>>);

struct Watched {
    limit: Duration,
    text: Text,
    line: Option<&'static Location<'static>>,
    spent: Duration,
    /// `None` while the program has the rows and the statement waits for it.
    since: Option<Instant>,
}

impl SlowLog {
    pub(super) fn watch(self, statement: &Statement) -> Watch {
        Watch(self.0.map(|limit| {
            let (text, line) = (statement.text.clone(), caller::current());
            Box::new(Watched { limit, text, line, spent: Duration::ZERO, since: Some(Instant::now()) })
        }))
    }
}

impl Watch {
    /// The statement waits for the program.
    pub(super) fn pause(&mut self) {
        if let Some(watched) = &mut self.0 {
            watched.spent += watched.since.take().map_or(Duration::ZERO, |since| since.elapsed());
        }
    }

    /// The program waits for the statement.
    pub(super) fn go_on(&mut self) {
        if let Some(watched) = &mut self.0 {
            watched.since = Some(Instant::now());
        }
    }

    /// The statement is done. `rows` are those that were read, or that were changed.
    pub(super) fn end(&mut self, rows: u64) {
        self.pause();
        if let Some(watched) = self.0.take() {
            watched.tell("a slow statement", rows);
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.pause();
        if let Some(watched) = self.0.take() {
            watched.tell("a slow statement, given up before it was done", 0);
        }
    }
}

impl Watched {
    fn tell(&self, message: &str, rows: u64) {
        if self.spent < self.limit {
            return;
        }
        let sql: &str = &self.text;
        let elapsed_us = u64::try_from(self.spent.as_micros()).unwrap_or(u64::MAX);
        match self.line {
            Some(at) => tracing::warn!(target: "orm::slow", sql, rows, elapsed_us, %at, "{message}"),
            None => tracing::warn!(target: "orm::slow", sql, rows, elapsed_us, "{message}"),
        }
    }
}
