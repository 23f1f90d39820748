//! The cases: what one operation is, in words that every library can follow.

/// One workload. What each does to the tables is said once, here; a subject writes it in its own language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// (a) The first so many persons in the order of their keys, every column.
    Rows(usize),
    /// (a) Active persons of a city, of an age and a score, whose name begins with a letter, ordered by name, at most 10.
    Search,
    /// (b) A thousand posts, each with its author, in one statement.
    Joined,
    /// (c) 100 persons, their 10 posts each, and 10 comments of each post.
    Tree,
    /// (d) Inserts so many entries, keys known afterwards.
    Insert(usize),
    /// (e) A person by its key.
    Get,
    /// (f) Sets two columns of a person, by its key.
    Update,
    /// (g) A thousand owners and the 10 cats that each sits for.
    Links,
    /// (h) So many tasks get persons by key at the same time.
    Tasks(usize),
    /// (i) A thousand posts, then the author of each, in a second statement.
    Load,
    /// (k) A million readings, one at a time.
    Stream,
    /// (l) 64 tasks answer requests of five queries each, beside a writer and a long scan. The answer has the 99th of 100.
    Requests,
    /// (m) Inserts 10,000 stocks, half of which are there and are set.
    Upsert,
    /// (n) Deletes 10 shelves with their 1,000 volumes and 100,000 pages, of which the database lets none go by itself.
    Cascade,
    /// (o) Opens the database, gets one person, closes it.
    Connect,
}

impl Case {
    pub const ALL: [Self; 24] = [
        Self::Rows(1),
        Self::Rows(10),
        Self::Rows(100),
        Self::Rows(1_000),
        Self::Rows(10_000),
        Self::Search,
        Self::Joined,
        Self::Tree,
        Self::Insert(1),
        Self::Insert(10),
        Self::Insert(100),
        Self::Insert(1_000),
        Self::Get,
        Self::Update,
        Self::Links,
        Self::Tasks(1),
        Self::Tasks(8),
        Self::Tasks(64),
        Self::Load,
        Self::Stream,
        Self::Requests,
        Self::Upsert,
        Self::Cascade,
        Self::Connect,
    ];

    /// The word of the protocol.
    pub fn word(self) -> String {
        match self {
            Self::Rows(rows) => format!("rows-{rows}"),
            Self::Insert(rows) => format!("insert-{rows}"),
            Self::Tasks(tasks) => format!("tasks-{tasks}"),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.word() == word)
    }

    /// What the table says.
    pub fn title(self) -> String {
        match self {
            Self::Rows(1) => "(a) read 1 row".into(),
            Self::Rows(rows) => format!("(a) read {rows} rows"),
            Self::Search => "(a) search by five conditions".into(),
            Self::Joined => "(b) 1000 rows joined with their parents".into(),
            Self::Tree => "(c) tree 100 × 10 × 10".into(),
            Self::Insert(rows) => format!("(d) insert {rows}"),
            Self::Get => "(e) get by key".into(),
            Self::Update => "(f) update by key".into(),
            Self::Links => "(g) many-to-many, 1000 × 10".into(),
            Self::Tasks(tasks) => format!("(h) get by key, {tasks} task{}", if tasks == 1 { "" } else { "s" }),
            Self::Load => "(i) 1000 rows, then their parents".into(),
            Self::Stream => "(k) stream 1,000,000 rows".into(),
            Self::Requests => "(l) request of 5 queries, 64 tasks".into(),
            Self::Upsert => "(m) upsert 10,000".into(),
            Self::Cascade => "(n) delete 100,000 rows through two relations".into(),
            Self::Connect => "(o) connect and first query".into(),
        }
    }

    /// Whether it changes the tables, so that what it left there is compared too.
    pub fn writes(self) -> bool {
        matches!(self, Self::Insert(_) | Self::Update | Self::Upsert | Self::Cascade)
    }

    /// Whether one operation takes so long that a turn is one.
    pub fn is_long(self) -> bool {
        matches!(self, Self::Stream | Self::Upsert | Self::Requests | Self::Cascade)
    }
}
