//! Stands in for a driver whose Cargo feature is off: it refuses to open, so there is nothing else of it.
//!
//! Its types have no values, and what is asked of them is never asked. What this is not: a driver. A third database adds an
//! arm to [`Driven`](super::db::Driven), and this stands in for it as it does for the others.

use super::cursor::Rest;
use super::errand::{Answer, Errand};
use super::levels::Callback;
use super::options::Options;
use super::sink::RowSink;
use super::{Backend, Isolation};
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Statement;

pub(super) const IS_BUILT_IN: bool = false;

pub(super) enum Session {}
pub(super) enum Scope {}
pub(super) enum OpenCursor {}

impl Session {
    pub(super) async fn open(options: Options) -> Result<Self> {
        let scheme = options.url.split(':').next().unwrap_or_default();
        let feature = match scheme {
            "sqlite" => "sqlite",
            "mysql" | "mariadb" => "mysql",
            _ => "postgres",
        };
        let message = format!("this program is built without this database; enable the feature `{feature}` of `orm`");
        Err(Error::new(ErrorKind::Config, message))
    }

    pub(super) async fn run(&self, _: Errand, _: Option<Box<dyn RowSink>>) -> Answer {
        match *self {}
    }

    pub(super) async fn cursor(&self, _: Statement) -> Result<OpenCursor> {
        match *self {}
    }

    pub(super) async fn begin(&self, _: Isolation) -> Result<Self> {
        match *self {}
    }

    pub(super) async fn close(&self) {
        match *self {}
    }

    pub(super) async fn within<F: Future>(&self, _: F) -> F::Output {
        match *self {}
    }

    pub(super) fn backend(&self) -> Backend {
        match *self {}
    }

    pub(super) fn statements_sent(&self) -> u64 {
        match *self {}
    }

    pub(super) fn scope(&self) -> Option<&Scope> {
        match *self {}
    }
}

impl Scope {
    pub(super) async fn commit(&self) -> Result<()> {
        match *self {}
    }

    pub(super) async fn rollback(&self) -> Result<()> {
        match *self {}
    }

    pub(super) fn on_commit(&self, _: Callback) -> Result<()> {
        match *self {}
    }

    pub(super) fn abandon(&self) {
        match *self {}
    }

    pub(super) fn is_in_the_way(&self) -> bool {
        match *self {}
    }
}

impl OpenCursor {
    pub(super) async fn next(&mut self, _: Box<dyn RowSink>, _: usize) -> Result<(Box<dyn RowSink>, Rest)> {
        match *self {}
    }
}
