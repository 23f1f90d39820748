//! Values instead of rows: what `select` asks for.

use super::{Entire, Finish, Shape, Whole};
use crate::ast::{Columns, Expr, Select, decimals};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Selects, Shared, Table};
use crate::query::QuerySet;
use crate::schema::{ColumnDef, ModelSchema};
use crate::value::{CellError, Cells, Scaled};
use std::marker::PhantomData;
use std::sync::Arc;

/// The values that `X` says.
pub struct Selected<X> {
    asked: Asked,
    /// Whether each of the values comes once.
    pub(in crate::query) is_distinct: bool,
    of: PhantomData<fn() -> X>,
}

/// Expressions, and how they are read.
#[derive(Clone)]
pub(in crate::query) struct Asked {
    pub(in crate::query) exprs: Arc<[Expr]>,
    /// Of decimals, how many digits stand after the point. Empty where there are none.
    places: Arc<[Option<u8>]>,
}

impl Asked {
    pub(in crate::query) fn of<M, X: Selects<M>>(columns: X) -> Self {
        let mut exprs = Vec::new();
        columns.add_to(&mut exprs);
        Self::exprs(exprs)
    }

    pub(in crate::query) fn exprs(exprs: Vec<Expr>) -> Self {
        let places: Vec<_> = exprs.iter().map(decimals::places).collect();
        let places = if places.iter().all(Option::is_none) { Arc::default() } else { places.into() };
        Self { exprs: exprs.into(), places }
    }

    /// Reads something of the cells from a position on, where these begin.
    pub(in crate::query) fn read<T>(
        &self,
        cells: &dyn Cells,
        at: &mut usize,
        read: impl FnOnce(&dyn Cells, &mut usize) -> Result<T, CellError>,
    ) -> Result<T, CellError> {
        if self.places.is_empty() { read(cells, at) } else { read(&Scaled::each(cells, *at, &self.places), at) }
    }

    /// The column that one of them is.
    pub(in crate::query) fn column(
        &self,
        at: usize,
        model: &'static ModelSchema,
    ) -> Option<(&'static ModelSchema, &'static ColumnDef)> {
        let (mut from, mut expr) = (model, self.exprs.get(at)?);
        loop {
            match expr {
                Expr::At(path, inner) => (from, expr) = (path.step.map_or(from, crate::schema::Step::to), inner),
                Expr::Column(path, column) => return Some((path.step.map_or(from, crate::schema::Step::to), column)),
                _ => return None,
            }
        }
    }
}

impl<X> Selected<X> {
    /// What is asked, as a query in a condition needs it.
    pub(in crate::query) fn columns(&self) -> Columns {
        let exprs = self.asked.exprs.to_vec();
        if self.is_distinct { Columns::Distinct(exprs) } else { Columns::Exprs(exprs) }
    }
}

impl<X> Clone for Selected<X> {
    fn clone(&self) -> Self {
        Self { asked: self.asked.clone(), is_distinct: self.is_distinct, of: PhantomData }
    }
}

impl<M: Table> QuerySet<M, Entire> {
    /// Values instead of rows: columns and expressions, one or a tuple. `select((Cat.name, Cat.owner.city))` gives
    /// `Vec<(String, Option<String>)>`: `Option` exactly where the column, or a relation on the path to it, can be missing.
    ///
    /// Nothing else is read. Paths to one row are joined and cost no statement; a relation is the key of its row, and a
    /// condition is whether it holds. All that a queryset says can be said before it or after it.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#values-list>.
    ///
    /// # Errors
    /// The terminal's `Config` after `load`: there are no fields to load into.
    pub fn select<X: Selects<M>>(self, columns: X) -> QuerySet<M, Selected<X>> {
        self.of_values(Selected { asked: Asked::of(columns), is_distinct: false, of: PhantomData })
    }
}

impl<M: Table, S: Whole<M>> QuerySet<M, S> {
    /// The same rows in a shape that has no row of the model.
    pub(in crate::query) fn of_values<T>(self, shape: T) -> QuerySet<M, T> {
        let loads = !self.loads.is_empty();
        let set = self.shaped(|_| shape);
        if !loads {
            return set;
        }
        set.refused(|| Error::new(ErrorKind::Config, "what `load` loads has no row to be in here; leave `load` out"))
    }
}

impl<M: Table, X: Selects<M>> Shape<M> for Selected<X> {
    type Row = X::Row;
    type Raw = X::Row;
    type State = Shared;

    fn plan(&self, select: &mut Select) {
        select.columns = self.columns();
    }
    fn decode(&self, cells: &dyn Cells, at: &mut usize, shared: &mut Shared) -> Result<X::Row, CellError> {
        self.asked.read(cells, at, |cells, at| X::read(cells, at, shared))
    }
    fn column(&self, at: usize) -> Option<(&'static ModelSchema, &'static ColumnDef)> {
        self.asked.column(at, M::schema())
    }
    fn asks(&self) -> bool {
        false
    }
    fn finish<'a>(&'a self, _: &'a Db, raw: Vec<X::Row>) -> Finish<'a, X::Row> {
        Finish::Now(raw)
    }
}
