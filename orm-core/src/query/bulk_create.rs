//! `bulk_create`: many rows in few statements, all of them or none.
//!
//! The drafts are grouped by which columns they give, since one statement has one list of columns; a group goes in chunks
//! of the size that a statement takes. That is [`bulk`]; here is what the user says.

mod bulk;

pub(crate) use bulk::Bulk;

use super::{Pending, QuerySet, collect, graph, rows_given, write};
use crate::ast::OnConflict;
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Beside, Draft, Keyed, OwnColumns, Table, UniqueKey};
use crate::schema::{Deferrable, ModelSchema};
use crate::value::Value;
use bulk::Inserted;
use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

impl<M: Table> QuerySet<M> {
    /// Inserts drafts, in order, and gives their rows: what a loop of `save` would, in one transaction and one statement
    /// for each 1,000 rows that give the same fields.
    ///
    /// `.await` it, or say first what happens where a row is there already: [`ignore_conflicts`](BulkCreate::ignore_conflicts),
    /// [`on_conflict`](BulkCreate::on_conflict).
    ///
    /// # Errors
    /// Violations of constraints, whose [`row`](Error::row) says which draft it was, and nothing is inserted; `Unsupported`
    /// on a queryset that was narrowed.
    pub fn bulk_create<'a, D: Draft<Model = M>>(
        self,
        db: &'a Db,
        drafts: impl IntoIterator<Item = D>,
    ) -> BulkCreate<'a, M>
    where
        M: Keyed,
    {
        let parts = drafts.into_iter().map(write::complete).map(|parts| (parts.values, parts.beside));
        let (rows, beside) = parts.unzip();
        let refused = self.refuse_narrowed("bulk_create");
        BulkCreate { db, rows, beside, refused, of: PhantomData }
    }

    pub(super) fn refuse_narrowed(&self, verb: &'static str) -> Option<Error> {
        let select = &self.select;
        let narrowed =
            select.filter.is_some() || select.via.is_some() || select.limit.is_some() || select.offset.is_some();
        narrowed.then(|| {
            let message =
                format!("`{verb}` on a queryset that was narrowed; say `{}::objects().{verb}(..)`", select.model.name);
            Error::new(ErrorKind::Unsupported, message).with_model(select.model.name)
        })
    }
}

/// Drafts that are still to be inserted: `.await` it.
#[must_use = "nothing is sent before it is awaited"]
pub struct BulkCreate<'a, M> {
    db: &'a Db,
    rows: Vec<Vec<Option<Value>>>,
    /// What is saved with each.
    beside: Vec<Vec<Beside>>,
    refused: Option<Error>,
    of: PhantomData<fn() -> M>,
}

impl<M> fmt::Debug for BulkCreate<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BulkCreate of {} rows", self.rows.len())
    }
}

impl<'a, M: Table> IntoFuture for BulkCreate<'a, M> {
    type Output = Result<Vec<M>>;
    type IntoFuture = Pending<'a, Vec<M>>;
    #[track_caller]
    fn into_future(self) -> Self::IntoFuture {
        Pending::new(async move {
            let count = self.rows.len();
            let bulk = Bulk::new(M::schema(), self.rows, self.refused, OnConflict::Fail)?;
            let inserted = insert_with(self.db, M::schema(), bulk, self.beside).await?;
            let (mut peers, mut rows) = (M::Peers::default(), Vec::with_capacity(count));
            let (mut places, mut in_order) = (Vec::with_capacity(count), true);
            inserted.each(M::schema(), &mut |place, cells| {
                let row = M::decode(cells, 0, &mut peers);
                rows.push(row.map_err(|error| collect::cell_error::<M, _>(&super::Entire, &error))?);
                in_order &= places.last().is_none_or(|&before| before < place);
                places.push(place);
                Ok(())
            })?;
            // It tells the rows' relation fields of their peers.
            drop(peers);
            if in_order {
                return Ok(rows);
            }
            // Drafts that give different fields went in different statements.
            let mut placed: Vec<(usize, M)> = places.into_iter().zip(rows).collect();
            placed.sort_by_key(|(place, _)| *place);
            Ok(placed.into_iter().map(|(_, row)| row).collect())
        })
    }
}

