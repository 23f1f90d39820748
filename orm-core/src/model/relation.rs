//! Relations as types.

use super::{NotNull, Nullability, Nullable, Or, PrimaryKey, Reference, Rel, Root, Table};
use crate::schema::{RelationKind, Step};
use std::marker::PhantomData;

/// A relation as a type: one hop, forwards or backwards.
pub trait Relation: 'static {
    /// The model that it starts at.
    type Source: Table;
    /// The model that it leads to.
    type Target: Table;
    /// How many rows it leads to.
    type Arity: Arity;
    /// What names a row that it leads to.
    type RefersBy: Reference<Self::Target>;
    /// The hop as data.
    const STEP: Step;
}

/// How many rows a relation leads to, and so what loading it gives.
pub trait Arity: 'static {
    /// Whether there may be none.
    type Null: Nullability;
    /// Whether there may be many.
    type Many: Multiplicity;
    /// Whether rows can be taken out of it.
    type LetGo: Nullability;
    /// What stands beside a row: `T`, `Option<T>` or `Vec<T>`.
    type Loaded<T>;
    /// From what a join found: one row at most.
    #[doc(hidden)]
    fn from_one<T>(found: Option<T>) -> Option<Self::Loaded<T>>;
    /// From what a second statement found.
    #[doc(hidden)]
    fn from_many<T>(found: Vec<T>) -> Option<Self::Loaded<T>>;
}

/// One row.
#[derive(Debug)]
pub struct ExactlyOne;
/// One row or none.
#[derive(Debug)]
pub struct AtMostOne;
/// One row or none, since it is one target of a field that leads to exactly one of several.
#[derive(Debug)]
pub struct OneAmongOthers;
/// Any number of rows.
#[derive(Debug)]
pub struct AnyNumber;

impl Arity for ExactlyOne {
    type Null = NotNull;
    type Many = One;
    type LetGo = NotNull;
    type Loaded<T> = T;
    fn from_one<T>(found: Option<T>) -> Option<T> {
        found
    }
    fn from_many<T>(found: Vec<T>) -> Option<T> {
        found.into_iter().next()
    }
}
impl Arity for AtMostOne {
    type Null = Nullable;
    type Many = One;
    type LetGo = Nullable;
    type Loaded<T> = Option<T>;
    fn from_one<T>(found: Option<T>) -> Option<Option<T>> {
        Some(found)
    }
    fn from_many<T>(found: Vec<T>) -> Option<Option<T>> {
        Some(found.into_iter().next())
    }
}
impl Arity for OneAmongOthers {
    type Null = Nullable;
    type Many = One;
    type LetGo = NotNull;
    type Loaded<T> = Option<T>;
    fn from_one<T>(found: Option<T>) -> Option<Option<T>> {
        Some(found)
    }
    fn from_many<T>(found: Vec<T>) -> Option<Option<T>> {
        Some(found.into_iter().next())
    }
}
impl Arity for AnyNumber {
    type Null = Nullable;
    type Many = ToMany;
    type LetGo = Nullable;
    type Loaded<T> = Vec<T>;
    fn from_one<T>(found: Option<T>) -> Option<Vec<T>> {
        Some(found.into_iter().collect())
    }
    fn from_many<T>(found: Vec<T>) -> Option<Vec<T>> {
        Some(found)
    }
}

/// A path that leads to one row at most.
#[derive(Debug)]
pub struct One;
/// A path that may lead to many.
#[derive(Debug)]
pub struct ToMany;

/// Whether a path can lead to many rows, as a type.
pub trait Multiplicity: 'static {
    /// Many if one of the two is.
    type Then<M: Multiplicity>: Multiplicity;
}
impl Multiplicity for One {
    type Then<M: Multiplicity> = M;
}
impl Multiplicity for ToMany {
    type Then<M: Multiplicity> = Self;
}

/// Asked of a path where more than one row would have no meaning: an order, a value in a row.
#[diagnostic::on_unimplemented(
    message = "this path can lead to many rows, so it has no single value here",
    label = "a path through a to-many relation",
    note = "conditions may use it (some related row satisfies them); an order, an assignment or a selected value may not",
    note = "of the rows themselves say how many (`.count()`), or load them: `.with(..)` beside the row, `Vec` in a view"
)]
pub trait SinglePath {}
impl SinglePath for One {}

/// Asked of a relation where rows are to be counted off.
#[diagnostic::on_unimplemented(
    message = "this relation leads to one row at most, so there is nothing to limit",
    label = "a relation to one row",
    note = "leave it out, or choose by `.filter(..)`"
)]
pub trait ManyRows {}
impl ManyRows for ToMany {}

/// The other side of a foreign key or many-to-many.
pub struct Reverse<R>(PhantomData<fn() -> R>);
/// The other side of a one-to-one.
pub struct ReverseOne<R>(PhantomData<fn() -> R>);

impl<R: Relation> Relation for Reverse<R> {
    type Source = R::Target;
    type Target = R::Source;
    type Arity = AnyNumber;
    type RefersBy = PrimaryKey;
    const STEP: Step = Step { relation: R::STEP.relation, reversed: true };
}
impl<R: Relation> Relation for ReverseOne<R> {
    type Source = R::Target;
    type Target = R::Source;
    type Arity = AtMostOne;
    type RefersBy = PrimaryKey;
    const STEP: Step = Step { relation: R::STEP.relation, reversed: true };
}

/// The hop of `#[related(Cat.owner)]` on a `RelatedSet`: the relation backwards. A one-to-one is refused, when compiled.
/// The function is not called: what it would give tells.
#[doc(hidden)]
#[must_use]
pub const fn other_side_of_many<S: Table, T: Table, R: Relation<Source = T, Target = S>>(
    _: fn() -> Rel<Root<T>, R>,
) -> Step {
    assert!(
        !matches!(R::STEP.relation.kind, RelationKind::OneToOne),
        "the other side of a one-to-one is one row at most: make the field's type `RelatedOne<..>`"
    );
    backwards(R::STEP)
}

/// The same on a `RelatedOne`, which only the other side of a one-to-one can be.
#[doc(hidden)]
#[must_use]
pub const fn other_side_of_one<S: Table, T: Table, R: Relation<Source = T, Target = S>>(
    _: fn() -> Rel<Root<T>, R>,
) -> Step {
    assert!(
        matches!(R::STEP.relation.kind, RelationKind::OneToOne),
        "the other side of this relation is any number of rows: make the field's type `RelatedSet<..>`"
    );
    backwards(R::STEP)
}

const fn backwards(step: Step) -> Step {
    assert!(!step.reversed, "this field is the other side of a relation itself: name the field that declares it");
    Step { relation: step.relation, reversed: true }
}

/// Whether there may be none at the end of a path that takes this relation.
pub(crate) type NullAfter<N, R> = Or<N, <<R as Relation>::Arity as Arity>::Null>;
