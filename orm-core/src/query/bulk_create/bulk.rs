//! Rows to insert, without their type, in chunks of one statement each.
//!
//! A value is not copied: it moves from the draft into its chunk, goes with the statement and comes back from it, and moves on
//! into the row that is given back. What this is not: how chunks are sent, and which row an error is about, is
//! [`chunks`](super::super::chunks); how the keys of new rows are found is [`returned`].

use crate::ast::{self, OnConflict};
use crate::database::{Db, Errand};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Beside;
use crate::query::chunks::{self, Chunked, ROWS, Stopped};
use crate::query::graph::Parents;
use crate::query::returned::{self, Filled, How, Written};
use crate::query::{rows_given, violation, write};
use crate::schema::{ColumnDef, ModelSchema};
use crate::sql;
use crate::value::{Value, WrittenRows};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Rows to insert.
pub(crate) struct Bulk {
    model: &'static ModelSchema,
    rows: Vec<Vec<Option<Value>>>,
    on_conflict: OnConflict,
}

/// What came of it.
pub(crate) struct Inserted {
    /// How many rows were inserted, or set.
    pub(super) count: u64,
    parts: Vec<(Chunk, Filled)>,
}

/// How often rows are written again at most.
const TRIES: u32 = 10;

impl Bulk {
    pub(crate) fn new(
        model: &'static ModelSchema,
        rows: Vec<Vec<Option<Value>>>,
        refused: Option<Error>,
        on_conflict: OnConflict,
    ) -> Result<Self> {
        if let Some(refused) = refused {
            return Err(refused);
        }
        for (at, row) in rows.iter().enumerate() {
            for (column, value) in model.columns.iter().zip(row) {
                value
                    .iter()
                    .try_for_each(|value| write::check_value(model, column, value))
                    .map_err(|e| e.with_row(at))?;
            }
        }
        let rows = match on_conflict {
            // Of two drafts with one key the first counts, as it does where the database sees to it.
            OnConflict::Ignore => rows_given::first_of_each(rows, &sql::unique_keys(model), model),
            OnConflict::IgnoreOn(ref key) => rows_given::first_of_each(rows, std::slice::from_ref(key), model),
            OnConflict::Fail | OnConflict::Update(..) => rows,
        };
        Ok(Self { model, rows, on_conflict })
    }

    pub(crate) async fn insert(self, db: &Db) -> Result<Inserted> {
        let Self { model, rows, on_conflict } = self;
        let chunks = chunks_of(rows, db.backend().dialect().bulk_binds());
        let work = Work { model, on_conflict };
        let mut tries = 0;
        let answers = loop {
            match chunks::send_all(&work, db, &chunks).await {
                // Another task took a key between the look for it and the insert.
                Err(Stopped { error, .. }) if tries < work.tries(db, &error) => tries += 1,
                ended => break ended,
            }
        };
        match answers {
            Ok(answers) => {
                let count = answers.iter().map(|answer| answer.count).sum();
                let filled = answers.into_iter().map(|answer| answer.filled);
                Ok(Inserted { count, parts: chunks.into_iter().zip(filled).collect() })
            }
            Err(Stopped { error, row: None }) => Err(error.with_model(model.name)),
            Err(Stopped { error, row: Some(row) }) => {
                let Some(&place) = row.places.first() else { return Err(error) };
                Err(violation::of_write(db, model, &row.row(model, 0, &Filled::NOTHING), error).await.with_row(place))
            }
        }
    }
}

impl Inserted {
    /// The rows that something is saved with, and what. `beside` has it for each row, in order.
    pub(crate) fn with(&self, model: &ModelSchema, mut beside: Vec<Vec<Beside>>) -> Parents {
        let mut parents = Vec::new();
        for (chunk, filled) in &self.parts {
            for (n, &place) in chunk.places.iter().enumerate() {
                if let Some(beside) = beside.get_mut(place).map(std::mem::take).filter(|beside| !beside.is_empty()) {
                    parents.push((place, chunk.row(model, n, filled), beside));
                }
            }
        }
        parents.sort_by_key(|(place, ..)| *place);
        parents.into_iter().map(|(_, row, beside)| (row, beside)).collect()
    }

