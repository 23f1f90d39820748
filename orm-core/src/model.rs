//! Models and their vocabulary: the traits that `#[derive(Model)]` implements, and the tokens, paths and expressions
//! that a user writes conditions with.
//!
//! Everything typed is here and turns into [`crate::ast`], which is not. What this is not: it sends nothing; the verbs
//! of a queryset stand in `query`, relation fields and managers in `relation`, both above.
//!
//! **Invariant:** a token is zero-sized; what a path costs, it costs the compiler. Start reading at [`Table`].

mod among;
mod assign;
mod columns;
mod comparable;
mod convert;
mod counts;
#[cfg(feature = "decimal")]
mod decimal_ops;
mod expr;
mod field_ops;
mod fields;
mod flat;
mod key;
mod keyed;
mod order;
mod parts;
mod path;
mod reference;
mod related;
mod relation;
mod selects;
mod shared;
mod table;
mod through;
mod tuples;
mod unique;

pub use among::{Among, AmongRows, List, Listed};
pub use assign::{Assign, Assigns};
pub use columns::{Column, MayBeNull, NotNull, Nullability, Nullable, Or};
pub use comparable::Comparable;
pub use convert::{IntoExpr, IntoNullable, IntoValue, Null};
pub use expr::{Cond, Expr, IntoCond, all_of, any_of};
pub use field_ops::{Additive, InColumns, Number, Settable, Takes};
pub use fields::{Fields, Flattened, HasMember, Member, Optional, State, UniqueTogether, Within};
#[doc(hidden)]
pub use fields::{check_flattened, decode_fields, encode_fields, fill_fields, give_fields, place_of, place_of_ordered};
pub use flat::{Flat, Leads};
pub use key::{ByForeignKey, ByKey, ByRow, IntoKey, IntoKeyOf, IntoKeys, IntoNullableKey, Key, Perhaps, Several};
pub use keyed::{IsKey, KeyOf, Keyed, NoKey};
pub use order::{Order, Orders, Random};
pub use parts::{Beside, Parts};
pub use path::{Field, Hop, Path, Rel, Root, Tokens};
pub use reference::{PrimaryKey, Reference, UniqueField};
#[doc(hidden)]
pub use reference::{hash, key_part, side, target};
pub use related::{ByColumn, ByRelation, IntoRelated};
pub use relation::{
    AnyNumber, Arity, AtMostOne, ExactlyOne, ManyRows, Multiplicity, One, OneAmongOthers, Relation, Reverse,
    ReverseOne, SinglePath, ToMany, other_side_of_many, other_side_of_one,
};
pub use selects::{Selects, SelectsOne};
pub use shared::Shared;
pub use table::{Draft, Given, Missing, Table};
pub use through::{Give, HasForeignKey, Named, OneForeignKeyTo, ThroughRelation, foreign_key_to, through};
pub(crate) use tuples::for_each_tuple;
pub use unique::{OwnColumn, OwnColumns, UniqueColumn, UniqueKey, UniqueWith};
