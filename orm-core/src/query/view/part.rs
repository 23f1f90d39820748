//! What a field of a view is filled from: what can be selected, or a relation where the field is a view.

use super::held::{Many, One, Perhaps};
use super::list::{List, Listing, query_of};
use super::{Begun, Fill, View, ViewParts, fill, key};
use crate::ast::Expr;
use crate::database::Db;
use crate::model::{
    Arity, Hop, ManyRows, MayBeNull, NotNull, Or, Path, Rel, Relation, Root, Selects, SinglePath, Table,
};
use crate::query::RelatedQuery;
use crate::query::loads::Loading;
use crate::schema::PathNode;
use crate::value::Value;

/// What a field of type `T` of a view of `M` can be filled from. `W` is always inferred.
#[diagnostic::on_unimplemented(
    message = "a field of type `{T}` cannot hold this of `{M}`",
    label = "does not fit a field of type `{T}`",
    note = "a relation to one row is a view of its model, or `Option` of one where it or its path can lead to nothing",
    note = "a relation of `{M}` to many rows is a `Vec` of views; behind another relation it belongs into the view of that",
    note = "a value is what `select` gives, with `Option` exactly where NULL can be"
)]
pub trait Part<M: Table, T, W> {
    /// Says so.
    #[doc(hidden)]
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, field: fn(&mut V) -> &mut T);
}

/// Marks a value; always inferred.
#[derive(Debug)]
pub struct Plain;

impl<M: Table, T, X: Selects<M, Row = T>> Part<M, T, Plain> for X {
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, _: fn(&mut V) -> &mut T) {
        Selects::add_to(self, &mut parts.columns);
    }
}

/// Whether there may be nothing at the end of a path and a relation.
type Null<P, R> = Or<<P as Path>::Null, <<R as Relation>::Arity as Arity>::Null>;

/// Asked of a relation that fills a view without `Option`.
pub trait AlwaysLeads {}
impl AlwaysLeads for NotNull {}

impl<M: Table, P: Path<Root = M>, R: Relation<Source = P::Leaf>, U: View<Model = R::Target>> Part<M, U, One>
    for Rel<P, R>
where
    P::Many: SinglePath,
    <R::Arity as Arity>::Many: SinglePath,
    Null<P, R>: AlwaysLeads,
{
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, field: fn(&mut V) -> &mut U) {
        let fills = join(parts, <Hop<P, R> as Path>::NODE);
        if !fills.is_empty() {
            parts.fills.push(Box::new(Within { field: Field::One(field), fills }));
        }
    }
}

impl<M: Table, P: Path<Root = M>, R: Relation<Source = P::Leaf>, U: View<Model = R::Target>> Part<M, Option<U>, Perhaps>
    for Rel<P, R>
where
    P::Many: SinglePath,
    <R::Arity as Arity>::Many: SinglePath,
    Null<P, R>: MayBeNull,
{
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, field: fn(&mut V) -> &mut Option<U>) {
        let path = <Hop<P, R> as Path>::NODE;
        if !U::SIZE_WITH_ALL_VIEWS_WITHIN.has_lists() {
            // It tells whether there is a row.
            parts.columns.extend(key::<R::Target>().map(|column| Expr::At(path, Box::new(column))));
        }
        let fills = join(parts, path);
        if !fills.is_empty() {
            parts.fills.push(Box::new(Within { field: Field::Perhaps(field), fills }));
        }
    }
}

impl<M: Table, R: Relation<Source = M>, U: View<Model = R::Target>> Part<M, Vec<U>, Many> for Rel<Root<M>, R>
where
    <R::Arity as Arity>::Many: ManyRows,
{
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, field: fn(&mut V) -> &mut Vec<U>) {
        parts.fills.push(Box::new(List::new(field, query_of(self))));
    }
}

impl<M: Table, R: Relation<Source = M>, U: View<Model = R::Target>> Part<M, Vec<U>, Many> for RelatedQuery<Root<M>, R>
where
    <R::Arity as Arity>::Many: ManyRows,
{
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, field: fn(&mut V) -> &mut Vec<U>) {
        parts.fills.push(Box::new(List::new(field, self)));
    }
}

impl<M: Table, R: Relation<Source = M>, U: View<Model = R::Target>> Part<M, Vec<U>, Many> for Listing<M, R> {
    fn add_to<V: View<Model = M>>(self, parts: &mut ViewParts<V>, field: fn(&mut V) -> &mut Vec<U>) {
        parts.fills.push(Box::new(List::new(field, self.0)));
    }
}

/// Adds the columns of a view at the end of a path, and gives what else it needs.
fn join<V, U: View>(parts: &mut ViewParts<V>, path: &'static PathNode) -> Vec<Box<dyn Fill<U>>> {
    let ViewParts { columns, fills } = ViewParts::<U>::of_view();
    parts.columns.extend(columns.into_iter().map(|column| Expr::At(path, Box::new(column))));
    fills
}

/// A field that is a view itself, which needs further statements.
struct Within<V, U> {
    field: Field<V, U>,
    fills: Vec<Box<dyn Fill<U>>>,
}

enum Field<V, U> {
    One(fn(&mut V) -> &mut U),
    Perhaps(fn(&mut V) -> &mut Option<U>),
}

impl<V: View, U: View> Fill<V> for Within<V, U> {
    fn fill<'a>(&'a self, db: &'a Db, _: &'a [Value], rows: Vec<Begun<'a, V>>) -> Loading<'a, ()> {
        let rows = rows.into_iter().filter_map(|Begun { row, keys }| {
            let row = match self.field {
                Field::One(field) => Some(field(row)),
                Field::Perhaps(field) => field(row).as_mut(),
            };
            row.map(|row| Begun { row, keys })
        });
        let rows = rows.collect();
        Box::pin(fill(&self.fills, db, rows))
    }
}
