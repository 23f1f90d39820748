//! Rows that relations to one lead to, read by the statement of the rows that lead to them.
//!
//! [`Joins`] says which: a tree of relations, so that what two paths have in common is joined once. It adds columns behind
//! those of the shape; [`JoinedRows`] reads them and, once all rows are read, puts what it found into the fields. A row to
//! which many lead is read once, as by a statement of its own. What this is not: `with` has rows beside the row, which own
//! what they hold, and is a [`shape`](super::shape).
//!
//! **Invariant:** columns are said and read in the same order: those of a relation, then those of the relations beyond it.

mod rows;

use super::load::Ask;
use super::loads::{Loading, fill, filled};
use crate::ast::{Columns, Extra, Select};
use crate::database::Db;
use crate::error::Result;
use crate::model::Table;
use crate::relation::{InField, Want};
use crate::schema::Step;
pub(super) use rows::JoinedRows;
use rows::{BranchRows, RowsAlong};
use std::any::Any;
use std::sync::Arc;

/// The relations of `M` to one row whose rows are joined, and those of what they lead to in turn.
///
/// Most querysets join nothing. What handles them stands behind the pointer, so it is made for models only with which
/// something is joined.
pub struct Joins<M>(Option<Arc<dyn Tree<M>>>);

/// At least one relation, none of them twice.
trait Tree<M>: Send + Sync {
    fn branches(&self) -> &[Arc<dyn Branch<M>>];
    fn each(&self, before: &mut Vec<Step>, call: &mut dyn FnMut(&[Step]));
    fn rows(&self) -> JoinedRows<M>;
    fn ask<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()>;
}

/// One of them.
trait Branch<M>: Send + Sync {
    /// With what the other joins beyond the same relation; `None` where it is another one.
    fn merged(&self, other: &dyn Branch<M>) -> Option<Arc<dyn Branch<M>>>;
    /// Calls for each path: this relation, and those beyond. `before` is what leads here, and is left as it was.
    fn each(&self, before: &mut Vec<Step>, call: &mut dyn FnMut(&[Step]));
    fn rows(&self) -> Box<dyn BranchRows<M>>;
    fn ask<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()>;
    fn as_any(&self) -> &dyn Any;
}

impl<M> Joins<M> {
    /// One relation, and what is joined beyond it.
    pub(super) fn along<R: InField<Source = M>>(beyond: Joins<R::Target>) -> Self
    where
        M: Table,
    {
        Self::of(vec![Arc::new(Along::<R> { beyond })])
    }

    fn of(branches: Vec<Arc<dyn Branch<M>>>) -> Self
    where
        M: Table,
    {
        Self(Some(Arc::new(Branches(branches))))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Adds what another joins. What both join is joined once.
    pub(super) fn merge(&mut self, other: Self)
    where
        M: Table,
    {
        let (Some(old), Some(new)) = (&self.0, &other.0) else {
            self.0 = self.0.take().or(other.0);
            return;
        };
        let mut all = old.branches().to_vec();
        for new in new.branches() {
            match all.iter_mut().find_map(|old| old.merged(&**new).map(|both| (old, both))) {
                Some((old, both)) => *old = both,
                None => all.push(new.clone()),
            }
        }
        *self = Self::of(all);
    }

    /// Says what the statement has to ask beside what the shape says.
    pub(super) fn plan(&self, select: &mut Select) {
        if let Columns::Model(extras) = &mut select.columns {
            self.each(&mut Vec::new(), &mut |path| extras.push(Extra::Row(path.to_vec())));
        }
    }

    /// Each path that is joined, in the order of the columns.
    pub(super) fn each(&self, before: &mut Vec<Step>, call: &mut dyn FnMut(&[Step])) {
        if let Some(tree) = &self.0 {
            tree.each(before, call);
        }
    }

    /// What reads them.
    pub(super) fn rows(&self) -> JoinedRows<M> {
        match &self.0 {
            Some(tree) => tree.rows(),
            None => JoinedRows::NONE,
        }
    }

    /// Loads them for rows at hand, which no statement has joined anything to: one for each relation of these rows, and
    /// what is beyond is joined to that.
    pub(super) async fn ask(&self, db: &Db, rows: Vec<&M>) -> Result<()> {
        match &self.0 {
            Some(tree) => tree.ask(db, rows).await,
            None => Ok(()),
        }
    }
}

struct Branches<M>(Vec<Arc<dyn Branch<M>>>);

impl<M: Table> Tree<M> for Branches<M> {
    fn branches(&self) -> &[Arc<dyn Branch<M>>] {
        &self.0
    }

    fn each(&self, before: &mut Vec<Step>, call: &mut dyn FnMut(&[Step])) {
        self.0.iter().for_each(|branch| branch.each(before, call));
    }

    fn rows(&self) -> JoinedRows<M> {
        JoinedRows::of(self.0.iter().map(|branch| branch.rows()))
    }

    fn ask<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()> {
        Box::pin(async move {
            for branch in &self.0 {
                branch.ask(db, rows.clone()).await?;
            }
            Ok(())
        })
    }
}

impl<M> Default for Joins<M> {
    fn default() -> Self {
        Self(None)
    }
}
impl<M> Clone for Joins<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}
impl<M> std::fmt::Debug for Joins<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Joins of {} relations", self.0.as_ref().map_or(0, |tree| tree.branches().len()))
    }
}

/// One relation, and what is joined beyond it.
struct Along<R: InField> {
    beyond: Joins<R::Target>,
}

impl<R: InField> Branch<R::Source> for Along<R> {
    fn merged(&self, other: &dyn Branch<R::Source>) -> Option<Arc<dyn Branch<R::Source>>> {
        let other = other.as_any().downcast_ref::<Self>()?;
        let mut beyond = self.beyond.clone();
        beyond.merge(other.beyond.clone());
        Some(Arc::new(Self { beyond }))
    }

    fn each(&self, before: &mut Vec<Step>, call: &mut dyn FnMut(&[Step])) {
        before.push(R::STEP);
        call(before);
        self.beyond.each(before, call);
        before.pop();
    }

    fn rows(&self) -> Box<dyn BranchRows<R::Source>> {
        Box::new(RowsAlong::<R>::new(self.beyond.rows()))
    }

    fn ask<'a>(&'a self, db: &'a Db, rows: Vec<&'a R::Source>) -> Loading<'a, ()> {
        Box::pin(async move {
            let ask = Ask::all().joining(self.beyond.clone());
            fill::<R>(db, &rows, Want::all_by(&ask)).await?;
            // What was there before has nothing joined to it.
            self.beyond.ask(db, filled::<R>(rows)).await
        })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
