//! many_to_one
