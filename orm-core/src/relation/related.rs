//! The other side of a foreign key: what `owner.cat_set()` gives.

use super::Manager;
use super::links::distinct;
use super::many_to_many::encoded;
use crate::ast::{self, Expr, Output, Via};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Arity, Give, InColumns, IntoKeys, Key, Keyed, MayBeNull, Relation, Reverse, Table};
use crate::query::{Entire, Pending, QuerySet, write};
use crate::schema::{ColumnDef, PathNode, RefersTo, values_of};
use crate::value::Value;

/// The manager of the rows that lead to a row by their foreign key.
pub struct RelatedManager<'a, R: Relation>(&'a R::Source);

impl<'r, R: Relation> RelatedManager<'r, R> {
    /// Of this row.
    #[doc(hidden)]
    pub const fn of(row: &'r R::Source) -> Self {
        Self(row)
    }

    /// The columns of the foreign key, in the rows that lead to this one.
    fn foreign_key() -> impl Iterator<Item = &'static ColumnDef> {
        R::STEP.columns().map(|(_, column)| column)
    }

    /// What they hold of this row.
    fn held(&self) -> Value {
        let relation = R::STEP.relation;
        match relation.refers_to {
            RefersTo::Key => self.0.key().into_value(),
            RefersTo::Unique(columns) => values_of(&self.0.encode(), columns),
        }
    }

    /// `UPDATE .. SET fk = ? WHERE key IN (..)`, of the rows of the queryset it is given or of all.
    fn give(&self, set: Vec<(&'static ColumnDef, Expr)>, keys: Vec<Value>, only_mine: OnlyMine) -> ast::Update {
        let target = R::Target::schema();
        let mut filter = Expr::own_key(target).among(keys);
        if only_mine == OnlyMine::Yes {
            filter = self.mine().and(filter);
        }
        ast::Update { model: target, set, filter: Some(filter), via: None, returning: Vec::new() }
    }

    /// The rows that lead to this one.
    fn mine(&self) -> Expr {
        Expr::columns(&PathNode::ROOT, Self::foreign_key()).is(self.held())
    }

    /// The foreign key leads to this one; of a polymorphic field no other target is set then.
    fn to_me(&self) -> Vec<(&'static ColumnDef, Expr)> {
        let relation = R::STEP.relation;
        let mut becomes = ast::assigned(Self::foreign_key(), self.held());
        if let Some(whole) = relation.one_of {
            let columns = (relation.source)().columns;
            becomes.extend(ast::set_null(whole.others(relation.columns).map(|at| &columns[at])));
        }
        becomes
    }

    /// The foreign key leads to nothing.
    fn to_none() -> Vec<(&'static ColumnDef, Expr)> {
        ast::set_null(Self::foreign_key())
    }

    /// Lets rows lead to this one: one or several, by row, key or foreign key. Rows of another owner move here. One
    /// statement. A row in memory keeps the foreign key that it was read with until it is refreshed.
    ///
    /// # Errors
    /// `NotFound` if one of the rows does not exist, and nothing is changed.
    #[track_caller]
    pub fn add<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Target, W>) -> Pending<'a, ()>
    where
        R::Target: Keyed,
    {
        let keys = distinct(encoded(rows));
        let (count, update) = (keys.len(), self.give(self.to_me(), keys, OnlyMine::No));
        Pending::new(async move { all_or_none(db, update, count, "one of the rows to be added does not exist").await })
    }
}

/// Whether only rows that lead to this one are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnlyMine {
    No,
    Yes,
}

/// Changes so many rows, or none.
async fn all_or_none(db: &Db, update: ast::Update, count: usize, otherwise: &'static str) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    db.transaction(async |tx| {
        let changed = write::run_update(&tx, &update).await?;
        if usize::try_from(changed).is_ok_and(|changed| changed == count) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotFound, otherwise).with_model(update.model.name))
    })
    .await
}

impl<R: InColumns> RelatedManager<'_, Reverse<R>> {
    /// Starts a draft that leads to this row. Sends nothing before its `save`.
    #[must_use]
    pub fn create(&self) -> <<R::Source as Table>::Create as Give<R::Name>>::With
    where
        R::Source: Keyed,
        <R::Source as Table>::Create: Give<R::Name>,
    {
        <R::Source as Table>::Create::default().give(self.held())
    }
}

impl<R: Relation> RelatedManager<'_, Reverse<R>> {
    /// Lets rows lead to nothing: one or several. Exists only where the foreign key can be NULL. One statement.
    ///
    /// # Errors
    /// `NotFound` if one of the rows does not lead to this one, and nothing is changed.
    #[track_caller]
    pub fn remove<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Source, W>) -> Pending<'a, ()>
    where
        R::Source: Keyed,
        <R::Arity as Arity>::LetGo: MayBeNull,
    {
        let keys = distinct(encoded(rows));
        let (count, update) = (keys.len(), self.give(Self::to_none(), keys, OnlyMine::Yes));
        Pending::new(async move {
            all_or_none(db, update, count, "one of the rows to be removed is not related to this one").await
        })
    }

    /// Lets all rows that lead to this one lead to nothing, and gives how many there were. Exists only where the foreign
    /// key can be NULL. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn clear<'a>(&self, db: &'a Db) -> Pending<'a, u64>
    where
        R::Source: Keyed,
        <R::Arity as Arity>::LetGo: MayBeNull,
    {
        let update = ast::Update {
            model: R::Source::schema(),
            set: Self::to_none(),
            filter: Some(self.mine()),
            via: None,
            returning: Vec::new(),
        };
        Pending::new(async move { write::run_update(db, &update).await })
    }

    /// Makes exactly these the rows that lead to this one. Exists only where the foreign key can be NULL, since the
    /// others are let go. In one transaction; two statements.
    ///
    /// # Errors
    /// `NotFound` if one of the rows does not exist, and nothing is changed.
    #[track_caller]
    pub fn set<'a, W>(&self, db: &'a Db, rows: impl IntoKeys<R::Source, W>) -> Pending<'a, ()>
    where
        R::Source: Keyed,
        <R::Arity as Arity>::LetGo: MayBeNull,
    {
        let (keys, target) = (distinct(encoded(rows)), R::Source::schema());
        let others = self.mine().and(Expr::own_key(target).among(keys.clone()).negated());
        let let_go =
            ast::Update { model: target, set: Self::to_none(), filter: Some(others), via: None, returning: Vec::new() };
        let (count, give) = (keys.len(), self.give(self.to_me(), keys, OnlyMine::No));
        Pending::new(async move {
            db.transaction(async |tx| {
                write::run_update(&tx, &let_go).await?;
                all_or_none(&tx, give, count, "one of the rows does not exist").await
            })
            .await
        })
    }
}

impl<R: Relation> Manager for RelatedManager<'_, R> {
    type Target = R::Target;
    fn query(&self) -> QuerySet<R::Target, Entire> {
        let via = Via { step: R::STEP, sources: vec![self.0.key().encode()], output: Output::Rows };
        QuerySet::all_rows().via(via)
    }
}

impl<R: Relation> std::fmt::Debug for RelatedManager<'_, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("RelatedManager").field(&self.0.key()).finish()
    }
}
