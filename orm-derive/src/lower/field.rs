//! What a field is: by its attributes, and by what its type looks like.

use super::flatten::lower_flatten;
use super::name::Namer;
use super::polymorphic::lower_polymorphic;
use super::relation::{lower_many_to_many, lower_to_one};
use super::shape::{RelationType, Shape, ShapeOf, lower_shape, related_type};
use crate::attr::field::{FieldWords, parse_field_words, parse_primary_key};
use crate::attr::related::parse_related;
use crate::attr::relation::{RelatedName, RelationWords, parse_relation_words};
use crate::attr::{Attr, parse_attrs};
use crate::ctxt::Ctxt;
use crate::ir::{Accessor, Column, Default, Field, Kind, LeadsTo, Related, Role};
use crate::words::{self, Vocabulary};
use syn::punctuated::Punctuated;
use syn::{Ident, Token};

pub(crate) fn lower_fields(cx: &Ctxt, namer: &Namer, fields: &Punctuated<syn::Field, Token![,]>) -> Vec<Field> {
    let named = fields.iter().filter_map(|field| Some((field, field.ident.clone()?)));
    named.flat_map(|(field, ident)| lower_field(cx, namer, field, ident)).collect()
}

/// A polymorphic field is several.
fn lower_field(cx: &Ctxt, namer: &Namer, field: &syn::Field, ident: Ident) -> Vec<Field> {
    let attrs = parse_attrs(cx, &field.attrs, &words::ON_FIELD);
    let shape = lower_shape(&field.ty, namer.model());
    refuse_two_options(cx, &field.ty, &shape);
    if let Some(attr) = attrs.iter().find(|attr| attr.is(words::POLYMORPHIC)) {
        return lower_polymorphic(cx, namer, (field, ident), &attrs, attr, &shape);
    }
    let role = match what(cx, &attrs, &ident, &field.ty, &shape) {
        What::Value(kind) => lower_value(cx, namer, &attrs, (&ident, &field.ty), &shape, kind),
        What::Related(leads_to, target) => {
            let token = attrs.iter().find(|attr| attr.is(words::RELATED)).and_then(|attr| parse_related(cx, attr));
            Role::Related(Related { target: target.clone(), token, leads_to, accessor: Accessor::None })
        }
        What::Relation(which, target, second) => {
            let words = relation_words(cx, &attrs, which);
            let key = words.primary_key || attrs.iter().any(|attr| attr.is(words::PRIMARY_KEY));
            match which {
                RelationType::ManyToMany => {
                    Role::ManyToMany(lower_many_to_many(cx, namer, &ident, (target, second), words))
                }
                _ => {
                    let to_one = lower_to_one(cx, namer, &ident, &shape, (target, second), words, which);
                    match (which, key) {
                        (RelationType::ForeignKey, false) => Role::ForeignKey(to_one),
                        (RelationType::ForeignKey, true) => Role::ForeignKeyKey(to_one),
                        (_, false) => Role::OneToOne(to_one),
                        (_, true) => Role::OneToOneKey(to_one),
                    }
                }
            }
        }
    };
    vec![Field { ident, vis: field.vis.clone(), ty: field.ty.clone(), role }]
}

/// A key that is a relation too is said in one attribute.
const KEY_RELATION: &str = "`#[primary_key]` stands on a relation\nhelp: write `#[one_to_one(primary_key)]`, with the type `OneToOne<..>`; or `#[foreign_key(primary_key)]` where it is a part of the key";

/// What a field is, once its type and its attributes agree.
enum What<'a> {
    Value(Kind),
    Relation(RelationType, &'a syn::Type, Option<&'a syn::Type>),
    /// The other side of a relation.
    Related(LeadsTo, &'a syn::Type),
}

