//! The rules of a model: facts → errors. One function is one rule, and its comment is the reason.
//!
//! Every rule is asked, so that the user sees all mistakes at once; a rule keeps silent where another has spoken for it.
//! What the facts cannot even say is refused in `lower`. What needs types is left to rustc and the traits' bounds.

mod digits;
mod embedded;
mod fields;
mod key;
mod length;
mod names;
mod on_delete;
mod only_reads;
mod relation;
mod together;

use crate::ctxt::Ctxt;
use crate::ir::Model;

/// Asks every rule of a model.
pub(crate) fn model(cx: &Ctxt, model: &Model) {
    key::check_has_key(cx, model);
    only_reads::check_no_rows_of_many(cx, model);
    only_reads::check_no_one_to_one(cx, model);
    only_reads::check_nothing_is_written(cx, model);
    key::check_parts_are_marked(cx, model);
    key::check_relations_in_keys(cx, model);
    key::check_number_of_parts(cx, model);
    key::check_key_not_null(cx, model);
    key::check_key_not_indexed(cx, model);
    key::check_auto_key_has_no_default(cx, model);
    fields::check_draft_methods(cx, model);
    fields::check_field_names(cx, model);
    fields::check_unique_not_indexed(cx, model);
    names::check_names(cx, model);
    names::check_columns_differ(cx, model);
    names::check_constraints_differ(cx, model);
    length::check_max_length_on_text(cx, model);
    length::check_max_length_in_range(cx, model);
    length::check_indexed_text_is_bounded(cx, model);
    digits::check_decimals_say_their_digits(cx, model);
    digits::check_digits_on_decimals(cx, model);
    digits::check_digits_in_range(cx, model);
    digits::check_decimal_is_no_key(cx, model);
    digits::check_documents_are_not_compared(cx, model);
    on_delete::check_set_null(cx, model);
    on_delete::check_targets_are_set(cx, model);
    on_delete::check_set_default(cx, model);
    on_delete::check_key_is_not_set(cx, model);
    relation::check_accessor_names(cx, model);
    relation::check_accessors_differ(cx, model);
    relation::check_external_targets_are_one(cx, model);
    together::check_fields_exist(cx, model);
    together::check_fields_differ(cx, model);
    together::check_sets_differ(cx, model);
}

/// Asks every rule of a struct of fields: of what a model is, it has the columns.
pub(crate) fn fields(cx: &Ctxt, model: &Model) {
    embedded::check_has_columns(cx, model);
    embedded::check_has_no_key(cx, model);
    embedded::check_has_no_relations(cx, model);
    fields::check_field_names(cx, model);
    fields::check_unique_not_indexed(cx, model);
    names::check_names(cx, model);
    names::check_columns_differ(cx, model);
    length::check_max_length_on_text(cx, model);
    length::check_max_length_in_range(cx, model);
    length::check_indexed_text_is_bounded(cx, model);
    digits::check_decimals_say_their_digits(cx, model);
    digits::check_digits_on_decimals(cx, model);
    digits::check_digits_in_range(cx, model);
    digits::check_documents_are_not_compared(cx, model);
}
