//! Rows one after the other, in memory that does not grow with them.
//!
//! The statement stays open, and its rows come in chunks; what is loaded for rows is loaded for the chunk. What this is not:
//! how a database holds a statement open is the business of [`Cursor`]. Start reading at [`RowStream`].

use super::collect;
use super::loads::Loads;
use super::terminals::{finish, plan};
use super::{Entire, QuerySet, Shape};
use crate::ast::Select;
use crate::database::{Cursor, Db, Rest, caller};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::sql;
use futures_core::Stream;
use std::future::poll_fn;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How many rows are read at a time, unless the stream says otherwise: as many as share one load.
const CHUNK: usize = 1_000;

impl<M: Table, S: Shape<M>> QuerySet<M, S> {
    /// The rows one after the other, in order, in memory that does not grow with their number.
    ///
    /// ```
    /// # use orm_core::database::Db;
    /// # use orm_core::model::Table;
    /// # use orm_core::query::QuerySet;
    /// # async fn example<Cat: Table>(cats: QuerySet<Cat>, db: &Db) -> orm_core::error::Result<()> {
    /// let mut cats = cats.stream(db);
    /// while let Some(cat) = cats.next().await {
    ///     let cat = cat?;
    /// #   drop(cat);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// One statement, sent when the first row is asked for; and for each chunk of 1,000 rows
    /// ([`chunk_size`](RowStream::chunk_size)) one more for each relation that is loaded by `load`, or stands beside by `with`
    /// and leads to many. The rows of a chunk are each other's peers. What the rows hold is one state of the database, that of
    /// the first; what is loaded for a chunk is read later.
    ///
    /// The stream holds a connection until it is read to its end or dropped, and while it loads a second one. It is a
    /// [`Stream`], and has a [`next`](RowStream::next) of its own. Dropped at any time, it leaves the pool whole.
    ///
    /// In a transaction it is all that runs: until it is read to its end or dropped, every other statement of the
    /// transaction is refused (`Unsupported`), and so is a stream of it that would load relations for each chunk. What is
    /// joined is not: `load(Cat.owner.joined())`, or `with` a relation to one row. Dropping it while a row is waited for ends the transaction.
    ///
    /// # Errors
    /// Those of [`all`](Self::all). An error ends the stream, and the rows of its chunk do not come.
    #[track_caller]
    pub fn stream(self, db: &Db) -> RowStream<'_, M, S> {
        let line = Location::caller();
        let (loads, shape) = (self.loads.clone(), self.shape.clone());
        let reader = Reader { db, line, source: Source::Query(self.into_select()), loads, shape };
        RowStream { ready: Vec::new().into_iter(), chunk: CHUNK, at: At::Rest(reader) }
    }
}

/// The rows of a queryset, one after the other. Made by [`QuerySet::stream`].
#[must_use = "a stream sends nothing before its first row is asked for"]
pub struct RowStream<'a, M: Table, S: Shape<M> = Entire> {
    /// What is left of the chunk that was read last.
    ready: std::vec::IntoIter<S::Row>,
    chunk: usize,
    at: At<'a, M, S>,
}

#[allow(clippy::large_enum_variant, reason = "a stream has one, and a box would be made anew for each chunk")]
enum At<'a, M: Table, S: Shape<M>> {
    Rest(Reader<'a, M, S>),
    Reading(Pin<Box<dyn Future<Output = Read<'a, M, S>> + Send + 'a>>),
    End,
}

/// A chunk, and the reader if there may be more.
type Read<'a, M, S> = (Result<Vec<<S as Shape<M>>::Row>>, Option<Reader<'a, M, S>>);

impl<M: Table, S: Shape<M>> RowStream<'_, M, S> {
    /// Reads so many rows at a time: fewer where they are large, more where loading has to take fewer statements. It is
    /// 1,000 unless this is said, and at least one.
    pub fn chunk_size(mut self, rows: usize) -> Self {
        self.chunk = rows.max(1);
        self
    }

    /// The next row; `None` at the end. The future can be dropped, and the row comes from the next call.
    #[allow(clippy::should_implement_trait, reason = "every stream has a `next`, and it is not an iterator's")]
    pub fn next(&mut self) -> impl Future<Output = Option<Result<S::Row>>> + Send {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
    }
}

impl<M: Table, S: Shape<M>> Stream for RowStream<'_, M, S> {
    type Item = Result<S::Row>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.ready.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            match &mut self.at {
                At::End => return Poll::Ready(None),
                At::Reading(work) => {
                    let (rows, reader) = ready!(work.as_mut().poll(cx));
                    self.at = reader.map_or(At::End, At::Rest);
                    match rows {
                        Ok(rows) => self.ready = rows.into_iter(),
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                At::Rest(_) => {
                    let At::Rest(reader) = std::mem::replace(&mut self.at, At::End) else { continue };
                    let (line, chunk) = (reader.line, self.chunk);
                    self.at = At::Reading(Box::pin(caller::at(line, reader.next(chunk))));
                }
            }
        }
    }
}

/// It is never pinned itself: what has to be is in a box.
impl<M: Table, S: Shape<M>> Unpin for RowStream<'_, M, S> {}

impl<M: Table, S: Shape<M>> std::fmt::Debug for RowStream<'_, M, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RowStream of {}", M::schema().name)
    }
}

/// Reads chunks.
struct Reader<'a, M: Table, S: Shape<M>> {
    db: &'a Db,
    line: &'static Location<'static>,
    source: Source,
    loads: Loads<M>,
    shape: S,
}

enum Source {
    /// The statement is not sent yet.
    Query(Result<Select>),
    Open(Cursor),
}

impl<'a, M: Table, S: Shape<M>> Reader<'a, M, S> {
    async fn next(self, chunk: usize) -> Read<'a, M, S> {
        let Self { db, line, source, loads, shape } = self;
        let mut cursor = match source {
            Source::Open(cursor) => cursor,
            Source::Query(query) => match open(db, query, &loads, &shape).await {
                Ok(cursor) => cursor,
                Err(error) => return (Err(error), None),
            },
        };
        let (raw, rest) = match collect::chunk::<M, S>(&mut cursor, chunk, &shape, &loads.joins).await {
            Ok(read) => read,
            Err(error) => return (Err(error), None),
        };
        // At its end its connection is free, and may be the one that loads.
        let cursor = match rest {
            Rest::More => Some(cursor),
            Rest::Done => None,
        };
        match finish::<M, S>(db, raw, &loads, &shape).await {
            Ok(rows) => (Ok(rows), cursor.map(|cursor| Self { db, line, source: Source::Open(cursor), loads, shape })),
            Err(error) => (Err(error), None),
        }
    }
}

async fn open<M: Table, S: Shape<M>>(db: &Db, query: Result<Select>, loads: &Loads<M>, shape: &S) -> Result<Cursor> {
    let mut select = query?;
    if db.is_transaction() && (loads.ask() || shape.asks()) {
        let message = "a stream of a transaction that loads relations for each chunk: the transaction has one connection, \
                       and the stream has it; stream outside of the transaction, or take the rows by `all`";
        return Err(Error::new(ErrorKind::Unsupported, message).with_model(M::schema().name));
    }
    plan(&mut select, shape, &loads.joins);
    db.cursor(sql::select(db.backend().dialect(), &select)?).await
}
