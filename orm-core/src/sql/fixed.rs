//! The statements that are the same each time, made once per model and kept with its schema.

use super::layout::Scope;
use super::render::{advance_key, insert_head, insert_tail};
use super::writer::Alias;
use super::{Cost, Dialect, Rendering, SqlWriter, Statement, Text, condition};
use crate::ast::{Columns, Expr, OnConflict, Select};
use crate::schema::ModelSchema;
use crate::value::{ColumnType, Value};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The texts of one model. They live as long as the program, as the model does.
#[derive(Debug, Default)]
struct Texts {
    statements: Mutex<FxHashMap<(Dialect, Which), &'static str>>,
    /// The columns, as each dialect quotes them. Apart, since every query needs them.
    columns: [OnceLock<String>; Dialect::ALL],
}

/// Which of the fixed statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Which {
    Get,
    Update,
    Delete,
    Lock,
    /// By the set of given columns, one bit each; the others that the database fills in are read back.
    Insert(u64),
    /// The same, and nothing is read back.
    InsertOnly(u64),
}

/// How many different sets of columns are remembered for one model. A program has as many as it has places that write;
/// the limit keeps a program that builds drafts from data from growing.
const INSERTS: usize = 64;

fn text(dialect: Dialect, model: &'static ModelSchema, which: Which, make: impl FnOnce() -> String) -> Text {
    let Some(texts) = model.texts.get_or_make(Texts::default) else { return Text::Made(make().into()) };
    let mut texts = texts.statements.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(text) = texts.get(&(dialect, which)) {
        return Text::Fixed(text);
    }
    if texts.len() >= INSERTS {
        return Text::Made(make().into());
    }
    let made: &'static str = Box::leak(make().into_boxed_str());
    texts.insert((dialect, which), made);
    Text::Fixed(made)
}

/// All columns of a model's own table.
pub(super) fn columns(w: &mut SqlWriter, model: &'static ModelSchema) {
    let dialect = w.dialect();
    let make = || {
        let mut w = SqlWriter::new(dialect);
        super::render::write_columns(&mut w, Alias::Table(model.table), model);
        w.into_text()
    };
    match model.texts.get_or_make(Texts::default) {
        Some(texts) => w.raw(texts.columns[dialect.place_among_all()].get_or_init(make)),
        None => super::render::write_columns(w, Alias::Table(model.table), model),
    };
}

/// The row of a key.
#[must_use]
pub(crate) fn get(dialect: Dialect, model: &'static ModelSchema, key: Value) -> Statement {
    let text = text(dialect, model, Which::Get, || {
        let mut select = Select::all(model);
        select.columns = Columns::Model(Vec::new());
        select.filter = Some(key_is(model));
        select_text(dialect, &select)
    });
    Statement::new(text, key.into_parts(), Cost::Point, Some(model))
}

/// `key = ?`; the bind that it carries only makes its place.
fn key_is(model: &'static ModelSchema) -> Expr {
    Expr::own_key(model).is(Value::of_parts(vec![Value::Bool(true); model.key.len()]))
}

fn select_text(dialect: Dialect, select: &Select) -> String {
    let mut w = SqlWriter::new(dialect);
    super::render::write_select(&mut w, select);
    w.into_text()
}

/// Every column of the row of a key, but the key.
#[must_use]
pub(crate) fn update(dialect: Dialect, model: &'static ModelSchema, mut values: Vec<Value>) -> Statement {
    let text = text(dialect, model, Which::Update, || {
        let mut w = SqlWriter::new(dialect);
        w.raw("UPDATE ").table(model.table_name()).raw(" SET ");
        let others = model.columns.iter().enumerate().filter(|(at, _)| !model.key.contains(at));
        if let (true, Some(key)) = (model.columns.len() == model.key.len(), model.key_columns().next()) {
            // A model that is nothing but its key: the statement only tells whether the row is there.
            w.ident(key.name).raw(" = ").ident(key.name);
        }
        w.list(", ", others, |w, (_, column)| {
            w.ident(column.name).raw(" = ").bind(Value::Null(ColumnType::Bool));
        });
        write_where_key(&mut w, model);
        w.into_text()
    });
    if let [key] = *model.key {
        let key = values.remove(key);
        values.push(key);
    } else {
        let key = model.key_of(&values);
        let mut at = 0..;
        values.retain(|_| at.next().is_some_and(|at| !model.key.contains(&at)));
        values.extend(key.into_parts());
    }
    Statement::new(text, values, Cost::Point, Some(model))
}

