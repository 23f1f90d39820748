//! The first rows of each of several given rows.

use super::check;
use super::models::{Cat, Owner};
use super::orm::ast::{Output, Select, Via};
use super::orm::model::Orders;
use super::orm::relation::via;
use super::orm::schema::{PathNode, Step};
use super::orm::value::{ColumnType, Value};
use super::select::{model_rows, node};
use expect_test::expect;

fn first(path: &'static PathNode, rows: u64) -> Select {
    let step: Step = path.step.expect("the path has a hop");
    let sources = [1, 2].map(|key| Value::Int(ColumnType::I64, key)).to_vec();
    let via = Some(Via { step, sources, output: Output::KeyAndFirst(rows) });
    Select { order: Cat.name.desc().orders(), via, ..Select::all(step.to()) }
}

#[test]
fn a_window_numbers_them() {
    check(
        first(node(via(Owner::cat_set)), 3),
        expect![[r#"
        SELECT t1."source", "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id" FROM (SELECT "cat"."owner_id" AS "source", "cat"."id" AS "key", ROW_NUMBER() OVER (PARTITION BY "cat"."owner_id" ORDER BY "cat"."cat_name" DESC) AS "number" FROM "cat" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?))) AS t1 JOIN "cat" ON "cat"."id" = t1."key" WHERE t1."number" <= 3 ORDER BY t1."number"
        [Text("[1,2]")]"#]],
    );
    check(
        first(node(Owner.sits_for), 3),
        expect![[r#"
        SELECT t1."source", "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id" FROM (SELECT t0."owner_id" AS "source", "cat"."id" AS "key", ROW_NUMBER() OVER (PARTITION BY t0."owner_id" ORDER BY "cat"."cat_name" DESC) AS "number" FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" WHERE t0."owner_id" IN (SELECT value FROM json_each(?))) AS t1 JOIN "cat" ON "cat"."id" = t1."key" WHERE t1."number" <= 3 ORDER BY t1."number"
        [Text("[1,2]")]"#]],
    );
    // A limit that no page has is bound.
    check(
        first(node(Cat.friends), 5_000),
        expect![[r#"
        SELECT t1."source", "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id" FROM (SELECT t0."from_cat_id" AS "source", "cat"."id" AS "key", ROW_NUMBER() OVER (PARTITION BY t0."from_cat_id" ORDER BY "cat"."cat_name" DESC) AS "number" FROM "cat_friends" AS t0 JOIN "cat" ON "cat"."id" = t0."to_cat_id" WHERE t0."from_cat_id" IN (SELECT value FROM json_each(?))) AS t1 JOIN "cat" ON "cat"."id" = t1."key" WHERE t1."number" <= ? ORDER BY t1."number"
        [Text("[1,2]"), Int(I64, 5000)]"#]],
    );
}

#[test]
fn conditions_and_orders_are_of_the_numbered_rows_and_what_is_joined_beside_is_not() {
    let chosen = model_rows(Cat.owner.city.eq("Paris") & Cat.friends.lives.gt(3), &[node(Cat.owner), node(Cat.vet)]);
    let order = (Cat.vet.name, Cat.weight.desc().nulls_last()).orders();
    check(
        Select { filter: chosen.filter, columns: chosen.columns, order, ..first(node(Owner.sits_for), 2) },
        expect![[r#"
            SELECT t3."source", "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id", t1."id", t1."name", t1."city", t1."age", t2."id", t2."name", t2."city", t2."age" FROM (SELECT t0."owner_id" AS "source", "cat"."id" AS "key", ROW_NUMBER() OVER (PARTITION BY t0."owner_id" ORDER BY t5."name", "cat"."weight" DESC NULLS LAST) AS "number" FROM "owner_sits_for" AS t0 JOIN "cat" ON "cat"."id" = t0."cat_id" JOIN "owner" AS t4 ON t4."id" = "cat"."owner_id" LEFT JOIN "owner" AS t5 ON t5."id" = "cat"."vet_id" WHERE t0."owner_id" IN (SELECT value FROM json_each(?)) AND (t4."city" = ? AND EXISTS (SELECT 1 FROM "cat_friends" AS t6 JOIN "cat" AS t7 ON t7."id" = t6."to_cat_id" WHERE t6."from_cat_id" = "cat"."id" AND t7."lives" > ?))) AS t3 JOIN "cat" ON "cat"."id" = t3."key" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" LEFT JOIN "owner" AS t2 ON t2."id" = "cat"."vet_id" WHERE t3."number" <= 2 ORDER BY t3."number"
            [Text("[1,2]"), Text("Paris"), Int(I16, 3)]"#]],
    );
}
