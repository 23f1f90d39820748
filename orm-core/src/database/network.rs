//! What the databases across a network have in common: everything but the protocol.
//!
//! A driver says what one connection can do ([`Wire`]) and gets the rest from here. From the top: [`session`] (a pool or a
//! transaction), [`driver`] and [`scope`] (the two), [`cursor`] (a statement left open), [`link`] (one connection and whether
//! something is under way on it), [`source`] (where links come from and go to), [`janitor`] (who ends on the server what was
//! given up here), [`url`] (what their URLs share). What this is not: it knows no protocol, no SQL but savepoints, and no database by name.
//!
//! **Invariant:** a connection on which something was given up is never used again. Start reading at [`Wire`].

mod cursor;
mod driver;
mod janitor;
mod link;
mod manager;
mod rows;
mod scope;
mod session;
mod source;
pub(super) mod url;
mod wire;

pub(super) use cursor::OpenCursor;
pub(super) use manager::{begin, commit, rollback};
pub(super) use rows::Taker;
pub(super) use session::Session;
pub(super) use wire::Wire;
