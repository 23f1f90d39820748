//! The rows that are joined, while the rows of a statement are read; and then into their fields.

use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::query::load::{JoinedTo, key_cells, key_in};
use crate::relation::{Fill, InField, Joined};
use crate::value::{CellError, Cells, ColumnType, Value};
use rustc_hash::FxHashSet;

/// What is joined to the rows of a statement. Where nothing is, there is nothing behind the pointer, as with what says it.
pub(in crate::query) struct JoinedRows<M>(Option<Box<dyn BranchRows<M>>>);

/// What is joined along several relations, one behind the other.
struct Side<M>(Vec<Box<dyn BranchRows<M>>>);

/// What is joined along one relation.
pub(super) trait BranchRows<M>: Send {
    /// How many cells it is, with what is beyond.
    fn width(&self) -> usize;
    /// Reads them from a position on; `source` is where the row begins that they are joined to.
    fn read(&mut self, cells: &dyn Cells, source: usize, at: usize) -> Result<()>;
    fn put(self: Box<Self>, sources: &[&M]);
}

impl<M> JoinedRows<M> {
    pub(super) const NONE: Self = Self(None);

    pub(super) fn of(branches: impl Iterator<Item = Box<dyn BranchRows<M>>>) -> Self
    where
        M: Table,
    {
        Self(Some(Box::new(Side(branches.collect()))))
    }

    pub(in crate::query) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn width(&self) -> usize {
        self.0.as_ref().map_or(0, |side| side.width())
    }

    /// Reads what is joined to one row, which begins at `source`, from a position on.
    pub(in crate::query) fn read(&mut self, cells: &dyn Cells, source: usize, at: usize) -> Result<()> {
        match &mut self.0 {
            Some(side) => side.read(cells, source, at),
            None => Ok(()),
        }
    }

    /// Puts what was read into the fields of the rows that it was joined to. Their peers have to know their keys by now.
    pub(in crate::query) fn put(self, sources: &[&M]) {
        if let Some(side) = self.0 {
            side.put(sources);
        }
    }
}

impl<M> BranchRows<M> for Side<M> {
    fn width(&self) -> usize {
        self.0.iter().map(|branch| branch.width()).sum()
    }

    fn read(&mut self, cells: &dyn Cells, source: usize, mut at: usize) -> Result<()> {
        for branch in &mut self.0 {
            branch.read(cells, source, at)?;
            at += branch.width();
        }
        Ok(())
    }

    fn put(self: Box<Self>, sources: &[&M]) {
        self.0.into_iter().for_each(|branch| branch.put(sources));
    }
}

/// What is joined along `R`.
pub(super) struct RowsAlong<R: InField> {
    rows: Vec<R::Target>,
    peers: <R::Target as Table>::Peers,
    /// Where a relation backwards leads to a row, the keys that it was joined to.
    sources: Vec<Value>,
    seen: Seen,
    width: usize,
    beyond: JoinedRows<R::Target>,
}

impl<R: InField> RowsAlong<R> {
    pub(super) fn new(beyond: JoinedRows<R::Target>) -> Self {
        Self {
            rows: Vec::new(),
            peers: Default::default(),
            sources: Vec::new(),
            seen: Seen::keys_of::<R::Target>(),
            width: R::Target::COLUMNS.len() + beyond.width(),
            beyond,
        }
    }

    fn read_row(&mut self, cells: &dyn Cells, source: usize, at: usize) -> Result<Found, CellError> {
        match self.seen.look(cells, at)? {
            Found::New => {}
            known => return Ok(known),
        }
        self.rows.push(R::Target::decode(cells, at, &mut self.peers)?);
        if R::STEP.reversed {
            self.sources.push(key_in(cells, source, &key_cells::<R::Source>())?);
        }
        Ok(Found::New)
    }
}

impl<R: InField> BranchRows<R::Source> for RowsAlong<R> {
    fn width(&self) -> usize {
        self.width
    }

    fn read(&mut self, cells: &dyn Cells, source: usize, at: usize) -> Result<()> {
        match self.read_row(cells, source, at) {
            Ok(Found::New) if self.beyond.is_empty() => Ok(()),
            Ok(Found::New) => self.beyond.read(cells, at, at + R::Target::COLUMNS.len()),
            // A row is joined to the same rows each time.
            Ok(Found::Before | Found::Nothing) => Ok(()),
            Err(error) => {
                let column = error.at.checked_sub(at).and_then(|at| R::Target::COLUMNS.get(at));
                let told = Error::new(ErrorKind::SchemaMismatch, error.problem.to_string());
                let told = told.with_model(R::Target::schema().name);
                Err(match column {
                    Some(column) => told.with_field(column.field),
                    None => told,
                })
            }
        }
    }

    fn put(self: Box<Self>, sources: &[&R::Source]) {
        let Self { rows, peers, sources: keys, beyond, .. } = *self;
        // The rows' own fields learn of their peers.
        drop(peers);
        if !beyond.is_empty() {
            beyond.put(&rows.iter().collect::<Vec<_>>());
        }
        let fields = sources.iter().filter_map(|row| R::field(row)).collect();
        R::Field::put(fields, Joined::new(JoinedTo { rows, keys }));
    }
}

/// Which rows were read already, by their keys.
struct Seen {
    key: Vec<(usize, ColumnType)>,
    integers: FxHashSet<i64>,
    others: FxHashSet<Box<[u8]>>,
}

/// What stands where a row may be joined.
enum Found {
    New,
    Before,
    Nothing,
}

impl Seen {
    fn keys_of<T: Table>() -> Self {
        Self { key: key_cells::<T>(), integers: FxHashSet::default(), others: FxHashSet::default() }
    }

    fn look(&mut self, cells: &dyn Cells, at: usize) -> Result<Found, CellError> {
        // No part of a key is NULL where there is a row.
        if self.key.first().is_some_and(|(key, _)| cells.is_null(at + key)) {
            return Ok(Found::Nothing);
        }
        let key = key_in(cells, at, &self.key)?;
        let is_new = match &key {
            Value::Int(_, number) => self.integers.insert(*number),
            other => other.identity().is_none_or(|key| self.others.insert(key.into())),
        };
        Ok(if is_new { Found::New } else { Found::Before })
    }
}
