//! How SQLite means to run the statements: a row that a path leads to is looked for by an index, never by reading its table.
//!
//! Each statement of the unit tests is explained. The tables are those that `create_tables` makes, and nothing was counted
//! (`ANALYZE`), so what is chosen is what the text and the indexes allow.

use super::orm::database::{Database, RowSink};
use super::orm::error::{Error, ErrorKind, Result};
use super::orm::sql::{Cost, Statement, Text};
use super::orm::value::Cells;

/// A step of a plan: `SCAN cat`, `SEARCH t1 USING INTEGER PRIMARY KEY (rowid=?)`. <https://www.sqlite.org/eqp.html>
struct Step {
    number: i64,
    parent: i64,
    what: String,
}

/// The steps that read a table whole for each row of another: within another loop, or in a query that is asked for each row.
pub(crate) async fn unwanted(db: &Database, statement: &Statement) -> Result<Vec<String>> {
    let text = Text::Made(format!("EXPLAIN QUERY PLAN {}", &*statement.text).into());
    let explain = Statement::new(text, statement.binds.clone(), Cost::Read, None);
    let sink = db.fetch(explain, Box::new(Plan(Vec::new()))).await?;
    let steps = sink.into_any().downcast::<Plan>().map(|plan| plan.0).unwrap_or_default();
    let is_inner = |at: usize| {
        let before = steps[..at].iter().filter(|it| it.parent == steps[at].parent);
        before.into_iter().any(|it| it.what.starts_with("SCAN ") || it.what.starts_with("SEARCH "))
    };
    let scans = steps.iter().enumerate().filter(|(_, step)| reads_whole(&step.what));
    let each_row = scans.filter(|(at, step)| is_inner(*at) || is_asked_for_each_row(&steps, step.parent));
    Ok(each_row.map(|(_, step)| step.what.clone()).collect())
}

/// A list of binds is read whole, since it is asked for all of it.
fn reads_whole(what: &str) -> bool {
    let table = what.strip_prefix("SCAN ").unwrap_or_default();
    !table.is_empty()
        && !["json_each", "CONSTANT ROW"].iter().any(|it| table.starts_with(it))
        && !table.contains("VALUES")
}

fn is_asked_for_each_row(steps: &[Step], number: i64) -> bool {
    let Some(step) = steps.iter().find(|it| it.number == number) else { return false };
    step.what.starts_with("CORRELATED") || is_asked_for_each_row(steps, step.parent)
}

struct Plan(Vec<Step>);

impl RowSink for Plan {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        let wrong = |error| Error::new(ErrorKind::SchemaMismatch, format!("{error}"));
        let (number, parent) = (cells.int(0).map_err(wrong)?, cells.int(1).map_err(wrong)?);
        self.0.push(Step { number, parent, what: cells.text(3).map_err(wrong)?.to_owned() });
        Ok(())
    }
    fn restart(&mut self) {
        self.0.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}
