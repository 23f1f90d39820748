//! What a delete did.

/// How many rows of which models went.
///
/// Rows that the database took along by `on_delete = cascade` are not counted: it does not tell how many there were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteReport {
    total: u64,
    by_model: Vec<(&'static str, u64)>,
}

impl DeleteReport {
    pub(crate) fn of(model: &'static str, rows: u64) -> Self {
        Self { total: rows, by_model: if rows == 0 { Vec::new() } else { vec![(model, rows)] } }
    }
    /// How many rows went.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.total
    }
    /// How many rows of a model went, by its name.
    #[must_use]
    pub fn of_model(&self, model: &str) -> u64 {
        self.by_model.iter().find(|(name, _)| *name == model).map_or(0, |(_, rows)| *rows)
    }
    /// The models of which rows went, and how many.
    pub fn models(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.by_model.iter().copied()
    }
}
