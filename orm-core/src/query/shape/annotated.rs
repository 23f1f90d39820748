//! Values beside a row.

use super::selected::Asked;
use super::{Append, Finish, Shape, Whole};
use crate::ast::{Columns, Extra, Select};
use crate::database::Db;
use crate::error::Result;
use crate::model::{Selects, Shared, Table};
use crate::query::QuerySet;
use crate::value::{CellError, Cells};
use std::marker::PhantomData;

/// What `S` gives, and beside it the values that `X` says.
pub struct Annotated<S, X> {
    before: S,
    asked: Asked,
    of: PhantomData<fn() -> X>,
}

impl<S: Clone, X> Clone for Annotated<S, X> {
    fn clone(&self) -> Self {
        Self { before: self.before.clone(), asked: self.asked.clone(), of: PhantomData }
    }
}

impl<M: Table, S> QuerySet<M, S> {
    /// Puts a value beside each row, in a flat tuple: `annotate(Owner.sits_for.count())` gives `Vec<(Owner, i64)>`. It
    /// takes what `select` takes, and goes together with `with` and `load`, before and after. A tuple stays one.
    ///
    /// It costs no statement.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#annotate>.
    pub fn annotate<X: Selects<M>>(self, value: X) -> QuerySet<M, Annotated<S, X>>
    where
        S: Whole<M>,
        S::Row: Append<X::Row>,
    {
        self.shaped(|before| Annotated { before, asked: Asked::of(value), of: PhantomData })
    }
}

impl<M: Table, S: Whole<M>, X: Selects<M>> Shape<M> for Annotated<S, X>
where
    S::Row: Append<X::Row>,
    <S::Row as Append<X::Row>>::Out: Send,
{
    type Row = <S::Row as Append<X::Row>>::Out;
    type Raw = (S::Raw, X::Row);
    type State = (S::State, Shared);

    fn plan(&self, select: &mut Select) {
        self.before.plan(select);
        if let Columns::Model(extras) = &mut select.columns {
            extras.extend(self.asked.exprs.iter().cloned().map(Extra::Expr));
        }
    }

    fn decode(&self, cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError> {
        let (before, shared) = state;
        let before = self.before.decode(cells, at, before)?;
        Ok((before, self.asked.read(cells, at, |cells, at| X::read(cells, at, shared))?))
    }

    fn asks(&self) -> bool {
        self.before.asks()
    }

    fn heads(raw: &[Self::Raw]) -> Vec<&M> {
        raw.iter().map(|row| S::head(&row.0)).collect()
    }

    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Self::Raw>) -> Finish<'a, Self::Row> {
        let (before, values): (Vec<_>, Vec<_>) = raw.into_iter().unzip();
        Finish::Later(Box::pin(async move {
            let before = self.before.finish(db, before).wait().await?;
            Ok(before.into_iter().zip(values).map(|(row, value)| row.append(value)).collect())
        }))
    }
}

impl<M: Table, S: Whole<M>, X: Selects<M>> Whole<M> for Annotated<S, X>
where
    Self: Shape<M, Raw = (S::Raw, X::Row)>,
{
    fn head(raw: &Self::Raw) -> &M {
        S::head(&raw.0)
    }
}
