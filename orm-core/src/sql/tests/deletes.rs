//! What a delete of many models sends: links that go with many rows, and rows of a tree.

use super::check;
use super::models::{Cat, Owner, Trap, named};
use super::orm::ast::{Columns, Delete, Descend, Expr, Keys, Select, Sever};
use super::orm::model::{Cond, Table};
use super::orm::schema::{ColumnDef, PathNode, RelationDef};
use super::orm::value::{ColumnType, Value};
use expect_test::expect;

fn int(n: i64) -> Value {
    Value::Int(ColumnType::I64, n)
}

fn column<M: Table>(name: &str) -> &'static ColumnDef {
    M::schema().column_named(name).expect("a column of the model")
}

fn relation<M: Table>(field: &str) -> &'static RelationDef {
    M::schema().relation(field).expect("a relation of the model")
}

fn own(column: &'static ColumnDef) -> Box<Expr> {
    Box::new(Expr::Column(&PathNode::ROOT, column))
}

fn keys<M: Table>(filter: Option<Expr>) -> Box<Select> {
    let key = own(&M::schema().columns[M::schema().key[0]]);
    Box::new(Select { columns: Columns::Exprs(vec![*key]), filter, ..Select::all(M::schema()) })
}

#[test]
fn rows_of_rows_of_rows() {
    let cats = Expr::InQuery(own(column::<Cat>("owner_id")), keys::<Owner>(Some(Cond::into_ast(Owner.name.eq("Eva")))));
    let traps = Expr::InQuery(own(column::<Trap>("owner_id")), keys::<Cat>(Some(cats)));
    check(
        Delete { model: Trap::schema(), filter: Some(traps), via: None },
        expect![[r#"
            DELETE FROM "T1" WHERE "T1"."owner_id" IN (SELECT "cat"."id" FROM "cat" WHERE "cat"."owner_id" IN (SELECT "owner"."id" FROM "owner" WHERE "owner"."name" = ?))
            [Text("Eva")]"#]],
    );
}

#[test]
fn links_of_many_rows() {
    let sever = |of| Sever { table: named("owner_sits_for"), columns: &["owner_id"], of };
    check(
        sever(Keys::These(vec![int(1)])),
        expect![[r#"
        DELETE FROM "owner_sits_for" WHERE "owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        sever(Keys::These(vec![int(1), int(2)])),
        expect![[r#"
        DELETE FROM "owner_sits_for" WHERE "owner_id" IN (SELECT value FROM json_each(?))
        [Text("[1,2]")]"#]],
    );
    check(
        sever(Keys::Of(keys::<Owner>(Some(Cond::into_ast(Owner.name.eq("Eva")))))),
        expect![[r#"
        DELETE FROM "owner_sits_for" WHERE "owner_id" IN (SELECT "owner"."id" FROM "owner" WHERE "owner"."name" = ?)
        [Text("Eva")]"#]],
    );
    check(
        sever(Keys::Of(keys::<Owner>(None))),
        expect![[r#"DELETE FROM "owner_sits_for" WHERE "owner_id" IN (SELECT "owner"."id" FROM "owner")"#]],
    );
}

#[test]
fn rows_of_a_tree() {
    let descend = |from, by| Descend { model: Cat::schema(), from, by };
    let mother = relation::<Cat>("mother");
    check(
        descend(vec![Cond::into_ast(Cat.name.eq("Eva"))], vec![mother]),
        expect![[r#"
        WITH RECURSIVE t0 ("k") AS (SELECT "cat"."id" FROM "cat" WHERE "cat"."cat_name" = ? UNION SELECT "cat"."id" FROM t0 JOIN "cat" ON "cat"."mother_id" = t0."k") SELECT "k" FROM t0
        [Text("Eva")]"#]],
    );
    let of_owner =
        Expr::InQuery(own(column::<Cat>("owner_id")), keys::<Owner>(Some(Cond::into_ast(Owner.name.eq("Eva")))));
    let of_trap = Expr::InQuery(own(column::<Cat>("id")), keys::<Trap>(None));
    check(
        descend(vec![of_owner, of_trap], vec![mother, relation::<Cat>("vet")]),
        expect![[r#"
        WITH RECURSIVE t0 ("k") AS (SELECT "cat"."id" FROM "cat" WHERE ("cat"."owner_id" IN (SELECT "owner"."id" FROM "owner" WHERE "owner"."name" = ?) OR "cat"."id" IN (SELECT "T1"."id" FROM "T1")) UNION SELECT "cat"."id" FROM t0 JOIN "cat" ON "cat"."mother_id" = t0."k" OR "cat"."vet_id" = t0."k") SELECT "k" FROM t0
        [Text("Eva")]"#]],
    );
    let trap = Descend {
        model: Trap::schema(),
        from: vec![Expr::In(own(column::<Trap>("id")), vec![int(1), int(2)])],
        by: vec![relation::<Trap>("cat")],
    };
    check(
        trap,
        expect![[r#"
        WITH RECURSIVE u0 ("k") AS (SELECT "T1"."id" FROM "T1" WHERE "T1"."id" IN (SELECT value FROM json_each(?)) UNION SELECT "T1"."id" FROM u0 JOIN "T1" ON "T1"."owner_id" = u0."k") SELECT "k" FROM u0
        [Text("[1,2]")]"#]],
    );
}
