//! Conditions hold or do not: what may be NULL is asked `IS NOT TRUE` where it is negated, and nothing else is.

use super::check;
use super::models::{Cat, Owner};
use super::orm::model::Null;
use super::select::rows;
use expect_test::expect;

#[test]
fn plain_where_nothing_can_be_null() {
    check(
        rows(!Cat.lives.eq(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" <> ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(!Cat.lives.lt(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" >= ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(!Cat.lives.le(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" > ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(!Cat.lives.gt(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" <= ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(!Cat.lives.ge(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" < ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(!Cat.lives.between(1, 9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" NOT BETWEEN ? AND ?
        [Int(I16, 1), Int(I16, 9)]"#]],
    );
    check(
        rows(!(Cat.id.eq(1) | Cat.tame.eq(true))),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE NOT (("cat"."id" = ? OR "cat"."tame" = ?))
        [Int(I64, 1), Bool(true)]"#]],
    );
    check(
        rows(!Cat.owner.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE t1."name" <> ?
        [Text("Eva")]"#]],
    );
    check(
        rows(!(Cat.lives + 1 - Cat.lives).eq(3)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE (("cat"."lives" + ?) - "cat"."lives") <> ?
        [Int(I16, 1), Int(I16, 3)]"#]],
    );
}

#[test]
fn the_complement_where_something_can() {
    check(
        rows(Owner.city.ne("Paris")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."city" = ?) IS NOT TRUE
        [Text("Paris")]"#]],
    );
    check(
        rows(!Owner.age.lt(18)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."age" < ?) IS NOT TRUE
        [Int(I32, 18)]"#]],
    );
    check(
        rows(!Owner.age.eq(Owner.age + 1)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."age" = ("owner"."age" + ?)) IS NOT TRUE
        [Int(I32, 1)]"#]],
    );
    check(
        rows(!(Owner.city.eq("Paris") & Owner.name.eq("Eva"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE (("owner"."city" = ? AND "owner"."name" = ?)) IS NOT TRUE
        [Text("Paris"), Text("Eva")]"#]],
    );
    check(
        rows(!(Owner.city.eq("Paris") | Owner.name.eq("Eva"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE (("owner"."city" = ? OR "owner"."name" = ?)) IS NOT TRUE
        [Text("Paris"), Text("Eva")]"#]],
    );
    check(
        rows(!Cat.vet.name.eq("Eva")),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE (t1."name" = ?) IS NOT TRUE
        [Text("Eva")]"#]],
    );
    check(
        rows(!Cat.owner.city.eq("Paris")),
        expect![[r#"
        SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE (t1."city" = ?) IS NOT TRUE
        [Text("Paris")]"#]],
    );
    check(
        rows(!Owner.age.lt(Null)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."age" < ?) IS NOT TRUE
        [Null(I32)]"#]],
    );
}

#[test]
fn is_null_is_never_null_itself() {
    check(rows(!Owner.city.is_null()), expect![[r#"SELECT 1 FROM "owner" WHERE "owner"."city" IS NOT NULL"#]]);
    check(rows(Owner.city.ne(Null)), expect![[r#"SELECT 1 FROM "owner" WHERE "owner"."city" IS NOT NULL"#]]);
    check(
        rows(!(Owner.city.is_null() & Owner.age.is_null())),
        expect![[r#"SELECT 1 FROM "owner" WHERE NOT (("owner"."city" IS NULL AND "owner"."age" IS NULL))"#]],
    );
    check(rows(!Cat.vet.is_null()), expect![[r#"SELECT 1 FROM "cat" WHERE "cat"."vet_id" IS NOT NULL"#]]);
    check(
        rows(!Cat.vet.city.is_null()),
        expect![[
            r#"SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE t1."city" IS NOT NULL"#
        ]],
    );
}

#[test]
fn a_double_negation_is_gone() {
    check(
        rows(!!Owner.city.eq("Paris")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE "owner"."city" = ?
        [Text("Paris")]"#]],
    );
    check(
        rows(!!!Owner.city.eq("Paris")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."city" = ?) IS NOT TRUE
        [Text("Paris")]"#]],
    );
    check(
        rows(!(!Owner.city.eq("Paris") & Owner.age.lt(3))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ((("owner"."city" = ?) IS NOT TRUE AND "owner"."age" < ?)) IS NOT TRUE
        [Text("Paris"), Int(I32, 3)]"#]],
    );
}

#[allow(clippy::eq_op, reason = "infinity less infinity is no zero")]
#[test]
fn infinity_less_infinity_is_null_in_sqlite() {
    check(
        rows(!(Cat.owner.id * 2 - Cat.id).eq(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE (("cat"."owner_id" * ?) - "cat"."id") <> ?
        [Int(I64, 2), Int(I64, 1)]"#]],
    );
    check(
        rows(!(Cat.weight * 1e300 - Cat.weight * 1e300).eq(0.0)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ((("cat"."weight" * ?) - ("cat"."weight" * ?)) = ?) IS NOT TRUE
        [Float(F64, 1e300), Float(F64, 1e300), Float(F64, 0.0)]"#]],
    );
}
