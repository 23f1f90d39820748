//! The rows that a queryset over a relation chooses, beside each row; and what stands beside these in turn.

use super::{Append, Finish, RelationOf, Shape};
use crate::ast::Select;
use crate::database::Db;
use crate::error::Result;
use crate::model::{Arity, Key, ManyRows, Relation, Root, Table};
use crate::query::RelatedQuery;
use crate::query::load::{self, Groups};
use crate::value::{CellError, Cells, Value};

/// What `S` gives, and beside it those of the rows that a relation leads to that a queryset chooses, in the shape `T`.
pub struct Chosen<S, R: Relation, T> {
    before: S,
    query: RelatedQuery<Root<R::Source>, R, T>,
}

impl<S: Clone, R: Relation, T: Clone> Clone for Chosen<S, R, T> {
    fn clone(&self) -> Self {
        Self { before: self.before.clone(), query: self.query.clone() }
    }
}

impl<M: Table, R: Relation<Source = M>, T: Shape<R::Target>> RelationOf<M> for RelatedQuery<Root<M>, R, T>
where
    <R::Arity as Arity>::Many: ManyRows,
{
    type Loaded = Vec<T::Row>;
    type With<S: Shape<M>> = Chosen<S, R, T>;
    fn beside<S: Shape<M>>(self, shape: S) -> Chosen<S, R, T> {
        Chosen { before: shape, query: self }
    }
}

impl<M: Table, S: Shape<M>, R: Relation<Source = M>, T: Shape<R::Target>> Shape<M> for Chosen<S, R, T>
where
    S::Row: Append<Vec<T::Row>>,
    <S::Row as Append<Vec<T::Row>>>::Out: Send,
{
    type Row = <S::Row as Append<Vec<T::Row>>>::Out;
    type Raw = S::Raw;
    type State = S::State;

    fn plan(&self, select: &mut Select) {
        self.before.plan(select);
    }
    fn decode(cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError> {
        S::decode(cells, at, state)
    }
    fn asks(&self) -> bool {
        true
    }
    fn head(raw: &Self::Raw) -> &M {
        S::head(raw)
    }

    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Self::Raw>) -> Finish<'a, Self::Row> {
        Finish::Later(Box::pin(async move {
            let (query, shape) = (&self.query, &self.query.rows.shape);
            let mut ask = query.ask()?;
            shape.plan(&mut ask.select);
            let sources: Vec<Value> = raw.iter().map(|row| S::head(row).key().encode()).collect();
            let Groups { places, rows } = load::grouped_as::<R::Target, T>(db, R::STEP, sources, &ask).await?;
            // Of all rows together, so that what is loaded of them, or stands beside them, is asked for once.
            let counts: Vec<usize> = rows.iter().map(Vec::len).collect();
            let all: Vec<T::Raw> = rows.into_iter().flatten().collect();
            query.rows.loads.run(db, all.iter().map(T::head).collect()).await?;
            let mut all = if all.is_empty() { Vec::new() } else { shape.finish(db, all).wait().await? }.into_iter();
            let rows = counts.into_iter().map(|count| all.by_ref().take(count).collect()).collect();
            let lists = Groups { places, rows }.into_lists();
            let before = self.before.finish(db, raw).wait().await?;
            Ok(before.into_iter().zip(lists).map(|(row, list)| row.append(list)).collect())
        }))
    }
}
