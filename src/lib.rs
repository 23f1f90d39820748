//! Django's relations and querysets for Rust: checked by the compiler, async, fast.
#![doc = include_str!("tour.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub use orm_core::database::{self, Backend, Database, Db, Durability, Options, Transaction};
pub use orm_core::error::{Error, ErrorKind, OptionalExt, Result};
pub use orm_core::model::{self, Null, all_of, any_of};
pub use orm_core::query::{self, DeleteReport, Model, QuerySet};
pub use orm_core::relation::{self, ForeignKey, LinkedManager, ManyToMany, Manager, OneToOne, RelatedManager, via};
pub use orm_core::{schema, value};
pub use orm_derive::Model;

#[doc(hidden)]
pub use orm_core::__private;

/// What a file that works with models needs: `use orm::prelude::*;`.
///
/// It exports neither `Result` nor `Error`, which your crate has its own of.
pub mod prelude {
    pub use crate::{Database, Db, ForeignKey, ManyToMany, Manager, Model, Null, OneToOne, OptionalExt, Transaction, via};
}
