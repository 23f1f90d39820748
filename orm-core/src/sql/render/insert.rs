//! INSERT.

use super::update_rows::given_rows;
use crate::ast::{Insert, OnConflict};
use crate::schema::{ModelSchema, TableName};
use crate::sql::writer::Alias;
use crate::sql::{Cost, Dialect, SqlWriter, Statement, Text};

/// New rows.
#[must_use]
pub fn insert(dialect: Dialect, it: Insert) -> Statement {
    let mut w = SqlWriter::new(dialect);
    let cost = if it.rows() > 64 { Cost::Bulk } else { Cost::Point };
    if let (false, Some(model)) = (dialect.names_conflicts(), it.model)
        && it.on_conflict != OnConflict::Fail
    {
        insert_new(&mut w, model, &it);
        return w.finish(cost, it.model);
    }
    insert_head(&mut w, it.table, &it.columns);
    if it.columns.is_empty() {
        w.raw(dialect.defaults_only());
    } else {
        w.rows(it.columns.len(), it.values);
    }
    match (&it.on_conflict, it.columns.first()) {
        // The only unique key is the one that may be taken; and a column that is set to itself is not written.
        (OnConflict::Ignore, Some(column)) if !dialect.names_conflicts() => {
            w.raw(" ON DUPLICATE KEY UPDATE ").ident(column).raw(" = ").ident(column);
        }
        (on_conflict, _) => insert_tail(&mut w, on_conflict, &it.returning),
    }
    if let Some(model) = it.model {
        advance_key(&mut w, model, &it.columns, &it.returning);
    }
    w.finish(cost, it.model)
}

/// New rows, and the same with these columns of theirs given back.
pub(crate) fn insert_both(dialect: Dialect, it: Insert, returning: &[&'static str]) -> (Statement, Text) {
    let statement = insert(dialect, it);
    let mut w = SqlWriter::new(dialect);
    insert_tail(&mut w, &OnConflict::Fail, returning);
    let text = [&*statement.text, &w.into_text()].concat();
    (statement, Text::Made(text.into()))
}

pub(in crate::sql) fn insert_head(w: &mut SqlWriter, table: TableName, columns: &[&'static str]) {
    w.raw("INSERT INTO ").table(table);
    if !columns.is_empty() {
        w.raw(" (").list(", ", columns, |w, column| {
            w.ident(column);
        });
        w.raw(")");
    }
}

pub(in crate::sql) fn insert_tail(w: &mut SqlWriter, on_conflict: &OnConflict, returning: &[&'static str]) {
    match on_conflict {
        OnConflict::Fail => {}
        OnConflict::Ignore => {
            w.raw(" ON CONFLICT DO NOTHING");
        }
        OnConflict::IgnoreOn(key) => {
            w.raw(" ON CONFLICT (").list(", ", key, |w, column| {
                w.ident(column);
            });
            w.raw(") DO NOTHING");
        }
        OnConflict::Update(key, set) => {
            w.raw(" ON CONFLICT (").list(", ", key, |w, column| {
                w.ident(column);
            });
            w.raw(") DO UPDATE SET ").list(", ", set, |w, column| {
                w.ident(column).raw(" = excluded.").ident(column);
            });
        }
    }
    if !returning.is_empty() {
        w.raw(" RETURNING ").list(", ", returning, |w, column| {
            w.ident(column);
        });
    }
}

/// A key that was given where the database makes keys: those that it makes have to stay above it.
pub(in crate::sql) fn advance_key(
    w: &mut SqlWriter,
    model: &ModelSchema,
    given: &[&'static str],
    returning: &[&'static str],
) {
    let before = if returning.is_empty() { " RETURNING " } else { ", " };
    for column in model.key_columns().filter(|column| column.auto && given.contains(&column.name)) {
        w.dialect().advance_key(w, before, model.table_name(), column.name);
    }
}

/// The rows whose keys are not taken, for a database that cannot leave the others out by itself, or not without passing over
/// other mistakes too. A key that is taken while the statement runs is an error; it is for the caller to do it again.
fn insert_new(w: &mut SqlWriter, model: &'static ModelSchema, it: &Insert) {
    let given = Alias::Numbered(1);
    w.about(model.table);
    insert_head(w, it.table, &it.columns);
    w.raw(" SELECT ").list(", ", 1..=it.columns.len() as u64, |w, n| {
        w.alias(given).raw(".column").number(n);
    });
    w.raw(" FROM ");
    given_rows(w, given, it.values.chunks(it.columns.len().max(1)));
    let taken: Vec<Vec<&str>> = match &it.on_conflict {
        OnConflict::IgnoreOn(key) | OnConflict::Update(key, _) => vec![key.clone()],
        OnConflict::Ignore | OnConflict::Fail => unique_keys(model),
    };
    // A key that has no value here gets one that is new, or NULL, which is nothing's equal.
    let taken = taken.iter().filter_map(|key| {
        let place = |column: &&str| it.columns.iter().position(|given| given == column).map(|at| at as u64 + 1);
        Some((key, key.iter().map(place).collect::<Option<Vec<_>>>()?))
    });
    for (n, (key, places)) in taken.enumerate() {
        w.raw(if n > 0 { " AND" } else { " WHERE" })
            .raw(" NOT EXISTS (SELECT 1 FROM ")
            .table(model.table_name())
            .raw(" WHERE ");
        w.list(" AND ", key.iter().zip(places), |w, (column, place)| {
            w.column(Alias::Table(model.table), column).raw(" = ").alias(given).raw(".column").number(place);
        });
        w.raw(")");
    }
}

/// The columns of each key that no two rows share.
pub(crate) fn unique_keys(model: &'static ModelSchema) -> Vec<Vec<&'static str>> {
    let key = model.key_columns().map(|column| column.name).collect();
    let alone = model.columns.iter().filter(|column| column.unique).map(|column| vec![column.name]);
    let together = model.uniques.iter().map(|set| set.columns.iter().map(|&at| model.columns[at].name).collect());
    let mut all = vec![key];
    all.extend(alone.chain(together).filter(|set| *set != all[0]).collect::<Vec<_>>());
    all
}
