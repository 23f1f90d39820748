//! Runs a statement on a lane: where, for how long at a time, and what happens when it has to wait.
//!
//! A read begins on the thread that asks for it, gives way between rows, and is moved to the blocking pool when it goes
//! too long without one. What this is not: it chooses no lane and knows no transaction; it is lent a [`Held`].
//! **Invariant:** whoever drops the future, or panics in it, leaves a lane without an open statement. Start reading at
//! [`run`].

use super::control::{CancelOnDrop, Stopped};
use super::driver::Driver;
use super::error;
use super::ffi::{Failure, Phase, Step};
use super::held::Held;
use super::lane::{Effect, Lane, Ready, Told};
use super::open::CommitCost;
use crate::database::done::Done;
use crate::database::errand::Errand;
use crate::database::patience::Patience;
use crate::database::sink::RowSink;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::{Cost, Statement, Text};
use crate::value::Value;
use std::time::{Duration, Instant};

/// How long a read may go on without a row on a runtime's thread.
const BUDGET: Duration = Duration::from_millis(1);
/// How many rows, and how long, before other tasks get their turn.
const ROWS: usize = 256;
const TURN: Duration = Duration::from_micros(200);

/// Where a statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Inline,
    Blocking,
}

/// Rows on their way: who takes them, and how many came.
pub(super) struct Rows {
    pub(super) sink: Option<Box<dyn RowSink>>,
    pub(super) taken: u64,
}

/// What became of a statement. Lane and binds come back, unless the runtime shut down under them.
pub(super) struct Ran {
    pub(super) held: Option<Held>,
    pub(super) binds: Vec<Value>,
    pub(super) rows: Rows,
    /// Rows that a write matched, and their keys, where they were asked for and are known.
    pub(super) result: Result<Done>,
}

/// What one turn came to.
pub(super) enum Turn {
    More,
    Done,
    OverBudget,
    Failed(Failure),
    Refused(Error),
}

/// Prepares a statement, waiting where the schema cannot be read at the moment.
pub(super) async fn prepare(
    driver: &Driver,
    lane: &mut Lane,
    statement: &Statement,
    patience: &mut Patience,
) -> Result<Ready> {
    let mut rehearses = driver.rehearsal.is_busy();
    driver.rehearsal.point().await;
    loop {
        let prepared = if std::mem::take(&mut rehearses) { Err(busy()) } else { lane.prepare(&statement.text) };
        match prepared {
            Ok(ready) => return Ok(ready),
            Err(failure) if error::is_busy(&failure) && patience.wait().await => {}
            Err(failure) => return Err(error::of_statement(&failure, statement.model)),
        }
    }
}

/// The same, where more may be wanted of it: an INSERT that cannot tell its rows' keys becomes the one with RETURNING.
pub(super) async fn prepare_errand(
    driver: &Driver,
    lane: &mut Lane,
    errand: &mut Errand,
    patience: &mut Patience,
) -> Result<Ready> {
    let mut ready = prepare(driver, lane, &errand.statement, patience).await?;
    if errand.returning.is_none() {
        return Ok(ready);
    }
    if !lane.is_up_to_date(ready) {
        lane.forget(&errand.statement.text);
        ready = prepare(driver, lane, &errand.statement, patience).await?;
    }
    if errand.statement.model.is_some_and(|model| lane.tells_keys(ready, model)) {
        return Ok(ready);
    }
    if let Some(text) = errand.returning.take() {
        errand.statement.text = text;
    }
    prepare(driver, lane, &errand.statement, patience).await
}

/// Where a statement begins to run.
pub(super) fn place(driver: &Driver, lane: &mut Lane, statement: &Statement, effect: Effect) -> Place {
    let inline = match (effect, statement.cost) {
        (_, Cost::Bulk) | (Effect::Writes, Cost::Read) => false,
        (Effect::Reads, Cost::Point | Cost::Read) => !driver.slow.contains(&statement.text),
        // Outside a transaction a write is its own commit.
        (Effect::Writes, Cost::Point) => driver.commit_cost == CommitCost::Cheap || lane.in_transaction(),
    };
    if inline && !driver.rehearsal.is_blocking() { Place::Inline } else { Place::Blocking }
}

/// Runs a prepared statement to its end.
pub(super) async fn run(
    driver: &Driver,
    mut held: Held,
    ready: Ready,
    errand: Errand,
    rows: Rows,
    patience: &mut Patience,
) -> Ran {
    match held.lane().map(|lane| place(driver, lane, &errand.statement, ready.effect)) {
        Ok(place) => run_at(driver, held, ready, place, errand, rows, patience).await,
        Err(error) => Ran::refused(Some(held), errand.statement.binds, rows, error),
    }
}

