//! many_to_many
