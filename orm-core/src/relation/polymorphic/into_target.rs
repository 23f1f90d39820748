//! What names a row that an enum of foreign keys leads to: for drafts, updates and conditions.

use super::Polymorphic;
use crate::model::{Null, Perhaps};

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
    label = "expected a reference to a row of one of its models, a `ForeignKey` to one, a `{E}`, an `Option` of these, or `Null`",
    note = "of a model that two variants lead to, say which variant: `{E}::Variant(ForeignKey::to(&row))`"
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

/// What a polymorphic field is looked for among: rows that its enum leads to.
#[diagnostic::on_unimplemented(
    message = "rows that a `{E}` leads to cannot be looked for in this",
    label = "expected a list of references to rows, of `ForeignKey`s, or of `{E}`",
    note = "a list is of one type: rows of several models are a list of `{E}`",
    note = "a queryset is of one model, and is looked at by that target: `Comment.subject.cat.in_(Cat::objects())`"
)]
pub trait AmongTargets<E> {
    /// The enums.
    #[doc(hidden)]
    fn listed(self) -> Vec<E>;
}
#[diagnostic::do_not_recommend]
impl<E, I: IntoIterator<Item: IntoTarget<E>>> AmongTargets<E> for I {
    fn listed(self) -> Vec<E> {
        self.into_iter().map(IntoTarget::into_target).collect()
    }
}
