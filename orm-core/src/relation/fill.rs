//! Fields that related rows are loaded into, and the relations that have one.

use super::peers::Extent;
use crate::database::Db;
use crate::error::Result;
use crate::model::{Relation, Table};
use crate::query::load::Ask;

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
    fn fill<'a>(db: &'a Db, fields: Vec<&'a Self>, want: Want<'a>) -> impl Future<Output = Result<()>> + Send + 'a;
    /// What is loaded.
    #[doc(hidden)]
    fn filled(&self) -> &[T];
}

/// What shall be loaded.
#[derive(Clone, Copy)]
pub struct Want<'a>(Wanted<'a>);

#[derive(Clone, Copy)]
enum Wanted<'a> {
    Anything,
    All,
    Chosen(&'a Ask),
}

impl<'a> Want<'a> {
    /// All related rows, unless some are loaded: a path goes on from what is there.
    pub(crate) const ANYTHING: Self = Self(Wanted::Anything);
    /// All related rows.
    pub(crate) const ALL: Self = Self(Wanted::All);

    /// Those that a queryset chooses. They are asked for even if they are there, since nobody knows which those are.
    pub(crate) const fn chosen(ask: &'a Ask) -> Self {
        Self(Wanted::Chosen(ask))
    }

    pub(super) fn is_met_by(self, loaded: Option<Extent>) -> bool {
        match self.0 {
            Wanted::Anything => loaded.is_some(),
            Wanted::All => loaded == Some(Extent::All),
            Wanted::Chosen(_) => false,
        }
    }

    pub(super) const fn ask(self) -> Option<&'a Ask> {
        match self.0 {
            Wanted::Chosen(ask) => Some(ask),
            Wanted::Anything | Wanted::All => None,
        }
    }
}

impl std::fmt::Debug for Want<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Want")
    }
}
