//! The servers, as far as they are built in and configured.

#[cfg(feature = "mysql")]
#[allow(dead_code, reason = "the driver's tests need more of it")]
#[path = "../mysql_driver/support.rs"]
pub(crate) mod mysql;
#[cfg(feature = "postgres")]
#[allow(dead_code, reason = "the driver's tests need more of it")]
#[path = "../postgres_driver/support.rs"]
pub(crate) mod postgres;

use super::orm::database::{Backend, Database};
use super::orm::error::Result;
use super::orm::schema::ModelSchema;

/// On each server a database with the tests' tables, in which nothing is ever committed. Nobody tells when the last test of a
/// program is over, so the next run drops it.
pub(crate) async fn kept() -> Vec<Database> {
    #[allow(unused_mut, reason = "there may be no server")]
    let mut all = Vec::new();
    #[cfg(feature = "postgres")]
    if let Some(url) = postgres::server() {
        all.push(postgres_kept(&url).await);
    }
    #[cfg(feature = "mysql")]
    if let Some(url) = mysql::server() {
        all.push(mysql_kept(&url).await);
    }
    all
}

/// Makes tables on each server, in a place of their own, beside those that they refer to, which a server asks for.
pub(crate) async fn make(models: &[&'static ModelSchema], check: impl Fn(Backend, Result<()>)) {
    let models = &with_targets(models);
    #[cfg(feature = "postgres")]
    if let Some(url) = postgres::server() {
        let db = alone(&url).await;
        // All of it is in a transaction, so nobody else sees it.
        let tx = db.begin().await.expect("a transaction");
        for text in ["CREATE SCHEMA tables", "SET LOCAL search_path = tables"] {
            tx.execute(postgres::bulk(text)).await.expect("a schema");
        }
        check(db.backend(), tx.create_tables_of(models).await);
        tx.rollback().await.expect("the end");
        db.close().await;
    }
    #[cfg(feature = "mysql")]
    if let Some(fresh) = mysql::Fresh::new().await {
        let db = fresh.connect().await;
        check(db.backend(), db.create_tables_of(models).await);
        db.close().await;
    }
    #[cfg(not(any(feature = "postgres", feature = "mysql")))]
    let _ = (models, check);
}

fn with_targets(models: &[&'static ModelSchema]) -> Vec<&'static ModelSchema> {
    let mut all = models.to_vec();
    let mut at = 0;
    while let Some(model) = all.get(at) {
        let targets: Vec<_> = model.relations.iter().map(|relation| (relation.target)()).collect();
        for target in targets {
            if !all.iter().any(|known| std::ptr::eq(*known, target)) {
                all.push(target);
            }
        }
        at += 1;
    }
    all
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
async fn alone(url: &str) -> Database {
    Database::options(url).max_connections(1).connect().await.expect("the server is there")
}

#[cfg(feature = "postgres")]
async fn postgres_kept(url: &str) -> Database {
    let server = Database::options(url).max_connections(2).connect().await.expect("the server is there");
    // Under a lock, so that nobody drops what nobody is connected to yet.
    let held = server.begin().await.expect("a transaction");
    held.execute(postgres::bulk("SELECT pg_advisory_xact_lock(7308051944)")).await.expect("the lock");
    let names = postgres::read("SELECT datname::text FROM pg_database WHERE datname LIKE 'orm\\_shapes\\_%'");
    for name in postgres::texts(&server, names).await.expect("names") {
        // What is in use stays.
        let _ = server.execute(postgres::made(format!("DROP DATABASE {name}"))).await;
    }
    let name = format!("orm_shapes_{}", std::process::id());
    server.execute(postgres::made(format!("CREATE DATABASE {name}"))).await.expect("nobody else has the name");
    let db = alone(&postgres::of_server(url, &name)).await;
    db.create_tables_of(&super::models::all()).await.expect("the tables are new");
    held.rollback().await.expect("the end");
    server.close().await;
    db
}

#[cfg(feature = "mysql")]
async fn mysql_kept(url: &str) -> Database {
    let server = alone(url).await;
    let held = server.begin().await.expect("a transaction");
    let is_mine = async |name: &str| {
        let take = mysql::made(format!("SELECT get_lock('{name}', 0)"));
        mysql::ints(&held, take).await.expect("an answer") == [1]
    };
    let other = Database::options(url).max_connections(1).connect().await.expect("the server is there");
    let names = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'orm\\_shapes\\_%'";
    for name in mysql::texts(&held, mysql::read(names)).await.expect("names") {
        // Who uses it holds its lock.
        if is_mine(&name).await {
            let _ = other.execute(mysql::made(format!("DROP DATABASE IF EXISTS {name}"))).await;
        }
    }
    let name = format!("orm_shapes_{}", std::process::id());
    assert!(is_mine(&name).await, "nobody else has the name");
    other.execute(mysql::made(format!("CREATE DATABASE {name}"))).await.expect("it is new");
    other.close().await;
    let db = alone(&mysql::of_server(url, &name)).await;
    db.create_tables_of(&super::models::all()).await.expect("the tables are new");
    // The lock goes with its connection, when this program ends.
    std::mem::forget((held, server));
    db
}
