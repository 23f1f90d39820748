//! What can be asked of each row instead of the row: columns, expressions, conditions, keys of related rows, and tuples of
//! these; each with the type that it is read as.
//!
//! **Invariant:** `Option` stands exactly where NULL can: a column says so, or a relation on the path to it.

use super::{
    Arity, Column, Cond, Expr, Field, Key, Nullability, Or, Path, Reference, Rel, Relation, Shared, SinglePath,
    for_each_tuple,
};
use crate::ast;
use crate::value::{CellError, Cells, DbValue};

/// What `select` takes: columns and expressions of `M`, one or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "this cannot be selected from `{M}`",
    label = "expected a column of `{M}` or behind it, an expression, a condition, or a tuple of at most 16 of these",
    note = "a path to many has no single value: count its rows (`.count()`), or put them beside the row (`.with(..)`)"
)]
pub trait Selects<M>: Sized + 'static {
    /// What it is read as.
    type Row: Send + Sync + 'static;
    /// Says what is asked.
    #[doc(hidden)]
    fn add_to(self, columns: &mut Vec<ast::Expr>);
    /// Reads it, from a position on, and moves the position.
    #[doc(hidden)]
    fn read(cells: &dyn Cells, at: &mut usize, shared: &mut Shared) -> Result<Self::Row, CellError>;
}

/// One column: what a condition can look for a value among.
#[diagnostic::on_unimplemented(
    message = "this is not one column of `{M}`",
    label = "expected one column or expression of `{M}`, and no tuple"
)]
pub trait SelectsOne<M>: Selects<M> {
    /// Its type without `Option`.
    type Base: Send + Sync + 'static;
}

fn read<N: Nullability, T: DbValue>(cells: &dyn Cells, at: &mut usize) -> Result<N::Wrap<T>, CellError> {
    let value = N::read::<T>(cells, *at)?;
    *at += 1;
    Ok(value)
}

impl<M, P: Path<Root = M>, C: Column<Model = P::Leaf>> Selects<M> for Field<P, C>
where
    P::Many: SinglePath,
{
    type Row = <Or<P::Null, C::Null> as Nullability>::Wrap<C::Base>;
    fn add_to(self, columns: &mut Vec<ast::Expr>) {
        columns.push(ast::Expr::Column(P::NODE, C::DEF));
    }
    fn read(cells: &dyn Cells, at: &mut usize, _: &mut Shared) -> Result<Self::Row, CellError> {
        read::<Or<P::Null, C::Null>, C::Base>(cells, at)
    }
}
impl<M, P: Path<Root = M>, C: Column<Model = P::Leaf>> SelectsOne<M> for Field<P, C>
where
    P::Many: SinglePath,
{
    type Base = C::Base;
}

/// What names the row that it leads to: its key, or what else the foreign key refers to.
impl<M, P: Path<Root = M>, R: Relation<Source = P::Leaf>> Selects<M> for Rel<P, R>
where
    P::Many: SinglePath,
    <R::Arity as Arity>::Many: SinglePath,
{
    type Row = <Or<P::Null, <R::Arity as Arity>::Null> as Nullability>::Wrap<Referred<R>>;
    fn add_to(self, columns: &mut Vec<ast::Expr>) {
        match self.key() {
            ast::Expr::Row(parts) => columns.extend(parts),
            one => columns.push(one),
        }
    }
    fn read(cells: &dyn Cells, at: &mut usize, _: &mut Shared) -> Result<Self::Row, CellError> {
        let key = Or::<P::Null, <R::Arity as Arity>::Null>::read_key::<Referred<R>>(cells, *at)?;
        *at += <Referred<R> as Key>::TYPES.len();
        Ok(key)
    }
}
impl<M, P: Path<Root = M>, R: Relation<Source = P::Leaf>> SelectsOne<M> for Rel<P, R>
where
    P::Many: SinglePath,
    <R::Arity as Arity>::Many: SinglePath,
{
    type Base = Referred<R>;
}

/// What names a row that a relation leads to.
type Referred<R> = <<R as Relation>::RefersBy as Reference<<R as Relation>::Target>>::Value;

impl<M: 'static, B: DbValue, N: Nullability> Selects<M> for Expr<M, B, N> {
    type Row = N::Wrap<B>;
    fn add_to(self, columns: &mut Vec<ast::Expr>) {
        columns.push(self.into_ast());
    }
    fn read(cells: &dyn Cells, at: &mut usize, _: &mut Shared) -> Result<Self::Row, CellError> {
        read::<N, B>(cells, at)
    }
}
impl<M: 'static, B: DbValue, N: Nullability> SelectsOne<M> for Expr<M, B, N> {
    type Base = B;
}

/// Whether it holds.
impl<M: 'static> Selects<M> for Cond<M> {
    type Row = bool;
    fn add_to(self, columns: &mut Vec<ast::Expr>) {
        columns.push(self.into_ast());
    }
    fn read(cells: &dyn Cells, at: &mut usize, _: &mut Shared) -> Result<bool, CellError> {
        read::<super::NotNull, bool>(cells, at)
    }
}

macro_rules! selects {
    ($($name:ident)*) => {
        impl<M, $($name: Selects<M>),*> Selects<M> for ($($name,)*) {
            type Row = ($($name::Row,)*);
            #[allow(non_snake_case, reason = "the type parameters name the values too")]
            fn add_to(self, columns: &mut Vec<ast::Expr>) {
                let ($($name,)*) = self;
                $($name.add_to(columns);)*
            }
            fn read(cells: &dyn Cells, at: &mut usize, shared: &mut Shared) -> Result<Self::Row, CellError> {
                Ok(($($name::read(cells, at, shared)?,)*))
            }
        }
    };
}
for_each_tuple!(selects: A; B C D E F G H I J K L N O P Q);
