//! The row at the end of a path beside each row: joined, however many relations to one row the path takes.

use super::{Append, Finish, RelationOf, Shape, Whole};
use crate::ast::{Columns, Extra, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Hop, Nullability, Path, Rel, Relation, SinglePath, Table};
use crate::value::{CellError, Cells};
use std::marker::PhantomData;

/// What `S` gives, and beside it the row that the path `P` leads to.
pub struct Along<S, P>(S, PhantomData<fn() -> P>);

/// What stands beside a row: nothing may be there if one of the relations may lead to nothing.
type Loaded<P> = <<P as Path>::Null as Nullability>::Wrap<<P as Path>::Leaf>;

impl<P, A, R> RelationOf<P::Root> for Rel<Hop<P, A>, R>
where
    P: Path,
    A: Relation<Source = P::Leaf>,
    R: Relation<Source = A::Target>,
    <Hop<Hop<P, A>, R> as Path>::Many: SinglePath,
{
    type Loaded = Loaded<Hop<Hop<P, A>, R>>;
    type With<S: Whole<P::Root>> = Along<S, Hop<Hop<P, A>, R>>;
    fn beside<S: Whole<P::Root>>(self, shape: S) -> Self::With<S> {
        Along(shape, PhantomData)
    }
}

impl<S: Clone, P> Clone for Along<S, P> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<M: Table, S: Whole<M>, P: Path<Root = M>> Shape<M> for Along<S, P>
where
    S::Row: Append<Loaded<P>>,
    <S::Row as Append<Loaded<P>>>::Out: Send,
{
    type Row = <S::Row as Append<Loaded<P>>>::Out;
    type Raw = (S::Raw, Option<P::Leaf>);
    type State = (S::State, <P::Leaf as Table>::Peers);

    fn plan(&self, select: &mut Select) {
        self.0.plan(select);
        if let Columns::Model(extras) = &mut select.columns {
            extras.push(Extra::Row(P::NODE.steps()));
        }
    }

    fn decode(&self, cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError> {
        let before = self.0.decode(cells, at, &mut state.0)?;
        // No part of a key is NULL where there is a row.
        let key = P::Leaf::schema().key.first().copied().unwrap_or(0);
        let beside = if cells.is_null(*at + key) { None } else { Some(P::Leaf::decode(cells, *at, &mut state.1)?) };
        *at += P::Leaf::COLUMNS.len();
        Ok((before, beside))
    }

    fn asks(&self) -> bool {
        self.0.asks()
    }

    fn heads(raw: &[Self::Raw]) -> Vec<&M> {
        raw.iter().map(|row| S::head(&row.0)).collect()
    }

    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Self::Raw>) -> Finish<'a, Self::Row> {
        Finish::Later(Box::pin(async move {
            let (before, found): (Vec<_>, Vec<_>) = raw.into_iter().unzip();
            let before = self.0.finish(db, before).wait().await?;
            let rows = before.into_iter().zip(found).map(|(row, found)| Some(row.append(P::Null::wrap(found)?)));
            rows.collect::<Option<Vec<_>>>().ok_or_else(|| {
                let (model, field) =
                    P::NODE.step.map_or((M::schema().name, ""), |step| (step.from().name, step.name()));
                Error::new(ErrorKind::SchemaMismatch, "a foreign key that cannot be NULL leads to no row")
                    .with_model(model)
                    .with_field(field)
            })
        }))
    }
}

impl<M: Table, S: Whole<M>, P: Path<Root = M>> Whole<M> for Along<S, P>
where
    Self: Shape<M, Raw = (S::Raw, Option<P::Leaf>)>,
{
    fn head(raw: &Self::Raw) -> &M {
        S::head(&raw.0)
    }
}
