//! Loading related rows for many rows at once.

use super::collect;
use super::shape::{Entire, Shape};
use crate::ast::{Columns, Expr, Select, Via};
use crate::database::{Db, RowSink};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::schema::PathNode;
use crate::sql;
use crate::value::{Cells, ColumnType, Value};
use rustc_hash::FxHashMap;
use std::any::Any;

/// The rows of these keys, in no order. One statement; none for no keys.
pub(crate) async fn by_keys<T: Table>(db: &Db, keys: Vec<Value>) -> Result<Vec<T>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let model = T::schema();
    let mut select = Select::all(model);
    let key = Expr::Column(&PathNode::ROOT, &model.columns[model.key[0]]);
    select.filter = Some(Expr::In(Box::new(key), keys));
    collect::rows::<T, Entire>(db, sql::select(db.backend().dialect(), &select)?).await
}

/// The values of a query of one column.
pub(crate) async fn values(db: &Db, select: &Select, ty: ColumnType) -> Result<Vec<Value>> {
    let rows = rows_of_values(db, select, vec![ty]).await?;
    Ok(rows.into_iter().filter_map(|row| row.into_iter().next()).collect())
}

/// The values of a query of several columns, a row each.
pub(crate) async fn rows_of_values(db: &Db, select: &Select, types: Vec<ColumnType>) -> Result<Vec<Vec<Value>>> {
    collect::values(db, sql::select(db.backend().dialect(), select)?, types).await
}

/// The rows that a relation leads to from these source rows, by the place of each source. One statement; none for no
/// sources. Ordered as the model says.
pub(crate) async fn grouped<T: Table>(db: &Db, via: Via, sources: &[Value]) -> Result<FxHashMap<u32, Vec<T>>> {
    if sources.is_empty() {
        return Ok(FxHashMap::default());
    }
    let model = T::schema();
    let key_type = via.step.from().columns[via.step.from().key[0]].ty;
    let mut select = Select::all(model);
    select.columns = Columns::Model(Vec::new());
    select.order = super::queryset::own_order(model);
    select.via = Some(via);
    let places = places(sources);
    let sink = Box::new(Grouped::<T> { key_type, places, groups: FxHashMap::default(), peers: T::Peers::default() });
    let done = db.fetch(sql::select(db.backend().dialect(), &select)?, sink).await?;
    let grouped = done.into_any().downcast::<Grouped<T>>();
    grouped
        .map(|grouped| {
            let Grouped { groups, peers, .. } = *grouped;
            drop(peers);
            groups
        })
        .map_err(|_| Error::new(ErrorKind::Database, "the driver gave back another sink"))
}

/// What a key is found by. Keys are integers most of the time, so these are kept apart.
#[derive(Default)]
struct Places {
    integers: FxHashMap<i64, u32>,
    others: Vec<(Value, u32)>,
}

fn places(sources: &[Value]) -> Places {
    let mut places = Places::default();
    for (at, source) in (0..).zip(sources) {
        match source {
            Value::Int(_, key) => {
                places.integers.entry(*key).or_insert(at);
            }
            other => places.others.push((other.clone(), at)),
        }
    }
    places.others.sort_by(|(a, _), (b, _)| sort_key(a).cmp(sort_key(b)));
    places
}

/// Bytes that order values of one type somehow, always the same way.
fn sort_key(value: &Value) -> &[u8] {
    match value {
        Value::Text(text) | Value::Moment(_, text) => text.as_bytes(),
        Value::Bytes(bytes) => bytes,
        Value::Uuid(bytes) => bytes,
        Value::Bool(true) => &[1],
        _ => &[0],
    }
}

impl Places {
    fn find(&self, key: &Value) -> Option<u32> {
        match key {
            Value::Int(_, key) => self.integers.get(key).copied(),
            other => {
                let found = self.others.binary_search_by(|(probe, _)| sort_key(probe).cmp(sort_key(other)));
                found.ok().map(|at| self.others[at].1)
            }
        }
    }
}

/// Collects rows by the key that stands before each.
struct Grouped<T: Table> {
    key_type: ColumnType,
    places: Places,
    groups: FxHashMap<u32, Vec<T>>,
    peers: T::Peers,
}

impl<T: Table> RowSink for Grouped<T> {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let source = Value::read(self.key_type, cells, 0).map_err(|error| {
            Error::new(ErrorKind::SchemaMismatch, error.problem.to_string()).with_model(T::schema().name)
        })?;
        let mut at = 1;
        let row = <Entire as Shape<T>>::decode(cells, &mut at, &mut self.peers).map_err(|mut error| {
            error.at = error.at.saturating_sub(1);
            collect::cell_error(T::schema(), &error)
        })?;
        if let Some(place) = self.places.find(&source) {
            self.groups.entry(place).or_default().push(row);
        }
        Ok(())
    }
    fn restart(&mut self) {
        self.groups.clear();
        self.peers = T::Peers::default();
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}
