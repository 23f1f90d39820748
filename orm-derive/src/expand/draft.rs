//! The draft: a row that is not in the database yet.
//!
//! It holds what was given, as values; which required fields were given is told by a type parameter for each. `save`
//! asks of each parameter a trait of its own, so that the compiler says what is missing in words.

use super::{Names, column, flatten, schema, text, visibility};
use crate::ir::{Default, Field, Kind, Model, Role};
use crate::words::DRAFT_METHODS;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;
use syn::ext::IdentExt;

pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    if model.only_reads() {
        return TokenStream::new();
    }
    let Names { p, model: ident, draft, .. } = names;
    let states: Vec<_> = required(model).map(|field| state(&field.ident)).collect();
    let traits: Vec<_> = required(model).map(|field| trait_name(&field.ident)).collect();
    let declared = required(model).map(|field| expand_trait(names, field));
    let empty = expand_empty_type(names, model);
    // The state in which all is given, so that `Draft` needs no bound of its own here, and what is missing is told once.
    let given = states.iter().map(|_| quote!(#p::Given));
    let vis = &model.vis;
    let doc = format!(
        "Inserts the row. One statement.\n\n# Errors\nViolations of `{ident}`'s constraints; those of the database."
    );
    let count = schema::count(names, model);
    let setters = model.said().map(|field| expand_setter(names, model, field));
    let linked = model.fields.iter().filter_map(|field| expand_linked(names, model, field));
    let defaults: Vec<_> = model.kept().filter_map(|field| expand_default(names, model, field)).collect();
    let fill = (!defaults.is_empty()).then(|| {
        quote! {
            fn fill(__values: &mut [::core::option::Option<#p::Value>]) {
                #(#defaults)*
            }
        }
    });
    let upserts = UPSERTS.map(|(verb, doc)| {
        let verb = format_ident!("{verb}");
        quote! {
            #[doc = #doc]
            #[track_caller]
            #vis fn #verb<__K>(self, __db: &#p::Db, __key: __K) -> #p::Pending<'_, (#ident, bool)>
            where
                __K: #p::UniqueKey<#ident>,
                #(#states: #traits),*
            {
                #p::#verb(__db, __Complete { parts: self.parts, given: #p::PhantomData }, __key)
            }
        }
    });
    let gives = model.kept().filter_map(|field| expand_give(names, model, field));
    quote! {
        #[doc = "A row that is not in the database yet."]
        #[must_use = "a draft is not in the database before it is saved"]
        #vis struct #draft<#(#states),*> {
            parts: #p::Parts,
            given: #p::PhantomData<fn() -> (#(#states,)*)>,
        }
        type __Complete = #draft<#(#given),*>;
        #(#declared)*
        #[automatically_derived]
        impl ::core::default::Default for #empty {
            fn default() -> Self {
                #draft { parts: #p::Parts::of(#count), given: #p::PhantomData }
            }
        }
        impl<#(#states),*> #draft<#(#states),*> {
            #(#setters)*
            #(#linked)*
            #[doc = #doc]
            #[track_caller]
            #vis fn save(self, __db: &#p::Db) -> #p::Pending<'_, #ident>
            where
                #(#states: #traits),*
            {
                #p::save_draft(__db, __Complete { parts: self.parts, given: #p::PhantomData })
            }
            #(#upserts)*
        }
        impl<#(#states: #traits),*> #p::Draft for #draft<#(#states),*> {
            type Model = #ident;
            fn parts(self) -> #p::Parts {
                self.parts
            }
            #fill
        }
        impl<#(#states),*> #p::WithRelated for #draft<#(#states),*> {
            type Model = #ident;
            fn held(&mut self) -> &mut #p::Parts {
                &mut self.parts
            }
        }
        #(#gives)*
    }
}

/// The verbs that look for the row first, and their docs.
const UPSERTS: [(&str, &str); 2] = [
    (
        "get_or_create",
        "The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is \
         there, two for one that is not.",
    ),
    (
        "update_or_create",
        "Sets what was given on the row with this unique key, or inserts it; and whether it was inserted. One statement \
         for a row that is there, two for one that is not.",
    ),
];

