//! Which rows go: of each model of a plan, by a condition where one says it, by their keys where none does.
//!
//! A condition is best: no key leaves the database, and a hundred thousand rows go by one statement. It stands on the
//! foreign keys alone (`child.root_id IN (..)`, `grandchild.child_id IN (SELECT .. WHERE child.root_id IN (..))`), and what
//! it names is deleted later than the rows that it finds. Where rows refer to each other in a circle, their keys are read.
//! **Invariant:** what is selected is the same until the rows are deleted, whatever the steps before them change.

use super::Root;
use super::graph::{Graph, Place, Referrer};
use super::plan::{Member, Plan, Step};
use crate::ast::{Columns, Descend, Expr, Hold, Keys, Output, Select, Via};
use crate::database::Db;
use crate::error::Result;
use crate::query::{collect, load};
use crate::schema::{ModelSchema, RefersTo};
use crate::sql;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};

/// So many keys stand in one statement.
const BATCH: usize = 10_000;
/// In so many parts a model's rows may be found by several relations. Each relation to a model of many parts doubles them,
/// so with more, their keys are read and put together.
const PARTS: usize = 8;
/// So deep a condition may be that others are built on.
const DEEP: usize = 20;

/// Some of the rows of a model that go.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Keys(Vec<Value>),
    /// Those that satisfy this; without it, all.
    Where(Option<Expr>),
}

/// Whether others may change and add rows while they are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// They may; the database says so where it matters, and it is done again.
    May,
    /// What is found is held, from the root downwards, and they have to wait. It takes a statement more for each model that
    /// others refer to, where the database lets others write meanwhile.
    Wait,
}

/// The rows of each model that go.
#[derive(Debug, Default)]
pub(super) struct Selection(FxHashMap<Place, Vec<Part>>);

impl Part {
    /// The rows themselves, as a condition on their model.
    pub(super) fn is(&self, model: &'static ModelSchema) -> Option<Expr> {
        match self {
            Self::Keys(keys) => Some(Expr::own_key(model).among(keys.clone())),
            Self::Where(condition) => condition.clone(),
        }
    }

    /// The rows that refer to them.
    pub(super) fn referred_by(&self, by: &Referrer) -> Expr {
        let model = (by.relation.target)();
        if let RefersTo::Unique(columns) = by.relation.refers_to {
            let query =
                Select { columns: Columns::Exprs(vec![Expr::own(model, columns)]), ..keys_of(model, self.is(model)) };
            return Expr::InQuery(Box::new(by.expr()), Box::new(query));
        }
        match self.keys(model) {
            Keys::These(keys) => by.expr().among(keys),
            Keys::Of(query) => Expr::InQuery(Box::new(by.expr()), query),
        }
    }

    /// Their keys.
    pub(super) fn keys(&self, model: &'static ModelSchema) -> Keys {
        match self {
            Self::Keys(keys) => Keys::These(keys.clone()),
            Self::Where(condition) => Keys::Of(Box::new(keys_of(model, condition.clone()))),
        }
    }
}

impl Selection {
    /// Finds the rows. It reads, at most; for a plan without circles it sends nothing.
    pub(super) async fn find(db: &Db, graph: &Graph, plan: &Plan, root: &Root, others: Others) -> Result<Self> {
        let mut found = Self::default();
        for (at, step) in plan.steps.iter().enumerate() {
            let first = if at == 0 { Some(root_part(db, graph, plan, step, root).await?) } else { None };
            match step.members.as_slice() {
                [only] => {
                    let from = first.into_iter().chain(found.taken_along(only)).collect();
                    let parts = alone(db, only, from).await?;
                    found.0.insert(only.place, parts);
                }
                members => {
                    let place = graph.place(root.model());
                    let seed = |member: &Member| first.clone().filter(|_| place == Some(member.place));
                    let from: Vec<Vec<Part>> =
                        members.iter().map(|it| seed(it).into_iter().chain(found.taken_along(it)).collect()).collect();
                    let circle = circle(db, members, from).await?;
                    for (member, keys) in members.iter().zip(circle) {
                        found.0.insert(member.place, parts_of(member, keys));
                    }
                }
            }
            if others == Others::Wait {
                for member in &step.members {
                    found.hold(db, graph, member).await?;
                }
            }
        }
        Ok(found)
    }

