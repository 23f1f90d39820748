//! The rows that subjects write. What they read was written by the runner, in SQL.

/// An entry that is to be inserted.
#[derive(Clone, Debug)]
pub struct Line {
    pub title: String,
    pub body: String,
    pub number: i32,
    pub done: bool,
}

/// The entry of a number.
pub fn line(n: usize) -> Line {
    let number = i32::try_from(n % 1_000_000).unwrap_or_default();
    Line {
        title: format!("the entry of the number {n}"),
        body: format!("what it says, {n} times"),
        number,
        done: n % 3 == 0,
    }
}

/// So many entries.
pub fn lines(rows: usize) -> Vec<Line> {
    (0..rows).map(line).collect()
}

/// The unique code of a stock.
pub fn stock_code(n: usize) -> String {
    format!("stock-{n:06}")
}

/// How many stocks one upsert has: those from the half of what is there.
pub const STOCKS: std::ops::Range<usize> = 5_000..15_000;

/// How many pieces the upsert of a turn sets for a stock.
pub fn stock_count(turn: usize, n: usize) -> i32 {
    i32::try_from((turn + n) % 1_000_000).unwrap_or_default()
}

/// What the update of a turn sets.
pub fn change(turn: usize) -> (i32, String) {
    (i32::try_from(turn % 60).unwrap_or_default() + 18, format!("{turn}@example.org"))
}

/// The room whose shelves a cascade deletes.
pub const ROOM: &str = "north";

/// What deletes them by hand, children first, as SQLite writes it; `?` is the room.
pub const CASCADE: [&str; 3] = [
    "DELETE FROM page WHERE volume_id IN \
     (SELECT id FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = ?))",
    "DELETE FROM volume WHERE shelf_id IN (SELECT id FROM shelf WHERE room = ?)",
    "DELETE FROM shelf WHERE room = ?",
];

/// How many persons there are.
pub const PERSONS: usize = 10_000;

/// The key of a person, here and there in the table.
pub fn key(n: usize) -> i64 {
    i64::try_from(n * 7_919 % PERSONS + 1).unwrap_or(1)
}

crate::seen!(Line { title, body, number, done });
