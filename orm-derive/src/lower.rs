//! A struct and its attributes → the facts of a model.
//!
//! [`model`] reads the struct, [`field`] tells what each field is, [`shape`] tells what a type looks like, [`name`] makes
//! the names that nobody wrote. What can't be said in facts (a foreign key on an `i64`) is reported here, and the
//! nearest fact that can be is put in its place, so that the checks and the stub have something to stand on.

mod field;
mod flatten;
mod name;
mod polymorphic;
mod relation;
mod shape;
mod table;

use crate::attr::field::parse_fields_words;
use crate::attr::model::{ModelWords, parse_model_words};
use crate::attr::{parse_attrs, parse_doc};
use crate::ctxt::Ctxt;
use crate::ir::{Model, Order};
use crate::words;
use heck::ToSnakeCase;
use name::Namer;
pub(crate) use name::shortened;
use quote::ToTokens;
pub(crate) use shape::{RelationType, ShapeOf, is_itself, last_segment, lower_shape};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, FieldsNamed, Ident};

/// The facts; `None` where there is no struct with named fields.
pub(crate) fn model(cx: &Ctxt, input: &DeriveInput) -> Option<Model> {
    let named = named_fields(cx, input, &MODEL)?;
    refuse_generics(cx, input, &MODEL);
    let words = parse_attrs(cx, &input.attrs, &words::ON_STRUCT)
        .first()
        .map_or_else(ModelWords::default, |attr| parse_model_words(cx, attr));
    let krate = words.krate.unwrap_or_else(|| syn::parse_quote!(::orm));
    let namer = Namer::new(&input.ident, words.table);
    let fields = field::lower_fields(cx, &namer, &named.named);
    let together = |words| table::lower_together(&namer, &fields, words);
    let (uniques, indexes) = (together(words.uniques), together(words.indexes));
    let checks = table::lower_checks(&namer, words.checks);
    let ordering = words.ordering.into_iter().map(|it| Order { field: it.field, descending: it.descending }).collect();
    let comment = words.comment.map(|text| text.value()).or_else(|| parse_doc(&input.attrs));
    let schema = words.schema.map(name::written);
    let managed = words.managed.unwrap_or(true);
    let (ident, vis, table) = (input.ident.clone(), input.vis.clone(), namer.into_table());
    Some(Model { ident, vis, krate, table, schema, comment, managed, fields, ordering, uniques, indexes, checks })
}

/// The facts of a struct of fields, as those of a model that has no table.
pub(crate) fn fields(cx: &Ctxt, input: &DeriveInput) -> Option<Model> {
    let named = named_fields(cx, input, &FIELDS)?;
    refuse_generics(cx, input, &FIELDS);
    let (name, mut krate) = (&input.ident, None);
    for attr in parse_attrs(cx, &input.attrs, &words::ON_FIELDS) {
        if attr.is(words::FIELDS) {
            krate = parse_fields_words(cx, &attr);
        } else {
            cx.error(&attr.word, format!("`#[model]` stands on a struct of fields, which has no table\nhelp: put it on the models that `{name}` is flattened into"));
        }
    }
    let namer = Namer::new(name, None);
    let fields = field::lower_fields(cx, &namer, &named.named);
    let (ident, vis, krate) = (name.clone(), input.vis.clone(), krate.unwrap_or_else(|| syn::parse_quote!(::orm)));
    let (ordering, uniques, indexes, checks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (table, schema, comment, managed) = (namer.into_table(), None, None, false);
    Some(Model { ident, vis, krate, table, schema, comment, managed, fields, ordering, uniques, indexes, checks })
}

/// What messages say of a struct.
struct Kind {
    is: &'static str,
    fields: &'static str,
    why_one: &'static str,
}

const MODEL: Kind = Kind {
    is: "a model",
    fields: "id: i64, ..",
    why_one: "a model is one type for one table\nhelp: take them out, or write a model for each",
};
const FIELDS: Kind = Kind {
    is: "what is flattened into columns",
    fields: "street: String, ..",
    why_one: "what is flattened into columns says their types in full\nhelp: take them out, or write a struct for each",
};

/// A row has a name for each of its values, and so has a model.
fn named_fields<'a>(cx: &Ctxt, input: &'a DeriveInput, kind: &Kind) -> Option<&'a FieldsNamed> {
    let name = &input.ident;
    let (on, what): (&dyn ToTokens, _) = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => return Some(named),
            Fields::Unnamed(_) => (name, "a tuple struct"),
            Fields::Unit => (name, "a unit struct"),
        },
        Data::Enum(data) => (&data.enum_token, "an enum"),
        Data::Union(data) => (&data.union_token, "a union"),
    };
    let Kind { is, fields, .. } = kind;
    cx.error(
        on,
        format!(
            "`{name}` is {what}, and {is} is a struct with named fields\nhelp: write `struct {name} {{ {fields} }}`"
        ),
    );
    None
}

/// There is one table, so there is one type.
fn refuse_generics(cx: &Ctxt, input: &DeriveInput, kind: &Kind) {
    if let Some(first) = input.generics.params.first() {
        let (name, why_one) = (&input.ident, kind.why_one);
        cx.error(first, format!("`{name}` has generic parameters, and {why_one}"));
    }
}

/// What rustc would call the field or struct, without `r#`.
fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn snake(ident: &Ident) -> String {
    plain(ident).to_snake_case()
}
