//! What was promised, and where it is missed.

use crate::databases::Database;
use crate::programs::OURS;
use crate::rounds::{Measure, Measured};
use world::Case;

/// At most this many times what another subject takes, in a database's first setting.
pub struct Target {
    holds: fn(Case) -> bool,
    other: &'static str,
    at_most: f64,
}

const fn target(holds: fn(Case) -> bool, other: &'static str, at_most: f64) -> Target {
    Target { holds, other, at_most }
}

fn many_rows(case: Case) -> bool {
    matches!(case, Case::Rows(1_000 | 10_000))
}

fn up_to_a_thousand(case: Case) -> bool {
    matches!(case, Case::Rows(1..=1_000))
}

fn trees(case: Case) -> bool {
    matches!(case, Case::Tree | Case::Links)
}

fn crowd(case: Case) -> bool {
    case == Case::Tasks(64)
}

fn bulk(case: Case) -> bool {
    case == Case::Insert(1_000)
}

fn get(case: Case) -> bool {
    case == Case::Get
}

fn update(case: Case) -> bool {
    case == Case::Update
}

fn any(_: Case) -> bool {
    true
}

pub const SQLITE: [Target; 15] = [
    target(many_rows, "limit", 1.10),
    target(many_rows, "rusqlite", 0.75),
    target(many_rows, "diesel", 0.6),
    target(get, "limit", 1.8),
    target(get, "diesel", 0.35),
    target(trees, "limit", 0.9),
    target(trees, "diesel", 0.6),
    target(bulk, "limit", 1.10),
    target(bulk, "diesel", 0.4),
    target(update, "limit", 1.3),
    // Four times the throughput of one thread's blocking, and five times that of sqlx's pool.
    target(crowd, "diesel", 1.0 / 4.0),
    target(crowd, "sqlx", 1.0 / 5.0),
    target(any, "sea-orm", 1.0 / 3.0),
    target(any, "toasty", 1.0 / 3.0),
    target(any, "sqlx", 1.0),
];

pub const POSTGRES: [Target; 13] = [
    target(many_rows, "limit", 1.05),
    target(up_to_a_thousand, "diesel-async", 1.0),
    target(get, "limit", 1.05),
    target(get, "diesel-async", 0.9),
    target(trees, "limit", 0.95),
    target(bulk, "limit", 0.9),
    target(bulk, "diesel-async", 0.65),
    target(update, "limit", 1.1),
    // 1.7 times the throughput of sqlx's pool, and 1.2 times that of diesel-async's.
    target(crowd, "sqlx by place", 1.0 / 1.7),
    target(crowd, "sqlx query_as", 1.0 / 1.7),
    target(crowd, "diesel-async", 1.0 / 1.2),
    target(any, "sea-orm", 1.0 / 1.5),
    target(any, "toasty", 1.0 / 1.5),
];

pub const MARIADB: [Target; 1] = [target(any, "limit", 1.1)];

/// A sentence for each target that these figures miss.
pub fn missed(database: &Database, measured: &[Measured]) -> Vec<String> {
    let mut all = Vec::new();
    let first = database.settings.first().map(|(word, _)| *word);
    let told = |it: &&Measured| Some(it.setting) == first && matches!(it.measure, Measure::Time | Measure::P99);
    for line in measured.iter().filter(told) {
        for target in database.targets.iter().filter(|it| (it.holds)(line.case)) {
            let Some(ratio) = line.ratio(OURS, target.other) else { continue };
            if ratio > target.at_most {
                let (title, other) = (line.case.title(), database.told(target.other));
                let which = if line.measure == Measure::P99 { ", 99th of 100" } else { "" };
                all.push(format!(
                    "{}, {title}{which} is {ratio:.2} × {other}, and at most {:.2} × was promised",
                    database.title, target.at_most
                ));
            }
        }
    }
    all
}
