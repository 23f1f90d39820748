//! Assignments: what `set` gives, for updates.

use super::for_each_tuple;
use crate::ast;
use crate::schema::ColumnDef;
use std::fmt;
use std::marker::PhantomData;

/// What one column of `M` becomes; or the columns of a relation, where these are several.
pub struct Assign<M> {
    set: Vec<(&'static ColumnDef, ast::Expr)>,
    of: PhantomData<fn() -> M>,
}

impl<M> Assign<M> {
    pub(crate) fn new(column: &'static ColumnDef, value: ast::Expr) -> Self {
        Self::of(vec![(column, value)])
    }
    pub(crate) const fn of(set: Vec<(&'static ColumnDef, ast::Expr)>) -> Self {
        Self { set, of: PhantomData }
    }
}
impl<M> fmt::Debug for Assign<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Assign({})", self.set.first().map_or("", |(column, _)| column.field))
    }
}

/// One assignment, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "this says nothing about what columns of `{M}` become",
    label = "expected `{M}.name.set(..)`, or a tuple of at most 12 of these"
)]
pub trait Assigns<M> {
    /// The columns, and what each becomes.
    fn assigns(self) -> Vec<(&'static ColumnDef, ast::Expr)>;
}
impl<M> Assigns<M> for Assign<M> {
    fn assigns(self) -> Vec<(&'static ColumnDef, ast::Expr)> {
        self.set
    }
}
impl<M> Assigns<M> for Vec<Assign<M>> {
    fn assigns(self) -> Vec<(&'static ColumnDef, ast::Expr)> {
        self.into_iter().flat_map(|one| one.set).collect()
    }
}

macro_rules! assigns {
    ($($name:ident)*) => {
        impl<M, $($name: Assigns<M>),*> Assigns<M> for ($($name,)*) {
            #[allow(non_snake_case, reason = "the type parameters name the values too")]
            fn assigns(self) -> Vec<(&'static ColumnDef, ast::Expr)> {
                let ($($name,)*) = self;
                let mut all = Vec::new();
                $(all.extend($name.assigns());)*
                all
            }
        }
    };
}
for_each_tuple!(assigns: A; B C D E F G H I J K L);
