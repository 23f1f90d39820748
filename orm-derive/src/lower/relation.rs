//! The facts of relations.

use super::name::{Namer, identifier, type_name};
use super::shape::{RelationType, Shape, is_itself};
use crate::attr::relation::{RelatedName, RelationWords, ThroughFields};
use crate::ctxt::Ctxt;
use crate::ir::{Accessor, By, End, Links, ManyToMany, Symmetry, ToOne};
use syn::{Ident, LitStr, Type};

pub(crate) fn lower_to_one(
    cx: &Ctxt,
    namer: &Namer,
    field: &Ident,
    shape: &Shape,
    (target, by): (&Type, Option<&Type>),
    words: RelationWords,
    which: RelationType,
) -> ToOne {
    let columns = match words.columns {
        columns if columns.is_empty() => vec![namer.key_column(field, words.column)],
        columns => columns.into_iter().map(|column| namer.key_column(field, Some(column))).collect(),
    };
    ToOne {
        target: target.clone(),
        by: by.map_or(By::Key, |by| By::Said(Box::new(by.clone()))),
        columns,
        nullable: shape.options > 0,
        on_delete: words.on_delete,
        on_delete_word: words.on_delete_word,
        default: words.default,
        accessor: lower_accessor(cx, field, words.related_name, || match which {
            RelationType::OneToOne => namer.one_accessor(field),
            _ => namer.set_accessor(field),
        }),
        index: words.index,
        external: words.external,
        deferrable: words.deferrable,
    }
}

pub(crate) fn lower_many_to_many(
    cx: &Ctxt,
    namer: &Namer,
    field: &Ident,
    (target, through): (&Type, Option<&Type>),
    words: RelationWords,
) -> ManyToMany {
    let links = match through {
        Some(model) => lower_through(cx, namer, target, model, words.table, words.through_fields),
        None => lower_own(cx, namer, field, target, words.table, words.through_fields),
    };
    let symmetry = lower_symmetry(cx, namer, target, words.symmetrical);
    let accessor = match symmetry {
        Symmetry::Directed => lower_accessor(cx, field, words.related_name, || namer.set_accessor(field)),
        Symmetry::Symmetrical => refuse_accessor(cx, words.related_name),
    };
    ManyToMany { target: target.clone(), links, symmetry, accessor, external: words.external }
}

fn lower_own(
    cx: &Ctxt,
    namer: &Namer,
    field: &Ident,
    target: &Type,
    table: Option<LitStr>,
    fields: ThroughFields,
) -> Links {
    if let ThroughFields::Written { word, .. } = fields {
        cx.error(word, "`through_fields` stands on a relation that goes through no model\nhelp: leave it out, or make the type `ManyToMany<Target, ThroughModel>`");
    }
    let table = namer.joined(field, table, &[super::plain(field)], "");
    let (source_column, target_column) = namer.join_columns(field, target);
    let unique_name = namer.derived(field, format!("{}_pkey", table.text));
    Links::Own { table, source_column, target_column, unique_name }
}

fn lower_through(
    cx: &Ctxt,
    namer: &Namer,
    target: &Type,
    model: &Type,
    table: Option<LitStr>,
    fields: ThroughFields,
) -> Links {
    if let Some(table) = table {
        cx.error(table, "the links are rows of a model, which names its table itself\nhelp: leave `table` out");
    }
    match fields {
        ThroughFields::Written { near, far, .. } if near == far => {
            cx.error(&far, "a link has two ends, and this is the same foreign key twice\nhelp: name first the one to this model, then the one to the target");
            Links::Unclear
        }
        ThroughFields::Written { near, far, .. } => {
            Links::Through { model: model.clone(), near: End::Named(near), far: End::Named(far) }
        }
        ThroughFields::Default if type_name(target) == super::snake(namer.model()) => {
            cx.error(model, "both sides are one model, so the names of the two foreign keys have to say which is which\nhelp: say `through_fields(from, to)`, with the names of the fields");
            Links::Unclear
        }
        ThroughFields::Default => Links::Through { model: model.clone(), near: End::Only, far: End::Only },
        ThroughFields::Unclear => Links::Unclear,
    }
}

/// A relation to the model itself is symmetrical where nothing else is said, as in Django. A derive sees names and no
/// types, so a path that ends in the model's name may be the model or another.
fn lower_symmetry(cx: &Ctxt, namer: &Namer, target: &Type, asked: Option<(bool, Ident)>) -> Symmetry {
    let itself = is_itself(target, namer.model());
    match asked {
        Some((true, word)) if !itself => {
            let model = namer.model();
            cx.error(word, format!("only a relation of a model to itself can be symmetrical\nhelp: leave it out, or write the target as `{model}`"));
            Symmetry::Directed
        }
        Some((true, _)) => Symmetry::Symmetrical,
        Some((false, _)) => Symmetry::Directed,
        None if itself => Symmetry::Symmetrical,
        None => {
            if type_name(target) == super::snake(namer.model()) {
                let model = namer.model();
                cx.error(target, format!("this may be `{model}` itself or another model of its name\nhelp: write `{model}` if it is itself, or say `symmetrical = false`"));
            }
            Symmetry::Directed
        }
    }
}

/// Both sides are the field: there is no other; Django's fields.W345.
fn refuse_accessor(cx: &Ctxt, asked: RelatedName) -> Accessor {
    match asked {
        RelatedName::Written(text) if text.value() != "+" => {
            let name = identifier(&text.value());
            cx.error(text, "a symmetrical relation has no other side to be named\nhelp: leave `related_name` out, or say `symmetrical = false`");
            name.map_or(Accessor::None, Accessor::Guessed)
        }
        _ => Accessor::None,
    }
}

/// The accessor carries the span of the relation's field: two of one name are reported by rustc where they are declared.
pub(super) fn lower_accessor(
    cx: &Ctxt,
    field: &Ident,
    asked: RelatedName,
    default: impl FnOnce() -> Ident,
) -> Accessor {
    match asked {
        RelatedName::Default => Accessor::Derived(default()),
        RelatedName::Unclear => Accessor::Guessed(default()),
        RelatedName::Written(text) if text.value() == "+" => Accessor::None,
        RelatedName::Written(text) => lower_written(cx, field, text),
    }
}

fn lower_written(cx: &Ctxt, field: &Ident, text: LitStr) -> Accessor {
    let name = text.value();
    if let Some(mut ident) = identifier(&name) {
        ident.set_span(field.span());
        return Accessor::Written(ident, text);
    }
    cx.error(
        &text,
        format!(
            "`{name}` cannot be the name of a method\nhelp: write an identifier such as \"kittens\", or \"+\" for none"
        ),
    );
    Accessor::None
}
