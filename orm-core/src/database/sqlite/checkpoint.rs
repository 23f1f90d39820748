//! Keeps the write-ahead log short: a checkpoint in the background once it has grown.
//!
//! It runs on a connection of its own in the blocking pool, so that no commit pays for it, and waits for nobody (PASSIVE).
//! The commit hook in `ffi` is the net below: a log of ten times the size is worked off by the commit itself.

use super::driver::{close_elsewhere, on_blocking_pool};
use super::lane::Lane;
use super::open::Recipe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The log's size in pages at which a checkpoint is made.
const PAGES: u64 = 1_000;

pub(super) struct Checkpointer(Arc<Inner>);

struct Inner {
    recipe: Arc<Recipe>,
    lane: Mutex<Option<Lane>>,
    is_running: AtomicBool,
    is_closed: AtomicBool,
}

impl Checkpointer {
    pub(super) fn new(recipe: Arc<Recipe>) -> Self {
        let inner = Inner {
            recipe,
            lane: Mutex::new(None),
            is_running: AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        };
        Self(Arc::new(inner))
    }

    /// Looks at what a commit left, and starts a checkpoint where it is time.
    pub(super) fn after_commit(&self, lane: &Lane) {
        if lane.control().take_wal_pages() < PAGES || self.0.is_running.swap(true, Ordering::AcqRel) {
            return;
        }
        let inner = Arc::clone(&self.0);
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(move || inner.checkpoint())),
            Err(_) => inner.is_running.store(false, Ordering::Release),
        }
    }

    /// Closes the connection, after a checkpoint that is under way.
    pub(super) async fn close(&self) {
        self.0.is_closed.store(true, Ordering::Release);
        let inner = Arc::clone(&self.0);
        let _ = on_blocking_pool(move || {
            drop(inner.lane().take());
            Ok(())
        })
        .await;
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(lane) = self.lane().take() {
            close_elsewhere(vec![Box::new(lane)], None);
        }
    }
}

impl Inner {
    fn checkpoint(&self) {
        let mut lane = self.lane();
        if !self.is_closed.load(Ordering::Acquire) {
            // An error shows itself to the writers; here there is nobody to tell.
            if lane.is_none() {
                *lane = self.recipe.open().ok();
            }
            if let Some(lane) = lane.as_mut() {
                lane.checkpoint();
            }
        }
        self.is_running.store(false, Ordering::Release);
    }

    fn lane(&self) -> std::sync::MutexGuard<'_, Option<Lane>> {
        self.lane.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
