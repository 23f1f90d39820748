//! Deleting: each choice of `on_delete`, over every shape that relations can have. Meanings are Django's, and so are many
//! of the cases; where statements are counted, it is the number that the guide says.

mod choices;
mod circles;
mod database_rules;
mod large;
mod long;
mod races;
mod random;
mod shapes;

use crate::support::{on_every_database, raw, statements};

use orm::prelude::*;
use orm::{DeleteReport, Error, ErrorKind, InTheWay};

/// What a delete gives, as one line: `Leaf 6, Branch 3, Trunk 1`.
fn told(report: &DeleteReport) -> String {
    let models: Vec<_> = report.models().map(|(model, rows)| format!("{model} {rows}")).collect();
    assert_eq!(report.models().map(|(_, rows)| rows).sum::<u64>(), report.total());
    models.join(", ")
}

/// What stands in the way, as one line.
fn in_the_way(error: &Error) -> String {
    assert_eq!(error.kind(), ErrorKind::Protected, "{error}");
    let rows: Vec<_> = error.in_the_way().iter().map(InTheWay::to_string).collect();
    rows.iter().for_each(|row| assert!(error.to_string().contains(row), "{error} does not tell of {row}"));
    rows.join(", ")
}

/// How many rows there are of all models of a test.
macro_rules! rows {
    ($db:expr, $($model:ident),*) => { [$($model::objects().count($db).await?),*] };
}
use rows;
