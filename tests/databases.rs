//! Says which databases this run of the tests uses. It is a program of its own, since what a test prints is not shown.

fn main() {
    println!("\ndatabases of this run: SQLite (bundled), in memory and in a file");
    for (name, variable) in [("PostgreSQL", "ORM_TEST_POSTGRES_URL"), ("MySQL or MariaDB", "ORM_TEST_MYSQL_URL")] {
        let why = if std::env::var_os(variable).is_some() { "set, and not supported yet" } else { "not supported yet" };
        println!("not used: {name} ({variable}: {why})");
    }
}
