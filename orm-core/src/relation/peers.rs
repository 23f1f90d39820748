//! What the rows of one result share for one relation.
//!
//! A field is an `Arc` of this and its key or place. What this is not: fields are `foreign_key`, `many_to_many` and
//! `related_set`; what is asked stands in `query`.
//!
//! **Invariant:** what was loaded is only ever added to, so that references into it can be handed out.

mod chain;
mod to_many;
mod to_one;

pub use to_many::ToManyPeers;
pub(super) use to_many::{Covers, Found, Reading, ToManyShared};
pub use to_one::ToOnePeers;
pub(super) use to_one::{ToOneShared, by_key};

/// How many rows share one load: with more, each thousand is loaded when one of it is asked for.
const PEERS: usize = 1_000;

/// Of how many of the related rows a reading tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Of all: what is missing is not there.
    All,
    /// Of those that a queryset chose.
    Some,
}
