//! The runtime of `orm`. Use it through the `orm` crate, which re-exports what is public.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod ast;
pub mod database;
pub mod error;
pub mod schema;
pub mod model;
pub mod sql;
pub mod value;
