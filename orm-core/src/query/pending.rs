//! A future with a name.

use crate::database::caller;
use crate::error::Result;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What a verb gives: await it. It does not name the type of the draft or queryset that it came from, so that a mistake in
/// these is told once and not again at `.await`; and what polls it is made once for each type of result, and not for each
/// verb of each model.
#[must_use = "nothing is sent before it is awaited"]
pub struct Pending<'a, T> {
    future: Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>,
    line: &'static Location<'static>,
}

impl<'a, T> Pending<'a, T> {
    /// From any future. It remembers the line that asked.
    #[track_caller]
    pub fn new(future: impl Future<Output = Result<T>> + Send + 'a) -> Self {
        Self { future: Box::pin(future), line: Location::caller() }
    }
}

impl<T> Future for Pending<'_, T> {
    type Output = Result<T>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { future, line } = self.get_mut();
        let _line = caller::enter(line);
        future.as_mut().poll(cx)
    }
}

impl<T> std::fmt::Debug for Pending<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pending")
    }
}
