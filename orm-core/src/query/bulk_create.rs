//! `bulk_create`: many rows in few statements, all of them or none.
//!
//! The drafts are grouped by which columns they give, since one statement has one list of columns; a group goes in chunks
//! of the size that a statement takes. What this is not: how chunks are sent, and which row an error is about, is
//! `chunks`.

use super::chunks::{self, Chunked, ROWS, Stopped};
use super::{Pending, QuerySet, collect, graph, returned, rows_given, violation, write};
use crate::ast::{self, OnConflict};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Beside, Draft, OwnColumns, Table, UniqueKey};
use crate::schema::{ColumnDef, ModelSchema};
use crate::sql;
use crate::value::{Value, ValueRow};
use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::ops::Range;

impl<M: Table> QuerySet<M> {
    /// Inserts drafts, in order, and gives their rows: what a loop of `save` would, in one transaction and one statement
    /// for each 1,000 rows that give the same fields.
    ///
    /// `.await` it, or say first what happens where a row is there already: [`ignore_conflicts`](BulkCreate::ignore_conflicts),
    /// [`on_conflict`](BulkCreate::on_conflict).
    ///
    /// # Errors
    /// Violations of constraints, whose [`row`](Error::row) says which draft it was, and nothing is inserted; `Unsupported`
    /// on a queryset that was narrowed.
    pub fn bulk_create<'a, D: Draft<Model = M>>(
        self,
        db: &'a Db,
        drafts: impl IntoIterator<Item = D>,
    ) -> BulkCreate<'a, M> {
        let parts = drafts.into_iter().map(write::complete).map(|parts| (parts.values, parts.beside));
        let (rows, beside) = parts.unzip();
        let refused = self.refuse_narrowed("bulk_create");
        BulkCreate { db, rows, beside, refused, of: PhantomData }
    }

    pub(super) fn refuse_narrowed(&self, verb: &'static str) -> Option<Error> {
        let select = &self.select;
        let narrowed =
            select.filter.is_some() || select.via.is_some() || select.limit.is_some() || select.offset.is_some();
        narrowed.then(|| {
            let message =
                format!("`{verb}` on a queryset that was narrowed; say `{}::objects().{verb}(..)`", select.model.name);
            Error::new(ErrorKind::Unsupported, message).with_model(select.model.name)
        })
    }
}

/// Drafts that are still to be inserted: `.await` it.
#[must_use = "nothing is sent before it is awaited"]
pub struct BulkCreate<'a, M> {
    db: &'a Db,
    rows: Vec<Vec<Option<Value>>>,
    /// What is saved with each.
    beside: Vec<Vec<Beside>>,
    refused: Option<Error>,
    of: PhantomData<fn() -> M>,
}

impl<M> fmt::Debug for BulkCreate<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BulkCreate of {} rows", self.rows.len())
    }
}

impl<'a, M: Table> IntoFuture for BulkCreate<'a, M> {
    type Output = Result<Vec<M>>;
    type IntoFuture = Pending<'a, Vec<M>>;
    #[track_caller]
    fn into_future(self) -> Self::IntoFuture {
        Pending::new(async move {
            let bulk = Bulk::new(M::schema(), self.rows, self.refused, OnConflict::Fail)?;
            let (mut peers, mut all) = (M::Peers::default(), Vec::with_capacity(bulk.rows.len()));
            for row in bulk.insert_with(self.db, self.beside).await? {
                let row = M::decode(&ValueRow(&row), 0, &mut peers);
                all.push(row.map_err(|error| collect::cell_error::<M, _>(&super::Entire, &error))?);
            }
            // It tells the rows' relation fields of their peers.
            drop(peers);
            Ok(all)
        })
    }
}

impl<'a, M: Table> BulkCreate<'a, M> {
    /// The rows, where they can be saved with no others: of one that is there already nobody knows what it has.
    fn alone(self, verb: &'static str) -> Result<Self> {
        self.beside.iter().try_for_each(|beside| graph::refuse(beside, verb))?;
        Ok(self)
    }

    /// Leaves rows that are there as they are, whichever unique constraint says so, and gives how many were inserted.
    ///
    /// # Errors
    /// Violations of other constraints, and nothing is inserted.
    #[track_caller]
    pub fn ignore_conflicts(self) -> Pending<'a, u64> {
        Pending::new(async move {
            let Self { db, rows, refused, .. } = self.alone("ignore_conflicts")?;
            let bulk = Bulk::new(M::schema(), rows, refused, OnConflict::Ignore)?;
            Ok(bulk.insert(db).await?.count)
        })
    }

    /// Says what happens to the row that has the same unique key: [`update`](OnKey::update), [`ignore`](OnKey::ignore).
    pub fn on_conflict<K: UniqueKey<M>>(self, key: K) -> OnKey<'a, M> {
        // The token is its type.
        let _ = key;
        OnKey { bulk: self, key: K::positions() }
    }
}

