//! `#[derive(DbEnum)]`: an enum without data is a column type, kept as text.

use crate::attr::item::{Item, parse_items};
use crate::ctxt::Ctxt;
use crate::db_type::check_no_generics;
use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitStr, Meta, Variant};

/// A variant, and the text that stands for it.
struct Label<'i> {
    variant: &'i Ident,
    text: String,
}

pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let labels = lower(&cx, input);
    match cx.finish() {
        Ok(()) => write(&input.ident, &labels),
        Err(error) => error.into_compile_error(),
    }
}

fn lower<'i>(cx: &Ctxt, input: &'i DeriveInput) -> Vec<Label<'i>> {
    check_no_generics(cx, input);
    let Data::Enum(data) = &input.data else {
        cx.error(&input.ident, "`DbEnum` is for enums\nhelp: for a struct around one column type, derive `DbType`");
        return Vec::new();
    };
    if data.variants.is_empty() {
        cx.error(&input.ident, "an enum without variants has no value that a column could hold");
    }
    let mut labels: Vec<Label<'i>> = Vec::new();
    for variant in &data.variants {
        let text = lower_label(cx, variant);
        if let Some(other) = labels.iter().find(|label| label.text == text) {
            let help = "help: give one of them another label: `#[db_enum(label = \"..\")]`";
            cx.error(&variant.ident, format!("`{}` has the label \"{text}\" too\n{help}", other.variant));
        }
        labels.push(Label { variant: &variant.ident, text });
    }
    labels
}

fn lower_label(cx: &Ctxt, variant: &Variant) -> String {
    if !matches!(variant.fields, Fields::Unit) {
        cx.error(
            &variant.fields,
            "a column cannot hold a variant with data\nhelp: keep the data in columns of their own",
        );
    }
    let said = variant.attrs.iter().filter_map(|attribute| parse_attribute(cx, attribute)).last();
    let text = said.as_ref().map_or_else(|| variant.ident.unraw().to_string().to_snake_case(), LitStr::value);
    if let Some(said) = said.filter(|_| text.is_empty() || text.contains('\0')) {
        cx.error(said, "a label is a text that is not empty and does not hold NUL");
    }
    text
}

fn parse_attribute(cx: &Ctxt, attribute: &Attribute) -> Option<LitStr> {
    if !attribute.path().is_ident("db_enum") {
        return None;
    }
    let help = "help: write `#[db_enum(label = \"..\")]`";
    let Meta::List(list) = &attribute.meta else {
        cx.error(attribute, format!("`db_enum` says nothing here\n{help}"));
        return None;
    };
    let read = |item: Item| {
        if item.word == "label" {
            return item.text(cx);
        }
        cx.error(&item.word, format!("unknown word `{}`\n{help}", item.word));
        None
    };
    parse_items(cx, list.tokens.clone()).into_iter().filter_map(read).last()
}

fn write(name: &Ident, labels: &[Label<'_>]) -> TokenStream {
    let variants: Vec<_> = labels.iter().map(|label| label.variant).collect();
    let texts: Vec<_> = labels.iter().map(|label| &label.text).collect();
    quote! {
        #[automatically_derived]
        impl ::orm::__private::Element for #name {}
        #[automatically_derived]
        impl ::orm::__private::DbValue for #name {
            type Lookups = ::orm::__private::Sorted;
            const TYPE: ::orm::__private::ColumnType = ::orm::__private::ColumnType::Text;
            const LABELS: &'static [&'static str] = &[#(#texts),*];
            fn encode(&self) -> ::orm::__private::Value {
                ::orm::__private::label(match self { #(Self::#variants => #texts),* })
            }
            fn decode(
                __cells: &dyn ::orm::__private::Cells,
                __at: usize,
            ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
                match ::orm::__private::Cells::text(__cells, __at)? {
                    #(#texts => ::core::result::Result::Ok(Self::#variants),)*
                    _ => ::core::result::Result::Err(::orm::__private::unknown_label(__at)),
                }
            }
        }
    }
}
