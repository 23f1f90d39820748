//! The token of a polymorphic field: `Comment.subject`, whose fields are the relations to its targets.

use super::row::{encode_target, read_target};
use super::{AmongTargets, IntoNullableTarget, IntoTarget, OneOf, Variants};
use crate::ast::{self, Expr};
use crate::model::{
    Assign, Comparable, Cond, NotNull, Nullability, Nullable, Or, OwnColumns, Path, Root, Selects, Shared, SinglePath,
    Table, Tokens, any_of,
};
use crate::query::{LoadPaths, Loads, Reach};
use crate::schema::ColumnDef;
use crate::value::{CellError, Cells, Value};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A field that leads to a row of one of several models, at the end of a path: `Comment.subject`, `Picture.comment.subject`.
/// Its fields are relations, one for each target: `Comment.subject.cat`. `N` says whether there may be no row.
///
/// It is all of them where a relation would be taken: it is compared with a row of any of the models, set, loaded, and
/// selected, as the enum.
pub struct Poly<P, F, N>(Of<P, F, N>);

/// What a token is about; nothing of it is kept.
type Of<P, F, N> = PhantomData<fn() -> (P, F, N)>;

impl<P, F, N> Poly<P, F, N> {
    #[doc(hidden)]
    pub const NEW: Self = Self(PhantomData);
}
impl<P, F, N> Clone for Poly<P, F, N> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P, F, N> Copy for Poly<P, F, N> {}

impl<P: Path, F: OneOf<Model = P::Leaf>, N> Deref for Poly<P, F, N> {
    type Target = F::Tokens<P>;
    fn deref(&self) -> &Self::Target {
        <Self::Target as Tokens>::AT
    }
}

impl<P: Path, F: OneOf<Model = P::Leaf>, N> fmt::Debug for Poly<P, F, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", P::Root::schema().name)?;
        P::NODE.steps().iter().try_for_each(|step| write!(f, "{}.", step.name()))?;
        f.write_str(F::DEF.name)
    }
}

fn column<F: OneOf>(at: usize) -> &'static ColumnDef {
    &F::Model::COLUMNS[at]
}

/// The columns of one target, at the end of a path.
fn target<P: Path, F: OneOf>(columns: &[usize]) -> Expr {
    Expr::columns(P::NODE, columns.iter().map(|&at| column::<F>(at)))
}

/// What the enum refers to by, in each target.
fn keys<F: OneOf>(it: &F::Enum) -> impl Iterator<Item = (&'static [usize], Value)> {
    F::DEF.targets.iter().zip(F::VARIANTS).map(|(columns, variant)| (*columns, F::Variants::encode(Some(it), *variant)))
}

impl<P: Path, F: OneOf<Model = P::Leaf>, N> Poly<P, F, N> {
    /// It leads to this row, of any of its models. `Null` and `None` ask whether it leads to none.
    pub fn eq<W>(self, row: impl IntoNullableTarget<F::Enum, W>) -> Cond<P::Root> {
        match row.into_nullable_target() {
            Some(row) => self.in_one_of(vec![row]),
            None => self.is_null(),
        }
    }
    /// It does not lead to this row: the complement of [`eq`](Self::eq), so it leads to another row or to none.
    pub fn ne<W>(self, row: impl IntoNullableTarget<F::Enum, W>) -> Cond<P::Root> {
        !self.eq(row)
    }
    /// It leads to one of these rows. Rows of several models are a list of enums. Of none: no row.
    pub fn in_(self, rows: impl AmongTargets<F::Enum>) -> Cond<P::Root> {
        self.in_one_of(rows.listed())
    }
    /// It leads to no row, or the path to it does.
    pub fn is_null(self) -> Cond<P::Root> {
        let is_null = |at| Expr::IsNull(Box::new(Expr::Column(P::NODE, column::<F>(at))));
        Cond::new(Expr::All(F::DEF.columns().map(is_null).collect()))
    }

