//! The same work in `orm`, in its peers, and by hand: every subject a program, all of them taking turns.
//!
//! `cargo run --release` builds them, checks that each reads and leaves the same rows, measures, and writes the table as
//! Markdown and JSON and a chart. `-- --check` fails where a target is missed, and names it; `--quick` takes fewer turns;
//! `--built` takes the programs as they are; further words choose cases (`get`, `rows-1000`), `--only normal` a setting. Start reading at [`rounds`].

mod chart;
mod programs;
mod rounds;
mod seed;
mod subject;
mod table;
mod targets;

use rounds::{Measured, Pace};
use seed::Seeds;
use std::path::Path;
use std::process::ExitCode;
use subject::Subject;
use world::{Case, Failure};

/// How a database is set up: the word of the protocol.
const SETTINGS: [&str; 3] = ["normal", "full", "memory"];

fn main() -> Result<ExitCode, Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let only = args.iter().position(|arg| arg == "--only").and_then(|at| args.get(at + 1));
    let chosen: Vec<Case> = args.iter().filter_map(|arg| Case::parse(arg)).collect();
    let pace = if has("--quick") { Pace::QUICK } else { Pace::FULL };
    if !has("--built") {
        programs::build()?;
    }
    let programs = programs::all();
    let folder = std::env::temp_dir().join(format!("orm-benchmarks-{}", std::process::id()));
    let measured = measure(&folder, &programs, pace, only.map(String::as_str), &chosen);
    std::fs::remove_dir_all(&folder)?;
    let measured = measured?;

    println!("{}", table::markdown(&measured));
    if chosen.is_empty() && only.is_none() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("results");
        std::fs::create_dir_all(&here)?;
        std::fs::write(here.join("sqlite.md"), table::markdown(&measured))?;
        std::fs::write(here.join("sqlite.json"), table::json(&measured)?)?;
        std::fs::write(here.join("sqlite.svg"), chart::svg(&measured))?;
    }
    let missed = targets::missed(&measured);
    missed.iter().for_each(|it| eprintln!("missed: {it}"));
    Ok(if has("--check") && !missed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn measure(
    folder: &Path,
    programs: &[programs::Program],
    pace: Pace,
    only: Option<&str>,
    chosen: &[Case],
) -> Result<Vec<Measured>, Failure> {
    let seeds = Seeds::new(folder, programs)?;
    let mut all = Vec::new();
    for setting in SETTINGS.into_iter().filter(|it| only.is_none_or(|only| only == *it)) {
        let started = programs.iter().map(|program| Subject::start(program, setting, &seeds));
        let mut subjects = started.collect::<Result<Vec<_>, _>>()?;
        let cases = Case::ALL.into_iter().filter(|case| chosen.is_empty() || chosen.contains(case));
        let cases: Vec<Case> = cases.filter(|case| rounds::belongs(*case, setting)).collect();
        let able = rounds::check(&mut subjects, setting, &cases)?;
        for (case, able) in cases.into_iter().zip(able) {
            eprintln!("{setting}: {}", case.title());
            all.extend(rounds::turns(&mut subjects, setting, case, &able, pace)?);
        }
    }
    Ok(all)
}
