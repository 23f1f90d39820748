//! `get_or_create` and `update_or_create`: the row of a unique key, whether it was there or not.
//!
//! Neither needs a transaction. Each step is one statement that decides for itself: an insert that finds the key taken does
//! nothing and says so, an update says whether there was a row. Between two steps the row can come or go by another task;
//! then the steps are done again. What this is not: it does not look for rows that no constraint makes unique, where two
//! tasks could make two of them. That is asked of the compiler, by [`UniqueKey`].

use super::{Pending, collect, graph, violation, write};
use crate::ast::{self, Compare, Expr, OnConflict, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Draft, Parts, Table, UniqueKey};
use crate::schema::{ColumnDef, Deferrable, ModelSchema, PathNode};
use crate::sql;
use crate::value::Value;

/// How often the row may come and go before it is given up.
const TRIES: u32 = 10;

/// The row of a unique key, or the one that is inserted: what a draft's `get_or_create` does.
///
/// # Errors
/// `Config` if the draft does not give a value for each field of the key; those of inserting.
#[track_caller]
pub fn get_or_create<'a, D: Draft, K: UniqueKey<D::Model>>(
    db: &'a Db,
    draft: D,
    key: K,
) -> Pending<'a, (D::Model, bool)> {
    // The token is its type.
    let _ = key;
    let upsert = Upsert::new::<D, K>(draft, "get_or_create");
    Pending::new(async move {
        let upsert = upsert?;
        for attempt in 0..TRIES {
            if let Some(row) = upsert.find(db).await? {
                return Ok((row, false));
            }
            if let Some(row) = upsert.insert(db, attempt).await? {
                return Ok((row, true));
            }
        }
        Err(upsert.restless())
    })
}

/// The row of a unique key with what was given, or the one that is inserted: what a draft's `update_or_create` does.
///
/// # Errors
/// `Config` if the draft does not give a value for each field of the key; those of updating and inserting.
#[track_caller]
pub fn update_or_create<'a, D: Draft, K: UniqueKey<D::Model>>(
    db: &'a Db,
    draft: D,
    key: K,
) -> Pending<'a, (D::Model, bool)> {
    let _ = key;
    let upsert = Upsert::new::<D, K>(draft, "update_or_create");
    Pending::new(async move {
        let upsert = upsert?;
        for attempt in 0..TRIES {
            if let Some(row) = upsert.update(db).await? {
                return Ok((row, false));
            }
            if let Some(row) = upsert.insert(db, attempt).await? {
                return Ok((row, true));
            }
        }
        Err(upsert.restless())
    })
}

/// A row that is there or comes.
struct Upsert {
    model: &'static ModelSchema,
    /// The columns of the unique key.
    key: Vec<&'static ColumnDef>,
    /// The key.
    condition: Expr,
    /// The other columns that were given.
    set: Vec<(&'static ColumnDef, Expr)>,
    /// The whole row, as it is inserted.
    values: Vec<Option<Value>>,
}

impl Upsert {
    fn new<D: Draft, K: UniqueKey<D::Model>>(draft: D, verb: &'static str) -> Result<Self> {
        let Parts { values: given, beside } = draft.parts();
        graph::refuse(&beside, verb)?;
        let mut values = given.clone();
        D::fill(&mut values);
        Self::of(D::Model::schema(), &K::positions(), given, values)
    }

    fn of(
        model: &'static ModelSchema,
        key: &[usize],
        given: Vec<Option<Value>>,
        values: Vec<Option<Value>>,
    ) -> Result<Self> {
        let mut terms = Vec::with_capacity(key.len());
        for &at in key {
            let column = &model.columns[at];
            let Some(Some(value)) = given.get(at).filter(|it| it.as_ref().is_none_or(|value| !value.is_null())) else {
                let message =
                    "the draft gives no value for this field of the key to look up (and NULL is never unique)";
                return Err(Error::new(ErrorKind::Config, message).with_model(model.name).with_field(column.field));
            };
            let column = Expr::Column(&PathNode::ROOT, column);
            terms.push(Expr::Compare(Compare::Equal, Box::new(column), Box::new(Expr::Bind(value.clone()))));
        }
        for (column, value) in model.columns.iter().zip(&values) {
            value.iter().try_for_each(|value| write::check_value(model, column, value))?;
        }
        let others = model.columns.iter().enumerate().zip(given).filter(|((at, _), _)| !key.contains(at));
        let set = others.filter_map(|((_, column), value)| Some((column, Expr::Bind(value?)))).collect();
        let mut terms = terms.into_iter();
        let first = terms.next().unwrap_or(Expr::All(Vec::new()));
        let condition = terms.fold(first, Expr::and);
        Ok(Self { model, key: key.iter().map(|&at| &model.columns[at]).collect(), condition, set, values })
    }

