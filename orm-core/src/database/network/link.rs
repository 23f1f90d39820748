//! A link: one connection, and whether something is under way on it.
//!
//! Each operation marks the link before it sends and unmarks it when the answer is there. A future that is dropped between
//! leaves the mark, and the mark is what the pool looks at. What this is not: it knows no pool and no transaction's levels.
//! **Invariant:** a link with a mark has sent something whose answer nobody read.

use super::rows::Taker;
use super::wire::Wire;
use crate::database::Isolation;
use crate::database::access::Access;
use crate::database::done::Done;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::{Statement, Text};
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::runtime::{Handle, Id};

pub(super) struct Link<W> {
    wire: W,
    state: State,
    /// The server is in a transaction, as far as we know.
    in_transaction: bool,
    /// A socket belongs to the runtime that opened it and is dead in every other.
    home: Option<Id>,
    /// Since when it is idle; `None` where that is no reason for trust.
    rested: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    AtRest,
    UnderWay,
    Lost,
}

impl<W: Wire> Link<W> {
    pub(super) fn new(wire: W) -> Self {
        let home = here();
        Self { wire, state: State::AtRest, in_transaction: false, home, rested: Some(Instant::now()) }
    }

    pub(super) async fn run(&mut self, statement: &Statement, taker: &mut impl Taker) -> Result<Done> {
        self.state = State::UnderWay;
        let result = self.wire.run(statement, taker).await;
        self.land(result)
    }

    pub(super) async fn command(&mut self, text: Text) -> Result<()> {
        self.state = State::UnderWay;
        let result = self.wire.command(text).await;
        self.land(result)
    }

    pub(super) async fn begin(&mut self, isolation: Isolation, access: Access) -> Result<()> {
        self.state = State::UnderWay;
        self.in_transaction = true;
        let result = self.wire.begin(isolation, access).await;
        self.land(result)
    }

    pub(super) async fn commit(&mut self) -> Result<()> {
        self.state = State::UnderWay;
        let result = self.wire.commit().await;
        self.in_transaction = result.is_err();
        self.land(result)
    }

    pub(super) async fn rollback(&mut self) -> Result<()> {
        self.state = State::UnderWay;
        let result = self.wire.rollback().await;
        self.in_transaction = result.is_err();
        self.land(result)
    }

    /// Whether it is used without a question. One that rested for long may have been forgotten by something between.
    pub(super) fn is_trusted(&self, rest: Duration) -> bool {
        self.rested.is_some_and(|since| since.elapsed() < rest)
    }

    /// A link like it was lost: whatever took that one may have taken this one.
    pub(super) fn doubt(&mut self) {
        self.rested = None;
    }

    pub(super) fn is_lost(&self) -> bool {
        self.state == State::Lost
    }

    /// Whether the other side still answers.
    pub(super) async fn answers(&mut self) -> bool {
        self.state = State::UnderWay;
        let result = self.wire.ping().await;
        self.land(result).is_ok()
    }

    /// Whether it can be used here.
    pub(super) fn is_at_home(&self) -> bool {
        self.home == here()
    }

    /// Whether it is as it was when it was opened.
    pub(super) fn is_clean(&self) -> bool {
        self.state == State::AtRest && !self.in_transaction && self.wire.is_as_opened()
    }

    /// Whether something was sent on it whose answer nobody read, or it is gone.
    pub(super) fn is_given_up(&self) -> bool {
        self.state != State::AtRest
    }

    /// What is left running on the server if this is dropped now.
    pub(super) fn orphan(&self) -> Option<W::Process> {
        if self.state == State::UnderWay { self.wire.process() } else { None }
    }

    pub(super) fn rest(&mut self) {
        self.rested = Some(Instant::now());
    }

    pub(super) fn close(self) -> impl Future<Output = ()> + Send {
        self.wire.close()
    }

    fn land<T>(&mut self, result: Result<T>) -> Result<T> {
        let is_lost = matches!(&result, Err(error) if is_lost(error));
        self.state = if is_lost { State::Lost } else { State::AtRest };
        result
    }
}

/// Whether the connection is gone with this error.
pub(super) fn is_lost(error: &Error) -> bool {
    error.kind() == ErrorKind::ConnectionLost
}

fn here() -> Option<Id> {
    Handle::try_current().ok().map(|runtime| runtime.id())
}
