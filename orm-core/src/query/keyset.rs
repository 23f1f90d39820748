//! Pages by a cursor: so many rows behind or before a place in the order, however far that is.
//!
//! A cursor is what a row has of the order's expressions, so a page begins by a condition ([`place`]) that an index on the
//! order can serve, and rows that come or go elsewhere move nothing. What this is not: pages by their number, with a total,
//! are [`page`](super::page).
//!
//! **Invariant:** the order leaves no two rows equal; what is read of a row for its cursor is what the order compares.

mod cursor;
mod place;
mod placed;
#[cfg(feature = "serde")]
mod serialized;
mod text;

use super::queryset::turn;
use super::{Pending, QuerySet, Shape};
use crate::ast::{Columns, Order};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Keyed, Table};
pub use cursor::Cursor;
use cursor::Upto;
use placed::Placed;

/// Some rows, and the cursors that lead on from them. Made by [`QuerySet::page_after`] and [`QuerySet::page_before`].
#[non_exhaustive]
pub struct KeysetPage<T, M> {
    /// The rows, in the queryset's order: as many as asked for, fewer where there are no more.
    pub rows: Vec<T>,
    /// For [`page_before`](QuerySet::page_before): where this page begins. `None` where no row is before it. On a page that
    /// a cursor led to from before it is always there, and what it leads to may be gone meanwhile.
    pub previous: Option<Cursor<M>>,
    /// For [`page_after`](QuerySet::page_after): where this page ends. `None` where no row is behind it; on a page that a
    /// cursor led to from behind it is always there.
    pub next: Option<Cursor<M>>,
}

impl<M: Table, S: Shape<M>> QuerySet<M, S> {
    /// So many rows behind a cursor; without one, the first. The next page begins at [`next`](KeysetPage::next) of this one:
    ///
    /// ```
    /// # use orm_core::database::Db;
    /// # use orm_core::model::Keyed;
    /// # use orm_core::query::{Cursor, QuerySet};
    /// # async fn example<Cat: Keyed>(cats: QuerySet<Cat>, db: &Db, after: Option<&str>) -> orm_core::error::Result<()> {
    /// let after: Option<Cursor<Cat>> = after.map(str::parse).transpose()?;   // from a URL
    /// let page = cats.page_after(db, 20, after).await?;
    /// let link = page.next.map(|cursor| cursor.to_string());                 // into one
    /// # drop(link);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Rows that the order does not tell apart are ordered by key. While others insert and delete, no row is shown twice and
    /// none is left out that was there all the time, unless its place in the order changes. A page far behind costs what the
    /// first one does where an index has the order; there is no total. Conditions may change from page to page, the order
    /// may not.
    ///
    /// One statement, and those of [`all`](Self::all).
    ///
    /// # Errors
    /// `Config` for pages of no rows, and for a cursor of another order; those of [`all`](Self::all).
    #[track_caller]
    pub fn page_after(self, db: &Db, size: usize, after: Option<Cursor<M>>) -> Pending<'_, KeysetPage<S::Row, M>>
    where
        M: Keyed,
    {
        Pending::new(page(self, db, size, after, Way::On))
    }

    /// So many rows before a cursor, in the queryset's order; without one, the last. The page before begins at
    /// [`previous`](KeysetPage::previous) of this one. In all else it is [`page_after`](Self::page_after).
    ///
    /// # Errors
    /// `Unsupported` without a cursor after a limit, as [`last`](Self::last) is; those of `page_after`.
    #[track_caller]
    pub fn page_before(self, db: &Db, size: usize, before: Option<Cursor<M>>) -> Pending<'_, KeysetPage<S::Row, M>>
    where
        M: Keyed,
    {
        Pending::new(page(self, db, size, before, Way::Back))
    }
}

/// Which way the rows are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

async fn page<M: Table, S: Shape<M>>(
    set: QuerySet<M, S>,
    db: &Db,
    size: usize,
    from: Option<Cursor<M>>,
    way: Way,
) -> Result<KeysetPage<S::Row, M>> {
    let refused = |kind, message: &'static str| Err(Error::new(kind, message).with_model(M::schema().name));
    if size == 0 {
        return refused(ErrorKind::Config, "a page has at least one row");
    }
    if set.is_by_chance() {
        return refused(
            ErrorKind::Config,
            "an order by chance has no place to go on from; take so many rows by `limit`",
        );
    }
    if matches!(set.select.columns, Columns::Distinct(_)) {
        return refused(
            ErrorKind::Unsupported,
            "a cursor is a place among rows, and distinct values are none; their pages go by number: `page`",
        );
    }
    let mut set = set.told_apart();
    let order = set.select.order.clone();
    match &from {
        Some(cursor) => {
            let steps = cursor.steps(&order, way)?;
            let rows = db.backend().dialect().seeks_by_rows();
            set.restrict(place::behind(steps, cursor.upto(), rows));
        }
        None if way == Way::Back && (set.select.limit.is_some() || set.select.offset.is_some()) => {
            return refused(
                ErrorKind::Unsupported,
                "`page_before` without a cursor after a limit; reverse the order and take the first",
            );
        }
        None => {}
    }
    if way == Way::Back {
        turn(&mut set.select);
    }
    let set = set.shaped(|shape| Placed::of(shape, &order)).limit(size.saturating_add(1));
    let mut found = set.all(db).await?;
    let more = found.len() > size;
    found.truncate(size);
    if way == Way::Back {
        found.reverse();
    }
    let at = |found: Option<&(S::Row, Vec<crate::value::Value>)>| {
        found.map(|(_, values)| Cursor::at(&order, values.clone()))
    };
    // Where a page is empty, what led here leads back: then the row that it stands for belongs to that page.
    let back = |row| from.as_ref().and_then(|from| at(row).or_else(|| Some(from.clone().with(Upto::Including))));
    let (previous, next) = match way {
        Way::On => (back(found.first()), if more { at(found.last()) } else { None }),
        Way::Back => (if more { at(found.first()) } else { None }, back(found.last())),
    };
    Ok(KeysetPage { rows: found.into_iter().map(|(row, _)| row).collect(), previous, next })
}

impl Way {
    /// The order in which the rows are read.
    fn order(self, order: &Order) -> Order {
        match self {
            Self::On => order.clone(),
            Self::Back => order.clone().turned(),
        }
    }
}

impl<T: Clone, M> Clone for KeysetPage<T, M> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), previous: self.previous.clone(), next: self.next.clone() }
    }
}

impl<T: std::fmt::Debug, M> std::fmt::Debug for KeysetPage<T, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rows, previous, next } = self;
        f.debug_struct("KeysetPage").field("rows", rows).field("previous", previous).field("next", next).finish()
    }
}
