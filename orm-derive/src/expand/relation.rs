//! The relations as types.

use super::row::Bodies;
use super::{Names, polymorphic, schema, text, through};
use crate::ir::{
    By, Deferrable, Field, LeadsTo, Links, ManyToMany, Model, Name, OnDelete, Related, Role, Symmetry, ToOne,
};
use crate::lower::{is_itself, shortened};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

pub(super) fn expand(names: &Names<'_>, model: &Model, bodies: Bodies) -> TokenStream {
    model.fields.iter().filter_map(|field| expand_one(names, model, field, bodies)).collect()
}

/// The other side of a relation: its hop is the same, backwards.
fn expand_related(names: &Names<'_>, field: &Field, it: &Related, bodies: Bodies) -> TokenStream {
    let Names { p, model: ident, .. } = names;
    let (marker, target) = (names.marker(&field.ident), &it.target);
    let (arity, other_side) = match it.leads_to {
        LeadsTo::Many => (quote!(AnyNumber), quote!(other_side_of_many)),
        LeadsTo::One => (quote!(AtMostOne), quote!(other_side_of_one)),
    };
    let (step, checked) = match (&it.token, bodies) {
        (Some(token), Bodies::Real) => {
            // As the user's own code: rustc points to the token, whatever is wrong with it.
            let at = token.span();
            let function = super::moved(quote!(#p::#other_side::<#ident, #target, _>), at);
            let step = quote_spanned!(at=> #function(|| #token));
            // A constant that nobody uses is checked where the model is, and one in a trait only where it is used.
            let checked = quote_spanned!(at=> const _: #p::Step = <#marker as #p::Relation>::STEP;);
            (step, checked)
        }
        _ => (expand_stub_step(names, target), TokenStream::new()),
    };
    let in_field = expand_in_field(names, field, bodies);
    quote! {
        impl #p::Relation for #marker {
            type Source = #ident;
            type Target = #target;
            type Arity = #p::#arity;
            type RefersBy = #p::PrimaryKey;
            const STEP: #p::Step = #step;
        }
        #checked
        #in_field
    }
}

/// A hop that leads where it should, for the stub.
fn expand_stub_step(names: &Names<'_>, target: &Type) -> TokenStream {
    let Names { p, model, .. } = names;
    quote! {
        #p::Step {
            relation: &#p::RelationDef {
                name: "",
                kind: #p::RelationKind::ForeignKey,
                source: <#target as #p::Table>::schema,
                target: <#model as #p::Table>::schema,
                columns: &[],
                refers_to: #p::RefersTo::Key,
                nullable: true,
                on_delete: #p::OnDelete::Protect,
                deferrable: #p::Deferrable::No,
                related_name: ::core::option::Option::None,
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: true,
        }
    }
}

fn expand_one(names: &Names<'_>, model: &Model, field: &Field, bodies: Bodies) -> Option<TokenStream> {
    let Names { p, model: ident, .. } = names;
    if let Role::Related(it) = &field.role {
        return Some(expand_related(names, field, it, bodies));
    }
    if let Role::Target(it) = &field.role {
        return Some(polymorphic::expand_target(names, model, field, it));
    }
    let (target, accessor) = field.role.relation()?;
    let (marker, name) = (names.marker(&field.ident), field.shown());
    let related_name = accessor.ident().map(text);
    let related_name = related_name.map(|it| quote!(related_name: ::core::option::Option::Some(#it),));
    let facts = match &field.role {
        Role::ManyToMany(it) => {
            Facts {
                kind: quote!(ManyToMany),
                arity: quote!(AnyNumber),
                columns: TokenStream::new(),
                by: quote!(#p::PrimaryKey),
                nullable: true,
                // The rows of the join table go with the row of either side.
                on_delete: quote!(Cascade),
                deferrable: Deferrable::No,
                through: expand_through(names, model, it),
            }
        }
        role => {
            let it = role.to_one()?;
            Facts {
                kind: if role.is_one_to_one() { quote!(OneToOne) } else { quote!(ForeignKey) },
                arity: if it.nullable { quote!(AtMostOne) } else { quote!(ExactlyOne) },
                columns: {
                    let columns = schema::places(names, model, &field.ident);
                    quote!(#(#columns),*)
                },
                by: super::by(names, it),
                nullable: it.nullable,
                on_delete: on_delete(names, model, role, it),
                deferrable: it.deferrable,
                through: None,
            }
        }
    };
    let Facts { kind, arity, columns, by, nullable, on_delete, deferrable, through } = facts;
    let through = through.map(|it| quote!(through: ::core::option::Option::Some(#it),));
    let deferrable = (!matches!(deferrable, Deferrable::No)).then(|| {
        let deferrable = super::deferrable(names, deferrable);
        quote!(deferrable: #deferrable,)
    });
    let in_field = expand_in_field(names, field, bodies);
    let beside = match &field.role {
        Role::ManyToMany(it) => Some(through::expand_links(names, field, it)),
        role => role.to_one().map(|it| through::expand_foreign_key(names, model, field, it)),
    };
    Some(quote! {
        impl #p::Relation for #marker {
            type Source = #ident;
            type Target = #target;
            type Arity = #p::#arity;
            type RefersBy = #by;
            const STEP: #p::Step = #p::Step {
                relation: &#p::RelationDef {
                    nullable: #nullable,
                    on_delete: #p::OnDelete::#on_delete,
                    #deferrable
                    #related_name
                    #through
                    ..#p::RelationDef::new(
                        #name,
                        #p::RelationKind::#kind,
                        &[#columns],
                        [<#ident as #p::Table>::schema, #p::target::<#target>],
                        <#by as #p::Reference<#target>>::TO,
                    )
                },
                reversed: false,
            };
        }
        #in_field
        #beside
    })
}

/// The field that rows are loaded into.
fn expand_in_field(names: &Names<'_>, field: &Field, bodies: Bodies) -> Option<TokenStream> {
    let Names { p, model: ident, .. } = names;
    let (marker, name, target) = (names.marker(&field.ident), &field.ident, field.role.relation()?.0);
    let ty = match &field.role {
        Role::ManyToMany(ManyToMany { links: Links::Through { model, .. }, .. }) => {
            quote!(#p::ManyToMany<#target, #model>)
        }
        Role::ManyToMany(_) => quote!(#p::ManyToMany<#target>),
        Role::Related(Related { leads_to: LeadsTo::Many, .. }) => quote!(#p::RelatedSet<#target>),
        Role::Related(_) => quote!(#p::RelatedOne<#target>),
        role => match role.to_one().and_then(|it| super::other_than_key(names, it)) {
            Some(by) => quote!(#p::ForeignKey<#target, #by>),
            None => quote!(#p::ForeignKey<#target>),
        },
    };
    let held = if matches!(bodies, Bodies::Stub) {
        quote!(loop {})
    } else if field.role.to_one().is_some_and(|it| it.nullable) {
        quote!(::core::option::Option::as_ref(&__row.#name))
    } else {
        quote!(::core::option::Option::Some(&__row.#name))
    };
    Some(quote! {
        impl #p::InField for #marker {
            type Field = #ty;
            fn field(__row: &#ident) -> ::core::option::Option<&Self::Field> { #held }
        }
    })
}

/// What differs from kind to kind.
struct Facts {
    kind: TokenStream,
    arity: TokenStream,
    columns: TokenStream,
    by: TokenStream,
    nullable: bool,
    on_delete: TokenStream,
    deferrable: Deferrable,
    through: Option<TokenStream>,
}

/// The join table, as data.
fn expand_through(names: &Names<'_>, model: &Model, it: &ManyToMany) -> Option<TokenStream> {
    let p = &names.p;
    let symmetry = match it.symmetry {
        Symmetry::Directed => quote!(#p::Symmetry::Directed),
        Symmetry::Symmetrical => quote!(#p::Symmetry::Symmetrical),
    };
    Some(match &it.links {
        Links::Unclear => return None,
        Links::Own { table, source_column, target_column, unique_name } => {
            let (table, unique) = (&table.text, &unique_name.text);
            let (ident, target) = (&model.ident, &it.target);
            let (near, far) =
                (side(model, ident_type(ident), source_column), side(model, target.clone(), target_column));
            // Whether the target has a key of one column, it alone knows.
            let far_side = super::moved(quote!(#p::side::<#target>), target.span());
            quote! {
                #p::Through {
                    schema: <#ident as #p::Table>::SCHEMA,
                    table: #table,
                    source_columns: &[#(#near),*],
                    target_columns: #far_side(&[#(#far),*]),
                    rows: #p::LinkRows::Own(#unique),
                    symmetry: #symmetry,
                }
            }
        }
        Links::Through { model, near, far } => through::expand_join_table(names, it, (model, near, far), &symmetry),
    })
}

fn ident_type(ident: &syn::Ident) -> Type {
    syn::parse_quote!(#ident)
}

/// The columns of a join table that refer to one side. Of this model it is known of how many columns its key is; each is
/// named after the column that it refers to.
fn side(model: &Model, side: Type, column: &Name) -> Vec<String> {
    let keys: Vec<&Name> = model.keys().flat_map(|field| field.role.columns()).collect();
    if keys.len() < 2 || !is_itself(&side, &model.ident) {
        return vec![column.text.clone()];
    }
    let stem = column.text.strip_suffix("_id").unwrap_or(&column.text);
    keys.iter().map(|key| shortened(format!("{stem}_{}", key.text))).collect()
}

pub(super) fn on_delete(names: &Names<'_>, model: &Model, role: &Role, it: &ToOne) -> TokenStream {
    let p = &names.p;
    if model.only_reads() {
        return quote!(DoNothing);
    }
    match &it.on_delete {
        OnDelete::Cascade => quote!(Cascade),
        OnDelete::Protect => quote!(Protect),
        OnDelete::Restrict => quote!(Restrict),
        OnDelete::SetNull(_) => quote!(SetNull),
        OnDelete::SetDefault(_) => match &it.default {
            Some((_, value)) => {
                let value = key_value(names, it, value);
                quote!(SetDefault(#p::SetTo(|| #value)))
            }
            // Told of by `check`.
            None => quote!(Protect),
        },
        OnDelete::Set(_, value) => {
            let value = match role {
                Role::Target(target) if !target.optional => key_of(names, it, "key_of", value),
                _ => key_value(names, it, value),
            };
            quote!(Set(#p::SetTo(|| #value)))
        }
        OnDelete::DoNothing => quote!(DoNothing),
        OnDelete::DbCascade => quote!(DbCascade),
        OnDelete::DbSetNull(_) => quote!(DbSetNull),
        OnDelete::DbRestrict => quote!(DbRestrict),
    }
}

/// What names a row of the target, as a bind.
pub(super) fn key_value(names: &Names<'_>, it: &ToOne, value: &impl ToTokens) -> TokenStream {
    key_of(names, it, if it.nullable { "nullable_key_of" } else { "key_of" }, value)
}

fn key_of(names: &Names<'_>, it: &ToOne, function: &str, value: &impl ToTokens) -> TokenStream {
    let (p, target) = (&names.p, &it.target);
    if let By::Target(field) = &it.by {
        let (function, marker) = (quote::format_ident!("{function}_target"), names.marker(field));
        return quote!(#p::#function::<#marker, _>(#value));
    }
    let (function, by) = (quote::format_ident!("{function}"), super::by(names, it));
    quote!(#p::#function::<#target, #by, _>(#value))
}
