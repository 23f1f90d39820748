//! `distinct`: of the values that `select` asks for, each once.
//!
//! What this is not: a row never comes twice, whatever its conditions, so rows have no `distinct`.
//!
//! **Invariant:** distinct values are ordered by themselves alone, and take the place of the key where rows go by theirs.

use super::queryset::by_key;
use super::{QuerySet, Selected};
use crate::ast::{Columns, Direction, Expr, Order, Select};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Comparable, Selects, Table};
use crate::sql;

/// A shape whose rows may come more than once: values.
#[diagnostic::on_unimplemented(
    message = "rows of `{M}` have no `distinct`",
    label = "`distinct` is for the values that `select` gives",
    note = "leave it out: a condition over a relation to many gives each row once",
    note = "for values say before it which they are: `.select(..).distinct()`"
)]
pub trait MayRepeat<M> {
    /// The values.
    type Values;
    /// Leaves out what comes again; the columns that it asks for then.
    #[doc(hidden)]
    fn leave_out_repeated(&mut self) -> Columns;
}

impl<M: Table, X: Selects<M>> MayRepeat<M> for Selected<X> {
    type Values = X;
    fn leave_out_repeated(&mut self) -> Columns {
        self.is_distinct = true;
        self.columns()
    }
}

impl<M: Table, S> QuerySet<M, S> {
    /// Each of the values once: `Cat::objects().select(Cat.name).distinct()`. Of a tuple, those that differ in one part are
    /// two. `count` counts them; a limit, and pages by number, are of them; conditions are still asked of each row before.
    ///
    /// They are ordered by what is selected; of the model's own order what is selected counts. Where there is no order,
    /// `first`, `last` and pages go by the values themselves, as those of rows go by the key.
    ///
    /// Rows have no `distinct`: a condition over a relation to many gives each row once.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#distinct>, where an order by something else
    /// is selected too and brings the repeated values back.
    ///
    /// # Errors
    /// The terminal's `Unsupported` where something else is ordered by, or a limit comes before `distinct`, or a condition
    /// behind a limit of distinct values.
    pub fn distinct(mut self) -> Self
    where
        S: MayRepeat<M, Values: Comparable<M>>,
    {
        if is_limited(&self.select) {
            self.problem = Some(|| {
                let message = "distinct values of what a limit left; say `distinct` before `limit` and `offset`";
                Error::new(ErrorKind::Unsupported, message)
            });
        }
        self.select.columns = self.shape.leave_out_repeated();
        if self.has_own_order {
            let order = std::mem::take(&mut self.select.order);
            self.select.order = order.into_iter().filter(|it| is_selected(&self.select, &it.expr)).collect();
        }
        self
    }
}

/// Whether an order can go by this, among the distinct values of a query.
fn is_selected(select: &Select, by: &Expr) -> bool {
    match &select.columns {
        Columns::Distinct(all) => all.iter().any(|one| sql::is_same(select.model, one, by)),
        _ => true,
    }
}

pub(super) fn is_limited(select: &Select) -> bool {
    select.limit.is_some() || select.offset.is_some()
}

/// Distinct values are ordered by what is selected.
pub(super) fn check(select: &Select) -> Result<()> {
    if select.order.iter().all(|order| is_selected(select, &order.expr)) {
        return Ok(());
    }
    let message = "distinct values are ordered by something that is not selected, of which one of them may have \
                   several; select it too, or order by what is selected";
    Err(Error::new(ErrorKind::Unsupported, message))
}

/// The error of a condition on what a limit left of distinct values, of which no row is known any more.
pub(super) fn condition_behind_a_limit() -> Error {
    let message = "a condition on distinct values behind their limit; say `filter` before `limit` and `offset`";
    Error::new(ErrorKind::Unsupported, message)
}

/// What leaves no two rows of a query equal: their key; or, of distinct values, the values.
pub(super) fn own_identity(select: &Select) -> Vec<Order> {
    let ascending = |expr: &Expr| Order { expr: expr.clone(), direction: Direction::Ascending, nulls: None };
    match &select.columns {
        Columns::Distinct(all) => all.iter().map(ascending).collect(),
        _ => by_key(select.model),
    }
}
