//! Links of a join table, written from either side.

use crate::ast::{self, Expr, OnConflict, Output, Via};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{load, write};
use crate::schema::{ModelSchema, PathNode, Step, Through};
use crate::sql;
use crate::value::Value;
use rustc_hash::FxHashSet;

/// One row, and the hop from it to the rows that it is linked with.
#[derive(Clone, Debug)]
pub(super) struct Links {
    pub(super) step: Step,
    pub(super) near: Value,
}

impl Links {
    fn through(&self) -> Result<(&'static Through, &'static str, &'static str)> {
        let through = self
            .step
            .relation
            .through
            .as_ref()
            .ok_or_else(|| Error::new(ErrorKind::Unsupported, "this relation has no join table"))?;
        Ok(if self.step.reversed {
            (through, through.target_column, through.source_column)
        } else {
            (through, through.source_column, through.target_column)
        })
    }

    fn model(&self) -> &'static ModelSchema {
        self.step.from()
    }

    /// Restricts a query to the linked rows.
    pub(super) fn via(&self) -> Via {
        Via { step: self.step, sources: vec![self.near.clone()], output: Output::Rows }
    }

    /// Links rows; a link that is there stays as it is. One statement for each 1,000 rows.
    pub(super) async fn add(&self, db: &Db, keys: Vec<Value>) -> Result<()> {
        let (through, near, far) = self.through()?;
        let mut chunks = keys.chunks(1_000).map(|keys| ast::Insert {
            table: through.table,
            columns: vec![near, far],
            rows: keys.iter().map(|key| vec![self.near.clone(), key.clone()]).collect(),
            on_conflict: OnConflict::Ignore,
            returning: Vec::new(),
            model: None,
        });
        let dialect = db.backend().dialect();
        let added = match (chunks.next(), chunks.next()) {
            (None, _) => return Ok(()),
            (Some(only), None) => db.execute(sql::insert(dialect, only)).await.map(drop),
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(chunks);
                db.execute_all(all.map(|chunk| sql::insert(dialect, chunk)).collect()).await
            }
        };
        added.map_err(|error| self.named(error))
    }

    /// A link to a row that does not exist tells the relation, since the join table has no model to name.
    fn named(&self, error: Error) -> Error {
        let field = if self.step.reversed { self.step.relation.related_name } else { Some(self.step.relation.name) };
        let error = error.with_model(self.model().name).with_field(field.unwrap_or(self.step.relation.name));
        match error.kind() {
            ErrorKind::ForeignKeyViolation => {
                error.reworded(ErrorKind::ForeignKeyViolation, "one of the two rows to be linked does not exist")
            }
            _ => error,
        }
    }

    /// Takes links away; those that are not there are no error. One statement.
    pub(super) async fn remove(&self, db: &Db, keys: Vec<Value>) -> Result<u64> {
        if keys.is_empty() {
            return Ok(0);
        }
        let (through, near, far) = self.through()?;
        let it = ast::Unlink { table: through.table, near: (near, self.near.clone()), far: Some((far, keys)) };
        db.execute(sql::unlink(db.backend().dialect(), it)).await
    }

    /// Takes all links of the row away. One statement.
    pub(super) async fn clear(&self, db: &Db) -> Result<u64> {
        let (through, near, _) = self.through()?;
        let it = ast::Unlink { table: through.table, near: (near, self.near.clone()), far: None };
        db.execute(sql::unlink(db.backend().dialect(), it)).await
    }

    /// Makes these the linked rows. In one transaction; writes only what differs.
    pub(super) async fn set(&self, db: &Db, keys: Vec<Value>) -> Result<()> {
        let target = self.step.to();
        let mut current = ast::Select::all(target);
        current.columns = ast::Columns::Exprs(vec![Expr::Column(&PathNode::ROOT, &target.columns[target.key[0]])]);
        current.via = Some(self.via());
        let ty = target.columns[target.key[0]].ty;
        db.transaction(async |tx| {
            let linked = load::values(&tx, &current, ty).await?;
            let gone = without(&linked, &keys);
            let new = without(&keys, &linked);
            self.remove(&tx, gone).await?;
            self.add(&tx, new).await
        })
        .await
    }

    /// Inserts a row and links it, in one transaction.
    pub(super) async fn create<D: crate::model::Draft>(&self, db: &Db, draft: D) -> Result<D::Model> {
        let values = write::complete(draft);
        db.transaction(async |tx| {
            let row = write::insert::<D::Model>(&tx, values).await?;
            let key = crate::value::DbValue::encode(&crate::model::Table::key(&row));
            self.add(&tx, vec![key]).await?;
            Ok(row)
        })
        .await
    }
}

/// Those keys that are not among the others. By hash, since both may be many thousands.
fn without(keys: &[Value], others: &[Value]) -> Vec<Value> {
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
