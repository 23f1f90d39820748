//! Tells of a query that one line sends again and again in one task: the N+1 problem.
//!
//! It is always on, so it takes no lock and allocates nothing: each thread remembers its last few lines in a table of
//! fixed size. A task that moves between threads is told of later than one that stays. What this is not: a limit;
//! nothing is refused.

use rustc_hash::FxHasher;
use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::panic::Location;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So often is too often: no page asks one question thirty times, a loop over a page of rows does.
const TIMES: u32 = 30;

/// Only if each comes so soon after the one before as in a loop. A worker that looks for work once in a while is none.
const WITHIN: Duration = Duration::from_millis(20);

/// How many lines each thread remembers.
const SLOTS: usize = 64;

/// One line of one task, and the query that it sent last.
#[derive(Clone, Copy, Default)]
struct Slot {
    who: u64,
    times: u32,
    since: Option<Instant>,
}

thread_local! {
    static SEEN: RefCell<[Slot; SLOTS]> = const { RefCell::new([Slot { who: 0, times: 0, since: None }; SLOTS]) };
}

/// A query was sent by this line.
pub(super) fn note(sql: &str, line: &'static Location<'static>) {
    if !sql.starts_with("SELECT") {
        return;
    }
    let who = identify(sql, line);
    let often = SEEN.with_borrow_mut(|seen| {
        let at = usize::try_from(who % 64).unwrap_or(0);
        let slot = &mut seen[at];
        if slot.who != who {
            *slot = Slot { who, times: 1, since: Some(Instant::now()) };
            return false;
        }
        slot.times += 1;
        if slot.times < TIMES {
            return false;
        }
        let quick = slot.since.is_some_and(|since| since.elapsed() < WITHIN * TIMES);
        *slot = Slot { who, times: 0, since: Some(Instant::now()) };
        quick
    });
    if often {
        tell(sql, line);
    }
}

/// The task, the line and the query, as one number.
fn identify(sql: &str, line: &'static Location<'static>) -> u64 {
    let mut hasher = FxHasher::default();
    tokio::task::try_id().hash(&mut hasher);
    std::ptr::from_ref(line).hash(&mut hasher);
    sql.hash(&mut hasher);
    hasher.finish()
}

/// Once for each line of the program.
#[cold]
fn tell(sql: &str, line: &'static Location<'static>) {
    static TOLD: Mutex<Vec<&'static Location<'static>>> = Mutex::new(Vec::new());
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if told.contains(&line) {
        return;
    }
    told.push(line);
    tracing::warn!(
        target: "orm::repetition",
        at = %line,
        times = TIMES,
        sql,
        "one line sent the same query {TIMES} times in one task; load the related rows for all rows at once: \
         `.with(..)` on the queryset, `load` on the relation field, or `in_bulk` for keys"
    );
}
