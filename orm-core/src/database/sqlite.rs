//! SQLite.
//!
//! Statements run on the thread that asks for them, and are moved away when they are slow. From the top: [`session`] (a
//! pool or a transaction), [`driver`] and [`scope`] (the two), [`run`] (where and how long), [`lane`] (one connection),
//! [`ffi`] (every call into SQLite), [`handle`] (where the connection comes from).

mod checkpoint;
mod control;
mod cursor;
mod driver;
mod error;
mod ffi;
mod handle;
mod held;
mod lane;
mod memory;
mod open;
mod rehearsal;
mod run;
mod scope;
mod session;
mod slow;
mod statement_cache;
mod url;

pub(super) use cursor::OpenCursor;
pub(super) use session::Session;

pub(super) const IS_BUILT_IN: bool = true;
