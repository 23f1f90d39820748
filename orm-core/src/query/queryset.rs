//! The queryset: a lazy, cheap, cloneable value.

use super::distinct;
use super::loads::{LoadPaths, Loads};
use super::shape::{Append, Entire, RelationOf, Whole};
use crate::ast::{Columns, Direction, Expr, Order, Select, Via};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Cond, IntoCond, Orders, Table};
use crate::schema::{ModelSchema, PathNode};
use std::marker::PhantomData;

/// Rows of `M` that are still to be asked for. Nothing is sent before a terminal: `all`, `get`, `count`, …
#[must_use = "a queryset sends nothing before a terminal like `all` or `count`"]
pub struct QuerySet<M, S = Entire> {
    pub(super) select: Select,
    /// What its terminal answers instead of asking: a mistake that was made where nothing could be returned.
    pub(super) problem: Option<fn() -> Error>,
    /// Whether the order is the model's, since no other was given.
    pub(super) has_own_order: bool,
    /// What is loaded into the fields of its rows.
    pub(super) loads: Loads<M>,
    /// What a row is.
    pub(super) shape: S,
    of: PhantomData<fn() -> M>,
}

impl<M, S: Clone> Clone for QuerySet<M, S> {
    fn clone(&self) -> Self {
        let (select, loads, shape) = (self.select.clone(), self.loads.clone(), self.shape.clone());
        Self { select, problem: self.problem, has_own_order: self.has_own_order, loads, shape, of: PhantomData }
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
        Self { select, problem: None, has_own_order: true, loads: Loads::default(), shape: Entire, of: PhantomData }
    }
    /// Only the rows that a relation leads to.
    pub(crate) fn via(mut self, via: Via) -> Self {
        self.select.via = Some(via);
        self
    }
}

impl<M: Table, S> QuerySet<M, S> {
    /// Only the rows that satisfy the condition, beside those before. An `Option` that is `None` restricts nothing.
    pub fn filter(mut self, condition: impl IntoCond<M>) -> Self {
        if let Some(condition) = condition.into_cond() {
            self.restrict(condition);
        }
        self
    }
    /// Only the rows that do not satisfy the condition: exactly those that `filter` would not give.
    pub fn exclude(mut self, condition: impl IntoCond<M>) -> Self {
        if let Some(condition) = condition.into_cond() {
            self.restrict(condition.negated());
        }
        self
    }
    /// A condition made from a value that may be missing, as a search form has it: no value, no condition.
    pub fn filter_if<V>(self, value: Option<V>, condition: impl FnOnce(V) -> Cond<M>) -> Self {
        self.filter(value.map(condition))
    }
    /// The order, instead of the one before. A bare column is ascending; NULL is the lowest; `()` is no order, and
    /// [`Random`](crate::model::Random) one by chance.
    pub fn order_by(mut self, orders: impl Orders<M>) -> Self {
        self.select.order = orders.orders();
        self.has_own_order = false;
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
        self.select.take_at_most(rows);
        self
    }
    /// Without the first so many rows, of those before.
    pub fn offset(mut self, rows: usize) -> Self {
        self.select.pass_over(rows);
        self
    }

    /// Loads what relations lead to into the fields of the rows: paths of any depth, or querysets over them
    /// (`Owner.sits_for.query().filter(..).limit_per_row(3)`). What is loaded is there at once: `loaded()` of the field.
    ///
    /// One statement for each relation on the paths, whatever the number of rows (up to 100,000 distinct keys each); what
    /// paths have in common is loaded once, and nothing is asked where no row leads on. None for a path of relations to one
    /// row that is [`joined`](crate::model::Rel::joined). After this, `load` of the field
    /// answers from memory, also where a queryset chose; the managers' `all` and `filter` always ask.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#prefetch-related>.
    ///
    /// # Errors
    /// The terminal's `Config` if one relation is loaded twice and one of the two chooses.
    pub fn load(mut self, paths: impl LoadPaths<M>) -> Self
    where
        S: Whole<M>,
    {
        paths.add_to(&mut self.loads);
        self
    }

    /// A queryset whose terminals give this error.
    pub(crate) fn refused(mut self, problem: fn() -> Error) -> Self {
        self.problem = Some(problem);
        self
    }

    /// The same rows in another shape.
    pub(super) fn shaped<T>(self, shape: impl FnOnce(S) -> T) -> QuerySet<M, T> {
        let Self { select, problem, has_own_order, loads, shape: before, of } = self;
        QuerySet { select, problem, has_own_order, loads, shape: shape(before), of }
    }

