//! The same work in `orm` and written by hand with `rusqlite`, side by side in one process.
//!
//! `cargo run --release` prints a table; `-- --check` also fails where a ratio is above its target. Each workload is a
//! file: it makes sure that both sides give the same, then [`rounds`] takes turns between them.

mod get;
mod rounds;
mod rows;
mod world;

use rounds::Compared;
use std::process::ExitCode;
use world::World;

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let check = std::env::args().any(|arg| arg == "--check");
    let mut world = World::new().await?;
    let compared = [rows::compare(&mut world).await?, get::compare(&mut world).await?];
    print(&compared);
    let missed: Vec<_> = compared.iter().filter(|it| it.ratio() > it.target).collect();
    for it in &missed {
        eprintln!("missed: {} is {:.2} × rusqlite, and at most {:.2} × was promised", it.name, it.ratio(), it.target);
    }
    world.remove().await?;
    Ok(if check && !missed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print(compared: &[Compared]) {
    println!("| workload | orm | rusqlite | ratio | at most |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for it in compared {
        println!("| {} | {} | {} | {:.2} | {:.2} |", it.name, it.ours, it.theirs, it.ratio(), it.target);
    }
    println!("\nMedian (middle half of the rounds), for one operation.");
}
