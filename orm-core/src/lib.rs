//! The runtime of `orm`. Use it through the `orm` crate, which re-exports what is public.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod ast;
pub mod database;
pub mod error;
pub mod model;
pub mod query;
pub mod relation;
pub mod schema;
pub mod sql;
pub mod testing;
pub mod value;

/// What the expansion of `#[derive(Model)]` names. Not for users: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::database::Db;
    pub use crate::model::{
        AnyNumber, AtMostOne, Column, Draft, ExactlyOne, Field, Give, Given, HasForeignKey, IntoKey, IntoNullable,
        IntoNullableKey, IntoValue, Missing, Named, NotNull, Nullable, OneForeignKeyTo, Parts, Path, Rel, Relation,
        Reverse, ReverseOne, Root, Settable, Table, ThroughRelation, Tokens, UniqueKey, UniqueWith, foreign_key_to,
        through,
    };
    pub use crate::query::Pending;
    pub use crate::query::upsert::{get_or_create, update_or_create};
    pub use crate::query::write::save_draft;
    pub use crate::relation::{
        ForeignKey, LinkOf, LinkedBy, LinkedManager, LinkedRows, LoadOne, ManyToMany, OwnTable, Plain, RelatedManager,
        ToManyPeers, ToOnePeers, WithRelated, encode_nullable_key, take_nullable_key,
    };
    pub use crate::schema::{
        CheckDef, ColumnDef, DatabaseDefault, IndexDef, LinkRows, ModelSchema, OnDelete, OrderDef, Registration,
        RelationDef, RelationKind, Step, Symmetry, TextSlot, Through,
    };
    pub use crate::value::{CellError, Cells, ColumnType, DbValue, Value, decode_nullable, encode_nullable};
    pub use inventory;

    /// The label of an enum's variant as a bind.
    #[must_use]
    pub fn label(text: &'static str) -> Value {
        Value::Text(text.to_owned())
    }

    /// A text that is no label of the enum.
    #[must_use]
    pub const fn unknown_label(at: usize) -> CellError {
        CellError::new(at, crate::value::Problem::Unreadable("the stored text is none of the enum's labels"))
    }

    /// A condition as data, for a check: `check_of(Cat.lives.ge(0))`. It must be about the model itself.
    #[must_use]
    pub fn check_of<M: Table>(condition: crate::model::Cond<M>) -> crate::ast::Expr {
        condition.into_ast()
    }
}
