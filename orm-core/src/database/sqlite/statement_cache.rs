//! The prepared statements of one lane, by their text.
//!
//! A fixed text is found by its address, a made one by what it says. What this is not: it owns no statement, it knows where
//! in the connection's arena they stand.

use super::ffi::StatementAt;
use crate::sql::Text;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How many statements a lane keeps. A program has fewer shapes; one that makes texts without end starts anew here.
const CAPACITY: usize = 256;

#[derive(Default)]
pub(super) struct StatementCache {
    fixed: FxHashMap<(usize, usize), StatementAt>,
    made: FxHashMap<Arc<str>, StatementAt>,
}

impl StatementCache {
    pub(super) fn get(&self, text: &Text) -> Option<StatementAt> {
        match text {
            Text::Fixed(text) => self.fixed.get(&identity(text)).copied(),
            Text::Made(text) => self.made.get(text).copied(),
        }
    }

    pub(super) fn insert(&mut self, text: &Text, at: StatementAt) {
        match text {
            Text::Fixed(text) => self.fixed.insert(identity(text), at),
            Text::Made(text) => self.made.insert(Arc::clone(text), at),
        };
    }

    pub(super) fn remove(&mut self, text: &Text) -> Option<StatementAt> {
        match text {
            Text::Fixed(text) => self.fixed.remove(&identity(text)),
            Text::Made(text) => self.made.remove(text),
        }
    }

    /// Empties a full cache; what it gives back is to be finalized.
    pub(super) fn make_room(&mut self) -> Vec<StatementAt> {
        if self.fixed.len() + self.made.len() < CAPACITY {
            return Vec::new();
        }
        self.fixed.drain().map(|(_, at)| at).chain(self.made.drain().map(|(_, at)| at)).collect()
    }
}

// A piece of another text can begin at the same address, so the length is part of it.
fn identity(text: &'static str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
}
