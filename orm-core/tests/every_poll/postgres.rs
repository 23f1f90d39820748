//! How a PostgreSQL server is looked at.

#[path = "../postgres_driver/support.rs"]
pub(crate) mod support;

use super::servers::{Kept, Server, texts};
use orm_core::database::Database;
use support::{Fresh, bulk, made, place, with_place};

pub(crate) struct Postgres(Fresh);

impl Server for Postgres {
    const NAME: &'static str = "PostgreSQL";
    const TABLES: &'static str =
        "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1";
    const WORKING: &'static str = "SELECT count(*) FILTER (WHERE state <> 'idle') + 1000 * count(*) FROM pg_stat_activity \
        WHERE datname = current_database() AND application_name = 'under_test'";

    fn is_in_transaction(_: &Database) -> &'static str {
        // The server tells of all at once, above.
        "SELECT 0"
    }

    async fn fresh() -> Option<Self> {
        Fresh::new().await.map(Self)
    }

    fn place(&self) -> String {
        place(&self.0.url())
    }

    fn url(&self) -> String {
        self.0.url()
    }

    fn url_through(&self, place: &str) -> String {
        let url = with_place(&self.0.url(), place);
        let separator = if url.contains('?') { '&' } else { '?' };
        format!("{url}{separator}application_name=under_test&sslmode=disable")
    }

    async fn keep(other: &Database) -> Kept {
        let tables = texts(other, Self::TABLES).await;
        other.execute(bulk("CREATE SCHEMA kept")).await.unwrap();
        for table in &tables {
            other.execute(made(format!("CREATE TABLE kept.\"{table}\" AS TABLE \"{table}\""))).await.unwrap();
        }
        let each = |write: fn(&String) -> String| tables.iter().map(write).collect::<Vec<_>>();
        let show = each(|table| format!("SELECT '{table} ' || row_to_json(t)::text FROM \"{table}\" t"));
        // As one statement, at whose end foreign keys are checked.
        let all = |writes: Vec<String>| {
            let writes: Vec<_> = writes.iter().enumerate().map(|(n, write)| format!("w{n} AS ({write})")).collect();
            format!("WITH {} SELECT 1", writes.join(", "))
        };
        let deletes = all(each(|table| format!("DELETE FROM \"{table}\"")));
        let inserts = all(each(|table| format!("INSERT INTO \"{table}\" SELECT * FROM kept.\"{table}\"")));
        let rewind = "SELECT 'SELECT ' || string_agg(format('setval(''%I'', %s, %L)', sequencename, coalesce(last_value, 1), \
            last_value IS NOT NULL), ', ') FROM pg_sequences WHERE schemaname = 'public' HAVING count(*) > 0";
        // One statement, whatever the sequences are by then.
        let rewind = match texts(other, rewind).await.first() {
            Some(text) => format!("SELECT '{}'", text.replace('\'', "''")),
            None => "SELECT '' WHERE false".to_owned(),
        };
        let show = format!("{} ORDER BY 1", show.join(" UNION ALL "));
        Kept { show, restore: vec![deletes, inserts], rewind, lock: None, tables }
    }

    fn drop_table(name: &str) -> String {
        format!("DROP TABLE \"{name}\" CASCADE")
    }
}
