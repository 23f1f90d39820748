//! What a row of a queryset is: the model alone, or the model and what is loaded beside it.

mod along;
mod annotated;
mod beside;
mod chosen;
mod selected;

use crate::ast::Select;
use crate::database::Db;
use crate::error::Result;
use crate::model::{Table, for_each_tuple};
use crate::schema::{ColumnDef, ModelSchema};
use crate::value::{CellError, Cells};
use std::pin::Pin;

pub use along::Along;
pub use annotated::Annotated;
pub use beside::Beside;
pub use chosen::Chosen;
pub(super) use selected::Asked;
pub use selected::Selected;

/// How the rows of a queryset over `M` are read.
pub trait Shape<M: Table>: Clone + Send + Sync + 'static {
    /// A row.
    type Row: Send;
    /// What the first statement gives of it.
    type Raw: Send + Sync + 'static;
    /// What is kept while the first statement is read.
    type State: Default + Send + 'static;
    /// Says what the first statement has to ask.
    fn plan(&self, select: &mut Select);
    /// Reads a row of the first statement, from a position on, and moves the position.
    ///
    /// # Errors
    /// [`CellError`] if a cell does not fit.
    fn decode(&self, cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError>;
    /// The column that a cell of the first statement is read from, where it is one.
    fn column(&self, at: usize) -> Option<(&'static ModelSchema, &'static ColumnDef)> {
        M::COLUMNS.get(at).map(|column| (M::schema(), column))
    }
    /// Whether further statements are needed for its rows.
    fn asks(&self) -> bool;
    /// The model's own rows, where they are among these.
    fn heads(raw: &[Self::Raw]) -> Vec<&M> {
        let _ = raw;
        Vec::new()
    }
    /// Adds what further statements give.
    fn finish<'a>(&'a self, db: &'a Db, raw: Vec<Self::Raw>) -> Finish<'a, Self::Row>;
}

/// A shape whose rows have the model's own row among them.
#[diagnostic::on_unimplemented(
    message = "the rows of this queryset are values, not rows of `{M}`",
    label = "there is no row of `{M}` here",
    note = "say this before `select` or `view`, on the queryset of `{M}`"
)]
pub trait Whole<M: Table>: Shape<M> {
    /// The model's own row.
    fn head(raw: &Self::Raw) -> &M;
}

/// Rows that are complete, or will be.
pub enum Finish<'a, Row> {
    /// They are complete.
    Now(Vec<Row>),
    /// Another statement is needed.
    Later(Pin<Box<dyn Future<Output = Result<Vec<Row>>> + Send + 'a>>),
}

impl<Row> Finish<'_, Row> {
    /// The rows. (Where a verb is made for each model, it looks itself: a future less for each.)
    pub(super) async fn wait(self) -> Result<Vec<Row>> {
        match self {
            Self::Now(rows) => Ok(rows),
            Self::Later(rows) => rows.await,
        }
    }
}

impl<Row> std::fmt::Debug for Finish<'_, Row> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Finish")
    }
}

/// The model alone.
#[derive(Clone, Copy, Debug)]
pub struct Entire;

impl<M: Table> Shape<M> for Entire {
    type Row = M;
    type Raw = M;
    type State = M::Peers;
    fn plan(&self, _: &mut Select) {}
    fn decode(&self, cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<M, CellError> {
        let row = M::decode(cells, *at, state)?;
        *at += M::COLUMNS.len();
        Ok(row)
    }
    fn asks(&self) -> bool {
        false
    }
    fn heads(raw: &[M]) -> Vec<&M> {
        raw.iter().collect()
    }
    fn finish<'a>(&'a self, _: &'a Db, raw: Vec<M>) -> Finish<'a, M> {
        Finish::Now(raw)
    }
}
impl<M: Table> Whole<M> for Entire {
    fn head(raw: &M) -> &M {
        raw
    }
}

/// What `with` takes: a relation of the queryset's own model, a path of relations to one row, or a queryset over what a
/// relation leads to.
#[diagnostic::on_unimplemented(
    message = "this is not a relation of `{M}`",
    label = "expected a relation token like `{M}.owner`, a path of relations to one row, or `via({M}::cat_set)`"
)]
pub trait RelationOf<M: Table> {
    /// What stands beside a row.
    type Loaded;
    /// The shape of the rows with it.
    type With<S: Whole<M>>;
    /// Adds it to a shape.
    #[doc(hidden)]
    fn beside<S: Whole<M>>(self, shape: S) -> Self::With<S>;
}

/// Flat tuples: a row and one thing more.
pub trait Append<X> {
    /// With it.
    type Out;
    /// Adds it.
    fn append(self, beside: X) -> Self::Out;
}
impl<M: Table, X> Append<X> for M {
    type Out = (M, X);
    fn append(self, beside: X) -> (M, X) {
        (self, beside)
    }
}
macro_rules! append {
    ($($name:ident)*) => {
        impl<X, $($name),*> Append<X> for ($($name,)*) {
            type Out = ($($name,)* X);
            #[allow(non_snake_case, reason = "the type parameters name the values too")]
            fn append(self, beside: X) -> Self::Out {
                let ($($name,)*) = self;
                ($($name,)* beside)
            }
        }
    };
}
for_each_tuple!(append: A; B C D E F G);
