//! A queryset over what a relation leads to: which of the related rows are loaded, and in which order.

use super::load::Ask;
use super::loads::{LoadPaths, Loader, Loading, Loads, Reach, fill_chosen};
use super::queryset::by_key;
use super::shape::{Append, RelationOf, Whole};
use super::{Entire, QuerySet};
use crate::database::Db;
use crate::error::{Error, Result};
use crate::model::{Arity, Cond, Hop, IntoCond, Keyed, ManyRows, Orders, Path, Rel, Relation, Table};
use crate::relation::InField;
use crate::schema::PathNode;
use std::marker::PhantomData;

/// The rows that a relation leads to, for each row alike: `Owner.sits_for.query().filter(Cat.lives.gt(3))`. Made to be
/// loaded, by `load` or `with`.
#[must_use = "it says what to load; give it to `load` or `with`"]
pub struct RelatedQuery<P, R: Relation, S = Entire> {
    pub(super) rows: QuerySet<R::Target, S>,
    pub(super) per_row: Option<u64>,
    of: PhantomData<fn() -> P>,
}

impl<P: Path, R: Relation<Source = P::Leaf>> Rel<P, R> {
    /// The rows that the relation leads to, as a queryset that says which of them are loaded. Sends nothing.
    pub fn query(self) -> RelatedQuery<P, R> {
        RelatedQuery { rows: QuerySet::all_rows(), per_row: None, of: PhantomData }
    }
}

impl<P, R: Relation, S> RelatedQuery<P, R, S> {
    /// Only the rows that satisfy the condition, which starts at their own model.
    pub fn filter(self, condition: impl IntoCond<R::Target>) -> Self {
        Self { rows: self.rows.filter(condition), ..self }
    }
    /// Only the rows that do not satisfy the condition: exactly those that `filter` would not give.
    pub fn exclude(self, condition: impl IntoCond<R::Target>) -> Self {
        Self { rows: self.rows.exclude(condition), ..self }
    }
    /// A condition made from a value that may be missing: no value, no condition.
    pub fn filter_if<V>(self, value: Option<V>, condition: impl FnOnce(V) -> Cond<R::Target>) -> Self {
        Self { rows: self.rows.filter_if(value, condition), ..self }
    }
    /// The order of the rows of each row, instead of their model's own.
    pub fn order_by(self, orders: impl Orders<R::Target>) -> Self {
        Self { rows: self.rows.order_by(orders), ..self }
    }
    /// The other way round.
    pub fn reverse(self) -> Self {
        Self { rows: self.rows.reverse(), ..self }
    }
    /// What is loaded into the fields of the rows, and so on.
    pub fn load(self, paths: impl LoadPaths<R::Target>) -> Self
    where
        S: Whole<R::Target>,
    {
        Self { rows: self.rows.load(paths), ..self }
    }
}

impl<P, R: Relation, S> RelatedQuery<P, R, S> {
    /// At most so many rows for each row: the first by the order, or by key where there is none. A limit of the whole
    /// would leave some rows without any; this is a window in the database.
    pub fn limit_per_row(self, rows: usize) -> Self
    where
        <R::Arity as Arity>::Many: ManyRows,
        R::Target: Keyed,
    {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        Self { per_row: Some(self.per_row.map_or(rows, |before| before.min(rows))), ..self }
    }
}

impl<P, R: Relation, S> RelatedQuery<P, R, S> {
    /// What it asks for, ready to be sent; and what is loaded of its rows.
    pub(super) fn ask(&self) -> Result<Ask<R::Target>> {
        let mut select = match self.rows.problem {
            None => self.rows.select.clone(),
            Some(problem) => return Err(Error::with_model(problem(), R::Target::schema().name)),
        };
        if self.per_row.is_some() && select.order.is_empty() {
            select.order = by_key(select.model);
        }
        Ok(Ask { select, per_row: self.per_row, joins: self.rows.loads.joins.clone() })
    }
}

impl<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>> LoadPaths<M> for RelatedQuery<P, R> {
    fn add_to(self, loads: &mut Loads<M>) {
        loads.add(self);
    }
}

impl<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>> Loader<M> for RelatedQuery<P, R> {
    fn path(&self) -> &'static PathNode {
        <Hop<P, R> as Path>::NODE
    }
    fn chooses(&self) -> bool {
        true
    }
    fn load<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()> {
        Box::pin(async move { fill_chosen::<M, P, R>(db, rows, &self.ask()?, &self.rows.loads).await })
    }
}

impl<P, R: Relation, S: Whole<R::Target>> RelatedQuery<P, R, S> {
    /// What stands beside each of the rows, as `with` of a queryset does.
    pub fn with<A: RelationOf<R::Target>>(self, relation: A) -> RelatedQuery<P, R, A::With<S>>
    where
        S::Row: Append<A::Loaded>,
    {
        RelatedQuery { rows: self.rows.with(relation), per_row: self.per_row, of: PhantomData }
    }
}

impl<P, R: Relation, S: Clone> Clone for RelatedQuery<P, R, S> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), per_row: self.per_row, of: PhantomData }
    }
}

impl<P, R: Relation, S> std::fmt::Debug for RelatedQuery<P, R, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RelatedQuery of {}", R::Target::schema().name)
    }
}
