//! Says which databases this run of the tests uses. It is a program of its own, since what a test prints is not shown.

use orm::Backend;

fn main() {
    println!("\ndatabases of this run: SQLite (bundled), in memory and in a file");
    let servers = [
        ("PostgreSQL", "ORM_TEST_POSTGRES_URL", Some(Backend::Postgres)),
        ("MySQL or MariaDB", "ORM_TEST_MYSQL_URL", None),
    ];
    for (name, variable, backend) in servers {
        let is_set = std::env::var_os(variable).is_some_and(|url| !url.is_empty());
        match backend {
            None => println!("not used: {name} (not supported yet)"),
            Some(backend) if !backend.is_built_in() => {
                println!("not used: {name} (needs its Cargo feature; `--all-features` has it)");
            }
            Some(_) if is_set => println!("and {name}, of {variable}"),
            Some(_) => println!("not used: {name} ({variable} is not set; `.ci/servers` finds or starts one)"),
        }
    }
}
