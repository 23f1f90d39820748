//! The three stories that `orm` began with, told with cats, on an embedded database.
//!
//! `cargo run --example cats` plays them; `-- --sql` also prints each statement as it is sent.

mod many_cats_many_owners;
mod many_cats_one_owner;
mod one_cat_one_owner;

use orm::prelude::*;

#[tokio::main]
async fn main() -> orm::Result<()> {
    if std::env::args().any(|arg| arg == "--sql") {
        print_statements();
    }
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;

    println!("One cat, one owner");
    one_cat_one_owner::story(&db).await?;
    println!("\nMany cats, one owner");
    many_cats_one_owner::story(&db).await?;
    println!("\nMany cats, many owners");
    many_cats_many_owners::story(&db).await?;
    db.close().await;
    Ok(())
}

/// Every statement is an event of `tracing`; here they go to the terminal.
fn print_statements() {
    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::util::SubscriberInitExt;
    let lines = tracing_subscriber::fmt::layer().without_time().with_level(false).with_target(false);
    let only = tracing_subscriber::filter::Targets::new().with_target("orm::statement", tracing::Level::DEBUG);
    tracing_subscriber::registry().with(lines).with(only).init();
}
