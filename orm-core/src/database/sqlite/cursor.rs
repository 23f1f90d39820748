//! A statement that stays open and gives its rows in pieces.

use super::driver::Driver;
use super::error;
use super::held::Held;
use super::lane::{Effect, Told};
use super::run::{self, Place, Rows, Turn};
use super::scope::{CursorMark, InFlight, Root, Scope};
use crate::database::cursor::Rest;
use crate::database::event::Event;
use crate::database::levels::Levels;
use crate::database::patience::Patience;
use crate::database::sink::RowSink;
use crate::database::slow_log::Watch;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A stream that is open for so long is told of.
const OLD: Duration = Duration::from_secs(30);

pub(in crate::database) struct OpenCursor {
    driver: Arc<Driver>,
    statement: Statement,
    /// `None` after the last row, after an error, and while a piece is read.
    held: Option<Held>,
    end: End,
    place: Place,
    /// Whether rows were given out, so that the statement cannot begin again.
    begun: Begun,
    root: Option<(Arc<Root>, CursorMark)>,
    event: Event,
    watch: Watch,
    /// When it was opened, until it was told of.
    since: Option<Instant>,
    taken: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Begun {
    No,
    Yes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    NotYet,
    Reached,
}

impl OpenCursor {
    pub(super) async fn on_pool(driver: &Arc<Driver>, statement: Statement) -> Result<Self> {
        let mut held = Held::Pool(driver.checkout().await?);
        let mut patience = Patience::new(driver.busy_timeout);
        let ready = run::prepare(driver, held.lane()?, &statement, &mut patience).await?;
        Self::start(driver, held, ready, statement, None)
    }

    pub(super) async fn in_transaction(scope: &Scope, statement: Statement) -> Result<Self> {
        let mut held = scope.hold(Levels::check).await?;
        let root = &scope.root;
        let mut patience = Patience::new(root.driver.busy_timeout);
        let in_flight = InFlight::new(root, "a statement was dropped before it was done");
        let prepared = run::prepare(&root.driver, held.lane()?, &statement, &mut patience).await;
        in_flight.land();
        match prepared {
            Ok(ready) => Self::start(&root.driver, held, ready, statement, Some(root)),
            Err(error) => {
                root.settle(Some(&mut held), &error);
                Err(error)
            }
        }
    }

    fn start(
        driver: &Arc<Driver>,
        mut held: Held,
        ready: super::lane::Ready,
        mut statement: Statement,
        root: Option<&Arc<Root>>,
    ) -> Result<Self> {
        if ready.effect == Effect::Writes {
            return Err(Error::new(ErrorKind::Unsupported, "a statement that writes cannot be read in pieces"));
        }
        let lane = held.lane()?;
        let place = run::place(driver, lane, &statement, ready.effect);
        let binds = std::mem::take(&mut statement.binds);
        lane.start(ready, binds, Told::Nothing).map_err(|failure| error::of_statement(&failure, statement.model))?;
        let root = root.map(|root| (Arc::clone(root), CursorMark::new(root)));
        let (driver, held) = (Arc::clone(driver), Some(held));
        let (event, mut watch) = (Event::begin(&statement), driver.slow_log.watch(&statement));
        watch.pause();
        Ok(Self {
            driver,
            statement,
            held,
            end: End::NotYet,
            place,
            begun: Begun::No,
            root,
            event,
            watch,
            since: Some(Instant::now()),
            taken: 0,
        })
    }

    pub(in crate::database) async fn next(
        &mut self,
        sink: Box<dyn RowSink>,
        at_most: usize,
    ) -> Result<(Box<dyn RowSink>, Rest)> {
        let mut held = match (self.held.take(), self.end) {
            (Some(held), _) => held,
            (None, End::Reached) => return Ok((sink, Rest::Done)),
            (None, End::NotYet) => {
                return Err(Error::new(
                    ErrorKind::Cancelled,
                    "the stream ended with an error, or was dropped while it read",
                ));
            }
        };
        tokio::task::coop::consume_budget().await;
        let in_flight = self.root.as_ref().map(|(root, _)| InFlight::new(root, "a stream was dropped while it read"));
        self.driver.rehearsal.point().await;
        let mut rehearses = self.driver.rehearsal.is_busy() && self.begun == Begun::No;
        let mut patience = Patience::new(self.driver.busy_timeout);
        let mut rows = Rows::of(Some(sink));
        self.watch.go_on();
        self.tell_if_old();
        let result = loop {
            let wanted = at_most.saturating_sub(usize::try_from(rows.taken).unwrap_or(usize::MAX));
            if wanted == 0 {
                break Ok(Rest::More);
            }
            let turn;
            (held, rows, turn) = if std::mem::take(&mut rehearses) {
                (held, rows, Turn::Failed(run::busy()))
            } else {
                match run::take_turn(&self.driver, held, rows, self.place, Effect::Reads, wanted).await {
                    Ok(taken) => taken,
                    Err((error, _)) => return Err(error),
                }
            };
            match turn {
                Turn::More => tokio::task::yield_now().await,
                Turn::Done => break Ok(Rest::Done),
                // Only the first piece runs under a budget, so nothing was given out yet but to this sink.
                Turn::OverBudget => {
                    self.driver.slow.mark(&self.statement.text);
                    self.place = Place::Blocking;
                    again(&mut held, &mut rows);
                }
                Turn::Failed(failure) if error::is_busy(&failure) && self.begun == Begun::No => {
                    again(&mut held, &mut rows);
                    if !patience.wait().await {
                        break Err(error::of_statement(&failure, self.statement.model));
                    }
                }
                Turn::Failed(failure) => break Err(error::of_statement(&failure, self.statement.model)),
                Turn::Refused(error) => break Err(error),
            }
        };
        if let Some(in_flight) = in_flight {
            in_flight.land();
        }
        self.taken += rows.taken;
        self.watch.pause();
        match result {
            Ok(rest) => {
                // A later piece cannot begin again when it turns out to be slow, so it never runs on a runtime's thread.
                (self.place, self.begun) = (Place::Blocking, Begun::Yes);
                match rest {
                    Rest::More => self.held = Some(held),
                    Rest::Done => (self.end, self.root) = (End::Reached, None),
                }
                let sink = rows.sink.ok_or_else(|| Error::new(ErrorKind::Cancelled, "the stream lost its sink"))?;
                Ok((sink, rest))
            }
            Err(error) => {
                if let Some((root, _mark)) = self.root.take() {
                    root.settle(Some(&mut held), &error);
                }
                Err(error)
            }
        }
    }
}

impl OpenCursor {
    // What it reads is one state of the database, so nothing that was written since can leave the write-ahead log.
    fn tell_if_old(&mut self) {
        if self.since.is_some_and(|since| since.elapsed() > OLD) {
            self.since = None;
            let sql: &str = &self.statement.text;
            tracing::warn!(target: "orm::slow", sql, "a stream is open for {OLD:?} and keeps the log from being worked off");
        }
    }
}

impl Drop for OpenCursor {
    fn drop(&mut self) {
        self.event.end(self.taken);
        self.watch.end(self.taken);
    }
}

fn again(held: &mut Held, rows: &mut Rows) {
    if let Ok(lane) = held.lane() {
        lane.rewind();
    }
    rows.restart();
}
