//! What the fields have in common that lead to rows by the key of their own row: a place among peers.
//!
//! Above it are [`ManyToMany`](super::ManyToMany), [`RelatedSet`](super::RelatedSet) and
//! [`RelatedOne`](super::RelatedOne), below it [`peers`](super::peers).

use super::peers::{Covers, Extent, Found, Reading, ToManyShared};
use crate::ast::{Output, Via};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Table;
use crate::query::load::{self, Ask, Groups};
use crate::relation::fill::{Joined, Want};
use crate::schema::Step;
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A row's place among the peers of one relation. Without peers it is unbound: it was made by hand.
pub struct AmongPeers<T> {
    peers: Option<Arc<ToManyShared<T>>>,
    row: u32,
    /// How many changes this field has seen: a reading from before the last one does not count.
    since: AtomicU32,
}

impl<T> AmongPeers<T> {
    pub(super) const fn among(peers: Arc<ToManyShared<T>>, row: u32) -> Self {
        Self { peers: Some(peers), row, since: AtomicU32::new(0) }
    }

    fn peers(&self) -> Result<&Arc<ToManyShared<T>>> {
        self.peers.as_ref().ok_or_else(unbound)
    }

    /// The hop, and the key of the row that it starts at.
    pub(super) fn start(&self) -> Result<(Step, Value)> {
        let peers = self.peers()?;
        Ok((peers.step, peers.source(self.row).ok_or_else(unbound)?))
    }

    /// Restricts a query to the related rows.
    pub(super) fn via(&self) -> Result<Via> {
        let (step, source) = self.start()?;
        Ok(Via { step, sources: vec![source], output: Output::Rows })
    }

    fn found(&self) -> Option<(&[T], Extent)> {
        self.peers.as_ref()?.find(self.row, self.since.load(Ordering::Acquire))
    }

    pub(super) fn loaded(&self) -> Option<&[T]> {
        self.found().map(|(rows, _)| rows)
    }

    /// A change went through this field.
    pub(super) fn changed(&self) {
        if let Some(peers) = &self.peers {
            self.since.store(peers.changed(), Ordering::Release);
        }
    }

    pub(super) fn detach(&mut self) {
        if let Ok((step, source)) = self.start() {
            *self = Self::among(ToManyShared::alone(step, source), 0);
        }
    }

    /// What was loaded, moved out where no other row can see it; the field is then as it was before.
    pub(super) fn take(&mut self) -> Option<Vec<T>>
    where
        T: Clone,
    {
        self.loaded()?;
        let (row, since) = (self.row, self.since.load(Ordering::Acquire));
        let (step, source) = self.start().ok()?;
        let peers = self.peers.replace(ToManyShared::alone(step, source))?;
        (self.row, self.since) = (0, AtomicU32::new(0));
        match Arc::try_unwrap(peers) {
            Ok(alone) => alone.into_rows(row, since),
            Err(shared) => shared.find(row, since).map(|(rows, _)| rows.to_vec()),
        }
    }
}

fn unbound() -> Error {
    Error::new(
        ErrorKind::Unbound,
        "this relation field was made by hand and belongs to no row; take it from a row that was loaded or saved",
    )
}

/// For a queryset, which can say so only at its end.
pub(super) const UNBOUND: fn() -> Error = unbound;

impl<T: Table> AmongPeers<T> {
    pub(super) async fn load(&self, db: &Db) -> Result<&[T]> {
        self.peers()?;
        if self.loaded().is_none() {
            self.ask(db).await?;
        }
        Ok(self.loaded().unwrap_or(&[]))
    }

    pub(super) async fn reload(&self, db: &Db) -> Result<&[T]> {
        self.peers()?;
        self.changed();
        self.load(db).await
    }