    async fn find<M: Table>(&self, db: &Db) -> Result<Option<M>> {
        let mut select = Select::all(self.model);
        select.filter = Some(self.condition.clone());
        let statement = sql::select(db.backend().dialect(), &select)?;
        Ok(collect::models::<M>(db, statement).await?.pop())
    }

    async fn update<M: Table>(&self, db: &Db) -> Result<Option<M>> {
        if self.set.is_empty() {
            return self.find(db).await;
        }
        let update = ast::Update {
            model: self.model,
            set: self.set.clone(),
            filter: Some(self.condition.clone()),
            via: None,
            returning: self.returning(db, |column| column),
        };
        let mut statement = sql::update(db.backend().dialect(), &update)?;
        statement.cost = sql::Cost::Point;
        if !db.backend().dialect().returns_rows() {
            return match db.execute(statement).await {
                Ok(0) => Ok(None),
                Ok(_) => self.find(db).await,
                Err(error) => Err(violation::of_update(db, &update, error).await),
            };
        }
        match collect::models::<M>(db, statement).await {
            Ok(mut rows) => Ok(rows.pop()),
            Err(error) => Err(violation::of_update(db, &update, error).await),
        }
    }

    /// What a write gives back, where it does.
    fn returning<T>(&self, db: &Db, each: fn(&'static ColumnDef) -> T) -> Vec<T> {
        let returns = db.backend().dialect().returns_rows();
        self.model.columns.iter().filter(|_| returns).map(each).collect()
    }

    /// The row as it was inserted; `None` if one with this key was there.
    ///
    /// The first time a row that has any of its unique values stands in the way without an error: where two tasks insert the same
    /// row, PostgreSQL may meet another of its constraints before the key's, and an error would end the transaction. If it turns
    /// out not to be the row of the key, the second time says whose it is.
    async fn insert<M: Table>(&self, db: &Db, attempt: u32) -> Result<Option<M>> {
        if !db.backend().dialect().names_conflicts() {
            return self.insert_or_find_taken(db).await;
        }
        let key = || self.key.iter().map(|column| column.name).collect();
        // One that is looked at later cannot be asked now, and then PostgreSQL wants to be told which can.
        let can_ask_all = self.model.uniques.iter().all(|it| it.deferrable == Deferrable::No);
        let on_conflict = if attempt == 0 && can_ask_all { OnConflict::Ignore } else { OnConflict::IgnoreOn(key()) };
        match collect::models::<M>(db, self.insert_statement(db, on_conflict)).await {
            Ok(mut rows) => Ok(rows.pop()),
            Err(error) => Err(violation::of_write(db, self.model, &self.row(), error).await),
        }
    }

    /// The same where an insert cannot say which key may be taken: that it was is an error, which names the key. Inside a
    /// transaction the insert stands in a part of its own, that the error ends instead.
    async fn insert_or_find_taken<M: Table>(&self, db: &Db) -> Result<Option<M>> {
        let statement = self.insert_statement(db, OnConflict::Fail);
        let inserted = if db.is_transaction() {
            db.transaction(async |tx| tx.execute(statement).await).await
        } else {
            db.execute(statement).await
        };
        let names: Vec<&str> = self.key.iter().map(|column| column.name).collect();
        match inserted {
            Ok(_) => self.find(db).await,
            Err(error) if sql::ddl::is_of_key(self.model, &names, &error) => Ok(None),
            // Of several keys that are taken the server names one. If this one is among them, it is the row that was looked for.
            Err(error) if error.kind() == ErrorKind::UniqueViolation && self.find::<M>(db).await?.is_some() => Ok(None),
            // Inserts of one key at once can stand in each other's way; alone they are done again.
            Err(error) if error.kind() == ErrorKind::Deadlock && !db.is_transaction() => Ok(None),
            Err(error) => Err(violation::of_write(db, self.model, &self.row(), error).await),
        }
    }

    fn insert_statement(&self, db: &Db, on_conflict: OnConflict) -> sql::Statement {
        let given = self
            .model
            .columns
            .iter()
            .zip(&self.values)
            .filter_map(|(column, value)| value.as_ref().map(|it| (column, it)));
        let (columns, row): (Vec<_>, Vec<_>) = given.map(|(column, value)| (column.name, value.clone())).unzip();
        let insert = ast::Insert {
            table: self.model.table_name(),
            columns,
            values: row,
            on_conflict,
            returning: self.returning(db, |column| column.name),
            model: Some(self.model),
        };
        sql::insert(db.backend().dialect(), insert)
    }

    fn row(&self) -> Vec<Value> {
        let null = |(column, value): (&ColumnDef, &Option<Value>)| value.clone().unwrap_or(Value::Null(column.ty));
        self.model.columns.iter().zip(&self.values).map(null).collect()
    }

    fn restless(&self) -> Error {
        let message = "the row came and went each time that it was looked for";
        Error::new(ErrorKind::Busy, message).with_model(self.model.name)
    }
}
