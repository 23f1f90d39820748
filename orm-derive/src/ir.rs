//! The facts of a model, with the tokens that said them.
//!
//! `lower` writes these, `check` reads them, `expand` turns them into code. A field is one of the kinds of [`Role`], so
//! that a column with an `on_delete` or a relation with a length cannot even be said.

pub(crate) use crate::attr::field::{Digits, MaxLength};
pub(crate) use crate::attr::model::Named;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, Ident, LitStr, Path, Type, Visibility};

/// A struct that derives `Model`.
pub(crate) struct Model {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    /// Where `orm` is.
    pub(crate) krate: Path,
    pub(crate) table: Name,
    /// Where the table stands, if it is said.
    pub(crate) schema: Option<Name>,
    pub(crate) comment: Option<String>,
    /// Whether its table is the library's to make.
    pub(crate) managed: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) ordering: Vec<Order>,
    pub(crate) uniques: Vec<Together>,
    pub(crate) indexes: Vec<Together>,
    pub(crate) checks: Vec<Check>,
}

/// A field of the struct.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) ty: Type,
    pub(crate) role: Role,
}

/// What a field is.
pub(crate) enum Role {
    Column(Column),
    /// The key, as a column.
    Key(Column),
    ForeignKey(ToOne),
    OneToOne(ToOne),
    /// The key, shared with the target; or a part of it.
    OneToOneKey(ToOne),
    /// A part of the key.
    ForeignKeyKey(ToOne),
    ManyToMany(ManyToMany),
    /// The other side of a relation that another model declares.
    Related(Related),
    /// A struct whose fields are columns.
    Flatten(Flatten),
    /// A row of one of several models. It has no column; each of its targets has.
    OneOf(OneOf),
    /// One of these, which is no field of the struct.
    Target(Box<Target>),
}

/// A column that holds a value.
pub(crate) struct Column {
    pub(crate) name: Name,
    /// The type without `Option`.
    pub(crate) base: Type,
    pub(crate) kind: Kind,
    pub(crate) nullable: bool,
    pub(crate) max_length: MaxLength,
    pub(crate) max_digits: Digits,
    pub(crate) decimal_places: Digits,
    pub(crate) unique: Option<Ident>,
    pub(crate) index: Option<Ident>,
    pub(crate) default: Default,
    /// Whether the attribute says that it is the key, and not its name.
    pub(crate) marked: bool,
}

/// What a column's type looks like. An alias or a newtype is [`Kind::Unknown`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Bytes,
    Integer,
    Uuid,
    Decimal,
    Json,
    /// A `Vec` of anything but bytes.
    Array,
    /// A type that is none of the above, and certainly neither text nor bytes.
    Other,
    Unknown,
}

/// What a column is where the draft does not say.
pub(crate) enum Default {
    None,
    /// For each draft, with the word that gave it.
    Draft(Ident, Expr),
    /// It stands in the table.
    Database(Expr),
}

/// A relation with a column: a foreign key, or a one-to-one.
pub(crate) struct ToOne {
    pub(crate) target: Type,
    pub(crate) by: By,
    /// One for each column that it refers to.
    pub(crate) columns: Vec<Name>,
    pub(crate) nullable: bool,
    pub(crate) on_delete: OnDelete,
    /// The word that said so.
    pub(crate) on_delete_word: Option<Ident>,
    /// What a draft refers to that was not told, with the word that gave it.
    pub(crate) default: Option<(Ident, Expr)>,
    pub(crate) accessor: Accessor,
    pub(crate) index: bool,
    pub(crate) external: bool,
    pub(crate) deferrable: Deferrable,
}

/// What a relation refers to.
pub(crate) enum By {
    /// The target's key.
    Key,
    /// What this type says.
    Said(Box<Type>),
    /// What the enum says whose variant this target is.
    Target(Ident),
}

/// A field that leads to a row of one of several models.
pub(crate) struct OneOf {
    /// The enum.
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
    /// The name of the check that one target is set.
    pub(crate) check: Name,
    /// The fields that are its targets.
    pub(crate) targets: Vec<Ident>,
    /// The attribute.
    pub(crate) word: Ident,
}

/// One target of such a field.
pub(crate) struct Target {
    pub(crate) to_one: ToOne,
    /// The field.
    pub(crate) whole: Ident,
    /// What a path calls it.
    pub(crate) token: Ident,
    /// What the enum calls it.
    pub(crate) variant: Ident,
    /// Whether the field may lead to nothing.
    pub(crate) optional: bool,
}

