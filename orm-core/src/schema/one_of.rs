//! A relation to a row of one of several models: nullable foreign keys, one for each model, of which exactly one is set.

use super::ModelSchema;
use crate::ast::Expr;

/// A field whose enum leads to a row of one of several models. Each target is a [`RelationDef`](super::RelationDef) of its own,
/// which tells by this what it is a part of.
#[derive(Debug)]
pub struct OneOfDef {
    /// The field that declares it.
    pub name: &'static str,
    /// The check that no two targets are set, in the database.
    pub check: &'static str,
    /// For each target, the positions of its columns.
    pub targets: &'static [&'static [usize]],
    /// Whether none may be set.
    pub nullable: bool,
}

impl OneOfDef {
    /// The positions of all columns.
    #[must_use]
    pub fn positions(&self) -> Vec<usize> {
        self.columns().collect()
    }

    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> + use<> {
        self.targets.iter().flat_map(|columns| columns.iter().copied())
    }

    /// The positions of the columns of the targets that are not at these.
    pub(crate) fn others(&self, columns: &'static [usize]) -> impl Iterator<Item = usize> + use<> {
        self.columns().filter(|at| !columns.contains(at))
    }

    /// Exactly one target is set (at most one, where there may be none): the condition of the check.
    #[must_use]
    pub fn condition(&self, model: &'static ModelSchema) -> Expr {
        let is_null = |at: usize| Expr::IsNull(Box::new(Expr::own(model, &[at])));
        let alone = |columns: &&'static [usize]| {
            let set = columns.iter().map(|&at| is_null(at).negated());
            Expr::All(set.chain(self.others(columns).map(is_null)).collect())
        };
        let none = self.nullable.then(|| Expr::All(self.columns().map(is_null).collect()));
        Expr::Any(self.targets.iter().map(alone).chain(none).collect())
    }
}