/// Drafts that are still to be inserted, and the unique key that their rows may have in common with rows that are there.
#[must_use = "say what happens to the row that is there: `update(..)` or `ignore()`"]
pub struct OnKey<'a, M> {
    bulk: BulkCreate<'a, M>,
    key: Vec<usize>,
}

impl<M> fmt::Debug for OnKey<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bulk.fmt(f)
    }
}

impl<'a, M: Table> OnKey<'a, M> {
    /// Sets these columns of the row that is there to what its draft gives, and gives how many rows were inserted or set.
    ///
    /// # Errors
    /// `Config` where two drafts have the same key, or a draft gives no value for the key or for a column that is set;
    /// violations of other constraints. Nothing is changed then.
    #[track_caller]
    pub fn update<C: OwnColumns<M>>(self, columns: C) -> Pending<'a, u64> {
        let _ = columns;
        let set = C::positions();
        Pending::new(async move {
            let model = M::schema();
            let Self { bulk, key } = self;
            let BulkCreate { db, rows, refused, .. } = bulk.alone("on_conflict")?;
            rows_given::check_drafts(model, &rows, &key, &set)?;
            let names = |positions: &[usize]| positions.iter().map(|&at| model.columns[at].name).collect();
            let bulk = Bulk::new(model, rows, refused, OnConflict::Update(names(&key), names(&set)))?;
            Ok(bulk.insert(db).await?.count)
        })
    }

    /// Leaves the row that is there, and gives how many were inserted.
    ///
    /// # Errors
    /// Violations of other constraints, and nothing is inserted.
    #[track_caller]
    pub fn ignore(self) -> Pending<'a, u64> {
        Pending::new(async move {
            let model = M::schema();
            let key = self.key.iter().map(|&at| model.columns[at].name).collect();
            let BulkCreate { db, rows, refused, .. } = self.bulk.alone("on_conflict")?;
            let bulk = Bulk::new(model, rows, refused, OnConflict::IgnoreOn(key))?;
            Ok(bulk.insert(db).await?.count)
        })
    }
}

/// Rows to insert, without their type.
pub(crate) struct Bulk {
    model: &'static ModelSchema,
    rows: Vec<Vec<Option<Value>>>,
    on_conflict: OnConflict,
}

/// What came of it.
pub(crate) struct Inserted {
    /// The rows, in order, where a conflict was an error.
    pub(crate) rows: Vec<Vec<Value>>,
    count: u64,
}

/// How often rows are written again at most.
const TRIES: u32 = 10;

