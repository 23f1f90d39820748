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
        AnyNumber, Assign, AtMostOne, Column, Cond, Draft, ExactlyOne, Field, Give, Given, HasForeignKey, InColumns,
        IntoKey, IntoNullable, IntoNullableKey, IntoValue, Key, Missing, Named, NoKey, NotNull, Nullable,
        OneAmongOthers, OneForeignKeyTo, OwnColumns, Parts, Path, PrimaryKey, Reference, Rel, Relation, Reverse,
        ReverseOne, Root, Settable, Shared, Table, ThroughRelation, Tokens, UniqueField, UniqueKey, UniqueWith,
        foreign_key_to, hash, key_part, side, target, through,
    };
    pub use crate::model::{Fields, Flat, Flattened, HasMember, Member, Optional, State, UniqueTogether, Within};
    pub use crate::model::{
        check_flattened, decode_fields, encode_fields, fill_fields, give_fields, place_of, place_of_ordered,
    };
    pub use crate::model::{other_side_of_many, other_side_of_one};
    pub use crate::query::upsert::{get_or_create, update_or_create};
    pub use crate::query::write::save_draft;
    pub use crate::query::{LoadPaths, Loads, Pending, Reach, Reading, Size, View, ViewParts, held, list_of};
    pub use crate::relation::{
        ForeignKey, HasVariant, InField, IntoNullableTarget, IntoTarget, LinkOf, LinkedBy, LinkedManager, LinkedRows,
        LoadOne, ManyToMany, OneOf, OneTarget, OwnTable, Plain, Poly, Polymorphic, RelatedManager, RelatedOne,
        RelatedSet, TargetDef, ToManyPeers, ToOnePeers, Variants, WithRelated, encode_nullable_key, take_nullable_key,
    };
    pub use crate::relation::{
        all_are_named, check_of_one, decode_target, encode_target, key_of_target, nullable_key_of_target, one_of,
        part_of_target, take_nullable_target, take_target,
    };
    pub use crate::schema::{
        CheckDef, ColumnDef, DatabaseDefault, Deferrable, IndexDef, LinkRows, ModelSchema, OnDelete, OneOfDef,
        OrderDef, RefersTo, Registration, RelationDef, RelationKind, SetTo, Step, Symmetry, TextSlot, Through,
    };
    pub use crate::schema::{Prefixed, count, joined};
    pub use crate::value::{
        CellError, Cells, ColumnType, DbValue, Element, Scale, Scaled, Sorted, Value, decode_nullable, encode_nullable,
        scaled,
    };
    pub use core::marker::PhantomData;
    pub use inventory;

    /// The label of an enum's variant as a bind.
    #[must_use]
    pub fn label(text: &'static str) -> Value {
        Value::Text(text.to_owned())
    }

    /// A value on its way to a column of decimals of so many digits: with its places, or refused.
    #[must_use]
    pub fn fitted(value: Value, scale: Scale) -> Value {
        crate::ast::decimals::fitted(value, scale)
    }

    /// A text that is no label of the enum.
    #[must_use]
    pub const fn unknown_label(at: usize) -> CellError {
        CellError::new(at, crate::value::Problem::Unreadable("the stored text is none of the enum's labels"))
    }

    /// What a relation is given, as a bind.
    #[must_use]
    pub fn key_of<T: Table, F: Reference<T>, W>(row: impl IntoKey<T, W, F>) -> Value {
        row.into_key().into_value()
    }

    /// The same where it may be none.
    #[must_use]
    pub fn nullable_key_of<T: Table, F: Reference<T>, W>(row: impl IntoNullableKey<T, W, F>) -> Value {
        row.into_nullable_key().map_or_else(F::Value::none, Key::into_value)
    }

    /// What a draft refers to that was not told, where that takes several columns.
    pub fn default_key(values: &mut [Option<Value>], at: usize, make: impl FnOnce() -> Value) {
        if values.get(at).is_some_and(Option::is_none) {
            for (place, part) in values.iter_mut().skip(at).zip(make().into_parts()) {
                *place = Some(part);
            }
        }
    }

    /// A condition as data, for a check: `check_of(Cat.lives.ge(0))`. It must be about the model itself.
    #[must_use]
    pub fn check_of<M: Table>(condition: Cond<M>) -> crate::ast::Expr {
        condition.into_ast()
    }
}
