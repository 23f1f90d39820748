//! The janitor: ends on the server what was given up here.
//!
//! A statement whose future was dropped runs on with its locks until it is done, since a server looks at its client only when
//! it answers. So it is ended from a connection beside. That has a thread and a runtime of its own: a drop cannot wait, and
//! may happen where there is no runtime. Both start with the first need and end when there is none for a while.
//! **Invariant:** only what was ours is ended, by an identity that no later connection has. Start reading at [`Janitor::end`].

use super::source::connect;
use super::wire::Wire;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;

/// How many may wait to be ended. What comes beyond is left to the server.
const QUEUE: usize = 1_024;
/// How long one round of ending may take, the connection included.
const ROUND: Duration = Duration::from_secs(2);
/// Without work for so long, its thread and connection go.
const IDLE: Duration = Duration::from_secs(20);

pub(super) struct Janitor<W: Wire> {
    address: Arc<W::Address>,
    queue: Mutex<Option<mpsc::Sender<Order<W>>>>,
}

/// What is to be ended. Its connections count as open until it is.
struct Order<W: Wire> {
    processes: Vec<W::Process>,
    _done: Option<OwnedSemaphorePermit>,
}

impl<W: Wire> Janitor<W> {
    pub(super) fn new(address: Arc<W::Address>) -> Self {
        Self { address, queue: Mutex::new(None) }
    }

    /// Ends these. Waits for nothing; `done` is dropped when they are ended.
    pub(super) fn end(&self, processes: Vec<W::Process>, done: Option<OwnedSemaphorePermit>) {
        let mut order = Order { processes, _done: done };
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = queue.as_ref() {
            match running.try_send(order) {
                Ok(()) => return,
                Err(mpsc::error::TrySendError::Full(_)) => {
                    tracing::warn!(target: "orm::janitor", "so many statements were given up that some run on to their end");
                    return;
                }
                // It went home for want of work.
                Err(mpsc::error::TrySendError::Closed(back)) => order = back,
            }
        }
        let (sender, receiver) = mpsc::channel(QUEUE);
        if sender.try_send(order).is_ok() {
            let address = Arc::clone(&self.address);
            let thread = std::thread::Builder::new().name("orm-janitor".to_owned());
            // Where no thread can be had, what runs on the server runs to its end.
            if thread.spawn(move || work::<W>(&address, receiver)).is_ok() {
                *queue = Some(sender);
            }
        }
    }
}

fn work<W: Wire>(address: &W::Address, mut orders: mpsc::Receiver<Order<W>>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        let mut side: Option<W> = None;
        let mut batch = Vec::new();
        while let Ok(1..) = timeout(IDLE, orders.recv_many(&mut batch, QUEUE)).await {
            let processes: Vec<_> = batch.iter().flat_map(|order| order.processes.iter().copied()).collect();
            let ended = timeout(ROUND, end(address, side.take(), &processes)).await;
            side = ended.ok().flatten();
            if side.is_none() {
                tracing::warn!(
                    target: "orm::janitor",
                    statements = processes.len(),
                    "statements that were given up could not be ended on the server; they run on to their end"
                );
            }
            // With it the permits of their connections.
            batch.clear();
        }
        if let Some(side) = side {
            let _ = timeout(ROUND, side.close()).await;
        }
    });
}

/// One round. The connection comes back for the next one, if it is still good.
async fn end<W: Wire>(address: &W::Address, side: Option<W>, processes: &[W::Process]) -> Option<W> {
    // The one that is there may have died of old age.
    if let Some(mut side) = side
        && side.end(processes).await.is_ok()
    {
        return Some(side);
    }
    let mut side = connect::<W>(address).await.ok()?;
    side.end(processes).await.ok()?;
    Some(side)
}
