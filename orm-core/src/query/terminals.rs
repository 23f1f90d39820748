//! What ends a queryset.

use super::delete::{self, Root};
use super::distinct;
use super::loads::Loads;
use super::queryset::{in_some_order, restrict, turn};
use super::{DeleteReport, Pending, QuerySet, Shape, Whole, collect, write};
use crate::ast::{self, Columns, Expr, Select};
use crate::database::Db;
use crate::database::caller::located;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Assigns, IntoKey, Key, Keyed, Table};
use crate::sql;
use crate::value::Value;

impl<M: Table, S: Shape<M>> QuerySet<M, S> {
    /// All rows, in order. One statement, and one more for each relation to many that stands beside.
    ///
    /// # Errors
    /// `SchemaMismatch` if the table does not fit the model; those of the database.
    #[track_caller]
    pub fn all(self, db: &Db) -> impl Future<Output = Result<Vec<S::Row>>> + Send {
        located(async move { fetch::<M, S>(db, self.into_parts()?).await })
    }

    /// The row of a key, among those of the queryset. One statement.
    ///
    /// # Errors
    /// `NotFound`; those of [`all`](Self::all).
    #[track_caller]
    pub fn get<W>(self, db: &Db, key: impl IntoKey<M, W>) -> impl Future<Output = Result<S::Row>> + Send
    where
        M: Keyed,
    {
        let key = key.into_key().into_value();
        located(get_by_key(self, db, key))
    }

    /// The only row. One statement.
    ///
    /// # Errors
    /// `NotFound` if there is none, `MultipleFound` if there are more; those of [`all`](Self::all).
    #[track_caller]
    pub fn one(self, db: &Db) -> impl Future<Output = Result<S::Row>> + Send {
        located(async move {
            let mut rows = fetch::<M, S>(db, self.limit(2).into_parts()?).await?;
            match (rows.pop(), rows.is_empty()) {
                (Some(row), true) => Ok(row),
                (None, _) => Err(not_found::<M>()),
                (Some(_), false) => {
                    let message = "more than one row, where exactly one was asked for";
                    Err(Error::new(ErrorKind::MultipleFound, message).with_model(M::schema().name))
                }
            }
        })
    }

    /// The first row by the queryset's order, or by key where it has none. One statement.
    ///
    /// # Errors
    /// `Config` without an order where the model has no key; those of [`all`](Self::all).
    #[track_caller]
    pub fn first(self, db: &Db) -> impl Future<Output = Result<Option<S::Row>>> + Send {
        located(async move {
            let (mut select, loads, shape) = self.into_parts()?;
            in_some_order(&mut select, "first")?;
            first_of::<M, S>(db, (select, loads, shape)).await
        })
    }

    /// The last row by the queryset's order, or by key where it has none. One statement.
    ///
    /// # Errors
    /// `Unsupported` after a limit, where the last row would not be the first of the reverse; `Config` without an order where
    /// the model has no key; those of [`all`](Self::all).
    #[track_caller]
    pub fn last(self, db: &Db) -> impl Future<Output = Result<Option<S::Row>>> + Send {
        located(async move {
            let (mut select, loads, shape) = self.into_parts()?;
            if distinct::is_limited(&select) {
                let message = "`last` after a limit; reverse the order and take the first";
                return Err(Error::new(ErrorKind::Unsupported, message).with_model(M::schema().name));
            }
            in_some_order(&mut select, "last")?;
            turn(&mut select);
            first_of::<M, S>(db, (select, loads, shape)).await
        })
    }
}

impl<M: Table, S> QuerySet<M, S> {
    /// How many rows there are. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn count(self, db: &Db) -> impl Future<Output = Result<i64>> + Send {
        let select = self.into_select();
        located(async move {
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

    /// Whether there is a row. One statement.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn exists(self, db: &Db) -> impl Future<Output = Result<bool>> + Send {
        let select = self.into_select();
        located(exists(db, select))
    }

    /// Whether a row is among them: a row, a key, or a foreign key. One statement.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#contains>.
    ///
    /// # Errors
    /// Those of the database.
    #[track_caller]
    pub fn contains<W>(mut self, db: &Db, row: impl IntoKey<M, W>) -> impl Future<Output = Result<bool>> + Send
    where
        M: Keyed,
        S: Whole<M>,
    {
        self.restrict(Expr::own_key(self.select.model).is(row.into_key().into_value()));
        located(exists(db, self.into_select()))
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
        let (select, set) = (self.into_select(), assigns.assigns());
        Pending::new(async move {
            let (filter, via) = conditions(select?);
            let update = ast::Update { model: M::schema(), set, filter, via, returning: Vec::new() };
            if update.set.is_empty() {
                return Ok(0);
            }
            write::run_update(db, &update).await
        })
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
        let select = self.into_select();
        Pending::new(async move { delete_rows(db, select?).await })
    }
}

/// Deletes the rows of a query, and what goes with them.
pub(crate) async fn delete_rows(db: &Db, select: Select) -> Result<DeleteReport> {
    delete::delete(db, Root::Rows(select)).await
}

async fn exists(db: &Db, select: Result<Select>) -> Result<bool> {
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
}

async fn get_by_key<M: Table, S: Shape<M>>(set: QuerySet<M, S>, db: &Db, key: Value) -> Result<S::Row> {
    let (mut select, loads, shape) = set.into_parts()?;
    shape.plan(&mut select);
    loads.joins.plan(&mut select);
    let plain = select.filter.is_none() && select.via.is_none() && select.limit.is_none() && select.offset.is_none();
    let alone = matches!(&select.columns, Columns::Model(beside) if beside.is_empty());
    let statement = if plain && alone {
        sql::fixed::get(db.backend().dialect(), select.model, key)
    } else {
        if matches!(select.columns, Columns::Distinct(_)) && distinct::is_limited(&select) {
            return Err(distinct::condition_behind_a_limit().with_model(M::schema().name));
        }
        let is = Expr::own_key(select.model).is(key);
        restrict(&mut select, is);
        select.order.clear();
        sql::select(db.backend().dialect(), &select)?
    };
    let raw = collect::rows::<M, S>(db, statement, &shape, &loads.joins).await?;
    finish(db, raw, &loads, &shape).await?.pop().ok_or_else(not_found::<M>)
}

/// Runs a query, reads its rows and loads what it says.
pub(super) async fn fetch<M: Table, S: Shape<M>>(
    db: &Db,
    (mut select, loads, shape): (Select, Loads<M>, S),
) -> Result<Vec<S::Row>> {
    shape.plan(&mut select);
    loads.joins.plan(&mut select);
    let raw = collect::rows::<M, S>(db, sql::select(db.backend().dialect(), &select)?, &shape, &loads.joins).await?;
    finish(db, raw, &loads, &shape).await
}

pub(super) async fn finish<M: Table, S: Shape<M>>(
    db: &Db,
    raw: Vec<S::Raw>,
    loads: &Loads<M>,
    shape: &S,
) -> Result<Vec<S::Row>> {
    loads.run(db, S::heads(&raw)).await?;
    shape.finish(db, raw).wait().await
}

async fn first_of<M: Table, S: Shape<M>>(
    db: &Db,
    (mut select, loads, shape): (Select, Loads<M>, S),
) -> Result<Option<S::Row>> {
    select.limit = Some(select.limit.unwrap_or(1).min(1));
    Ok(fetch::<M, S>(db, (select, loads, shape)).await?.pop())
}

pub(super) fn not_found<M: Table>() -> Error {
    Error::new(ErrorKind::NotFound, "no such row").with_model(M::schema().name)
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
