//! Paths over relations, as constant data: what `Cat.owner.city` is once the types are gone.

use super::{ModelSchema, RelationDef, RelationKind};

/// One hop: a relation, forwards or backwards.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The relation.
    pub relation: &'static RelationDef,
    /// Whether it is read from the target to the source.
    pub reversed: bool,
}

impl Step {
    /// The model that the hop leads to.
    #[must_use]
    pub fn to(self) -> &'static ModelSchema {
        if self.reversed { (self.relation.source)() } else { (self.relation.target)() }
    }

    /// The model that the hop starts at.
    #[must_use]
    pub fn from(self) -> &'static ModelSchema {
        if self.reversed { (self.relation.target)() } else { (self.relation.source)() }
    }

    /// Whether it can lead to more than one row.
    #[must_use]
    pub const fn is_to_many(self) -> bool {
        match self.relation.kind {
            RelationKind::ManyToMany => true,
            RelationKind::ForeignKey => self.reversed,
            RelationKind::OneToOne => false,
        }
    }

    /// Whether it can lead to no row.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        self.reversed || self.relation.nullable
    }

    /// Whether this is the same hop.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.reversed == other.reversed
            && self.relation.name == other.relation.name
            && std::ptr::eq((self.relation.source)(), (other.relation.source)())
    }
}

/// A path: the hop that ends it, and the path before. The path of no hops is its model.
#[derive(Debug)]
pub struct PathNode {
    /// The path before the last hop; `None` at the root.
    pub parent: Option<&'static PathNode>,
    /// The last hop; `None` at the root.
    pub step: Option<Step>,
}

impl PathNode {
    /// The path of no hops.
    pub const ROOT: Self = Self { parent: None, step: None };

    /// The hops, from the root.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(node) = at {
            steps.extend(node.step);
            at = node.parent;
        }
        steps.reverse();
        steps
    }
}
