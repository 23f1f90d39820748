//! What ends a queryset.
//!
//! A verb is a few lines for each model, over what is made once: statements are rendered and sent by functions that know
//! neither the model nor the shape, and [`fetch`] alone is made for these.

use super::collect::Collector;
use super::distinct;
use super::joins::Joins;
use super::loads::Loads;
use super::queryset::{in_some_order, restrict, turn};
use super::shape::Finish;
use super::{DeleteReport, Pending, QuerySet, Shape, Whole, collect, delete, write};
use crate::ast::{self, Columns, Expr, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Assigns, IntoKey, Key, Keyed, Table};
use crate::schema::ModelSchema;
use crate::sql;
use crate::value::Value;

impl<M: Table, S: Shape<M>> QuerySet<M, S> {
    /// All rows, in order. One statement, and one more for each relation to many that stands beside.
    ///
    /// # Errors
    /// `SchemaMismatch` if the table does not fit the model; those of the database.
    #[track_caller]
    pub fn all(self, db: &Db) -> Pending<'_, Vec<S::Row>> {
        Pending::new(fetch(db, self, Ok(Rows::All), every))
    }

    /// The row of a key, among those of the queryset. One statement.
    ///
    /// # Errors
    /// `NotFound`; those of [`all`](Self::all).
    #[track_caller]
    pub fn get<W>(self, db: &Db, key: impl IntoKey<M, W>) -> Pending<'_, S::Row>
    where
        M: Keyed,
    {
        Pending::new(fetch(db, self, Ok(Rows::Key(key.into_key().into_value())), that_one))
    }

    /// The only row. One statement.
    ///
    /// # Errors
    /// `NotFound` if there is none, `MultipleFound` if there are more; those of [`all`](Self::all).
    #[track_caller]
    pub fn one(self, db: &Db) -> Pending<'_, S::Row> {
        Pending::new(fetch(db, self.limit(2), Ok(Rows::All), only_one))
    }

    /// The first row by the queryset's order, or by key where it has none. One statement.
    ///
    /// # Errors
    /// `Config` without an order where the model has no key; those of [`all`](Self::all).
    #[track_caller]
    pub fn first(mut self, db: &Db) -> Pending<'_, Option<S::Row>> {
        let rows = first(&mut self.select);
        Pending::new(fetch(db, self, rows, at_most_one))
    }

    /// The last row by the queryset's order, or by key where it has none. One statement.
    ///
    /// # Errors
    /// `Unsupported` after a limit, where the last row would not be the first of the reverse; `Config` without an order where
    /// the model has no key; those of [`all`](Self::all).
    #[track_caller]
    pub fn last(mut self, db: &Db) -> Pending<'_, Option<S::Row>> {
        let rows = last(&mut self.select);
        Pending::new(fetch(db, self, rows, at_most_one))
    }
}

impl<M: Table, S> QuerySet<M, S> {
    /// How many rows there are. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn count(self, db: &Db) -> Pending<'_, i64> {
        count(db, self.into_select())
    }

    /// Whether there is a row. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn exists(self, db: &Db) -> Pending<'_, bool> {
        exists(db, self.into_select())
    }

    /// Whether a row is among them: a row, a key, or a foreign key. One statement.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#contains>.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn contains<W>(mut self, db: &Db, row: impl IntoKey<M, W>) -> Pending<'_, bool>
    where
        M: Keyed,
        S: Whole<M>,
    {
        self.restrict(Expr::own_key(self.select.model).is(row.into_key().into_value()));
        exists(db, self.into_select())
    }

    /// Sets columns of all rows of the queryset, and gives how many there were. One statement.
    ///
    /// # Errors
    /// Violations of constraints; those of the database.
    #[track_caller]
    pub fn update<'a>(self, db: &'a Db, assigns: impl Assigns<M>) -> Pending<'a, u64>
    where
        M: Keyed,
        S: Whole<M>,
    {
        write::update_rows(db, self.into_select(), assigns.assigns())
    }

    /// Deletes all rows of the queryset. What refers to them goes, stays or stands in the way as its `on_delete` says; all
    /// of it or nothing, in a transaction.
    ///
    /// One statement where no other rows go along or are set. Otherwise one more for each relation along which they are,
    /// whatever the number of rows; the keys of the rows are read first where the queryset asks other tables or has a
    /// limit, and those of rows that refer to each other in a circle. See the guide's page on deleting.
    ///
    /// # Errors
    /// `Protected` if a protecting relation stands in the way, and nothing is deleted:
    /// [`in_the_way`](crate::error::Error::in_the_way) says which. Those of the database.
    #[track_caller]
    pub fn delete(self, db: &Db) -> Pending<'_, DeleteReport>
    where
        M: Keyed,
        S: Whole<M>,
    {
        delete::rows(db, self.into_select())
    }
}

/// Which of a queryset's rows a verb asks for.
pub(super) enum Rows {
    All,
    /// At most one.
    First,
    /// That of a key, if there is one.
    Key(Value),
    /// Those of these keys, or values, in no order.
    Among(Expr, Vec<Value>),
}

