//! Opens a connection: asks what the server is, and sets its session up.
//!
//! Nothing is left to the server's settings that changes what a statement means: what is text, what is a mistake, what of other
//! transactions is seen. Two round trips after the handshake. Start reading at [`open`].

use super::address::{Address, Settings, Way};
use super::error;
use crate::error::{Error, ErrorKind, Result};
use crate::sql::Flavour;
use futures_util::TryStreamExt;
use sqlx::decode::Decode;
use sqlx::mysql::{MySqlConnection, MySqlRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Either, Executor, MySql, Row};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What is to be known of the server and of the connection.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub(super) flavour: Flavour,
    /// The longest packet that the server takes.
    pub(super) max_packet: usize,
    /// `None` where it is not known, or may be somebody else's.
    pub(super) process: Option<Process>,
    /// A wait for a lock that was too long undoes the whole transaction, and not the statement alone.
    pub(super) timeout_undoes_all: bool,
    /// From one key that the server gives to the next.
    pub(super) key_step: i64,
    has_snapshot_isolation: bool,
}

/// A connection by its number, and the server that numbers it: numbers begin anew with each start.
#[derive(Clone, Copy)]
pub(in crate::database) struct Process {
    pub(super) number: u64,
    server: u64,
    /// When the server started, in seconds of its own clock.
    started: i64,
}

impl Process {
    /// Whether both are of one server, and it was not started anew in between.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        self.server == other.server && self.started == other.started
    }
}

/// Answers in the order of asking; numbers come as text, since nothing is prepared for them. How long the server is up is asked for
/// in the statement that asks for the time, so that the difference is the same each time. Each of the two databases reads the
/// comment that is its own.
const WHO: &str = "SELECT VERSION(), CONNECTION_ID(), @@max_allowed_packet, @@innodb_rollback_on_timeout, \
                   CONCAT_WS('/', @@hostname, @@port, @@server_id), @@auto_increment_increment, \
                   (SELECT UNIX_TIMESTAMP() - CAST(VARIABLE_VALUE AS SIGNED) \
                   FROM /*M! information_schema.GLOBAL_STATUS */ /*!80000 performance_schema.global_status */ \
                   WHERE VARIABLE_NAME = 'Uptime'); \
                   SHOW VARIABLES LIKE 'innodb_snapshot_isolation'";

pub(super) async fn open(address: &Address) -> Result<(MySqlConnection, Facts)> {
    let of_connect = |error| error::of_connect(error, address);
    let mut connection = address.options.connect().await.map_err(of_connect)?;
    let answers = ask(&mut connection).await.map_err(of_connect)?;
    let mut facts = facts(&answers)?;
    if address.way == Way::Proxy {
        facts.process = None;
    }
    let text = set_up(&facts, address.settings);
    // Made of constants and numbers.
    connection.execute(sqlx::raw_sql(AssertSqlSafe(text))).await.map_err(of_connect)?;
    Ok((connection, facts))
}

/// The cells of each answer, one after the other.
async fn ask(connection: &mut MySqlConnection) -> Result<Vec<Vec<String>>, sqlx::Error> {
    let mut answers = vec![Vec::new()];
    let mut stream = connection.fetch_many(sqlx::raw_sql(WHO));
    while let Some(part) = stream.try_next().await? {
        match part {
            Either::Left(_) => answers.push(Vec::new()),
            Either::Right(row) => answers.iter_mut().next_back().into_iter().for_each(|it| it.extend(cells(&row))),
        }
    }
    Ok(answers)
}

fn cells(row: &MySqlRow) -> impl Iterator<Item = String> {
    (0..row.len()).map(|at| {
        let text = row.try_get_raw(at).ok().and_then(|cell| <&str as Decode<MySql>>::decode(cell).ok());
        text.unwrap_or_default().to_owned()
    })
}

fn facts(answers: &[Vec<String>]) -> Result<Facts> {
    let strange = || Error::new(ErrorKind::Unavailable, "the server does not answer as MariaDB or MySQL do");
    let answer = |number: usize, at: usize| answers.get(number).and_then(|it| it.get(at)).map(String::as_str);
    let first = |at| answer(0, at).ok_or_else(strange);
    let mut server = DefaultHasher::new();
    first(4)?.hash(&mut server);
    let (number, started) = (first(1)?.parse().ok(), first(6)?.parse().ok());
    let server = server.finish();
    Ok(Facts {
        flavour: flavour(first(0)?)?,
        max_packet: first(2)?.parse().map_err(|_| strange())?,
        process: number.zip(started).map(|(number, started)| Process { number, server, started }),
        timeout_undoes_all: matches!(first(3)?, "1" | "ON"),
        key_step: first(5)?.parse().map_err(|_| strange())?,
        has_snapshot_isolation: answer(1, 0).is_some(),
    })
}