    /// Hands out each row, with its place: where a conflict was an error, it is as it was inserted.
    pub(super) fn each(
        self,
        model: &'static ModelSchema,
        row: &mut dyn FnMut(usize, &WrittenRows) -> Result<()>,
    ) -> Result<()> {
        for (chunk, filled) in self.parts {
            let Chunk { columns, places, values } = chunk;
            let values = values.into_inner().unwrap_or_else(PoisonError::into_inner);
            let mut rows = WrittenRows::new(values, &columns, model.columns.len(), model.key);
            for (n, place) in places.into_iter().enumerate() {
                rows.read(n, |at| filled.value(model, n, at).unwrap_or(Value::Null(model.columns[at].ty)));
                row(place, &rows)?;
            }
        }
        Ok(())
    }
}

/// Some rows that give the same columns.
struct Chunk {
    /// The columns, by their places in the model, which ascend.
    columns: Vec<usize>,
    /// The places of the rows among all that were given.
    places: Vec<usize>,
    /// The rows, one after the other. A statement has them while it runs.
    values: Mutex<Vec<Value>>,
}

impl Chunk {
    fn values(&self) -> MutexGuard<'_, Vec<Value>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A row, with NULL for what is not known of it.
    fn row(&self, model: &ModelSchema, row: usize, filled: &Filled) -> Vec<Value> {
        let (values, width) = (self.values(), self.columns.len());
        let value = |(at, column): (usize, &ColumnDef)| {
            let value = match self.columns.iter().position(|&it| it == at) {
                Some(at) => values.get(row * width + at).cloned(),
                None => filled.value(model, row, at),
            };
            value.unwrap_or(Value::Null(column.ty))
        };
        model.columns.iter().enumerate().map(value).collect()
    }
}

/// One statement for each.
fn chunks_of(rows: Vec<Vec<Option<Value>>>, binds: usize) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    // Of each set of columns the chunk that is being filled.
    let mut filling: Vec<usize> = Vec::new();
    let count = rows.len();
    for (place, row) in rows.into_iter().enumerate() {
        let gives = |chunk: &Chunk| {
            let given = row.iter().enumerate().filter(|(_, value)| value.is_some()).map(|(at, _)| at);
            given.eq(chunk.columns.iter().copied())
        };
        let group = filling.iter().position(|&at| gives(&chunks[at])).unwrap_or_else(|| {
            let columns = row.iter().enumerate().filter(|(_, value)| value.is_some()).map(|(at, _)| at).collect();
            filling.push(chunks.len());
            chunks.push(Chunk::of(columns, count - place, binds));
            filling.len() - 1
        });
        let full = &chunks[filling[group]];
        if full.places.len() >= full.most(binds) {
            let next = Chunk::of(full.columns.clone(), count - place, binds);
            filling[group] = chunks.len();
            chunks.push(next);
        }
        let chunk = &mut chunks[filling[group]];
        chunk.places.push(place);
        let values = chunk.values.get_mut().unwrap_or_else(PoisonError::into_inner);
        for value in row {
            values.extend(value);
        }
    }
    chunks
}

impl Chunk {
    /// Without rows yet, of which at most so many are to come.
    fn of(columns: Vec<usize>, rows: usize, binds: usize) -> Self {
        let mut it = Self { columns, places: Vec::new(), values: Mutex::default() };
        let rows = rows.min(it.most(binds));
        it.places.reserve(rows);
        it.values.get_mut().unwrap_or_else(PoisonError::into_inner).reserve(rows * it.columns.len());
        it
    }

    /// How many rows it takes at most. A row of defaults alone has no form for many rows.
    fn most(&self, binds: usize) -> usize {
        binds.checked_div(self.columns.len()).map_or(1, |rows| rows.clamp(1, ROWS))
    }
}

/// What is done with the chunks.
struct Work {
    model: &'static ModelSchema,
    on_conflict: OnConflict,
}

/// What came of a chunk.
struct Answer {
    count: u64,
    filled: Filled,
}

impl Work {
    /// Sends a chunk of which nothing is to be known but how many rows were inserted.
    async fn execute(&self, db: &Db, chunk: &Chunk) -> Result<u64> {
        let statement = sql::insert(db.backend().dialect(), self.statement(chunk, &[]));
        let answer = db.send(Errand::of(statement), None).await;
        *chunk.values() = answer.binds;
        answer.result.map(|done| done.changed)
    }