/// Asks whether type and attributes agree. Where they do not, that is one error, and the type is believed.
fn what<'a>(cx: &Ctxt, attrs: &[Attr], ident: &Ident, ty: &syn::Type, shape: &'a Shape) -> What<'a> {
    let is_role = |attr: &&Attr| relation_of(&attr.word).is_some() || attr.is(words::RELATED);
    let roles: Vec<_> = attrs.iter().filter(is_role).collect();
    if let [first, second, ..] = roles[..] {
        let (first, word) = (&first.word, &second.word);
        cx.error(word, format!("`{ident}` is `#[{first}]` and `#[{word}]` at once\nhelp: keep one of them"));
    }
    if let ShapeOf::Related(leads_to, target) = &shape.of {
        tell_what_related_lacks(cx, attrs, ident, ty, shape, *leads_to);
        return What::Related(*leads_to, target);
    }
    if let Some(Attr { word, .. }) = roles.first().filter(|attr| attr.is(words::RELATED)) {
        tell_not_related(cx, word, ty, shape);
        return match &shape.of {
            ShapeOf::Relation(is, target, through) => What::Relation(*is, target, through.as_deref()),
            _ => What::Value(Kind::Unknown),
        };
    }
    let asked = roles.first().and_then(|attr| Some((&attr.word, relation_of(&attr.word)?)));
    match (&shape.of, asked) {
        (ShapeOf::Relation(is, target, through), asked) => {
            if let Some((word, _)) = asked.filter(|(_, asked)| asked != is) {
                let (name, attribute) = (is.type_name(), is.attribute());
                cx.error(
                    word,
                    format!("`#[{word}]` stands on a `{name}`\nhelp: write `#[{attribute}]`, or change the type"),
                );
            } else if asked.is_none() {
                tell_missing_attribute(cx, attrs, ident, ty, *is);
            } else {
                refuse_column_words(cx, attrs, *is);
            }
            if *is == RelationType::ManyToMany && shape.options > 0 {
                cx.error(ty, "a many-to-many leads to any number of rows, none included\nhelp: take the `Option` away");
            }
            What::Relation(*is, target, through.as_deref())
        }
        (ShapeOf::Related(leads_to, target), _) => What::Related(*leads_to, target),
        (ShapeOf::Value(_), Some((word, asked))) => {
            let name = asked.type_name();
            cx.error(
                ty,
                format!("`#[{word}]` stands on a field that is no relation\nhelp: make its type `{name}<..>`"),
            );
            What::Value(Kind::Unknown)
        }
        (ShapeOf::Value(kind), None) => What::Value(*kind),
    }
}

/// The other side says by its attribute whose it is.
fn tell_what_related_lacks(cx: &Ctxt, attrs: &[Attr], ident: &Ident, ty: &syn::Type, shape: &Shape, leads_to: LeadsTo) {
    let (name, attribute) = (related_type(leads_to), words::RELATED);
    if shape.options > 0 {
        cx.error(ty, format!("a `{name}` may be empty as it is\nhelp: take the `Option` away"));
    }
    let mut others = attrs.iter().filter(|attr| !attr.is(attribute)).peekable();
    let has_its_own = attrs.iter().any(|attr| attr.is(attribute));
    if others.peek().is_none() && !has_its_own {
        cx.error(
            ty,
            format!("`{ident}` is a `{name}` and does not say of which relation\nhelp: add `#[{attribute}(Cat.owner)]`, with the model that declares it and its field"),
        );
    }
    for Attr { word, .. } in others {
        let is_second = has_its_own && relation_of(word).is_some();
        // Two attributes that are roles are told of already.
        if !is_second {
            cx.error(word, format!("`#[{word}]` stands on a `{name}`, which has no column\nhelp: write `#[{attribute}(Cat.owner)]` alone, with the model that declares the relation and its field"));
        }
    }
}

/// `#[related]` is of the other side alone.
fn tell_not_related(cx: &Ctxt, word: &Ident, ty: &syn::Type, shape: &Shape) {
    match &shape.of {
        ShapeOf::Relation(is, ..) => {
            let (name, attribute) = (is.type_name(), is.attribute());
            cx.error(word, format!("`#[{word}]` stands on a `{name}`\nhelp: write `#[{attribute}]`, or make the type `RelatedSet<..>`"));
        }
        _ => cx.error(ty, format!("`#[{word}]` stands on a field that is not the other side of a relation\nhelp: make its type `RelatedSet<..>`, or `RelatedOne<..>` of a one-to-one")),
    }
}

fn relation_of(word: &Ident) -> Option<RelationType> {
    [RelationType::ForeignKey, RelationType::OneToOne, RelationType::ManyToMany]
        .into_iter()
        .find(|it| word == it.attribute())
}

