//! What the database put into rows that were written.
//!
//! Three ways, and [`how`] chooses: PostgreSQL gives it back by RETURNING; SQLite, MariaDB and MySQL tell the keys that they gave to
//! an insert's rows, which costs them nothing; what else MariaDB and MySQL filled in is asked for by these keys. What this is not: it
//! makes no statement. Start reading at [`insert`].

use super::{collect, rows_given};
use crate::ast::{Columns, Expr, Select};
use crate::database::{Answer, Db, Errand, Keys};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{ColumnDef, ModelSchema};
use crate::sql::{self, Dialect};
use crate::value::Value;
use rustc_hash::FxHashMap;

/// How it is found out what the database put into the rows of an INSERT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The statement gives it back.
    Returning,
    /// The driver tells the keys, and there is nothing else; of a table of which it cannot, a second text gives them back.
    Keys,
    /// It is asked for afterwards.
    Afterwards,
}

/// How, for these columns.
pub(super) fn how(dialect: Dialect, model: &ModelSchema, asked: &[usize]) -> How {
    let only_key = || asked.iter().all(|&at| is_made(model, at)) && model.key.len() == 1;
    match asked {
        [] => How::Returning,
        _ if !dialect.returns_rows() => How::Afterwards,
        _ if dialect.tells_keys() && only_key() => How::Keys,
        _ => How::Returning,
    }
}

/// Whether the database makes the key that this column is.
fn is_made(model: &ModelSchema, at: usize) -> bool {
    model.columns[at].auto && model.key.contains(&at)
}

/// The rows of one INSERT.
pub(super) struct Written<'a> {
    pub(super) model: &'static ModelSchema,
    /// The columns that they give.
    pub(super) given: &'a [usize],
    /// The columns that the database fills in.
    pub(super) asked: Vec<usize>,
    pub(super) rows: usize,
}

/// What the database put into them.
pub(super) struct Filled {
    /// The columns.
    asked: Vec<usize>,
    with: With,
}

enum With {
    Keys(Keys),
    /// The values of each row.
    Rows(Vec<Vec<Value>>),
}

impl Filled {
    pub(super) const NOTHING: Self = Self { asked: Vec::new(), with: With::Rows(Vec::new()) };

    /// What a column of a row was filled with.
    pub(super) fn value(&self, model: &ModelSchema, row: usize, column: usize) -> Option<Value> {
        let at = self.asked.iter().position(|&asked| asked == column)?;
        match &self.with {
            With::Rows(rows) => rows.get(row)?.get(at).cloned(),
            With::Keys(keys) => key(*keys, row).map(|key| Value::Int(model.columns[column].ty, key)),
        }
    }
}

fn key(keys: Keys, row: usize) -> Option<i64> {
    keys.step.checked_mul(i64::try_from(row).ok()?).and_then(|beyond| keys.first.checked_add(beyond))
}

/// Sends an INSERT, and finds out what it takes to know its rows. The values that were sent come back, also with an error. No
/// further statement, or one.
pub(super) async fn insert(db: &Db, errand: Errand, written: Written<'_>) -> (Vec<Value>, Result<Filled>) {
    let types = || written.asked.iter().map(|&at| written.model.columns[at].ty).collect();
    let sink = db.backend().dialect().returns_rows().then(|| collect::values_sink(types()));
    let Answer { binds, sink, result } = db.send(errand, sink).await;
    let done = match result {
        Ok(done) => done,
        Err(error) => return (binds, Err(error)),
    };
    let Written { model, given, asked, rows } = written;
    if asked.is_empty() {
        return (binds, Ok(Filled::NOTHING));
    }
    let given = |row: usize, column: usize| {
        let at = given.iter().position(|&it| it == column)?;
        binds.get(row * given.len() + at)
    };
    let with = match done.keys.filter(|_| asked.iter().all(|&at| is_made(model, at))) {
        // What was passed over without an error has no key.
        Some(_) if done.changed != rows as u64 => Err(untold(model)),
        Some(keys) => Ok(With::Keys(keys)),
        None if db.backend().dialect().returns_rows() => collect::values_of(sink).and_then(|answers| {
            rows_given::check_order(model, &asked, &answers, given, rows)?;
            Ok(With::Rows(answers))
        }),
        None => afterwards(db, model, done.keys, &asked, rows, given).await.map(With::Rows),
    };
    (binds, with.map(|with| Filled { asked, with }))
}

