//! Relation fields in other formats: a foreign key is its key, loaded or not.
//!
//! So a model that derives `Serialize` shows its columns and nothing more, and one that derives `Deserialize` loads what it
//! leads to when it is asked for. What this is not: related rows are not written with their row; what a page or an API needs
//! of them is a shape of its own.

use super::{ForeignKey, ManyToMany};
use crate::model::{Reference, Table};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The key.
impl<T: Table, F: Reference<T, Value: Serialize>> Serialize for ForeignKey<T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.key().serialize(serializer)
    }
}

/// From the key; nothing is loaded.
impl<'de, T: Table, F: Reference<T, Value: Deserialize<'de>>> Deserialize<'de> for ForeignKey<T, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        F::Value::deserialize(deserializer).map(Self::alone)
    }
}

/// The keys of the linked rows, if they are loaded; nothing (`null`) if they are not, which is not the same as none.
impl<T: Table<Key: Serialize>, L> Serialize for ManyToMany<T, L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.loaded() {
            Some(rows) => serializer.collect_seq(rows.iter().map(Table::key)),
            None => serializer.serialize_none(),
        }
    }
}

/// Whatever was written: links are in the database alone, so the field is unbound.
impl<'de, T, L> Deserialize<'de> for ManyToMany<T, L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self::default())
    }
}
