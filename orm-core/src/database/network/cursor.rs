//! A statement that stays open and gives its rows in pieces.
//!
//! The rows are read off the connection as they are wanted, so the network holds the server back and memory stays small. The
//! statement runs as one future that owns its link and rests between two pieces; [`Exchange`] is where it and
//! [`OpenCursor::next`] meet. What this is not: a cursor of the server's; nothing is sent for a piece. Start reading at
//! [`OpenCursor::next`].

use super::driver::{Driver, gone};
use super::rows::Taker;
use super::scope::{CursorMark, Held, InFlight, Root, Scope};
use super::source::Source;
use super::wire::Wire;
use crate::database::access::Access;
use crate::database::cursor::Rest;
use crate::database::done::Done;
use crate::database::event::Event;
use crate::database::levels::Levels;
use crate::database::pool::Checkout;
use crate::database::sink::RowSink;
use crate::database::slow_log::Watch;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;
use crate::value::Cells;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

pub(in crate::database) struct OpenCursor<W: Wire> {
    /// `None` after the last row, after an error, and while a piece is read.
    open: Option<Open<W>>,
    end: End,
    /// Of a transaction. The mark goes first, then the link is free.
    scope: Option<Within<W>>,
    event: Event,
    watch: Watch,
    taken: u64,
    access: Access,
}

/// The transaction that a stream is of.
type Within<W> = (CursorMark<W>, Held<W>, Arc<Root<W>>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    NotYet,
    Reached,
}

/// The statement, wherever it is.
pub(super) struct Open<W: Wire> {
    running: Running<W>,
    exchange: Arc<Exchange>,
}

type Running<W> = Pin<Box<dyn Future<Output = (Checkout<Source<W>>, Result<Done>)> + Send>>;

/// Where a piece is asked for and given.
#[derive(Default)]
struct Exchange(Mutex<Meeting>);

#[derive(Default)]
struct Meeting {
    asked: Option<Asked>,
    given: Option<Given>,
}

enum Asked {
    /// So many rows.
    Piece(Box<dyn RowSink>, usize),
    /// Nobody wants the rest.
    Finish,
}

struct Given {
    sink: Option<Box<dyn RowSink>>,
    taken: u64,
}

impl<W: Wire> OpenCursor<W> {
    pub(super) async fn on_pool(driver: &Arc<Driver<W>>, statement: Statement) -> Result<Self> {
        check(&statement)?;
        let checkout = driver.checkout().await?;
        Ok(Self::new(driver, checkout, statement, None))
    }

    pub(super) async fn in_transaction(scope: &Scope<W>, statement: Statement) -> Result<Self> {
        check(&statement)?;
        let mut held = scope.hold(Levels::check).await?;
        let checkout = held.take()?;
        let root = &scope.root;
        let scope = (CursorMark::new(root), held, Arc::clone(root));
        Ok(Self::new(&root.driver, checkout, statement, Some(scope)))
    }

    fn new(driver: &Driver<W>, checkout: Checkout<Source<W>>, statement: Statement, scope: Option<Within<W>>) -> Self {
        let (event, mut watch) = (Event::begin(&statement), driver.slow_log.watch(&statement));
        watch.pause();
        let open = Some(Open::new(checkout, statement));
        Self { open, end: End::NotYet, scope, event, watch, taken: 0, access: driver.access }
    }

    pub(in crate::database) async fn next(
        &mut self,
        sink: Box<dyn RowSink>,
        at_most: usize,
    ) -> Result<(Box<dyn RowSink>, Rest)> {
        if at_most == 0 {
            return Ok((sink, Rest::More));
        }
        let mut open = match (self.open.take(), self.end) {
            (Some(open), _) => open,
            (None, End::Reached) => return Ok((sink, Rest::Done)),
            (None, End::NotYet) => {
                let message = "the stream ended with an error, or was dropped while it read";
                return Err(Error::new(ErrorKind::Cancelled, message));
            }
        };
        let in_flight =
            self.scope.as_ref().map(|(_, _, root)| InFlight::new(root, "a stream was dropped while it read"));
        self.watch.go_on();
        let ended = open.piece(sink, at_most).await;
        self.watch.pause();
        if let Some(in_flight) = in_flight {
            in_flight.land();
        }
        let given = open.exchange.meeting().given.take();
        self.taken += given.as_ref().map_or(0, |given| given.taken);
        let rest = match ended {
            None => {
                self.open = Some(open);
                Rest::More
            }
            Some((checkout, result)) => {
                if let Some((mark, mut held, root)) = self.scope.take() {
                    held.put(checkout);
                    if let Err(error) = &result {
                        root.settle(&mut held, error);
                    }
                    drop(mark);
                }
                result.map_err(|error| self.access.told(error))?;
                self.end = End::Reached;
                Rest::Done
            }
        };
        let sink = given.and_then(|given| given.sink);
        sink.map(|sink| (sink, rest)).ok_or_else(|| Error::new(ErrorKind::Cancelled, "the stream lost its sink"))
    }
}

