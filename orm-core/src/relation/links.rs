//! Links of a many-to-many relation, written from either side.
//!
//! A link is a row of the relation's own join table, or of the model that it goes through; a symmetrical relation keeps
//! each as two. What this is not: rows of a through model, which may hold more than their two ends, are written in
//! [`through_rows`].
//!
//! **Invariant:** pairs are written in one order, whoever writes them, so that two writers never wait for each other.

use super::through_rows;
use crate::ast::{self, Expr, OnConflict, Output, Via};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Draft, Parts, Table};
use crate::query::{again, graph, load, write};
use crate::schema::{LinkRows, ModelSchema, Step, Symmetry, Through};
use crate::sql;
use crate::value::{ColumnType, Value, WrittenRows};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// One row, and the hop from it to the rows that it is linked with.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    pub(super) step: Step,
    pub(super) near: Value,
}

/// What a new link holds beside its two ends: for each column of the through model what was given, and nothing where the
/// table is the relation's own.
pub(crate) type LinkValues = Vec<Option<Value>>;

/// A link: the key of the relation's source, and that of its target.
pub(super) type Pair = (Value, Value);

impl Links {
    fn through(&self) -> Result<&'static Through> {
        let through = self.step.relation.through.as_ref();
        through.ok_or_else(|| Error::new(ErrorKind::Unsupported, "this relation has no join table"))
    }

    fn model(&self) -> &'static ModelSchema {
        self.step.from()
    }

    /// Restricts a query to the linked rows.
    pub(super) fn via(&self) -> Via {
        Via { step: self.step, sources: vec![self.near.clone()], output: Output::Rows }
    }

    /// Links rows; a link that is there stays as it is. One statement for each 1,000 rows of an own table; with a through
    /// model one before, that asks which are there.
    pub(super) async fn add(&self, db: &Db, keys: Vec<Value>, beside: &LinkValues) -> Result<()> {
        let pairs = self.pairs(self.through()?, keys);
        let lock = sql::fixed::lock(db.backend().dialect(), self.model(), self.near.clone());
        again(db, || self.add_pairs(db, pairs.clone(), beside, lock.clone())).await
    }

    /// Links several rows, each with rows of its own, by one relation.
    pub(crate) async fn add_all(
        db: &Db,
        step: Step,
        linked: Vec<(Value, Vec<Value>)>,
        beside: &LinkValues,
    ) -> Result<()> {
        let mut all = Self { step, near: Value::Null(ColumnType::I64) };
        let through = all.through()?;
        let mut pairs = Vec::new();
        for (near, keys) in linked {
            all.near = near;
            pairs.extend(all.pairs(through, keys));
        }
        all.add_pairs(db, pairs, beside, None).await
    }

    /// The lock is for a through model without a unique constraint, of which it is asked first what is there.
    async fn add_pairs(
        &self,
        db: &Db,
        mut pairs: Vec<Pair>,
        beside: &LinkValues,
        lock: Option<sql::Statement>,
    ) -> Result<()> {
        let through = self.through()?;
        if pairs.is_empty() {
            return Ok(());
        }
        pairs.sort_by(|a, b| order(&a.0, &b.0).then_with(|| order(&a.1, &b.1)));
        pairs.dedup();
        let added = match through.rows {
            LinkRows::Own(_) => insert_pairs(db, through, &pairs).await,
            LinkRows::Model(model) => {
                let ends = through_rows::Ends::of(model(), through)?;
                Box::pin(through_rows::add(db, ends, pairs, beside, lock)).await
            }
        };
        added.map_err(|error| self.named(error))
    }

    /// The pairs of new links, each once.
    fn pairs(&self, through: &Through, keys: Vec<Value>) -> Vec<Pair> {
        let mut pairs = Vec::with_capacity(keys.len());
        for key in distinct(keys) {
            let pair = if self.step.reversed { (key, self.near.clone()) } else { (self.near.clone(), key) };
            if through.symmetry == Symmetry::Symmetrical && pair.0 != pair.1 {
                pairs.push((pair.1.clone(), pair.0.clone()));
            }
            pairs.push(pair);
        }
        pairs
    }

    /// A link to a row that does not exist tells the relation, since the join table has no model to name. What is wrong
    /// with a row of a through model tells that model.
    fn named(&self, error: Error) -> Error {
        if error.model().is_some() && error.kind() != ErrorKind::ForeignKeyViolation {
            return error;
        }
        let field = if self.step.reversed { self.step.relation.related_name } else { Some(self.step.relation.name) };
        match error.kind() {
            ErrorKind::ForeignKeyViolation if error.model().is_some() => error,
            kind => {
                let error = error.with_model(self.model().name).with_field(field.unwrap_or(self.step.relation.name));
                match kind {
                    ErrorKind::ForeignKeyViolation => {
                        error.reworded(kind, "one of the two rows to be linked does not exist")
                    }
                    _ => error,
                }
            }
        }
    }

    /// Takes links away; those that are not there are no error. Gives how many went. One statement.
    pub(super) async fn remove(&self, db: &Db, keys: Vec<Value>) -> Result<u64> {
        if keys.is_empty() {
            return Ok(0);
        }
        let keys = distinct(keys);
        again(db, || self.unlink(db, Some(keys.clone()))).await
    }

    /// Takes all links of the row away. Gives how many went. One statement.
    pub(super) async fn clear(&self, db: &Db) -> Result<u64> {
        again(db, || self.unlink(db, None)).await
    }

    async fn unlink(&self, db: &Db, keys: Option<Vec<Value>>) -> Result<u64> {
        let through = self.through()?;
        let (near, far) = self.step.sides().map_or((&[][..], &[][..]), |(_, near, far)| (near, far));
        let it = ast::Unlink {
            table: through.table_name(),
            near: (near, self.near.clone()),
            far: (far, keys),
            symmetry: through.symmetry,
        };
        let gone = match through.rows {
            LinkRows::Own(_) => db.execute(sql::unlink(db.backend().dialect(), it)).await?,
            LinkRows::Model(model) => through_rows::remove(db, model(), it).await?,
        };
        Ok(match through.symmetry {
            Symmetry::Directed => gone,
            // Two rows are one link; that of a row with itself is one.
            Symmetry::Symmetrical => gone.div_ceil(2),
        })
    }

    /// Makes these the linked rows. In one transaction; writes only what differs.
    ///
    /// Where several transactions write at a time, the row is held first, so that of two that set at once one is the last. Pairs
    /// are added before any is taken away: who adds waits for nobody who holds a pair that is to go. Rows of a through model go
    /// first, since they may hold something unique that the new ones want.
    pub(super) async fn set(&self, db: &Db, keys: Vec<Value>, beside: &LinkValues) -> Result<()> {
        again(db, || self.set_once(db, &keys, beside)).await
    }

    async fn set_once(&self, db: &Db, keys: &[Value], beside: &LinkValues) -> Result<()> {
        let through = self.through()?;
        let target = self.step.to();
        let mut current = ast::Select::all(target);
        current.columns = ast::Columns::Exprs(vec![Expr::own_key(target)]);
        current.via = Some(self.via());
        let lock = sql::fixed::lock(db.backend().dialect(), self.model(), self.near.clone());
        db.transaction(async |tx| {
            if let Some(lock) = lock {
                tx.execute(lock).await?;
            }
            let linked = load::keys(&tx, &current).await?;
            let gone = without(&linked, keys);
            let new = without(keys, &linked);
            match through.rows {
                LinkRows::Own(_) => {
                    self.add_pairs(&tx, self.pairs(through, new), beside, None).await?;
                    self.remove(&tx, gone).await.map(drop)
                }
                LinkRows::Model(_) => {
                    self.remove(&tx, gone).await?;
                    self.add_pairs(&tx, self.pairs(through, new), beside, None).await
                }
            }
        })
        .await
    }

    /// Inserts a row and links it, in one transaction.
    pub(super) async fn create<D: Draft>(&self, db: &Db, draft: D, beside: &LinkValues) -> Result<D::Model> {
        write::written(&self.create_row(db, D::Model::schema(), write::complete(draft), beside).await?)
    }

    async fn create_row(
        &self,
        db: &Db,
        model: &'static ModelSchema,
        parts: Parts,
        beside: &LinkValues,
    ) -> Result<WrittenRows> {
        db.transaction(async |tx| {
            let row = graph::insert(&tx, model, parts).await?;
            let key = model.key_of(&row.to_values());
            self.add_pairs(&tx, self.pairs(self.through()?, vec![key]), beside, None).await?;
            Ok(row)
        })
        .await
    }
}

