//! [`Wire`]: what a driver says of one connection.

use super::rows::Taker;
use crate::database::access::Access;
use crate::database::done::Done;
use crate::database::{Backend, Isolation, Options};
use crate::error::Result;
use crate::sql::{Statement, Text};
use std::future::Future;
use std::time::Duration;

/// One connection, as its protocol has it.
///
/// Every method but [`process`](Self::process) sends something and waits for the answer. A future that is dropped before leaves
/// the connection in no state that is known; [`Link`](super::link::Link) sees to it that it is not used again.
pub(in crate::database) trait Wire: Send + Sized + 'static {
    /// Where the server is, and what a connection is told when it is opened.
    type Address: Send + Sync + 'static;
    /// Tells the server's side of one connection from every other that there is or was.
    type Process: Copy + Send + 'static;

    /// Reads the URL and the options.
    ///
    /// # Errors
    /// `Config`, and never a part of the URL that could be a password.
    fn address(options: &Options) -> Result<Self::Address>;

    /// How long opening may take.
    fn patience(address: &Self::Address) -> Duration;

    /// Opens a connection.
    fn connect(address: &Self::Address) -> impl Future<Output = Result<Self>> + Send;

    /// Which database it turned out to be.
    fn backend(&self) -> Backend;

    /// Runs a statement to its end, and counts the rows that it changed. An error of the taker is the statement's, which runs
    /// to its end all the same.
    fn run(&mut self, statement: &Statement, taker: &mut impl Taker) -> impl Future<Output = Result<Done>> + Send;

    /// Runs a text that gives no rows and is never seen twice: a savepoint.
    fn command(&mut self, text: Text) -> impl Future<Output = Result<()>> + Send;

    /// Begins a transaction; an error if the server is not in one afterwards.
    fn begin(&mut self, isolation: Isolation, access: Access) -> impl Future<Output = Result<()>> + Send;

    /// Ends the transaction, well.
    fn commit(&mut self) -> impl Future<Output = Result<()>> + Send;

    /// Ends the transaction, whatever state it is in.
    fn rollback(&mut self) -> impl Future<Output = Result<()>> + Send;

    /// Asks whether anybody is there.
    fn ping(&mut self) -> impl Future<Output = Result<()>> + Send;

    /// Whether the session is as it was set up. One that a statement changed is not given to the next borrower.
    fn is_as_opened(&self) -> bool {
        true
    }

    /// What the janitor would end. `None` where something between us and the server makes that somebody else's.
    fn process(&self) -> Option<Self::Process>;

    /// Ends the server's side of other connections.
    fn end(&mut self, processes: &[Self::Process]) -> impl Future<Output = Result<()>> + Send;

    /// Says goodbye.
    fn close(self) -> impl Future<Output = ()> + Send;
}
