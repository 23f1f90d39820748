//! Cases of many tasks: how the work is divided, and how what each task saw is put together.

use crate::{Answer, Failure};
use std::ops::Range;
use std::time::{Duration, Instant};

/// How many tasks answer requests at the same time.
pub const CLIENTS: usize = 64;
/// How many requests each of them answers in one turn.
pub const REQUESTS: usize = 12;
/// How long the writer beside them rests between two entries.
pub const WRITER_RESTS: Duration = Duration::from_millis(2);

/// Which of the operations each of `tasks` does.
pub fn crowd(tasks: usize, turns: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let at = move |task| turns.start + task * turns.len() / tasks;
    (0..tasks).map(move |task| at(task)..at(task + 1))
}

/// How long requests took.
#[derive(Debug, Default)]
pub struct Tail(Vec<Duration>);

impl Tail {
    /// Adds a request that began then and ends now.
    pub fn add(&mut self, begun: Instant) {
        self.0.push(begun.elapsed());
    }

    /// Adds what another task saw.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Mean and 99th of 100.
    pub fn answer(mut self) -> Answer {
        self.0.sort();
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX).max(1);
        let mean = self.0.iter().sum::<Duration>() / count;
        let p99 = self.0.get(self.0.len() * 99 / 100).copied().unwrap_or_default();
        Answer::Tail { mean, p99 }
    }
}

/// Does the operation of each turn, in so many tasks, with a library that does not block.
pub async fn tasks<F, O>(tasks: usize, turns: Range<usize>, operation: F) -> Result<Answer, Failure>
where
    F: Fn(usize) -> O + Clone + Send + 'static,
    O: Future<Output = Result<(), Failure>> + Send,
{
    let started: Vec<_> = crowd(tasks, turns)
        .map(|part| {
            let operation = operation.clone();
            tokio::spawn(async move {
                for n in part {
                    operation(n).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .collect();
    for task in started {
        task.await??;
    }
    Ok(Answer::Done)
}

/// Answers the requests of all clients, beside a writer that goes on until the last is answered, and one scan. One, and not one after
/// the other: a library that lets it in sooner would have it run more often, and answer the others later.
pub async fn requests<R, W, S, RO, WO>(request: R, write: W, scan: S) -> Result<Answer, Failure>
where
    R: Fn(usize) -> RO + Clone + Send + 'static,
    W: Fn(usize) -> WO + Send + 'static,
    S: Future<Output = Result<(), Failure>> + Send + 'static,
    RO: Future<Output = Result<(), Failure>> + Send,
    WO: Future<Output = Result<(), Failure>> + Send,
{
    let writer = tokio::spawn(async move {
        for n in 0.. {
            write(n).await?;
            tokio::time::sleep(WRITER_RESTS).await;
        }
        Ok::<_, Failure>(())
    });
    let scan = tokio::spawn(scan);
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let request = request.clone();
            tokio::spawn(async move {
                let mut tail = Tail::default();
                for n in 0..REQUESTS {
                    let begun = Instant::now();
                    request(client * REQUESTS + n).await?;
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
    writer.abort();
    let _ = writer.await;
    scan.await??;
    Ok(tail.answer())
}