/// Pairs that are there stay.
async fn insert_pairs(db: &Db, through: &Through, pairs: &[Pair]) -> Result<()> {
    let mut chunks = pairs.chunks(1_000).map(|pairs| ast::Insert {
        table: through.table_name(),
        columns: [through.source_columns, through.target_columns].concat(),
        values: pairs
            .iter()
            .flat_map(|(source, target)| source.parts().iter().chain(target.parts()))
            .cloned()
            .collect(),
        on_conflict: OnConflict::Ignore,
        returning: Vec::new(),
        model: None,
    });
    let dialect = db.backend().dialect();
    match (chunks.next(), chunks.next()) {
        (None, _) => Ok(()),
        (Some(only), None) => db.execute(sql::insert(dialect, only)).await.map(drop),
        (Some(first), Some(second)) => {
            let all = [first, second].into_iter().chain(chunks);
            db.execute_all(all.map(|chunk| sql::insert(dialect, chunk)).collect()).await
        }
    }
}

/// Some order of keys of one type, always the same.
fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(_, a), Value::Int(_, b)) => a.cmp(b),
        _ => a.identity().cmp(&b.identity()),
    }
}

/// Those keys that are not among the others. By hash, since both may be many thousands.
pub(super) fn without(keys: &[Value], others: &[Value]) -> Vec<Value> {
    let others: FxHashSet<_> = others.iter().filter_map(Value::identity).collect();
    let is_new = |key: &&Value| key.identity().is_none_or(|it| !others.contains(&it));
    keys.iter().filter(is_new).cloned().collect()
}

/// Each key once, in the order of the first.
pub(super) fn distinct(keys: Vec<Value>) -> Vec<Value> {
    let is_first: Vec<bool> = {
        let mut seen = FxHashSet::default();
        keys.iter().map(|key| key.identity().is_none_or(|it| seen.insert(it))).collect()
    };
    keys.into_iter().zip(is_first).filter_map(|(key, is_first)| is_first.then_some(key)).collect()
}
