#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub use orm_core::database::{self, Backend, Database, Db, Durability, Isolation, Options, Retry, Transaction};
pub use orm_core::error::{Error, ErrorKind, InTheWay, OptionalExt, Result};
pub use orm_core::model::Fields;
pub use orm_core::model::{self, Null, Random, all_of, any_of};
pub use orm_core::query::{self, Cursor, DeleteReport, KeysetPage, Model, Page, Pending, QuerySet, RowStream, View};
pub use orm_core::relation::{
    self, ForeignKey, LinkedManager, Manager, ManyToMany, OneToOne, Polymorphic, RelatedManager, RelatedOne,
    RelatedSet, WithRelated, via,
};
pub use orm_core::sql::Flavour;
pub use orm_core::testing;
pub use orm_core::{schema, value};
pub use orm_derive::{DbEnum, DbType, Fields, Model, Polymorphic, View, test};

#[doc(hidden)]
pub use orm_core::__private;

/// What a file that works with models needs: `use orm::prelude::*;`.
///
/// It exports neither `Result` nor `Error`, which your crate has its own of.
pub mod prelude {
    pub use crate::{
        Database, Db, DbEnum, DbType, ForeignKey, Manager, ManyToMany, Model, Null, OneToOne, OptionalExt, Polymorphic,
        RelatedOne, RelatedSet, Transaction, View, WithRelated, to_field, via,
    };
    // The derive alone: nobody calls the methods of the trait of that name.
    pub use orm_derive::Fields;
}

/// Runs a piece of work and asserts how many statements it sends: `assert_queries!(db, 2, work.await?)`. Gives what the
/// work gives. What begins and ends transactions is not counted; what other tasks send to the same database meanwhile is.
#[macro_export]
macro_rules! assert_queries {
    ($db:expr, $count:expr, $work:expr $(,)?) => {{
        let before = $db.statements_sent();
        let done = $work;
        let sent = $db.statements_sent() - before;
        ::core::assert_eq!(sent, $count, "statements sent by `{}`", ::core::stringify!($work));
        done
    }};
}

/// What a foreign key refers to instead of the key: a unique field of its target. It stands in the field's type.
///
/// Django's `to_field`: <https://docs.djangoproject.com/en/stable/ref/models/fields/#django.db.models.ForeignKey.to_field>.
///
/// ```
/// use orm::prelude::*;
///
/// #[derive(Model)]
/// struct Country {
///     id: i64,
///     #[field(unique, max_length = 2)]
///     code: String,
/// }
///
/// #[derive(Model)]
/// struct Town {
///     id: i64,
///     #[foreign_key(on_delete = cascade, column = "country_code")]
///     country: ForeignKey<Country, to_field!(code)>,
/// }
///
/// fn code(town: &Town) -> &str {
///     town.country.key()
/// }
/// ```
#[macro_export]
macro_rules! to_field {
    ($field:ident) => {
        $crate::__private::Named<{ $crate::__private::hash(::core::stringify!($field)) }>
    };
}

/// The guide. Its examples are compiled and run.
pub mod guide {
    #[doc = include_str!("../docs/guide/models.md")]
    pub mod models {}
    #[doc = include_str!("../docs/guide/writing.md")]
    pub mod writing {}
    #[doc = include_str!("../docs/guide/reading.md")]
    pub mod reading {}
    #[doc = include_str!("../docs/guide/views.md")]
    pub mod views {}
    #[doc = include_str!("../docs/guide/relations.md")]
    pub mod relations {}
    #[doc = include_str!("../docs/guide/deleting.md")]
    pub mod deleting {}
    #[doc = include_str!("../docs/guide/databases.md")]
    pub mod databases {}
    #[doc = include_str!("../docs/guide/testing.md")]
    pub mod testing {}
    #[doc = include_str!("../docs/guide/django.md")]
    pub mod django {}
}
