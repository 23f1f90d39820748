//! What the values of one result share that are no rows: the peers of the foreign keys among them.
//!
//! The rows of a model have theirs in a struct of their own, `Table::Peers`. What `select`, `annotate` and views read is put
//! together from anything, so here it is found by its place and its type. What this is not: it knows no relations; what is
//! kept is the business of who keeps it.

use std::any::Any;
use std::fmt;

/// Kept while a result is read, and dropped before its values are handed out.
#[derive(Default)]
pub struct Shared(Vec<(usize, Box<dyn Any + Send>)>);

impl Shared {
    /// Does something with what is kept for a place in each row. At the first row it is made.
    pub(crate) fn with<T: Default + Send + 'static, R>(&mut self, place: usize, work: impl FnOnce(&mut T) -> R) -> R {
        let found = self.0.iter().position(|(at, it)| *at == place && it.is::<T>()).map(|at| self.0.swap_remove(at));
        let mut it: Box<T> = found.and_then(|(_, it)| it.downcast().ok()).unwrap_or_default();
        let done = work(&mut it);
        self.0.push((place, it));
        done
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shared")
    }
}
