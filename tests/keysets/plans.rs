//! How each database means to run a page: it begins at the cursor, in an index that has the order, and sorts nothing.
//!
//! The statement that a page sends is explained with the values that it was sent with. The forms of the plans:
//! <https://www.sqlite.org/eqp.html>, <https://www.postgresql.org/docs/current/using-explain.html>,
//! <https://mariadb.com/kb/en/explain-format-json/>.

use super::*;
use crate::observability::listen;
use crate::support::raw;
use orm_core::database::RowSink;
use orm_core::sql::{Cost, Statement, Text};
use orm_core::value::Cells;

/// So many rows that no database would rather read all of them.
const ROWS: i32 = 3000;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyset_step", index(hall, shelf))]
struct Step {
    id: i64,
    hall: i32,
    shelf: i32,
    #[field(index)]
    number: i32,
    text: String,
}

async fn steps(db: &Db) -> orm::Result<()> {
    let step = |n: i32| Step::create().hall(n / 50).shelf(n % 50).number(n).text("x".repeat(100));
    Step::objects().bulk_create(db, (0..ROWS).map(step)).await?;
    let statistics = match db.backend() {
        orm::Backend::MySql(_) => "ANALYZE TABLE `keyset_step`",
        _ => "ANALYZE \"keyset_step\"",
    };
    raw(db, statistics).await?;
    Ok(())
}

/// A page behind or before the middle of an order, as the database means to read it.
async fn plan(db: &Db, set: QuerySet<Step>, forth: bool) -> orm::Result<String> {
    let middle = set.clone().page_after(db, usize::try_from(ROWS / 2).unwrap(), None).await?.next;
    assert!(middle.is_some());
    let (lines, guard) = listen(tracing::Level::TRACE);
    let page = if forth { set.page_after(db, 20, middle).await } else { set.page_before(db, 20, middle).await };
    drop(guard);
    assert_eq!(page?.rows.len(), 20);
    let [sent] = &lines.of("orm::values")[..] else { panic!("one statement") };
    let (text, binds) = sent.split_once(" sql=\"").unwrap().1.rsplit_once("\" binds=").unwrap();
    explained(db, &with_values(&text.replace("\\\"", "\""), binds)).await
}

/// The text with each value, all of which are whole numbers, in its place.
fn with_values(text: &str, binds: &str) -> String {
    let number = |it: &str| it.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let mut values =
        binds.split("Int(").skip(1).map(|it| number(it.split_once(", ").unwrap().1.split_once(')').unwrap().0));
    let mut whole = String::new();
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            '?' | '$' => {
                while rest.next_if(char::is_ascii_digit).is_some() {}
                whole.push_str(&values.next().unwrap_or_else(|| panic!("{text}: {binds}")));
            }
            other => whole.push(other),
        }
    }
    assert_eq!(values.next(), None, "{text}: {binds}");
    whole
}

async fn explained(db: &Db, text: &str) -> orm::Result<String> {
    let (how, column) = match db.backend() {
        orm::Backend::Sqlite => ("EXPLAIN QUERY PLAN", 3),
        orm::Backend::Postgres => ("EXPLAIN", 0),
        _ => ("EXPLAIN FORMAT=JSON", 0),
    };
    let statement = Statement::new(Text::Made(format!("{how} {text}").into()), Vec::new(), Cost::Read, None);
    let sink = db.fetch(statement, Box::new(Lines { column, lines: Vec::new() })).await?;
    let lines = sink.into_any().downcast::<Lines>().unwrap().lines;
    Ok(format!("{text}\n{}", lines.join("\n")))
}

struct Lines {
    column: usize,
    lines: Vec<String>,
}

impl RowSink for Lines {
    fn row(&mut self, cells: &dyn Cells) -> orm::Result<()> {
        self.lines.push(cells.text(self.column).unwrap().to_owned());
        Ok(())
    }
    fn restart(&mut self) {
        self.lines.clear();
    }
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

/// It looks into an index from a value on, and neither reads all rows nor sorts any.
fn seeks(db: &Db, plan: &str) -> bool {
    let (wanted, unwanted): (&str, &[&str]) = match db.backend() {
        orm::Backend::Sqlite => ("SEARCH keyset_step", &["SCAN", "TEMP B-TREE"]),
        // What is equal in the index is put in order as it comes: rows of one value, and not all.
        orm::Backend::Postgres => ("Index Cond", &["Seq Scan", "->  Sort", "Bitmap"]),
        _ => ("\"access_type\": \"range\"", &["\"ALL\"", "filesort", "temporary"]),
    };
    plan.contains(wanted) && !unwanted.iter().any(|it| plan.contains(it))
}

on_every_database! {
    async fn a_page_begins_at_its_cursor(db: &Database) {
        steps(db).await?;
        let orders: Vec<Vec<Order<Step>>> = vec![
            vec![],
            vec![Step.id.desc()],
            vec![Step.number.asc()],
            vec![Step.number.desc(), Step.id.desc()],
            vec![Step.hall.asc(), Step.shelf.asc()],
            vec![Step.hall.desc(), Step.shelf.desc(), Step.id.desc()],
        ];
        let mut wrong = Vec::new();
        for order in orders {
            for forth in [true, false] {
                let plan = plan(db, Step::objects().order_by(order.clone()), forth).await?;
                if !seeks(db, &plan) {
                    wrong.push(format!("{order:?}, forth: {forth}\n{plan}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        // An order that no index has is sorted, which these would see.
        assert!(!seeks(db, &plan(db, Step::objects().order_by(Step.shelf), true).await?));
        Ok(())
    }
}
