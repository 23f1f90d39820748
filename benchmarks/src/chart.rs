//! The bar chart of the README: how many times as long as by hand, on a scale whose steps are doublings.

use crate::programs::{LIMIT, OURS};
use crate::rounds::{Measure, Measured};
use crate::table::{Results, about};
use std::fmt::Write as _;
use world::Case;

const SHOWN: [Case; 7] =
    [Case::Get, Case::Rows(1_000), Case::Tree, Case::Links, Case::Insert(1_000), Case::Update, Case::Tasks(64)];
const BAR: usize = 14;
const LEFT: usize = 190;
/// Points for each doubling.
const DOUBLING: f64 = 70.0;

pub fn svg(results: &Results) -> String {
    let database = results.database;
    let names: Vec<&str> = database.entries.iter().map(|it| it.name).filter(|name| *name != LIMIT).collect();
    let first = database.settings.first().copied().unwrap_or_default();
    let mut body = String::new();
    let mut y = 44;
    for case in SHOWN {
        let is_it = |it: &&Measured| it.case == case && it.setting == first.0 && it.measure == Measure::Time;
        let found = results.measured.iter().find(is_it);
        let Some(line) = found else { continue };
        let _ = writeln!(body, r#"<text x="8" y="{}" class="case">{}</text>"#, y + 11, escape(&case.title()[4..]));
        for name in &names {
            let Some(ratio) = line.ratio(name, LIMIT) else { continue };
            // What is as fast as by hand still has a bar, of half a doubling.
            let width = ((ratio.log2() + 0.5) * DOUBLING).max(6.0);
            let class = if *name == OURS { "ours" } else { "peer" };
            let at = y + BAR - 3;
            let _ =
                writeln!(body, r#"<rect x="{LEFT}" y="{y}" width="{width:.0}" height="{}" class="{class}"/>"#, BAR - 2);
            let end = LEFT as f64 + width + 5.0;
            let _ = writeln!(body, r#"<text x="{end:.0}" y="{at}" class="{class}">{name} ×{ratio:.1}</text>"#);
            y += BAR;
        }
        y += 12;
    }
    let height = y + 4;
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="860" height="{height}" font-family="sans-serif" font-size="11">
<style>
text {{ fill: #444 }} .case {{ font-weight: bold }} rect.ours {{ fill: #c2410c }} text.ours {{ fill: #c2410c; font-weight: bold }}
rect.peer {{ fill: #94a3b8 }} @media (prefers-color-scheme: dark) {{ text {{ fill: #bbb }} }}
</style>
<text x="8" y="16" font-size="13">{}: time against {} (shorter is faster; each doubling is as wide as the last)</text>
<text x="8" y="32">{}. {}. Medians of interleaved rounds.</text>
{body}</svg>
"##,
        database.title,
        database.by_hand,
        escape(&first.1.replace('`', "")),
        // The version alone; the table has the rest, which is wider than the chart.
        escape(about(results).split([',', ';']).next().unwrap_or_default()),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
