//! Paths to many rows: EXISTS, whose complement is the complement.

use super::check;
use super::models::{Cat, Owner};
use super::orm::model::all_of;
use super::orm::relation::via;
use super::select::rows;
use expect_test::expect;

#[test]
fn a_path_to_many_asks_whether_some_row_is_so() {
    check(
        rows(via(Owner::cat_set).lives.lt(3)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" < ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(!via(Owner::cat_set).lives.lt(3)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" < ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(via(Owner::cat_set).weight.is_null()),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."weight" IS NULL)"#
        ]],
    );
    check(
        rows(!via(Owner::cat_set).weight.is_null()),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."weight" IS NULL)"#
        ]],
    );
    check(
        rows(via(Owner::cat_set).lives.ne(3)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" = ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(via(Owner::cat_set).lives.lt(3) & via(Owner::cat_set).tame.eq(true)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE (EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" < ?) AND EXISTS (SELECT 1 FROM "cat" AS t2 WHERE t2."owner_id" = "owner"."id" AND t2."tame" = ?))
        [Int(I16, 3), Bool(true)]"#]],
    );
    check(
        rows(via(Owner::cat_set).lives.lt(via(Owner::patients).lives)),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND EXISTS (SELECT 1 FROM "cat" AS t2 WHERE t2."vet_id" = "owner"."id" AND t1."lives" < t2."lives"))"#
        ]],
    );
}

