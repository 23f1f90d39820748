//! What a delete did.

use std::borrow::Cow;

/// How many rows of which models went: those that were asked for, those that went along, and links of join tables, which
/// are named after their relation (`Owner_sits_for`). Those of which a row was set and stays do not count.
///
/// Rows that the database took along by itself (`db_cascade`) are not counted: it does not tell how many there were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteReport {
    total: u64,
    by_model: Vec<(Cow<'static, str>, u64)>,
}

impl DeleteReport {
    pub(super) fn add(&mut self, model: impl Into<Cow<'static, str>>, rows: u64) {
        if rows == 0 {
            return;
        }
        self.total += rows;
        let model = model.into();
        match self.by_model.iter_mut().find(|(name, _)| *name == model) {
            Some((_, before)) => *before += rows,
            None => self.by_model.push((model, rows)),
        }
    }
    /// How many rows went.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.total
    }
    /// How many rows of a model went, by its name.
    #[must_use]
    pub fn of_model(&self, model: &str) -> u64 {
        self.by_model.iter().find(|(name, _)| name == model).map_or(0, |(_, rows)| *rows)
    }
    /// The models of which rows went, and how many; in the order in which they went, so those that were asked for are last.
    pub fn models(&self) -> impl Iterator<Item = (&str, u64)> {
        self.by_model.iter().map(|(name, rows)| (name.as_ref(), *rows))
    }
}
