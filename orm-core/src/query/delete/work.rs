//! Deleting what was selected: first what is set, then rows, those that refer before those that are referred to.

use super::Root;
use super::graph::{Graph, Rule};
use super::plan::{Member, Plan};
use super::selection::{Others, Part, Selection};
use crate::ast::{self, Columns, Expr, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{DeleteReport, collect, write};
use crate::schema::ModelSchema;
use crate::sql;

/// Why nothing was deleted.
pub(super) enum Failed {
    /// For this.
    For(Error),
    /// The database, or a protecting relation, refused: by which rows is still to be asked.
    InTheWay(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::ForeignKeyViolation | ErrorKind::Protected => Self::InTheWay(error),
            _ => Self::For(error),
        }
    }
}

/// Deletes rows, and what goes with them. In a transaction.
pub(super) async fn run(
    db: &Db,
    graph: &Graph,
    plan: &Plan,
    root: &Root,
    others: Others,
) -> Result<DeleteReport, Failed> {
    let selection = Selection::find(db, graph, plan, root, others).await?;
    ask_protectors(db, plan, &selection).await?;
    set(db, plan, &selection).await?;
    let mut report = DeleteReport::default();
    for step in plan.steps.iter().rev() {
        for member in &step.members {
            let_go(db, member, selection.of(member.place)).await?;
        }
        for member in &step.members {
            delete(db, member, selection.of(member.place), &mut report).await?;
        }
    }
    Ok(report)
}

/// Rows that protect what goes, and would go themselves: once they are gone, the database would not object.
async fn ask_protectors(db: &Db, plan: &Plan, selection: &Selection) -> Result<()> {
    for by in &plan.protect_within {
        for condition in selection.referring(by) {
            let limit = Some(1);
            let one = Select { columns: Columns::One, filter: Some(condition), limit, ..Select::all(by.model()) };
            if collect::number(db, sql::select(db.backend().dialect(), &one)?).await?.is_some() {
                return Err(Error::new(ErrorKind::Protected, "a protecting row stands in the way"));
            }
        }
    }
    Ok(())
}

/// What a relation is set to is asked once for each delete.
async fn set(db: &Db, plan: &Plan, selection: &Selection) -> Result<(), Failed> {
    for by in &plan.sets {
        let Rule::Set(to) = by.rule() else { continue };
        let value = by.becomes(to);
        for condition in selection.referring(by) {
            let update = update(by.model(), vec![(by.column(), Expr::Bind(value.clone()))], Some(condition));
            // That the row does not exist which it is set to is the fault of the one who said so.
            write::run_update(db, &update).await.map_err(Failed::For)?;
        }
    }
    Ok(())
}

/// Columns that refer to what is deleted earlier, in a circle.
async fn let_go(db: &Db, member: &Member, parts: &[Part]) -> Result<()> {
    if member.let_go.is_empty() {
        return Ok(());
    }
    let null = |&column: &&'static crate::schema::ColumnDef| (column, Expr::Bind(crate::value::Value::Null(column.ty)));
    for part in parts {
        let update = update(member.model, member.let_go.iter().map(null).collect(), part.is(member.model));
        write::run_update(db, &update).await?;
    }
    Ok(())
}

fn update(
    model: &'static ModelSchema,
    set: Vec<(&'static crate::schema::ColumnDef, Expr)>,
    filter: Option<Expr>,
) -> ast::Update {
    ast::Update { model, set, filter, via: None, returning: Vec::new() }
}

/// The rows of a model, and before them their links.
async fn delete(db: &Db, member: &Member, parts: &[Part], report: &mut DeleteReport) -> Result<()> {
    let (dialect, model) = (db.backend().dialect(), member.model);
    for join in &member.joins {
        for part in parts {
            let it = ast::Sever { table: join.table, column: join.column, of: part.keys(model) };
            let name = format!("{}_{}", (join.relation.source)().name, join.relation.name);
            report.add(name, db.execute(sql::sever(dialect, &it)?).await?);
        }
    }
    for part in parts {
        let statement = match part {
            Part::Keys(keys) if keys.len() == 1 => sql::fixed::delete(dialect, model, keys[0].clone()),
            part => sql::delete(dialect, &ast::Delete { model, filter: part.is(model), via: None })?,
        };
        report.add(model.name, db.execute(statement).await?);
    }
    Ok(())
}
