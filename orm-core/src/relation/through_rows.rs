//! Links that are rows of a model: a many-to-many relation that goes through it.
//!
//! A pair that is linked is not linked again, whatever else its row holds; but a model without a unique constraint over
//! the two may hold several rows for a pair, which were made as rows of that model. Django's meaning:
//! <https://docs.djangoproject.com/en/stable/topics/db/models/#extra-fields-on-many-to-many-relationships>
//!
//! Below [`links`](super::links), which decides which pairs. **Invariant:** a row of the model is inserted, checked and
//! deleted like any other of that model, with its defaults, and its errors name it.

use super::links::{LinkValues, Pair};
use crate::ast::{self, Columns, Expr, OnConflict, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::query::bulk_create::Bulk;
use crate::query::{delete, load};
use crate::schema::{ModelSchema, Symmetry, Through};
use crate::sql;
use crate::value::Value;
use rustc_hash::FxHashSet;

/// Inserts a row for each pair that has none. Two statements, in one transaction; one where all are there. Where several
/// transactions write at a time, a constraint says so of a pair that came meanwhile, or the lock keeps it from coming.
pub(super) async fn add(
    db: &Db,
    ends: Ends,
    pairs: Vec<Pair>,
    beside: &LinkValues,
    lock: Option<sql::Statement>,
) -> Result<()> {
    db.transaction(async |tx| {
        if let (Some(lock), OnConflict::Fail) = (lock, ends.on_conflict()) {
            tx.execute(lock).await?;
        }
        let mut seen: FxHashSet<(Vec<u8>, Vec<u8>)> = FxHashSet::default();
        for (source, target) in ends.linked(&tx, &pairs).await? {
            seen.extend(identity(&source, &target));
        }
        let rows = pairs.into_iter().filter(|(source, target)| match identity(source, target) {
            Some(pair) => !seen.contains(&pair),
            // A value that is refused has to reach the insert, and be refused.
            None => true,
        });
        let rows: Vec<_> = rows.map(|(source, target)| ends.row(beside, source, target)).collect();
        if rows.is_empty() {
            return Ok(());
        }
        Bulk::new(ends.model, rows, None, ends.on_conflict())?.insert(&tx).await.map(drop)
    })
    .await
}

/// Deletes the rows of these links, as rows of the model. One statement.
pub(super) async fn remove(db: &Db, model: &'static ModelSchema, it: ast::Unlink) -> Result<u64> {
    let (near, far) = (columns(model, it.near.0)?, columns(model, it.far.0)?);
    let links = |near: &[usize], far: &[usize]| {
        let here = Expr::own(model, near).is(it.near.1.clone());
        match &it.far.1 {
            Some(keys) => here.and(Expr::own(model, far).among(keys.clone())),
            None => here,
        }
    };
    let filter = match it.symmetry {
        Symmetry::Directed => links(&near, &far),
        Symmetry::Symmetrical => Expr::Any(vec![links(&near, &far), links(&far, &near)]),
    };
    let mut select = Select::all(model);
    select.filter = Some(filter);
    delete::rows(db, Ok(select)).await.map(|report| report.of_model(model.name))
}

fn identity(source: &Value, target: &Value) -> Option<(Vec<u8>, Vec<u8>)> {
    Some((source.identity()?.into_owned(), target.identity()?.into_owned()))
}

/// The positions of these columns.
fn columns(model: &'static ModelSchema, names: &[&str]) -> Result<Vec<usize>> {
    let at = |name: &&str| model.columns.iter().position(|column| column.name == *name);
    names.iter().map(at).collect::<Option<Vec<_>>>().ok_or_else(|| {
        Error::new(ErrorKind::Config, "a relation goes through a column that this model does not have")
            .with_model(model.name)
    })
}

/// The two foreign keys of a through model that make its row a link.
pub(super) struct Ends {
    model: &'static ModelSchema,
    source: Vec<usize>,
    target: Vec<usize>,
}

impl Ends {
    pub(super) fn of(model: &'static ModelSchema, through: &Through) -> Result<Self> {
        let (source, target) = (columns(model, through.source_columns)?, columns(model, through.target_columns)?);
        Ok(Self { model, source, target })
    }

    /// Those links that there are, of the pairs and perhaps of some more. One statement.
    async fn linked(&self, db: &Db, pairs: &[Pair]) -> Result<Vec<Pair>> {
        let sources = super::links::distinct(pairs.iter().map(|(source, _)| source.clone()).collect());
        let targets = super::links::distinct(pairs.iter().map(|(_, target)| target.clone()).collect());
        let own = |columns: &[usize]| Expr::own(self.model, columns);
        let mut select = Select::all(self.model);
        select.columns = Columns::Exprs(vec![own(&self.source), own(&self.target)]);
        select.filter = Some(own(&self.source).among(sources).and(own(&self.target).among(targets)));
        let types = self.source.iter().chain(&self.target).map(|&at| self.model.columns[at].ty).collect();
        let rows = load::rows_of_values(db, &select, types).await?;
        let pair = |mut row: Vec<Value>| {
            let target = row.split_off(self.source.len().min(row.len()));
            (Value::of_parts(row), Value::of_parts(target))
        };
        Ok(rows.into_iter().map(pair).collect())
    }

    fn row(&self, beside: &LinkValues, source: Value, target: Value) -> Vec<Option<Value>> {
        let mut row = beside.clone();
        row.resize(self.model.columns.len(), None);
        for (&at, value) in
            self.source.iter().zip(source.into_parts()).chain(self.target.iter().zip(target.into_parts()))
        {
            row[at] = Some(value);
        }
        row
    }

    /// Where the model says that a pair is unique, one that another task links meanwhile stays. Violations of other
    /// constraints are errors.
    fn on_conflict(&self) -> OnConflict {
        let pair: Vec<usize> = self.source.iter().chain(&self.target).copied().collect();
        let both = |set: &&[usize]| set.len() == pair.len() && pair.iter().all(|at| set.contains(at));
        let sets = self.model.uniques.iter().map(|set| set.columns);
        match std::iter::once(self.model.key).chain(sets).find(both) {
            Some(set) => OnConflict::IgnoreOn(set.iter().map(|&at| self.model.columns[at].name).collect()),
            None => OnConflict::Fail,
        }
    }
}
