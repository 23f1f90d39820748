//! What is written once for tuples of every length.

/// Calls a macro with the names of two type parameters, then of three, and so on, up to all of them:
/// `for_each_tuple!(orders: A; B C)` is `orders!(A B); orders!(A B C);`.
macro_rules! for_each_tuple {
    ($one:ident: $($names:ident)*;) => {};
    ($one:ident: $($names:ident)*; $next:ident $($others:ident)*) => {
        $one!($($names)* $next);
        $crate::model::for_each_tuple!($one: $($names)* $next; $($others)*);
    };
}
pub(crate) use for_each_tuple;
