//! The database of one run, the same for all subjects.

use std::path::PathBuf;

/// Where a subject's database is, and how careful it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A file with a write-ahead log, `synchronous` NORMAL; a subject has a copy of its own.
    Normal(PathBuf),
    /// The same with FULL.
    Full(PathBuf),
    /// In memory; the file has the script that makes and fills the tables.
    Memory(PathBuf),
}

impl Setting {
    pub fn parse(word: &str, path: &str) -> Option<Self> {
        let path = PathBuf::from(path);
        match word {
            "normal" => Some(Self::Normal(path)),
            "full" => Some(Self::Full(path)),
            "memory" => Some(Self::Memory(path)),
            _ => None,
        }
    }

    /// The file, or what libraries call a database in memory.
    pub fn file(&self) -> String {
        match self {
            Self::Normal(path) | Self::Full(path) => path.display().to_string(),
            Self::Memory(_) => ":memory:".into(),
        }
    }

    /// What a connection is to be told first. The log is a property of the file.
    pub fn pragmas(&self) -> &'static str {
        match self {
            Self::Normal(_) => "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
            Self::Full(_) => "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
            Self::Memory(_) => "PRAGMA foreign_keys = ON;",
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
        if matches!(self, Self::Memory(_)) { 1 } else { 4 }
    }
}
