//! Stories: rows go in, and what a Django user would expect comes out. Each file is a subject, with models of its own.
//!
//! Most of it is shown elsewhere in pieces. Here it stands as a program would write it, so that a reader of Django finds
//! what he knows, and a change that breaks a story is seen as such.

mod catalogue;
mod deletes;
mod distinct;
mod identity;
mod journeys;
mod links;
mod managers;
mod nulls;
mod one_to_one;
mod people;
mod profiles;
mod reporters;
mod selecting;
mod shop;
mod through;

/// Values of one field of each row, in the order of the rows.
macro_rules! each {
    ($rows:expr, $field:ident) => {
        $rows.iter().map(|row| row.$field.as_str()).collect::<Vec<&str>>()
    };
}
use each;