async fn run_at(
    driver: &Driver,
    mut held: Held,
    mut ready: Ready,
    mut place: Place,
    mut errand: Errand,
    mut rows: Rows,
    patience: &mut Patience,
) -> Ran {
    if let Err(error) = start(&mut held, ready, &mut errand) {
        let binds = held.lane().map(Lane::finish).unwrap_or_default();
        return Ran::refused(Some(held), binds, rows, error);
    }
    let mut rehearses = driver.rehearsal.is_busy();
    loop {
        let (back, turn);
        (back, rows, turn) = if std::mem::take(&mut rehearses) {
            (held, rows, Turn::Failed(busy()))
        } else {
            match take_turn(driver, held, rows, place, ready.effect, usize::MAX).await {
                Ok(taken) => taken,
                Err((error, rows)) => return Ran::refused(None, Vec::new(), rows, error),
            }
        };
        held = back;
        let lane = match held.lane() {
            Ok(lane) => lane,
            Err(error) => return Ran::refused(Some(held), Vec::new(), rows, error),
        };
        let result = match turn {
            Turn::More => {
                tokio::task::yield_now().await;
                continue;
            }
            Turn::OverBudget => {
                driver.slow.mark(&errand.statement.text);
                lane.rewind();
                rows.restart();
                place = Place::Blocking;
                continue;
            }
            Turn::Done => Ok(lane.done()),
            // The tables changed since it was prepared, so it may tell its keys no more: nothing was done, and it is prepared anew.
            Turn::Failed(_) if errand.returning.is_some() && lane.was_kept_as_prepared() => {
                errand.statement.binds = lane.finish();
                lane.forget(&errand.statement.text);
                match again(driver, &mut held, &mut errand, patience).await {
                    Ok(anew) => {
                        ready = anew;
                        continue;
                    }
                    Err(error) => Err(error),
                }
            }
            Turn::Failed(failure) if error::is_busy(&failure) => {
                lane.rewind();
                rows.restart();
                if patience.wait().await {
                    continue;
                }
                Err(error::of_statement(&failure, errand.statement.model))
            }
            Turn::Failed(failure) => Err(error::of_statement(&failure, errand.statement.model)),
            Turn::Refused(error) => Err(error),
        };
        let binds = held.lane().map(Lane::finish).unwrap_or_default();
        return Ran { held: Some(held), binds, rows, result };
    }
}

fn start(held: &mut Held, ready: Ready, errand: &mut Errand) -> Result<()> {
    let binds = std::mem::take(&mut errand.statement.binds);
    let told = if errand.returning.is_some() { Told::Keys } else { Told::Nothing };
    let started = held.lane()?.start(ready, binds, told);
    started.map_err(|failure| error::of_statement(&failure, errand.statement.model))
}

/// Prepares and starts an INSERT once more.
async fn again(driver: &Driver, held: &mut Held, errand: &mut Errand, patience: &mut Patience) -> Result<Ready> {
    let ready = prepare_errand(driver, held.lane()?, errand, patience).await?;
    start(held, ready, errand)?;
    Ok(ready)
}

/// Runs a statement of a transaction's own: BEGIN, COMMIT, RELEASE. It is never stopped for time, whatever SQLite says of it.
pub(super) async fn command(driver: &Driver, mut held: Held, text: Text, place: Place, patience: &mut Patience) -> Ran {
    let statement = Statement::new(text, Vec::new(), Cost::Point, None);
    let ready = match held.lane() {
        Ok(lane) => prepare(driver, lane, &statement, patience).await,
        Err(error) => Err(error),
    };
    let errand = Errand::of(statement);
    let place = if driver.rehearsal.is_blocking() { Place::Blocking } else { place };
    match ready {
        Ok(ready) => {
            let ready = Ready { effect: Effect::Writes, ..ready };
            run_at(driver, held, ready, place, errand, Rows::none(), patience).await
        }
        Err(error) => Ran::refused(Some(held), Vec::new(), Rows::none(), error),
    }
}