    pub(super) fn restrict(&mut self, condition: Expr) {
        match refuses_condition(&self.select) {
            None => restrict(&mut self.select, condition),
            refused => self.problem = refused,
        }
    }

    /// An order after a limit would mean: of the rows that the limit left. Nobody means the other thing by accident.
    fn check_order_before_limit(&mut self) {
        if self.select.limit.is_some() || self.select.offset.is_some() {
            self.problem = Some(order_behind_a_limit);
        }
    }

    /// What it asks for, ready for a terminal that gives no rows.
    pub(super) fn into_select(self) -> Result<Select> {
        self.check()?;
        Ok(self.select)
    }

    /// Whether it can be asked.
    pub(super) fn check(&self) -> Result<()> {
        check(&self.select, self.problem)
    }
}

fn check(select: &Select, problem: Option<fn() -> Error>) -> Result<()> {
    let found = problem.map_or_else(|| distinct::check(select), |problem| Err(problem()));
    found.map_err(|error| error.with_model(select.model.name))
}

fn order_behind_a_limit() -> Error {
    Error::new(ErrorKind::Unsupported, "an order after a limit; say `order_by` before `limit` and `offset`")
}

/// Why a query takes no further condition.
fn refuses_condition(select: &Select) -> Option<fn() -> Error> {
    let (mut inner, mut nested) = (select, 0);
    while let Some(query) = inner.limited() {
        (inner, nested) = (query, nested + 1);
    }
    if select.model.key.is_empty() && (select.limit.is_some() || select.offset.is_some()) {
        return Some(|| {
            let message = "a condition after a limit finds the rows that the limit left by their keys, and this model has \
                           none; say the condition before `limit` and `offset`";
            Error::new(ErrorKind::Config, message)
        });
    }
    // What walks a query calls itself for each one within.
    if nested >= NESTED {
        return Some(|| {
            Error::new(ErrorKind::Unsupported, "conditions and limits by turns are nested deeper than 50 queries")
        });
    }
    let is_behind = matches!(select.columns, Columns::Distinct(_)) && distinct::is_limited(select);
    is_behind.then_some(distinct::condition_behind_a_limit as fn() -> Error)
}

/// How many queries may stand in each other, by a condition after a limit after a condition, and so on.
const NESTED: usize = 50;

/// Adds a condition. After a limit it speaks of the rows that the limit left, which are a query of their own.
pub(super) fn restrict(select: &mut Select, condition: Expr) {
    if select.limit.is_some() || select.offset.is_some() {
        let model = select.model;
        let key = Expr::own_key(model);
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
        select.order = distinct::own_identity(select);
    }
    select.order = std::mem::take(&mut select.order).into_iter().map(Order::turned).collect();
}

/// With an order: by key, where there is none.
pub(super) fn in_some_order(select: &mut Select, verb: &str) -> Result<()> {
    if select.order.is_empty() {
        select.order = distinct::own_identity(select);
    }
    if !select.order.is_empty() {
        return Ok(());
    }
    let message = format!("`{verb}` without an order is by key, and this model has none; say `order_by` before it");
    Err(Error::new(ErrorKind::Config, message).with_model(select.model.name))
}

/// By key, from the lowest; nothing where there is no key.
pub(super) fn by_key(model: &'static ModelSchema) -> Vec<Order> {
    let order =
        |column| Order { expr: Expr::Column(&PathNode::ROOT, column), direction: Direction::Ascending, nulls: None };
    model.key_columns().map(order).collect()
}

impl<M: Table, S> QuerySet<M, S> {
    /// Loads what a relation leads to beside each row: `T`, `Option<T>` or `Vec<T>`, in a flat tuple. A queryset over a
    /// relation to many chooses which rows these are, and can have others beside them in turn:
    /// `.with(via(Owner::cat_set).query().with(Cat.vet))` gives `(Owner, Vec<(Cat, Option<Owner>)>)`. A path of relations to
    /// one row puts the row at its end there, and none between: `.with(Cat.mother.owner)` gives `(Cat, Option<Owner>)`.
    ///
    /// A relation to one row is joined and costs no statement; one to many costs one more, whatever the number of rows.
    pub fn with<A: RelationOf<M>>(self, relation: A) -> QuerySet<M, A::With<S>>
    where
        S: Whole<M>,
        S::Row: Append<A::Loaded>,
    {
        self.shaped(|before| relation.beside(before))
    }
}
