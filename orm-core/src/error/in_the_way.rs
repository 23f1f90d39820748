//! What stands in the way of a delete.

use std::fmt;

/// A relation by which rows stand in the way of a delete. It tells no keys, so it can be logged; the rows are those that
/// `Contract::objects().filter(Contract.owner.eq(..))` gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    model: &'static str,
    field: &'static str,
    rule: &'static str,
    rows: u64,
}

impl InTheWay {
    pub(crate) const fn new(model: &'static str, field: &'static str, rule: &'static str, rows: u64) -> Self {
        Self { model, field, rule, rows }
    }
    /// The model whose rows refer.
    #[must_use]
    pub const fn model(&self) -> &'static str {
        self.model
    }
    /// Its field by which they refer.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.field
    }
    /// What the field says of a delete: `protect`, `restrict`, `do_nothing` or `db_restrict`.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        self.rule
    }
    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }
}

impl fmt::Display for InTheWay {
    /// ``3 by `Contract.owner` (protect)``
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by `{}.{}` ({})", self.rows, self.model, self.field, self.rule)
    }
}
