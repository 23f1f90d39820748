//! The database of one run, the same for all subjects.

use std::path::PathBuf;
use tokio::runtime::Runtime;

/// Where a subject's database is, and how careful it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A file with a write-ahead log, `synchronous` NORMAL; a subject has a copy of its own.
    Normal(PathBuf),
    /// The same with FULL.
    Full(PathBuf),
    /// In memory; the file has the script that makes and fills the tables.
    Memory(PathBuf),
    /// A database of its own on a PostgreSQL server, by its URL.
    Postgres(Server),
    /// The same on a MariaDB server.
    MariaDb(Server),
}

/// A database on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    pub url: String,
    /// Whether this is for the cases of many tasks, which have a runtime of many threads.
    pub is_crowd: bool,
}

impl Setting {
    pub fn parse(word: &str, path: &str) -> Option<Self> {
        match word {
            "normal" => Some(Self::Normal(path.into())),
            "full" => Some(Self::Full(path.into())),
            "memory" => Some(Self::Memory(path.into())),
            "postgres" => Some(Self::Postgres(Server { url: path.into(), is_crowd: false })),
            "mariadb" => Some(Self::MariaDb(Server { url: path.into(), is_crowd: false })),
            _ => None,
        }
    }

    /// The file, or what libraries call a database in memory; a server's URL.
    pub fn file(&self) -> String {
        match self {
            Self::Normal(path) | Self::Full(path) => path.display().to_string(),
            Self::Memory(_) => ":memory:".into(),
            Self::Postgres(server) | Self::MariaDb(server) => server.url.clone(),
        }
    }

    /// What a connection is to be told first. The log is a property of the file.
    pub fn pragmas(&self) -> &'static str {
        match self {
            Self::Normal(_) => "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
            Self::Full(_) => "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
            Self::Memory(_) => "PRAGMA foreign_keys = ON;",
            Self::Postgres(_) | Self::MariaDb(_) => "",
        }
    }

    /// What fills a database in memory; nothing for a file.
    pub fn script(&self) -> std::io::Result<Option<String>> {
        match self {
            Self::Memory(path) => std::fs::read_to_string(path).map(Some),
            _ => Ok(None),
        }
    }

    /// A pool in memory has one connection, since each has a database of its own.
    pub fn connections(&self) -> u32 {
        match self {
            Self::Memory(_) => 1,
            Self::Normal(_) | Self::Full(_) => 4,
            Self::Postgres(_) | Self::MariaDb(_) => 8,
        }
    }

    /// The same for the cases of many tasks; nothing where that makes no difference.
    pub fn for_crowds(&self) -> Option<Self> {
        let crowd = |server: &Server| Server { url: server.url.clone(), is_crowd: true };
        match self {
            Self::Postgres(server) => Some(Self::Postgres(crowd(server))),
            Self::MariaDb(server) => Some(Self::MariaDb(crowd(server))),
            _ => None,
        }
    }

    /// What the tasks of a library that does not block run on. One task that asks a server has one thread: with more, what is
    /// measured is how threads wake each other.
    pub fn runtime(&self) -> std::io::Result<Runtime> {
        match self {
            Self::Postgres(server) | Self::MariaDb(server) if !server.is_crowd => {
                tokio::runtime::Builder::new_current_thread().enable_all().build()
            }
            _ => tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build(),
        }
    }
}
