//! The same work in `orm`, in its peers, and by hand: every subject a program, all of them taking turns.
//!
//! `cargo run --release` builds them, checks that each reads and leaves the same rows, measures, and writes the table as
//! Markdown and JSON and a chart. `-- --on postgres` and `--on mariadb` do so on a server, which `--url` names or the variable
//! of the tests: a user that may create databases. `--check` fails where a target is missed, and names it; `--quick` takes
//! fewer turns; `--built` takes the programs as they are, `--without libpq,toasty` leaves some out; further words choose cases
//! (`get`, `rows-1000`), `--only normal` a setting, `--results FOLDER` another place for the files. Start reading at [`rounds`].

mod chart;
mod databases;
mod ground;
mod programs;
mod rounds;
mod subject;
mod table;
mod targets;

use databases::Database;
use ground::Ground;
use programs::Program;
use rounds::{Measured, Pace};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use subject::Subject;
use table::Results;
use world::{Case, Failure};

fn main() -> Result<ExitCode, Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let after = |flag: &str| args.iter().position(|arg| arg == flag).and_then(|at| args.get(at + 1));
    let word = after("--on").map_or("sqlite", String::as_str);
    let database = Database::parse(word).ok_or_else(|| format!("no database `{word}`: sqlite, postgres, mariadb"))?;
    let only = after("--only").map(String::as_str);
    let chosen: Vec<Case> = args.iter().filter_map(|arg| Case::parse(arg)).collect();
    let pace = if has("--quick") { Pace::QUICK } else { Pace::FULL };
    let without = after("--without").map_or("", String::as_str);
    let is_in = |name: &str| without.split(',').all(|it| it != name);
    if !has("--built") {
        programs::build(database.built(), |it| is_in(it.name) && database.compares(it.package))?;
    }
    let mut programs = programs::all(database.entries);
    programs.retain(|it| is_in(it.name));
    let begun = Instant::now();
    let (mut ground, settings) = database.ground(after("--url").map(String::as_str), &programs)?;
    let settings: Vec<&str> = settings.into_iter().filter(|it| only.is_none_or(|only| only == *it)).collect();
    let measured = measure(ground.as_mut(), database, &programs, pace, &settings, &chosen)?;
    let results = Results { database, about: ground.about().clone(), is_quick: has("--quick"), measured };
    drop(ground);

    println!("{}", table::markdown(&results));
    eprintln!("measured in {:.0} s", begun.elapsed().as_secs_f64());
    // What is not whole does not take the place of what is.
    if chosen.is_empty() && only.is_none() && without.is_empty() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("results");
        write(&results, after("--results").map_or(here, PathBuf::from))?;
    }
    let missed = targets::missed(database, &results.measured);
    missed.iter().for_each(|it| eprintln!("missed: {it}"));
    Ok(if has("--check") && !missed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn write(results: &Results, folder: PathBuf) -> Result<(), Failure> {
    std::fs::create_dir_all(&folder)?;
    let file = |extension: &str| folder.join(results.database.word).with_extension(extension);
    std::fs::write(file("md"), table::markdown(results))?;
    std::fs::write(file("json"), table::json(results)? + "\n")?;
    std::fs::write(file("svg"), chart::svg(results))?;
    Ok(())
}

fn measure(
    ground: &mut dyn Ground,
    database: &Database,
    programs: &[Program],
    pace: Pace,
    settings: &[&'static str],
    chosen: &[Case],
) -> Result<Vec<Measured>, Failure> {
    let mut all = Vec::new();
    for setting in settings.iter().copied() {
        let started = programs.iter().map(|program| Subject::start(program, setting, ground));
        let mut subjects = started.collect::<Result<Vec<_>, _>>()?;
        let cases = Case::ALL.into_iter().filter(|case| chosen.is_empty() || chosen.contains(case));
        let cases: Vec<Case> = cases.filter(|case| database.has(*case, setting)).collect();
        let able = rounds::check(&mut subjects, ground, setting, &cases)?;
        for (case, able) in cases.into_iter().zip(able) {
            let begun = Instant::now();
            all.extend(rounds::turns(&mut subjects, ground, setting, case, &able, pace)?);
            eprintln!("{setting}: {} ({:.1} s)", case.title(), begun.elapsed().as_secs_f64());
        }
    }
    Ok(all)
}