    /// Whoever refers to rows, or is about to, has to wait. Rows that nobody can refer to need not be held.
    async fn hold(&self, db: &Db, graph: &Graph, member: &Member) -> Result<()> {
        if graph.referrers(member.place).is_empty() {
            return Ok(());
        }
        for part in self.of(member.place) {
            let hold = Hold { model: member.model, filter: part.is(member.model) };
            if let Some(statement) = sql::hold(db.backend().dialect(), &hold)? {
                db.execute(statement).await?;
            }
        }
        Ok(())
    }

    /// The rows of a model. Of a model that the plan does not take, none.
    pub(super) fn of(&self, place: Place) -> &[Part] {
        self.0.get(&place).map_or(&[], Vec::as_slice)
    }

    /// What of a model goes with the rows of earlier steps.
    fn taken_along(&self, member: &Member) -> Vec<Part> {
        member.from_outside.iter().flat_map(|it| self.referring(it)).map(|it| Part::Where(Some(it))).collect()
    }

    /// The rows that refer to what goes.
    pub(super) fn referring(&self, by: &Referrer) -> Vec<Expr> {
        self.of(by.target).iter().map(|part| part.referred_by(by)).collect()
    }
}

/// The rows that were asked to go.
async fn root_part(db: &Db, graph: &Graph, plan: &Plan, step: &Step, root: &Root) -> Result<Part> {
    let select = match root {
        Root::Row(_, key) => return Ok(Part::Keys(vec![key.clone()])),
        Root::Rows(select) => select,
    };
    let set_meanwhile = plan.sets.iter().any(|it| graph.place(select.model) == Some(it.source));
    let stays_true = match stable(select) {
        Some(condition) if !set_meanwhile && step.members.len() == 1 => Some(condition),
        _ => None,
    };
    match stays_true {
        Some(condition) if condition.as_ref().is_none_or(|it| it.depth() <= DEEP) => Ok(Part::Where(condition)),
        _ => {
            let via = select.via.clone().map(|via| Via { output: Output::Rows, ..via });
            let keys = Select { columns: Columns::Exprs(vec![Expr::own_key(select.model)]), via, ..select.clone() };
            let ordered = keys.limit.is_some() || keys.offset.is_some();
            let keys = if ordered { keys } else { Select { order: Vec::new(), ..keys } };
            Ok(Part::Keys(load::keys(db, &keys).await?))
        }
    }
}

/// The condition of a query, where it is on the columns of its own rows alone: what goes before them cannot change that.
fn stable(select: &Select) -> Option<Option<Expr>> {
    if select.limit.is_some() || select.offset.is_some() {
        return None;
    }
    let via = match &select.via {
        None => None,
        Some(via) if via.step.relation.refers_to != RefersTo::Key => return None,
        Some(via) if via.step.relation.through.is_some() || !via.step.reversed => return None,
        Some(via) => Some(Expr::own(select.model, via.step.relation.columns).among(via.sources.clone())),
    };
    if select.filter.as_ref().is_some_and(|filter| !is_own(filter)) {
        return None;
    }
    Some(match (via, select.filter.clone()) {
        (Some(via), Some(filter)) => Some(via.and(filter)),
        (via, filter) => via.or(filter),
    })
}

fn is_own(condition: &Expr) -> bool {
    match condition {
        Expr::Column(path, _) => path.step.is_none(),
        Expr::Related(..) | Expr::InQuery(..) | Expr::Count(..) => false,
        other => other.all_children(&mut |child| is_own(child)),
    }
}

/// The rows of a model that is in no circle with others.
async fn alone(db: &Db, member: &Member, from: Vec<Part>) -> Result<Vec<Part>> {
    if !member.from_itself.is_empty() {
        return Ok(parts_of(member, descend(db, member, from).await?));
    }
    let is_deep = |part: &Part| matches!(part, Part::Where(Some(condition)) if condition.depth() > DEEP);
    let from = match from {
        // In pieces, unless one statement has to take them all.
        from if member.is_tangled && from.len() > 1 => {
            let conditions: Option<Vec<Expr>> = from.iter().map(|part| part.is(member.model)).collect();
            vec![Part::Where(conditions.map(Expr::Any))]
        }
        from if from.len() > PARTS && member.from_outside.len() > 1 || from.iter().any(is_deep) => {
            parts_of(member, descend(db, member, from).await?)
        }
        from => from,
    };
    let pieces = from.into_iter().flat_map(|part| match part {
        Part::Keys(keys) => parts_of(member, keys),
        other => vec![other],
    });
    Ok(pieces.collect())
}

