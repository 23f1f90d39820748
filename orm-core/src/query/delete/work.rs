//! Deleting what was selected: first what is set, then rows, those that refer before those that are referred to.

use super::Root;
use super::graph::{Graph, Referrer, Rule};
use super::in_the_way;
use super::plan::{Member, Plan};
use super::selection::{Others, Part, Selection};
use crate::ast::{self, Columns, Expr, Select};
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{DeleteReport, collect, load, write};
use crate::schema::ModelSchema;
use crate::sql;
use crate::value::Value;
use std::borrow::Cow;

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
    ask_before(db, plan, &selection).await?;
    set(db, plan, &selection).await?;
    let mut report = DeleteReport::default();
    for step in plan.steps.iter().rev() {
        let mut parts = Vec::with_capacity(step.members.len());
        for member in &step.members {
            parts.push(known(db, member, selection.of(member.place)).await?);
        }
        for (member, parts) in step.members.iter().zip(&parts) {
            let_go(db, member, parts).await?;
        }
        for (member, parts) in step.members.iter().zip(&parts) {
            delete(db, member, &lined_up(db, member, parts).await?, &mut report).await?;
        }
    }
    Ok(report)
}

/// Rows to which the database would not object: they would be gone, or it would only object when the transaction ends.
async fn ask_before(db: &Db, plan: &Plan, selection: &Selection) -> Result<()> {
    for by in &plan.asked_before {
        let Some(condition) = in_the_way::condition(plan, selection, by) else { continue };
        let limit = Some(1);
        let one = Select { columns: Columns::One, filter: Some(condition), limit, ..Select::all(by.model()) };
        if collect::number(db, sql::select(db.backend().dialect(), &one)?).await?.is_some() {
            return Err(Error::new(ErrorKind::Protected, "a row stands in the way"));
        }
    }
    Ok(())
}

/// What a relation is set to is asked once for each delete.
async fn set(db: &Db, plan: &Plan, selection: &Selection) -> Result<(), Failed> {
    for by in &plan.sets {
        let Rule::Set(to) = by.rule() else { continue };
        let becomes = by.becomes(to);
        for condition in selection.referring(by) {
            let update = update(by.model(), becomes.clone(), Some(condition));
            // That the row does not exist which it is set to is the fault of the one who said so.
            write::run_update(db, &update).await.map_err(Failed::For)?;
        }
    }
    Ok(())
}

/// The rows as they can be told also after they let go of each other: by their keys, where they would be told by what they refer to.
async fn known<'p>(db: &Db, member: &Member, parts: &'p [Part]) -> Result<Cow<'p, [Part]>> {
    if looks_at_the_end(db) || member.own.is_empty() {
        return Ok(Cow::Borrowed(parts));
    }
    let mut known = Vec::with_capacity(parts.len());
    for part in parts {
        known.push(Part::Keys(match part.keys(member.model) {
            ast::Keys::These(keys) => keys,
            ast::Keys::Of(query) => load::keys(db, &query).await?,
        }));
    }
    Ok(Cow::Owned(known))
}

fn looks_at_the_end(db: &Db) -> bool {
    db.backend().dialect().looks_at_references_at_the_end()
}

/// Columns that refer to what is deleted earlier: in a circle, and within a table where each row is looked at by itself.
async fn let_go(db: &Db, member: &Member, parts: &[Part]) -> Result<()> {
    let own = if looks_at_the_end(db) { &[][..] } else { &member.own };
    let mut becomes = ast::set_null(member.let_go.iter().copied());
    for by in own.iter().filter(|by| by.relation.may_let_go()) {
        for (column, null) in by.becomes(None) {
            if !becomes.iter().any(|(it, _)| it.name == column.name) {
                becomes.push((column, null));
            }
        }
    }
    if becomes.is_empty() {
        return Ok(());
    }
    for part in parts {
        let update = update(member.model, becomes.clone(), part.is(member.model));
        write::run_update(db, &update).await?;
    }
    Ok(())
}

/// Rows that refer to each other and have to refer to something (a polymorphic field that always leads to a row), where each
/// row is looked at by itself: one that refers to none of the others goes last, and until then they all refer to that.
async fn lined_up<'p>(db: &Db, member: &Member, parts: &'p [Part]) -> Result<Cow<'p, [Part]>> {
    let held: Vec<&Referrer> = member.own.iter().filter(|by| !by.relation.may_let_go()).collect();
    if looks_at_the_end(db) || held.is_empty() {
        return Ok(Cow::Borrowed(parts));
    }
    let mut all = Vec::with_capacity(parts.len() + 1);
    for part in parts {
        match last(db, member.model, part, &held).await? {
            Some((last, others)) => all.extend([others, last]),
            None => all.push(part.clone()),
        }
    }
    Ok(Cow::Owned(all))
}

/// The row that goes last, and the others, which refer to it now. In a circle there is none, and the database refuses.
async fn last(db: &Db, model: &'static ModelSchema, part: &Part, held: &[&Referrer]) -> Result<Option<(Part, Part)>> {
    let Part::Keys(keys) = part else { return Ok(None) };
    if keys.len() < 2 {
        return Ok(None);
    }
    let referred: Vec<usize> = held.iter().flat_map(|by| by.relation.target_columns()).copied().collect();
    let columns: Vec<usize> = model.key.iter().copied().chain(referred).collect();
    let refers_to_none = held.iter().map(|by| part.referred_by(by).negated());
    let one = Select {
        columns: Columns::Exprs(columns.iter().map(|&at| Expr::own(model, &[at])).collect()),
        filter: Some(Expr::All(part.is(model).into_iter().chain(refers_to_none).collect())),
        limit: Some(1),
        ..Select::all(model)
    };
    let types = columns.iter().map(|&at| model.columns[at].ty).collect();
    let Some(row) = load::rows_of_values(db, &one, types).await?.pop() else { return Ok(None) };
    let mut row = row.into_iter();
    let key = Value::of_parts(row.by_ref().take(model.key.len()).collect());
    let others = keys.iter().filter(|it| it.identity() != key.identity()).cloned().collect();
    let (last, others) = (Part::Keys(vec![key]), Part::Keys(others));
    for by in held {
        let value = Value::of_parts(row.by_ref().take(by.relation.target_columns().len()).collect());
        let refers = by.relation.columns.iter().map(|&at| Expr::IsNull(Box::new(Expr::own(model, &[at]))).negated());
        let filter = Expr::All(others.is(model).into_iter().chain(refers).collect());
        write::run_update(db, &update(model, ast::assigned(by.columns(), value), Some(filter))).await?;
    }
    Ok(Some((last, others)))
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
            let it = ast::Sever { table: join.table, columns: join.columns, of: part.keys(model) };
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
