//! INSERT, UPDATE and DELETE.

use super::models::{Cat, Owner, Trap, named};
use super::orm::ast::{Delete, Insert, OnConflict, Output, Unlink, Update, UpdateRows, Via};
use super::orm::model::{Assigns, Cond, Null, Relation, Reverse, Table};
use super::orm::relation::via;
use super::orm::schema::Symmetry;
use super::orm::sql::Cost;
use super::orm::value::{ColumnType, Value};
use super::{check, render};
use expect_test::expect;

fn int(n: i64) -> Value {
    Value::Int(ColumnType::I64, n)
}

fn owners(columns: &[&'static str], rows: Vec<Vec<Value>>) -> Insert {
    let on_conflict = OnConflict::Fail;
    Insert {
        table: named("owner"),
        columns: columns.to_vec(),
        values: rows.concat(),
        on_conflict,
        returning: Vec::new(),
        model: None,
    }
}

fn update<M: Table>(assigns: impl Assigns<M>, filter: Option<Cond<M>>) -> Update {
    let filter = filter.map(Cond::into_ast);
    Update { model: M::schema(), set: assigns.assigns(), filter, via: None, returning: Vec::new() }
}

fn delete<M: Table>(filter: Option<Cond<M>>) -> Delete {
    Delete { model: M::schema(), filter: filter.map(Cond::into_ast), via: None }
}

fn cats_of(owner: i64) -> Option<Via> {
    let step = <Reverse<super::models::cat::owner> as Relation>::STEP;
    Some(Via { step, sources: vec![int(owner)], output: Output::Rows })
}

#[test]
fn inserts() {
    let name = |name: &str| vec![Value::Text(name.to_owned())];
    check(
        owners(&["name"], vec![name("Eva")]),
        expect![[r#"
        INSERT INTO "owner" ("name") VALUES (?)
        [Text("Eva")]"#]],
    );
    check(
        owners(&["name"], vec![name("'; --"), name("\"")]),
        expect![[r#"
        INSERT INTO "owner" ("name") VALUES (?), (?)
        [Text("'; --"), Text("\"")]"#]],
    );
    check(
        Insert { returning: vec!["id", "city"], ..owners(&["name"], vec![name("Eva")]) },
        expect![[r#"
        INSERT INTO "owner" ("name") VALUES (?) RETURNING "id", "city"
        [Text("Eva")]"#]],
    );
    check(
        Insert { table: named("stamp"), returning: vec!["at"], ..owners(&[], Vec::new()) },
        expect![[r#"INSERT INTO "stamp" DEFAULT VALUES RETURNING "at""#]],
    );
    let links = owners(&["owner_id", "cat_id"], vec![vec![int(1), int(2)], vec![int(1), int(3)]]);
    check(
        Insert { table: named("owner_sits_for"), on_conflict: OnConflict::Ignore, ..links },
        expect![[r#"
        INSERT INTO "owner_sits_for" ("owner_id", "cat_id") VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING
        [Int(I64, 1), Int(I64, 2), Int(I64, 1), Int(I64, 3)]"#]],
    );
}

#[test]
fn inserts_over_rows_that_are_there() {
    let row = || owners(&["name", "city"], vec![vec![Value::Text("Eva".to_owned()), Value::Text("Rome".to_owned())]]);
    check(
        Insert { on_conflict: OnConflict::IgnoreOn(vec!["id"]), returning: vec!["id"], ..row() },
        expect![[r#"
        INSERT INTO "owner" ("name", "city") VALUES (?, ?) ON CONFLICT ("id") DO NOTHING RETURNING "id"
        [Text("Eva"), Text("Rome")]"#]],
    );
    check(
        Insert { on_conflict: OnConflict::Update(vec!["id"], vec!["city", "name"]), ..row() },
        expect![[r#"
        INSERT INTO "owner" ("name", "city") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "city" = excluded."city", "name" = excluded."name"
        [Text("Eva"), Text("Rome")]"#]],
    );
}

#[test]
fn updates_of_each_row() {
    let set = vec![&Cat::COLUMNS[1], &Cat::COLUMNS[2]];
    let row = |key, name: &str, lives| vec![int(key), Value::Text(name.to_owned()), Value::Int(ColumnType::I16, lives)];
    let rows = vec![row(1, "Luna", 9), row(2, "Max", 3)];
    check(
        UpdateRows { model: Cat::schema(), key: vec![&Cat::COLUMNS[0]], set, rows },
        expect![[r#"
        UPDATE "cat" SET "cat_name" = t1.column2, "lives" = t1.column3 FROM (VALUES (?, ?, ?), (?, ?, ?)) AS t1 WHERE "cat"."id" = t1.column1
        [Int(I64, 1), Text("Luna"), Int(I16, 9), Int(I64, 2), Text("Max"), Int(I16, 3)]"#]],
    );
}

/// One that finds its row by key, or by a column that no two rows share, runs where it is asked for.
#[test]
fn the_cost_of_writes_that_name_one_row() {
    let cost = |filter: Cond<Cat>| {
        let it = render(update(Cat.lives.set(Cat.lives - 1), Some(filter.clone()))).cost;
        assert_eq!(it, render(delete(Some(filter))).cost);
        it
    };
    assert_eq!(cost(Cat.id.eq(7)), Cost::Point);
    assert_eq!(cost(Cat.lives.gt(0) & Cat.id.eq(7) & Cat.owner.eq(3)), Cost::Point);
    assert_eq!(cost(Cat.owner.eq(3)), Cost::Bulk);
    assert_eq!(cost(Cat.id.eq(7) | Cat.id.eq(8)), Cost::Bulk);
    assert_eq!(cost(!Cat.id.eq(7)), Cost::Bulk);
    assert_eq!(cost(Cat.id.ge(7)), Cost::Bulk);
    // What is asked of other rows can take long, whatever number of rows it is asked for.
    assert_eq!(cost(Cat.id.eq(7) & Cat.owner.name.eq("Eva")), Cost::Bulk);
    assert_eq!(cost(Cat.id.eq(7) & via(Cat::sitters).name.eq("Eva")), Cost::Bulk);
    assert_eq!(cost(Cat.mother.id.eq(7)), Cost::Bulk);
    assert_eq!(render(delete::<Cat>(None)).cost, Cost::Bulk);
    let of_owner = Delete { via: cats_of(1), ..delete(Some(Cat.id.eq(7))) };
    assert_eq!(render(of_owner).cost, Cost::Bulk);
}

#[test]
fn updates() {
    check(
        update::<Cat>(Cat.lives.set(7), None),
        expect![[r#"
        UPDATE "cat" SET "lives" = ?
        [Int(I16, 7)]"#]],
    );
    check(
        update((Cat.lives.set(Cat.lives - 1), Cat.chip.set(Null)), Some(Cat.id.eq(1))),
        expect![[r#"
        UPDATE "cat" SET "lives" = ("cat"."lives" - ?), "chip" = ? WHERE "cat"."id" = ?
        [Int(I16, 1), Null(Bytes), Int(I64, 1)]"#]],
    );
    check(
        update(Cat.name.set("Tom"), Some(Cat.owner.id.eq(1))),
        expect![[r#"
        UPDATE "cat" SET "cat_name" = ? WHERE "cat"."owner_id" = ?
        [Text("Tom"), Int(I64, 1)]"#]],
    );
    check(
        update(Cat.name.set("Tom"), Some(Cat.friends.eq(7))),
        expect![[r#"
        UPDATE "cat" SET "cat_name" = ? WHERE EXISTS (SELECT 1 FROM "cat_friends" AS t1 WHERE t1."from_cat_id" = "cat"."id" AND t1."to_cat_id" = ?)
        [Text("Tom"), Int(I64, 7)]"#]],
    );
    check(
        Update { returning: vec![&Cat::COLUMNS[0]], ..update(Cat.tame.set(true), Some(Cat.id.eq(1))) },
        expect![[r#"
        UPDATE "cat" SET "tame" = ? WHERE "cat"."id" = ? RETURNING "id"
        [Bool(true), Int(I64, 1)]"#]],
    );
}

#[test]
fn updates_whose_rows_are_found_in_a_query() {
    check(
        update(Cat.name.set("Tom"), Some(!Cat.vet.name.eq("Eva"))),
        expect![[r#"
        UPDATE "cat" SET "cat_name" = ? WHERE "id" IN (SELECT "cat"."id" FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE (t1."name" = ?) IS NOT TRUE)
        [Text("Tom"), Text("Eva")]"#]],
    );
    check(
        Update { via: cats_of(1), ..update(Cat.lives.set(7), None) },
        expect![[r#"
        UPDATE "cat" SET "lives" = ? WHERE "id" IN (SELECT "cat"."id" FROM "cat" WHERE "cat"."owner_id" = ?)
        [Int(I16, 7), Int(I64, 1)]"#]],
    );
    check(
        Update { via: cats_of(1), ..update(Cat.lives.set(7), Some(Cat.lives.lt(3) | Cat.tame.eq(false))) },
        expect![[r#"
        UPDATE "cat" SET "lives" = ? WHERE "id" IN (SELECT "cat"."id" FROM "cat" WHERE "cat"."owner_id" = ? AND ("cat"."lives" < ? OR "cat"."tame" = ?))
        [Int(I16, 7), Int(I64, 1), Int(I16, 3), Bool(false)]"#]],
    );
    check(
        Update { returning: vec![&Cat::COLUMNS[0]], ..update(Cat.lives.set(7), Some(Cat.mother.lives.eq(1))) },
        expect![[r#"
        UPDATE "cat" SET "lives" = ? WHERE "id" IN (SELECT "cat"."id" FROM "cat" LEFT JOIN "cat" AS t1 ON t1."id" = "cat"."mother_id" WHERE t1."lives" = ?) RETURNING "id"
        [Int(I16, 7), Int(I16, 1)]"#]],
    );
}

#[test]
fn deletes() {
    check(delete::<Owner>(None), expect![[r#"DELETE FROM "owner""#]]);
    check(
        delete(Some(Owner.city.ne("Paris"))),
        expect![[r#"
        DELETE FROM "owner" WHERE ("owner"."city" = ?) IS NOT TRUE
        [Text("Paris")]"#]],
    );
    check(
        delete(Some(via(Owner::cat_set).name.eq("Tom"))),
        expect![[r#"
        DELETE FROM "owner" WHERE EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."cat_name" = ?)
        [Text("Tom")]"#]],
    );
    check(
        delete(Some(Cat.owner.name.eq("Eva"))),
        expect![[r#"
        DELETE FROM "cat" WHERE "id" IN (SELECT "cat"."id" FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" WHERE t1."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        delete(Some(Trap.cat.owner.name.eq("Eva"))),
        expect![[r#"
        DELETE FROM "T1" WHERE "id" IN (SELECT "T1"."id" FROM "T1" JOIN "cat" AS u1 ON u1."id" = "T1"."owner_id" JOIN "owner" AS u2 ON u2."id" = u1."owner_id" WHERE u2."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        Delete { via: cats_of(1), ..delete::<Cat>(None) },
        expect![[r#"
        DELETE FROM "cat" WHERE "id" IN (SELECT "cat"."id" FROM "cat" WHERE "cat"."owner_id" = ?)
        [Int(I64, 1)]"#]],
    );
}

#[test]
fn unlinks() {
    let unlink = |keys, symmetry| Unlink {
        table: named("cat_friends"),
        near: (&["from_cat_id"], int(1)),
        far: (&["to_cat_id"], keys),
        symmetry,
    };
    check(
        unlink(None, Symmetry::Directed),
        expect![[r#"
        DELETE FROM "cat_friends" WHERE "from_cat_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        unlink(Some(vec![int(2)]), Symmetry::Directed),
        expect![[r#"
        DELETE FROM "cat_friends" WHERE "from_cat_id" = ? AND "to_cat_id" = ?
        [Int(I64, 1), Int(I64, 2)]"#]],
    );
    check(
        unlink(Some(vec![int(2), int(3)]), Symmetry::Directed),
        expect![[r#"
        DELETE FROM "cat_friends" WHERE "from_cat_id" = ? AND "to_cat_id" IN (SELECT value FROM json_each(?))
        [Int(I64, 1), Text("[2,3]")]"#]],
    );
    check(
        unlink(None, Symmetry::Symmetrical),
        expect![[r#"
        DELETE FROM "cat_friends" WHERE ("from_cat_id" = ?) OR ("to_cat_id" = ?)
        [Int(I64, 1), Int(I64, 1)]"#]],
    );
    check(
        unlink(Some(vec![int(2)]), Symmetry::Symmetrical),
        expect![[r#"
        DELETE FROM "cat_friends" WHERE ("from_cat_id" = ? AND "to_cat_id" = ?) OR ("to_cat_id" = ? AND "from_cat_id" = ?)
        [Int(I64, 1), Int(I64, 2), Int(I64, 1), Int(I64, 2)]"#]],
    );
}
