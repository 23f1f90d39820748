//! A list that only grows, without a lock.

use std::sync::OnceLock;

/// Items in the order in which they were added.
pub(in crate::relation) struct Chain<X>(OnceLock<Box<Link<X>>>);

struct Link<X> {
    item: X,
    next: Chain<X>,
}

impl<X> Default for Chain<X> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<X> Chain<X> {
    /// Adds an item at the end.
    pub(in crate::relation) fn add(&self, item: X) {
        let mut link = Box::new(Link { item, next: Self::default() });
        let mut at = self;
        loop {
            match at.0.set(link) {
                Ok(()) => return,
                Err(back) => link = back,
            }
            match at.0.get() {
                Some(taken) => at = &taken.next,
                None => return,
            }
        }
    }

    /// From the first to the last.
    pub(in crate::relation) fn iter(&self) -> impl Iterator<Item = &X> {
        let mut at = self;
        std::iter::from_fn(move || {
            let link = at.0.get()?;
            at = &link.next;
            Some(&link.item)
        })
    }

    /// Whether nothing was added yet.
    pub(in crate::relation) fn is_empty(&self) -> bool {
        self.0.get().is_none()
    }

    /// The items themselves, where nobody else has the chain any more.
    pub(in crate::relation) fn into_items(mut self) -> Vec<X> {
        let mut items = Vec::new();
        let mut at = self.0.take();
        while let Some(link) = at {
            let Link { item, mut next } = *link;
            items.push(item);
            at = next.0.take();
        }
        items
    }
}

/// One after the other: a chain that is dropped link in link would need a stack as deep as it is long.
impl<X> Drop for Chain<X> {
    fn drop(&mut self) {
        let mut at = self.0.take();
        while let Some(mut link) = at {
            at = link.next.0.take();
        }
    }
}
