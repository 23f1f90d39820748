//! Paths to one row: joins, what they share, and where none is needed.

use super::check;
use super::models::{Cat, Owner, Passport, Stamp, Trap};
use super::orm::model::Orders;
use super::orm::relation::via;
use super::select::{model_rows, node, rows};
use expect_test::expect;

#[test]
fn a_join_where_there_is_always_a_row_and_a_left_join_where_there_may_be_none() {
    check(
        rows(Cat.owner.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE t1."name" = ?
        [Text("Eva")]"#]],
    );
    check(
        rows(Cat.vet.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE t1."name" = ?
        [Text("Eva")]"#]],
    );
    check(
        rows(Cat.mother.owner.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "cat" AS t1 ON t1."id" = "cat"."mother_id" LEFT JOIN "owner" AS t2 ON t2."id" = t1."owner_id" WHERE t2."name" = ?
        [Text("Eva")]"#]],
    );
    check(
        rows(via(Owner::passport).number.eq("X1")),
        expect![[r#"
        SELECT 1 FROM "owner" LEFT JOIN "passport" AS t1 ON t1."owner_id" = "owner"."id" WHERE t1."number" = ?
        [Text("X1")]"#]],
    );
    check(
        rows(via(Owner::passport).number.is_null()),
        expect![[
            r#"SELECT 1 FROM "owner" LEFT JOIN "passport" AS t1 ON t1."owner_id" = "owner"."id" WHERE t1."number" IS NULL"#
        ]],
    );
}

#[test]
fn a_path_is_joined_once() {
    check(
        rows(Cat.owner.name.eq("Eva") & (Cat.owner.city.eq("Paris") | Cat.owner.age.is_null())),
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE (t1."name" = ? AND (t1."city" = ? OR t1."age" IS NULL))
        [Text("Eva"), Text("Paris")]"#]],
    );
    check(
        rows(Cat.owner.name.eq(Cat.vet.name)),
        expect![[
            r#"SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" LEFT JOIN "owner" AS t2 ON t2."id" = "cat"."vet_id" WHERE t1."name" = t2."name""#
        ]],
    );
    check(
        rows(Cat.mother.name.eq("Tom") & Cat.mother.mother.name.eq("Eve")),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "cat" AS t1 ON t1."id" = "cat"."mother_id" LEFT JOIN "cat" AS t2 ON t2."id" = t1."mother_id" WHERE (t1."cat_name" = ? AND t2."cat_name" = ?)
        [Text("Tom"), Text("Eve")]"#]],
    );
    let mut it = rows(Cat.owner.name.eq("Eva"));
    it.order = (Cat.owner.city, Cat.vet.name.desc()).orders();
    check(
        it,
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" LEFT JOIN "owner" AS t2 ON t2."id" = "cat"."vet_id" WHERE t1."name" = ? ORDER BY t1."city", t2."name" DESC
        [Text("Eva")]"#]],
    );
}

#[test]
fn the_key_at_the_end_of_a_foreign_key_is_the_foreign_key() {
    check(
        rows(Cat.owner.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Cat.owner.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Cat.owner.eq(&Owner { key: 1 })),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(rows(Cat.vet.id.is_null()), expect![[r#"SELECT 1 FROM "cat" WHERE "cat"."vet_id" IS NULL"#]]);
    check(
        rows(!Cat.vet.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."vet_id" = ?) IS NOT TRUE
        [Int(I64, 1)]"#]],
    );
    check(
        rows(!Cat.vet.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."vet_id" = ?) IS NOT TRUE
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Cat.owner.in_([1, 2])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."owner_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    check(
        rows(Cat.mother.owner.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "cat" AS t1 ON t1."id" = "cat"."mother_id" WHERE t1."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Cat.mother.mother.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "cat" AS t1 ON t1."id" = "cat"."mother_id" WHERE t1."mother_id" = ?
        [Int(I64, 1)]"#]],
    );
}

#[test]
fn also_through_shared_keys() {
    check(
        rows(Passport.owner.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "passport" WHERE "passport"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Stamp.passport.owner.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "stamp" WHERE "stamp"."passport_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Stamp.passport.owner.eq(1)),
        expect![[r#"
        SELECT 1 FROM "stamp" WHERE "stamp"."passport_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Stamp.passport.owner.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "stamp" JOIN "passport" AS t1 ON t1."owner_id" = "stamp"."passport_id" JOIN "owner" AS t2 ON t2."id" = t1."owner_id" WHERE t2."name" = ?
        [Text("Eva")]"#]],
    );
    check(
        rows(Stamp.passport.number.eq("X1")),
        expect![[r#"
        SELECT 1 FROM "stamp" JOIN "passport" AS t1 ON t1."owner_id" = "stamp"."passport_id" WHERE t1."number" = ?
        [Text("X1")]"#]],
    );
}

#[test]
fn the_other_side_of_a_one_to_one() {
    check(
        rows(via(Owner::passport).eq(1)),
        expect![[r#"
        SELECT 1 FROM "owner" LEFT JOIN "passport" AS t1 ON t1."owner_id" = "owner"."id" WHERE t1."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        rows(via(Owner::passport).is_null()),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "passport" AS t1 WHERE t1."owner_id" = "owner"."id")"#
        ]],
    );
    check(
        rows(!via(Owner::passport).is_null()),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "passport" AS t1 WHERE t1."owner_id" = "owner"."id")"#
        ]],
    );
    check(
        rows(Cat.owner.via(Owner::passport).number.eq("X1")),
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" LEFT JOIN "passport" AS t2 ON t2."owner_id" = t1."id" WHERE t2."number" = ?
        [Text("X1")]"#]],
    );
}

#[test]
fn whole_rows_beside() {
    check(
        model_rows(Passport.number.eq("X1"), &[node(Passport.owner)]),
        expect![[r#"
        SELECT "passport"."owner_id", "passport"."number", t1."id", t1."name", t1."city", t1."age" FROM "passport" JOIN "owner" AS t1 ON t1."id" = "passport"."owner_id" WHERE "passport"."number" = ?
        [Text("X1")]"#]],
    );
    check(
        model_rows(Cat.mother.lives.eq(1), &[node(Cat.owner), node(Cat.mother)]),
        expect![[r#"
        SELECT "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id", t1."id", t1."name", t1."city", t1."age", t2."id", t2."cat_name", t2."lives", t2."weight", t2."chip", t2."tame", t2."owner_id", t2."vet_id", t2."mother_id" FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" LEFT JOIN "cat" AS t2 ON t2."id" = "cat"."mother_id" WHERE t2."lives" = ?
        [Int(I16, 1)]"#]],
    );
}

#[test]
fn a_table_that_is_called_like_an_alias() {
    check(
        rows(Trap.cat.name.eq("Tom")),
        expect![[r#"
        SELECT 1 FROM "T1" JOIN "cat" AS u1 ON u1."id" = "T1"."owner_id" WHERE u1."cat_name" = ?
        [Text("Tom")]"#]],
    );
    check(
        rows(Trap.cat.via(Cat::kittens).lives.eq(1)),
        expect![[r#"
        SELECT 1 FROM "T1" JOIN "cat" AS u1 ON u1."id" = "T1"."owner_id" WHERE EXISTS (SELECT 1 FROM "cat" AS u2 WHERE u2."mother_id" = u1."id" AND u2."lives" = ?)
        [Int(I16, 1)]"#]],
    );
    check(
        rows(via(Cat::traps).id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "T1" AS t1 WHERE t1."owner_id" = "cat"."id" AND t1."id" = ?)
        [Int(I64, 1)]"#]],
    );
}
