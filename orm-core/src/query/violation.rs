//! Says which relation a violated foreign key is. SQLite says only that one is; PostgreSQL names it.
//!
//! It asks the database, so it works where that is still possible: inside a transaction the error has ended what can be
//! asked, and the relations that it may be are all named.

use super::collect;
use crate::ast::{Columns, Expr, Select, Update};
use crate::database::Db;
use crate::error::{Error, ErrorKind};
use crate::schema::{ColumnDef, ModelSchema, RelationDef, values_of};
use crate::sql;
use crate::value::Value;

/// After an insert or save of a whole row.
pub(super) async fn of_write(db: &Db, model: &'static ModelSchema, row: &[Value], error: Error) -> Error {
    let given: Vec<_> = model
        .relations
        .iter()
        .filter(|relation| relation.through.is_none())
        .map(|relation| (*relation, values_of(row, relation.columns)))
        .collect();
    of_given(db, model, given, error).await
}

/// After an update.
pub(super) async fn of_update(db: &Db, update: &Update, error: Error) -> Error {
    if error.sqlstate() == Some(NUMBER_OUT_OF_RANGE) {
        return of_range(update, error);
    }
    let given = update.model.relations.iter().filter(|relation| relation.through.is_none()).filter_map(|relation| {
        let set_to = |&at: &usize| {
            let column = update.model.columns[at].name;
            update.set.iter().find_map(|(set, value)| match value {
                Expr::Bind(value) if set.name == column => Some(value.clone()),
                _ => None,
            })
        };
        Some((*relation, Value::of_parts(relation.columns.iter().map(set_to).collect::<Option<_>>()?)))
    });
    of_given(db, update.model, given.collect(), error).await
}

/// The databases whose integers are as narrow as ours refuse what a column has no place for before any check is asked, and do
/// not say of which column. It is one that is computed: what is given has a type that fits.
fn of_range(update: &Update, error: Error) -> Error {
    let is_computed = |(column, value): &&(&'static ColumnDef, Expr)| {
        column.ty.range().is_some() && matches!(value, Expr::Arithmetic(..) | Expr::Column(..))
    };
    let computed: Vec<_> = update.set.iter().filter(is_computed).map(|(column, _)| *column).collect();
    if computed.is_empty() {
        return error;
    }
    let error = error.reworded(ErrorKind::CheckViolation, "the row does not hold what its table demands");
    let error = match computed.as_slice() {
        [only] => error.with_constraint(sql::ddl::constraint::range_name(update.model, only.name)),
        _ => error,
    };
    computed.iter().fold(error.with_model(update.model.name), |error, column| error.with_field(column.field))
}

/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
const NUMBER_OUT_OF_RANGE: &str = "22003";

const DANGLES: &str = "the row that it refers to does not exist";

async fn of_given(
    db: &Db,
    model: &'static ModelSchema,
    given: Vec<(&'static RelationDef, Value)>,
    error: Error,
) -> Error {
    if error.kind() != ErrorKind::ForeignKeyViolation {
        return error;
    }
    if error.field().is_some() {
        // The database says which.
        return error.reworded(ErrorKind::ForeignKeyViolation, DANGLES);
    }
    let mut given: Vec<_> = given.into_iter().filter(|(_, value)| !value.is_null()).collect();
    if given.len() > 1 && !db.is_transaction() {
        let mut dangling = Vec::new();
        for (relation, value) in &given {
            if there_is(db, relation, value).await == Some(false) {
                dangling.push((*relation, value.clone()));
            }
        }
        if !dangling.is_empty() {
            given = dangling;
        }
    }
    let error = error.reworded(ErrorKind::ForeignKeyViolation, DANGLES);
    let error = match given.as_slice() {
        [(only, _)] => error.with_constraint(sql::ddl::foreign_key_name(model, only)),
        _ => error,
    };
    given.iter().fold(error.with_model(model.name), |error, (relation, _)| error.with_field(relation.name))
}

/// Whether a row is there that a relation leads to from this value; `None` where it cannot be asked.
async fn there_is(db: &Db, relation: &RelationDef, value: &Value) -> Option<bool> {
    let model = (relation.target)();
    let mut select = Select::all(model);
    select.columns = Columns::One;
    select.limit = Some(1);
    select.filter = Some(Expr::own(model, relation.target_columns()).is(value.clone()));
    let statement = sql::select(db.backend().dialect(), &select).ok()?;
    collect::number(db, statement).await.ok().map(|found| found.is_some())
}