/// The row that the binds of an [`update`] are of, where the key comes last.
pub(crate) fn row_of_update(model: &ModelSchema, mut binds: Vec<Value>) -> Vec<Value> {
    let key = binds.split_off(binds.len().saturating_sub(model.key.len()));
    let mut places: Vec<(usize, Value)> = model.key.iter().copied().zip(key).collect();
    places.sort_by_key(|(at, _)| *at);
    // From the first on, so that each finds the columns before it in their places.
    for (at, value) in places {
        binds.insert(at.min(binds.len()), value);
    }
    binds
}

/// The row of a key goes.
#[must_use]
pub(crate) fn delete(dialect: Dialect, model: &'static ModelSchema, key: Value) -> Statement {
    let text = text(dialect, model, Which::Delete, || {
        let mut w = SqlWriter::new(dialect);
        w.raw("DELETE FROM ").table(model.table_name());
        write_where_key(&mut w, model);
        w.into_text()
    });
    Statement::new(text, key.into_parts(), Cost::Point, Some(model))
}

/// Holds the row of a key until the transaction ends, where more than one transaction can write at a time.
#[must_use]
pub(crate) fn lock(dialect: Dialect, model: &'static ModelSchema, key: Value) -> Option<Statement> {
    let words = dialect.lock_rows()?;
    let text = text(dialect, model, Which::Lock, || {
        let mut w = SqlWriter::new(dialect);
        w.raw("SELECT 1 FROM ").table(model.table_name());
        write_where_key(&mut w, model);
        w.raw(words);
        w.into_text()
    });
    Some(Statement::new(text, key.into_parts(), Cost::Point, Some(model)))
}

fn write_where_key(w: &mut SqlWriter, model: &'static ModelSchema) {
    let scope = Scope::of_table(model.table);
    w.raw(" WHERE ");
    condition(&mut Rendering::new(w), &scope, &key_is(model));
}

/// One row with these columns given; the others are the database's, and those that are named are read back.
#[must_use]
pub(crate) fn insert(
    dialect: Dialect,
    model: &'static ModelSchema,
    given: &[usize],
    values: Vec<Value>,
    returning: &[usize],
) -> Statement {
    let text = insert_text(dialect, model, given, returning);
    Statement::new(text, values, Cost::Point, Some(model))
}

/// The text of that.
#[must_use]
pub(crate) fn insert_text(dialect: Dialect, model: &'static ModelSchema, given: &[usize], returning: &[usize]) -> Text {
    let make = || {
        let names = |places: &[usize]| places.iter().map(|&at| model.columns[at].name).collect::<Vec<_>>();
        let (columns, returning) = (names(given), names(returning));
        let mut w = SqlWriter::new(dialect);
        insert_head(&mut w, model.table_name(), &columns);
        if columns.is_empty() {
            w.raw(dialect.defaults_only());
        } else {
            w.raw(" VALUES (").list(", ", &columns, |w, _| {
                w.bind(Value::Null(ColumnType::Bool));
            });
            w.raw(")");
        }
        insert_tail(&mut w, &OnConflict::Fail, &returning);
        advance_key(&mut w, model, &columns, &returning);
        w.into_text()
    };
    // A model with more than 64 columns has its insert made each time: it pays for the columns anyway.
    if model.columns.len() > 64 {
        return Text::Made(make().into());
    }
    let bits = given.iter().fold(0, |mask, at| mask | 1_u64 << at);
    text(dialect, model, if returning.is_empty() { Which::InsertOnly(bits) } else { Which::Insert(bits) }, make)
}