    fn in_one_of(self, rows: Vec<F::Enum>) -> Cond<P::Root> {
        let mut each: Vec<(&'static [usize], Vec<Value>)> = F::DEF.targets.iter().map(|it| (*it, Vec::new())).collect();
        for row in &rows {
            for ((_, values), (_, value)) in each.iter_mut().zip(keys::<F>(row)) {
                if !is_none(&value) {
                    values.push(value);
                }
            }
        }
        let mut each = each.into_iter().filter(|(_, values)| !values.is_empty()).map(|(columns, mut values)| {
            let it = target::<P, F>(columns);
            Cond::new(match (values.pop(), values.is_empty()) {
                (Some(only), true) => it.is(only),
                (last, _) => it.among(values.into_iter().chain(last).collect()),
            })
        });
        match (each.next(), each.next()) {
            (Some(only), None) => only,
            (first, second) => any_of(first.into_iter().chain(second).chain(each)),
        }
    }
}

fn is_none(value: &Value) -> bool {
    match value {
        Value::Parts(parts) => parts.iter().all(Value::is_null),
        one => one.is_null(),
    }
}

fn assigned<F: OneOf>(target: Option<&F::Enum>) -> Assign<F::Model> {
    Assign::of(ast::assigned(F::DEF.columns().map(column::<F>), encode_target::<F>(target)))
}

impl<M: Table, F: OneOf<Model = M>> Poly<Root<M>, F, NotNull> {
    /// Says which row the field leads to after an update: one target is set, the others are emptied.
    pub fn set(self, row: impl IntoTarget<F::Enum>) -> Assign<M> {
        assigned::<F>(Some(&row.into_target()))
    }
}

impl<M: Table, F: OneOf<Model = M>> Poly<Root<M>, F, Nullable> {
    /// Says which row the field leads to after an update, or `Null`: one target is set, the others are emptied.
    pub fn set<W>(self, row: impl IntoNullableTarget<F::Enum, W>) -> Assign<M> {
        assigned::<F>(row.into_nullable_target().as_ref())
    }
    /// Lets the field lead to nothing, in an update.
    pub fn set_null(self) -> Assign<M> {
        assigned::<F>(None)
    }
}

impl<M: Table, F: OneOf<Model = M>, N> OwnColumns<M> for Poly<Root<M>, F, N> {
    fn positions() -> Vec<usize> {
        F::DEF.positions()
    }
}

impl<M: Table, P: Reach<M>, F: OneOf<Model = P::Leaf>, N> LoadPaths<M> for Poly<P, F, N> {
    fn add_to(self, loads: &mut Loads<M>) {
        F::load_each::<M, P>(loads);
    }
}

/// The enum, with the foreign keys of its row. They are peers of the others of the result, as those of rows are.
impl<M, P: Path<Root = M>, F: OneOf<Model = P::Leaf>, N: Nullability> Selects<M> for Poly<P, F, N>
where
    P::Many: SinglePath,
{
    type Row = <Or<P::Null, N> as Nullability>::Wrap<F::Enum>;
    fn add_to(self, all: &mut Vec<Expr>) {
        // In the order of the enum: who reads it need not know of which field it is.
        let mut targets: Vec<_> = F::VARIANTS.iter().zip(F::DEF.targets).collect();
        targets.sort_unstable_by_key(|(variant, _)| **variant);
        let columns = targets.into_iter().flat_map(|(_, columns)| columns.iter());
        all.extend(columns.map(|&at| Expr::Column(P::NODE, column::<F>(at))));
    }
    fn read(cells: &dyn Cells, at: &mut usize, shared: &mut Shared) -> Result<Self::Row, CellError> {
        read_target::<F::Enum, F::Variants, Or<P::Null, N>>(cells, at, shared)
    }
}

/// Foreign keys are told from each other, and the model that they lead to as well.
impl<M, P: Path<Root = M>, F: OneOf<Model = P::Leaf>, N: Nullability> Comparable<M> for Poly<P, F, N> where
    P::Many: SinglePath
{
}
