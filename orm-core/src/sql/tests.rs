//! The text and binds of each kind of statement. The files below are data: a statement and what it becomes, through one
//! [`check`]. `tests/sql` reads the same files with a `check` that runs them, so that no text stands here that SQLite
//! would not take.

mod ddl;
mod deletes;
mod first_of_each;
mod fixed;
mod invariance;
mod keys;
mod lookups;
mod models;
mod mysql;
mod nulls;
mod paths;
mod postgres;
mod problems;
mod random;
mod related;
mod select;
mod writes;

use super::{Dialect, Statement};
use crate as orm;
use crate::ast;
use crate::schema::ModelSchema;
use expect_test::Expect;

#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(it: impl Into<It>, expected: Expect) {
    expected.assert_eq(&shown(&render(it)));
}

/// The statements that make tables, one a line; or the error.
#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check_tables(models: &[&'static ModelSchema], expected: Expect) {
    let shown = match super::ddl::create_tables(Dialect::Sqlite, models) {
        Ok(statements) => statements.iter().map(|it| format!("{}\n", &*it.text)).collect(),
        Err(error) => format!("{error}\n"),
    };
    expected.assert_eq(&shown);
}

/// Any statement that has an ast.
enum It {
    Select(ast::Select),
    Insert(ast::Insert),
    Update(ast::Update),
    UpdateRows(ast::UpdateRows),
    Delete(ast::Delete),
    Unlink(ast::Unlink),
    Sever(ast::Sever),
    Descend(ast::Descend),
}

macro_rules! statements {
    ($($kind:ident)*) => { $(
        impl From<ast::$kind> for It {
            fn from(it: ast::$kind) -> Self {
                Self::$kind(it)
            }
        }
    )* };
}
statements!(Select Insert Update UpdateRows Delete Unlink Sever Descend);

fn render(it: impl Into<It>) -> Statement {
    render_in(Dialect::Sqlite, it)
}

fn render_in(dialect: Dialect, it: impl Into<It>) -> Statement {
    let rendered = match it.into() {
        It::Select(it) => super::select(dialect, &it),
        It::Insert(it) => Ok(super::insert(dialect, it)),
        It::Update(it) => super::update(dialect, &it),
        It::UpdateRows(it) => Ok(super::update_rows(dialect, it)),
        It::Delete(it) => super::delete(dialect, &it),
        It::Unlink(it) => Ok(super::unlink(dialect, it)),
        It::Sever(it) => super::sever(dialect, &it),
        It::Descend(it) => super::descend(dialect, &it),
    };
    rendered.expect("the test's conditions are shallow")
}

/// The text, and below it the binds.
fn shown(statement: &Statement) -> String {
    let text: &str = &statement.text;
    match statement.binds.as_slice() {
        [] => text.to_owned(),
        binds => format!("{text}\n{binds:?}"),
    }
}
