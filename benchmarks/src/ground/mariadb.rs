//! A MariaDB server: each subject's database is made and filled by the same script.

use super::server::{Admin, name_of, url_of};
use super::{Ground, tables};
use crate::programs::Program;
use std::collections::BTreeMap;
use std::path::Path;
use world::{Case, Failure};

const ABOUT: [(&str, &str); 7] = [
    ("version", "SELECT concat('MariaDB ', version())"),
    ("innodb_flush_log_at_trx_commit", "SELECT cast(@@innodb_flush_log_at_trx_commit AS char)"),
    ("innodb_doublewrite", "SELECT cast(@@innodb_doublewrite AS char)"),
    ("innodb_buffer_pool_size", "SELECT cast(@@innodb_buffer_pool_size AS char)"),
    ("log_bin", "SELECT cast(@@log_bin AS char)"),
    ("sync_binlog", "SELECT cast(@@sync_binlog AS char)"),
    ("query_cache_type", "SELECT cast(@@query_cache_type AS char)"),
];

type Server = Admin<sqlx::MySql>;

pub struct MariaDb {
    url: String,
    server: Server,
    ours: Program,
    copies: BTreeMap<&'static str, Server>,
    about: BTreeMap<String, String>,
}

impl MariaDb {
    pub fn new(url: &str, ours: &Program) -> Result<Self, Failure> {
        let mut server = Server::connect(url)?;
        let about = server.about(&ABOUT)?;
        Ok(Self { url: url.into(), server, ours: ours.clone(), copies: BTreeMap::new(), about })
    }
}

impl Ground for MariaDb {
    fn copy(&mut self, name: &'static str, _: &str) -> Result<[String; 2], Failure> {
        self.copies.remove(name);
        let copy = name_of(name);
        self.server.run(&format!("DROP DATABASE IF EXISTS {copy}"))?;
        self.server.run(&format!("CREATE DATABASE {copy} CHARACTER SET utf8mb4"))?;
        let url = url_of(&self.url, &copy)?;
        // Noted before it is filled, so that it is removed when that fails.
        self.copies.insert(name, Server::connect(&url)?);
        tables(&self.ours, "mariadb", Path::new(&url))?;
        if let Some(copy) = self.copies.get_mut(name) {
            copy.run(include_str!("mariadb.sql"))?;
        }
        Ok(["mariadb".into(), url])
    }

    fn tidy(&mut self, name: &str, case: Case) -> Result<(), Failure> {
        // The keys begin anew, so that all subjects' entries have the same.
        let copy = self.copies.get_mut(name).filter(|_| case.writes());
        copy.map_or(Ok(()), |copy| copy.run("TRUNCATE entry"))
    }

    fn ready(&mut self, _: &str, _: Case) -> Result<(), Failure> {
        Ok(())
    }

    fn left(&mut self, name: &str) -> Result<Option<u64>, Failure> {
        self.copies.get_mut(name).map(Server::written).transpose()
    }

    fn about(&self) -> &BTreeMap<String, String> {
        &self.about
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        let names: Vec<&str> = self.copies.keys().copied().collect();
        self.copies.clear();
        for name in names {
            let _ = self.server.run(&format!("DROP DATABASE IF EXISTS {}", name_of(name)));
        }
    }
}
