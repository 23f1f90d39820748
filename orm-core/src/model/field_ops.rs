//! What can be said of a column, an expression and a relation: lookups, arithmetic, quantifiers.

use super::among::among;
use super::{
    Among, AmongRows, Assign, Column, Cond, Expr, Field, IntoCond, IntoExpr, IntoKey, IntoRelated, Key, Keyed,
    Nullability, Or, Order, Path, Rel, Relation, SinglePath, Table,
};
use crate::ast::{self, Arithmetic, Case, Compare, Expr as Node, Matching, Quantifier, decimals};
use crate::model::Hop;
use crate::schema::{RelationKind, Step};
use crate::value::{DbValue, HasEquality, HasOrder, Value};
use std::ops::{Add, Mul, Sub};

/// Equality as the language means it: with NULL as a literal it asks IS NULL, otherwise NULL equals nothing.
fn equal(left: Node, right: Node) -> Node {
    match right {
        Node::Bind(Value::Null(_)) => Node::IsNull(Box::new(left)),
        right => compare(Compare::Equal, left, right),
    }
}

fn compare(op: Compare, left: Node, right: Node) -> Node {
    let (left, right) = decimals::compared(op, left, right);
    Node::Compare(op, Box::new(left), Box::new(right))
}

fn between(it: Node, low: Node, high: Node) -> Node {
    let [it, low, high] = decimals::between(it, low, high);
    Node::Between(Box::new(it), Box::new(low), Box::new(high))
}

fn matches(it: Node, how: Matching, case: Case, text: &str) -> Node {
    Node::Matches(Box::new(it), how, case, text.to_owned())
}

