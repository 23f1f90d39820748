//! What deleting rows of a model takes: whose rows go along, in which order, and what else is changed or may refuse.
//!
//! Pure: it looks at relations, not at rows. What goes along is found from the root downwards, and deleted upwards.
//! Models that refer to each other in a circle are one [`Step`], and so is every other model alone.
//! **Invariant:** each step comes after those that its rows refer to.

use super::graph::{Graph, Join, Place, Referrer, Rule};
use crate::schema::{ColumnDef, Deferrable, ModelSchema, OnDelete};

/// The plan of one model.
#[derive(Debug)]
pub(super) struct Plan {
    /// The root's step is the first.
    pub(super) steps: Vec<Step>,
    /// Relations that are set before anything is deleted.
    pub(super) sets: Vec<Referrer>,
    /// Relations that are asked before anything is deleted, since the database would not refuse: they protect what goes and their
    /// rows may go too, or their constraint may wait until the transaction ends.
    pub(super) asked_before: Vec<Referrer>,
    /// Relations by which rows can stand in the way.
    pub(super) may_refuse: Vec<Referrer>,
}

/// Models whose rows are found together, and deleted one after the other.
#[derive(Debug)]
pub(super) struct Step {
    /// In the order in which they are deleted.
    pub(super) members: Vec<Member>,
}

/// One model of a step.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) place: Place,
    pub(super) model: &'static ModelSchema,
    /// By which its rows go with rows of earlier steps.
    pub(super) from_outside: Vec<Referrer>,
    /// By which its rows go with rows of other members of this step.
    pub(super) from_others: Vec<Referrer>,
    /// By which its rows go with its own.
    pub(super) from_itself: Vec<Referrer>,
    /// Whether its rows can refer to each other, by any rule: then one statement has to take them all.
    pub(super) is_tangled: bool,
    /// By which its rows can refer to its own, and need not: let go of where a database looks at each row by itself.
    pub(super) own: Vec<Referrer>,
    /// What is let go of before the step, since it refers to a member that is deleted earlier.
    pub(super) let_go: Vec<&'static ColumnDef>,
    pub(super) joins: Vec<Join>,
}

impl Plan {
    pub(super) fn new(graph: &Graph, root: Place) -> Self {
        let goes = closure(graph, root);
        let referrers: Vec<Referrer> = goes.iter().flat_map(|&at| graph.referrers(at)).copied().collect();
        let within = |it: &&Referrer| goes.contains(&it.source);
        let in_order: Vec<Referrer> = referrers.iter().filter(within).filter(|it| it.is_in_order()).copied().collect();
        let of = |rule: fn(Rule) -> bool| referrers.iter().filter(move |it| rule(it.rule()));
        let steps = circles(&goes, &in_order);
        Self {
            steps: steps.into_iter().map(|places| Step::new(graph, places, &in_order)).collect(),
            sets: of(|rule| matches!(rule, Rule::Set(_))).copied().collect(),
            asked_before: referrers.iter().filter(|it| is_asked_before(it, within(it))).copied().collect(),
            may_refuse: of(|rule| matches!(rule, Rule::Protects | Rule::Refuses)).copied().collect(),
        }
    }

    /// Whether rows that go can refer to others of their own table.
    pub(super) fn is_tangled(&self) -> bool {
        self.steps.iter().flat_map(|step| &step.members).any(|member| member.is_tangled)
    }

    /// The only model, where one statement does all: nothing goes along, nothing is set.
    pub(super) fn is_plain(&self) -> bool {
        let alone = matches!(self.steps.as_slice(), [step] if step.is_plain());
        alone && self.sets.is_empty() && self.asked_before.is_empty()
    }

    /// Whether rows of this model may go.
    pub(super) fn takes(&self, at: Place) -> bool {
        self.steps.iter().flat_map(|step| &step.members).any(|member| member.place == at)
    }
}

