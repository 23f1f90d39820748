//! Many tasks with a library that blocks: a pool of connections, and what its users do with it under tokio.

use crate::{Answer, CLIENTS, Failure, REQUESTS, Tail, WRITER_RESTS, crowd};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// Connections that tasks take turns with, and the runtime of the tasks.
pub struct Blocking<C> {
    pool: Arc<Pool<C>>,
    runtime: Runtime,
}

struct Pool<C> {
    idle: Mutex<Vec<C>>,
    permits: Semaphore,
}

impl<C: Send + 'static> Blocking<C> {
    pub fn new(connections: Vec<C>) -> Result<Self, Failure> {
        let permits = Semaphore::new(connections.len());
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { pool: Arc::new(Pool { idle: Mutex::new(connections), permits }), runtime })
    }

    /// Each task runs its operations itself: the fastest, and while it does no other task of its thread goes on.
    pub fn tasks(
        &self,
        tasks: usize,
        turns: Range<usize>,
        operation: fn(&mut C, usize) -> Result<(), Failure>,
    ) -> Result<Answer, Failure> {
        self.runtime.block_on(async {
            let started: Vec<_> = crowd(tasks, turns)
                .map(|part| {
                    let pool = Arc::clone(&self.pool);
                    tokio::spawn(async move {
                        for n in part {
                            let permit = pool.permits.acquire().await?;
                            pool.with(|connection| operation(connection, n))?;
                            drop(permit);
                        }
                        Ok::<_, Failure>(())
                    })
                })
                .collect();
            for task in started {
                task.await??;
            }
            Ok(Answer::Done)
        })
    }

    /// Requests go to threads for blocking work, as the documents of such libraries advise.
    pub fn requests(&self, requests: Requests<C>) -> Result<Answer, Failure> {
        let over = Arc::new(AtomicBool::new(false));
        let (pool, is_over) = (Arc::clone(&self.pool), Arc::clone(&over));
        let writer = self.runtime.spawn(async move {
            for n in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                pool.hop(move |connection| (requests.write)(connection, n)).await?;
                tokio::time::sleep(WRITER_RESTS).await;
            }
            Ok::<_, Failure>(())
        });
        let pool = Arc::clone(&self.pool);
        let scan = self.runtime.spawn(async move { pool.hop(move |connection| (requests.scan)(connection, 0)).await });
        self.runtime.block_on(async {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    let pool = Arc::clone(&self.pool);
                    tokio::spawn(async move {
                        let mut tail = Tail::default();
                        for n in 0..REQUESTS {
                            let begun = Instant::now();
                            pool.hop(move |connection| (requests.request)(connection, client * REQUESTS + n)).await?;
                            tail.add(begun);
                        }
                        Ok::<_, Failure>(tail)
                    })
                })
                .collect();
            let mut tail = Tail::default();
            for client in clients {
                tail.join(client.await??);
            }
            over.store(true, Ordering::Relaxed);
            writer.await??;
            scan.await??;
            Ok(tail.answer())
        })
    }
}

/// What the case of requests does.
pub struct Requests<C> {
    pub request: fn(&mut C, usize) -> Result<(), Failure>,
    pub write: fn(&mut C, usize) -> Result<(), Failure>,
    pub scan: fn(&mut C, usize) -> Result<(), Failure>,
}

impl<C> Clone for Requests<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Requests<C> {}

impl<C: Send + 'static> Pool<C> {
    fn with<T>(&self, work: impl FnOnce(&mut C) -> Result<T, Failure>) -> Result<T, Failure> {
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = taken.ok_or("a permit without a connection")?;
        let done = work(&mut connection);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        done
    }

    async fn hop<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut C) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let permit = self.permits.acquire().await?;
        let pool = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || pool.with(work)).await?;
        drop(permit);
        done
    }
}
