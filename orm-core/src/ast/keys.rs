//! Keys as expressions: one column, or several side by side.
//!
//! Whoever speaks of rows by their keys does it by these, and need not know of how many columns a key is.

use super::{Compare, Expr};
use crate::schema::{ColumnDef, ModelSchema, PathNode};
use crate::value::Value;

impl Expr {
    /// Columns at the end of a path: one as itself, several as a row.
    pub(crate) fn columns(path: &'static PathNode, columns: impl IntoIterator<Item = &'static ColumnDef>) -> Self {
        let mut all: Vec<Self> = columns.into_iter().map(|column| Self::Column(path, column)).collect();
        if all.len() == 1 { all.swap_remove(0) } else { Self::Row(all) }
    }

    /// Columns of the statement's own rows, by their positions.
    pub(crate) fn own(model: &'static ModelSchema, positions: &[usize]) -> Self {
        Self::columns(&PathNode::ROOT, positions.iter().map(|&at| &model.columns[at]))
    }

    /// The key of the statement's own rows.
    pub(crate) fn own_key(model: &'static ModelSchema) -> Self {
        Self::own(model, model.key)
    }

    /// It is this value.
    pub(crate) fn is(self, value: Value) -> Self {
        Self::Compare(Compare::Equal, Box::new(self), Box::new(Self::Bind(value)))
    }

    /// It is one of these values.
    pub(crate) fn among(self, values: Vec<Value>) -> Self {
        Self::In(Box::new(self), values)
    }
}

/// Sets columns to a value that belongs to them together.
pub(crate) fn assigned(
    columns: impl IntoIterator<Item = &'static ColumnDef>,
    value: Value,
) -> Vec<(&'static ColumnDef, Expr)> {
    columns.into_iter().zip(value.into_parts()).map(|(column, part)| (column, Expr::Bind(part))).collect()
}

/// Sets columns to NULL.
pub(crate) fn set_null(columns: impl IntoIterator<Item = &'static ColumnDef>) -> Vec<(&'static ColumnDef, Expr)> {
    columns.into_iter().map(|column| (column, Expr::Bind(Value::Null(column.ty)))).collect()
}
