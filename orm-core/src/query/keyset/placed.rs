//! A row of any shape, and what it has of the order's expressions.

use crate::ast::{Columns, Expr, Extra, Order, Select, decimals};
use crate::database::Db;
use crate::error::Result;
use crate::model::Table;
use crate::query::shape::{Finish, Shape};
use crate::schema::{ColumnDef, ModelSchema};
use crate::value::{CellError, Cells, ColumnType, Scale, Value};
use std::sync::Arc;

/// What `S` gives, and beside it the values of some expressions.
#[derive(Clone)]
pub(super) struct Placed<S> {
    before: S,
    by: Arc<[(Expr, ColumnType)]>,
}

impl<S> Placed<S> {
    pub(super) fn of(before: S, order: &[Order]) -> Self {
        Self { before, by: order.iter().map(|order| (order.expr.clone(), type_of(&order.expr))).collect() }
    }
}

/// What the value of an expression that rows are ordered by is read as, and bound as.
pub(super) fn type_of(expr: &Expr) -> ColumnType {
    match expr {
        Expr::Column(_, column) => column.ty,
        Expr::Bind(value) => value.column_type(),
        Expr::At(_, inner) => type_of(inner),
        Expr::Arithmetic(_, left, right) => match (decimals::places(expr), type_of(left), type_of(right)) {
            (Some(places), ..) => ColumnType::Decimal(Scale { digits: Scale::MOST_DIGITS, places }),
            (_, ColumnType::F32 | ColumnType::F64, _) | (_, _, ColumnType::F32 | ColumnType::F64) => ColumnType::F64,
            _ => ColumnType::I64,
        },
        _ => ColumnType::I64,
    }
}

impl<M: Table, S: Shape<M>> Shape<M> for Placed<S> {
    type Row = (S::Row, Vec<Value>);
    type Raw = (S::Raw, Vec<Value>);
    type State = S::State;

    fn plan(&self, select: &mut Select) {
        self.before.plan(select);
        let exprs = self.by.iter().map(|(expr, _)| expr.clone());
        match &mut select.columns {
            Columns::Model(extras) => extras.extend(exprs.map(Extra::Expr)),
            Columns::Exprs(all) => all.extend(exprs),
            Columns::Distinct(_) | Columns::CountDistinct(_) | Columns::Count | Columns::One => {}
        }
    }

    fn decode(&self, cells: &dyn Cells, at: &mut usize, state: &mut S::State) -> Result<Self::Raw, CellError> {
        let row = self.before.decode(cells, at, state)?;
        let values = self.by.iter().enumerate().map(|(n, (_, ty))| Value::read(*ty, cells, *at + n));
        let values = values.collect::<Result<_, _>>()?;
        *at += self.by.len();
        Ok((row, values))
    }

    fn column(&self, at: usize) -> Option<(&'static ModelSchema, &'static ColumnDef)> {
        self.before.column(at)
    }

    fn asks(&self) -> bool {
        self.before.asks()
    }

    fn heads(raw: &[Self::Raw]) -> Vec<&M> {
        raw.iter().flat_map(|(row, _)| S::heads(std::slice::from_ref(row))).collect()
    }

    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Self::Raw>) -> Finish<'a, Self::Row> {
        let (before, values): (Vec<_>, Vec<_>) = raw.into_iter().unzip();
        Finish::Later(Box::pin(async move {
            Ok(self.before.finish(db, before).wait().await?.into_iter().zip(values).collect())
        }))
    }
}