impl<W: Wire> Drop for OpenCursor<W> {
    fn drop(&mut self) {
        self.event.end(self.taken);
        self.watch.end(self.taken);
        // Outside a transaction the link breaks off. Within one it stays, and whoever comes next reads the rest.
        if let (Some(open), Some((_, held, _))) = (self.open.take(), &mut self.scope) {
            held.leave(open);
        }
    }
}

impl<W: Wire> Open<W> {
    fn new(mut checkout: Checkout<Source<W>>, statement: Statement) -> Self {
        let exchange = Arc::new(Exchange::default());
        let mut pieces = Pieces { exchange: Arc::clone(&exchange), sink: None, wanted: 0, taken: 0 };
        let running = Box::pin(async move {
            // Nothing is sent before the first piece is asked for.
            pieces.wait().await;
            if pieces.sink.is_none() {
                return (checkout, Ok(Done::default()));
            }
            let result = match checkout.link() {
                Some(link) => link.run(&statement, &mut pieces).await,
                None => Err(gone()),
            };
            pieces.give();
            (checkout, result)
        });
        Self { running, exchange }
    }

    /// Reads a piece. `Some` where the statement ended with it.
    async fn piece(&mut self, sink: Box<dyn RowSink>, at_most: usize) -> Option<(Checkout<Source<W>>, Result<Done>)> {
        self.exchange.meeting().asked = Some(Asked::Piece(sink, at_most));
        poll_fn(|cx| match self.running.as_mut().poll(cx) {
            Poll::Ready(ended) => Poll::Ready(Some(ended)),
            Poll::Pending if self.exchange.meeting().given.is_some() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        })
        .await
    }

    /// Reads what nobody wants.
    pub(super) async fn finish(self) -> (Checkout<Source<W>>, Result<Done>) {
        self.exchange.meeting().asked = Some(Asked::Finish);
        self.running.await
    }
}

impl Exchange {
    fn meeting(&self) -> MutexGuard<'_, Meeting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The statement's side of the exchange.
struct Pieces {
    exchange: Arc<Exchange>,
    /// `None` where the rest is not wanted.
    sink: Option<Box<dyn RowSink>>,
    wanted: usize,
    taken: u64,
}

impl Pieces {
    fn give(&mut self) {
        let given = Given { sink: self.sink.take(), taken: std::mem::take(&mut self.taken) };
        self.exchange.meeting().given = Some(given);
    }

    /// Waits to be asked. Whoever asks polls, so no waker is needed.
    async fn wait(&mut self) {
        let asked = poll_fn(|_| self.exchange.meeting().asked.take().map_or(Poll::Pending, Poll::Ready)).await;
        (self.sink, self.wanted) = match asked {
            Asked::Piece(sink, wanted) => (Some(sink), wanted),
            Asked::Finish => (None, usize::MAX),
        };
    }
}

impl Taker for Pieces {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let Some(sink) = &mut self.sink else { return Ok(()) };
        self.taken += 1;
        self.wanted -= 1;
        sink.row(cells)
    }

    async fn pause(&mut self) {
        if self.wanted == 0 {
            self.give();
            self.wait().await;
        } else if self.taken.is_multiple_of(256) {
            tokio::task::yield_now().await;
        }
    }

    // Only what was not begun runs again, and then nothing was taken.
    fn restart(&mut self) {
        self.taken = 0;
    }
}

fn check(statement: &Statement) -> Result<()> {
    let first = statement.text.trim_start();
    if ["SELECT", "WITH", "VALUES", "TABLE"].iter().any(|word| begins_with(first, word)) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Unsupported, "a statement that writes cannot be read in pieces"))
}

fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word))
}