/// What a verb makes of the rows that there are.
type End<R, T> = fn(&'static ModelSchema, Vec<R>) -> Result<T>;

/// Runs a query, reads its rows, and loads what it says. It is the one thing of a verb that is made for each model, shape and
/// result.
pub(super) async fn fetch<M: Table, S: Shape<M>, T>(
    db: &Db,
    mut set: QuerySet<M, S>,
    rows: Result<Rows>,
    end: End<S::Row, T>,
) -> Result<T> {
    set.check()?;
    plan(&mut set.select, &set.shape, &set.loads.joins);
    let raw = match statement(db, &mut set.select, rows?)? {
        Some(statement) => {
            let sink = Collector::<M, S>::new(&set.shape, &set.loads.joins);
            Collector::<M, S>::rows(db.fetch(statement, sink).await?)?
        }
        None => Vec::new(),
    };
    if let Some(work) = set.loads.work(db, S::heads(&raw))? {
        work.await?;
    }
    let rows = match set.shape.finish(db, raw) {
        Finish::Now(rows) => rows,
        Finish::Later(rows) => rows.await?,
    };
    end(set.select.model, rows)
}

/// Loads what is loaded for rows, and adds what stands beside them.
pub(super) async fn finish<M: Table, S: Shape<M>>(
    db: &Db,
    raw: Vec<S::Raw>,
    loads: &Loads<M>,
    shape: &S,
) -> Result<Vec<S::Row>> {
    loads.run(db, S::heads(&raw)).await?;
    shape.finish(db, raw).wait().await
}

/// What the statement of a query asks beside the conditions: what its shape reads, and what is joined.
pub(super) fn plan<M: Table, S: Shape<M>>(select: &mut Select, shape: &S, joins: &Joins<M>) {
    shape.plan(select);
    joins.plan(select);
}

/// The statement of a query; none where there is nothing to be asked.
fn statement(db: &Db, select: &mut Select, rows: Rows) -> Result<Option<sql::Statement>> {
    let dialect = db.backend().dialect();
    match rows {
        Rows::All => {}
        Rows::First => select.limit = Some(select.limit.unwrap_or(1).min(1)),
        Rows::Key(key) => {
            let plain =
                select.filter.is_none() && select.via.is_none() && select.limit.is_none() && select.offset.is_none();
            let alone = matches!(&select.columns, Columns::Model(beside) if beside.is_empty());
            if plain && alone {
                return Ok(Some(sql::fixed::get(dialect, select.model, key)));
            }
            if matches!(select.columns, Columns::Distinct(_)) && distinct::is_limited(select) {
                return Err(distinct::condition_behind_a_limit().with_model(select.model.name));
            }
            let is = Expr::own_key(select.model).is(key);
            restrict(select, is);
            select.order.clear();
        }
        Rows::Among(_, values) if values.is_empty() => return Ok(None),
        Rows::Among(column, values) => {
            restrict(select, column.among(values));
            select.order.clear();
        }
    }
    sql::select(dialect, select).map(Some)
}

fn first(select: &mut Select) -> Result<Rows> {
    in_some_order(select, "first")?;
    Ok(Rows::First)
}

fn last(select: &mut Select) -> Result<Rows> {
    if distinct::is_limited(select) {
        let message = "`last` after a limit; reverse the order and take the first";
        return Err(Error::new(ErrorKind::Unsupported, message).with_model(select.model.name));
    }
    in_some_order(select, "last")?;
    turn(select);
    Ok(Rows::First)
}

fn every<R>(_: &'static ModelSchema, rows: Vec<R>) -> Result<Vec<R>> {
    Ok(rows)
}

fn at_most_one<R>(_: &'static ModelSchema, mut rows: Vec<R>) -> Result<Option<R>> {
    Ok(rows.pop())
}

fn that_one<R>(model: &'static ModelSchema, mut rows: Vec<R>) -> Result<R> {
    rows.pop().ok_or_else(|| not_found(model))
}

fn only_one<R>(model: &'static ModelSchema, rows: Vec<R>) -> Result<R> {
    if rows.len() > 1 {
        let message = "more than one row, where exactly one was asked for";
        return Err(Error::new(ErrorKind::MultipleFound, message).with_model(model.name));
    }
    that_one(model, rows)
}

pub(super) fn not_found(model: &'static ModelSchema) -> Error {
    Error::new(ErrorKind::NotFound, "no such row").with_model(model.name)
}

#[track_caller]
fn count(db: &Db, select: Result<Select>) -> Pending<'_, i64> {
    Pending::new(async move {
        let mut select = select?;
        select.columns = match select.columns {
            Columns::Distinct(all) => Columns::CountDistinct(all),
            _ => Columns::Count,
        };
        if !distinct::is_limited(&select) {
            select.order.clear();
        }
        let number = collect::number(db, sql::select(db.backend().dialect(), &select)?).await?;
        Ok(number.unwrap_or(0))
    })
}

#[track_caller]
fn exists(db: &Db, select: Result<Select>) -> Pending<'_, bool> {
    Pending::new(async move {
        let mut select = select?;
        select.columns = match select.columns {
            // What is left out are whole values.
            Columns::Distinct(all) if select.offset.is_some() => Columns::CountDistinct(all),
            _ => Columns::One,
        };
        select.order.clear();
        select.limit = Some(select.limit.unwrap_or(1).min(1));
        let found = collect::number(db, sql::select(db.backend().dialect(), &select)?).await?;
        Ok(found.is_some_and(|number| number > 0))
    })
}

/// The rows of a query as the condition of a statement that changes them. Where a limit counts, they are found by key.
pub(super) fn conditions(select: Select) -> (Option<Expr>, Option<ast::Via>) {
    if select.limit.is_none() && select.offset.is_none() {
        return (select.filter, select.via);
    }
    let key = Expr::own_key(select.model);
    let rows = Select { columns: Columns::Exprs(vec![key.clone()]), ..select };
    (Some(Expr::InQuery(Box::new(key), Box::new(rows))), None)
}
