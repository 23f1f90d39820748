//! MariaDB and MySQL: what a network database is not in common with others, see [`network`](super::network).
//!
//! From the top: [`url`] (what the URL says), [`address`] (what sqlx is told of it), [`open`] (what the server is, and what each
//! session is told), [`wire`] (one connection), [`sort`] (which statements commit behind our back), [`bind`] and [`row`] (values
//! there and back, with [`moment`] for dates and times), [`error`] and [`names`] (the server's numbers and words as ours).

mod address;
mod bind;
mod error;
mod moment;
mod names;
mod open;
mod row;
mod sort;
mod url;
mod wire;

/// See [`Backend::is_built_in`](super::Backend::is_built_in).
pub(super) const IS_BUILT_IN: bool = true;

pub(super) type Session = super::network::Session<wire::MyWire>;
pub(super) type OpenCursor = super::network::OpenCursor<wire::MyWire>;
