//! The queryset: a lazy, cheap, cloneable value.

use super::shape::{Append, Beside, Entire, RelationOf, Shape};
use crate::ast::{Columns, Direction, Expr, Order, Select, Via};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Arity, Cond, IntoCond, Orders, Relation, Table};
use crate::schema::{ModelSchema, PathNode};
use std::marker::PhantomData;

/// Rows of `M` that are still to be asked for. Nothing is sent before a terminal: `all`, `get`, `count`, …
#[must_use = "a queryset sends nothing before a terminal like `all` or `count`"]
pub struct QuerySet<M, S = Entire> {
    pub(super) select: Select,
    /// What its terminal answers instead of asking: a mistake that was made where nothing could be returned.
    pub(super) problem: Option<fn() -> Error>,
    of: PhantomData<fn() -> (M, S)>,
}

impl<M, S> Clone for QuerySet<M, S> {
    fn clone(&self) -> Self {
        Self { select: self.select.clone(), problem: self.problem, of: PhantomData }
    }
}

impl<M: Table, S> std::fmt::Debug for QuerySet<M, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Its conditions hold values, which do not belong into a log.
        write!(f, "QuerySet of {}", M::schema().name)
    }
}

/// The order that a model has of its own.
pub(super) fn own_order(model: &'static ModelSchema) -> Vec<Order> {
    let order = |it: &crate::schema::OrderDef| Order {
        expr: Expr::Column(&PathNode::ROOT, &model.columns[it.column]),
        direction: if it.descending { Direction::Descending } else { Direction::Ascending },
        nulls: None,
    };
    model.ordering.iter().map(order).collect()
}

impl<M: Table> QuerySet<M> {
    /// All rows of the model, in the model's own order.
    pub(crate) fn all_rows() -> Self {
        let mut select = Select::all(M::schema());
        select.order = own_order(select.model);
        Self { select, problem: None, of: PhantomData }
    }
    /// Only the rows that a relation leads to.
    pub(crate) fn via(mut self, via: Via) -> Self {
        self.select.via = Some(via);
        self
    }
    /// A queryset whose terminals give this error.
    pub(crate) fn refused(mut self, problem: fn() -> Error) -> Self {
        self.problem = Some(problem);
        self
    }
}

impl<M: Table, S> QuerySet<M, S> {
    /// Only the rows that satisfy the condition, beside those before. An `Option` that is `None` restricts nothing.
    pub fn filter(mut self, condition: impl IntoCond<M>) -> Self {
        if let Some(condition) = condition.into_cond() {
            restrict(&mut self.select, condition);
        }
        self
    }
    /// Only the rows that do not satisfy the condition: exactly those that `filter` would not give.
    pub fn exclude(mut self, condition: impl IntoCond<M>) -> Self {
        if let Some(condition) = condition.into_cond() {
            restrict(&mut self.select, condition.negated());
        }
        self
    }
    /// A condition made from a value that may be missing, as a search form has it: no value, no condition.
    pub fn filter_if<V>(self, value: Option<V>, condition: impl FnOnce(V) -> Cond<M>) -> Self {
        self.filter(value.map(condition))
    }
    /// The order, instead of the one before. A bare column is ascending; NULL is the lowest; `()` is no order.
    pub fn order_by(mut self, orders: impl Orders<M>) -> Self {
        self.select.order = orders.orders();
        self.check_order_before_limit();
        self
    }
    /// The other way round: each direction and each placing of NULL.
    pub fn reverse(mut self) -> Self {
        turn(&mut self.select);
        self.check_order_before_limit();
        self
    }
    /// At most so many rows. After an earlier limit, the lower of the two.
    pub fn limit(mut self, rows: usize) -> Self {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.select.limit = Some(self.select.limit.map_or(rows, |before| before.min(rows)));
        self
    }
    /// Without the first so many rows, of those before.
    pub fn offset(mut self, rows: usize) -> Self {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.select.offset = Some(self.select.offset.unwrap_or(0).saturating_add(rows));
        self.select.limit = self.select.limit.map(|limit| limit.saturating_sub(rows));
        self
    }

    /// An order after a limit would mean: of the rows that the limit left. Nobody means the other thing by accident.
    fn check_order_before_limit(&mut self) {
        if self.select.limit.is_some() || self.select.offset.is_some() {
            self.problem = Some(|| {
                Error::new(ErrorKind::Unsupported, "an order after a limit; say `order_by` before `limit` and `offset`")
            });
        }
    }

    /// What it asks for, ready for a terminal.
    pub(super) fn into_select(self) -> Result<Select> {
        match self.problem {
            None => Ok(self.select),
            Some(problem) => Err(problem().with_model(M::schema().name)),
        }
    }
}

/// Adds a condition. After a limit it speaks of the rows that the limit left, which are a query of their own.
pub(super) fn restrict(select: &mut Select, condition: Expr) {
    if select.limit.is_some() || select.offset.is_some() {
        let model = select.model;
        let key = Expr::Column(&PathNode::ROOT, &model.columns[model.key[0]]);
        let mut outer = Select::all(model);
        outer.order = select.order.clone();
        let mut inner = std::mem::replace(select, outer);
        select.columns = std::mem::replace(&mut inner.columns, Columns::Exprs(vec![key.clone()]));
        select.filter = Some(Expr::InQuery(Box::new(key), Box::new(inner)));
    }
    select.restrict(condition);
}

/// Turns an order round; without one, by key from the highest.
pub(super) fn turn(select: &mut Select) {
    if select.order.is_empty() {
        select.order = by_key(select.model);
    }
    for order in &mut select.order {
        order.direction = order.direction.reversed();
        order.nulls = order.nulls.map(|nulls| match nulls {
            crate::ast::Nulls::First => crate::ast::Nulls::Last,
            crate::ast::Nulls::Last => crate::ast::Nulls::First,
        });
    }
}

/// By key, from the lowest.
pub(super) fn by_key(model: &'static ModelSchema) -> Vec<Order> {
    let expr = Expr::Column(&PathNode::ROOT, &model.columns[model.key[0]]);
    vec![Order { expr, direction: Direction::Ascending, nulls: None }]
}

/// A relation beside the rows of `S`.
type With<M, S, A> = Beside<S, <A as RelationOf<M>>::R>;
/// What stands beside a row.
type Loaded<R> = <<R as Relation>::Arity as Arity>::Loaded<<R as Relation>::Target>;

impl<M: Table, S: Shape<M>> QuerySet<M, S> {
    /// Loads what a relation leads to beside each row: `T`, `Option<T>` or `Vec<T>`, in a flat tuple.
    ///
    /// A relation to one row is joined and costs no statement; one to many costs one more, whatever the number of rows.
    pub fn with<A: RelationOf<M>>(self, relation: A) -> QuerySet<M, With<M, S, A>>
    where
        S::Row: Append<Loaded<A::R>>,
    {
        // The token is its type.
        let _ = relation;
        QuerySet { select: self.select, problem: self.problem, of: PhantomData }
    }
}
