//! A lane in use: out of the pool for one statement, or the lane of a transaction.
//!
//! It can move to another thread and back. **Invariant:** its drop closes the statement that is open on the lane.

use super::driver::Source;
use super::lane::Lane;
use super::scope::{Root, Slot};
use crate::database::pool::Checkout;
use crate::database::writer_queue::{Badge, Doing};
use crate::error::{Error, ErrorKind, Result};
use std::sync::Arc;
use tokio::sync::OwnedMutexGuard;

pub(super) enum Held {
    Pool(Checkout<Source>),
    Scope(OfScope),
}

/// The lane of a transaction, which nobody else uses meanwhile.
pub(super) struct OfScope {
    guard: Option<OwnedMutexGuard<Slot>>,
    _doing: Option<Doing>,
    root: Arc<Root>,
}

impl Held {
    pub(super) fn of_scope(guard: OwnedMutexGuard<Slot>, root: Arc<Root>) -> Self {
        let _doing = root.badge.as_ref().map(Badge::doing);
        Self::Scope(OfScope { guard: Some(guard), _doing, root })
    }

    /// The lane. A transaction that is over has none.
    pub(super) fn lane(&mut self) -> Result<&mut Lane> {
        let lane = match self {
            Self::Pool(checkout) => checkout.link().map(|lane| &mut **lane),
            Self::Scope(held) => held.guard.as_mut().and_then(|slot| slot.lane()),
        };
        lane.ok_or_else(|| Error::new(ErrorKind::TransactionEnded, "the transaction is over"))
    }

    /// Gives the transaction's lane back to the pool: it is over in the database.
    pub(super) fn release(&mut self) {
        if let Self::Scope(held) = self
            && let Some(slot) = held.guard.as_mut()
        {
            slot.release();
        }
    }
}

impl Drop for OfScope {
    fn drop(&mut self) {
        if let Some(lane) = self.guard.as_mut().and_then(|slot| slot.lane()) {
            lane.finish();
        }
        self.guard = None;
        // Only after the lane is free again: whoever ended the transaction meanwhile could not take it.
        self.root.release_if_ended();
    }
}