    /// Where an insert cannot say which key may be taken: what is to be set is set first, and then what is new is inserted.
    async fn execute_new(&self, db: &Db, chunk: &Chunk) -> Result<u64> {
        if let OnConflict::Update(key, set) = &self.on_conflict {
            let columns =
                |names: &[&str]| names.iter().filter_map(|name| self.model.column_named(name)).collect::<Vec<_>>();
            let (key, set) = (columns(key), columns(set));
            let is =
                |column: &ColumnDef| chunk.columns.iter().position(|&at| self.model.columns[at].name == column.name);
            let places: Vec<usize> = key.iter().chain(&set).filter_map(|column| is(column)).collect();
            let row = |row: &[Value]| places.iter().map(|&at| row[at].clone()).collect();
            let rows = chunk.values().chunks_exact(chunk.columns.len().max(1)).map(row).collect();
            let update = ast::UpdateRows { model: self.model, key, set, rows };
            db.execute(sql::update_rows(db.backend().dialect(), update)).await?;
        }
        let inserted = self.execute(db, chunk).await?;
        let all_count = matches!(self.on_conflict, OnConflict::Update(..));
        Ok(if all_count { chunk.places.len() as u64 } else { inserted })
    }

    /// The columns that the database has to tell, and the key to tell the rows apart by.
    fn asked(&self, chunk: &Chunk) -> Vec<usize> {
        let tells = |(at, column): &(usize, &ColumnDef)| {
            !chunk.columns.contains(at) && (column.auto || column.db_default.is_some())
        };
        let told: Vec<usize> = self.model.columns.iter().enumerate().filter(tells).map(|(at, _)| at).collect();
        if told.is_empty() {
            return told;
        }
        let key = self.model.key.iter().copied().filter(|at| !told.contains(at));
        key.chain(told.iter().copied()).collect()
    }

    /// The insert of a chunk, which gives its values away.
    fn statement(&self, chunk: &Chunk, returning: &[usize]) -> ast::Insert {
        let names = |places: &[usize]| places.iter().map(|&at| self.model.columns[at].name).collect();
        ast::Insert {
            table: self.model.table_name(),
            columns: names(&chunk.columns),
            values: std::mem::take(&mut *chunk.values()),
            on_conflict: self.on_conflict.clone(),
            returning: names(returning),
            model: Some(self.model),
        }
    }

    /// How often rows are written again after an error, that may be only about a key which may be taken: where the database could
    /// not be told so, another task can take it between the look for it and the insert.
    fn tries(&self, db: &Db, error: &Error) -> u32 {
        if db.backend().dialect().names_conflicts() || error.kind() != ErrorKind::UniqueViolation {
            return 0;
        }
        match &self.on_conflict {
            OnConflict::Fail => 0,
            OnConflict::Ignore => TRIES,
            OnConflict::IgnoreOn(key) | OnConflict::Update(key, _) if sql::ddl::is_of_key(self.model, key, error) => {
                TRIES
            }
            // Of several keys that are taken the server names one; this one may be among them.
            OnConflict::IgnoreOn(_) | OnConflict::Update(..) => 2,
        }
    }
}

impl Chunked for Work {
    type Chunk = Chunk;
    type Answer = Answer;

    async fn send(&self, db: &Db, chunk: &Chunk) -> Result<Answer> {
        let dialect = db.backend().dialect();
        if self.on_conflict != OnConflict::Fail {
            let executed = if dialect.names_conflicts() {
                self.execute(db, chunk).await
            } else {
                self.execute_new(db, chunk).await
            };
            // Where a conflict is no error it cannot be told which rows these are.
            return executed.map(|count| Answer { count, filled: Filled::NOTHING });
        }
        let asked = self.asked(chunk);
        let errand = match returned::how(dialect, self.model, &asked) {
            How::Returning => Errand::of(sql::insert(dialect, self.statement(chunk, &asked))),
            How::Afterwards => Errand::of(sql::insert(dialect, self.statement(chunk, &[]))),
            How::Keys => {
                let names: Vec<&'static str> = asked.iter().map(|&at| self.model.columns[at].name).collect();
                let (statement, text) = sql::insert_both(dialect, self.statement(chunk, &[]), &names);
                Errand { statement, returning: Some(text) }
            }
        };
        let written = Written { model: self.model, given: &chunk.columns, asked, rows: chunk.places.len() };
        let (values, filled) = returned::insert(db, errand, written).await;
        *chunk.values() = values;
        filled.map(|filled| Answer { count: chunk.places.len() as u64, filled })
    }
    fn rows(chunk: &Chunk) -> usize {
        chunk.places.len()
    }
    fn part(chunk: &Chunk, rows: Range<usize>) -> Chunk {
        let width = chunk.columns.len();
        let values = chunk.values().get(rows.start * width..rows.end * width).map(<[Value]>::to_vec);
        let places = chunk.places[rows].to_vec();
        Chunk { columns: chunk.columns.clone(), places, values: Mutex::new(values.unwrap_or_default()) }
    }
}
