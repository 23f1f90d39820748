//! What was loaded of a relation to many, in the order in which it was loaded.
//!
//! References into what was loaded are handed out, so nothing is ever taken away: a later reading is added behind. The
//! chain grows only when a field is changed and loaded again, and goes with the result.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A chain of readings.
pub(super) struct Versions<T>(OnceLock<Box<Reading<T>>>);

/// One reading.
struct Reading<T> {
    /// How many changes had been made when it was asked for.
    version: u32,
    covers: Covers,
    rows: FxHashMap<u32, Vec<T>>,
    next: Versions<T>,
}

/// Of which rows a reading tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covers {
    /// Of all peers; one that is missing has none.
    Peers,
    /// Of one row.
    Row(u32),
}

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Versions<T> {
    /// The newest reading of a row that is not older than a change.
    pub(super) fn find(&self, row: u32, since: u32) -> Option<&[T]> {
        let mut found = None;
        let mut at = self;
        while let Some(reading) = at.0.get() {
            let covers = reading.covers == Covers::Peers || reading.covers == Covers::Row(row);
            if covers && reading.version >= since {
                found = Some(reading.rows.get(&row).map_or(&[][..], Vec::as_slice));
            }
            at = &reading.next;
        }
        found
    }

    /// Whether nothing was read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.get().is_none()
    }

    /// Adds a reading at the end.
    pub(super) fn add(&self, version: u32, covers: Covers, rows: FxHashMap<u32, Vec<T>>) {
        let mut reading = Box::new(Reading { version, covers, rows, next: Self::default() });
        let mut at = self;
        loop {
            match at.0.set(reading) {
                Ok(()) => return,
                Err(back) => reading = back,
            }
            match at.0.get() {
                Some(taken) => at = &taken.next,
                None => return,
            }
        }
    }
}
