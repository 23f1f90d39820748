//! `#[derive(Polymorphic)]`: an enum whose variants are foreign keys is what a field that leads to one of several models is.

use crate::ctxt::Ctxt;
use crate::lower::{RelationType, ShapeOf, lower_shape};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, Ident, Index, Type, Variant};

/// A variant, the model that it leads to, and the foreign key as it was written.
struct Target<'i> {
    variant: &'i Ident,
    model: Type,
    foreign_key: &'i Type,
    by: TokenStream,
}

pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let targets = lower(&cx, input);
    match cx.finish() {
        Ok(()) => write(input, &targets),
        Err(error) => error.into_compile_error(),
    }
}

fn lower<'i>(cx: &Ctxt, input: &'i DeriveInput) -> Vec<Target<'i>> {
    if !input.generics.params.is_empty() {
        cx.error(&input.generics, "an enum of foreign keys has no generics\nhelp: name the models in full");
    }
    let Data::Enum(data) = &input.data else {
        let help = "help: write `enum Subject { Cat(ForeignKey<Cat>), Owner(ForeignKey<Owner>) }`";
        cx.error(&input.ident, format!("`Polymorphic` is for enums of foreign keys\n{help}"));
        return Vec::new();
    };
    if data.variants.is_empty() {
        cx.error(&input.ident, "an enum without variants leads to no model\nhelp: add one: `Cat(ForeignKey<Cat>)`");
    }
    data.variants.iter().filter_map(|variant| lower_variant(cx, input, variant)).collect()
}

fn lower_variant<'i>(cx: &Ctxt, input: &'i DeriveInput, variant: &'i Variant) -> Option<Target<'i>> {
    let ident = &variant.ident;
    let example = format!("`{ident}(ForeignKey<{ident}>)`");
    let Fields::Unnamed(fields) = &variant.fields else {
        cx.error(ident, format!("`{ident}` holds no foreign key\nhelp: write {example}"));
        return None;
    };
    let mut types = fields.unnamed.iter().map(|field| &field.ty);
    let (Some(ty), None) = (types.next(), types.next()) else {
        cx.error(fields, format!("a variant holds one foreign key, and nothing else\nhelp: write {example}"));
        return None;
    };
    let shape = lower_shape(ty, &input.ident);
    match shape.of {
        ShapeOf::Relation(RelationType::ForeignKey | RelationType::OneToOne, _, _) if shape.options > 0 => {
            let name = &input.ident;
            cx.error(ty, format!("a variant leads to a row: what may lead to none is the field\nhelp: take the `Option` away, and make the field's type `Option<{name}>`"));
            None
        }
        ShapeOf::Relation(RelationType::ForeignKey | RelationType::OneToOne, model, by) => {
            let by = by.map_or_else(|| quote!(::orm::__private::PrimaryKey), ToTokens::into_token_stream);
            Some(Target { variant: ident, model: *model, foreign_key: ty, by })
        }
        _ => {
            cx.error(ty, format!("`{ident}` holds no foreign key\nhelp: write {example}"));
            None
        }
    }
}

