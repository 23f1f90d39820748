//! Which tables the paths of a statement need, and what each is called.
//!
//! A path over relations that lead to one row becomes joins of the query that it stands in. At the first relation that
//! leads to many, a condition moves into an `EXISTS` of its own: so a path to many never multiplies rows, and its
//! complement is the complement.
//!
//! **Invariant:** within one scope, one path has one alias.

use super::writer::Alias;
use crate::ast::Expr;
use crate::schema::{ColumnDef, ModelSchema, PathNode, RelationKind, Step};

/// A table that is in reach, and the path that leads to it.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    pub(super) steps: Vec<Step>,
    pub(super) alias: Alias,
    /// Where the join table stands for the rows it leads to: what it calls their key, of which alone is asked.
    pub(super) key_as: Option<KeyAs>,
}

/// The key of a model, and the columns of a join table that hold it.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyAs {
    pub(super) model: &'static ModelSchema,
    pub(super) columns: &'static [&'static str],
}

impl Binding {
    /// What a column is called in the table that is bound.
    pub(super) fn name(&self, column: &'static ColumnDef) -> &'static str {
        let kept = self.key_as.and_then(|it| {
            let mut pairs = it.model.key_columns().zip(it.columns);
            pairs.find(|(key, _)| key.name == column.name).map(|(_, name)| *name)
        });
        kept.unwrap_or(column.name)
    }
}

/// A join: the table at the end of the path, joined to the one before.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) from: Alias,
    pub(super) step: Step,
    pub(super) alias: Alias,
    pub(super) optional: Optional,
}

/// Whether a join keeps rows that it finds nothing for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Optional {
    /// `JOIN`
    No,
    /// `LEFT JOIN`
    Yes,
}

/// The tables in reach of one query, and those of the queries around it.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    outer: Option<&'a Scope<'a>>,
    bindings: Vec<Binding>,
    joins: Vec<Join>,
}

/// Counts aliases for one statement.
#[derive(Debug, Default)]
pub(super) struct Aliases(u32);

impl Aliases {
    pub(super) fn next(&mut self) -> Alias {
        self.0 += 1;
        Alias::Numbered(self.0)
    }
}

/// A column with its path made as short as it can be: what a foreign key refers to, in the row at its end, is the foreign
/// key.
pub(super) fn trimmed(path: &PathNode, column: &'static ColumnDef) -> (Vec<Step>, &'static ColumnDef) {
    // Most columns are the query's own.
    if path.step.is_none() {
        return (Vec::new(), column);
    }
    let mut steps = path.steps();
    let mut column = column;
    while let Some(&last) = steps.last() {
        if last.reversed || last.relation.kind == RelationKind::ManyToMany {
            break;
        }
        let Some((kept_here, _)) = last.columns().find(|(_, far)| far.name == column.name) else { break };
        steps.pop();
        column = kept_here;
    }
    (steps, column)
}

fn starts_with(steps: &[Step], prefix: &[Step]) -> bool {
    steps.len() >= prefix.len() && steps.iter().zip(prefix).all(|(a, b)| a.is(*b))
}

impl<'a> Scope<'a> {
    pub(super) fn new(outer: Option<&'a Scope<'a>>, root: Binding) -> Self {
        Self { outer, bindings: vec![root], joins: Vec::new() }
    }

    /// A query of its own over a table.
    pub(super) fn of_table(table: &'static str) -> Self {
        Self::new(None, Binding { steps: Vec::new(), alias: Alias::Table(table), key_as: None })
    }

    /// The longest bound path that these steps begin with.
    pub(super) fn reach(&self, steps: &[Step]) -> Option<&Binding> {
        let here = self.bindings.iter().filter(|bound| starts_with(steps, &bound.steps));
        let here = here.max_by_key(|bound| bound.steps.len());
        let around = self.outer.and_then(|outer| outer.reach(steps));
        match (here, around) {
            (Some(a), Some(b)) if b.steps.len() > a.steps.len() => Some(b),
            (Some(a), _) => Some(a),
            (None, around) => around,
        }
    }

    /// The same tables, as they are seen from the end of a path: for an expression that starts there.
    pub(super) fn at(&self, path: &[Step]) -> Self {
        let beyond = self.bindings.iter().filter(|bound| starts_with(&bound.steps, path));
        let from_there = |bound: &Binding| Binding { steps: bound.steps[path.len()..].to_vec(), ..bound.clone() };
        Self { outer: self.outer, bindings: beyond.map(from_there).collect(), joins: Vec::new() }
    }

    /// The joins, in the order in which they build on each other.
    pub(super) fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// Joins what these steps need, up to the first that leads to many.
    pub(super) fn join(&mut self, steps: &[Step], aliases: &mut Aliases) {
        if steps.is_empty() {
            return;
        }
        let Some((mut alias, mut covered)) = self.reach(steps).map(|bound| (bound.alias, bound.steps.len())) else {
            return;
        };
        let mut optional =
            self.joins.iter().find(|join| join.alias == alias).map_or(Optional::No, |join| join.optional);
        while let Some(&step) = steps.get(covered) {
            if step.is_to_many() {
                return;
            }
            if step.is_optional() {
                optional = Optional::Yes;
            }
            let to = aliases.next();
            self.joins.push(Join { from: alias, step, alias: to, optional });
            covered += 1;
            self.bindings.push(Binding { steps: steps[..covered].to_vec(), alias: to, key_as: None });
            alias = to;
        }
    }

