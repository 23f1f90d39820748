//! PostgreSQL: what a network database is not in common with others, see [`network`](super::network).
//!
//! From the top: [`url`] (what the URL says), [`address`] (what sqlx is told of it), [`wire`] (one connection), [`bind`] and
//! [`row`] (values there and back, both in PostgreSQL's binary form, with [`moment`], [`numeric`], [`inet`] and [`list`] for what
//! has one of its own), [`error`] (its codes as ours).

mod address;
mod bind;
mod error;
mod inet;
mod list;
mod moment;
mod numeric;
mod row;
mod url;
mod wire;

pub(super) const IS_BUILT_IN: bool = true;

pub(super) type Session = super::network::Session<wire::PgWire>;
pub(super) type OpenCursor = super::network::OpenCursor<wire::PgWire>;
