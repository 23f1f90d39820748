//! How a polymorphic field is written and read: what the derives call.
//!
//! **Invariant:** these ask for the field ([`OneOf`]) or its target ([`OneTarget`]), never for the enum's traits, so that an
//! enum that has none is told of where the field is and not at each call.

use super::{By, OneOf, OneTarget, Variants};
use crate::ast::Expr;
use crate::model::{IntoKey, IntoNullableKey, Key, Nullability, Reference, Shared, Table, key_part};
use crate::value::{CellError, Cells, ColumnType, Problem, Value};

/// Reads the field of a row that begins at a position.
///
/// # Errors
/// [`CellError`] where several targets are set, or none where the field leads to exactly one.
pub fn decode_target<F: OneOf, N: Nullability>(
    cells: &dyn Cells,
    at: usize,
    shared: &mut Shared,
) -> Result<N::Wrap<F::Enum>, CellError> {
    let first = |variant| {
        let target = F::VARIANTS.iter().position(|it| *it == variant);
        target.and_then(|target| F::DEF.targets.get(target)?.first()).map_or(at, |column| at + column)
    };
    read::<F::Enum, F::Variants, N>(cells, &first, shared)
}

/// Reads an enum of foreign keys whose columns stand side by side, in the order of its variants; and moves the position.
///
/// # Errors
/// The same.
pub fn read_target<E: Send + Sync + 'static, V: Variants<E>, N: Nullability>(
    cells: &dyn Cells,
    at: &mut usize,
    shared: &mut Shared,
) -> Result<N::Wrap<E>, CellError> {
    let begin = *at;
    *at += V::COLUMNS.iter().sum::<usize>();
    read::<E, V, N>(cells, &|variant| begin + V::COLUMNS.iter().take(variant).sum::<usize>(), shared)
}

fn read<E: Send + Sync + 'static, V: Variants<E>, N: Nullability>(
    cells: &dyn Cells,
    place: &dyn Fn(usize) -> usize,
    shared: &mut Shared,
) -> Result<N::Wrap<E>, CellError> {
    let at = place(0);
    let found = shared.with(at, |peers: &mut V::Peers| V::decode(cells, place, peers))?;
    N::wrap(found)
        .ok_or_else(|| CellError::new(at, Problem::Unreadable("no target is set, and the field leads to exactly one")))
}

/// The target that is set, if one is.
///
/// # Errors
/// [`CellError`] where several are.
pub fn one_of<E, const N: usize>(at: usize, found: [Option<E>; N]) -> Result<Option<E>, CellError> {
    let mut set = found.into_iter().flatten();
    match (set.next(), set.next()) {
        (_, Some(_)) => {
            Err(CellError::new(at, Problem::Unreadable("several targets are set, and the field leads to one row")))
        }
        (only, None) => Ok(only),
    }
}

/// What the columns of all targets hold.
#[must_use]
pub fn encode_target<F: OneOf>(target: Option<&F::Enum>) -> Value {
    let each = F::VARIANTS.iter().map(|variant| F::Variants::encode(target, *variant));
    Value::Parts(each.flat_map(Value::into_parts).collect())
}

/// Takes the field of another reading of the same row.
pub fn take_target<F: OneOf>(field: &mut F::Enum, fresh: F::Enum) {
    F::Variants::take_key(field, fresh);
}

/// The same where it may be empty.
pub fn take_nullable_target<F: OneOf>(field: &mut Option<F::Enum>, fresh: Option<F::Enum>) {
    match (field.as_mut(), fresh) {
        (Some(old), Some(fresh)) => take_target::<F>(old, fresh),
        (_, fresh) => *field = fresh,
    }
}

/// Whether the field names every variant. Each name is a variant, or that is told; so they are all if they are as many.
#[must_use]
pub const fn all_are_named<F: OneOf>() -> bool {
    F::DEF.targets.len() == <F::Variants as Variants<F::Enum>>::COLUMNS.len()
}

/// The check that one target is set.
#[must_use]
pub fn check_of_one<F: OneOf>() -> Expr {
    F::DEF.condition(F::Model::schema())
}

/// The type of one of the columns of a target, which are as many as what it refers to has.
#[must_use]
pub const fn part_of_target<T: OneTarget>(part: usize, parts: usize) -> ColumnType {
    key_part::<T::To, By<T>>(part, parts)
}

/// What a target is given, as a bind.
#[must_use]
pub fn key_of_target<T: OneTarget, W>(row: impl IntoKey<T::To, W, By<T>>) -> Value {
    row.into_key().into_value()
}

/// The same where it may be none.
#[must_use]
pub fn nullable_key_of_target<T: OneTarget, W>(row: impl IntoNullableKey<T::To, W, By<T>>) -> Value {
    row.into_nullable_key().map_or_else(<By<T> as Reference<T::To>>::Value::none, Key::into_value)
}
