//! What was promised, and where it is missed.

use crate::programs::OURS;
use crate::rounds::{Measure, Measured};
use world::Case;

/// At most this many times what another subject takes, on files with NORMAL.
struct Target {
    holds: fn(Case) -> bool,
    other: &'static str,
    at_most: f64,
}

fn many_rows(case: Case) -> bool {
    matches!(case, Case::Rows(1_000 | 10_000))
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

fn any(_: Case) -> bool {
    true
}

const TARGETS: [Target; 15] = [
    Target { holds: many_rows, other: "limit", at_most: 1.10 },
    Target { holds: many_rows, other: "rusqlite", at_most: 0.75 },
    Target { holds: many_rows, other: "diesel", at_most: 0.6 },
    Target { holds: |case| case == Case::Get, other: "limit", at_most: 1.8 },
    Target { holds: |case| case == Case::Get, other: "diesel", at_most: 0.35 },
    Target { holds: trees, other: "limit", at_most: 0.9 },
    Target { holds: trees, other: "diesel", at_most: 0.6 },
    Target { holds: bulk, other: "limit", at_most: 1.10 },
    Target { holds: bulk, other: "diesel", at_most: 0.4 },
    Target { holds: |case| case == Case::Update, other: "limit", at_most: 1.3 },
    // Four times the throughput of one thread's blocking, and five times that of sqlx's pool.
    Target { holds: crowd, other: "diesel", at_most: 1.0 / 4.0 },
    Target { holds: crowd, other: "sqlx", at_most: 1.0 / 5.0 },
    Target { holds: any, other: "sea-orm", at_most: 1.0 / 3.0 },
    Target { holds: any, other: "toasty", at_most: 1.0 / 3.0 },
    Target { holds: any, other: "sqlx", at_most: 1.0 },
];

/// A sentence for each target that these figures miss.
pub fn missed(measured: &[Measured]) -> Vec<String> {
    let mut all = Vec::new();
    for line in
        measured.iter().filter(|it| it.setting == "normal" && matches!(it.measure, Measure::Time | Measure::P99))
    {
        for target in TARGETS.iter().filter(|it| (it.holds)(line.case)) {
            let Some(ratio) = line.ratio(OURS, target.other) else { continue };
            if ratio > target.at_most {
                let (title, other) = (line.case.title(), target.other);
                let which = if line.measure == Measure::P99 { ", 99th of 100" } else { "" };
                all.push(format!(
                    "{title}{which} is {ratio:.2} × {other}, and at most {:.2} × was promised",
                    target.at_most
                ));
            }
        }
    }
    all
}