/// One turn of the open statement, wherever it runs.
pub(super) async fn take_turn(
    driver: &Driver,
    mut held: Held,
    mut rows: Rows,
    place: Place,
    effect: Effect,
    at_most: usize,
) -> Result<(Held, Rows, Turn), (Error, Rows)> {
    if place == Place::Inline || tokio::runtime::Handle::try_current().is_err() {
        let turn = match held.lane() {
            Ok(lane) => inline(lane, &mut rows, effect, at_most),
            Err(error) => Turn::Refused(error),
        };
        return Ok((held, rows, turn));
    }
    let cancel = match held.lane() {
        Ok(lane) => CancelOnDrop::new(lane.control()),
        Err(error) => return Ok((held, rows, Turn::Refused(error))),
    };
    // Lane and sink move into the closure. If nobody waits for it any more, its output is dropped where it is, and that
    // brings the lane back.
    let running = tokio::task::spawn_blocking(move || {
        let turn = match held.lane() {
            Ok(lane) => blocking(lane, &mut rows, effect, at_most),
            Err(error) => Turn::Refused(error),
        };
        (held, rows, turn)
    });
    driver.rehearsal.point().await;
    match running.await {
        Ok(taken) => {
            cancel.disarm();
            Ok(taken)
        }
        // A panic of the user's code goes on where the user awaits it.
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err((Error::new(ErrorKind::Cancelled, "the runtime is shutting down"), Rows::none())),
    }
}

/// What a rehearsal answers before the statement is sent.
pub(super) fn busy() -> Failure {
    Failure { code: libsqlite3_sys::SQLITE_BUSY, message: String::new(), phase: Phase::Run }
}

fn inline(lane: &mut Lane, rows: &mut Rows, effect: Effect, at_most: usize) -> Turn {
    // A write is never stopped for time: SQLite would undo the whole transaction.
    lane.control().allow((effect == Effect::Reads).then_some(BUDGET));
    let mut begun: Option<Instant> = None;
    let turn = steps(lane, rows, effect, at_most.min(ROWS), |taken| {
        // The clock is read for every 16th row; a single row costs no look at it.
        if !taken.is_multiple_of(16) {
            return false;
        }
        let now = Instant::now();
        now.duration_since(*begun.get_or_insert(now)) > TURN
    });
    lane.control().allow(None);
    turn
}

fn blocking(lane: &mut Lane, rows: &mut Rows, effect: Effect, at_most: usize) -> Turn {
    if lane.control().is_cancelled() {
        return Turn::Refused(Error::new(ErrorKind::Cancelled, "the statement was dropped before it began"));
    }
    // A sink can take long; between rows the cancellation is asked for, too, since SQLite does so only within a step.
    let control = std::sync::Arc::clone(lane.control());
    steps(lane, rows, effect, at_most, move |_| control.is_cancelled())
}

fn steps(
    lane: &mut Lane,
    rows: &mut Rows,
    effect: Effect,
    at_most: usize,
    mut enough: impl FnMut(usize) -> bool,
) -> Turn {
    let mut taken = 0_usize;
    loop {
        match lane.step() {
            Ok(Step::Done) => return Turn::Done,
            Ok(Step::Row) => {}
            Err(_) if lane.control().stopped() == Some(Stopped::Budget) => return Turn::OverBudget,
            Err(failure) => return Turn::Failed(failure),
        }
        lane.control().row();
        if let Some(row) = lane.row()
            && let Err(error) = rows.take(&row)
        {
            return finish_write(lane, effect, error);
        }
        taken += 1;
        if taken >= at_most || enough(taken) {
            return Turn::More;
        }
    }
}

// A write whose rows cannot be read has happened all the same: it is taken to its end, and not given up between.
fn finish_write(lane: &mut Lane, effect: Effect, error: Error) -> Turn {
    if effect == Effect::Reads {
        return Turn::Refused(error);
    }
    loop {
        match lane.step() {
            Ok(Step::Row) => {}
            Ok(Step::Done) => return Turn::Refused(error),
            Err(failure) => return Turn::Failed(failure),
        }
    }
}

impl Ran {
    /// It was not sent, or failed.
    pub(super) fn refused(held: Option<Held>, binds: Vec<Value>, rows: Rows, error: Error) -> Self {
        Self { held, binds, rows, result: Err(error) }
    }
}

impl Rows {
    pub(super) fn of(sink: Option<Box<dyn RowSink>>) -> Self {
        Self { sink, taken: 0 }
    }

    pub(super) fn none() -> Self {
        Self::of(None)
    }

    fn take(&mut self, row: &super::ffi::Row<'_>) -> Result<()> {
        self.taken += 1;
        self.sink.as_mut().map_or(Ok(()), |sink| sink.row(row))
    }

    /// The statement runs again from its beginning.
    pub(super) fn restart(&mut self) {
        if self.taken > 0
            && let Some(sink) = &mut self.sink
        {
            sink.restart();
        }
        self.taken = 0;
    }
}
