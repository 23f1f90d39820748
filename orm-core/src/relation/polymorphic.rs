//! Fields that lead to a row of one of several models: an enum of foreign keys.
//!
//! `#[derive(Polymorphic)]` on the enum and `#[polymorphic(..)]` on the field see one of the two each, so they meet here, in
//! the compiler: the field names each variant, and [`HasVariant`] says whether there is one. Each target is a relation of its
//! own, like any nullable foreign key; what is here is what concerns all of them together. How such a field is written and
//! read stands in [`row`], and its token in [`token`].
//!
//! **Invariant:** every write sets the columns of all targets, so that one is set and the others are NULL.

mod into_target;
mod row;
mod token;

use super::{ForeignKey, InField};
use crate::model::{Arity, Path, Reference, Relation, Table, Tokens};
use crate::query::{Loads, Reach};
use crate::schema::{Deferrable, OnDelete, OneOfDef, RelationDef, RelationKind, Step};
use crate::value::{CellError, Cells, Value};

pub use into_target::{AmongTargets, IntoNullableTarget, IntoTarget};
#[doc(hidden)]
pub use row::{
    all_are_named, check_of_one, decode_target, encode_target, key_of_target, nullable_key_of_target, one_of,
    part_of_target, read_target, take_nullable_target, take_target,
};
pub use token::Poly;

/// An enum whose variants are foreign keys, each to another model: what a `#[polymorphic(..)]` field is. Derive it.
///
/// Django: <https://docs.djangoproject.com/en/stable/ref/contrib/contenttypes/#generic-relations>, but with real foreign keys.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of foreign keys",
    label = "not polymorphic",
    note = "write `#[derive(Polymorphic)]` on the enum, each of whose variants holds a `ForeignKey<..>`"
)]
pub trait Polymorphic: Sized + Send + Sync + 'static {
    /// Its variants, as a type.
    #[doc(hidden)]
    type Variants: Variants<Self>;
    /// Leaves the peers, and what was loaded with them: for a row that outlives its result, in a cache.
    fn detach(&mut self);
}

/// The variants of an enum of foreign keys.
///
/// They are a type of their own so that a field of another type is told of once: where it is asked for its variants. All
/// else is asked of these.
#[doc(hidden)]
pub trait Variants<E>: 'static {
    /// Of how many columns each foreign key is.
    const COLUMNS: &'static [usize];
    /// What the rows of one result share.
    type Peers: Default + Send + 'static;
    /// Reads the variant that is set, of columns that begin at a place for each variant.
    fn decode(
        cells: &dyn Cells,
        place: &dyn Fn(usize) -> usize,
        peers: &mut Self::Peers,
    ) -> Result<Option<E>, CellError>;
    /// What the columns of a variant hold.
    fn encode(it: Option<&E>, variant: usize) -> Value;
    /// Takes the key of another reading of the same row; what was loaded stays where it leads to the same row.
    fn take_key(it: &mut E, fresh: E);
}

/// An enum that has a variant of this name with a foreign key to `T`.
#[diagnostic::on_unimplemented(
    message = "`{E}` has no variant of the name that stands here for `{T}`, or it does not hold a `ForeignKey<{T}>`",
    label = "what stands here for `{T}` is no variant of `{E}`, or leads to another model",
    note = "`#[polymorphic(..)]` names the variants of the enum; where one is called otherwise than the model that it leads to, say which: `Pet(model = Cat)`"
)]
pub trait HasVariant<E, Name, T: Table>: 'static {
    /// What its foreign key refers to.
    type By: Reference<T>;
    /// Which variant it is.
    const AT: usize;
    /// Its foreign key, if it is this variant.
    #[doc(hidden)]
    fn held(target: &E) -> Option<&ForeignKey<T, Self::By>>;
}

/// A polymorphic field, as a type. The derive implements it.
pub trait OneOf: 'static {
    /// The model that declares it.
    type Model: Table;
    /// The enum.
    type Enum: Send + Sync + 'static;
    /// Its variants.
    #[doc(hidden)]
    type Variants: Variants<Self::Enum>;
    /// The struct of the targets' tokens.
    type Tokens<P: Path>: Tokens;
    /// It as data.
    const DEF: &'static OneOfDef;
    /// Which variant each target is.
    const VARIANTS: &'static [usize];
    /// What a row has there.
    #[doc(hidden)]
    fn held(row: &Self::Model) -> Option<&Self::Enum>;
    /// Says that each target is loaded.
    #[doc(hidden)]
    fn load_each<M: Table, P: Reach<M, Leaf = Self::Model>>(loads: &mut Loads<M>);
}

/// One target of a polymorphic field, as a type. The derive implements it, and with that it is a [`Relation`].
pub trait OneTarget: 'static {
    /// The field.
    type Of: OneOf;
    /// The model that it leads to.
    type To: Table;
    /// The name of the variant.
    type Name: 'static;
    /// Whether there may be no row, for any target.
    type Arity: Arity;
    /// The variants of the enum, which this is one of.
    #[doc(hidden)]
    type Variants: HasVariant<<Self::Of as OneOf>::Enum, Self::Name, Self::To>;
    /// What else is said of it.
    const DEF: TargetDef;
    /// Which variant it is.
    const AT: usize = <Self::Variants as HasVariant<EnumOf<Self>, Self::Name, Self::To>>::AT;
}

/// What a field says of one of its targets.
#[derive(Debug)]
pub struct TargetDef {
    /// The field and the target, as a path names them.
    pub name: &'static str,
    /// The positions of its columns.
    pub columns: &'static [usize],
    /// What becomes of a row when the row it refers to is deleted.
    pub on_delete: OnDelete,
    /// When the constraint is looked at.
    pub deferrable: Deferrable,
    /// The name of the other side.
    pub related_name: Option<&'static str>,
}

type EnumOf<T> = <<T as OneTarget>::Of as OneOf>::Enum;
type By<T> = <<T as OneTarget>::Variants as HasVariant<EnumOf<T>, <T as OneTarget>::Name, <T as OneTarget>::To>>::By;

#[diagnostic::do_not_recommend]
impl<T: OneTarget> Relation for T {
    type Source = <T::Of as OneOf>::Model;
    type Target = T::To;
    type Arity = T::Arity;
    type RefersBy = By<T>;
    const STEP: Step = Step {
        relation: &RelationDef {
            name: T::DEF.name,
            kind: RelationKind::ForeignKey,
            source: <Self::Source as Table>::schema,
            target: <T::To as Table>::schema,
            columns: T::DEF.columns,
            refers_to: <By<T> as Reference<T::To>>::TO,
            nullable: true,
            on_delete: T::DEF.on_delete,
            deferrable: T::DEF.deferrable,
            related_name: T::DEF.related_name,
            through: None,
            one_of: Some(<T::Of as OneOf>::DEF),
        },
        reversed: false,
    };
}

#[diagnostic::do_not_recommend]
impl<T: OneTarget> InField for T {
    type Field = ForeignKey<T::To, By<T>>;
    fn field(row: &Self::Source) -> Option<&Self::Field> {
        <T::Of as OneOf>::held(row).and_then(T::Variants::held)
    }
}
