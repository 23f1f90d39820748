//! Where links come from and go to: the pool's [`Source`](pool::Source) for every network database.

use super::janitor::Janitor;
use super::link::Link;
use super::wire::Wire;
use crate::database::{pool, waiting};
use crate::error::{Error, ErrorKind, Result};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// A link that was idle for so long is asked whether it is still there.
const RESTED: Duration = Duration::from_secs(30);
/// And so long may the answer take.
const ANSWER: Duration = Duration::from_secs(1);

pub(super) struct Source<W: Wire> {
    pub(super) address: Arc<W::Address>,
    pub(super) janitor: Janitor<W>,
}

impl<W: Wire> Source<W> {
    pub(super) fn new(address: W::Address) -> Self {
        let address = Arc::new(address);
        Self { janitor: Janitor::new(Arc::clone(&address)), address }
    }
}

/// Opens a connection, within the time that its address gives it.
pub(super) async fn connect<W: Wire>(address: &W::Address) -> Result<W> {
    if tokio::runtime::Handle::try_current().is_err() {
        let message = "a network database needs a Tokio runtime with its I/O and timer enabled";
        return Err(Error::new(ErrorKind::Config, message));
    }
    let patience = W::patience(address);
    // Rare and large: boxed, so that the future of every statement is not as large as this one.
    waiting::within(patience, Box::pin(W::connect(address))).await.unwrap_or_else(|| {
        let message = format!("the server did not answer within {patience:?}, the time for opening a connection");
        Err(Error::new(ErrorKind::Unavailable, message))
    })
}

impl<W: Wire> pool::Source for Source<W> {
    type Link = Link<W>;

    async fn open(&self) -> Result<Link<W>> {
        connect::<W>(&self.address).await.map(Link::new)
    }

    async fn check(&self, link: &mut Link<W>) -> bool {
        if !link.is_at_home() {
            return false;
        }
        link.is_trusted(RESTED) || waiting::within(ANSWER, Box::pin(link.answers())).await.unwrap_or(false)
    }

    fn clean(&self, link: &mut Link<W>) -> bool {
        link.rest();
        link.is_clean()
    }

    fn is_lost(&self, link: &Link<W>) -> bool {
        link.is_lost()
    }

    fn doubt(&self, link: &mut Link<W>) {
        link.doubt();
    }

    fn dispose(&self, links: Vec<Link<W>>, done: Option<OwnedSemaphorePermit>) {
        let orphans: Vec<_> = links.iter().filter_map(Link::orphan).collect();
        // The socket first: a server that is about to answer sees that nobody listens. What runs sees nothing.
        drop(links);
        if orphans.is_empty() {
            drop(done);
        } else {
            self.janitor.end(orphans, done);
        }
    }

    async fn close(&self, links: Vec<Link<W>>) {
        for link in links.into_iter().filter(Link::is_at_home) {
            let _ = waiting::within(ANSWER, link.close()).await;
        }
    }
}