/// Some rows that give the same columns, by their places.
pub(crate) struct Chunk {
    columns: Vec<usize>,
    places: Vec<usize>,
}

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

    /// The same, with what is saved with each row. In one transaction, if there is any.
    async fn insert_with(&self, db: &Db, beside: Vec<Vec<Beside>>) -> Result<Vec<Vec<Value>>> {
        if beside.iter().all(Vec::is_empty) {
            return Ok(self.insert(db).await?.rows);
        }
        Box::pin(db.transaction(async |tx| {
            let rows = self.insert(&tx).await?.rows;
            let level = rows.iter().cloned().zip(beside).filter(|(_, beside)| !beside.is_empty());
            graph::save_beside(&tx, self.model, level.collect()).await?;
            Ok(rows)
        }))
        .await
    }

    pub(crate) async fn insert(&self, db: &Db) -> Result<Inserted> {
        let chunks = self.chunks(db);
        let mut tries = 0;
        let answers = loop {
            match chunks::send_all(self, db, &chunks).await {
                // Another task took a key between the look for it and the insert.
                Err(Stopped { error, .. }) if tries < self.tries(db, &error) => tries += 1,
                ended => break ended,
            }
        };
        let answers = match answers {
            Ok(answers) => answers,
            Err(Stopped { error, row: None }) => return Err(error.with_model(self.model.name)),
            Err(Stopped { error, row: Some(row) }) => {
                let Some(&place) = row.places.first() else { return Err(error) };
                return Err(violation::of_write(db, self.model, &self.given(place), error).await.with_row(place));
            }
        };
        let mut done = Inserted { rows: vec![Vec::new(); self.rows.len()], count: 0 };
        for (chunk, answer) in chunks.iter().zip(answers) {
            done.count += answer.count;
            for (&place, row) in chunk.places.iter().zip(answer.rows) {
                done.rows[place] = row;
            }
        }
        Ok(done)
    }

    /// One statement for each.
    fn chunks(&self, db: &Db) -> Vec<Chunk> {
        let mut groups: Vec<Chunk> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let gives = |columns: &[usize]| {
                row.iter()
                    .enumerate()
                    .filter(|(_, value)| value.is_some())
                    .map(|(at, _)| at)
                    .eq(columns.iter().copied())
            };
            match groups.iter_mut().find(|group| gives(&group.columns)) {
                Some(group) => group.places.push(at),
                None => {
                    let columns = row.iter().enumerate().filter(|(_, value)| value.is_some()).map(|(at, _)| at);
                    groups.push(Chunk { columns: columns.collect(), places: vec![at] });
                }
            }
        }
        let limit = db.backend().dialect().bulk_binds();
        let split = |group: Chunk| {
            // A row of defaults alone has no form for many rows.
            let size = if group.columns.is_empty() { 1 } else { (limit / group.columns.len()).clamp(1, ROWS) };
            let chunks = group.places.chunks(size);
            chunks.map(|places| Chunk { columns: group.columns.clone(), places: places.to_vec() }).collect::<Vec<_>>()
        };
        groups.into_iter().flat_map(split).collect()
    }

    /// Where an insert cannot say which key may be taken: what is to be set is set first, and then what is new is inserted.
    async fn send_new(&self, db: &Db, chunk: &Chunk) -> Result<Inserted> {
        let dialect = db.backend().dialect();
        if let OnConflict::Update(key, set) = &self.on_conflict {
            let columns =
                |names: &[&str]| names.iter().filter_map(|name| self.model.column_named(name)).collect::<Vec<_>>();
            let (key, set) = (columns(key), columns(set));
            let place = |column: &&ColumnDef| self.model.columns.iter().position(|it| it.name == column.name);
            let places: Vec<usize> = key.iter().chain(&set).filter_map(place).collect();
            let row = |&at: &usize| places.iter().filter_map(|&column| self.rows[at][column].clone()).collect();
            let rows = chunk.places.iter().map(row).collect();
            db.execute(sql::update_rows(dialect, ast::UpdateRows { model: self.model, key, set, rows })).await?;
        }
        let inserted = db.execute(self.statement(db, chunk, &[])).await?;
        let all_count = matches!(self.on_conflict, OnConflict::Update(..));
        Ok(Inserted { rows: Vec::new(), count: if all_count { chunk.places.len() as u64 } else { inserted } })
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

    fn statement(&self, db: &Db, chunk: &Chunk, asked: &[usize]) -> sql::Statement {
        let name = |&at: &usize| self.model.columns[at].name;
        let row = |&place: &usize| chunk.columns.iter().filter_map(|&at| self.rows[place][at].clone()).collect();
        let insert = ast::Insert {
            table: self.model.table,
            columns: chunk.columns.iter().map(name).collect(),
            rows: chunk.places.iter().map(row).collect(),
            on_conflict: self.on_conflict.clone(),
            returning: asked.iter().map(name).collect(),
            model: Some(self.model),
        };
        sql::insert(db.backend().dialect(), insert)
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

    fn given(&self, place: usize) -> Vec<Value> {
        let columns = self.model.columns.iter().zip(&self.rows[place]);
        columns.map(|(column, value)| value.clone().unwrap_or(Value::Null(column.ty))).collect()
    }
}

impl Chunked for Bulk {
    type Chunk = Chunk;
    type Answer = Inserted;

    async fn send(&self, db: &Db, chunk: &Chunk) -> Result<Inserted> {
        let asked = if self.on_conflict == OnConflict::Fail { self.asked(chunk) } else { Vec::new() };
        if !db.backend().dialect().names_conflicts() && self.on_conflict != OnConflict::Fail {
            return self.send_new(db, chunk).await;
        }
        if !db.backend().dialect().returns_rows() {
            let done = db.done(self.statement(db, chunk, &[])).await?;
            let mut rows: Vec<_> = chunk.places.iter().map(|&place| self.given(place)).collect();
            returned::complete(db, self.model, done, &asked, &mut rows).await?;
            return Ok(Inserted { rows, count: done.changed });
        }
        let statement = self.statement(db, chunk, &asked);
        let rows = chunk.places.iter().map(|&place| self.given(place));
        if asked.is_empty() {
            let count = db.execute(statement).await?;
            // Where a conflict is no error it cannot be told which rows these are.
            let rows = if self.on_conflict == OnConflict::Fail { rows.collect() } else { Vec::new() };
            return Ok(Inserted { rows, count });
        }
        let types = asked.iter().map(|&at| self.model.columns[at].ty).collect();
        let answers = collect::values(db, statement, types).await?;
        let given = |n: usize, at: usize| self.rows[chunk.places[n]][at].as_ref();
        rows_given::check_order(self.model, &asked, &answers, given, chunk.places.len())?;
        let rows = rows.zip(answers).map(|(mut row, answer)| {
            for (&at, value) in asked.iter().zip(answer) {
                row[at] = value;
            }
            row
        });
        Ok(Inserted { count: chunk.places.len() as u64, rows: rows.collect() })
    }
    fn rows(chunk: &Chunk) -> usize {
        chunk.places.len()
    }
    fn part(chunk: &Chunk, rows: Range<usize>) -> Chunk {
        Chunk { columns: chunk.columns.clone(), places: chunk.places[rows].to_vec() }
    }
}