/// Inserts rows, and what is saved with each. In one transaction, if there is any.
async fn insert_with(db: &Db, model: &'static ModelSchema, rows: Bulk, beside: Vec<Vec<Beside>>) -> Result<Inserted> {
    if beside.iter().all(Vec::is_empty) {
        return rows.insert(db).await;
    }
    Box::pin(db.transaction(async |tx| {
        let inserted = rows.insert(&tx).await?;
        graph::save_beside(&tx, model, inserted.with(model, beside)).await?;
        Ok(inserted)
    }))
    .await
}

impl<'a, M: Table> BulkCreate<'a, M> {
    /// The rows, where they can be saved with no others: of one that is there already nobody knows what it has.
    fn alone(self, verb: &'static str) -> Result<Self> {
        self.beside.iter().try_for_each(|beside| graph::refuse(beside, verb))?;
        Ok(self)
    }

    /// Leaves rows that are there as they are, whichever unique constraint says so, and gives how many were inserted.
    ///
    /// # Errors
    /// Violations of other constraints, and nothing is inserted; `Unsupported` where one of the model's unique constraints is
    /// `deferrable`, since it is looked at later.
    #[track_caller]
    pub fn ignore_conflicts(self) -> Pending<'a, u64> {
        Pending::new(async move {
            let Self { db, rows, refused, .. } = self.alone("ignore_conflicts")?;
            refuse_deferrable(M::schema())?;
            let bulk = Bulk::new(M::schema(), rows, refused, OnConflict::Ignore)?;
            Ok(bulk.insert(db).await?.count)
        })
    }

    /// Says what happens to the row that has the same unique key: [`update`](OnKey::update), [`ignore`](OnKey::ignore).
    pub fn on_conflict<K: UniqueKey<M>>(self, key: K) -> OnKey<'a, M> {
        // The token is its type.
        let _ = key;
        OnKey { bulk: self, key: K::positions() }
    }
}

/// <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
fn refuse_deferrable(model: &'static ModelSchema) -> Result<()> {
    let Some(set) = model.uniques.iter().find(|it| it.deferrable != Deferrable::No) else { return Ok(()) };
    let message = "`ignore_conflicts` asks every unique constraint while rows are inserted, and this one is `deferrable`: say \
                   `on_conflict(..)` with the key that may be taken, and `ignore()`";
    let error = Error::new(ErrorKind::Unsupported, message).with_model(model.name).with_constraint(set.name);
    Err(set.columns.iter().fold(error, |error, &at| error.with_field(model.columns[at].field)))
}

/// Drafts that are still to be inserted, and the unique key that their rows may have in common with rows that are there.
#[must_use = "say what happens to the row that is there: `update(..)` or `ignore()`"]
pub struct OnKey<'a, M> {
    bulk: BulkCreate<'a, M>,
    key: Vec<usize>,
}

impl<M> fmt::Debug for OnKey<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bulk.fmt(f)
    }
}

impl<'a, M: Table> OnKey<'a, M> {
    /// Sets these columns of the row that is there to what its draft gives, and gives how many rows were inserted or set.
    ///
    /// # Errors
    /// `Config` where two drafts have the same key, or a draft gives no value for the key or for a column that is set;
    /// violations of other constraints. Nothing is changed then.
    #[track_caller]
    pub fn update<C: OwnColumns<M>>(self, columns: C) -> Pending<'a, u64> {
        let _ = columns;
        let set = C::positions();
        Pending::new(async move {
            let model = M::schema();
            let Self { bulk, key } = self;
            let BulkCreate { db, rows, refused, .. } = bulk.alone("on_conflict")?;
            rows_given::check_drafts(model, &rows, &key, &set)?;
            let names = |positions: &[usize]| positions.iter().map(|&at| model.columns[at].name).collect();
            let bulk = Bulk::new(model, rows, refused, OnConflict::Update(names(&key), names(&set)))?;
            Ok(bulk.insert(db).await?.count)
        })
    }

    /// Leaves the row that is there, and gives how many were inserted.
    ///
    /// # Errors
    /// Violations of other constraints, and nothing is inserted.
    #[track_caller]
    pub fn ignore(self) -> Pending<'a, u64> {
        Pending::new(async move {
            let model = M::schema();
            let key = self.key.iter().map(|&at| model.columns[at].name).collect();
            let BulkCreate { db, rows, refused, .. } = self.bulk.alone("on_conflict")?;
            let bulk = Bulk::new(model, rows, refused, OnConflict::IgnoreOn(key))?;
            Ok(bulk.insert(db).await?.count)
        })
    }
}
