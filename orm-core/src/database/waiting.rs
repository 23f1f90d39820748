//! Waiting, with an end to it, within a Tokio runtime and outside.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Between half and all of it, so that those who wait do not come again all at once.
pub(super) fn jittered(step: Duration) -> Duration {
    let half = step / 2;
    let jitter = RandomState::new().hash_one(0_u8) % u64::try_from(half.as_micros()).unwrap_or(1).max(1);
    half + Duration::from_micros(jitter)
}

/// Waits for a future so long. `None` if it is not done by then.
///
/// Outside a Tokio runtime there is no timer, and the wait has no end.
pub(super) async fn within<F: Future>(duration: Duration, future: F) -> Option<F::Output> {
    if tokio::runtime::Handle::try_current().is_ok() {
        tokio::time::timeout(duration, future).await.ok()
    } else {
        Some(future.await)
    }
}

/// Outside a Tokio runtime, the thread waits.
pub(super) async fn sleep(duration: Duration) {
    if tokio::runtime::Handle::try_current().is_ok() {
        tokio::time::sleep(duration).await;
    } else {
        std::thread::sleep(duration);
    }
}
