//! A field that leads to a row of one of several models → a field without columns, and one foreign key for each target.
//!
//! The targets are fields that only the expansion knows: `__subject_cat` is what a user calls `subject.cat`.

use super::name::{Namer, identifier};
use super::relation::lower_accessor;
use super::shape::{Shape, ShapeOf};
use crate::attr::Attr;
use crate::attr::polymorphic::{TargetWords, parse_targets};
use crate::ctxt::Ctxt;
use crate::ir::{By, Field, Kind, OneOf, Role, Target, ToOne};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{Ident, Type};

pub(super) fn lower_polymorphic(
    cx: &Ctxt,
    namer: &Namer,
    (field, ident): (&syn::Field, Ident),
    attrs: &[Attr],
    attr: &Attr,
    shape: &Shape,
) -> Vec<Field> {
    refuse_others(cx, attrs, attr);
    // Of a field that is no enum nothing can be said that would not be a second error.
    if is_another_type(cx, attr, &field.ty, shape) {
        return Vec::new();
    }
    let nullable = shape.options > 0;
    let mut targets: Vec<Field> = Vec::new();
    let mut tokens: Vec<Ident> = Vec::new();
    for words in parse_targets(cx, attr) {
        let token = token(&words.variant);
        if tokens.contains(&token) {
            let variant = &words.variant;
            cx.error(variant, format!("another variant is the token `{token}` already\nhelp: rename `{variant}`"));
            continue;
        }
        tokens.push(token.clone());
        targets.push(lower_target(cx, namer, (field, &ident), shape, token, words));
    }
    let check = namer.derived(&ident, format!("{}_{}_target", namer.table(), super::plain(&ident)));
    let role = Role::OneOf(OneOf {
        ty: shape.inner.clone(),
        nullable,
        check,
        targets: targets.iter().map(|target| target.ident.clone()).collect(),
        word: attr.word.clone(),
    });
    let whole = Field { ident, vis: field.vis.clone(), ty: field.ty.clone(), role };
    std::iter::once(whole).chain(targets).collect()
}

fn lower_target(
    cx: &Ctxt,
    namer: &Namer,
    (field, whole): (&syn::Field, &Ident),
    shape: &Shape,
    token: Ident,
    TargetWords { variant, words }: TargetWords,
) -> Field {
    let named = format_ident!("{}_{}", whole.unraw(), token.unraw(), span = variant.span());
    let columns = match words.columns {
        columns if columns.is_empty() => vec![namer.key_column(&named, words.column)],
        columns => columns.into_iter().map(|column| namer.key_column(&named, Some(column))).collect(),
    };
    let target: Type = match words.model {
        Some(path) => syn::parse_quote!(#path),
        None => syn::parse_quote!(#variant),
    };
    let ident = format_ident!("__{named}", span = variant.span());
    let to_one = ToOne {
        target,
        by: By::Target(ident.clone()),
        columns,
        nullable: true,
        on_delete: words.on_delete,
        on_delete_word: words.on_delete_word,
        default: None,
        accessor: lower_accessor(cx, &named, words.related_name, || namer.set_accessor(&named)),
        index: words.index,
        external: words.external,
        deferrable: words.deferrable,
    };
    let role = Role::Target(Box::new(Target {
        to_one,
        whole: whole.clone(),
        token,
        variant: variant.clone(),
        optional: shape.options > 0,
    }));
    Field { ident, vis: field.vis.clone(), ty: field.ty.clone(), role }
}

/// `cat`, of the variant `Cat`.
fn token(variant: &Ident) -> Ident {
    let name = super::snake(variant);
    let found = identifier(&name).or_else(|| syn::parse_str(&format!("r#{name}")).ok());
    // `crate`, `self` and `super` cannot even be raw.
    let mut ident = found.unwrap_or_else(|| Ident::new(&format!("{name}_"), variant.span()));
    ident.set_span(variant.span());
    ident
}

fn refuse_others(cx: &Ctxt, attrs: &[Attr], attr: &Attr) {
    for Attr { word, .. } in attrs.iter().filter(|other| other.word != attr.word) {
        let attribute = &attr.word;
        cx.error(word, format!("`#[{word}]` stands beside `#[{attribute}]`\nhelp: leave it out; what is said of one target stands behind it: `#[{attribute}(Cat(on_delete = cascade))]`"));
    }
}

fn is_another_type(cx: &Ctxt, attr: &Attr, ty: &Type, shape: &Shape) -> bool {
    let word = &attr.word;
    let help = "help: make its type an enum of foreign keys, which derives `Polymorphic`";
    match &shape.of {
        ShapeOf::Value(Kind::Unknown) => return false,
        ShapeOf::Relation(is, ..) => {
            let (name, attribute) = (is.type_name(), is.attribute());
            cx.error(
                ty,
                format!(
                    "`#[{word}]` stands on a `{name}`, which leads to one model\n{help}, or write `#[{attribute}]`"
                ),
            );
        }
        ShapeOf::Value(_) | ShapeOf::Related(..) => {
            cx.error(ty, format!("`#[{word}]` stands on a field that leads to no row\n{help}"));
        }
    }
    true
}
