//! A field that is a list of views: one statement for the rows of the whole result.

use super::{Begun, Fill, View, Viewed};
use crate::database::Db;
use crate::error::{Error, ErrorKind};
use crate::model::{Arity, IntoCond, Keyed, ManyRows, Orders, Rel, Relation, Root, Table};
use crate::query::loads::Loading;
use crate::query::shape::Shape;
use crate::query::{RelatedQuery, load};
use crate::value::Value;

/// A relation of `M` to many rows, of which a field chooses some: by `filter(..)`, `order_by(..)` or `limit(..)`.
#[diagnostic::on_unimplemented(
    message = "`filter`, `order_by` and `limit` choose among the rows of a relation of `{M}` to many",
    label = "expected a relation of `{M}` like `{M}.pets` or `via({M}::pet_set)`",
    note = "leave these words out where the field is one row or a value"
)]
pub trait ListOf<M: Table> {
    /// The relation.
    type R: Relation<Source = M>;
    /// Its rows.
    #[doc(hidden)]
    fn rows(self) -> RelatedQuery<Root<M>, Self::R>;
}

impl<M: Table, R: Relation<Source = M>> ListOf<M> for Rel<Root<M>, R>
where
    <R::Arity as Arity>::Many: ManyRows,
{
    type R = R;
    fn rows(self) -> RelatedQuery<Root<M>, R> {
        query_of(self)
    }
}

/// The rows of a relation to many, to choose among.
pub fn list_of<M: Table, L: ListOf<M>>(relation: L) -> Listing<M, L::R> {
    Listing(relation.rows())
}

/// Those rows of a relation to many that a field lists.
pub struct Listing<M, R: Relation<Source = M>>(pub(super) RelatedQuery<Root<M>, R>);

impl<M: Table, R: Relation<Source = M>> Listing<M, R> {
    /// Only the rows that satisfy the condition, which starts at their own model.
    #[must_use]
    pub fn filter(self, condition: impl IntoCond<R::Target>) -> Self {
        Self(self.0.filter(condition))
    }
    /// The order of the rows of each row, instead of their model's own.
    #[must_use]
    pub fn order_by(self, orders: impl Orders<R::Target>) -> Self {
        Self(self.0.order_by(orders))
    }
    /// At most so many rows for each row: the first by the order, or by key where there is none.
    #[must_use]
    pub fn limit(mut self, rows: usize) -> Self
    where
        R::Target: Keyed,
    {
        self.0.per_row = Some(u64::try_from(rows).unwrap_or(u64::MAX));
        self
    }
}

impl<M, R: Relation<Source = M>> std::fmt::Debug for Listing<M, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listing")
    }
}

pub(super) fn query_of<M: Table, R: Relation<Source = M>>(relation: Rel<Root<M>, R>) -> RelatedQuery<Root<M>, R> {
    relation.query()
}

/// A field that is a list of views, and the rows that it lists.
pub(super) struct List<V, R: Relation, U> {
    field: fn(&mut V) -> &mut Vec<U>,
    query: RelatedQuery<Root<R::Source>, R>,
    shape: Viewed<U>,
}

impl<V, R: Relation, U: View> List<V, R, U> {
    pub(super) fn new(field: fn(&mut V) -> &mut Vec<U>, query: RelatedQuery<Root<R::Source>, R>) -> Self {
        Self { field, query, shape: Viewed::new() }
    }
}

impl<V: View, R: Relation, U: View<Model = R::Target>> Fill<V> for List<V, R, U> {
    fn fill<'a>(&'a self, db: &'a Db, keys: &'a [Value], rows: Vec<Begun<'a, V>>) -> Loading<'a, ()> {
        Box::pin(async move {
            if !self.query.rows.loads.is_empty() {
                let message = "what `load` loads has no row to be in here; leave `load` out";
                return Err(Error::new(ErrorKind::Config, message).with_model(R::Source::schema().name));
            }
            let mut ask = self.query.ask()?;
            self.shape.plan(&mut ask.select);
            let lists = load::lists(db, R::STEP, keys.to_vec(), &ask, &self.shape).await?;
            // Of all rows together, so that what they list in turn is asked for once.
            let counts: Vec<usize> = lists.iter().map(Vec::len).collect();
            let all = lists.into_iter().flatten().collect();
            let mut all = self.shape.finish(db, all).wait().await?.into_iter();
            for (it, count) in rows.into_iter().zip(counts) {
                *(self.field)(it.row) = all.by_ref().take(count).collect();
            }
            Ok(())
        })
    }
}
