//! What a value is looked for among: a list, or what a query gives.

use super::{Cond, IntoKey, IntoNullable, Key, PrimaryKey, Reference, Several, Table};
use crate::ast::{Expr as Node, Select, decimals};
use crate::value::{ColumnType, Value};

/// A list, or a query of one column.
#[derive(Debug)]
pub enum Listed {
    /// These values.
    Values(Vec<Value>),
    /// What a query gives.
    Query(Box<Select>),
    /// What a query would give that is refused, and why.
    Refused(&'static str),
}

/// What `in_` takes for values of type `B`: a list, a range, any iterator; or a queryset that selects one column.
#[diagnostic::on_unimplemented(
    message = "a `{B}` cannot be looked for in this",
    label = "expected a list of `{B}`, or a queryset that selects one: `.select(..)`"
)]
pub trait Among<B, By> {
    /// As data.
    #[doc(hidden)]
    fn listed(self) -> Listed;
}

/// The same for rows of `T`: a list of rows or keys; or a queryset of `T`, or one that selects keys of it.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` cannot be looked for in this",
    label = "expected a list of `&{T}` or keys, a queryset of `{T}`, or one that selects keys of it"
)]
pub trait AmongRows<T: Table, By, F: Reference<T> = PrimaryKey> {
    /// As data.
    #[doc(hidden)]
    fn listed(self) -> Listed;
}

/// Marks a list; always inferred.
#[derive(Debug)]
pub struct List;

impl<B, I: IntoIterator> Among<B, List> for I
where
    I::Item: IntoNullable<B>,
{
    fn listed(self) -> Listed {
        Listed::Values(self.into_iter().map(IntoNullable::into_nullable).collect())
    }
}
impl<T: Table, F: Reference<T>, W, I: IntoIterator> AmongRows<T, Several<W>, F> for I
where
    I::Item: IntoKey<T, W, F>,
{
    fn listed(self) -> Listed {
        Listed::Values(self.into_iter().map(|row| row.into_key().into_value()).collect())
    }
}

/// It is one of these.
pub(super) fn among<M>(it: Node, listed: Listed) -> Cond<M> {
    match listed {
        Listed::Values(values) => {
            let (it, values) = decimals::listed(it, values);
            Cond::new(Node::In(Box::new(it), values))
        }
        Listed::Query(query) => {
            let (it, query) = decimals::queried(it, *query);
            let node = Node::InQuery(Box::new(it), Box::new(query));
            let depth = node.depth();
            Cond::of_depth(node, depth)
        }
        Listed::Refused(why) => Cond::new(Node::In(Box::new(it), vec![Value::Refused(ColumnType::Bool, why)])),
    }
}
