//! Deleting rows, with all that goes along, is set, or stands in the way: Django's `on_delete`.
//!
//! [`graph`] knows who refers to whom, [`plan`] what deleting rows of a model takes, [`selection`] which rows that is this
//! time, [`work`] does it, and [`in_the_way`] tells afterwards what refused. Hooks will be called from `work`. What this is
//! not: the databases' own ON DELETE, which only `db_cascade`, `db_set_null`, `db_restrict` and join tables have.
//!
//! The database's constraint has the last word: it refuses whatever would dangle, also what another transaction added
//! meanwhile. So nothing is asked that it would find, and a delete without objections costs a statement for each relation,
//! whatever the number of rows. **Invariant:** all of it happens, and is counted, or nothing. Start reading at [`delete`].

mod graph;
mod in_the_way;
mod plan;
mod selection;
mod work;

use super::{DeleteReport, Pending, terminals};
use crate::ast::{self, Select};
use crate::database::{Db, Isolation, Retry, Transaction};
use crate::error::{ErrorKind, InTheWay, Result};
use crate::schema::ModelSchema;
use crate::sql;
use crate::value::Value;
use graph::Graph;
use plan::Plan;
use selection::Others;
use work::Failed;

/// What is to be deleted.
#[derive(Debug)]
enum Root {
    /// The row of this key.
    Row(&'static ModelSchema, Value),
    /// The rows of a query.
    Rows(Select),
}

impl Root {
    fn model(&self) -> &'static ModelSchema {
        match self {
            Self::Row(model, _) => model,
            Self::Rows(select) => select.model,
        }
    }

    /// As one statement.
    async fn delete_alone(&self, db: &Db) -> Result<DeleteReport> {
        let dialect = db.backend().dialect();
        let statement = match self {
            Self::Row(model, key) => sql::fixed::delete(dialect, model, key.clone()),
            Self::Rows(select) => {
                let (filter, via) = terminals::conditions(select.clone());
                sql::delete(dialect, &ast::Delete { model: select.model, filter, via })?
            }
        };
        let mut report = DeleteReport::default();
        report.add(self.model().name, db.execute(statement).await?);
        Ok(report)
    }
}

/// So often a delete is done that something got into the way of which nothing is left when it is asked for.
const TIMES: u32 = 4;

/// Deletes the rows of a query, and what goes with them, all or nothing.
#[track_caller]
pub(crate) fn rows(db: &Db, select: Result<Select>) -> Pending<'_, DeleteReport> {
    Pending::new(async move { delete(db, Root::Rows(select?)).await })
}

/// Deletes a row, and what goes with it, all or nothing.
#[track_caller]
pub(super) fn row<'a>(db: &'a Db, model: &'static ModelSchema, key: Value) -> Pending<'a, DeleteReport> {
    Pending::new(delete(db, Root::Row(model, key)))
}

/// Deletes rows and what goes with them, all or nothing.
async fn delete(db: &Db, root: Root) -> Result<DeleteReport> {
    let graph = Graph::of_program();
    let Some(place) = graph.place(root.model()) else { return root.delete_alone(db).await };
    let plan = graph.plan(place);
    for done in 1.. {
        let others = if done == 1 { Others::May } else { Others::Wait };
        let refused = match once(db, graph, plan, &root, others).await {
            Ok(report) => return Ok(report),
            Err(Failed::InTheWay(refused)) => refused,
            // Another transaction changed rows that go; of them as they are now nothing was seen.
            Err(Failed::For(error)) => match error.kind() {
                ErrorKind::Serialization | ErrorKind::Deadlock if done < TIMES && !db.is_transaction() => continue,
                _ => return Err(error),
            },
        };
        match Box::pin(in_the_way(db, graph, plan, &root)).await {
            Ok(rows) if !rows.is_empty() => return Err(in_the_way::told(&root, refused, rows)),
            Ok(_) if done < TIMES => {}
            // What the database said counts, and not that it cannot be asked more.
            Ok(_) | Err(_) => return Err(in_the_way::unexplained(&root, refused)),
        }
    }
    Ok(DeleteReport::default())
}

async fn once(db: &Db, graph: &Graph, plan: &Plan, root: &Root, others: Others) -> Result<DeleteReport, Failed> {
    let is_plain = is_plain(db, plan);
    if is_plain && (plan.may_refuse.is_empty() || !db.is_transaction()) {
        return Ok(root.delete_alone(db).await?);
    }
    // It is large, and whoever deletes a row to which nothing refers should not carry it around.
    Box::pin(together(db, graph, plan, root, others)).await
}

/// Whether one statement does all. Rows that refer to each other it takes only where the database looks when it is done.
fn is_plain(db: &Db, plan: &Plan) -> bool {
    plan.is_plain() && (db.backend().dialect().looks_at_references_at_the_end() || !plan.is_tangled())
}

async fn together(db: &Db, graph: &Graph, plan: &Plan, root: &Root, others: Others) -> Result<DeleteReport, Failed> {
    let work = async |tx: Transaction| {
        if is_plain(db, plan) {
            // What refuses ends this part of the transaction and no more.
            return Ok(root.delete_alone(&tx).await?);
        }
        Box::pin(work::run(&tx, graph, plan, root, others)).await
    };
    // What is held is read as it is then, and not as it was when the transaction began.
    if db.is_transaction() || others == Others::Wait {
        return db.transaction(work).await;
    }
    // Every statement sees the same rows. Where others change them meanwhile, it is done again.
    db.transaction_with(Isolation::RepeatableRead, Retry::never(), work).await
}

async fn in_the_way(db: &Db, graph: &Graph, plan: &Plan, root: &Root) -> Result<Vec<InTheWay>> {
    db.transaction(async |tx| Box::pin(in_the_way::find(&tx, graph, plan, root)).await).await
}