#[test]
fn a_range_is_one_condition_of_one_row() {
    check(
        rows(via(Owner::cat_set).lives.between(1, 3)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" BETWEEN ? AND ?)
        [Int(I16, 1), Int(I16, 3)]"#]],
    );
    check(
        rows(!via(Owner::cat_set).lives.between(1, 3)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" BETWEEN ? AND ?)
        [Int(I16, 1), Int(I16, 3)]"#]],
    );
}

#[test]
fn joins_before_and_after_it() {
    check(
        rows(Cat.owner.via(Owner::cat_set).name.eq("Tom")),
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE EXISTS (SELECT 1 FROM "cat" AS t2 WHERE t2."owner_id" = t1."id" AND t2."cat_name" = ?)
        [Text("Tom")]"#]],
    );
    check(
        rows(Cat.vet.via(Owner::cat_set).name.eq("Tom")),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE EXISTS (SELECT 1 FROM "cat" AS t2 WHERE t2."owner_id" = t1."id" AND t2."cat_name" = ?)
        [Text("Tom")]"#]],
    );
    check(
        rows(via(Owner::cat_set).vet.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 LEFT JOIN "owner" AS t2 ON t2."id" = t1."vet_id" WHERE t1."owner_id" = "owner"."id" AND t2."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        rows(!via(Owner::cat_set).vet.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 LEFT JOIN "owner" AS t2 ON t2."id" = t1."vet_id" WHERE t1."owner_id" = "owner"."id" AND t2."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        rows(via(Cat::kittens).owner.name.eq(Cat.owner.name)),
        expect![[
            r#"SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE EXISTS (SELECT 1 FROM "cat" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."mother_id" = "cat"."id" AND t3."name" = t1."name")"#
        ]],
    );
}

#[test]
fn the_join_table_alone_where_only_the_key_is_asked() {
    check(
        rows(Owner.sits_for.eq(7)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."cat_id" = ?)
        [Int(I64, 7)]"#]],
    );
    check(
        rows(Owner.sits_for.id.in_([7, 8])),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."cat_id" IN (SELECT value FROM json_each(?)))
        [Text("[7,8]")]"#]],
    );
    check(
        rows(!Owner.sits_for.eq(7)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."cat_id" = ?)
        [Int(I64, 7)]"#]],
    );
    check(
        rows(via(Cat::sitters).eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."cat_id" = "cat"."id" AND t1."owner_id" = ?)
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Owner.sits_for.is_null()),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id")"#
        ]],
    );
    check(
        rows(Owner.sits_for.some(None)),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id")"#
        ]],
    );
    check(
        rows(Owner.sits_for.some(Cat.id.gt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."cat_id" > ?)
        [Int(I64, 3)]"#]],
    );
    check(
        rows(Owner.sits_for.every(Cat.id.gt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."cat_id" <= ?)
        [Int(I64, 3)]"#]],
    );
}

#[test]
fn the_target_too_where_more_is() {
    check(
        rows(Owner.sits_for.name.eq("Tom")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 JOIN "cat" AS t2 ON t2."id" = t1."cat_id" WHERE t1."owner_id" = "owner"."id" AND t2."cat_name" = ?)
        [Text("Tom")]"#]],
    );
    check(
        rows(via(Cat::sitters).name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 JOIN "owner" AS t2 ON t2."id" = t1."owner_id" WHERE t1."cat_id" = "cat"."id" AND t2."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        rows(Owner.sits_for.owner.id.eq(1)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 JOIN "cat" AS t2 ON t2."id" = t1."cat_id" WHERE t1."owner_id" = "owner"."id" AND t2."owner_id" = ?)
        [Int(I64, 1)]"#]],
    );
    check(
        rows(Owner.sits_for.owner.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 JOIN "cat" AS t2 ON t2."id" = t1."cat_id" JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t1."owner_id" = "owner"."id" AND t3."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        rows(Owner.sits_for.some(Cat.id.gt(3) & Cat.lives.eq(9))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "owner_sits_for" AS t1 JOIN "cat" AS t2 ON t2."id" = t1."cat_id" WHERE t1."owner_id" = "owner"."id" AND (t2."id" > ? AND t2."lives" = ?))
        [Int(I64, 3), Int(I16, 9)]"#]],
    );
}

#[test]
fn some_none_every() {
    check(
        rows(via(Owner::cat_set).some(Cat.lives.lt(3) & Cat.tame.eq(true))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND (t1."lives" < ? AND t1."tame" = ?))
        [Int(I16, 3), Bool(true)]"#]],
    );
    check(
        rows(via(Owner::cat_set).none(Cat.lives.lt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" < ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(via(Owner::cat_set).every(Cat.lives.lt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" >= ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(via(Owner::cat_set).every(Cat.weight.lt(3.0))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND (t1."weight" < ?) IS NOT TRUE)
        [Float(F64, 3.0)]"#]],
    );
    check(rows(via(Owner::cat_set).every(None)), expect![[r#"SELECT 1 FROM "owner" WHERE 1"#]]);
    check(
        rows(!via(Owner::cat_set).some(Cat.lives.lt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" < ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(!via(Owner::cat_set).none(Cat.lives.lt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" < ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(!via(Owner::cat_set).every(Cat.lives.lt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" >= ?)
        [Int(I16, 3)]"#]],
    );
    check(
        rows(via(Owner::cat_set).some(Cat.vet.name.eq("Eva"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 LEFT JOIN "owner" AS t2 ON t2."id" = t1."vet_id" WHERE t1."owner_id" = "owner"."id" AND t2."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        rows(via(Owner::cat_set).some(all_of([]))),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND 1)"#
        ]],
    );
    check(
        rows(Cat.owner.some(Owner.city.eq("Paris"))),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "owner" AS t1 WHERE t1."id" = "cat"."owner_id" AND t1."city" = ?)
        [Text("Paris")]"#]],
    );
    check(
        rows(Cat.vet.none(Owner.city.eq("Paris"))),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE NOT EXISTS (SELECT 1 FROM "owner" AS t1 WHERE t1."id" = "cat"."vet_id" AND t1."city" = ?)
        [Text("Paris")]"#]],
    );
}

#[test]
fn many_within_many() {
    check(
        rows(via(Owner::cat_set).via(Cat::sitters).name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND EXISTS (SELECT 1 FROM "owner_sits_for" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."cat_id" = t1."id" AND t3."name" = ?))
        [Text("Eva")]"#]],
    );
    check(
        rows(!via(Owner::cat_set).via(Cat::sitters).name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND EXISTS (SELECT 1 FROM "owner_sits_for" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."cat_id" = t1."id" AND t3."name" = ?))
        [Text("Eva")]"#]],
    );
    check(
        rows(via(Owner::cat_set).some(via(Cat::sitters).none(Owner.city.eq("Paris")))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."cat_id" = t1."id" AND t3."city" = ?))
        [Text("Paris")]"#]],
    );
    check(
        rows(via(Owner::cat_set).via(Cat::sitters).none(Owner.city.eq("Paris"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."cat_id" = t1."id" AND t3."city" = ?))
        [Text("Paris")]"#]],
    );
    check(
        rows(!via(Owner::cat_set).via(Cat::sitters).none(Owner.city.eq("Paris"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."cat_id" = t1."id" AND t3."city" = ?))
        [Text("Paris")]"#]],
    );
    check(
        rows(!via(Owner::cat_set).via(Cat::sitters).every(Owner.city.eq("Paris"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND NOT EXISTS (SELECT 1 FROM "owner_sits_for" AS t2 JOIN "owner" AS t3 ON t3."id" = t2."owner_id" WHERE t2."cat_id" = t1."id" AND (t3."city" = ?) IS NOT TRUE))
        [Text("Paris")]"#]],
    );
    check(
        rows(via(Owner::cat_set).friends.eq(7)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND EXISTS (SELECT 1 FROM "cat_friends" AS t2 WHERE t2."from_cat_id" = t1."id" AND t2."to_cat_id" = ?))
        [Int(I64, 7)]"#]],
    );
}

#[test]
fn relations_of_a_model_to_itself() {
    check(
        rows(Cat.friends.eq(7)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "cat_friends" AS t1 WHERE t1."from_cat_id" = "cat"."id" AND t1."to_cat_id" = ?)
        [Int(I64, 7)]"#]],
    );
    check(
        rows(via(Cat::fans).eq(7)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "cat_friends" AS t1 WHERE t1."to_cat_id" = "cat"."id" AND t1."from_cat_id" = ?)
        [Int(I64, 7)]"#]],
    );
    check(
        rows(Cat.friends.name.eq("Tom")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "cat_friends" AS t1 JOIN "cat" AS t2 ON t2."id" = t1."to_cat_id" WHERE t1."from_cat_id" = "cat"."id" AND t2."cat_name" = ?)
        [Text("Tom")]"#]],
    );
    check(
        rows(Cat.friends.friends.eq(7)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "cat_friends" AS t1 JOIN "cat" AS t2 ON t2."id" = t1."to_cat_id" WHERE t1."from_cat_id" = "cat"."id" AND EXISTS (SELECT 1 FROM "cat_friends" AS t3 WHERE t3."from_cat_id" = t2."id" AND t3."to_cat_id" = ?))
        [Int(I64, 7)]"#]],
    );
    check(
        rows(via(Cat::kittens).lives.eq(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."mother_id" = "cat"."id" AND t1."lives" = ?)
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.mother.via(Cat::kittens).eq(7)),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "cat" AS t1 ON t1."id" = "cat"."mother_id" WHERE EXISTS (SELECT 1 FROM "cat" AS t2 WHERE t2."mother_id" = t1."id" AND t2."id" = ?)
        [Int(I64, 7)]"#]],
    );
}
