//! What is wrong with models and only all of them together can tell. The compiler sees one at a time.

use super::{LinkRows, ModelSchema, OnDelete, RelationDef, same_model};
use crate::error::{Error, ErrorKind};

/// All of it, each a `Config` that names model and field.
#[must_use]
pub fn problems(models: &[&'static ModelSchema]) -> Vec<Error> {
    let mut all = mixed_rules(models);
    all.extend(links_told_twice(models));
    all.extend(models.iter().filter_map(|model| without_a_first(model)));
    all.extend(circles_of_targets(models));
    all
}

fn problem(message: String, model: &ModelSchema, relation: &RelationDef) -> Error {
    Error::new(ErrorKind::Config, message).with_model(model.name).with_field(relation.name)
}

fn relations<'a>(
    models: &'a [&'static ModelSchema],
) -> impl Iterator<Item = (&'static ModelSchema, &'static RelationDef)> + 'a {
    models.iter().flat_map(|model| model.relations.iter().map(move |&it| (*model, it)))
}

/// Rows that the database takes along by itself (`db_cascade`) go without the library knowing. So what refers to them
/// cannot be left to the library: its rows would neither go along nor be set, and the database would refuse. Django's
/// fields.E323.
fn mixed_rules(models: &[&'static ModelSchema]) -> Vec<Error> {
    let mut all = Vec::new();
    for (taken, by) in relations(models).filter(|(_, it)| matches!(it.on_delete, OnDelete::DbCascade)) {
        let leans = |(_, it): &(_, &RelationDef)| same_model((it.target)(), taken) && is_ours(it);
        for (model, relation) in relations(models).filter(leans) {
            let (database, ours) = (format!("{}.{}", taken.name, by.name), format!("{}.{}", model.name, relation.name));
            let message = format!(
                "`{database}` is `db_cascade`, so the database takes rows of `{}` along by itself, and what `{ours}` says \
                 of that would not be done; say `db_cascade` or `db_set_null` on it too, or `cascade` on `{database}`",
                taken.name
            );
            all.push(problem(message, model, relation));
        }
    }
    all
}

/// Whether the library has something to do. Links are the database's too, and what stands in the way does so there.
fn is_ours(relation: &RelationDef) -> bool {
    let is_done = matches!(
        relation.on_delete,
        OnDelete::Cascade | OnDelete::SetNull | OnDelete::SetDefault(_) | OnDelete::Set(_)
    );
    is_done && relation.through.is_none()
}

/// Two many-to-many over the same rows of a through model are one relation with two names: each would change the other's
/// links behind its back. Django's models.E003.
fn links_told_twice(models: &[&'static ModelSchema]) -> Vec<Error> {
    let all: Vec<_> = relations(models).filter_map(|(model, it)| Some((model, it, links_of(it)?))).collect();
    let mut told = Vec::new();
    for (at, (model, relation, links)) in all.iter().enumerate() {
        let Some((other, before, _)) = all[..at].iter().find(|(_, _, before)| before.are(links)) else { continue };
        let message = format!(
            "its links are those of `{}.{}` already: the same rows of `{}`, by the same two foreign keys; leave one of the \
             two out, or name other foreign keys by `through_fields`",
            other.name, before.name, links.model.name
        );
        told.push(problem(message, model, relation));
    }
    told
}

/// The rows of a through model that a relation's links are, and their two ends.
struct Links {
    model: &'static ModelSchema,
    ends: [&'static [&'static str]; 2],
}

impl Links {
    fn are(&self, other: &Self) -> bool {
        let turned = [other.ends[1], other.ends[0]];
        same_model(self.model, other.model) && (self.ends == other.ends || self.ends == turned)
    }
}

fn links_of(relation: &'static RelationDef) -> Option<Links> {
    let through = relation.through.as_ref()?;
    let LinkRows::Model(model) = through.rows else { return None };
    Some(Links { model: model(), ends: [through.source_columns, through.target_columns] })
}

/// Rows in a circle are deleted one table after the other, once one of the circle's columns was emptied. The targets of a field
/// that always leads to a row cannot be, and unlike those of foreign keys that cannot be NULL, such circles have rows.
fn circles_of_targets(models: &[&'static ModelSchema]) -> Vec<Error> {
    let goes =
        |it: &&&RelationDef| matches!(it.on_delete, OnDelete::Cascade) && it.through.is_none() && !it.may_let_go();
    let leads_back = |relation: &RelationDef, model: &'static ModelSchema| {
        let (mut seen, mut at) = (vec![(relation.target)()], 0);
        while let Some(&place) = seen.get(at) {
            for next in place.relations.iter().filter(goes).map(|it| (it.target)()) {
                if !seen.iter().any(|it| same_model(it, next)) {
                    seen.push(next);
                }
            }
            at += 1;
        }
        seen.iter().any(|it| same_model(it, model))
    };
    let mut all = Vec::new();
    let targets = relations(models).filter(|(_, it)| it.one_of.is_some() && goes(&it));
    for (model, relation) in targets.filter(|(model, it)| !same_model((it.target)(), model)) {
        if leads_back(relation, model) {
            let message = format!(
                "rows of `{}` and `{}` can lead to each other in a circle, by fields that always lead to a row, so that a \
                 delete which takes all of them along could begin with none; make one of these fields an `Option`, or choose \
                 another `on_delete`",
                model.name,
                (relation.target)().name
            );
            all.push(problem(message, model, relation));
        }
    }
    all
}

/// A key that is another row's key, which is another row's, and so on in a circle: no row could be the first.
fn without_a_first(model: &'static ModelSchema) -> Option<Error> {
    let lent = |model: &'static ModelSchema| {
        let of_key = |it: &&&RelationDef| !it.columns.is_empty() && it.columns.iter().all(|at| model.key.contains(at));
        model.relations.iter().find(of_key).copied()
    };
    let first = lent(model)?;
    let mut path = vec![model];
    let mut at = (first.target)();
    while !path.iter().any(|seen| same_model(seen, at)) {
        path.push(at);
        at = (lent(at)?.target)();
    }
    // A circle further on is its own models' problem.
    if !same_model(at, model) {
        return None;
    }
    let names: Vec<_> = path.iter().chain([&model]).map(|model| format!("`{}`", model.name)).collect();
    let message = format!(
        "its key is another row's key, in a circle ({}), so that no row could be the first; give one of them a key of its own",
        names.join(", ")
    );
    Some(problem(message, model, first))
}
