//! What stands between the rows of a many-to-many relation, as types: which managers can link rows by their keys alone,
//! and which need a draft.
//!
//! [`ManyToMany`](super::ManyToMany) names what its links are rows of. That finds the relation ([`LinkOf`]), and the
//! relation tells what a new link needs ([`LinksWith`], [`LinksAlone`]). **Invariant:** no row of a through model is
//! written that its own draft could not have been saved as.

use super::links::LinkValues;
use crate::error::Result;
use crate::model::{Draft, Give, Parts, Relation, Reverse, Table, ThroughRelation};
use crate::query::{graph, write};
use crate::value::{ColumnType, Value};

/// Links that are rows of a table of the relation's own, which holds nothing else. What `ManyToMany<T>` means.
#[derive(Debug)]
pub struct OwnTable;

/// Marks a relation with a table of its own; always inferred.
#[derive(Debug)]
pub struct Plain;

/// What the links of a many-to-many relation to `T` are rows of: the relation's own table, or a model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not link rows with rows of `{T}`",
    label = "no many-to-many relation to `{T}` goes through this"
)]
pub trait LinkOf<T, R> {}
impl<T> LinkOf<T, Plain> for OwnTable {}

/// Whether a relation's links can be made of a draft of its through model.
pub trait LinksWith<D> {
    /// What the draft gives, and its defaults.
    #[doc(hidden)]
    fn parts(draft: D) -> Parts;
}

impl<R: ThroughRelation, D: Give<R::Near, With: Give<R::Far, With: Draft<Model = R::Through>>>> LinksWith<D> for R {
    fn parts(draft: D) -> Parts {
        // The ends are put in for each link.
        let end = || Value::Null(ColumnType::I64);
        write::complete(draft.give(end()).give(end()))
    }
}

/// Whether the two ends are all that a link needs.
#[diagnostic::on_unimplemented(
    message = "a `{L}` cannot be made of the two rows that it links alone",
    label = "`{L}` has other fields that have to be given",
    note = "give them: `add_with`, `create_with` and `set_with` take a draft of `{L}`; a row is saved with drafts of `{L}` by `related(..)`"
)]
pub trait LinksAlone<L> {
    /// What a link holds beside its ends where nothing is said.
    #[doc(hidden)]
    fn values() -> LinkValues;
}

#[diagnostic::do_not_recommend]
impl LinksAlone<OwnTable> for Plain {
    fn values() -> LinkValues {
        LinkValues::new()
    }
}

#[diagnostic::do_not_recommend]
impl<R: ThroughRelation<Through = L> + LinksWith<L::Create>, L: Table> LinksAlone<L> for R {
    fn values() -> LinkValues {
        <R as LinksWith<L::Create>>::parts(L::Create::default()).values
    }
}

/// A many-to-many relation, by what its links are rows of; the same from both sides.
pub trait LinkedBy: Relation {
    /// [`OwnTable`], or the through model.
    type Link;
    /// What stands for the relation where a link is made.
    type By;
}

impl<R: LinkedBy> LinkedBy for Reverse<R> {
    type Link = R::Link;
    type By = R::By;
}

/// What a link holds beside its ends, by a draft; one that is to be saved with other rows is refused.
pub(super) fn link_values(draft: Parts, verb: &'static str) -> Result<LinkValues> {
    graph::refuse(&draft.beside, verb)?;
    Ok(draft.values)
}
