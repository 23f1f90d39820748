//! Keys that are no integer of the database's, keys of several columns, and relations that refer to another field than the key.

mod composite;
mod every;
mod none;
mod to_field;
mod unmanaged;
#[cfg(feature = "uuid")]
mod uuids;
