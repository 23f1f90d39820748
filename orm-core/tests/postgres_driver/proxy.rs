//! A wire that takes its time: a proxy in this process. On loopback a server answers before the first poll is over, and what
//! goes wrong between a question and its answer hides. And futures that are dropped there.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Runs while it is held, on the runtime that it was made on.
pub(crate) struct Proxy {
    port: u16,
    is_cut: Arc<AtomicBool>,
    _tasks: JoinSet<()>,
}

impl Proxy {
    /// Between a port of its own and a server, each way so much later.
    pub(crate) async fn new(server: String, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let is_cut = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        let cut = Arc::clone(&is_cut);
        tasks.spawn(async move {
            let mut wires = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(&server).await else { continue };
                client.set_nodelay(true).unwrap();
                server.set_nodelay(true).unwrap();
                let (mut from_client, mut to_client) = client.into_split();
                let (mut from_server, mut to_server) = server.into_split();
                let (there, back) = (Arc::clone(&cut), Arc::clone(&cut));
                wires.spawn(async move {
                    tokio::select! {
                        () = pump(&mut from_client, &mut to_server, delay, &there) => {}
                        () = pump(&mut from_server, &mut to_client, delay, &back) => {}
                    }
                });
                while wires.try_join_next().is_some() {}
            }
        });
        Self { port, is_cut, _tasks: tasks }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// From now on the next byte of either side breaks its wire, or not any more.
    pub(crate) fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::Relaxed);
    }
}

async fn pump(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    delay: Duration,
    is_cut: &AtomicBool,
) {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        match from.read(&mut bytes).await {
            Ok(0) | Err(_) => break,
            Ok(_) if is_cut.load(Ordering::Relaxed) => break,
            Ok(read) => {
                tokio::time::sleep(delay).await;
                if to.write_all(&bytes[..read]).await.is_err() {
                    break;
                }
            }
        }
    }
}

/// Polls a future so many times at most, each time after the one before had time to be answered.
pub(crate) async fn drop_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut future = Box::pin(future);
    let mut left = polls;
    std::future::poll_fn(move |context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if left == 1 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}
