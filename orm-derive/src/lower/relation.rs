//! The facts of relations.

use super::name::{Namer, identifier};
use super::shape::{RelationType, Shape};
use crate::attr::relation::{RelatedName, RelationWords};
use crate::ctxt::Ctxt;
use crate::ir::{Accessor, ManyToMany, ToOne};
use syn::{Ident, LitStr, Type};

pub(crate) fn lower_to_one(
    cx: &Ctxt,
    namer: &Namer,
    field: &Ident,
    shape: &Shape,
    target: &Type,
    words: RelationWords,
    which: RelationType,
) -> ToOne {
    ToOne {
        target: target.clone(),
        column: namer.key_column(field, words.column),
        nullable: shape.options > 0,
        on_delete: words.on_delete,
        default: words.default,
        accessor: lower_accessor(cx, field, words.related_name, || match which {
            RelationType::OneToOne => namer.one_accessor(field),
            _ => namer.set_accessor(field),
        }),
        index: words.index,
        external: words.external,
    }
}

pub(crate) fn lower_many_to_many(
    cx: &Ctxt,
    namer: &Namer,
    field: &Ident,
    target: &Type,
    words: RelationWords,
) -> ManyToMany {
    let table = namer.joined(field, words.table, &[super::plain(field)], "");
    let (source_column, target_column) = namer.join_columns(field, target);
    let unique_name = namer.derived(field, format!("{}_pkey", table.text));
    ManyToMany {
        target: target.clone(),
        table,
        source_column,
        target_column,
        unique_name,
        accessor: lower_accessor(cx, field, words.related_name, || namer.set_accessor(field)),
        external: words.external,
    }
}

/// The accessor carries the span of the relation's field: two of one name are reported by rustc where they are declared.
fn lower_accessor(cx: &Ctxt, field: &Ident, asked: RelatedName, default: impl FnOnce() -> Ident) -> Accessor {
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
