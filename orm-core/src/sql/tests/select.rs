//! What stands around a condition in a query: columns, order, limits, and the rows that it starts from.

use super::check;
use super::models::{Cat, Owner, owner};
use super::orm::ast::{Columns, Expr, Extra, Order, Output, Select, Via};
use super::orm::model::{Cond, Hop, Orders, Path, Random, Rel, Relation, Reverse, Table, all_of};
use super::orm::relation::via;
use super::orm::schema::{PathNode, Step};
use super::orm::value::{ColumnType, Value};
use expect_test::expect;

/// Whether there are such rows; the shortest text that shows a condition.
pub(super) fn rows<M: Table>(condition: Cond<M>) -> Select {
    let mut select = Select::all(M::schema());
    select.columns = Columns::One;
    select.restrict(condition.into_ast());
    select
}

/// The rows themselves, and those at the ends of these paths.
pub(super) fn model_rows<M: Table>(condition: Cond<M>, beside: &[&'static PathNode]) -> Select {
    Select { columns: Columns::Model(beside.iter().map(|path| Extra::Row(path.steps())).collect()), ..rows(condition) }
}

pub(super) fn node<P: Path, R: Relation<Source = P::Leaf>>(_: Rel<P, R>) -> &'static PathNode {
    <Hop<P, R> as Path>::NODE
}

/// The last hop of a path.
fn step<P: Path, R: Relation<Source = P::Leaf>>(_: Rel<P, R>) -> Step {
    R::STEP
}

/// An expression, by way of an order of it.
pub(super) fn by(order: impl Orders<Cat>) -> Expr {
    order.orders().swap_remove(0).expr
}

fn ordered(orders: impl Orders<Cat>) -> Select {
    Select { columns: Columns::One, order: orders.orders(), ..Select::all(Cat::schema()) }
}

fn related(step: Step, sources: &[i64], output: Output) -> Select {
    let sources = sources.iter().map(|&key| Value::Int(ColumnType::I64, key)).collect();
    Select { columns: Columns::One, via: Some(Via { step, sources, output }), ..Select::all(step.to()) }
}

fn key() -> Expr {
    Expr::Column(&PathNode::ROOT, &Cat::COLUMNS[0])
}

