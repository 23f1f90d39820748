//! The verbs that every manager of many rows has: those of its queryset.

use crate::database::Db;
use crate::model::{Assigns, Cond, IntoCond, IntoKey, IntoKeys, Keyed, Orders, Selects, Table};
use crate::query::{Annotated, Append, Entire, Page, Pending, QuerySet, RelationOf, RowStream, Selected, View, Viewed};
use std::collections::HashMap;

/// A manager of related rows. Its reading verbs are those of its [`query`](Self::query); they always ask the database.
pub trait Manager {
    /// The model of the related rows.
    type Target: Table;

    /// The related rows as a queryset. Sends nothing.
    fn query(&self) -> QuerySet<Self::Target, Entire>;

    /// All of them. One statement.
    #[track_caller]
    fn all<'a>(&self, db: &'a Db) -> Pending<'a, Vec<Self::Target>> {
        self.query().all(db)
    }
    /// Those that satisfy a condition. Sends nothing.
    fn filter(&self, condition: impl IntoCond<Self::Target>) -> QuerySet<Self::Target, Entire> {
        self.query().filter(condition)
    }
    /// Those that do not satisfy a condition. Sends nothing.
    fn exclude(&self, condition: impl IntoCond<Self::Target>) -> QuerySet<Self::Target, Entire> {
        self.query().exclude(condition)
    }
    /// A condition made from a value that may be missing: no value, no condition. Sends nothing.
    fn filter_if<V>(
        &self,
        value: Option<V>,
        condition: impl FnOnce(V) -> Cond<Self::Target>,
    ) -> QuerySet<Self::Target, Entire> {
        self.query().filter_if(value, condition)
    }
    /// All of them in an order. Sends nothing.
    fn order_by(&self, orders: impl Orders<Self::Target>) -> QuerySet<Self::Target, Entire> {
        self.query().order_by(orders)
    }
    /// All of them, their order turned round. Sends nothing.
    fn reverse(&self) -> QuerySet<Self::Target, Entire> {
        self.query().reverse()
    }
    /// At most so many of them. Sends nothing.
    fn limit(&self, rows: usize) -> QuerySet<Self::Target, Entire> {
        self.query().limit(rows)
    }
    /// What a relation of theirs leads to beside each: see [`with`](QuerySet::with) of a queryset. Sends nothing.
    fn with<A: RelationOf<Self::Target>>(&self, relation: A) -> QuerySet<Self::Target, A::With<Entire>>
    where
        Self::Target: Append<A::Loaded>,
    {
        self.query().with(relation)
    }
    /// A value beside each: see [`annotate`](QuerySet::annotate) of a queryset. Sends nothing.
    fn annotate<X: Selects<Self::Target>>(&self, value: X) -> QuerySet<Self::Target, Annotated<Entire, X>>
    where
        Self::Target: Append<X::Row>,
    {
        self.query().annotate(value)
    }
    /// Values of them instead of rows. Sends nothing.
    fn select<X: Selects<Self::Target>>(&self, columns: X) -> QuerySet<Self::Target, Selected<X>> {
        self.query().select(columns)
    }
    /// Them as views. Sends nothing.
    fn view<V: View<Model = Self::Target>>(&self) -> QuerySet<Self::Target, Viewed<V>> {
        self.query().view()
    }
    /// The one with this key: `NotFound` if it is not among them. One statement.
    #[track_caller]
    fn get<'a, W>(&self, db: &'a Db, key: impl IntoKey<Self::Target, W>) -> Pending<'a, Self::Target>
    where
        Self::Target: Keyed,
    {
        self.query().get(db, key)
    }
    /// The only one: `NotFound` if there is none, `MultipleFound` if there are more. One statement.
    #[track_caller]
    fn one<'a>(&self, db: &'a Db) -> Pending<'a, Self::Target> {
        self.query().one(db)
    }
    /// The first of them, by their order, or by key where there is none. One statement.
    #[track_caller]
    fn first<'a>(&self, db: &'a Db) -> Pending<'a, Option<Self::Target>> {
        self.query().first(db)
    }
    /// The last of them, by their order, or by key where there is none. One statement.
    #[track_caller]
    fn last<'a>(&self, db: &'a Db) -> Pending<'a, Option<Self::Target>> {
        self.query().last(db)
    }
    /// How many there are. One statement.
    #[track_caller]
    fn count<'a>(&self, db: &'a Db) -> Pending<'a, i64> {
        self.query().count(db)
    }
    /// Whether there is one. One statement.
    #[track_caller]
    fn exists<'a>(&self, db: &'a Db) -> Pending<'a, bool> {
        self.query().exists(db)
    }
    /// Whether a row is among them. One statement.
    #[track_caller]
    fn contains<'a, W>(&self, db: &'a Db, row: impl IntoKey<Self::Target, W>) -> Pending<'a, bool>
    where
        Self::Target: Keyed,
    {
        self.query().contains(db, row)
    }
    /// Those of these keys, by key: see [`in_bulk`](QuerySet::in_bulk) of a queryset. One statement; none for no keys.
    #[track_caller]
    fn in_bulk<'a, W>(
        &self,
        db: &'a Db,
        keys: impl IntoKeys<Self::Target, W>,
    ) -> Pending<'a, HashMap<<Self::Target as Table>::Key, Self::Target>>
    where
        Self::Target: Keyed,
    {
        self.query().in_bulk(db, keys)
    }
    /// A page of them: see [`page`](QuerySet::page) of a queryset. Two statements, or one.
    #[track_caller]
    fn page<'a>(&self, db: &'a Db, number: usize, size: usize) -> Pending<'a, Page<Self::Target>> {
        self.query().page(db, number, size)
    }
    /// Sets columns of all of them, and gives how many there are. One statement. A row in memory stays as it was read.
    #[track_caller]
    fn update<'a>(&self, db: &'a Db, assigns: impl Assigns<Self::Target>) -> Pending<'a, u64>
    where
        Self::Target: Keyed,
    {
        self.query().update(db, assigns)
    }
    /// One after the other, in memory that does not grow with them: see [`stream`](QuerySet::stream) of a queryset. One
    /// statement.
    #[track_caller]
    fn stream<'a>(&self, db: &'a Db) -> RowStream<'a, Self::Target> {
        self.query().stream(db)
    }
}
