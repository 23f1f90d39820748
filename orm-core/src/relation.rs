//! Relation fields and managers: `cat.owner`, `owner.cat_set()`, `owner.sits_for`.
//!
//! A relation field is a handle: the peers that came from the same result, and this row's place among them. So a row
//! pays sixteen bytes and no allocation for it, and `load` asks once for all peers. What this is not: conditions over
//! relations are tokens and stand in `model`.
//!
//! **Invariant:** nothing is loaded behind a field access, and no lock is held across an await: two tasks may both ask,
//! and the first answer stays. Start reading at [`ForeignKey`], then [`ManyToMany`].

mod accessor;
mod among_peers;
mod fill;
mod foreign_key;
mod linked;
mod linking;
mod links;
mod load_one;
mod manager;
mod many_to_many;
mod peers;
mod polymorphic;
mod related;
mod related_one;
mod related_rows;
mod related_set;
#[cfg(feature = "serde")]
mod serialized;
mod through_rows;

pub use accessor::{Accessor, Linked, Many, Single, via};
pub use among_peers::AmongPeers;
pub use fill::{Fill, InField, Joined, Want};
pub use foreign_key::{ForeignKey, OneToOne, encode_nullable_key, take_nullable_key};
pub use linked::LinkedManager;
pub use linking::{LinkOf, LinkedBy, LinksAlone, LinksWith, OwnTable, Plain};
pub(crate) use links::Links;
pub use load_one::LoadOne;
pub use manager::Manager;
pub use many_to_many::ManyToMany;
pub use peers::{ToManyPeers, ToOnePeers};
pub use polymorphic::{
    AmongTargets, HasVariant, IntoNullableTarget, IntoTarget, OneOf, OneTarget, Poly, Polymorphic, TargetDef, Variants,
};
#[doc(hidden)]
pub use polymorphic::{
    all_are_named, check_of_one, decode_target, encode_target, key_of_target, nullable_key_of_target, one_of,
    part_of_target, read_target, take_nullable_target, take_target,
};
pub use related::RelatedManager;
pub use related_one::RelatedOne;
pub use related_rows::{LinkedRows, RelatedRows, WithRelated};
pub use related_set::RelatedSet;
