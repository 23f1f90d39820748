//! How a MariaDB or MySQL server is looked at.

#[path = "../mysql_driver/support.rs"]
pub(crate) mod support;

use super::servers::{Kept, Server, texts};
use orm_core::database::{Backend, Database};
use orm_core::sql::Flavour;
use support::{Fresh, made, place, with_place};

pub(crate) struct MySql(Fresh);

impl Server for MySql {
    const NAME: &'static str = "MariaDB";
    const TABLES: &'static str = "SELECT table_name FROM information_schema.tables \
        WHERE table_schema = database() AND table_name NOT LIKE 'kept\\_%' ORDER BY 1";
    // The server's own list of transactions is not made anew while it is read often; who holds rows is seen by locking them.
    const WORKING: &'static str = "SELECT CAST(coalesce(sum(command <> 'Sleep'), 0) + 1000 * count(*) AS SIGNED) \
        FROM information_schema.processlist WHERE db = database() AND id <> connection_id()";

    fn is_in_transaction(db: &Database) -> &'static str {
        match db.backend() {
            Backend::MySql(Flavour::MariaDb) => "SELECT @@in_transaction",
            // MySQL tells of its locks alone, which are looked for below.
            _ => "SELECT 0",
        }
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
        with_place(&self.0.url(), place)
    }

    async fn keep(other: &Database) -> Kept {
        let tables = texts(other, Self::TABLES).await;
        for table in &tables {
            other.execute(made(format!("CREATE TABLE `kept_{table}` AS SELECT * FROM `{table}`"))).await.unwrap();
        }
        let show = "SELECT concat('SELECT concat(''', table_name, ' '', json_array(', \
            group_concat(concat('`', column_name, '`') ORDER BY ordinal_position), ')) FROM `', table_name, '`') \
            FROM information_schema.columns WHERE table_schema = database() AND table_name NOT LIKE 'kept\\_%' \
            GROUP BY table_name";
        // Those alone that were advanced, since each takes as long as what changes a table does.
        let counters = "SELECT concat('SELECT ''ALTER TABLE `', table_name, '` AUTO_INCREMENT = ', auto_increment, ''' \
            FROM information_schema.tables WHERE table_schema = database() AND table_name = ''', table_name, \
            ''' AND auto_increment <> ', auto_increment) FROM information_schema.tables WHERE table_schema = database() \
            AND auto_increment IS NOT NULL AND table_name NOT LIKE 'kept\\_%'";
        // Without foreign keys, since rows refer to each other in circles.
        let unchecked = |verb: &str, rest: String| match other.backend() {
            Backend::MySql(Flavour::MariaDb) => format!("SET STATEMENT foreign_key_checks = 0 FOR {verb} {rest}"),
            _ => format!("{verb} /*+ SET_VAR(foreign_key_checks = 0) */ {rest}"),
        };
        let deletes = tables.iter().map(|table| unchecked("DELETE", format!("FROM `{table}`")));
        let inserts =
            tables.iter().map(|table| unchecked("INSERT", format!("INTO `{table}` SELECT * FROM `kept_{table}`")));
        let locks: Vec<_> =
            tables.iter().map(|it| format!("(SELECT count(*) FROM `{it}` FOR UPDATE NOWAIT)")).collect();
        Kept {
            show: format!("{} ORDER BY 1", texts(other, show).await.join(" UNION ALL ")),
            restore: deletes.chain(inserts).collect(),
            rewind: texts(other, counters).await.join(" UNION ALL "),
            lock: Some(locks.join(" UNION ALL ")),
            tables,
        }
    }

    fn drop_table(name: &str) -> String {
        format!("DROP TABLE `{name}`")
    }
}
