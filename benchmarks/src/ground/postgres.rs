//! A PostgreSQL server: one database is filled, and is the template of each subject's.

use super::server::{Admin, name_of, plain, url_of};
use super::{Ground, tables};
use crate::programs::Program;
use std::collections::BTreeMap;
use std::path::Path;
use world::{Case, Failure};

/// What a cascade deletes; what the turn before left is thrown away whole.
const SHELVES: &str = "TRUNCATE page, volume, shelf;
    INSERT INTO shelf (id, room) SELECT n, 'north' FROM generate_series(1, 10) n;
    INSERT INTO volume (id, title, shelf_id) SELECT n, 'volume ' || n, (n - 1) / 100 + 1 FROM generate_series(1, 1000) n;
    INSERT INTO page (id, text, volume_id) SELECT n, 'page ' || n, (n - 1) / 100 + 1 FROM generate_series(1, 100000) n;
    INSERT INTO shelf (id, room) VALUES (11, 'south');
    INSERT INTO volume (id, title, shelf_id) VALUES (1001, 'volume 1001', 11);
    INSERT INTO page (id, text, volume_id) VALUES (100001, 'page 100001', 1001);
    ANALYZE shelf; ANALYZE volume; ANALYZE page";

const ABOUT: [(&str, &str); 7] = [
    ("version", "SELECT 'PostgreSQL ' || current_setting('server_version')"),
    ("fsync", "SELECT current_setting('fsync')"),
    ("synchronous_commit", "SELECT current_setting('synchronous_commit')"),
    ("full_page_writes", "SELECT current_setting('full_page_writes')"),
    ("shared_buffers", "SELECT current_setting('shared_buffers')"),
    ("jit", "SELECT current_setting('jit')"),
    ("host", "SELECT CASE WHEN host(inet_server_addr()) LIKE '127.%' THEN 'this machine' ELSE 'another machine' END"),
];

type Server = Admin<sqlx::Postgres>;

pub struct Postgres {
    url: String,
    /// The URL by the server's socket, where that is on this machine.
    socket: Option<String>,
    server: Server,
    copies: BTreeMap<&'static str, Server>,
    about: BTreeMap<String, String>,
}

impl Postgres {
    pub fn new(url: &str, ours: &Program) -> Result<Self, Failure> {
        let url = &plain(url, "sslmode");
        let mut server = Server::connect(url)?;
        let about = server.about(&ABOUT)?;
        let socket = socket(url, &mut server)?;
        let mut ground = Self { url: url.into(), socket, server, copies: BTreeMap::new(), about };
        let seed = name_of("seed");
        ground.server.run(&format!("CREATE DATABASE {seed}"))?;
        let url = url_of(url, &seed)?;
        tables(ours, "postgres", Path::new(&url))?;
        let mut filler = Server::connect(&url)?;
        filler.run(include_str!("postgres.sql"))?;
        // A vacuum is no part of a transaction, and a script is one.
        filler.run("VACUUM ANALYZE")?;
        Ok(ground)
    }

    /// Whether there is a socket to be tried as well.
    pub fn has_socket(&self) -> bool {
        self.socket.is_some()
    }

    fn copy_of(&mut self, name: &str) -> Result<&mut Server, Failure> {
        self.copies.get_mut(name).ok_or_else(|| format!("{name} has no database").into())
    }
}

impl Ground for Postgres {
    fn copy(&mut self, name: &'static str, setting: &str) -> Result<[String; 2], Failure> {
        self.copies.remove(name);
        let (copy, seed) = (name_of(name), name_of("seed"));
        self.server.run(&format!("DROP DATABASE IF EXISTS {copy} WITH (FORCE)"))?;
        self.server.run(&format!("CREATE DATABASE {copy} TEMPLATE {seed}"))?;
        let mut server = Server::connect(&url_of(&self.url, &copy)?)?;
        // What the runner inserts need not be checked; who may not say so waits for the check.
        let _ = server.run("SET session_replication_role = replica");
        self.copies.insert(name, server);
        let base = if setting == "socket" { self.socket.as_ref().ok_or("no socket")? } else { &self.url };
        Ok(["postgres".into(), url_of(base, &copy)?])
    }

    fn tidy(&mut self, name: &str, case: Case) -> Result<(), Failure> {
        if case.writes() {
            let copy = self.copy_of(name)?;
            // With the keys beginning anew, all subjects' entries have the same.
            copy.run("TRUNCATE entry RESTART IDENTITY")?;
            ["VACUUM person", "VACUUM stock"].into_iter().try_for_each(|it| copy.run(it))?;
        }
        Ok(())
    }

    fn ready(&mut self, name: &str, case: Case) -> Result<(), Failure> {
        match case {
            Case::Cascade => self.copy_of(name)?.run(SHELVES),
            Case::Upsert => self.copy_of(name)?.run("VACUUM stock"),
            _ => Ok(()),
        }
    }

    fn left(&mut self, name: &str) -> Result<Option<u64>, Failure> {
        self.copy_of(name)?.written().map(Some)
    }

    fn about(&self) -> &BTreeMap<String, String> {
        &self.about
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let names: Vec<&str> = self.copies.keys().copied().chain(["seed"]).collect();
        self.copies.clear();
        for name in names {
            let _ = self.server.run(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_of(name)));
        }
    }
}

/// The same server by its socket: its folder is read from the server, and has to be here.
fn socket(url: &str, server: &mut Server) -> Result<Option<String>, Failure> {
    let folders = server.texts("SELECT current_setting('unix_socket_directories')")?;
    let port = server.texts("SELECT current_setting('port')")?.concat();
    let folders = folders.concat();
    let here = |folder: &&str| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists();
    let Some(folder) = folders.split(',').map(str::trim).find(here) else { return Ok(None) };
    let rest = url.split_once("://").ok_or("no URL: it begins with no scheme")?.1;
    let user = rest.split_once('@').map_or("postgres", |(user, _)| user);
    Ok(Some(format!("postgres:///postgres?host={folder}&port={port}&user={user}")))
}
