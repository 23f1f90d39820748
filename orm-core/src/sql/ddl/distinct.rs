//! That no two things which the models bring have one name.

use super::names::name;
use super::{join_index, own_indexes, own_join_table};
use crate::error::{Error, ErrorKind};
use crate::schema::ModelSchema;

/// Tables and indexes share their names. Two models of one name in two modules get one table each only if one of them says
/// another name; and an index that is there by name would be passed over in silence, whatever it is on.
pub(super) fn names_twice(models: &[&'static ModelSchema]) -> Vec<Error> {
    let mut seen: Vec<(Option<&str>, String, &ModelSchema)> = Vec::new();
    let mut twice: Vec<(&ModelSchema, &ModelSchema, String)> = Vec::new();
    for model in models {
        // All that a model brings stands in its schema, its join tables too. Of one that says none, it may be any.
        let schema = model.schema;
        for made in names_of(model) {
            // The databases compare names without their case, or may do so.
            let is_it = |(at, name, _): &&(Option<&str>, String, _)| *at == schema && name.eq_ignore_ascii_case(&made);
            let other = seen.iter().find(is_it).map(|(.., other)| *other);
            // Of two tables of one name, all that they bring is called alike: it is told once.
            match other {
                Some(other) if twice.iter().any(|(a, b, _)| std::ptr::eq(*a, other) && std::ptr::eq(*b, *model)) => {}
                Some(other) => twice.push((other, model, made)),
                None => seen.push((schema, made, model)),
            }
        }
    }
    twice.into_iter().map(|(other, model, made)| told(&made, other, model)).collect()
}

fn told(made: &str, other: &ModelSchema, model: &ModelSchema) -> Error {
    let (a, b) = (format!("{}::{}", other.module, other.name), format!("{}::{}", model.module, model.name));
    let what = format!("the name \"{made}\" belongs to `{a}` and to `{b}`, for a table or an index");
    let help = "give one of them `#[model(table = \"..\")]`";
    Error::new(ErrorKind::Config, format!("{what}; {help}")).with_model(model.name)
}

/// What a model is called in the database, and what it brings along.
fn names_of(model: &'static ModelSchema) -> impl Iterator<Item = String> {
    let joins = model.relations.iter().filter_map(|relation| Some(own_join_table(relation)?.0));
    // The databases with a schema of names give a unique constraint the name of its index.
    let alone = model.columns.iter().enumerate().filter(|(at, column)| column.unique && !model.is_key(*at));
    let unique = alone.map(|(_, column)| name(&[model.table, column.name, "key"]));
    let together = model.uniques.iter().map(|set| set.name.to_owned());
    let own = own_indexes(model).map(|(_, column)| name(&[model.table, column.name, "idx"]));
    let beside = model.indexes.iter().map(|index| index.name.to_owned());
    let linked = joins.flat_map(|through| [through.table.to_owned(), join_index(through)]);
    let own = [model.table.to_owned()].into_iter().chain(unique).chain(together).chain(own).chain(beside);
    // What is there already may have any name, also that of another model's table.
    own.filter(|_| model.managed).chain(linked)
}
