//! Who refers to whom: the relations of all models of the program, read from their targets.
//!
//! It is made once, since what is linked into a program does not change; and so is the [`Plan`] of each model.

use super::plan::Plan;
use crate::ast::{Expr, assigned, set_null};
use crate::schema::{self, ColumnDef, LinkRows, ModelSchema, OnDelete, RelationDef, SetTo, TableName, Through};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// All models, and what refers to each.
pub(super) struct Graph {
    nodes: Vec<Node>,
    /// By the address of its schema, which is what a model is known by.
    places: FxHashMap<usize, Place>,
}

/// Which model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place(usize);

struct Node {
    model: &'static ModelSchema,
    referrers: Vec<Referrer>,
    joins: Vec<Join>,
    plan: OnceLock<Plan>,
}

/// A relation whose rows refer to a model by a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referrer {
    pub(super) source: Place,
    pub(super) target: Place,
    pub(super) relation: &'static RelationDef,
}

/// A join table, from one of its sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Join {
    pub(super) table: TableName,
    pub(super) columns: &'static [&'static str],
    /// The relation that it belongs to.
    pub(super) relation: &'static RelationDef,
}

/// What a referrer asks for when what it refers to goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// Its rows go too.
    Goes,
    /// Its column is set.
    Set(Option<SetTo>),
    /// Its rows stand in the way, also those that would go too.
    Protects,
    /// Its rows stand in the way if they stay.
    Refuses,
    /// The database sees to it, and to no one's harm.
    Database,
}

impl Referrer {
    pub(super) fn rule(&self) -> Rule {
        match self.relation.on_delete {
            OnDelete::Cascade => Rule::Goes,
            OnDelete::SetNull => Rule::Set(None),
            OnDelete::SetDefault(to) | OnDelete::Set(to) => Rule::Set(Some(to)),
            OnDelete::Protect => Rule::Protects,
            OnDelete::Restrict | OnDelete::DoNothing | OnDelete::DbRestrict => Rule::Refuses,
            OnDelete::DbCascade | OnDelete::DbSetNull => Rule::Database,
        }
    }

    /// The model that refers.
    pub(super) fn model(&self) -> &'static ModelSchema {
        (self.relation.source)()
    }

    /// The columns that refer.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static ColumnDef> + use<> {
        let columns = self.model().columns;
        self.relation.columns.iter().map(move |&at| &columns[at])
    }

    /// The columns that refer, as an expression.
    pub(super) fn expr(&self) -> Expr {
        Expr::own(self.model(), self.relation.columns)
    }

    /// What its columns become, where that is its rule.
    pub(super) fn becomes(&self, to: Option<SetTo>) -> Vec<(&'static ColumnDef, Expr)> {
        match to {
            Some(to) => assigned(self.columns(), (to.0)()),
            None => set_null(self.columns()),
        }
    }

    /// Whether the order of deletes matters to it: a column that was set refers no more.
    pub(super) fn is_in_order(&self) -> bool {
        !matches!(self.rule(), Rule::Set(_)) && !matches!(self.relation.on_delete, OnDelete::DbSetNull)
    }
}

impl Graph {
    /// Of all models that are linked into the program.
    pub(super) fn of_program() -> &'static Self {
        static GRAPH: OnceLock<Graph> = OnceLock::new();
        GRAPH.get_or_init(|| Self::new(&schema::models()))
    }

    fn new(models: &[&'static ModelSchema]) -> Self {
        let address = |model: &'static ModelSchema| std::ptr::from_ref(model).addr();
        let places: FxHashMap<_, _> =
            models.iter().enumerate().map(|(at, model)| (address(model), Place(at))).collect();
        let node = |model: &&'static ModelSchema| Node {
            model,
            referrers: Vec::new(),
            joins: Vec::new(),
            plan: OnceLock::new(),
        };
        let mut nodes: Vec<Node> = models.iter().map(node).collect();
        for (at, model) in models.iter().enumerate() {
            for &relation in model.relations {
                let target = places.get(&address((relation.target)())).copied();
                match (&relation.through, target) {
                    (None, Some(target)) => {
                        nodes[target.0].referrers.push(Referrer { source: Place(at), target, relation });
                    }
                    // Rows of a model go as its own foreign keys say.
                    (Some(Through { rows: LinkRows::Model(_), .. }), _) => {}
                    (Some(through), target) => {
                        let join = |columns| Join { table: through.table_name(), columns, relation };
                        nodes[at].joins.push(join(through.source_columns));
                        if let Some(target) = target {
                            nodes[target.0].joins.push(join(through.target_columns));
                        }
                    }
                    // A model that is not in the list is deleted without a plan.
                    (None, None) => {}
                }
            }
        }
        Self { nodes, places }
    }

    pub(super) fn place(&self, model: &'static ModelSchema) -> Option<Place> {
        self.places.get(&std::ptr::from_ref(model).addr()).copied()
    }

    pub(super) fn model(&self, at: Place) -> &'static ModelSchema {
        self.nodes[at.0].model
    }

    /// The relations that refer to a model.
    pub(super) fn referrers(&self, at: Place) -> &[Referrer] {
        &self.nodes[at.0].referrers
    }

    /// The join tables that refer to a model.
    pub(super) fn joins(&self, at: Place) -> &[Join] {
        &self.nodes[at.0].joins
    }

    /// What deleting rows of a model takes.
    pub(super) fn plan(&self, at: Place) -> &Plan {
        self.nodes[at.0].plan.get_or_init(|| Plan::new(self, at))
    }
}