    /// Asks for the related rows: of all peers the first time, of this row later.
    async fn ask(&self, db: &Db) -> Result<()> {
        let peers = self.peers()?;
        if peers.is_empty() {
            return ask_for_peers(db, &[peers], &Ask::all(), Extent::All).await;
        }
        // Read before the statement is sent: a change that comes in between makes the answer too old, and it is asked again.
        let version = peers.version();
        let source = peers.source(self.row).into_iter().collect();
        let found = load::grouped(db, peers.step, source, &Ask::all()).await?;
        let Some(&at) = found.places.first() else { return Ok(()) };
        let covers = Covers::One { peer: self.row, at };
        peers.keep(Reading { version, extent: Extent::All, covers, rows: Arc::new(found.rows) });
        Ok(())
    }

    /// Loads for many fields at once, and their peers: one statement, or none where all have what is wanted.
    pub(super) async fn fill(db: &Db, fields: &[&Self], want: Want<'_, T>) -> Result<()> {
        let mut groups: Vec<&Arc<ToManyShared<T>>> = Vec::new();
        let mut seen = FxHashSet::default();
        for field in fields {
            let peers = field.peers()?;
            if !want.is_met_by(field.found().map(|(_, extent)| extent)) && seen.insert(Arc::as_ptr(peers).addr()) {
                groups.push(peers);
            }
        }
        match want.ask() {
            (Some(ask), extent) => ask_for_peers(db, &groups, ask, extent).await,
            (None, extent) => ask_for_peers(db, &groups, &Ask::all(), extent).await,
        }
    }

    /// Puts in what was joined to the rows of these fields and of their peers.
    pub(super) fn put<'a>(fields: impl Iterator<Item = &'a Self>, found: Joined<T>) {
        let mut seen = FxHashSet::default();
        let groups = fields.filter_map(|field| field.peers.as_ref());
        let groups: Vec<_> = groups.filter(|peers| seen.insert(Arc::as_ptr(peers).addr())).collect();
        let (sources, counts) = sources(&groups);
        keep(&groups, versions(&groups), counts, Extent::All, found.0.grouped(sources));
    }
}

/// Asks for the related rows of all peers of some groups.
async fn ask_for_peers<T: Table>(
    db: &Db,
    groups: &[&Arc<ToManyShared<T>>],
    ask: &Ask<T>,
    extent: Extent,
) -> Result<()> {
    let Some(step) = groups.first().map(|group| group.step) else { return Ok(()) };
    // Read before the statement is sent, as above.
    let versions = versions(groups);
    let (sources, counts) = sources(groups);
    let found = load::grouped(db, step, sources, ask).await?;
    keep(groups, versions, counts, extent, found);
    Ok(())
}

fn versions<T>(groups: &[&Arc<ToManyShared<T>>]) -> Vec<u32> {
    groups.iter().map(|group| group.version()).collect()
}

/// The keys of all peers, and how many each group has.
fn sources<T>(groups: &[&Arc<ToManyShared<T>>]) -> (Vec<Value>, Vec<usize>) {
    let sources: Vec<Vec<Value>> = groups.iter().map(|group| group.sources()).collect();
    let counts = sources.iter().map(Vec::len).collect();
    (sources.concat(), counts)
}

/// Keeps what was found for the keys of all peers.
fn keep<T: Table>(
    groups: &[&Arc<ToManyShared<T>>],
    versions: Vec<u32>,
    counts: Vec<usize>,
    extent: Extent,
    found: Groups<T>,
) {
    let rows: Found<T> = Arc::new(found.rows);
    let mut places = found.places.as_slice();
    for ((group, version), count) in groups.iter().zip(versions).zip(counts) {
        let (own, rest) = places.split_at(count.min(places.len()));
        places = rest;
        group.keep(Reading { version, extent, covers: Covers::Peers(own.into()), rows: rows.clone() });
    }
}

impl<T> Default for AmongPeers<T> {
    fn default() -> Self {
        Self { peers: None, row: 0, since: AtomicU32::new(0) }
    }
}

impl<T> Clone for AmongPeers<T> {
    fn clone(&self) -> Self {
        Self { peers: self.peers.clone(), row: self.row, since: AtomicU32::new(self.since.load(Ordering::Acquire)) }
    }
}
