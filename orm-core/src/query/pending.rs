//! A future with a name.

use crate::database::caller::located;
use crate::error::Result;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What a verb gives: await it. It does not name the type of the draft or queryset that it came from, so that a mistake in
/// these is told once and not again at `.await`.
#[must_use = "nothing is sent before it is awaited"]
pub struct Pending<'a, T>(Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>);

impl<'a, T> Pending<'a, T> {
    /// From any future. It remembers the line that asked.
    #[track_caller]
    pub fn new(future: impl Future<Output = Result<T>> + Send + 'a) -> Self {
        Self(Box::pin(located(future)))
    }
}

impl<T> Future for Pending<'_, T> {
    type Output = Result<T>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}

impl<T> std::fmt::Debug for Pending<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pending")
    }
}