/// Asks for what was filled in, beside the keys.
async fn afterwards<'v>(
    db: &Db,
    model: &'static ModelSchema,
    keys: Option<Keys>,
    asked: &[usize],
    rows: usize,
    given: impl Fn(usize, usize) -> Option<&'v Value>,
) -> Result<Vec<Vec<Value>>> {
    let part = |row: usize, at: usize| match (given(row, at), keys.filter(|_| is_made(model, at))) {
        (Some(given), _) => Ok(given.clone()),
        (None, Some(keys)) => {
            key(keys, row).map(|key| Value::Int(model.columns[at].ty, key)).ok_or_else(|| untold(model))
        }
        (None, None) => Err(untold(model)),
    };
    let key_of = |row: usize| model.key.iter().map(|&at| part(row, at)).collect::<Result<_>>().map(Value::of_parts);
    let made = (0..rows).map(key_of).collect::<Result<Vec<Value>>>()?;
    let filled: Vec<usize> = asked.iter().copied().filter(|at| !model.key.contains(at)).collect();
    let mut by_key =
        if filled.is_empty() { FxHashMap::default() } else { filled_in(db, model, &filled, &made).await? };
    let mut all = Vec::with_capacity(rows);
    for key in made {
        let found = match key.identity().filter(|_| !filled.is_empty()) {
            None => Vec::new(),
            Some(identity) => by_key.remove(identity.as_ref()).ok_or_else(|| {
                Error::new(ErrorKind::NotFound, "the row was deleted as soon as it was inserted").with_model(model.name)
            })?,
        };
        let mut found = found.into_iter();
        let value = |&at: &usize| match model.key.iter().position(|&it| it == at) {
            Some(part) => key.parts().get(part).cloned(),
            None => found.next(),
        };
        all.push(asked.iter().filter_map(value).collect());
    }
    Ok(all)
}

/// These columns of the rows of these keys, by what tells the keys apart.
async fn filled_in(
    db: &Db,
    model: &'static ModelSchema,
    columns: &[usize],
    keys: &[Value],
) -> Result<FxHashMap<Vec<u8>, Vec<Value>>> {
    let asked: Vec<usize> = model.key.iter().chain(columns).copied().collect();
    let mut select = Select::all(model);
    select.columns = Columns::Exprs(vec![Expr::own(model, &asked)]);
    select.filter = Some(Expr::own_key(model).among(keys.to_vec()));
    let types = asked.iter().map(|&at| model.columns[at].ty).collect();
    let found = collect::values(db, sql::select(db.backend().dialect(), &select)?, types).await?;
    let mut by_key = FxHashMap::default();
    for mut values in found {
        let rest = values.split_off(model.key.len().min(values.len()));
        if let Some(identity) = Value::of_parts(values).identity() {
            by_key.insert(identity.into_owned(), rest);
        }
    }
    Ok(by_key)
}

/// What the key of a row is after an update: what of it was set to a value is that.
///
/// # Errors
/// `Unsupported` where it was computed, since the row could not be found again.
pub(super) fn key_after(model: &ModelSchema, key: Value, set: &[(&'static ColumnDef, Expr)]) -> Result<Value> {
    let after = |(column, before): (&'static ColumnDef, Value)| match set.iter().find(|(it, _)| it.name == column.name)
    {
        None => Ok(before),
        Some((_, Expr::Bind(value))) => Ok(value.clone()),
        Some(_) => {
            let message = "a key that is computed in the database, which does not give it back; set it to a value";
            Err(Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(column.field))
        }
    };
    model.key_columns().zip(key.into_parts()).map(after).collect::<Result<_>>().map(Value::of_parts)
}

fn untold(model: &ModelSchema) -> Error {
    Error::new(ErrorKind::Database, "the database did not tell the keys of all new rows").with_model(model.name)
}
