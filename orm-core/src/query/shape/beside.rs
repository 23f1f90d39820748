//! A relation beside each row: joined where it leads to one row at most, asked for by a second statement otherwise.

use super::{Append, Finish, RelationOf, Shape, Whole};
use crate::ast::{Columns, Extra, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Arity, Key, Rel, Relation, Root, Table};
use crate::query::load::{self, Ask};
use crate::value::{CellError, Cells, Value};
use std::marker::PhantomData;

/// What `S` gives, and beside it the rows that a relation leads to.
pub struct Beside<S, R>(S, PhantomData<fn() -> R>);

/// What stands beside a row.
type Loaded<R> = <<R as Relation>::Arity as Arity>::Loaded<<R as Relation>::Target>;

impl<M: Table, R: Relation<Source = M>> RelationOf<M> for Rel<Root<M>, R> {
    type Loaded = Loaded<R>;
    type With<S: Whole<M>> = Beside<S, R>;
    fn beside<S: Whole<M>>(self, shape: S) -> Beside<S, R> {
        Beside(shape, PhantomData)
    }
}

impl<S: Clone, R> Clone for Beside<S, R> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<M: Table, S: Whole<M>, R: Relation<Source = M>> Shape<M> for Beside<S, R>
where
    S::Row: Append<Loaded<R>>,
    Loaded<R>: Send,
    <S::Row as Append<Loaded<R>>>::Out: Send,
{
    type Row = <S::Row as Append<Loaded<R>>>::Out;
    type Raw = (S::Raw, Option<R::Target>);
    type State = (S::State, <R::Target as Table>::Peers);

    fn plan(&self, select: &mut Select) {
        self.0.plan(select);
        if !R::STEP.is_to_many()
            && let Columns::Model(extras) = &mut select.columns
        {
            extras.push(Extra::Row(vec![R::STEP]));
        }
    }

    fn decode(&self, cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError> {
        let before = self.0.decode(cells, at, &mut state.0)?;
        if R::STEP.is_to_many() {
            return Ok((before, None));
        }
        // No part of a key is NULL where there is a row.
        let key = R::Target::schema().key.first().copied().unwrap_or(0);
        let beside = if cells.is_null(*at + key) { None } else { Some(R::Target::decode(cells, *at, &mut state.1)?) };
        *at += R::Target::COLUMNS.len();
        Ok((before, beside))
    }

    fn asks(&self) -> bool {
        R::STEP.is_to_many() || self.0.asks()
    }

    fn heads(raw: &[Self::Raw]) -> Vec<&M> {
        raw.iter().map(|row| S::head(&row.0)).collect()
    }

    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Self::Raw>) -> Finish<'a, Self::Row> {
        Finish::Later(Box::pin(async move {
            let beside: Vec<Option<Loaded<R>>> = if R::STEP.is_to_many() {
                let sources: Vec<Value> = raw.iter().map(|row| S::head(&row.0).key().encode()).collect();
                let found = load::grouped::<R::Target>(db, R::STEP, sources, &Ask::all()).await?;
                found.into_lists().map(R::Arity::from_many).collect()
            } else {
                Vec::new()
            };
            let (before, joined): (Vec<_>, Vec<_>) = raw.into_iter().unzip();
            let beside =
                if R::STEP.is_to_many() { beside } else { joined.into_iter().map(R::Arity::from_one).collect() };
            let before = self.0.finish(db, before).wait().await?;
            let rows = before.into_iter().zip(beside).map(|(row, beside)| beside.map(|beside| row.append(beside)));
            rows.collect::<Option<Vec<_>>>().ok_or_else(|| {
                Error::new(ErrorKind::SchemaMismatch, "a foreign key that cannot be NULL leads to no row")
                    .with_model(M::schema().name)
                    .with_field(R::STEP.relation.name)
            })
        }))
    }
}

impl<M: Table, S: Whole<M>, R: Relation<Source = M>> Whole<M> for Beside<S, R>
where
    Self: Shape<M, Raw = (S::Raw, Option<R::Target>)>,
{
    fn head(raw: &Self::Raw) -> &M {
        S::head(&raw.0)
    }
}
