//! Each database with those that are compared on it.

use crate::ground::{Ground, MariaDb, Postgres, Sqlite};
use crate::programs::{Entry, LIBPQ, LIMIT, OURS, Program};
use crate::targets::{self, Target};
use world::{Case, Failure};

pub struct Database {
    /// The word of `--on`, and the name of the files of results.
    pub word: &'static str,
    pub title: &'static str,
    /// What is called by hand, in a word, and in full.
    pub by_hand: &'static str,
    pub limit: &'static str,
    pub entries: &'static [Entry],
    pub targets: &'static [Target],
    /// The settings, each with what the table says of it. The targets are for the first.
    pub settings: &'static [(&'static str, &'static str)],
    /// Where the server's URL is read from.
    pub variable: &'static str,
    belongs: fn(Case, &str) -> bool,
}

pub const ALL: [&Database; 3] = [&SQLITE, &POSTGRES, &MARIADB];

const fn entry(name: &'static str, package: &'static str) -> Entry {
    Entry { name, package, reads: None }
}

const SQLITE: Database = Database {
    word: "sqlite",
    title: "SQLite",
    by_hand: "the C API by hand",
    limit: "the C API, prepared statements, inline",
    entries: &[
        entry(LIMIT, "limit"),
        entry(OURS, "orm"),
        entry("rusqlite", "rusqlite"),
        entry("diesel", "diesel"),
        entry("sqlx", "sqlx"),
        entry("sea-orm", "sea-orm"),
        entry("toasty", "toasty"),
        entry("butane", "butane"),
    ],
    targets: &targets::SQLITE,
    settings: &[
        ("normal", "A file with a write-ahead log, `synchronous` NORMAL"),
        ("full", "A file with a write-ahead log, `synchronous` FULL"),
        ("memory", "In memory"),
    ],
    variable: "",
    belongs: |case, setting| match case {
        Case::Stream | Case::Requests | Case::Cascade => setting == "normal",
        Case::Connect => setting != "memory",
        // How careful a commit is says nothing about what only reads.
        case => setting != "full" || case.writes() || case == Case::Get,
    },
};

const POSTGRES: Database = Database {
    word: "postgres",
    title: "PostgreSQL",
    by_hand: "tokio-postgres",
    limit: "tokio-postgres on a connection, prepared statements, columns by place; many rows by VALUES",
    entries: &[
        entry(LIMIT, "tokio-postgres"),
        entry(LIBPQ, LIBPQ),
        entry(OURS, "orm-servers"),
        entry("diesel-async", "diesel-async"),
        Entry { name: "sqlx by place", package: "sqlx-servers", reads: Some("by_place") },
        Entry { name: "sqlx query_as", package: "sqlx-servers", reads: Some("query_as") },
        entry("sea-orm", "sea-orm-servers"),
        entry("toasty", "toasty"),
    ],
    targets: &targets::POSTGRES,
    settings: &[("tcp", "Over TCP"), ("socket", "Over the socket")],
    variable: "ORM_TEST_POSTGRES_URL",
    belongs: |case, setting| {
        let by_socket = matches!(case, Case::Rows(1 | 1_000) | Case::Insert(1_000) | Case::Get | Case::Update);
        setting == "tcp" || by_socket || case == Case::Tasks(64)
    },
};

const MARIADB: Database = Database {
    word: "mariadb",
    title: "MariaDB",
    by_hand: "sqlx on a connection",
    limit: "sqlx on a connection, columns by place; many rows by VALUES",
    entries: &[
        Entry { name: LIMIT, package: "sqlx-servers", reads: Some("by_place") },
        entry(OURS, "orm-servers"),
        entry("diesel-async", "diesel-async"),
        entry("sea-orm", "sea-orm-servers"),
    ],
    targets: &targets::MARIADB,
    settings: &[("tcp", "Over TCP")],
    variable: "ORM_TEST_MYSQL_URL",
    belongs: |case, _| matches!(case, Case::Rows(_) | Case::Tree | Case::Insert(_) | Case::Get),
};

impl Database {
    pub fn parse(word: &str) -> Option<&'static Self> {
        ALL.into_iter().find(|it| it.word == word)
    }

    /// Whether a setting has the tables for a case, and tells something of it.
    pub fn has(&self, case: Case, setting: &str) -> bool {
        (self.belongs)(case, setting)
    }

    /// What is built together. The servers' programs are, so that what they depend on is built once.
    pub fn built(&self) -> &'static [Entry] {
        if self.variable.is_empty() { self.entries } else { POSTGRES.entries }
    }

    /// Whether a package is compared here; what is built together may have more.
    pub fn compares(&self, package: &str) -> bool {
        self.entries.iter().any(|it| it.package == package)
    }

    /// What a subject is called in a sentence.
    pub fn told(&self, name: &'static str) -> &'static str {
        if name == LIMIT { self.by_hand } else { name }
    }

    /// What subjects run on, and the settings that can be had.
    pub fn ground(
        &self,
        url: Option<&str>,
        programs: &[Program],
    ) -> Result<(Box<dyn Ground>, Vec<&'static str>), Failure> {
        let ours = programs.iter().find(|it| it.name == OURS).ok_or("no program of ours")?;
        let url = || {
            let found = url.map(str::to_owned).or_else(|| std::env::var(self.variable).ok());
            found.ok_or_else(|| format!("no server: say `--url URL`, or set {}", self.variable))
        };
        let mut settings: Vec<&str> = self.settings.iter().map(|(word, _)| *word).collect();
        let ground: Box<dyn Ground> = match self.word {
            "postgres" => {
                let ground = Postgres::new(&url()?, ours)?;
                settings.retain(|it| *it != "socket" || ground.has_socket());
                Box::new(ground)
            }
            "mariadb" => Box::new(MariaDb::new(&url()?, ours)?),
            _ => Box::new(Sqlite::new(ours)?),
        };
        Ok((ground, settings))
    }
}
