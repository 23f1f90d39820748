//! Says which databases this run of the tests uses. It is a program of its own, since what a test prints is not shown.

use orm::{Backend, Flavour};

fn main() {
    println!("\ndatabases of this run: SQLite (bundled), in memory and in a file");
    let servers = [
        ("PostgreSQL", "ORM_TEST_POSTGRES_URL", Backend::Postgres),
        ("MySQL or MariaDB", "ORM_TEST_MYSQL_URL", Backend::MySql(Flavour::MariaDb)),
    ];
    for (name, variable, backend) in servers {
        let is_set = std::env::var_os(variable).is_some_and(|url| !url.is_empty());
        match backend {
            backend if !backend.is_built_in() => {
                println!("not used: {name} (needs its Cargo feature; `--all-features` has it)");
            }
            _ if is_set => println!("and {name}, of {variable}"),
            _ => println!("not used: {name} ({variable} is not set; `.ci/servers` finds or starts one)"),
        }
    }
}
