//! A relation, told from the side that declares it.

use super::{Deferrable, ModelSchema, OneOfDef, TableName};
use crate::value::Value;

/// A relation between two models. It is declared once; the other side reads the same definition backwards.
pub struct RelationDef {
    /// The field that declares it.
    pub name: &'static str,
    /// Which of the three.
    pub kind: RelationKind,
    /// The model that declares it.
    pub source: fn() -> &'static ModelSchema,
    /// The model that it leads to.
    pub target: fn() -> &'static ModelSchema,
    /// The positions of its columns in the source's table, one for each that it refers to. Empty for many-to-many.
    pub columns: &'static [usize],
    /// The columns of the target that it refers to.
    pub refers_to: RefersTo,
    /// Whether there may be none.
    pub nullable: bool,
    /// What becomes of the source's row when the target's goes.
    pub on_delete: OnDelete,
    /// Whether the database can wait with what it refers to until the transaction ends.
    pub deferrable: Deferrable,
    /// The other side's accessor; `None` where there is none (`related_name = "+"`).
    pub related_name: Option<&'static str>,
    /// The join table, for many-to-many.
    pub through: Option<Through>,
    /// The polymorphic field that it is one target of.
    pub one_of: Option<&'static OneOfDef>,
}

impl std::fmt::Debug for RelationDef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RelationDef")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("columns", &self.columns)
            .field("through", &self.through)
            .finish_non_exhaustive()
    }
}

impl RelationDef {
    /// A relation of which nothing more is said than where it leads.
    #[must_use]
    pub const fn new(
        name: &'static str,
        kind: RelationKind,
        columns: &'static [usize],
        models: [fn() -> &'static ModelSchema; 2],
        refers_to: RefersTo,
    ) -> Self {
        let [source, target] = models;
        Self {
            name,
            kind,
            source,
            target,
            columns,
            refers_to,
            nullable: false,
            on_delete: OnDelete::Protect,
            deferrable: Deferrable::No,
            related_name: None,
            through: None,
            one_of: None,
        }
    }

    /// The positions of the target's columns that it refers to, in the order of [`columns`](Self::columns).
    #[must_use]
    pub fn target_columns(&self) -> &'static [usize] {
        match self.refers_to {
            RefersTo::Key => (self.target)().key,
            RefersTo::Unique(columns) => columns,
        }
    }

    /// Whether its rows may lead to nothing. A target of a polymorphic field can be NULL, but where one has to be set it is so
    /// only while another is.
    #[must_use]
    pub fn may_let_go(&self) -> bool {
        self.nullable && self.one_of.is_none_or(|it| it.nullable)
    }
}

/// The columns of the target that a relation refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefersTo {
    /// Its key.
    Key,
    /// Columns at these positions, which are unique.
    Unique(&'static [usize]),
}

/// The three kinds of relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// Many rows of the source lead to one of the target.
    ForeignKey,
    /// At most one row of the source leads to each of the target.
    OneToOne,
    /// Each leads to many, by a join table.
    ManyToMany,
}

/// The join table of a many-to-many relation.
#[derive(Debug)]
pub struct Through {
    /// The schema that it stands in: that of the model that declares the relation, or of the model whose rows the links are.
    pub schema: Option<&'static str>,
    /// Its name.
    pub table: &'static str,
    /// The columns that refer to the source, one for each of its key.
    pub source_columns: &'static [&'static str],
    /// The columns that refer to the target, one for each of its key.
    pub target_columns: &'static [&'static str],
    /// Whose rows the links are.
    pub rows: LinkRows,
    /// Whether a link counts both ways.
    pub symmetry: Symmetry,
}

impl Through {
    /// The table, where it stands.
    #[must_use]
    pub const fn table_name(&self) -> TableName {
        TableName { schema: self.schema, name: self.table }
    }
}

/// Whose rows the links of a many-to-many relation are.
#[derive(Clone, Copy)]
pub enum LinkRows {
    /// The relation's own: the table is made for it, and the constraint of this name keeps a pair from standing twice.
    Own(&'static str),
    /// A model's, which keeps its own table, and may keep more of a link than its two ends.
    Model(fn() -> &'static ModelSchema),
}

impl std::fmt::Debug for LinkRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Own(unique) => f.debug_tuple("Own").field(unique).finish(),
            Self::Model(model) => f.debug_tuple("Model").field(&model().name).finish(),
        }
    }
}

/// Whether the two ends of a link can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symmetry {
    /// It leads from one to the other.
    Directed,
    /// It leads both ways: of two rows of one model, each has the other. Every link is kept as two rows, one each way.
    Symmetrical,
}

/// What becomes of a row when the row it refers to is deleted. Django's meanings:
/// <https://docs.djangoproject.com/en/stable/ref/models/fields/#django.db.models.ForeignKey.on_delete>
///
/// The first six are carried out by the library, which counts what goes; the database's own constraint only refuses a
/// reference that would dangle. The last three are the database's own doing, for which nothing is sent and nothing counted.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum OnDelete {
    /// It goes too.
    Cascade,
    /// It stands in the way: the delete is refused. The default, so that nothing is lost by surprise.
    Protect,
    /// It stands in the way, unless the same delete takes it away by another path.
    Restrict,
    /// It stays and refers to nothing.
    SetNull,
    /// It stays and refers to what its field's default says.
    SetDefault(SetTo),
    /// It stays and refers to this.
    Set(SetTo),
    /// Nothing is done; the database may refuse.
    DoNothing,
    /// The database takes it along.
    DbCascade,
    /// The database lets it refer to nothing.
    DbSetNull,
    /// The database refuses, at once.
    DbRestrict,
}

/// What a relation is set to. A function, since the value is made anew for each delete.
#[derive(Clone, Copy)]
pub struct SetTo(pub fn() -> Value);

impl std::fmt::Debug for SetTo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetTo")
    }
}
