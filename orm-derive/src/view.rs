//! `#[derive(View)]`: a struct whose fields are columns, expressions and relations of a model.
//!
//! `lower` reads the struct and its attributes, [`part`] what a field is filled from, [`expand`] writes. What needs types
//! (whether a column fits its field) is left to rustc: each field is one call with a trait's bound, on the user's tokens.

mod expand;
mod part;

use crate::attr::item::{Item, parse_items};
use crate::ctxt::Ctxt;
use crate::lower::last_segment;
use crate::words;
use part::{Part, parse_part};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Data, DeriveInput, Fields, FieldsNamed, Ident, Meta, Path, Token, Type};

/// The facts of a view.
struct View {
    ident: Ident,
    /// Where `orm` is.
    krate: Path,
    model: Path,
    fields: Vec<Field>,
}

/// A field of the struct.
struct Field {
    ident: Ident,
    ty: Type,
    part: Part,
}

pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let view = lower(&cx, input);
    match (cx.finish(), view) {
        (Ok(()), view) => view.as_ref().map(expand::view).unwrap_or_default(),
        (Err(error), _) => error.into_compile_error(),
    }
}

fn lower(cx: &Ctxt, input: &DeriveInput) -> Option<View> {
    let named = lower_struct(cx, input)?;
    let said = lower_model(cx, input);
    let fields: Vec<Field> = named
        .named
        .iter()
        .filter_map(|field| {
            let ident = field.ident.clone()?;
            check_is_finite(cx, input, &field.ty);
            let part = parse_part(cx, &field.attrs);
            check_list(cx, &ident, &field.ty, &part);
            Some(Field { ident, ty: field.ty.clone(), part })
        })
        .collect();
    let (model, krate) = said?;
    Some(View { ident: input.ident.clone(), krate, model, fields })
}

/// A field has a name for what it is filled from, and a row has something in it.
fn lower_struct<'a>(cx: &Ctxt, input: &'a DeriveInput) -> Option<&'a FieldsNamed> {
    let name = &input.ident;
    if let Some(first) = input.generics.params.first() {
        let help = "help: write the types in full; a view for each";
        cx.error(first, format!("`{name}` has generic parameters, and a view is one type\n{help}"));
        return None;
    }
    let help = format!("help: write `struct {name} {{ name: String, .. }}`");
    let (on, what): (&dyn ToTokens, _) = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) if !named.named.is_empty() => return Some(named),
            Fields::Named(_) => (name, "has no fields"),
            Fields::Unnamed(_) => (name, "is a tuple struct"),
            Fields::Unit => (name, "is a unit struct"),
        },
        Data::Enum(data) => (&data.enum_token, "is an enum"),
        Data::Union(data) => (&data.union_token, "is a union"),
    };
    cx.error(on, format!("`{name}` {what}, and a view is a struct whose fields say what is read\n{help}"));
    None
}

/// `#[view(Owner)]`, and where `orm` is.
fn lower_model(cx: &Ctxt, input: &DeriveInput) -> Option<(Path, Path)> {
    let name = &input.ident;
    let help = "help: write `#[view(Owner)]` on the struct, with the model that its fields are of";
    let mut said = None;
    for attr in input.attrs.iter().filter(|attr| attr.path().is_ident(words::VIEW)) {
        if said.is_some() {
            cx.error(attr.path(), "`#[view]` stands here twice\nhelp: keep one of them");
            return None;
        }
        let Meta::List(list) = &attr.meta else {
            cx.error(attr.path(), format!("`#[view]` does not say of which model `{name}` is a view\n{help}"));
            return None;
        };
        said = Some((attr, list.tokens.clone()));
    }
    let Some((attr, list)) = said else {
        cx.error(name, format!("it is not said of which model `{name}` is a view\n{help}"));
        return None;
    };
    let both = |input: ParseStream<'_>| {
        let model = input.call(Path::parse_mod_style)?;
        input.parse::<Option<Token![,]>>()?;
        Ok((model, input.parse::<TokenStream>()?))
    };
    let Ok((model, rest)) = both.parse2(list.clone()) else {
        let on = if list.is_empty() { attr.path().to_token_stream() } else { list };
        cx.error(on, format!("`#[view]` takes the name of a model\n{help}"));
        return None;
    };
    let krate = parse_items(cx, rest).into_iter().filter_map(|item| lower_crate(cx, &item)).last();
    Some((model, krate.unwrap_or_else(|| syn::parse_quote!(::orm))))
}

fn lower_crate(cx: &Ctxt, item: &Item) -> Option<Path> {
    if item.word == words::CRATE {
        return item.path(cx);
    }
    cx.error(&item.word, words::unknown(&item.word.unraw().to_string(), &words::IN_VIEW));
    None
}

/// Rows are chosen where there are many, and many are a `Vec`. A word that chooses elsewhere is told of here, once.
fn check_list(cx: &Ctxt, field: &Ident, ty: &Type, part: &Part) {
    let Some(first) = part.choices.first() else { return };
    if last_segment(ty).is_none_or(|(name, _)| name != "Vec") {
        let word = &first.word;
        let help = format!("help: leave `{word}` out; or make it `Vec<..>`, where it is a relation to many rows");
        cx.error(word, format!("`{word}` chooses among many rows, and `{field}` is not a `Vec`\n{help}"));
    }
}

/// A view that contains itself would be read to no end.
fn check_is_finite(cx: &Ctxt, input: &DeriveInput, ty: &Type) {
    let name = &input.ident;
    if names(ty.to_token_stream(), name) {
        let help = "help: write a view of its own for the level within, which leaves this field out or keeps a key";
        cx.error(ty, format!("`{name}` contains itself, and there is no end to how deep that is\n{help}"));
    }
}

fn names(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name || ident == "Self",
        TokenTree::Group(group) => names(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
