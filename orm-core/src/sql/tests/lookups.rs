//! Every lookup, on a column of the model itself.

use super::check;
use super::models::{Cat, Owner};
use super::orm::ast::{Expr, Select};
use super::orm::model::{Cond, Null, Table, all_of, any_of};
use super::orm::value::Value;
use super::select::rows;
use expect_test::expect;

#[test]
fn comparisons() {
    check(
        rows(Cat.lives.eq(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" = ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.lives.ne(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" <> ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.lives.lt(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" < ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.lives.le(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" <= ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.lives.gt(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" > ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.lives.ge(9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" >= ?
        [Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.lives.between(1, 9)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" BETWEEN ? AND ?
        [Int(I16, 1), Int(I16, 9)]"#]],
    );
    check(
        rows(Cat.tame.eq(true)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."tame" = ?
        [Bool(true)]"#]],
    );
    check(
        rows(Cat.chip.eq(b"\x00\xff")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."chip" = ?
        [Bytes([0, 255])]"#]],
    );
}

#[test]
fn null_as_a_literal_asks_is_null() {
    check(rows(Owner.city.eq(Null)), expect![[r#"SELECT 1 FROM "owner" WHERE "owner"."city" IS NULL"#]]);
    check(rows(Owner.city.eq(None::<String>)), expect![[r#"SELECT 1 FROM "owner" WHERE "owner"."city" IS NULL"#]]);
    check(
        rows(Owner.city.eq(Some("Paris"))),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE "owner"."city" = ?
        [Text("Paris")]"#]],
    );
    check(rows(Owner.city.is_null()), expect![[r#"SELECT 1 FROM "owner" WHERE "owner"."city" IS NULL"#]]);
    check(
        rows(Owner.age.lt(Null)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE "owner"."age" < ?
        [Null(I32)]"#]],
    );
}

#[test]
fn columns_and_arithmetic() {
    check(rows(Cat.id.eq(Cat.id)), expect![[r#"SELECT 1 FROM "cat" WHERE "cat"."id" = "cat"."id""#]]);
    check(
        rows((Cat.lives + 1).lt(Cat.lives * 2 - 3)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."lives" + ?) < (("cat"."lives" * ?) - ?)
        [Int(I16, 1), Int(I16, 2), Int(I16, 3)]"#]],
    );
    check(
        rows((10 - Cat.lives).ge(1)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE (? - "cat"."lives") >= ?
        [Int(I16, 10), Int(I16, 1)]"#]],
    );
    check(
        rows((Cat.weight * 2.5).gt(Cat.weight)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."weight" * ?) > "cat"."weight"
        [Float(F64, 2.5)]"#]],
    );
}

#[test]
fn chains() {
    check(
        rows(Cat.id.eq(1) & Cat.lives.lt(2) & Cat.tame.eq(true)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."id" = ? AND "cat"."lives" < ? AND "cat"."tame" = ?)
        [Int(I64, 1), Int(I16, 2), Bool(true)]"#]],
    );
    check(
        rows(Cat.id.eq(1) & (Cat.lives.lt(2) | Cat.lives.gt(5))),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."id" = ? AND ("cat"."lives" < ? OR "cat"."lives" > ?))
        [Int(I64, 1), Int(I16, 2), Int(I16, 5)]"#]],
    );
    check(rows(all_of::<Cat>([])), expect![[r#"SELECT 1 FROM "cat" WHERE 1"#]]);
    check(rows(any_of::<Cat>([])), expect![[r#"SELECT 1 FROM "cat" WHERE 0"#]]);
    check(rows(!all_of::<Cat>([])), expect![[r#"SELECT 1 FROM "cat" WHERE NOT (1)"#]]);
    check(
        rows(any_of([Cat.id.eq(1)])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."id" = ?
        [Int(I64, 1)]"#]],
    );
}

#[test]
fn in_lists() {
    check(rows(Cat.id.in_([0_i64; 0])), expect![[r#"SELECT 1 FROM "cat" WHERE 0"#]]);
    check(
        rows(Cat.id.in_([7])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."id" = ?
        [Int(I64, 7)]"#]],
    );
    check(
        rows(Cat.id.in_([i64::MIN, 7, i64::MAX])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."id" IN (SELECT value FROM json_each(?))
        [Text("[-9223372036854775808,7,9223372036854775807]")]"#]],
    );
    check(
        rows(Cat.lives.in_(1..4)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."lives" IN (SELECT value FROM json_each(?))
        [Text("[1,2,3]")]"#]],
    );
    check(
        rows(Cat.name.in_(["a", "b\"\\\n\u{1}'"])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."cat_name" IN (SELECT value FROM json_each(?))
        [Text("[\"a\",\"b\\\"\\\\\\u000a\\u0001'\"]")]"#]],
    );
    check(
        rows(Cat.weight.in_([1.5, -0.0, 1e300])),
        expect![[r#"
            SELECT 1 FROM "cat" WHERE "cat"."weight" IN (?, ?, ?)
            [Float(F64, 1.5), Float(F64, -0.0), Float(F64, 1e300)]"#]],
    );
    check(
        rows(Cat.tame.in_([true, false])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."tame" IN (SELECT value FROM json_each(?))
        [Text("[1,0]")]"#]],
    );
    check(
        rows(!Cat.id.in_([1, 2])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE NOT ("cat"."id" IN (SELECT value FROM json_each(?)))
        [Text("[1,2]")]"#]],
    );
    check(rows(!Cat.id.in_([0_i64; 0])), expect![[r#"SELECT 1 FROM "cat" WHERE NOT (0)"#]]);
}

#[test]
fn in_lists_with_null() {
    check(rows(Owner.age.in_([None::<i32>])), expect![[r#"SELECT 1 FROM "owner" WHERE ("owner"."age" IS NULL)"#]]);
    check(
        rows(Owner.age.in_([Some(1), None])),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."age" = ? OR "owner"."age" IS NULL)
        [Int(I32, 1)]"#]],
    );
    check(
        rows(Owner.age.in_([Some(1), None, Some(2)])),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."age" IN (SELECT value FROM json_each(?)) OR "owner"."age" IS NULL)
        [Text("[1,2]")]"#]],
    );
    check(
        rows(!Owner.age.in_([Some(1), None, Some(2)])),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE (("owner"."age" IN (SELECT value FROM json_each(?)) OR "owner"."age" IS NULL)) IS NOT TRUE
        [Text("[1,2]")]"#]],
    );
    check(
        rows(!Owner.age.in_([1, 2])),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."age" IN (SELECT value FROM json_each(?))) IS NOT TRUE
        [Text("[1,2]")]"#]],
    );
}

#[test]
fn in_lists_of_bytes_travel_as_digits() {
    check(
        rows(Cat.chip.in_([&b"\x00"[..]])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."chip" = ?
        [Bytes([0])]"#]],
    );
    check(
        rows(Cat.chip.in_([&b"\x00\xff"[..], &b""[..]])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."chip" IN (SELECT unhex(value) FROM json_each(?))
        [Text("[\"00ff\",\"\"]")]"#]],
    );
    let uuids = [7, 8].map(|byte| Value::Uuid([byte; 16])).to_vec();
    check(
        rows_where(Cat.chip.is_null(), |chip| Expr::In(Box::new(chip), uuids)),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."chip" IN (SELECT unhex(value) FROM json_each(?))
        [Text("[\"07070707070707070707070707070707\",\"08080808080808080808080808080808\"]")]"#]],
    );
}

/// The query of what is said of the column in an IS NULL, where the typed layer has no word for it.
fn rows_where(is_null: Cond<Cat>, say: impl FnOnce(Expr) -> Expr) -> Select {
    let Expr::IsNull(column) = is_null.into_ast() else { panic!("the test asks is_null") };
    let mut select = rows(all_of::<Cat>([]));
    select.model = Cat::schema();
    select.filter = Some(say(*column));
    select
}

#[test]
fn text_is_matched_literally() {
    let hostile = "%_!*?[]^\\'\"";
    check(
        rows(Owner.name.contains(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE (instr("owner"."name", ?) > 0)
        [Text("%_!*?[]^\\'\"")]"#]],
    );
    check(
        rows(Owner.name.startswith(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" >= ? AND "owner"."name" < ?)
        [Text("%_!*?[]^\\'\""), Text("%_!*?[]^\\'#")]"#]],
    );
    check(
        rows(Owner.name.endswith(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" GLOB ?)
        [Text("*%_![*][?][[]]^\\'\"")]"#]],
    );
    check(
        rows(Owner.name.iexact(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" LIKE ? ESCAPE '!')
        [Text("!%!_!!*?[]^\\'\"")]"#]],
    );
    check(
        rows(Owner.name.icontains(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" LIKE ? ESCAPE '!')
        [Text("%!%!_!!*?[]^\\'\"%")]"#]],
    );
    check(
        rows(Owner.name.istartswith(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" LIKE ? ESCAPE '!')
        [Text("!%!_!!*?[]^\\'\"%")]"#]],
    );
    check(
        rows(Owner.name.iendswith(hostile)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" LIKE ? ESCAPE '!')
        [Text("%!%!_!!*?[]^\\'\"")]"#]],
    );
    check(
        rows(Owner.name.like("50\\%_%*[x")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" GLOB ?)
        [Text("50%?*[*][[]x")]"#]],
    );
    check(
        rows(Owner.name.like("\\")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" GLOB ?)
        [Text("\\")]"#]],
    );
    check(
        rows(!Owner.name.contains("a")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE NOT ((instr("owner"."name", ?) > 0))
        [Text("a")]"#]],
    );
    check(
        rows(!Owner.city.contains("a")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ((instr("owner"."city", ?) > 0)) IS NOT TRUE
        [Text("a")]"#]],
    );
}

#[test]
fn a_prefix_is_a_range_up_to_the_next_text() {
    check(
        rows(Owner.name.startswith("")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" >= ? AND "owner"."name" < ?)
        [Text(""), Bytes([])]"#]],
    );
    check(
        rows(Owner.name.startswith("a\u{10FFFF}")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" >= ? AND "owner"."name" < ?)
        [Text("a\u{10ffff}"), Text("b")]"#]],
    );
    check(
        rows(Owner.name.startswith("\u{10FFFF}")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" >= ? AND "owner"."name" < ?)
        [Text("\u{10ffff}"), Bytes([])]"#]],
    );
    check(
        rows(Owner.name.startswith("a\u{D7FF}")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" >= ? AND "owner"."name" < ?)
        [Text("a\u{d7ff}"), Text("a\u{e000}")]"#]],
    );
}

#[test]
fn what_no_column_can_hold_is_refused_and_matches_nothing_else() {
    check(
        rows(Owner.name.eq("a\0b")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE "owner"."name" = ?
        [Refused(Text, "contains the NUL character, which not every database can hold in text")]"#]],
    );
    check(
        rows(Owner.name.icontains("a\0b")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" LIKE ? ESCAPE '!')
        [Refused(Text, "contains the NUL character, which not every database can hold in text")]"#]],
    );
    check(
        rows(Owner.name.endswith("a\0b")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" GLOB ?)
        [Refused(Text, "contains the NUL character, which not every database can hold in text")]"#]],
    );
    check(
        rows(Owner.name.like("a\0b")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" GLOB ?)
        [Refused(Text, "contains the NUL character, which not every database can hold in text")]"#]],
    );
    check(
        rows(Owner.name.startswith("a\0b")),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ("owner"."name" >= ? AND "owner"."name" < ?)
        [Refused(Text, "contains the NUL character, which not every database can hold in text"), Text("a\0c")]"#]],
    );
    check(
        rows(Owner.name.in_(["a\0b", "c"])),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE "owner"."name" IN (SELECT value FROM json_each(?))
        [Refused(Text, "contains the NUL character, which not every database can hold in text")]"#]],
    );
    check(
        rows(Cat.weight.in_([f64::NAN, 1.0])),
        expect![[r#"
            SELECT 1 FROM "cat" WHERE "cat"."weight" IN (?, ?)
            [Refused(F64, "is not a number (NaN), which not every database can hold"), Float(F64, 1.0)]"#]],
    );
}