/// The draft with nothing given. A model that only reads has none.
pub(super) fn expand_empty_type(names: &Names<'_>, model: &Model) -> TokenStream {
    if model.only_reads() {
        return quote!(());
    }
    let Names { p, draft, .. } = names;
    let states = required(model).map(|field| match field.role.flatten() {
        // Its struct knows.
        Some(it) => {
            let optional = flatten::optional(names, it);
            quote!(<#p::Optional<{ #optional }> as #p::State>::Before)
        }
        None => quote!(#p::Missing),
    });
    quote!(#draft<#(#states),*>)
}

/// The fields that a row cannot be without, and that nothing but the draft gives.
fn required(model: &Model) -> impl Iterator<Item = &Field> {
    let alone = model.only_key().is_some();
    model.fields.iter().filter(move |field| match &field.role {
        Role::Key(column) if alone && matches!(column.kind, Kind::Integer | Kind::Uuid) => false,
        Role::Key(column) | Role::Column(column) => !column.nullable && matches!(column.default, Default::None),
        Role::Flatten(_) => true,
        Role::OneOf(it) => !it.nullable,
        role => role.to_one().is_some_and(|it| !it.nullable && it.default.is_none()),
    })
}

fn state(field: &Ident) -> Ident {
    // Not at the field: rustc would offer to put a misspelt type there, as a parameter.
    format_ident!("__{}", field.unraw(), span = Span::call_site())
}

fn trait_name(field: &Ident) -> Ident {
    format_ident!("{}_is_given", field.unraw(), span = super::at(field))
}

/// Its text is what a user reads who forgot the field.
fn expand_trait(names: &Names<'_>, field: &Field) -> TokenStream {
    let Names { p, model, .. } = names;
    let (name, given) = (text(&field.ident), trait_name(&field.ident));
    let message = format!("`{name}` was not given");
    let label = format!("`{model}` cannot be saved without its `{name}`");
    let note = format!("add `.{}(..)` to the draft", field.ident);
    quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait #given {}
        impl #given for #p::Given {}
    }
}

fn expand_setter(names: &Names<'_>, model: &Model, field: &Field) -> TokenStream {
    let Names { p, draft, .. } = names;
    let name = &field.ident;
    // Told of by `check`; a second method of the name would be a second error.
    if DRAFT_METHODS.iter().any(|method| name == method) {
        return TokenStream::new();
    }
    let at = match &field.role {
        Role::OneOf(it) => super::polymorphic::place(names, model, it),
        _ => schema::place(names, model, name),
    };
    let vis = visibility::narrower(&field.vis, &model.vis);
    let method = super::moved(name, super::at(name));
    let doc = format!("Gives `{}` its `{}`.", names.model, text(name));
    let with = with_given(names, model, name);
    if let Some(it) = field.role.flatten() {
        let (ty, marker) = (&it.ty, names.marker(name));
        return quote! {
            #[doc = #doc]
            #vis fn #method(mut self, __value: #ty) -> #with {
                #p::give_fields::<#marker>(&mut self.parts, &__value);
                #draft { parts: self.parts, given: #p::PhantomData }
            }
        };
    }
    let (generics, takes, value) = match &field.role {
        Role::Column(column) | Role::Key(column) => {
            let base = &column.base;
            let (takes, value) = if column.nullable {
                (quote!(#p::IntoNullable<#base>), quote!(#p::IntoNullable::<#base>::into_nullable(__value)))
            } else {
                (quote!(#p::IntoValue<#base>), quote!(#p::IntoValue::<#base>::into_value(__value)))
            };
            (TokenStream::new(), takes, column::expand_value(names, column, value))
        }
        Role::OneOf(it) => {
            let (marker, ty) = (names.marker(name), &it.ty);
            let (generics, takes, target) = if it.nullable {
                let target = quote!(#p::IntoNullableTarget::into_nullable_target(__value).as_ref());
                (quote!(<__W>), quote!(#p::IntoNullableTarget<#ty, __W>), target)
            } else {
                let target = quote!(::core::option::Option::Some(&#p::IntoTarget::into_target(__value)));
                (TokenStream::new(), quote!(#p::IntoTarget<#ty>), target)
            };
            (generics, takes, quote!(#p::encode_target::<#marker>(#target)))
        }
        role => {
            let Some(it) = role.to_one() else { return TokenStream::new() };
            let (target, by) = (&it.target, super::by(names, it));
            // Where it refers to the key, nothing is said of it: that is what a user reads.
            let given = super::other_than_key(names, it).map(|by| quote!(, #by));
            if it.nullable {
                let value = quote!(#p::nullable_key_of::<#target, #by, __W>(__value));
                (quote!(<__W>), quote!(#p::IntoNullableKey<#target, __W #given>), value)
            } else {
                let value = quote!(#p::key_of::<#target, #by, __W>(__value));
                (quote!(<__W>), quote!(#p::IntoKey<#target, __W #given>), value)
            }
        }
    };
    quote! {
        #[doc = #doc]
        #vis fn #method #generics (self, __value: impl #takes) -> #with {
            #draft { parts: self.parts.with(#at, #value), given: #p::PhantomData }
        }
    }
}

/// Rows that the row is linked with when it is saved.
fn expand_linked(names: &Names<'_>, model: &Model, field: &Field) -> Option<TokenStream> {
    let p = &names.p;
    let (Role::ManyToMany(_), false) = (&field.role, DRAFT_METHODS.iter().any(|method| field.ident == method)) else {
        return None;
    };
    let (vis, marker) = (visibility::narrower(&field.vis, &model.vis), names.marker(&field.ident));
    let method = super::moved(&field.ident, super::at(&field.ident));
    let doc = format!("Links these rows, as `{}` of the new row. One statement more.", text(&field.ident));
    Some(quote! {
        #[doc = #doc]
        #vis fn #method<__W>(mut self, __rows: impl #p::LinkedRows<#marker, __W>) -> Self {
            self.parts.add(#p::LinkedRows::<#marker, __W>::into_beside(__rows));
            self
        }
    })
}

/// A relation can be given by what does not know its setter: the manager of its other side, a link, a parent. What was given
/// before would be lost, so it must not have been.
fn expand_give(names: &Names<'_>, model: &Model, field: &Field) -> Option<TokenStream> {
    let Names { p, draft, .. } = names;
    field.role.to_one()?;
    let (named, at) = (super::through::named(names, &field.ident), schema::place(names, model, &field.ident));
    // Of a polymorphic field the other targets are emptied.
    let (name, before) = match &field.role {
        Role::Target(it) => (&it.whole, empty_all(names, model, &it.whole)),
        _ => (&field.ident, None),
    };
    let with = with_given(names, model, name);
    let others = required(model).filter(|it| it.ident != *name).map(|it| state(&it.ident));
    let states = required(model).map(|it| {
        if it.ident == *name {
            quote!(#p::Missing)
        } else {
            let state = state(&it.ident);
            quote!(#state)
        }
    });
    Some(quote! {
        impl<#(#others),*> #p::Give<#named> for #draft<#(#states),*> {
            type With = #with;
            fn give(mut self, __key: #p::Value) -> Self::With {
                #before
                self.parts.set(#at, __key);
                #draft { parts: self.parts, given: #p::PhantomData }
            }
        }
    })
}

fn empty_all(names: &Names<'_>, model: &Model, whole: &Ident) -> Option<TokenStream> {
    let (Role::OneOf(it), p) = (&model.field(whole)?.role, &names.p) else { return None };
    let (marker, first) = (names.marker(whole), super::polymorphic::place(names, model, it));
    Some(quote!(self.parts.set(#first, #p::encode_target::<#marker>(::core::option::Option::None));))
}

/// The draft in any state, with one field given.
fn with_given(names: &Names<'_>, model: &Model, given: &Ident) -> TokenStream {
    let Names { p, draft, .. } = names;
    let states = required(model).map(|it| {
        if it.ident == *given {
            quote!(#p::Given)
        } else {
            let state = state(&it.ident);
            quote!(#state)
        }
    });
    quote!(#draft<#(#states),*>)
}

/// A default is made for each draft that was not given the field.
pub(super) fn expand_default(names: &Names<'_>, model: &Model, field: &Field) -> Option<TokenStream> {
    let Names { p, .. } = names;
    let at = schema::place(names, model, &field.ident);
    if field.role.flatten().is_some() {
        let marker = names.marker(&field.ident);
        return Some(quote!(#p::fill_fields::<#marker>(__values);));
    }
    if let Some(to_one) = field.role.to_one() {
        let (_, value) = to_one.default.as_ref()?;
        let value = super::relation::key_value(names, to_one, value);
        if to_one.columns.len() > 1 {
            return Some(quote!(#p::default_key(__values, #at, || #value);));
        }
        return Some(quote!(__values[#at].get_or_insert_with(|| #value);));
    }
    let column = field.role.value()?;
    let base = &column.base;
    let value = match &column.default {
        Default::Draft(_, value) if column.nullable => quote!(#p::IntoNullable::<#base>::into_nullable(#value)),
        Default::Draft(_, value) => quote!(#p::IntoValue::<#base>::into_value(#value)),
        Default::None if field.role.is_key() && model.only_key().is_some() && column.kind == Kind::Uuid => {
            quote!(#p::IntoValue::<#base>::into_value(<#base>::now_v7()))
        }
        Default::None | Default::Database(_) => return None,
    };
    let value = column::expand_value(names, column, value);
    Some(quote!(__values[#at].get_or_insert_with(|| #value);))
}
