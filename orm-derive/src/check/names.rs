//! Rules of names in the database.

use crate::ctxt::Ctxt;
use crate::ir::{Links, ManyToMany, Model, Name, Origin, Role};

/// The most bytes that a name can have on every database; PostgreSQL cuts a longer one, silently. (Those that we derive
/// are shortened by `lower`.)
const LONGEST_NAME: usize = 63;

/// A name that one database refuses, or changes, cannot be found again on another.
pub(super) fn check_names(cx: &Ctxt, model: &Model) {
    for name in written_names(model) {
        let (text, long) = (&name.text, name.text.len());
        if text.is_empty() {
            cx.error(name, "a name in the database cannot be empty\nhelp: leave it out for the default");
        } else if text.chars().any(char::is_control) {
            cx.error(name, "a name in the database cannot have control characters\nhelp: take them out");
        } else if long > LONGEST_NAME {
            cx.error(
                name,
                format!("the name is {long} bytes long, and PostgreSQL keeps {LONGEST_NAME}\nhelp: shorten it"),
            );
        }
    }
}

/// A value would be written twice, and one of the two lost. SQL does not tell `Name` from `name` everywhere.
pub(super) fn check_columns_differ(cx: &Ctxt, model: &Model) {
    let columns: Vec<_> = model.columns().collect();
    for (at, (_, name)) in columns.iter().enumerate() {
        let before = columns[..at].iter().find(|(_, other)| other.text.eq_ignore_ascii_case(&name.text));
        if let Some((other, _)) = before {
            cx.error(
                name,
                format!(
                    "the column `{}` is that of the field `{}` too\nhelp: say `column = \"..\"` with another name",
                    name.text,
                    other.shown()
                ),
            );
        }
    }
}

/// A second constraint of one name is refused by every database, but only when the tables are made.
pub(super) fn check_constraints_differ(cx: &Ctxt, model: &Model) {
    let written: Vec<_> = constraints(model).filter(|name| matches!(name.origin, Origin::Written(_))).collect();
    for (at, name) in written.iter().enumerate() {
        if written[..at].iter().any(|other| other.text.eq_ignore_ascii_case(&name.text)) {
            cx.error(
                name,
                format!(
                    "the name `{}` stands here twice\nhelp: give it another, or leave it out for the default",
                    name.text
                ),
            );
        }
    }
}

fn constraints(model: &Model) -> impl Iterator<Item = &Name> {
    let together = model.uniques.iter().chain(&model.indexes).map(|it| &it.name);
    together.chain(model.checks.iter().map(|it| &it.name))
}

fn written_names(model: &Model) -> impl Iterator<Item = &Name> {
    let join_tables = model.fields.iter().filter_map(|field| match &field.role {
        Role::ManyToMany(ManyToMany { links: Links::Own { table, .. }, .. }) => Some(table),
        _ => None,
    });
    let all = std::iter::once(&model.table)
        .chain(&model.schema)
        .chain(model.columns().map(|(_, name)| name))
        .chain(join_tables);
    all.chain(constraints(model)).filter(|name| matches!(name.origin, Origin::Written(_)))
}