fn write(input: &DeriveInput, targets: &[Target<'_>]) -> TokenStream {
    let (name, vis) = (&input.ident, &input.vis);
    let (variants_type, peers_type) =
        (format_ident!("{}Variants", name.unraw()), format_ident!("{}Peers", name.unraw()));
    let variants: Vec<_> = targets.iter().map(|target| target.variant).collect();
    let has = targets.iter().enumerate().map(|(at, Target { variant, model, by, .. })| {
        let hash = crate::expand::hash(&variant.unraw().to_string());
        quote! {
            impl ::orm::__private::HasVariant<#name, ::orm::__private::Named<#hash>, #model> for #variants_type {
                type By = #by;
                const AT: usize = #at;
                fn held(__it: &#name) -> ::core::option::Option<&::orm::__private::ForeignKey<#model, #by>> {
                    #[allow(unreachable_patterns)]
                    match __it {
                        #name::#variant(__it) => ::core::option::Option::Some(__it),
                        _ => ::core::option::Option::None,
                    }
                }
            }
        }
    });
    let columns = targets.iter().map(|Target { model, by, .. }| {
        quote!(<<#by as ::orm::__private::Reference<#model>>::Value as ::orm::__private::Key>::TYPES.len())
    });
    let peers = targets.iter().map(|Target { model, by, .. }| quote!(::orm::__private::ToOnePeers<#model, #by>));
    let made = targets.iter().map(|_| quote!(::core::default::Default::default()));
    let read = targets.iter().enumerate().map(|(at, Target { variant, .. })| {
        let peers = Index::from(at);
        quote!(__peers.#peers.decode_nullable(__cells, __place(#at))?.map(#name::#variant))
    });
    let written = targets.iter().enumerate().map(|(at, Target { variant, model, by, .. })| {
        let held = quote!(match __it {
            ::core::option::Option::Some(#name::#variant(__it)) => ::core::option::Option::Some(__it),
            _ => ::core::option::Option::None,
        });
        quote!(#at => ::orm::__private::encode_nullable_key::<#model, #by>(#held))
    });
    let from = targets.iter().filter(|target| is_only(targets, target)).map(|target| {
        let Target { variant, model, foreign_key, .. } = target;
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<&#model> for #name {
                fn from(__row: &#model) -> Self { Self::#variant(::core::convert::From::from(__row)) }
            }
            #[automatically_derived]
            impl ::core::convert::From<#foreign_key> for #name {
                fn from(__key: #foreign_key) -> Self { Self::#variant(__key) }
            }
            #[automatically_derived]
            impl ::core::convert::From<&#foreign_key> for #name {
                fn from(__key: &#foreign_key) -> Self { Self::#variant(::core::clone::Clone::clone(__key)) }
            }
        }
    });
    crate::expand::in_block(
        &syn::parse_quote!(::orm),
        &quote! {
            #[automatically_derived]
            impl ::orm::__private::Polymorphic for #name {
                type Variants = #variants_type;
                fn detach(&mut self) {
                    match self { #(Self::#variants(__it) => ::orm::__private::ForeignKey::detach(__it)),* }
                }
            }
            #vis struct #variants_type;
            #vis struct #peers_type(#(#peers),*);
            #[automatically_derived]
            impl ::core::default::Default for #peers_type {
                fn default() -> Self { #peers_type(#(#made),*) }
            }
            impl ::orm::__private::Variants<#name> for #variants_type {
                const COLUMNS: &'static [usize] = &[#(#columns),*];
                type Peers = #peers_type;
                fn decode(
                    __cells: &dyn ::orm::__private::Cells,
                    __place: &dyn ::core::ops::Fn(usize) -> usize,
                    __peers: &mut Self::Peers,
                ) -> ::core::result::Result<::core::option::Option<#name>, ::orm::__private::CellError> {
                    ::orm::__private::one_of(__place(0usize), [#(#read),*])
                }
                fn encode(__it: ::core::option::Option<&#name>, __variant: usize) -> ::orm::__private::Value {
                    match __variant {
                        #(#written,)*
                        _ => ::orm::__private::Value::Parts(::std::vec::Vec::new()),
                    }
                }
                fn take_key(__it: &mut #name, __fresh: #name) {
                    #[allow(unreachable_patterns)]
                    match (__it, __fresh) {
                        #((#name::#variants(__it), #name::#variants(__fresh)) => ::orm::__private::ForeignKey::take_key(__it, __fresh),)*
                        (__it, __fresh) => *__it = __fresh,
                    }
                }
            }
            #[automatically_derived]
            impl ::core::convert::From<&#name> for #name {
                fn from(__it: &#name) -> Self {
                    match __it { #(Self::#variants(__it) => Self::#variants(::core::clone::Clone::clone(__it))),* }
                }
            }
            #(#has)*
            #(#from)*
        },
    )
}

/// Of a model that two variants lead to nobody knows which of them is meant.
fn is_only(targets: &[Target<'_>], target: &Target<'_>) -> bool {
    let text = |it: &Target<'_>| it.model.to_token_stream().to_string();
    targets.iter().filter(|other| text(other) == text(target)).count() == 1
}