/// A relation with a join table.
pub(crate) struct ManyToMany {
    pub(crate) target: Type,
    pub(crate) links: Links,
    pub(crate) symmetry: Symmetry,
    pub(crate) accessor: Accessor,
    pub(crate) external: bool,
}

/// The other side of a relation, as a field without a column.
pub(crate) struct Related {
    pub(crate) target: Type,
    /// The relation's token; `None` where it could not be read, which is told.
    pub(crate) token: Option<Expr>,
    pub(crate) leads_to: LeadsTo,
    /// None: the relation's own model gives it.
    pub(crate) accessor: Accessor,
}

/// A struct of fields. Its derive alone knows its columns.
pub(crate) struct Flatten {
    pub(crate) ty: Type,
    /// What the names of its columns begin with.
    pub(crate) prefix: String,
}

/// How many rows the other side leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeadsTo {
    /// `RelatedSet`
    Many,
    /// `RelatedOne`
    One,
}

/// What the links of a many-to-many are rows of.
pub(crate) enum Links {
    /// A table of its own.
    Own { table: Name, source_column: Name, target_column: Name, unique_name: Name },
    /// A model.
    Through { model: Type, near: End, far: End },
    /// What was written cannot be read, which is told.
    Unclear,
}

/// A foreign key of a through model.
pub(crate) enum End {
    /// The only one to a side.
    Only,
    Named(Ident),
}

/// Whether a link counts both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symmetry {
    Directed,
    /// It has no other side.
    Symmetrical,
}

/// What becomes of a row when the row it refers to is deleted.
#[derive(Clone, Debug)]
pub(crate) enum OnDelete {
    Cascade,
    Protect,
    Restrict,
    /// With the word that said so, since it can be wrong; and so below.
    SetNull(Ident),
    /// To the field's default.
    SetDefault(Ident),
    /// To this expression.
    Set(Ident, TokenStream),
    DoNothing,
    DbCascade,
    DbSetNull(Ident),
    DbRestrict,
}

/// Whether a constraint can be looked at when the transaction ends, and not when a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deferrable {
    No,
    InitiallyDeferred,
    InitiallyImmediate,
}

/// The method that the target gets.
pub(crate) enum Accessor {
    /// There is none: `related_name = "+"`.
    None,
    /// Named after the model.
    Derived(Ident),
    Written(Ident, LitStr),
    /// What was written cannot be read, which is told; this is for the stub alone.
    Guessed(Ident),
}

/// A name in the database.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// Where a name comes from: an error stands there.
pub(crate) enum Origin {
    Written(LitStr),
    Derived(Ident),
}

/// Columns that are unique, or indexed, together.
pub(crate) struct Together {
    pub(crate) word: Ident,
    pub(crate) fields: Vec<Named>,
    pub(crate) name: Name,
    /// Of what is unique.
    pub(crate) deferrable: Deferrable,
}

/// One column of the model's own order.
pub(crate) struct Order {
    pub(crate) field: Named,
    pub(crate) descending: bool,
}

/// A condition that every row holds.
pub(crate) struct Check {
    pub(crate) condition: Expr,
    pub(crate) name: Name,
}

impl Model {
    /// A field by its name.
    pub(crate) fn field(&self, ident: &Ident) -> Option<&Field> {
        self.fields.iter().find(|field| field.ident == *ident)
    }

    /// The fields that are kept in columns of the table.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.role.flatten().is_some() || !field.role.columns().is_empty())
    }

    /// The fields of the struct that are kept in columns of the table.
    pub(crate) fn said(&self) -> impl Iterator<Item = &Field> {
        let is_said = |field: &&Field| match field.role {
            Role::Target(_) => false,
            Role::OneOf(_) | Role::Flatten(_) => true,
            _ => !field.role.columns().is_empty(),
        };
        self.fields.iter().filter(is_said)
    }

    /// The columns of the table that are this struct's own, in its order, and the fields that they belong to.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (&Field, &Name)> {
        self.fields.iter().flat_map(|field| field.role.columns().iter().map(move |name| (field, name)))
    }

    /// The fields that are the key.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.role.is_key())
    }

    /// Whether it has no key, and need not: its table is there already, and its rows are only read.
    pub(crate) fn only_reads(&self) -> bool {
        !self.managed && self.keys().next().is_none()
    }

    /// The field that alone is the key.
    pub(crate) fn only_key(&self) -> Option<&Field> {
        let mut keys = self.keys();
        keys.next().filter(|_| keys.next().is_none())
    }
}

