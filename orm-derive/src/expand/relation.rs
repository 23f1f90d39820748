//! The relations as types.

use super::{Names, optional, schema, text, through};
use crate::ir::{Field, Links, ManyToMany, Model, OnDelete, Role, Symmetry, ToOne};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

pub(super) fn expand(names: &Names<'_>, model: &Model) -> TokenStream {
    model.fields.iter().filter_map(|field| expand_one(names, model, field)).collect()
}

fn expand_one(names: &Names<'_>, model: &Model, field: &Field) -> Option<TokenStream> {
    let Names { p, model: ident, .. } = names;
    let (target, accessor) = field.role.relation()?;
    let (marker, name) = (names.marker(&field.ident), text(&field.ident));
    let related_name = optional(accessor.ident().map(text));
    let facts = match &field.role {
        Role::ManyToMany(it) => {
            Facts {
                kind: quote!(ManyToMany),
                arity: quote!(AnyNumber),
                columns: TokenStream::new(),
                nullable: true,
                // The rows of the join table go with the row of either side.
                on_delete: quote!(Cascade),
                through: optional(expand_through(names, it)),
            }
        }
        role => {
            let it = role.to_one()?;
            let at = schema::position(model, &field.ident);
            Facts {
                kind: if matches!(role, Role::ForeignKey(_)) { quote!(ForeignKey) } else { quote!(OneToOne) },
                arity: if it.nullable { quote!(AtMostOne) } else { quote!(ExactlyOne) },
                columns: quote!(#at),
                nullable: it.nullable,
                on_delete: on_delete(p, it),
                through: optional(None::<TokenStream>),
            }
        }
    };
    let Facts { kind, arity, columns, nullable, on_delete, through } = facts;
    let beside = match &field.role {
        Role::ManyToMany(it) => Some(through::expand_links(names, field, it)),
        role => role.to_one().map(|it| through::expand_foreign_key(names, model, field, it)),
    };
    Some(quote! {
        impl #p::Relation for #marker {
            type Source = #ident;
            type Target = #target;
            type Arity = #p::#arity;
            const STEP: #p::Step = #p::Step {
                relation: &#p::RelationDef {
                    name: #name,
                    kind: #p::RelationKind::#kind,
                    source: <#ident as #p::Table>::schema,
                    target: <#target as #p::Table>::schema,
                    columns: &[#columns],
                    nullable: #nullable,
                    on_delete: #p::OnDelete::#on_delete,
                    related_name: #related_name,
                    through: #through,
                },
                reversed: false,
            };
        }
        #beside
    })
}

/// What differs from kind to kind.
struct Facts {
    kind: TokenStream,
    arity: TokenStream,
    columns: TokenStream,
    nullable: bool,
    on_delete: TokenStream,
    through: TokenStream,
}

/// The join table, as data.
fn expand_through(names: &Names<'_>, it: &ManyToMany) -> Option<TokenStream> {
    let p = &names.p;
    let symmetry = match it.symmetry {
        Symmetry::Directed => quote!(#p::Symmetry::Directed),
        Symmetry::Symmetrical => quote!(#p::Symmetry::Symmetrical),
    };
    Some(match &it.links {
        Links::Unclear => return None,
        Links::Own { table, source_column, target_column, unique_name } => {
            let (table, unique) = (&table.text, &unique_name.text);
            let (source, target) = (&source_column.text, &target_column.text);
            quote! {
                #p::Through {
                    table: #table,
                    source_column: #source,
                    target_column: #target,
                    rows: #p::LinkRows::Own(#unique),
                    symmetry: #symmetry,
                }
            }
        }
        Links::Through { model, near, far } => through::expand_join_table(names, it, (model, near, far), &symmetry),
    })
}

fn on_delete(p: &Path, it: &ToOne) -> TokenStream {
    match &it.on_delete {
        OnDelete::Cascade => quote!(Cascade),
        OnDelete::Protect => quote!(Protect),
        OnDelete::Restrict => quote!(Restrict),
        OnDelete::SetNull(_) => quote!(SetNull),
        OnDelete::SetDefault(_) => match &it.default {
            Some((_, value)) => {
                let value = key_value(p, it, value);
                quote!(SetDefault(#p::SetTo(|| #value)))
            }
            // Told of by `check`.
            None => quote!(Protect),
        },
        OnDelete::Set(_, value) => {
            let value = key_value(p, it, value);
            quote!(Set(#p::SetTo(|| #value)))
        }
        OnDelete::DoNothing => quote!(DoNothing),
        OnDelete::DbCascade => quote!(DbCascade),
        OnDelete::DbSetNull(_) => quote!(DbSetNull),
        OnDelete::DbRestrict => quote!(DbRestrict),
    }
}

/// What names a row of the target, as a bind.
pub(super) fn key_value(p: &Path, it: &ToOne, value: &impl ToTokens) -> TokenStream {
    let target = &it.target;
    let function = if it.nullable { quote!(nullable_key_of) } else { quote!(key_of) };
    quote!(#p::#function::<#target, _>(#value))
}
