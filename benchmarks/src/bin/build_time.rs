//! What building costs: applications of many models, written by this program for `orm` and its peers, and built.
//!
//! `cargo run --release --bin build_time -- 30` builds applications of 30 models with 12 fields and three relations each, in
//! circles. It tells, for each library: the processor's time for a cold build, and for building again after one model was
//! touched (the median of five), the size of the program without debug information, and the lines that a model expands to.
//! The processor's time and not the clock's, so that a busy machine does not count. `--rebuild` leaves the cold build out.

#[path = "build_time/apps.rs"]
mod apps;
#[path = "build_time/measure.rs"]
mod measure;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10, 30, 100];
    }
    let is_cold = !args.iter().any(|arg| arg == "--rebuild");
    // The targets stay between runs: without `--rebuild` they are made anew.
    let folder = std::env::temp_dir().join("orm-build-time");
    println!("| models | library | cold build | again after a touch | program | lines a model |");
    println!("|---:|---|---:|---:|---:|---:|");
    for models in sizes {
        for app in apps::ALL {
            let place = folder.join(format!("{}-{models}", app.name));
            apps::write(app, models, &place)?;
            let target = folder.join(format!("target-{}", app.name));
            println!("| {models} | {} | {} |", app.name, row(&place, &target, models, is_cold)?);
        }
    }
    Ok(())
}

fn row(place: &Path, target: &Path, models: usize, is_cold: bool) -> Result<String, Box<dyn Error>> {
    if is_cold && target.exists() {
        std::fs::remove_dir_all(target)?;
    }
    let cold = measure::build(place, target)?;
    let mut again = Vec::new();
    for round in 0..5 {
        apps::touch(place, round)?;
        again.push(measure::build(place, target)?);
    }
    again.sort_by(f64::total_cmp);
    let size = measure::stripped(place, target)?;
    let lines = measure::expanded(place, target)? / models;
    let cold = if is_cold { format!("{cold:.1} s") } else { "–".into() };
    Ok(format!("{cold} | {:.2} s | {:.1} MB | {lines}", again[2], size as f64 / 1e6))
}
