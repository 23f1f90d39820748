//! Which line of the user's program a statement comes from.
//!
//! A verb wraps its future in [`located`]. While that future is polled, the line is known to whatever it calls on this
//! thread, however deep; so the layers between need not pass it on. A verb that is built on another keeps the outer line.

use std::cell::Cell;
use std::future::poll_fn;
use std::panic::Location;
use std::pin::pin;

thread_local! {
    static CALLER: Cell<Option<&'static Location<'static>>> = const { Cell::new(None) };
}

/// The line that asked for what is running, if a verb did.
pub(super) fn current() -> Option<&'static Location<'static>> {
    CALLER.get()
}

/// A future that knows the line that made it. The verb that calls this is `#[track_caller]`. It is `Send` where what is in
/// it is.
#[track_caller]
pub(crate) fn located<F: Future>(future: F) -> impl Future<Output = F::Output> {
    at(Location::caller(), future)
}

/// The same, where the line is known already.
pub(crate) async fn at<F: Future>(line: &'static Location<'static>, future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|cx| {
        let _restore = enter(line);
        future.as_mut().poll(cx)
    })
    .await
}

/// Makes a line known for as long as what this gives is kept: while a future is polled.
pub(crate) fn enter(line: &'static Location<'static>) -> Restore {
    let outer = CALLER.get();
    CALLER.set(outer.or(Some(line)));
    Restore(outer)
}

/// Puts back what was there, also when the poll panics.
pub(crate) struct Restore(Option<&'static Location<'static>>);

impl Drop for Restore {
    fn drop(&mut self) {
        CALLER.set(self.0);
    }
}
