//! Paths over relations, as constant data: what `Cat.owner.city` is once the types are gone.

use super::{ColumnDef, ModelSchema, RelationDef, RelationKind, Through};

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

    /// What the model that the hop starts at calls it: its own field, or the accessor of the other side. Where that has none
    /// (`related_name = "+"`), the field that declares the relation.
    pub(crate) fn name(self) -> &'static str {
        let accessor = self.relation.related_name.filter(|_| self.reversed);
        accessor.unwrap_or(self.relation.name)
    }

    /// The columns of a hop without a join table: those of the model that it starts at, and those of the model that it leads
    /// to which are equal to them.
    pub(crate) fn columns(self) -> impl Iterator<Item = (&'static ColumnDef, &'static ColumnDef)> {
        let (from, to) = (self.from().columns, self.to().columns);
        let (near, far) = match self.reversed {
            true => (self.relation.target_columns(), self.relation.columns),
            false => (self.relation.columns, self.relation.target_columns()),
        };
        near.iter().zip(far).map(move |(&near, &far)| (&from[near], &to[far]))
    }

    /// The columns of the join table that refer to the model that it starts at, and to the one that it leads to.
    pub(crate) fn sides(self) -> Option<(&'static Through, &'static [&'static str], &'static [&'static str])> {
        let through = self.relation.through.as_ref()?;
        Some(match self.reversed {
            true => (through, through.target_columns, through.source_columns),
            false => (through, through.source_columns, through.target_columns),
        })
    }

    /// Whether the rows that it leads to hold the key of the row that it starts at.
    pub(crate) fn holds_key(self) -> bool {
        let key = (self.relation.target)().key;
        self.reversed && self.relation.through.is_none() && self.relation.target_columns() == key
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
