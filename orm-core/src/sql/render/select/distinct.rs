//! Values of which each comes once.
//!
//! Each has a name, so that a query around this one can count them where two are columns of one name, and an order can
//! say which of them it goes by: written out again, PostgreSQL would take an expression with a bind for another one.

use super::super::super::layout::Scope;
use super::super::condition::{Rendering, column};
use crate::ast::{Columns, Expr, Select};
use crate::sql::is_same;

/// `DISTINCT x AS value, y AS value2`
pub(super) fn columns(r: &mut Rendering<'_>, scope: &Scope<'_>, all: &[Expr]) {
    for (n, one) in all.iter().enumerate() {
        r.w.raw(if n > 0 { ", " } else { "DISTINCT " });
        column(r, scope, one);
        r.w.raw(" AS ").ident(&called(n));
    }
}

/// What the value is called that this orders by.
pub(super) fn name(it: &Select, by: &Expr) -> Option<String> {
    match &it.columns {
        Columns::Distinct(all) => all.iter().position(|one| is_same(it.model, one, by)).map(called),
        _ => None,
    }
}

fn called(n: usize) -> String {
    super::first_of_each::called("value", n)
}
