//! Fields that related rows are loaded into, and the relations that have one.

use super::peers::Extent;
use crate::database::Db;
use crate::error::Result;
use crate::model::{Relation, Table};
use crate::query::load::{Ask, JoinedTo};

/// A relation that stands in a field of its model, so that rows can be loaded into it. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "the rows that this relation leads to have no field to be loaded into",
    label = "no field of the model holds this relation",
    note = "declare one for the other side, `#[related(Cat.owner)] pub cats: RelatedSet<Cat>`, and load `Owner.cats`; or put the rows beside theirs: `.with(via(Owner::cat_set))`"
)]
pub trait InField: Relation {
    /// The field's type, without `Option`.
    type Field: Fill<Self::Target>;
    /// The field; `None` where it is empty.
    #[doc(hidden)]
    fn field(row: &Self::Source) -> Option<&Self::Field>;
}

/// A field that rows of `T` are loaded into.
pub trait Fill<T: Table>: Sized + Send + Sync + 'static {
    /// Loads for many fields at once.
    #[doc(hidden)]
    fn fill<'a>(db: &'a Db, fields: Vec<&'a Self>, want: Want<'a, T>) -> impl Future<Output = Result<()>> + Send + 'a;
    /// Puts in what was joined to the rows that hold the fields: all that there is.
    #[doc(hidden)]
    fn put(fields: Vec<&Self>, found: Joined<T>);
    /// What is loaded.
    #[doc(hidden)]
    fn filled(&self) -> &[T];
}

/// Rows that were joined to those that hold some fields.
pub struct Joined<T>(pub(super) JoinedTo<T>);

impl<T> Joined<T> {
    pub(crate) const fn new(rows: JoinedTo<T>) -> Self {
        Self(rows)
    }
}

impl<T> std::fmt::Debug for Joined<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Joined")
    }
}

/// What shall be loaded.
pub struct Want<'a, T>(Wanted<'a, T>);

enum Wanted<'a, T> {
    Anything,
    All,
    AllBy(&'a Ask<T>),
    Chosen(&'a Ask<T>),
}

impl<'a, T> Want<'a, T> {
    /// All related rows, unless some are loaded: a path goes on from what is there.
    pub(crate) const ANYTHING: Self = Self(Wanted::Anything);
    /// All related rows.
    pub(crate) const ALL: Self = Self(Wanted::All);

    /// All related rows, and what is joined to them.
    pub(crate) const fn all_by(ask: &'a Ask<T>) -> Self {
        Self(Wanted::AllBy(ask))
    }

    /// Those that a queryset chooses. They are asked for even if they are there, since nobody knows which those are.
    pub(crate) const fn chosen(ask: &'a Ask<T>) -> Self {
        Self(Wanted::Chosen(ask))
    }

    pub(super) fn is_met_by(&self, loaded: Option<Extent>) -> bool {
        match self.0 {
            Wanted::Anything => loaded.is_some(),
            Wanted::All | Wanted::AllBy(_) => loaded == Some(Extent::All),
            Wanted::Chosen(_) => false,
        }
    }

    /// What is asked for, where it is not just all; and of how many of the related rows the answer tells.
    pub(super) const fn ask(&self) -> (Option<&'a Ask<T>>, Extent) {
        match self.0 {
            Wanted::Anything | Wanted::All => (None, Extent::All),
            Wanted::AllBy(ask) => (Some(ask), Extent::All),
            Wanted::Chosen(ask) => (Some(ask), Extent::Some),
        }
    }
}

impl<T> std::fmt::Debug for Want<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Want")
    }
}
