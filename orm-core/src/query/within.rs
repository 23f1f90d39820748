//! Querysets within conditions: `Cat.owner.in_(Owner::objects().filter(..))`.
//!
//! The query becomes a part of the statement, so nothing is asked before, and nothing leaves the database.

use super::QuerySet;
use super::distinct::is_limited;
use super::shape::{Entire, Selected};
use crate::ast::{Columns, Expr, Select};
use crate::model::{Among, AmongRows, Listed, Reference, SelectsOne, Table};
use crate::schema::RefersTo;

/// Marks a queryset that selects one column; always inferred.
#[derive(Debug)]
pub struct Values;
/// Marks a queryset of rows; always inferred.
#[derive(Debug)]
pub struct Rows;

impl<B, M: Table, X: SelectsOne<M, Base = B>> Among<B, Values> for QuerySet<M, Selected<X>> {
    fn listed(self) -> Listed {
        let columns = self.shape.columns();
        listed(self, columns)
    }
}
impl<T: Table, F: Reference<T>, M: Table, X: SelectsOne<M, Base = F::Value>> AmongRows<T, Values, F>
    for QuerySet<M, Selected<X>>
{
    fn listed(self) -> Listed {
        let columns = self.shape.columns();
        listed(self, columns)
    }
}
impl<T: Table, F: Reference<T>> AmongRows<T, Rows, F> for QuerySet<T, Entire> {
    fn listed(self) -> Listed {
        let model = self.select.model;
        let columns = match F::TO {
            RefersTo::Key => model.key,
            RefersTo::Unique(columns) => columns,
        };
        listed(self, Columns::Exprs(vec![Expr::own(model, columns)]))
    }
}

/// What a queryset asks for, as a part of a condition.
fn listed<M: Table, S>(set: QuerySet<M, S>, columns: Columns) -> Listed {
    let Ok(select) = set.into_select() else {
        return Listed::Refused("is looked for in a queryset that is refused; asked alone, that one says why");
    };
    let mut select = Select { columns, ..select };
    if !is_limited(&select) {
        select.order.clear();
        // It is among them or not, however often.
        if let Columns::Distinct(all) = select.columns {
            select.columns = Columns::Exprs(all);
        }
    }
    Listed::Query(Box::new(select))
}
