//! Views: structs of a shape that a page or an answer needs, read in the least number of statements.
//!
//! `#[derive(View)]` says which field is which column, expression or relation of a model. What the fields ask of the model
//! itself, and of the rows at the ends of relations to one row, is one statement, whose cells are read straight into the
//! structs; each relation to many is a statement more, for all rows at once. What this is not: it knows no fields of
//! models and loads nothing into them.
//!
//! **Invariant:** the fields are said ([`View::parts`]) and read ([`View::read`]) in the same order, and a view in a view
//! within its parent, so that a cell's place is known without being written down. Start reading at [`View`].

mod held;
mod list;
mod part;

use super::QuerySet;
use super::loads::Loading;
use super::shape::{Asked, Entire, Finish, Shape};
use crate::ast::{Columns, Expr, Select};
use crate::database::Db;
use crate::error::Result;
use crate::model::{Shared, Table};
use crate::schema::{ColumnDef, ModelSchema, PathNode};
use crate::value::{CellError, Cells, Value};
use std::marker::PhantomData;
use std::sync::Arc;

pub use held::{Held, Reading, Size, held};
pub use list::{ListOf, list_of};
pub use part::Part;

/// A shape that rows of a model are read in. `#[derive(View)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view",
    label = "not a view",
    note = "write `#[derive(View)]` and `#[view(Model)]` on the struct"
)]
pub trait View: Sized + Send + Sync + 'static {
    /// The model.
    type Model: Table;
    /// How many statements a queryset of it sends at most: one, and one for each relation to many, at any depth.
    const STATEMENTS: usize = 1 + Self::SIZE_WITH_ALL_VIEWS_WITHIN.lists_below;
    /// How much of a row it is. The name is what rustc says of a view that leads back to itself.
    #[doc(hidden)]
    const SIZE_WITH_ALL_VIEWS_WITHIN: Size;
    /// Says what each field is.
    #[doc(hidden)]
    fn parts(parts: &mut ViewParts<Self>);
    /// Reads the fields, in the same order.
    #[doc(hidden)]
    fn read(cells: &mut Reading<'_>) -> Result<Self, CellError>;
}

/// What the fields of a view ask for.
pub struct ViewParts<V> {
    /// Of the rows of its own statement.
    columns: Vec<Expr>,
    /// Of further statements.
    fills: Vec<Box<dyn Fill<V>>>,
}

impl<V: View> ViewParts<V> {
    fn of_view() -> Self {
        let mut parts = Self { columns: Vec::new(), fills: Vec::new() };
        if V::SIZE_WITH_ALL_VIEWS_WITHIN.has_lists() {
            parts.columns.extend(key::<V::Model>());
        }
        V::parts(&mut parts);
        parts
    }
}

impl<V> std::fmt::Debug for ViewParts<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ViewParts")
    }
}

fn key<M: Table>() -> impl Iterator<Item = Expr> {
    M::schema().key_columns().map(|column| Expr::Column(&PathNode::ROOT, column))
}

/// Fills a field of the rows of one result by another statement.
trait Fill<V>: Send + Sync {
    /// The keys are those of the rows, where the view has lists of its own.
    fn fill<'a>(&'a self, db: &'a Db, keys: &'a [Value], rows: Vec<Begun<'a, V>>) -> Loading<'a, ()>;
}

/// A row whose own statement is read; and the keys that were read with it and are not used yet.
struct Begun<'a, V> {
    row: &'a mut V,
    keys: &'a mut std::vec::IntoIter<Value>,
}

/// Fills all fields that need another statement. Nothing is asked where there are no rows.
async fn fill<V: View>(fills: &[Box<dyn Fill<V>>], db: &Db, mut rows: Vec<Begun<'_, V>>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let keys: Vec<Value> = if V::SIZE_WITH_ALL_VIEWS_WITHIN.has_lists() {
        rows.iter_mut().filter_map(|row| row.keys.next()).collect()
    } else {
        Vec::new()
    };
    for fill in fills {
        let rows = rows.iter_mut().map(|it| Begun { row: &mut *it.row, keys: &mut *it.keys });
        fill.fill(db, &keys, rows.collect()).await?;
    }
    Ok(())
}

/// The shape of a queryset whose rows are views.
pub struct Viewed<V> {
    asked: Asked,
    fills: Arc<[Box<dyn Fill<V>>]>,
    of: PhantomData<fn() -> V>,
}

impl<V: View> Viewed<V> {
    fn new() -> Self {
        let ViewParts { columns, fills } = ViewParts::<V>::of_view();
        Self { asked: Asked::exprs(columns), fills: fills.into(), of: PhantomData }
    }
}

impl<V> Clone for Viewed<V> {
    fn clone(&self) -> Self {
        Self { asked: self.asked.clone(), fills: Arc::clone(&self.fills), of: PhantomData }
    }
}

impl<V> std::fmt::Debug for Viewed<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Viewed")
    }
}

/// A view whose own statement is read.
#[derive(Debug)]
pub struct Read<V> {
    row: V,
    /// Its key and those of the views within, where they have lists, in the order in which they are read.
    keys: Vec<Value>,
}

impl<M: Table> QuerySet<M, Entire> {
    /// The rows as views: structs of the shape that is needed, with related rows in them, as `#[derive(View)]` says. Only
    /// what the fields name is read.
    ///
    /// One statement, and one more for each relation to many in the whole tree of views, whatever the number of rows:
    /// [`View::STATEMENTS`]. Relations to one row are joined.
    ///
    /// # Errors
    /// The terminal's `Config` after `load`: there are no fields to load into.
    pub fn view<V: View<Model = M>>(self) -> QuerySet<M, Viewed<V>> {
        self.of_values(Viewed::new())
    }
}

impl<M: Table, V: View<Model = M>> Shape<M> for Viewed<V> {
    type Row = V;
    type Raw = Read<V>;
    type State = Shared;

    fn plan(&self, select: &mut Select) {
        select.columns = Columns::Exprs(self.asked.exprs.to_vec());
    }
    fn decode(&self, cells: &dyn Cells, at: &mut usize, shared: &mut Shared) -> Result<Read<V>, CellError> {
        self.asked.read(cells, at, |cells, at| {
            let mut reading = Reading::new(cells, *at, shared);
            let row = reading.view::<V>()?;
            let keys;
            (*at, keys) = reading.end();
            Ok(Read { row, keys })
        })
    }
    fn column(&self, at: usize) -> Option<(&'static ModelSchema, &'static ColumnDef)> {
        self.asked.column(at, M::schema())
    }
    fn asks(&self) -> bool {
        !self.fills.is_empty()
    }
    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Read<V>>) -> Finish<'a, V> {
        if self.fills.is_empty() {
            return Finish::Now(raw.into_iter().map(|read| read.row).collect());
        }
        Finish::Later(Box::pin(async move {
            let (mut rows, mut keys): (Vec<V>, Vec<_>) =
                raw.into_iter().map(|it| (it.row, it.keys.into_iter())).unzip();
            let begun = rows.iter_mut().zip(&mut keys).map(|(row, keys)| Begun { row, keys });
            fill(&self.fills, db, begun.collect()).await?;
            Ok(rows)
        }))
    }
}