macro_rules! lookups {
    () => {
        /// It equals. `Null` and `None` ask IS NULL; otherwise NULL equals nothing.
        pub fn eq(self, value: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasEquality,
        {
            Cond::new(equal(self.node(), value.into_expr().into_ast()))
        }
        /// It does not equal: exactly the rows that [`eq`](Self::eq) does not give, those with NULL among them.
        pub fn ne(self, value: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasEquality,
        {
            !self.eq(value)
        }
        /// It is lower.
        pub fn lt(self, value: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasOrder,
        {
            Cond::new(compare(Compare::Less, self.node(), value.into_expr().into_ast()))
        }
        /// It is lower or equal.
        pub fn le(self, value: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasOrder,
        {
            Cond::new(compare(Compare::LessOrEqual, self.node(), value.into_expr().into_ast()))
        }
        /// It is higher.
        pub fn gt(self, value: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasOrder,
        {
            Cond::new(compare(Compare::Greater, self.node(), value.into_expr().into_ast()))
        }
        /// It is higher or equal.
        pub fn ge(self, value: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasOrder,
        {
            Cond::new(compare(Compare::GreaterOrEqual, self.node(), value.into_expr().into_ast()))
        }
        /// It is one of these: a list, a range, any iterator of any length, where NULL stands for IS NULL. Or one of
        /// the values that a queryset selects (`in_(Cat::objects().select(Cat.name))`), which are looked at in the same
        /// statement, and where NULL equals nothing. Of none: no row.
        pub fn in_<By>(self, values: impl Among<B!(), By>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasEquality,
        {
            among(self.node(), values.listed())
        }
        /// It is in this range, both ends included.
        pub fn between(self, low: impl IntoExpr<M!(), B!()>, high: impl IntoExpr<M!(), B!()>) -> Cond<M!()>
        where
            <B!() as DbValue>::Lookups: HasOrder,
        {
            Cond::new(between(self.node(), low.into_expr().into_ast(), high.into_expr().into_ast()))
        }
        /// It is NULL, or the path to it leads to nothing.
        pub fn is_null(self) -> Cond<M!()> {
            Cond::new(Node::IsNull(Box::new(self.node())))
        }
    };
}
macro_rules! text_lookups {
    ($($name:ident $how:ident $case:ident $doc:literal;)+) => { $(
        #[doc = $doc]
        pub fn $name(self, text: impl AsRef<str>) -> Cond<M!()> {
            Cond::new(matches(self.node(), Matching::$how, Case::$case, text.as_ref()))
        }
    )+ };
    () => {
        text_lookups! {
            iexact Exact Insensitive "It equals, whatever the case of letters. SQLite folds the case of ASCII letters only.";
            contains Contains Sensitive "The text stands somewhere in it; `%` and `_` are literal.";
            icontains Contains Insensitive "The same, whatever the case of letters. SQLite folds the case of ASCII letters only.";
            startswith StartsWith Sensitive "It begins with the text; `%` and `_` are literal. An index is used where there is one.";
            istartswith StartsWith Insensitive "The same, whatever the case of letters. SQLite folds the case of ASCII letters only.";
            endswith EndsWith Sensitive "It ends with the text; `%` and `_` are literal.";
            iendswith EndsWith Insensitive "The same, whatever the case of letters. SQLite folds the case of ASCII letters only.";
            like Like Sensitive "It has the form of the pattern, in which `%` stands for any text, `_` for one character, and `\\\\` makes the next one literal.";
        }
    };
}

impl<P: Path, C: Column<Model = P::Leaf>> Field<P, C> {
    pub(super) fn node(self) -> Node {
        Node::Column(P::NODE, C::DEF)
    }
}
impl<M, B, N> Expr<M, B, N> {
    fn node(self) -> Node {
        self.into_ast()
    }
}

const _: () = {
    macro_rules! M {
        () => {
            P::Root
        };
    }
    macro_rules! B {
        () => {
            C::Base
        };
    }
    impl<P: Path, C: Column<Model = P::Leaf>> Field<P, C> {
        lookups!();
    }
    impl<P: Path, C: Column<Model = P::Leaf, Base = String>> Field<P, C> {
        text_lookups!();
    }
};
const _: () = {
    macro_rules! M {
        () => {
            M
        };
    }
    macro_rules! B {
        () => {
            B
        };
    }
    impl<M, B: DbValue, N: Nullability> Expr<M, B, N> {
        lookups!();
    }
    impl<M, N: Nullability> Expr<M, String, N> {
        text_lookups!();
    }
};

impl<P: Path, C: Column<Model = P::Leaf>> Field<P, C> {
    /// From the lowest to the highest; a bare column means the same.
    pub fn asc(self) -> Order<P::Root>
    where
        P::Many: SinglePath,
        <C::Base as DbValue>::Lookups: HasOrder,
    {
        Order::ascending(self.node())
    }
    /// From the highest to the lowest.
    pub fn desc(self) -> Order<P::Root>
    where
        P::Many: SinglePath,
        <C::Base as DbValue>::Lookups: HasOrder,
    {
        Order::ascending(self.node()).reversed()
    }
}

impl<M, B: DbValue, N: Nullability> Expr<M, B, N>
where
    B::Lookups: HasOrder,
{
    /// From the lowest to the highest; a bare expression means the same.
    pub fn asc(self) -> Order<M> {
        Order::ascending(self.node())
    }
    /// From the highest to the lowest.
    pub fn desc(self) -> Order<M> {
        Order::ascending(self.node()).reversed()
    }
}

impl<P: Path<Leaf = <P as Path>::Root>, C: Column<Model = P::Leaf>> Field<P, C> {
    /// Says what this column becomes, in an update. NULL is taken only where the column can be NULL.
    pub fn set<V: IntoExpr<P::Root, C::Base>>(self, value: V) -> Assign<P::Root>
    where
        C::Null: Takes<V::Null>,
    {
        Assign::new(C::DEF, decimals::assigned(C::DEF.ty, value.into_expr().into_ast()))
    }
}

/// Whether a column that is `Self` can be set to something that is `N`.
#[diagnostic::on_unimplemented(
    message = "this column cannot be NULL, and the value given to it can",
    label = "may be NULL",
    note = "give a value, or `coalesce` the expression; `Null` and `Option` fit only a column that is an `Option`"
)]
pub trait Takes<N> {}
impl<N> Takes<N> for super::Nullable {}
impl Takes<super::NotNull> for super::NotNull {}
/// Where a type has one impl of a trait, the compiler tells of that impl and not of the trait; with a second one that is
/// never used it tells what the trait says.
#[doc(hidden)]
#[derive(Debug)]
pub struct Nothing;
impl Takes<Nothing> for super::NotNull {}

macro_rules! arithmetic {
    ($($bound:ident $op:ident $f:ident $node:ident),*) => { $(
        impl<P: Path, C: Column<Model = P::Leaf>, V: IntoExpr<P::Root, C::Base>> $op<V> for Field<P, C>
        where
            C::Base: $bound,
        {
            type Output = Expr<P::Root, C::Base, Or<Or<P::Null, C::Null>, V::Null>>;
            fn $f(self, value: V) -> Self::Output {
                Expr::new(Node::arithmetic(Arithmetic::$node, self.node(), value.into_expr().into_ast()))
            }
        }
        impl<M, B: $bound, N: Nullability, V: IntoExpr<M, B>> $op<V> for Expr<M, B, N> {
            type Output = Expr<M, B, Or<N, V::Null>>;
            fn $f(self, value: V) -> Self::Output {
                Expr::new(Node::arithmetic(Arithmetic::$node, self.node(), value.into_expr().into_ast()))
            }
        }
    )* };
}
arithmetic!(Additive Add add Add, Additive Sub sub Subtract, Number Mul mul Multiply);

/// The column types that can be added and subtracted.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a number", label = "cannot be computed with")]
pub trait Additive: DbValue {}

/// The column types that can be computed with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be multiplied in the database",
    label = "not an integer or float"
)]
pub trait Number: Additive {}

macro_rules! numbers {
    ($($ty:ty),*) => { $(
        impl Additive for $ty {}
        impl Number for $ty {}
        numbers!(@left $ty: Add add Add, Sub sub Subtract, Mul mul Multiply);
    )* };
    (@left $ty:ty: $($op:ident $f:ident $node:ident),* ) => { $(
        impl<P: Path, C: Column<Model = P::Leaf, Base = $ty>> $op<Field<P, C>> for $ty {
            type Output = Expr<P::Root, $ty, Or<P::Null, C::Null>>;
            fn $f(self, field: Field<P, C>) -> Self::Output {
                let left = Node::Bind(DbValue::into_value(self));
                Expr::new(Node::arithmetic(Arithmetic::$node, left, field.node()))
            }
        }
    )* };
}
numbers!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

/// What names the row that a relation leads to, as an expression. It needs no join where the source's table has it.
fn related_key(path: &'static crate::schema::PathNode, hop: &'static crate::schema::PathNode, step: Step) -> Node {
    if !step.reversed && step.relation.kind != RelationKind::ManyToMany {
        return Node::columns(path, step.columns().map(|(near, _)| near));
    }
    Node::columns(hop, step.to().key_columns())
}

impl<P: Path, R: Relation<Source = P::Leaf>> Rel<P, R> {
    pub(super) fn key(self) -> Node {
        related_key(P::NODE, <Hop<P, R> as Path>::NODE, R::STEP)
    }
    /// It leads to this row. Through a to-many relation: this row is among those it leads to. `Null` and `None` ask whether
    /// it leads to no row; another relation (`Cat.owner.eq(Cat.vet)`) whether both lead to the same, which two that lead to
    /// none do not; and a column that holds the key does as well: `via(Owner::patients).owner.eq(Owner.id)`.
    pub fn eq<W>(self, row: impl IntoRelated<P::Root, R::Target, W, R::RefersBy>) -> Cond<P::Root>
    where
        R::Target: Keyed,
    {
        match row.into_related() {
            Some(row) => Cond::new(equal(self.key(), row)),
            None => self.is_null(),
        }
    }
    /// It does not lead to this row: the complement of [`eq`](Self::eq).
    pub fn ne<W>(self, row: impl IntoRelated<P::Root, R::Target, W, R::RefersBy>) -> Cond<P::Root>
    where
        R::Target: Keyed,
    {
        !self.eq(row)
    }
    /// It leads to one of these rows: a list of rows or keys; or a queryset of them, or one that selects their keys, which
    /// is asked within the same statement.
    pub fn in_<By>(self, rows: impl AmongRows<R::Target, By, R::RefersBy>) -> Cond<P::Root>
    where
        R::Target: Keyed,
    {
        among(self.key(), rows.listed())
    }
    /// It leads to no row.
    pub fn is_null(self) -> Cond<P::Root> {
        if R::STEP.reversed || R::STEP.is_to_many() {
            return Cond::new(Node::Related(<Hop<P, R> as Path>::NODE, Quantifier::None, None));
        }
        Cond::new(Node::IsNull(Box::new(self.key())))
    }
    /// Some row that it leads to satisfies the condition: all of it, the same row.
    pub fn some(self, condition: impl IntoCond<R::Target>) -> Cond<P::Root> {
        related::<P, R>(Quantifier::Some, condition.into_cond())
    }
    /// No row that it leads to satisfies the condition.
    pub fn none(self, condition: impl IntoCond<R::Target>) -> Cond<P::Root> {
        related::<P, R>(Quantifier::None, condition.into_cond())
    }
    /// Every row that it leads to satisfies the condition; also where there are none.
    pub fn every(self, condition: impl IntoCond<R::Target>) -> Cond<P::Root> {
        related::<P, R>(Quantifier::Every, condition.into_cond())
    }
}

fn related<P: Path, R: Relation<Source = P::Leaf>>(how: Quantifier, condition: Option<Node>) -> Cond<P::Root> {
    let depth = condition.as_ref().map_or(0, Node::depth);
    Cond::of_depth(Node::Related(<Hop<P, R> as Path>::NODE, how, condition.map(Box::new)), depth + 1)
}

impl<M: Table, R: Relation<Source = M>> Rel<super::Root<M>, R> {
    /// Says which row this relation leads to after an update: a row, a key, or a foreign key.
    pub fn set<W>(self, row: impl IntoKey<R::Target, W, R::RefersBy>) -> Assign<M>
    where
        R: Settable,
        R::Target: Keyed,
    {
        Assign::of(ast::assigned(R::STEP.columns().map(|(near, _)| near), row.into_key().into_value()))
    }
    /// Lets this relation lead to nothing, in an update. Only where it can be NULL.
    pub fn set_null(self) -> Assign<M>
    where
        R: Settable,
        <R::Arity as super::Arity>::Null: super::MayBeNull,
    {
        Assign::of(ast::set_null(R::STEP.columns().map(|(near, _)| near)))
    }
}

/// A relation that is kept in columns of its own table, which can be set alone.
#[diagnostic::on_unimplemented(
    message = "this relation is not kept in a column of its own, so it cannot be set in an update",
    label = "not a foreign key or one-to-one",
    note = "use its manager: `add`, `remove`, `set`, `clear`",
    note = "a target of a polymorphic field is set with the whole field: `Comment.subject.set(&luna)`"
)]
pub trait Settable: Relation {
    /// The name of its field.
    type Name;
}

/// A relation that is kept in columns of its own table, alone or with others: a draft can be given it.
pub trait InColumns: Relation {
    /// The name by which a draft is given it.
    type Name;
}
impl<R: Settable> InColumns for R {
    type Name = R::Name;
}
