//! What building costs: applications of many models, written by this program for `orm` and its peers, and built.
//!
//! `cargo run --release --bin build_time -- 30` builds applications of 30 models with 12 fields and three relations each, in
//! circles. It tells, for each library: the processor's time for what it depends on and for the program itself, for building
//! again after one model was touched (the median of five), the size of the program without debug information, and the lines
//! that a model expands to. The processor's time and not the clock's, so that a busy machine does not count. What a library
//! depends on is built once for all sizes, anew in each run; `--rebuild` leaves it as it is. Names of libraries choose among them.

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
    let folder = std::env::temp_dir().join("orm-build-time");
    println!("| models | library | dependencies | the program | again after a touch | size | lines a model |");
    println!("|---:|---|---:|---:|---:|---:|---:|");
    let is_named = |name: &str| args.iter().any(|arg| arg == name);
    let chosen = |name: &str| is_named(name) || !apps::ALL.iter().any(|it| is_named(it.name));
    for app in apps::ALL.into_iter().filter(|it| chosen(it.name)) {
        let target = folder.join(format!("target-{}", app.name));
        if is_cold && target.exists() {
            std::fs::remove_dir_all(&target)?;
        }
        let mut dependencies = None;
        for models in &sizes {
            let place = folder.join(format!("{}-{models}", app.name));
            apps::write(app, *models, &place)?;
            if dependencies.is_none() {
                dependencies = Some(measure::dependencies(&place, &target)?);
            }
            println!(
                "| {models} | {} | {} |",
                app.name,
                row(&place, &target, *models, dependencies.filter(|_| is_cold))?
            );
        }
    }
    Ok(())
}

/// The columns after the library's name.
fn row(place: &Path, target: &Path, models: usize, cold: Option<f64>) -> Result<String, Box<dyn Error>> {
    measure::clean(place, target)?;
    let program = measure::build(place, target)?;
    let mut again = Vec::new();
    for round in 0..5 {
        apps::touch(place, round)?;
        again.push(measure::build(place, target)?);
    }
    again.sort_by(f64::total_cmp);
    let size = measure::stripped(place, target)?;
    let lines = measure::expanded(place, target)? / models;
    let cold = cold.map_or_else(|| "–".into(), |cold| format!("{cold:.1} s"));
    Ok(format!("{cold} | {program:.1} s | {:.2} s | {:.1} MB | {lines}", again[2], size as f64 / 1e6))
}
