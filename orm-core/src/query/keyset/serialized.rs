//! Cursors in other formats: their text.

use super::Cursor;
use crate::model::Table;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl<M> Serialize for Cursor<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, M: Table> Deserialize<'de> for Cursor<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