impl Together {
    /// Whether a field of the model itself is among them.
    pub(crate) fn has(&self, field: &Ident) -> bool {
        self.fields.iter().any(|it| it.is(field))
    }
}

impl Field {
    /// What the user calls it.
    pub(crate) fn shown(&self) -> String {
        match &self.role {
            Role::Target(it) => format!("{}.{}", it.whole.unraw(), it.token.unraw()),
            _ => self.ident.unraw().to_string(),
        }
    }
}

impl Column {
    /// The digits, and how many of them stand after the point, of a column that says both.
    pub(crate) fn scale(&self) -> Option<(u8, u8)> {
        match (&self.max_digits, &self.decimal_places) {
            (Digits::Of(digits, _), Digits::Of(places, _)) => {
                Some((u8::try_from(*digits).ok()?, u8::try_from(*places).ok()?))
            }
            _ => None,
        }
    }
}

impl Role {
    /// The names of the columns that it is kept in, if they are this struct's own.
    pub(crate) fn columns(&self) -> &[Name] {
        match self {
            Self::Column(column) | Self::Key(column) => std::slice::from_ref(&column.name),
            Self::ManyToMany(_) | Self::Related(_) | Self::Flatten(_) | Self::OneOf(_) => &[],
            other => other.to_one().map_or(&[], |it| &it.columns),
        }
    }

    /// The column, if it holds a value.
    pub(crate) fn value(&self) -> Option<&Column> {
        match self {
            Self::Column(column) | Self::Key(column) => Some(column),
            _ => None,
        }
    }

    /// The relation, if it is one with a column.
    pub(crate) fn to_one(&self) -> Option<&ToOne> {
        match self {
            Self::ForeignKey(it) | Self::OneToOne(it) | Self::OneToOneKey(it) | Self::ForeignKeyKey(it) => Some(it),
            Self::Target(it) => Some(&it.to_one),
            _ => None,
        }
    }

    /// The polymorphic field.
    pub(crate) fn one_of(&self) -> Option<&OneOf> {
        match self {
            Self::OneOf(it) => Some(it),
            _ => None,
        }
    }

    /// What a path calls it, if it is one target of several.
    pub(crate) fn token(&self) -> Option<&Ident> {
        match self {
            Self::Target(it) => Some(&it.token),
            _ => None,
        }
    }

    /// The struct, if its fields are columns.
    pub(crate) fn flatten(&self) -> Option<&Flatten> {
        match self {
            Self::Flatten(it) => Some(it),
            _ => None,
        }
    }

    pub(crate) fn is_key(&self) -> bool {
        matches!(self, Self::Key(_) | Self::OneToOneKey(_) | Self::ForeignKeyKey(_))
    }

    /// Whether it is a one-to-one.
    pub(crate) fn is_one_to_one(&self) -> bool {
        matches!(self, Self::OneToOne(_) | Self::OneToOneKey(_))
    }

    /// Whether the target stands in another crate.
    pub(crate) fn is_external(&self) -> bool {
        match self {
            Self::ManyToMany(it) => it.external,
            other => other.to_one().is_some_and(|it| it.external),
        }
    }

    /// The target and its accessor, if it is a relation.
    pub(crate) fn relation(&self) -> Option<(&Type, &Accessor)> {
        match self {
            Self::ManyToMany(it) => Some((&it.target, &it.accessor)),
            Self::Related(it) => Some((&it.target, &it.accessor)),
            other => other.to_one().map(|it| (&it.target, &it.accessor)),
        }
    }
}

impl Accessor {
    pub(crate) fn ident(&self) -> Option<&Ident> {
        match self {
            Self::None => None,
            Self::Derived(ident) | Self::Written(ident, _) | Self::Guessed(ident) => Some(ident),
        }
    }
}

/// An error about a name stands where the name comes from.
impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.origin {
            Origin::Written(text) => text.to_tokens(tokens),
            Origin::Derived(ident) => ident.to_tokens(tokens),
        }
    }
}
