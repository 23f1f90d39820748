//! What stands against making the tables of some models in a database. The compiler sees one model, and no database.

use super::distinct::names_twice;
use super::{foreign_key_name, kept_as, own_join_table};
use crate::error::{Error, ErrorKind};
use crate::schema::{CheckDef, Deferrable, IndexDef, ModelSchema, RelationDef};
use crate::sql::layout::{Aliases, Scope, asks_other_rows};
use crate::sql::{Dialect, check_columns};

/// All of it. `Config` where two models share a table's or an index's name, or a check speaks of another table;
/// `Unsupported` where the database has not what a column needs.
pub(crate) fn problems(dialect: Dialect, models: &[&'static ModelSchema]) -> Vec<Error> {
    let of_columns = |model: &&'static ModelSchema| check_columns(dialect, model).err();
    let mut all: Vec<_> = models.iter().filter_map(of_columns).collect();
    all.extend(names_twice(models));
    all.extend(models.iter().flat_map(|model| led_astray(dialect, model)));
    for &model in models.iter().filter(|model| model.managed) {
        all.extend((0..model.columns.len()).filter_map(|at| unbounded(dialect, model, at)));
        all.extend(deferred(dialect, model));
        all.extend(model.checks.iter().filter_map(|check| speaks_of_other_rows(model, check)));
    }
    all
}

/// The derive asks it of text that it sees as such; of one that another type's name hides, it cannot.
fn unbounded(dialect: Dialect, model: &'static ModelSchema, at: usize) -> Option<Error> {
    let column = &model.columns[at];
    let sets = model.uniques.iter().chain(model.indexes);
    let is_indexed = column.unique
        || column.index
        || model.key.contains(&at)
        || sets.into_iter().any(|set| set.columns.contains(&at));
    if (is_indexed || column.db_default.is_some()) && dialect.is_unbounded(kept_as(model, at)) {
        let message = "a text that is a key, unique, indexed or has a default in the database needs a `max_length` here: say \
                       `#[field(max_length = 100)]`";
        return Some(Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(column.field));
    }
    None
}

/// A foreign key from a schema to a table of which no schema is said would lead to a table beside its own.
fn led_astray(dialect: Dialect, model: &'static ModelSchema) -> Vec<Error> {
    if dialect.refers_from_the_connection() {
        return Vec::new();
    }
    let leads_away = |it: &&&'static RelationDef| {
        let (target, is_own) = ((it.target)(), own_join_table(it).is_some());
        let is_made = is_own || it.through.is_none() && model.managed;
        is_made && model.schema.is_some() && target.schema.is_none()
    };
    let told = |it: &&RelationDef| {
        let target = (it.target)().name;
        let message = format!(
            "`{target}` says no schema, and this database would look for its table in that of `{}`: say \
             `#[model(schema = \"..\")]` on `{target}` too, with the name of the database that it stands in",
            model.name
        );
        Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(it.name)
    };
    model.relations.iter().filter(leads_away).map(told).collect()
}

/// What is looked at when the transaction ends would mean something else where it is looked at sooner.
fn deferred(dialect: Dialect, model: &'static ModelSchema) -> Vec<Error> {
    let relations = model.relations.iter().filter(|it| it.deferrable != Deferrable::No && !dialect.defers_references());
    let uniques = model.uniques.iter().filter(|it| it.deferrable != Deferrable::No && !dialect.defers_uniques());
    let of_relation = |it: &&RelationDef| {
        let message = "this database looks at foreign keys at once, so none can be `deferrable` here: leave the word out, and \
                       where rows refer to each other make one of the keys an `Option`, to be set when both are there";
        let error = Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_field(it.name);
        error.with_constraint(foreign_key_name(model, it))
    };
    let of_unique = |it: &IndexDef| {
        let message = "of the databases PostgreSQL alone can wait with what is unique, so it cannot be `deferrable` here: leave \
                       the word out, and give rows that trade values another one in between";
        let error = Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_constraint(it.name);
        it.columns.iter().fold(error, |error, &at| error.with_field(model.columns[at].field))
    };
    relations.map(of_relation).chain(uniques.map(of_unique)).collect()
}

fn speaks_of_other_rows(model: &'static ModelSchema, check: &CheckDef) -> Option<Error> {
    let it = (check.condition)();
    let mut scope = Scope::of_table(model.table);
    scope.join_for(&it, &mut Aliases::default());
    if scope.joins().is_empty() && scope.first_to_many(&it).is_none() && !asks_other_rows(&it) {
        return None;
    }
    let message = "a check can speak only of columns of its own table, not of related rows";
    Some(Error::new(ErrorKind::Config, message).with_model(model.name).with_constraint(check.name))
}