impl Step {
    fn new(graph: &Graph, places: Vec<Place>, in_order: &[Referrer]) -> Self {
        let here: Vec<Referrer> = in_order.iter().filter(|it| places.contains(&it.source)).copied().collect();
        let order = deleting_order(&places, &here);
        let member = |(at, &place): (usize, &Place)| {
            let mine: Vec<Referrer> = here.iter().filter(|it| it.source == place).copied().collect();
            let goes = mine.iter().filter(|it| matches!(it.rule(), Rule::Goes));
            let is_later = |it: &&Referrer| order[..at].contains(&it.target) && it.relation.may_let_go();
            Member {
                place,
                model: graph.model(place),
                from_outside: goes.clone().filter(|it| !places.contains(&it.target)).copied().collect(),
                from_others: goes
                    .clone()
                    .filter(|it| it.target != place && places.contains(&it.target))
                    .copied()
                    .collect(),
                from_itself: goes.filter(|it| it.target == place).copied().collect(),
                own: mine.iter().filter(|it| it.target == place && it.relation.nullable).copied().collect(),
                is_tangled: mine.iter().any(|it| it.target == place),
                let_go: mine.iter().filter(is_later).flat_map(Referrer::columns).collect(),
                joins: graph.joins(place).to_vec(),
            }
        };
        Self { members: order.iter().enumerate().map(member).collect() }
    }

    /// Whether it is one model whose rows take nothing along.
    fn is_plain(&self) -> bool {
        matches!(self.members.as_slice(), [only] if only.from_itself.is_empty() && only.joins.is_empty())
    }
}

/// Whether the database would not refuse while rows of this relation stand in the way. What `do_nothing` leaves to the end of the
/// transaction, it does on purpose; and a RESTRICT of the database's own never waits.
fn is_asked_before(it: &Referrer, is_within: bool) -> bool {
    let waits = it.relation.deferrable != Deferrable::No;
    match it.relation.on_delete {
        OnDelete::Protect => is_within || waits,
        OnDelete::Restrict => waits,
        _ => false,
    }
}

/// The models whose rows may go along, with the root's.
fn closure(graph: &Graph, root: Place) -> Vec<Place> {
    let (mut found, mut at) = (vec![root], 0);
    while let Some(&place) = found.get(at) {
        let goes = graph.referrers(place).iter().filter(|it| matches!(it.rule(), Rule::Goes));
        for referrer in goes {
            if !found.contains(&referrer.source) {
                found.push(referrer.source);
            }
        }
        at += 1;
    }
    found
}

/// Groups models that refer to each other in a circle, each group after those that it refers to. A program has hundreds of
/// models at most, so the plain way will do: two models are in one circle if each reaches the other.
fn circles(places: &[Place], edges: &[Referrer]) -> Vec<Vec<Place>> {
    let reaches: Vec<Vec<Place>> = places.iter().map(|&from| reached(from, edges)).collect();
    let reach = |from: usize, to: usize| from == to || reaches[from].contains(&places[to]);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..places.len() {
        match groups.iter_mut().find(|group| group.iter().all(|&other| reach(at, other) && reach(other, at))) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    // Whoever reaches more stands further down, since it reaches all that those it refers to reach, and itself.
    groups.sort_by_key(|group| (0..places.len()).filter(|&to| reach(group[0], to)).count());
    groups.into_iter().map(|group| group.into_iter().map(|at| places[at]).collect()).collect()
}

/// What a model refers to, directly and further on.
fn reached(from: Place, edges: &[Referrer]) -> Vec<Place> {
    let (mut found, mut next) = (Vec::new(), vec![from]);
    while let Some(place) = next.pop() {
        for edge in edges.iter().filter(|edge| edge.source == place) {
            if !found.contains(&edge.target) {
                found.push(edge.target);
                next.push(edge.target);
            }
        }
    }
    found
}

/// In a circle, whoever is referred to by a column that cannot be NULL goes later, unless the constraint waits. The others let go
/// before.
fn deleting_order(places: &[Place], edges: &[Referrer]) -> Vec<Place> {
    let (mut order, mut left) = (Vec::with_capacity(places.len()), places.to_vec());
    while !left.is_empty() {
        let is_held = |place: &Place| {
            let holds = |edge: &&Referrer| {
                let waits = edge.relation.deferrable == Deferrable::InitiallyDeferred;
                edge.target == *place && edge.source != *place && !edge.relation.may_let_go() && !waits
            };
            edges.iter().filter(holds).any(|edge| left.contains(&edge.source))
        };
        // A circle of columns none of which can be NULL or waits has no rows: there is no first one.
        let at = left.iter().position(|place| !is_held(place)).unwrap_or(0);
        order.push(left.remove(at));
    }
    order
}
