//! Cases of many tasks: how the work is divided, and how what each task saw is put together.

use crate::Answer;
use std::ops::Range;
use std::time::{Duration, Instant};

/// How many tasks answer requests at the same time.
pub const CLIENTS: usize = 64;
/// How many requests each of them answers in one turn.
pub const REQUESTS: usize = 12;
/// How long the writer beside them rests between two entries.
pub const WRITER_RESTS: Duration = Duration::from_millis(2);

/// Which of the operations each of `tasks` does.
pub fn crowd(tasks: usize, turns: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let at = move |task| turns.start + task * turns.len() / tasks;
    (0..tasks).map(move |task| at(task)..at(task + 1))
}

/// How long requests took.
#[derive(Debug, Default)]
pub struct Tail(Vec<Duration>);

impl Tail {
    /// Adds a request that began then and ends now.
    pub fn add(&mut self, begun: Instant) {
        self.0.push(begun.elapsed());
    }

    /// Adds what another task saw.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Mean and 99th of 100.
    pub fn answer(mut self) -> Answer {
        self.0.sort();
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX).max(1);
        let mean = self.0.iter().sum::<Duration>() / count;
        let p99 = self.0.get(self.0.len() * 99 / 100).copied().unwrap_or_default();
        Answer::Tail { mean, p99 }
    }
}