    /// Joins what the columns of an expression need.
    pub(super) fn join_for(&mut self, expr: &Expr, aliases: &mut Aliases) {
        each_path(expr, &mut |steps| self.join(steps, aliases));
    }

    /// The path up to the first relation that leads to many and is not bound yet, of the first column that has one.
    pub(super) fn first_to_many(&self, expr: &Expr) -> Option<Vec<Step>> {
        let mut found = None;
        each_path(expr, &mut |steps| {
            if found.is_none() && !steps.is_empty() {
                let covered = self.reach(steps).map_or(0, |bound| bound.steps.len());
                let many = steps[covered..].iter().position(|step| step.is_to_many());
                found = many.map(|at| steps[..=covered + at].to_vec());
            }
        });
        found
    }

    /// Whether a column can be NULL where it is read from here: it can itself, or what leads to it can lead to nothing.
    pub(super) fn is_nullable(&self, steps: &[Step], column: &ColumnDef) -> bool {
        let covered = self.bound(steps);
        column.nullable || steps[covered..].iter().any(|step| step.is_optional())
    }

    /// How many of the steps lead to a row that is known to be there: the root of this query or of one around it.
    fn bound(&self, steps: &[Step]) -> usize {
        let here =
            self.bindings.first().filter(|root| starts_with(steps, &root.steps)).map_or(0, |root| root.steps.len());
        here.max(self.outer.map_or(0, |outer| outer.bound(steps)))
    }
}

/// Calls for the path of each column of an expression. What is said of related rows starts anew at their model, so of
/// it only the path before its last hop counts.
fn each_path(expr: &Expr, call: &mut dyn FnMut(&[Step])) {
    each_column(expr, &mut |steps, _| call(steps));
}

/// Whether every column of an expression below this path is of the key at its end: then the join table alone answers.
pub(super) fn needs_only_key(expr: &Expr, steps: &[Step]) -> bool {
    let Some(last) = steps.last() else { return false };
    let target = last.to();
    let mut only = true;
    each_column(expr, &mut |path, column| {
        if starts_with(path, steps) && (path.len() > steps.len() || !is_of_key(target, column)) {
            only = false;
        }
    });
    only
}

fn is_of_key(model: &ModelSchema, column: Option<&'static ColumnDef>) -> bool {
    column.is_some_and(|column| model.key_columns().any(|key| key.name == column.name))
}

fn each_column(expr: &Expr, call: &mut dyn FnMut(&[Step], Option<&'static ColumnDef>)) {
    match expr {
        Expr::Column(path, column) => {
            let (steps, column) = trimmed(path, column);
            call(&steps, Some(column));
        }
        Expr::Related(path, ..) | Expr::Count(path, _) => {
            if let Some(parent) = path.parent {
                call(&parent.steps(), None);
            }
        }
        Expr::Arithmetic(_, left, right) | Expr::Compare(_, left, right) => {
            each_column(left, call);
            each_column(right, call);
        }
        Expr::Between(it, low, high) => [it, low, high].into_iter().for_each(|part| each_column(part, call)),
        Expr::Matches(inner, ..)
        | Expr::In(inner, _)
        | Expr::InQuery(inner, _)
        | Expr::IsNull(inner)
        | Expr::Not(inner) => each_column(inner, call),
        Expr::All(all) | Expr::Any(all) | Expr::Row(all) => all.iter().for_each(|one| each_column(one, call)),
        Expr::At(path, inner) => {
            let before = path.steps();
            each_column(inner, &mut |steps, column| call(&[&before, steps].concat(), column));
        }
        Expr::Bind(_) | Expr::Random => {}
    }
}

/// The same for a condition that starts at the related model itself.
pub(super) fn needs_only_key_at_root(expr: &Expr, model: &ModelSchema) -> bool {
    let mut only = true;
    each_column(expr, &mut |path, column| {
        if !path.is_empty() || !is_of_key(model, column) {
            only = false;
        }
    });
    only
}

/// Whether a condition asks other rows: those of a query or of a relation.
pub(super) fn asks_other_rows(expr: &Expr) -> bool {
    match expr {
        Expr::Related(..) | Expr::InQuery(..) | Expr::Count(..) => true,
        Expr::Column(..) | Expr::Bind(_) | Expr::Random => false,
        Expr::Arithmetic(_, left, right) | Expr::Compare(_, left, right) => {
            asks_other_rows(left) || asks_other_rows(right)
        }
        Expr::Between(it, low, high) => [it, low, high].into_iter().any(|part| asks_other_rows(part)),
        Expr::Matches(inner, ..) | Expr::In(inner, _) | Expr::IsNull(inner) | Expr::Not(inner) | Expr::At(_, inner) => {
            asks_other_rows(inner)
        }
        Expr::All(all) | Expr::Any(all) | Expr::Row(all) => all.iter().any(asks_other_rows),
    }
}

/// Whether an expression is about the columns of one row and asks no other row, of whatever table.
pub(super) fn asks_own_row(expr: &Expr) -> bool {
    let mut own = !asks_other_rows(expr);
    each_path(expr, &mut |steps| own &= steps.is_empty());
    own
}
