//! The texts that were too slow for a runtime's thread.
//!
//! One slow run is enough, since binds change the cost of a text ten-thousandfold and a mean would hide that. It is
//! forgotten after a while, for the table may have got its index.

use crate::sql::Text;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const REMEMBERED: Duration = Duration::from_secs(60);
const CAPACITY: usize = 1_024;

/// Texts by their hash. Two texts with one hash share their fate, which costs a hop and no more.
#[derive(Default)]
pub(super) struct Slow {
    any: AtomicBool,
    marked: Mutex<FxHashMap<u64, Instant>>,
}

impl Slow {
    pub(super) fn mark(&self, text: &Text) {
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        if marked.len() >= CAPACITY {
            marked.clear();
        }
        marked.insert(hash(text), Instant::now());
        self.any.store(true, Ordering::Relaxed);
    }

    pub(super) fn contains(&self, text: &Text) -> bool {
        if !self.any.load(Ordering::Relaxed) {
            return false;
        }
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = hash(text);
        match marked.get(&hash) {
            Some(at) if at.elapsed() < REMEMBERED => true,
            Some(_) => {
                marked.remove(&hash);
                self.any.store(!marked.is_empty(), Ordering::Relaxed);
                false
            }
            None => false,
        }
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}