#[test]
fn columns() {
    check(
        Select::all(Owner::schema()),
        expect![[r#"SELECT "owner"."id", "owner"."name", "owner"."city", "owner"."age" FROM "owner""#]],
    );
    check(
        Select { columns: Columns::Count, ..Select::all(Owner::schema()) },
        expect![[r#"SELECT COUNT(*) FROM "owner""#]],
    );
    let Expr::IsNull(name) = Cat.owner.name.is_null().into_ast() else { panic!("the test asks is_null") };
    check(
        Select { columns: Columns::Exprs(vec![key(), *name]), ..Select::all(Cat::schema()) },
        expect![[r#"SELECT "cat"."id", t1."name" FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id""#]],
    );
}

#[test]
fn orders() {
    check(ordered(Cat.name), expect![[r#"SELECT 1 FROM "cat" ORDER BY "cat"."cat_name""#]]);
    check(
        ordered((Cat.lives.desc(), Cat.id)),
        expect![[r#"SELECT 1 FROM "cat" ORDER BY "cat"."lives" DESC, "cat"."id""#]],
    );
    check(
        ordered((Cat.weight.asc().nulls_first(), Cat.vet.city.desc().nulls_last())),
        expect![[
            r#"SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" ORDER BY "cat"."weight" NULLS FIRST, t1."city" DESC NULLS LAST"#
        ]],
    );
    check(ordered(()), expect![[r#"SELECT 1 FROM "cat""#]]);
}

#[test]
fn a_usual_limit_stands_in_the_text_and_the_rest_is_bound() {
    check(Select { limit: Some(0), ..ordered(()) }, expect![[r#"SELECT 1 FROM "cat" LIMIT 0"#]]);
    check(
        Select { limit: Some(10), offset: Some(20), ..ordered(()) },
        expect![[r#"
        SELECT 1 FROM "cat" LIMIT 10 OFFSET ?
        [Int(I64, 20)]"#]],
    );
    check(
        Select { limit: Some(1_001), ..ordered(()) },
        expect![[r#"
        SELECT 1 FROM "cat" LIMIT ?
        [Int(I64, 1001)]"#]],
    );
    check(
        Select { offset: Some(20), ..ordered(()) },
        expect![[r#"
        SELECT 1 FROM "cat" LIMIT ? OFFSET ?
        [Int(I64, 9223372036854775807), Int(I64, 20)]"#]],
    );
    check(
        Select { limit: Some(u64::MAX), offset: Some(u64::MAX), ..ordered(()) },
        expect![[r#"
        SELECT 1 FROM "cat" LIMIT ? OFFSET ?
        [Int(I64, 9223372036854775807), Int(I64, 9223372036854775807)]"#]],
    );
}

#[test]
fn distinct_values_are_named_and_ordered_by_name() {
    let both = || vec![by(Cat.lives), by(Cat.vet.city)];
    let distinct = |orders: Vec<Order>| Select { columns: Columns::Distinct(both()), order: orders, ..ordered(()) };
    check(
        distinct(Vec::new()),
        expect![[
            r#"SELECT DISTINCT "cat"."lives" AS "value", t1."city" AS "value2" FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id""#
        ]],
    );
    check(
        distinct((Cat.vet.city.desc().nulls_last(), Cat.lives).orders()),
        expect![[
            r#"SELECT DISTINCT "cat"."lives" AS "value", t1."city" AS "value2" FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" ORDER BY "value2" DESC NULLS LAST, "value""#
        ]],
    );
    check(
        Select { limit: Some(3), ..distinct(Cat.lives.orders()) },
        expect![[
            r#"SELECT DISTINCT "cat"."lives" AS "value", t1."city" AS "value2" FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" ORDER BY "value" LIMIT 3"#
        ]],
    );
    check(
        Select { columns: Columns::CountDistinct(both()), ..rows(Cat.lives.eq(9)) },
        expect![[r#"
        SELECT COUNT(*) FROM (SELECT DISTINCT "cat"."lives" AS "value", t1."city" AS "value2" FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE "cat"."lives" = ?)
        [Int(I16, 9)]"#]],
    );
    let sum = || vec![by(Cat.lives + 1)];
    check(
        Select { columns: Columns::Distinct(sum()), limit: Some(1), ..ordered((Cat.lives + 1).desc()) },
        expect![[r#"
            SELECT DISTINCT ("cat"."lives" + ?) AS "value" FROM "cat" ORDER BY "value" DESC LIMIT 1
            [Int(I16, 1)]"#]],
    );
}

#[test]
fn an_order_by_chance() {
    check(ordered((Cat.lives, Random)), expect![[r#"SELECT 1 FROM "cat" ORDER BY "cat"."lives", random()"#]]);
}

#[test]
fn counts() {
    check(
        Select { columns: Columns::Count, ..rows(Cat.lives.eq(9)) },
        expect![[r#"
        SELECT COUNT(*) FROM "cat" WHERE "cat"."lives" = ?
        [Int(I16, 9)]"#]],
    );
    check(Select { columns: Columns::Count, ..ordered(Cat.vet.name) }, expect![[r#"SELECT COUNT(*) FROM "cat""#]]);
    check(
        Select { columns: Columns::Count, limit: Some(3), ..ordered(Cat.vet.name) },
        expect![[
            r#"SELECT COUNT(*) FROM (SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" ORDER BY t1."name" LIMIT 3)"#
        ]],
    );
    check(
        Select { columns: Columns::Count, offset: Some(3), ..rows(via(Cat::kittens).lives.eq(1)) },
        expect![[r#"
        SELECT COUNT(*) FROM (SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."mother_id" = "cat"."id" AND t1."lives" = ?) LIMIT ? OFFSET ?)
        [Int(I16, 1), Int(I64, 9223372036854775807), Int(I64, 3)]"#]],
    );
}

#[test]
fn rows_of_a_manager() {
    check(
        related(step(via(Owner::cat_set)), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(Owner.sits_for), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" WHERE t0."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(via(Cat::sitters)), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "owner_sits_for" AS t0 JOIN "owner" ON "owner"."id" = t0."owner_id" WHERE t0."cat_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(Cat.friends), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "cat_friends" AS t0 JOIN "cat" ON "cat"."id" = t0."to_cat_id" WHERE t0."from_cat_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(via(Cat::fans)), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "cat_friends" AS t0 JOIN "cat" ON "cat"."id" = t0."from_cat_id" WHERE t0."to_cat_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(via(Cat::kittens)), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."mother_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(via(Owner::passport)), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "passport" WHERE "passport"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(via(Cat::traps)), &[1], Output::Rows),
        expect![[r#"
        SELECT 1 FROM "T1" WHERE "T1"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        related(step(Owner.sits_for), &[], Output::Rows),
        expect![[r#"SELECT 1 FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" WHERE 0"#]],
    );
    assert!(<Reverse<owner::sits_for> as Relation>::STEP.is(step(via(Cat::sitters))));
}

#[test]
fn rows_of_many_managers_say_whose_they_are() {
    check(
        related(step(via(Owner::cat_set)), &[1, 2], Output::KeyAndRows),
        expect![[r#"
        SELECT "cat"."owner_id", 1 FROM "cat" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    check(
        related(step(Owner.sits_for), &[1, 2], Output::KeyAndRows),
        expect![[r#"
        SELECT t0."owner_id", 1 FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" WHERE t0."owner_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    check(
        related(step(via(Cat::sitters)), &[1, 2], Output::KeyAndRows),
        expect![[r#"
        SELECT t0."cat_id", 1 FROM "owner_sits_for" AS t0 JOIN "owner" ON "owner"."id" = t0."owner_id" WHERE t0."cat_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    check(
        related(step(Cat.friends), &[1, 2], Output::KeyAndRows),
        expect![[r#"
        SELECT t0."from_cat_id", 1 FROM "cat_friends" AS t0 JOIN "cat" ON "cat"."id" = t0."to_cat_id" WHERE t0."from_cat_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    let columns = Columns::Model(Vec::new());
    check(
        Select { columns, ..related(step(Owner.sits_for), &[1, 2], Output::KeyAndRows) },
        expect![[r#"
        SELECT t0."owner_id", "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id" FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" WHERE t0."owner_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
}

#[test]
fn a_manager_with_a_condition_and_an_order() {
    let mut it = related(step(Owner.sits_for), &[1], Output::Rows);
    it.restrict((Cat.owner.name.eq("Eva") | Cat.friends.eq(7)).into_ast());
    it.order = Cat.vet.name.orders();
    it.limit = Some(5);
    check(
        it,
        expect![[r#"
        SELECT 1 FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" LEFT JOIN "owner" AS t2 ON t2."id" = "cat"."vet_id" WHERE t0."owner_id" = ? AND (t1."name" = ? OR EXISTS (SELECT 1 FROM "cat_friends" AS t3 WHERE t3."from_cat_id" = "cat"."id" AND t3."to_cat_id" = ?)) ORDER BY t2."name" LIMIT 5
        [Int(I64, 1), Text("Eva"), Int(I64, 7)]"#]],
    );
    let mut it = related(step(via(Owner::cat_set)), &[1], Output::Rows);
    it.restrict((!Cat.vet.name.eq("Eva")).into_ast());
    check(
        it,
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE "cat"."owner_id" = ? AND (t1."name" = ?) IS NOT TRUE
        [Int(I64, 1), Text("Eva")]"#]],
    );
}

#[test]
fn a_condition_on_what_a_limit_left() {
    let inner = Select { columns: Columns::Exprs(vec![key()]), limit: Some(3), ..ordered(Cat.owner.name) };
    let mut it = rows(Cat.vet.name.eq("Eva"));
    it.restrict(Expr::InQuery(Box::new(key()), Box::new(inner)));
    check(
        it,
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE (t1."name" = ? AND "cat"."id" IN (SELECT "cat"."id" FROM "cat" JOIN "owner" AS t2 ON t2."id" = "cat"."owner_id" ORDER BY t2."name" LIMIT 3))
        [Text("Eva")]"#]],
    );
}

#[test]
fn a_long_chain_is_a_balanced_tree() {
    let it = super::render(rows(all_of((0..200).map(|n| Cat.id.gt(n)))));
    let deepest = it.text.bytes().scan(0_i32, |depth, byte| {
        *depth += i32::from(byte == b'(') - i32::from(byte == b')');
        Some(*depth)
    });
    assert_eq!((it.binds.len(), deepest.max()), (200, Some(3)));
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let deep = |levels: usize| (0..levels).fold(Cat.id.gt(1), |inner, _| via(Cat::kittens).some(inner));
    let refused = |it: &Select| super::orm::sql::select(super::orm::sql::Dialect::Sqlite, it).is_err();
    assert!(!refused(&rows(deep(50))));
    assert!(refused(&rows(deep(500))));
    let inner = Select { columns: Columns::Exprs(vec![key()]), ..rows(deep(500)) };
    let mut outer = rows(Cat.id.gt(1));
    outer.restrict(Expr::InQuery(Box::new(key()), Box::new(inner)));
    assert!(refused(&outer), "a query within a condition counts too");
}

/// Rows that are told apart by the given row that they belong to: the order is that of each one's own.
#[test]
fn rows_of_several_given_rows_come_together() {
    let ordered = |it: Select, output: Output| {
        let via = it.via.map(|via| Via { output, ..via });
        Select { order: (Cat.name.desc(), Cat.vet.city).orders(), via, ..it }
    };
    let of_owners = |output| ordered(related(step(via(Owner::cat_set)), &[1, 2], Output::Rows), output);
    check(
        of_owners(Output::RowsTogether),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?)) ORDER BY "cat"."owner_id", "cat"."cat_name" DESC, t1."city"
        [Text("[1,2]")]"#]],
    );
    check(
        of_owners(Output::Rows),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?)) ORDER BY "cat"."cat_name" DESC, t1."city"
        [Text("[1,2]")]"#]],
    );
    check(
        ordered(related(step(Owner.sits_for), &[1, 2], Output::Rows), Output::KeyAndRows),
        expect![[r#"
        SELECT t0."owner_id", 1 FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE t0."owner_id" IN (SELECT value FROM json_each(?)) ORDER BY t0."owner_id", "cat"."cat_name" DESC, t1."city"
        [Text("[1,2]")]"#]],
    );
    // Without an order there is none to be had, and under a limit it says which rows there are.
    check(
        related(step(via(Owner::cat_set)), &[1, 2], Output::RowsTogether),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    check(
        Select { limit: Some(3), ..of_owners(Output::RowsTogether) },
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?)) ORDER BY "cat"."cat_name" DESC, t1."city" LIMIT 3
        [Text("[1,2]")]"#]],
    );
}