/// The rows of models that are in a circle: round after round, until there are no new ones. Each round sends a statement
/// for each relation and batch.
async fn circle(db: &Db, members: &[Member], from: Vec<Vec<Part>>) -> Result<Vec<Vec<Value>>> {
    let mut found: Vec<Distinct> = members.iter().map(|_| Distinct::default()).collect();
    let mut new: Vec<Vec<Value>> = Vec::with_capacity(members.len());
    for ((member, from), found) in members.iter().zip(from).zip(&mut found) {
        new.push(found.add(descend(db, member, from).await?));
    }
    while new.iter().any(|keys| !keys.is_empty()) {
        let mut next: Vec<Vec<Value>> = Vec::with_capacity(members.len());
        for (member, found) in members.iter().zip(&mut found) {
            let mut from = Vec::new();
            for by in &member.from_others {
                let target = members.iter().position(|it| it.place == by.target);
                let keys = target.and_then(|at| new.get(at)).map_or(&[][..], Vec::as_slice);
                let part = |keys: &[Value]| Part::Where(Some(Part::Keys(keys.to_vec()).referred_by(by)));
                from.extend(keys.chunks(BATCH).map(part));
            }
            next.push(found.add(descend(db, member, from).await?));
        }
        new = next;
    }
    Ok(found.into_iter().map(|it| it.0).collect())
}

/// The keys of these rows, and of those of the same model that go with them. A statement for each hundred parts.
async fn descend(db: &Db, member: &Member, from: Vec<Part>) -> Result<Vec<Value>> {
    let mut keys = Distinct::default();
    for parts in from.chunks(100) {
        let conditions: Option<Vec<Expr>> = parts.iter().map(|part| part.is(member.model)).collect();
        let conditions = conditions.filter(|_| !parts.is_empty());
        match conditions {
            // A row that goes by itself takes along what the database finds, however deep.
            Some(from) if !member.from_itself.is_empty() => {
                let by = member.from_itself.iter().map(|by| by.relation).collect();
                let statement = sql::descend(db.backend().dialect(), &Descend { model: member.model, from, by })?;
                let rows = collect::values(db, statement, member.model.key_types()).await?;
                keys.add(rows.into_iter().map(Value::of_parts).collect());
            }
            Some(from) => drop(keys.add(read_keys(db, member.model, Some(Expr::Any(from))).await?)),
            // All rows.
            None => drop(keys.add(read_keys(db, member.model, None).await?)),
        }
    }
    Ok(keys.0)
}

async fn read_keys(db: &Db, model: &'static ModelSchema, condition: Option<Expr>) -> Result<Vec<Value>> {
    load::keys(db, &keys_of(model, condition)).await
}

/// Keys in batches. Rows that refer to each other stay together, since one statement has to take them all.
fn parts_of(member: &Member, keys: Vec<Value>) -> Vec<Part> {
    if member.is_tangled || keys.len() <= BATCH {
        return if keys.is_empty() { Vec::new() } else { vec![Part::Keys(keys)] };
    }
    keys.chunks(BATCH).map(|batch| Part::Keys(batch.to_vec())).collect()
}

fn keys_of(model: &'static ModelSchema, filter: Option<Expr>) -> Select {
    Select { columns: Columns::Exprs(vec![Expr::own_key(model)]), filter, ..Select::all(model) }
}

/// Keys, each once, in the order in which they were found.
#[derive(Default)]
struct Distinct(Vec<Value>, FxHashSet<Vec<u8>>);

impl Distinct {
    /// Adds keys, and gives those that are new.
    fn add(&mut self, keys: Vec<Value>) -> Vec<Value> {
        let is_new = |key: &Value| key.identity().is_none_or(|it| self.1.insert(it.into_owned()));
        let new: Vec<Value> = keys.into_iter().filter(is_new).collect();
        self.0.extend(new.iter().cloned());
        new
    }
}