fn tell_missing_attribute(cx: &Ctxt, attrs: &[Attr], ident: &Ident, ty: &syn::Type, is: RelationType) {
    let (name, attribute) = (is.type_name(), is.attribute());
    match attrs.first() {
        None => cx.error(
            ty,
            format!("`{ident}` is a `{name}` and has no attribute that says so\nhelp: add `#[{attribute}]`"),
        ),
        Some(Attr { word, .. }) if word == words::PRIMARY_KEY => cx.error(word, KEY_RELATION),
        Some(Attr { word, .. }) => {
            cx.error(
                word,
                format!("`#[{word}]` stands on a `{name}`\nhelp: write `#[{attribute}]`, which has words of its own"),
            );
        }
    }
}

/// `#[field]` and `#[primary_key]` are of columns that hold values; a relation says the same inside of its attribute.
fn refuse_column_words(cx: &Ctxt, attrs: &[Attr], is: RelationType) {
    let attribute = is.attribute();
    for Attr { word, .. } in attrs {
        if word == words::FIELD {
            cx.error(
                word,
                format!("`#[field]` stands beside `#[{attribute}]`\nhelp: put its words into `#[{attribute}(..)]`"),
            );
        } else if word == words::PRIMARY_KEY {
            cx.error(word, KEY_RELATION);
        }
    }
}

fn refuse_two_options(cx: &Ctxt, ty: &syn::Type, shape: &Shape) {
    if shape.options > 1 {
        cx.error(ty, "a column is NULL or it is not: one `Option` says all\nhelp: take the others away");
    }
}

fn relation_words(cx: &Ctxt, attrs: &[Attr], which: RelationType) -> RelationWords {
    let vocabulary: &Vocabulary = match which {
        RelationType::ForeignKey => &words::IN_FOREIGN_KEY,
        RelationType::OneToOne => &words::IN_ONE_TO_ONE,
        RelationType::ManyToMany => &words::IN_MANY_TO_MANY,
    };
    let attr = attrs.iter().find(|attr| attr.is(which.attribute()));
    // Without the attribute, which is told, nobody knows how the accessor is meant to be named.
    let unclear = || RelationWords { related_name: RelatedName::Unclear, ..RelationWords::default() };
    attr.map_or_else(unclear, |attr| parse_relation_words(cx, attr, vocabulary))
}

fn lower_value(
    cx: &Ctxt,
    namer: &Namer,
    attrs: &[Attr],
    (ident, ty): (&Ident, &syn::Type),
    shape: &Shape,
    kind: Kind,
) -> Role {
    let mut words = FieldWords::default();
    let (mut key, mut marked) = (ident == "id", false);
    for attr in attrs {
        if attr.is(words::FIELD) {
            words = parse_field_words(cx, attr);
            // It is refused there, and then that is the error, and not that there is no key.
            let refused = attr.items.iter().any(|item| item.word == words::PRIMARY_KEY);
            (key, marked) = (key | refused, marked | refused);
        } else if attr.is(words::PRIMARY_KEY) {
            parse_primary_key(cx, attr);
            (key, marked) = (true, true);
        }
    }
    let flattened = words.flatten.and_then(|said| lower_flatten(cx, attrs, (ident, ty), shape, kind, said));
    if let Some(flattened) = flattened {
        return flattened;
    }
    let column = Column {
        name: namer.column(ident, words.column),
        base: shape.inner.clone(),
        kind,
        nullable: shape.options > 0,
        max_length: words.max_length,
        max_digits: words.max_digits,
        decimal_places: words.decimal_places,
        unique: words.unique,
        index: words.index,
        default: lower_default(cx, words.default, words.db_default),
        marked,
    };
    if key { Role::Key(column) } else { Role::Column(column) }
}

/// The database's default stands where the draft gives nothing, and a draft with a default always gives something.
fn lower_default(cx: &Ctxt, draft: Option<(Ident, syn::Expr)>, database: Option<(Ident, syn::Expr)>) -> Default {
    match (draft, database) {
        (Some((word, value)), None) => Default::Draft(word, value),
        (None, Some((_, value))) => Default::Database(value),
        (None, None) => Default::None,
        (Some(_), Some((word, value))) => {
            cx.error(word, "`default` stands beside `db_default`, and only one can win\nhelp: keep `default` for values that Rust makes, `db_default` for one that stands in the table");
            Default::Database(value)
        }
    }
}
