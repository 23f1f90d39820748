//! Fields that lead to a row of one of several models: an enum of foreign keys.
//!
//! `#[derive(Polymorphic)]` on the enum and `#[polymorphic(..)]` on the field see one of the two each, so they meet here, in
//! the compiler: the field names each variant, and [`HasVariant`] says whether there is one. Each target is a relation of its
//! own, like any nullable foreign key; what is here is what concerns all of them together. **Invariant:** every write sets the
//! columns of all targets, so that one is set and the others are NULL.

use super::ForeignKey;
use crate::ast::{self, Expr};
use crate::model::{Assign, Cond, Null, Nullability, Path, Perhaps, Reference, Table};
use crate::schema::{ColumnDef, OneOfDef};
use crate::value::{CellError, Problem, Value};

/// An enum whose variants are foreign keys, each to another model: what a `#[polymorphic(..)]` field is. Derive it.
///
/// Django: <https://docs.djangoproject.com/en/stable/ref/contrib/contenttypes/#generic-relations>, but with real foreign keys.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of foreign keys",
    label = "not polymorphic",
    note = "write `#[derive(Polymorphic)]` on the enum, each of whose variants holds a `ForeignKey<..>`"
)]
pub trait Polymorphic: Sized + Send + Sync + 'static {
    /// How many variants it has.
    const VARIANTS: usize;
    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    fn detach(&mut self);
    /// Takes the key of another reading of the same row; what was loaded stays where it leads to the same row.
    #[doc(hidden)]
    fn take_key(&mut self, fresh: Self);
}

/// An enum that has a variant of this name with a foreign key to `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no variant of this name that holds a `ForeignKey<{T}>`",
    label = "no variant of `{Self}`, or one that leads to another model",
    note = "`#[polymorphic(..)]` names the variants of the enum; where one is called otherwise than the model that it leads to, say which: `Pet(model = Cat)`",
    note = "the enum derives `Polymorphic`"
)]
pub trait HasVariant<Name, T: Table>: Sized {
    /// What its foreign key refers to.
    type By: Reference<T>;
    /// Its foreign key, if it is this variant.
    #[doc(hidden)]
    fn held(&self) -> Option<&ForeignKey<T, Self::By>>;
    /// This variant.
    #[doc(hidden)]
    fn hold(key: ForeignKey<T, Self::By>) -> Self;
}

/// What names a row that an enum of foreign keys leads to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row that a `{E}` leads to",
    label = "expected a reference to a row of one of its models, a `ForeignKey` to one, or a `{E}`",
    note = "of a model that two variants lead to, say which variant: `{E}::Variant(ForeignKey::to(&row))`"
)]
pub trait IntoTarget<E> {
    /// The enum.
    fn into_target(self) -> E;
}
#[diagnostic::do_not_recommend]
impl<E: Polymorphic + From<X>, X> IntoTarget<E> for X {
    fn into_target(self) -> E {
        self.into()
    }
}

/// The same, or none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row that a `{E}` leads to",
    label = "expected a reference to a row of one of its models, a `ForeignKey` to one, a `{E}`, an `Option` of these, or `Null`"
)]
pub trait IntoNullableTarget<E, By> {
    /// The enum.
    fn into_nullable_target(self) -> Option<E>;
}
impl<E, X: IntoTarget<E>> IntoNullableTarget<E, ()> for X {
    fn into_nullable_target(self) -> Option<E> {
        Some(self.into_target())
    }
}
impl<E, X: IntoTarget<E>> IntoNullableTarget<E, Perhaps<()>> for Option<X> {
    fn into_nullable_target(self) -> Option<E> {
        self.map(IntoTarget::into_target)
    }
}
impl<E> IntoNullableTarget<E, Null> for Null {
    fn into_nullable_target(self) -> Option<E> {
        None
    }
}

/// A polymorphic field, as a type. The derive implements it.
pub trait OneOf: 'static {
    /// The model that declares it.
    type Model: Table;
    /// The enum.
    type Enum: Polymorphic;
    /// Whether there may be none.
    type Null: Nullability;
    /// It as data.
    const DEF: &'static OneOfDef;
    /// What its columns hold where it leads to this.
    #[doc(hidden)]
    fn encode(target: Option<&Self::Enum>) -> Value;
}

/// The values of all columns, of what each target has in its own.
#[doc(hidden)]
#[must_use]
pub fn targets_of<const N: usize>(each: [Value; N]) -> Value {
    Value::Parts(each.into_iter().flat_map(Value::into_parts).collect())
}

/// The one target that is set.
///
/// # Errors
/// [`CellError`] where none is, or several are.
#[doc(hidden)]
pub fn exactly_one<E, const N: usize>(at: usize, found: [Option<E>; N]) -> Result<E, CellError> {
    at_most_one(at, found)?
        .ok_or_else(|| CellError::new(at, Problem::Unreadable("no target is set, and the field leads to exactly one")))
}

/// The target that is set, if one is.
///
/// # Errors
/// [`CellError`] where several are.
#[doc(hidden)]
pub fn at_most_one<E, const N: usize>(at: usize, found: [Option<E>; N]) -> Result<Option<E>, CellError> {
    let mut set = found.into_iter().flatten();
    match (set.next(), set.next()) {
        (_, Some(_)) => {
            Err(CellError::new(at, Problem::Unreadable("several targets are set, and the field leads to one row")))
        }
        (only, None) => Ok(only),
    }
}

/// [`Polymorphic::take_key`] for a field that may be empty.
#[doc(hidden)]
pub fn take_nullable_target<E: Polymorphic>(field: &mut Option<E>, fresh: Option<E>) {
    match (field.as_mut(), fresh) {
        (Some(old), Some(fresh)) => old.take_key(fresh),
        (_, fresh) => *field = fresh,
    }
}

/// The check that one target is set.
#[doc(hidden)]
#[must_use]
pub fn check_of_one<F: OneOf>() -> Expr {
    F::DEF.condition(F::Model::schema())
}

fn column<F: OneOf>(at: usize) -> &'static ColumnDef {
    &F::Model::COLUMNS[at]
}

/// It leads to this, at the end of a path.
#[doc(hidden)]
pub fn leads_to<P: Path<Leaf = F::Model>, F: OneOf>(target: &F::Enum) -> Cond<P::Root> {
    let mut values = F::encode(Some(target)).into_parts().into_iter();
    let each = F::DEF.targets.iter().map(|columns| (*columns, values.by_ref().take(columns.len()).collect::<Vec<_>>()));
    let set = each.into_iter().find(|(_, values)| values.iter().any(|value| !value.is_null()));
    Cond::new(set.map_or(Expr::Any(Vec::new()), |(columns, values)| {
        Expr::columns(P::NODE, columns.iter().map(|&at| column::<F>(at))).is(Value::of_parts(values))
    }))
}

/// It leads to nothing, or the path to it does.
#[doc(hidden)]
#[must_use]
pub fn leads_nowhere<P: Path<Leaf = F::Model>, F: OneOf>() -> Cond<P::Root> {
    let is_null = |at| Expr::IsNull(Box::new(Expr::Column(P::NODE, column::<F>(at))));
    Cond::new(Expr::All(F::DEF.columns().map(is_null).collect()))
}

/// What its columns become.
#[doc(hidden)]
#[must_use]
pub fn assigned<F: OneOf>(target: Option<&F::Enum>) -> Assign<F::Model> {
    Assign::of(ast::assigned(F::DEF.columns().map(column::<F>), F::encode(target)))
}
