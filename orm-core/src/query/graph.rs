//! Rows with what is saved with them: children that lead to them, links to rows that are there, children of children.
//!
//! It goes level by level, and all rows of a level that lead to their parents by one relation go together, whatever number
//! of parents they have: so the number of statements is that of the relations, and not that of the rows. What this is not:
//! how many rows are inserted at once is `bulk_create`'s business, and how links are written that of `relation`.
//!
//! **Invariant:** all of it is written, or nothing.

use super::bulk_create::Bulk;
use super::write;
use crate::ast::OnConflict;
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Beside, Parts};
use crate::relation::Links;
use crate::schema::{ModelSchema, Step};
use crate::value::{Value, WrittenRows};

/// Inserts a row and what is saved with it. One statement for the row alone.
pub(crate) async fn insert(db: &Db, model: &'static ModelSchema, parts: Parts) -> Result<WrittenRows> {
    let Parts { values, beside } = parts;
    if beside.is_empty() {
        return write::insert(db, model, values).await;
    }
    // Apart, so that a row alone does not carry the room for what others bring along.
    Box::pin(db.transaction(async |tx| {
        let row = write::insert(&tx, model, values).await?;
        save_beside(&tx, model, vec![(row.to_values(), beside)]).await?;
        Ok(row)
    }))
    .await
}

/// Rows of one model, and what is saved with each.
pub(super) type Parents = Vec<(Vec<Value>, Vec<Beside>)>;

/// Saves what belongs to these rows. Call it inside of a transaction.
pub(super) async fn save_beside(tx: &Db, model: &'static ModelSchema, level: Parents) -> Result<()> {
    let mut level = vec![(model, level)];
    while !level.is_empty() {
        let Level { children, links } = Level::of(level);
        for LinkGroup { step, linked, beside } in links {
            Links::add_all(tx, step, linked, &beside).await?;
        }
        level = Vec::new();
        for Children { step, rows } in children {
            let (values, beside): (Vec<_>, Vec<_>) = rows.into_iter().map(|row| (row.values, row.beside)).unzip();
            let model = step.to();
            let inserted = Bulk::new(model, values, None, OnConflict::Fail)?.insert(tx).await?;
            let parents: Parents = inserted.with(model, beside);
            if !parents.is_empty() {
                level.push((model, parents));
            }
        }
    }
    Ok(())
}

/// What is told where a row cannot be saved with others.
pub(crate) fn refuse(beside: &[Beside], verb: &'static str) -> Result<()> {
    match beside.first() {
        None => Ok(()),
        Some(Beside::Rows(step, _) | Beside::Links(step, ..)) => {
            let message = format!("`{verb}` saves no related rows; say `save` or `bulk_create`, or save them after it");
            Err(Error::new(ErrorKind::Unsupported, message).with_model(step.from().name))
        }
    }
}

/// What is saved beside the rows of one level, by relation.
struct Level {
    children: Vec<Children>,
    links: Vec<LinkGroup>,
}

/// Rows that lead to rows of the level before.
struct Children {
    step: Step,
    rows: Vec<Parts>,
}

/// Links of rows of one level.
struct LinkGroup {
    step: Step,
    /// Each row, and the keys of those that it is linked with.
    linked: Vec<(Value, Vec<Value>)>,
    beside: Vec<Option<Value>>,
}

impl Level {
    fn of(level: Vec<(&'static ModelSchema, Parents)>) -> Self {
        let mut it = Self { children: Vec::new(), links: Vec::new() };
        let parents = level.into_iter().flat_map(|(model, parents)| parents.into_iter().map(move |it| (model, it)));
        for (model, (row, all)) in parents {
            for beside in all {
                match beside {
                    Beside::Rows(step, rows) => it.add_rows(step, rows, &row),
                    Beside::Links(step, keys, beside) => it.add_links(step, &model.key_of(&row), keys, beside),
                }
            }
        }
        it
    }

    fn add_rows(&mut self, step: Step, mut rows: Vec<Parts>, parent: &[Value]) {
        for row in &mut rows {
            for (&column, &referred) in step.relation.columns.iter().zip(step.relation.target_columns()) {
                if let Some(value) = parent.get(referred) {
                    row.set(column, value.clone());
                }
            }
        }
        match self.children.iter_mut().find(|group| group.step.is(step)) {
            Some(group) => group.rows.extend(rows),
            None => self.children.push(Children { step, rows }),
        }
    }

    fn add_links(&mut self, step: Step, key: &Value, keys: Vec<Value>, beside: Vec<Option<Value>>) {
        match self.links.iter_mut().find(|group| group.step.is(step)) {
            Some(group) => group.linked.push((key.clone(), keys)),
            None => self.links.push(LinkGroup { step, linked: vec![(key.clone(), keys)], beside }),
        }
    }
}
