//! The table, for people and for programs.

use crate::databases::Database;
use crate::programs::{LIBPQ, LIMIT, OURS};
use crate::rounds::{Measure, Measured, quartiles};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What one run measured, and on what.
pub struct Results {
    pub database: &'static Database,
    /// What the database says of itself.
    pub about: BTreeMap<String, String>,
    pub is_quick: bool,
    pub measured: Vec<Measured>,
}

/// Two tables for each setting: what the limit takes, and the others as multiples of it.
pub fn markdown(results: &Results) -> String {
    let database = results.database;
    let mut out = format!("By hand: {}. {}.\n\n", database.limit, about(results));
    for (setting, title) in database.settings.iter().copied() {
        let by = |processor: bool| {
            let is_it = move |it: &&Measured| it.setting == setting && (it.measure == Measure::Processor) == processor;
            results.measured.iter().filter(is_it).collect::<Vec<_>>()
        };
        table(&mut out, database, title, &by(false));
        table(&mut out, database, &format!("{title}: the processor's time"), &by(true));
    }
    if database.variable.is_empty() {
        out.push_str("The processor's time is of all threads together.\n");
    } else {
        out.push_str("The processor's time is that of the program, all threads together, without the server's.\n");
    }
    out.push_str(
        "By hand: the median, and the middle half of the rounds. The others: × to it, medians of the rounds' ratios.\n",
    );
    out
}

/// The version first, then what else the database says, and how the run was made.
pub fn about(results: &Results) -> String {
    let version = results.about.get("version").map_or("", String::as_str);
    let others = results.about.iter().filter(|(name, _)| *name != "version");
    let mut out = others.fold(version.to_owned(), |mut out, (name, value)| {
        let _ = write!(out, ", `{name}` {value}");
        out
    });
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let _ = write!(out, "; {processors} processors, the server's among them");
    if results.database.variable.is_empty() {
        out.truncate(out.len() - ", the server's among them".len());
    }
    if results.is_quick {
        out.push_str("; few rounds (`--quick`)");
    }
    out
}

fn table(out: &mut String, database: &Database, title: &str, lines: &[&Measured]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {title}\n");
    let others: Vec<&str> = database.entries.iter().map(|it| it.name).filter(|name| *name != LIMIT).collect();
    let _ = writeln!(out, "| | by hand | {} | orm to the best peer |", others.join(" | "));
    let _ = writeln!(out, "|---|---:|{}---:|", "---:|".repeat(others.len()));
    for line in lines {
        let _ = writeln!(out, "{}", row(line, &others));
    }
    out.push('\n');
}

fn row(line: &Measured, others: &[&str]) -> String {
    let which = match line.measure {
        Measure::Time | Measure::Processor => "",
        Measure::P99 => ", 99th of 100",
        Measure::Memory => ", peak memory",
    };
    let limit = line.sample(LIMIT).map_or_else(|| "–".into(), |it| spread(line.measure, &it.rounds));
    let mut cells = vec![line.case.title() + which, limit];
    cells.extend(others.iter().map(|name| cell(line, name).unwrap_or_else(|| "–".into())));
    let best = best_peer(line)
        .filter(|_| line.measure != Measure::Memory)
        .and_then(|name| line.ratio(OURS, name).map(|ratio| format!("×{ratio:.2} {name}")));
    cells.push(best.unwrap_or_else(|| "–".into()));
    format!("| {} |", cells.join(" | "))
}

/// Memory is told as it is: by hand it is next to nothing.
fn cell(line: &Measured, name: &str) -> Option<String> {
    match line.measure {
        Measure::Memory => line.sample(name).map(|it| spread(Measure::Memory, &it.rounds)),
        _ => line.ratio(name, LIMIT).map(|ratio| times(name, ratio)),
    }
}

fn times(name: &str, ratio: f64) -> String {
    let digits = if ratio < 10.0 { 2 } else { 0 };
    if name == OURS { format!("**×{ratio:.digits$}**") } else { format!("×{ratio:.digits$}") }
}

/// The fastest of those that are neither ours nor by hand, as the second limit on PostgreSQL is too.
pub fn best_peer(line: &Measured) -> Option<&'static str> {
    let peers = line.subjects.iter().filter(|it| ![OURS, LIMIT, LIBPQ].contains(&it.name));
    let median = |rounds: &[f64]| quartiles(rounds.to_vec())[1];
    peers.min_by(|a, b| median(&a.rounds).total_cmp(&median(&b.rounds))).map(|it| it.name)
}

fn spread(measure: Measure, rounds: &[f64]) -> String {
    let [low, median, high] = quartiles(rounds.to_vec());
    let (unit, name) = match measure {
        Measure::Memory => return format!("{:.0} KiB", median / 1024.0),
        _ if median < 1e6 => (1e3, "µs"),
        _ => (1e6, "ms"),
    };
    format!("{:.2} {name} ({:.2}–{:.2})", median / unit, low / unit, high / unit)
}

/// Every figure, in nanoseconds or bytes.
pub fn json(results: &Results) -> Result<String, serde_json::Error> {
    let lines: Vec<Value> = results.measured.iter().map(line).collect();
    let database = json!({ "name": results.database.word, "by_hand": results.database.limit, "about": results.about });
    serde_json::to_string_pretty(&json!({ "database": database, "is_quick": results.is_quick, "lines": lines }))
}

fn line(line: &Measured) -> Value {
    let mut subjects = Map::new();
    for sample in &line.subjects {
        let [low, median, high] = quartiles(sample.rounds.clone());
        let mut figures = json!({ "low": low.round(), "median": median.round(), "high": high.round() });
        if let (Some(ratio), Some(figures)) = (line.ratio(sample.name, LIMIT), figures.as_object_mut()) {
            figures.insert("to_limit".into(), json!((ratio * 1_000.0).round() / 1_000.0));
        }
        subjects.insert(sample.name.into(), figures);
    }
    let measure = match line.measure {
        Measure::Time => "nanoseconds",
        Measure::Processor => "nanoseconds of the processor",
        Measure::P99 => "nanoseconds of the 99th of 100",
        Measure::Memory => "bytes at the peak",
    };
    json!({ "setting": line.setting, "case": line.case.word(), "measure": measure, "subjects": subjects })
}
