//! The columns: each as a type, and all as data.

use super::{Names, optional, text};
use crate::ir::{Column, Default, Field, Kind, MaxLength, Model, Role, ToOne};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// Each column that holds a value, as a type.
pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let columns = model.columns().enumerate().filter_map(|(at, (field, _))| Some((at, field, field.role.value()?)));
    let each = columns.map(|(at, field, column)| {
        let (marker, base) = (names.marker(&field.ident), &column.base);
        let null = if column.nullable { quote!(Nullable) } else { quote!(NotNull) };
        quote! {
            impl #p::Column for #marker {
                type Model = #ident;
                type Base = #base;
                type Null = #p::#null;
                const AT: usize = #at;
            }
        }
    });
    quote!(#(#each)*)
}

/// The definitions, in order.
pub(super) fn expand_definitions(names: &Names<'_>, model: &Model) -> TokenStream {
    let each = model.columns().map(|(field, _)| match &field.role {
        Role::Column(column) | Role::Key(column) => of_value(names, field, column),
        Role::ForeignKey(it) | Role::OneToOne(it) | Role::OneToOneKey(it) => of_relation(names, field, it),
        Role::ManyToMany(_) | Role::Related(_) => TokenStream::new(),
    });
    quote!(&[#(#each),*])
}

fn of_value(names: &Names<'_>, field: &Field, column: &Column) -> TokenStream {
    let Names { p, .. } = names;
    let Column { base, nullable, .. } = column;
    let (field_name, name) = (text(&field.ident), &column.name.text);
    let max_length = optional(match column.max_length {
        MaxLength::Of(length, _) => Some(length),
        MaxLength::Unbounded | MaxLength::Unclear => None,
    });
    let auto = field.role.is_key() && column.kind == Kind::Integer;
    let ty = ty(names, column);
    let (unique, index) = (column.unique.is_some(), column.index.is_some());
    let db_default = optional(match &column.default {
        Default::Database(value) => {
            Some(quote!(#p::DatabaseDefault(|| <_ as #p::IntoValue<#base>>::into_value(#value))))
        }
        Default::None | Default::Draft(..) => None,
    });
    quote! {
        #p::ColumnDef {
            field: #field_name, name: #name, ty: #ty, nullable: #nullable,
            max_length: #max_length, auto: #auto, unique: #unique, index: #index,
            labels: <#base as #p::DbValue>::LABELS, db_default: #db_default,
        }
    }
}

/// The column's type. What could be a decimal number is looked at by the compiler: it has to say its digits.
fn ty(names: &Names<'_>, column: &Column) -> TokenStream {
    let Names { p, .. } = names;
    let base = &column.base;
    if !matches!(column.kind, Kind::Decimal | Kind::Unknown) {
        return quote!(<#base as #p::DbValue>::TYPE);
    }
    let scale = optional(column.scale().map(|scale| expand_scale(names, scale)));
    quote_spanned!(base.span()=> #p::scaled(<#base as #p::DbValue>::TYPE, #scale))
}

/// How many digits, and how many of them stand after the point.
pub(super) fn expand_scale(names: &Names<'_>, (digits, places): (u8, u8)) -> TokenStream {
    let Names { p, .. } = names;
    quote!(#p::Scale { digits: #digits, places: #places })
}

/// A value that goes to the column: a decimal number is brought to its places.
pub(super) fn expand_value(names: &Names<'_>, column: &Column, value: TokenStream) -> TokenStream {
    let Names { p, .. } = names;
    match column.scale() {
        Some(scale) => {
            let scale = expand_scale(names, scale);
            quote!(#p::fitted(#value, #scale))
        }
        None => value,
    }
}

fn of_relation(names: &Names<'_>, field: &Field, relation: &ToOne) -> TokenStream {
    let Names { p, .. } = names;
    let ToOne { target, nullable, .. } = relation;
    let (field_name, name) = (text(&field.ident), &relation.column.text);
    let unique = matches!(field.role, Role::OneToOne(_) | Role::OneToOneKey(_));
    let index = matches!(field.role, Role::ForeignKey(_)) && relation.index;
    quote! {
        #p::ColumnDef {
            field: #field_name, name: #name, ty: <<#target as #p::Table>::Key as #p::DbValue>::TYPE,
            nullable: #nullable, max_length: ::core::option::Option::None, auto: false,
            unique: #unique, index: #index, labels: &[], db_default: ::core::option::Option::None,
        }
    }
}
