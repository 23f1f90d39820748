//! The derive macros of `orm`. Use them through that crate; its documentation tells what each attribute means.

mod attr;
mod check;
mod ctxt;
mod db_enum;
mod db_type;
mod expand;
mod harness;
mod ir;
mod lower;
mod polymorphic;
#[cfg(test)]
mod tests;
mod view;
mod words;

use ctxt::Ctxt;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct with named fields a model: a table with its columns and relations, a draft to make rows with, and typed
/// tokens under the struct's name. A field named `id` is the primary key; `Option<T>` can be NULL.
///
/// | stands on | attribute | words |
/// |---|---|---|
/// | the struct | `#[model(..)]` | `table = ".."`, `ordering(name, -born)`, `unique(..)`, `index(..)`, `check(..)`, `comment = ".."`, `crate = path` |
/// | a field | `#[field(..)]` | `max_length = 40`, `unique`, `index`, `column = ".."`, `default = expression`, `db_default = literal`; `flatten`, `flatten(prefix = "..")` |
/// | a field | `#[primary_key]` | |
/// | `ForeignKey<T>`, or `Option` of it | `#[foreign_key(..)]` | `on_delete = ..`, `default = expression`, `related_name = ".."`, `column = ".."`, `index = false`, `external` |
/// | `OneToOne<T>`, or `Option` of it | `#[one_to_one(..)]` | `primary_key`, `on_delete = ..`, `default = expression`, `related_name = ".."`, `column = ".."`, `external` |
/// | `ManyToMany<T>` | `#[many_to_many(..)]` | `related_name = ".."`, `table = ".."`, `external` |
/// | an enum of foreign keys, or `Option` of it | `#[polymorphic(Cat(..), Owner)]` | the variants of the enum; of each `model = path`, `on_delete = ..`, `related_name = ".."`, `column = ".."`, `index = false`, `external` |
///
/// `on_delete` is `protect` (the default), `cascade`, `restrict`, `set_null`, `set_default`, `set(value)` or `do_nothing`;
/// or, left to the database, `db_cascade`, `db_set_null` or `db_restrict`. The other side of a relation is `related_name`, or `{model}_set` (of a one-to-one `{model}`); `"+"` makes none. `external` is for a target in
/// another crate: its accessors come as a trait `{Model}Relations`. Where another derive owns one of these attributes,
/// write `#[orm(field(..))]`.
///
/// Every mistake is a compile error on the token that is wrong, all of them at once, each with the way out.
#[proc_macro_derive(
    Model,
    attributes(model, field, primary_key, one_to_one, foreign_key, many_to_many, polymorphic, related, orm)
)]
pub fn derive_model(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    model(&input).into()
}

/// Makes a struct with named fields one that models can be flattened from: its fields are columns of each model that has
/// it in a field `#[field(flatten)]`, or `#[field(flatten(prefix = ".."))]`.
///
/// A field is a column, with the words of `#[field(..)]` that it has in a model, or another such struct, flattened. Keys
/// and relations are fields of the models themselves. `#[fields(crate = path)]` on the struct says where `orm` is, if not at
/// `::orm`.
///
/// Django's abstract base classes: <https://docs.djangoproject.com/en/stable/topics/db/models/#abstract-base-classes>.
#[proc_macro_derive(
    Fields,
    attributes(fields, model, field, primary_key, one_to_one, foreign_key, many_to_many, polymorphic, related, orm)
)]
pub fn derive_fields(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    fields(&input).into()
}

/// Makes an enum without data a column type. It is kept as text: the variant's name in snake_case, or what
/// `#[db_enum(label = "..")]` on the variant says. The table refuses any other text, and one that stands there nevertheless is an
/// error when it is read, not another variant.
#[proc_macro_derive(DbEnum, attributes(db_enum))]
pub fn derive_db_enum(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    db_enum::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes a struct around one column type a column type itself: `struct Email(String);`. It is kept as what is in it.
#[proc_macro_derive(DbType)]
pub fn derive_db_type(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    db_type::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes an enum whose variants are foreign keys the type of a field that leads to a row of one of several models:
/// `enum Subject { Cat(ForeignKey<Cat>), Owner(ForeignKey<Owner>) }`. The field names the variants once more:
/// `#[polymorphic(Cat(on_delete = cascade), Owner)] subject: Subject`.
#[proc_macro_derive(Polymorphic)]
pub fn derive_polymorphic(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    polymorphic::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes a struct with named fields a view: the shape that a page or an answer needs, which a queryset reads by
/// `Owner::objects().view()`. `#[view(Owner)]` on the struct names the model.
///
/// | a field | is filled from |
/// |---|---|
/// | `name: String` | the column or relation of that name |
/// | `#[view(Owner.sits_for.count())] pets: i64` | a column behind a path, an expression, a condition |
/// | `#[view(Cat.owner)] owner: OwnerLine` | the row that a relation leads to, as a view of its model; `Option` of one where there may be none |
/// | `#[view(via(Owner::cat_set), filter(..), order_by(..), limit(3))] cats: Vec<CatLine>` | the rows that a relation to many leads to, as views; at most so many for each row |
///
/// `Option` stands exactly where NULL can be. Every mistake is a compile error on the token that is wrong.
#[proc_macro_derive(View, attributes(view))]
pub fn derive_view(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    view::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// A test with a database of its own: `#[orm::test] async fn name(db: Database)`.
///
/// The database is fresh, has the tables of every model that is linked into the test binary, and goes with the test. The
/// test runs on each configured backend; it may return a `Result`. `#[orm::test(multi_thread)]` runs it on two threads.
#[proc_macro_attribute]
pub fn test(words: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    harness::expand(words.into(), item.into()).into()
}

fn model(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Ctxt::default();
    let facts = lower::model(&cx, input);
    facts.iter().for_each(|model| check::model(&cx, model));
    match (cx.finish(), facts) {
        (Ok(()), facts) => facts.as_ref().map(expand::model).unwrap_or_default(),
        (Err(error), facts) => expand::fallback(input, facts, &error),
    }
}

fn fields(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Ctxt::default();
    let facts = lower::fields(&cx, input);
    facts.iter().for_each(|model| check::fields(&cx, model));
    match (cx.finish(), facts) {
        (Ok(()), facts) => facts.as_ref().map(expand::fields).unwrap_or_default(),
        (Err(error), facts) => expand::fields_fallback(input, facts, &error),
    }
}
