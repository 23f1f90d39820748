//! What many rows that are written at once have to satisfy among themselves.

use crate::error::{Error, ErrorKind, Result};
use crate::schema::ModelSchema;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// Each draft has a value for each column of the key and for each that is set, and no two have the same key. Databases
/// differ where two have: one takes the last, another fails.
pub(super) fn check_drafts(
    model: &ModelSchema,
    rows: &[Vec<Option<Value>>],
    key: &[usize],
    set: &[usize],
) -> Result<()> {
    for (row, values) in rows.iter().enumerate() {
        for at in key.iter().chain(set) {
            if values[*at].is_none() {
                let message = "the draft gives no value for this field, which is part of the key or is to be set";
                let error = Error::new(ErrorKind::Config, message);
                return Err(error.with_model(model.name).with_field(model.columns[*at].field).with_row(row));
            }
        }
    }
    let keys = rows.iter().map(|row| key.iter().map(|&at| row[at].as_ref()).collect());
    check_distinct(model, keys)
}

/// No two of these keys are the same.
pub(super) fn check_distinct<'v>(
    model: &ModelSchema,
    keys: impl Iterator<Item = Vec<Option<&'v Value>>>,
) -> Result<()> {
    let mut seen = FxHashMap::default();
    for (row, key) in keys.enumerate() {
        // NULL is nothing's equal.
        let Some(key) = key.into_iter().map(|value| value.and_then(Value::identity)).collect::<Option<Vec<_>>>() else {
            continue;
        };
        if let Some(first) = seen.insert(key, row) {
            let message = format!("row {first} of those given has the same key; give each key once");
            return Err(Error::new(ErrorKind::Config, message).with_model(model.name).with_row(row));
        }
    }
    Ok(())
}

/// The answers stand in the order of the rows. No database promises it, so it is looked at: keys that were given are
/// those of the rows, keys that were made ascend.
pub(super) fn check_order<'v>(
    model: &ModelSchema,
    asked: &[usize],
    answers: &[Vec<Value>],
    given: impl Fn(usize, usize) -> Option<&'v Value>,
    rows: usize,
) -> Result<()> {
    let mut ordered = answers.len() == rows;
    for (place, &at) in asked.iter().enumerate().filter(|(_, at)| model.key.contains(at)) {
        let made = |n: usize| match answers.get(n).and_then(|answer| answer.get(place)) {
            Some(Value::Int(_, key)) => Some(*key),
            _ => None,
        };
        ordered &= (0..answers.len()).all(|n| match given(n, at) {
            Some(key) => answers[n].get(place) == Some(key),
            None => n == 0 || made(n - 1) < made(n),
        });
    }
    if ordered {
        return Ok(());
    }
    let message = "the database gave the new rows back in another order than they were given, or not all of them";
    Err(Error::new(ErrorKind::Database, message).with_model(model.name))
}
