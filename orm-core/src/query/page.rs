//! Pages: so many rows from a place on, and how many there are in all.

use super::distinct::own_identity;
use super::queryset::in_some_order;
use super::{Pending, QuerySet, Shape};
use crate::ast::Expr;
use crate::database::Db;
use crate::error::{Error, ErrorKind};
use crate::model::Table;
use crate::sql::is_same;

/// A page of a queryset's rows. Made by [`QuerySet::page`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its rows: as many as asked for, fewer on the last page, none behind it.
    pub rows: Vec<T>,
    /// Which page it is, from 1.
    pub number: usize,
    /// How many rows were asked for.
    pub size: usize,
    /// How many rows there are on all pages.
    pub total: usize,
}

impl<T> Page<T> {
    /// How many pages there are.
    #[must_use]
    pub const fn pages(&self) -> usize {
        self.total.div_ceil(self.size)
    }

    /// Whether a page comes after this one.
    #[must_use]
    pub const fn has_next(&self) -> bool {
        self.number < self.pages()
    }

    /// Whether a page with rows comes before this one.
    #[must_use]
    pub const fn has_previous(&self) -> bool {
        self.number > 1 && self.total > 0
    }
}

impl<M: Table, S: Shape<M>> QuerySet<M, S> {
    /// One page of so many rows, counted from 1, and how many rows there are in all.
    ///
    /// Rows that the order does not tell apart are ordered by key, so that none stands on two pages or on none; of a model
    /// without a key the order has to tell them apart. A page far behind makes the database walk over all rows before it.
    ///
    /// Two statements, and those of [`all`](Self::all); one less where the page is not full, which tells the total. In a
    /// transaction they can see one state of the database; otherwise the total may be a little newer than the rows.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/paginator/>.
    ///
    /// # Errors
    /// `Config` for the page 0, or pages of no rows, and without an order where the model has no key; those of [`all`](Self::all).
    #[track_caller]
    pub fn page(self, db: &Db, number: usize, size: usize) -> Pending<'_, Page<S::Row>> {
        Pending::new(async move {
            let Some(before) = number.checked_sub(1).filter(|_| size > 0) else {
                let message = "pages are counted from 1, and have at least one row";
                return Err(Error::new(ErrorKind::Config, message).with_model(M::schema().name));
            };
            if self.is_by_chance() {
                let message =
                    "pages of an order by chance, which would be another for each page; take so many by `limit`";
                return Err(Error::new(ErrorKind::Config, message).with_model(M::schema().name));
            }
            let offset = before.saturating_mul(size);
            let counted = self.clone();
            let mut set = self.told_apart();
            in_some_order(&mut set.select, "page")?;
            let rows = set.offset(offset).limit(size).all(db).await?;
            let total = if rows.len() < size && (offset == 0 || !rows.is_empty()) {
                offset + rows.len()
            } else {
                usize::try_from(counted.count(db).await?).unwrap_or(usize::MAX)
            };
            Ok(Page { rows, number, size, total })
        })
    }
}

impl<M, S> QuerySet<M, S> {
    /// With an order that leaves no two rows equal.
    pub(super) fn told_apart(mut self) -> Self {
        for part in own_identity(&self.select) {
            if !self.select.order.iter().any(|order| is_same(self.select.model, &order.expr, &part.expr)) {
                self.select.order.push(part);
            }
        }
        self
    }

    /// Whether it has no order of which a part could be asked for.
    pub(super) fn is_by_chance(&self) -> bool {
        self.select.order.iter().any(|order| matches!(order.expr, Expr::Random))
    }
}
