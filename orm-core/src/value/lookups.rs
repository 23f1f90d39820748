//! What conditions can be made of a column type's values: as much as means the same on every database.
//!
//! Each type says one of three words, and the lookups ask for them by a bound, so that what would differ is a compile
//! error with a reason.

/// Values are equal or not, and stand in an order: `eq`, `in_`, `lt`, `between`, `order_by`.
#[derive(Debug)]
pub enum Sorted {}
/// Values are equal or not: `eq`, `ne`, `in_`.
#[derive(Debug)]
pub enum Equated {}
/// Only `is_null` can be asked.
#[derive(Debug)]
pub enum Opaque {}

/// Which of the three; [`DbValue::Lookups`](super::DbValue::Lookups) names it.
pub trait Lookups {}
impl Lookups for Sorted {}
impl Lookups for Equated {}
impl Lookups for Opaque {}

/// Asked of a column where its values are compared.
#[diagnostic::on_unimplemented(
    message = "values of this column cannot be compared in the database",
    label = "only `is_null` can be asked of it",
    note = "the databases do not agree on which JSON values are equal; compare them in Rust"
)]
pub trait HasEquality: Lookups {}
impl HasEquality for Sorted {}
impl HasEquality for Equated {}

/// Asked of a column where its values are put into an order.
#[diagnostic::on_unimplemented(
    message = "values of this column have no order in the database",
    label = "nothing is above or below",
    note = "the databases would put them into different orders; sort them in Rust"
)]
pub trait HasOrder: HasEquality {}
impl HasOrder for Sorted {}