// `10.11.6-MariaDB`, `5.5.5-10.11.6-MariaDB` (for clients that know no two digits), `8.0.36`, `8.4.0-4`.
fn flavour(version: &str) -> Result<Flavour> {
    let is_mariadb = version.contains("MariaDB");
    let numbers = if is_mariadb { version.trim_start_matches("5.5.5-") } else { version };
    let mut numbers = numbers.split(|c: char| !c.is_ascii_digit()).map_while(|it| it.parse::<u32>().ok());
    let mut next = || numbers.next().unwrap_or(0);
    let found = (next(), next(), next());
    let (flavour, name, oldest) =
        if is_mariadb { (Flavour::MariaDb, "MariaDB", (10, 6, 0)) } else { (Flavour::MySql, "MySQL", (8, 0, 19)) };
    if found < oldest {
        let message = format!(
            "the server is {name} {}.{}.{}, and the oldest that is spoken to is {}.{}.{}",
            found.0, found.1, found.2, oldest.0, oldest.1, oldest.2
        );
        return Err(Error::new(ErrorKind::Unsupported, message));
    }
    Ok(flavour)
}

/// What a mistake is: everything that does not fit, is cut off or is no date. And a backslash is a character as any other, and
/// the key 0 is 0: without that mode the server makes a key in its place, and the row in memory would be another one's.
const SQL_MODE: &str = "STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY,\
                        NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO";

/// In seconds. A stream is read as slowly as the program likes, and the server waits for it.
const PATIENCE: u32 = 86_400;

fn set_up(facts: &Facts, settings: Settings) -> String {
    // Texts are equal where their bytes are, blanks at the end included, and are ordered by their code points.
    let collation = match facts.flavour {
        Flavour::MariaDb => "utf8mb4_nopad_bin",
        Flavour::MySql => "utf8mb4_0900_bin",
    };
    let lock_timeout = settings.lock_timeout;
    // A tree is as deep as it is; what does not end is stopped by its time-out.
    let recursion = match facts.flavour {
        Flavour::MariaDb => "max_recursive_iterations",
        Flavour::MySql => "cte_max_recursion_depth",
    };
    // An update reads what was there before it, whatever stands to the left; MySQL has no such mode, and is given an order.
    let at_once = if facts.flavour == Flavour::MariaDb { ",SIMULTANEOUS_ASSIGNMENT" } else { "" };
    let mut text = format!(
        "SET SESSION sql_mode = '{SQL_MODE}{at_once}', time_zone = '+00:00', autocommit = 1, completion_type = 'NO_CHAIN', \
         sql_auto_is_null = 0, sql_safe_updates = 0, sql_select_limit = DEFAULT, {recursion} = 4294967295, foreign_key_checks = 1, unique_checks = 1, \
         default_storage_engine = 'InnoDB', lc_messages = 'en_US', net_write_timeout = {PATIENCE}, \
         innodb_lock_wait_timeout = {lock_timeout}, lock_wait_timeout = {lock_timeout}"
    );
    // REPEATABLE READ then means what it says: a row that changed since is not written over, but told of.
    // A long list is looked up in order; made into a query of its own, within a DELETE it would be asked again for each row.
    if facts.flavour == Flavour::MariaDb {
        text.push_str(", in_predicate_conversion_threshold = 0");
    }
    if facts.has_snapshot_isolation {
        text.push_str(", innodb_snapshot_isolation = ON");
    }
    if let Some(timeout) = settings.statement_timeout {
        let setting = match facts.flavour {
            Flavour::MariaDb => format!(", max_statement_time = {:.3}", timeout.as_secs_f64().max(0.001)),
            // Of reads alone; MySQL has none for writes.
            Flavour::MySql => format!(", max_execution_time = {}", timeout.as_millis().max(1)),
        };
        text.push_str(&setting);
    }
    text.push_str(", NAMES utf8mb4 COLLATE ");
    text.push_str(collation);
    // Each statement sees what was committed before it, as on PostgreSQL; the server's own level waits for gaps between rows.
    text.push_str("; SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, ");
    text.push_str(settings.access);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_tells_which_database_it_is_and_an_old_one_is_refused() {
        let told = |version: &str| match flavour(version) {
            Ok(flavour) => format!("{flavour:?}"),
            Err(error) => format!("{:?}: {}", error.kind(), error.message()),
        };
        assert_eq!(told("10.11.6-MariaDB-0+deb12u1"), "MariaDb");
        assert_eq!(told("5.5.5-10.6.0-MariaDB-log"), "MariaDb");
        assert_eq!(told("8.0.36"), "MySql");
        assert_eq!(told("8.4.0-4"), "MySql");
        assert_eq!(told("9.1.0-cloud"), "MySql");
        let old = "Unsupported: the server is MariaDB 10.5.8, and the oldest that is spoken to is 10.6.0";
        assert_eq!(told("10.5.8-MariaDB"), old);
        assert!(told("5.7.44-log").starts_with("Unsupported: the server is MySQL 5.7.44"));
        assert!(told("8.0.11-TiDB-v7.5.0").starts_with("Unsupported"));
    }
}
