//! Whether two expressions ask for the same.

use super::render::write_select;
use super::{Cost, Dialect, SqlWriter, Statement};
use crate::ast::{Columns, Expr, Select};
use crate::schema::ModelSchema;

/// Whether two expressions of a model ask for the same: selected alone, they are one text with the same values. Which
/// dialect it is told in makes no difference.
pub(crate) fn is_same(model: &'static ModelSchema, left: &Expr, right: &Expr) -> bool {
    let (left, right) = (alone(model, left), alone(model, right));
    *left.text == *right.text && left.binds == right.binds
}

fn alone(model: &'static ModelSchema, it: &Expr) -> Statement {
    let mut w = SqlWriter::new(Dialect::Sqlite);
    write_select(&mut w, &Select { columns: Columns::Exprs(vec![it.clone()]), ..Select::all(model) });
    w.finish(Cost::Read, None)
}
