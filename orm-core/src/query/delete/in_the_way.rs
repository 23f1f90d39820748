//! Which rows stand in the way of a delete that was refused. It is asked afterwards, when everything is as it was.

use super::Root;
use super::graph::{Graph, Referrer, Rule};
use super::plan::Plan;
use super::selection::{Others, Selection};
use crate::ast::{Columns, Expr, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, InTheWay, Result};
use crate::query::collect;
use crate::schema::OnDelete;
use crate::sql;

/// The relations by which rows stand in the way, and how many rows each. A statement for each relation that may refuse.
///
/// Of a model without a key nobody knows whether its table refuses, or is a view of rows that are told of already. So it is
/// asked where nothing else is found.
pub(super) async fn find(db: &Db, graph: &Graph, plan: &Plan, root: &Root) -> Result<Vec<InTheWay>> {
    let selection = Selection::find(db, graph, plan, root, Others::May).await?;
    let mut found = Vec::new();
    let (known, perhaps): (Vec<_>, Vec<_>) = plan.may_refuse.iter().partition(|by| !by.model().key.is_empty());
    for asked in [known, perhaps] {
        for by in asked {
            let Some(filter) = condition(plan, &selection, by) else { continue };
            let count = Select { columns: Columns::Count, filter: Some(filter), ..Select::all(by.model()) };
            let rows = collect::number(db, sql::select(db.backend().dialect(), &count)?).await?.unwrap_or(0);
            if rows > 0 {
                let rows = u64::try_from(rows).unwrap_or(0);
                found.push(InTheWay::new(by.model().name, by.relation.name, rule(by), rows));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// Which rows of a relation stand in the way of what goes; `None` where nothing goes that they could refer to.
pub(super) fn condition(plan: &Plan, selection: &Selection, by: &Referrer) -> Option<Expr> {
    let referring = selection.referring(by);
    if referring.is_empty() {
        return None;
    }
    let mut filter = Expr::Any(referring);
    // A restricting row that goes too is in nobody's way.
    if matches!(by.rule(), Rule::Refuses) && plan.takes(by.source) {
        for part in selection.of(by.source) {
            filter = match part.is(by.model()) {
                Some(goes) => filter.and(goes.negated()),
                None => Expr::Any(Vec::new()),
            };
        }
    }
    Some(filter)
}

/// The rule as it is written on the field.
fn rule(by: &Referrer) -> &'static str {
    match by.relation.on_delete {
        OnDelete::Restrict => "restrict",
        OnDelete::DoNothing => "do_nothing",
        OnDelete::DbRestrict => "db_restrict",
        _ => "protect",
    }
}

/// The error that tells of them.
pub(super) fn told(root: &Root, refused: Error, rows: Vec<InTheWay>) -> Error {
    let listed: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let message = format!("rows that refer to it stand in the way: {}", listed.join(", "));
    let error = Error::new(ErrorKind::Protected, message).with_model(root.model().name).with_in_the_way(rows);
    coded(error, refused)
}

/// The error where the database refuses and no row is found that stands in the way.
pub(super) fn unexplained(root: &Root, refused: Error) -> Error {
    let message = "a row still refers to it: it was added meanwhile, or was set to what was to be deleted, or belongs to a \
                   model that this program does not link";
    let error = Error::new(ErrorKind::Protected, message).with_model(root.model().name);
    let error = match refused.constraint() {
        Some(constraint) => error.with_constraint(constraint.to_owned()),
        None => error,
    };
    coded(error, refused)
}

/// With what the database said, if it was the database that refused.
fn coded(error: Error, refused: Error) -> Error {
    if refused.database_code().is_none() && refused.sqlstate().is_none() {
        return error;
    }
    let error = match refused.database_code() {
        Some(code) => error.with_code(code),
        None => error,
    };
    let error = match refused.sqlstate() {
        Some(code) => error.with_sqlstate(code),
        None => error,
    };
    error.with_source(refused)
}
