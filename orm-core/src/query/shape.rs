//! What a row of a queryset is: the model alone, or the model and what is loaded beside it.

use super::load::{self, Ask};
use crate::ast::{Columns, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Arity, Hop, Path, Rel, Relation, Root, Table};
use crate::value::{CellError, Cells, DbValue, Value};
use std::marker::PhantomData;
use std::pin::Pin;

/// How the rows of a queryset over `M` are read.
pub trait Shape<M: Table>: 'static {
    /// A row.
    type Row: Send;
    /// What the first statement gives of it.
    type Raw: Send + Sync + 'static;
    /// What is kept while the first statement is read.
    type State: Default + Send + 'static;
    /// Says what the first statement has to ask.
    fn plan(select: &mut Select);
    /// Reads a row of the first statement, from a position on, and moves the position.
    ///
    /// # Errors
    /// [`CellError`] if a cell does not fit.
    fn decode(cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError>;
    /// The model's own row.
    fn head(raw: &Self::Raw) -> &M;
    /// Adds what further statements give.
    fn finish(db: &Db, raw: Vec<Self::Raw>) -> Finish<'_, Self::Row>;
}

/// Rows that are complete, or will be.
pub enum Finish<'a, Row> {
    /// They are complete.
    Now(Vec<Row>),
    /// Another statement is needed.
    Later(Pin<Box<dyn Future<Output = Result<Vec<Row>>> + Send + 'a>>),
}

impl<Row> Finish<'_, Row> {
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
#[derive(Debug)]
pub struct Entire;

impl<M: Table> Shape<M> for Entire {
    type Row = M;
    type Raw = M;
    type State = M::Peers;
    fn plan(_: &mut Select) {}
    fn decode(cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<M, CellError> {
        let row = M::decode(cells, *at, state)?;
        *at += M::COLUMNS.len();
        Ok(row)
    }
    fn head(raw: &M) -> &M {
        raw
    }
    fn finish(_: &Db, raw: Vec<M>) -> Finish<'_, M> {
        Finish::Now(raw)
    }
}

/// What `S` gives, and beside it the rows that a relation leads to.
pub struct Beside<S, R>(PhantomData<fn() -> (S, R)>);

impl<M: Table, S: Shape<M>, R: Relation<Source = M>> Shape<M> for Beside<S, R>
where
    S::Row: Append<<R::Arity as Arity>::Loaded<R::Target>>,
    <R::Arity as Arity>::Loaded<R::Target>: Send,
    <S::Row as Append<<R::Arity as Arity>::Loaded<R::Target>>>::Out: Send,
{
    type Row = <S::Row as Append<<R::Arity as Arity>::Loaded<R::Target>>>::Out;
    type Raw = (S::Raw, Option<R::Target>);
    type State = (S::State, <R::Target as Table>::Peers);

    fn plan(select: &mut Select) {
        S::plan(select);
        if !R::STEP.is_to_many()
            && let Columns::Model(beside) = &mut select.columns
        {
            beside.push(<Hop<Root<M>, R> as Path>::NODE);
        }
    }

    fn decode(cells: &dyn Cells, at: &mut usize, state: &mut Self::State) -> Result<Self::Raw, CellError> {
        let before = S::decode(cells, at, &mut state.0)?;
        if R::STEP.is_to_many() {
            return Ok((before, None));
        }
        let key = R::Target::schema().key[0];
        let beside = if cells.is_null(*at + key) { None } else { Some(R::Target::decode(cells, *at, &mut state.1)?) };
        *at += R::Target::COLUMNS.len();
        Ok((before, beside))
    }

    fn head(raw: &Self::Raw) -> &M {
        S::head(&raw.0)
    }

    fn finish(db: &Db, raw: Vec<Self::Raw>) -> Finish<'_, Self::Row> {
        Finish::Later(Box::pin(async move {
            let beside: Vec<Option<_>> = if R::STEP.is_to_many() {
                let sources: Vec<Value> = raw.iter().map(|row| S::head(&row.0).key().encode()).collect();
                let mut found = load::grouped::<R::Target>(db, R::STEP, sources, &Ask::all::<R::Target>()).await?;
                let each = found.places.into_iter().map(|at| std::mem::take(&mut found.rows[at as usize]));
                each.map(R::Arity::from_many).collect()
            } else {
                Vec::new()
            };
            let (before, joined): (Vec<_>, Vec<_>) = raw.into_iter().unzip();
            let beside =
                if R::STEP.is_to_many() { beside } else { joined.into_iter().map(R::Arity::from_one).collect() };
            let before = S::finish(db, before).wait().await?;
            let rows = before.into_iter().zip(beside).map(|(row, beside)| beside.map(|beside| row.append(beside)));
            rows.collect::<Option<Vec<_>>>().ok_or_else(|| {
                Error::new(ErrorKind::SchemaMismatch, "a foreign key that cannot be NULL leads to no row")
                    .with_model(M::schema().name)
                    .with_field(R::STEP.relation.name)
            })
        }))
    }
}

/// A relation of the queryset's own model, for `with`.
#[diagnostic::on_unimplemented(
    message = "this is not a relation of `{M}`",
    label = "expected a relation token like `{M}.owner`, or `via({M}::cat_set)`"
)]
pub trait RelationOf<M: Table> {
    /// The relation.
    type R: Relation<Source = M>;
}
impl<M: Table, R: Relation<Source = M>> RelationOf<M> for Rel<Root<M>, R> {
    type R = R;
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
append!(A B);
append!(A B C);
append!(A B C D);
append!(A B C D E);
append!(A B C D E F);
append!(A B C D E F G);
