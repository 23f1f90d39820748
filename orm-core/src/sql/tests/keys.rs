//! Keys of several columns, and relations that refer to another column than the key: what each database is told.

use super::models::{NOTHING_MORE, Parts, column, foreign_key, model_of, named, nullable};
use super::{Dialect, It, render_in, shown};
use crate::ast::{Columns, Descend, Expr, Output, Select, Unlink, Update, Via};
use crate::schema::{ColumnDef, ModelSchema, PathNode, RefersTo, RelationDef, Step, Symmetry};
use crate::sql::{ddl, fixed};
use crate::value::{ColumnType, Value};
use expect_test::{Expect, expect};

fn seat() -> &'static ModelSchema {
    static SEAT: ModelSchema = model_of(Parts {
        name: "Seat",
        table: "seat",
        columns: &[
            ColumnDef { max_length: Some(4), ..column("row", ColumnType::Text) },
            ColumnDef { unique: true, ..column("label", ColumnType::I64) },
            column("number", ColumnType::Uuid),
            nullable("front_row", ColumnType::Text),
            nullable("front_number", ColumnType::Uuid),
            nullable("twin_label", ColumnType::I64),
        ],
        key: &[0, 2],
        relations: &[&FRONT, &TWIN],
        ..NOTHING_MORE
    });
    &SEAT
}

static FRONT: RelationDef = RelationDef { nullable: true, ..foreign_key("front", [seat, seat], &[3, 4]) };
static TWIN: RelationDef =
    RelationDef { nullable: true, refers_to: RefersTo::Unique(&[1]), ..foreign_key("twin", [seat, seat], &[5]) };
static TO_FRONT: PathNode =
    PathNode { parent: Some(&PathNode::ROOT), step: Some(Step { relation: &FRONT, reversed: false }) };
static TO_TWIN: PathNode =
    PathNode { parent: Some(&PathNode::ROOT), step: Some(Step { relation: &TWIN, reversed: false }) };

fn key(row: &str, number: u8) -> Value {
    Value::Parts(vec![Value::Text(row.to_owned()), Value::Uuid([number; 16])])
}

fn rows(filter: Expr) -> Select {
    Select { columns: Columns::One, filter: Some(filter), ..Select::all(seat()) }
}

#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(it: impl Fn() -> It, expected: Expect) {
    let all = [Dialect::Sqlite, Dialect::Postgres, Dialect::MariaDb];
    let shown: Vec<String> = all.into_iter().map(|dialect| shown(&render_in(dialect, it()))).collect();
    expected.assert_eq(&shown.join("\n"));
}

#[test]
fn the_key_is_declared_for_all_its_columns() {
    let tables = ddl::create_tables(Dialect::Sqlite, &[seat()]).expect("nothing is wrong with it");
    let shown: String = tables.iter().map(|it| format!("{}\n", &*it.text)).collect();
    expect![[r#"
        CREATE TABLE IF NOT EXISTS "seat" ("row" TEXT NOT NULL, "label" INTEGER NOT NULL, "number" BLOB NOT NULL, "front_row" TEXT, "front_number" BLOB, "twin_label" INTEGER, PRIMARY KEY ("row", "number"), CONSTRAINT "seat_row_length" CHECK (length("row") <= 4), CONSTRAINT "seat_label_key" UNIQUE ("label"), CONSTRAINT "seat_number_length" CHECK (length("number") = 16), CONSTRAINT "seat_front_row_front_number_fkey" FOREIGN KEY ("front_row", "front_number") REFERENCES "seat" ("row", "number"), CONSTRAINT "seat_twin_label_fkey" FOREIGN KEY ("twin_label") REFERENCES "seat" ("label")) STRICT
    "#]].assert_eq(&shown);
}

#[test]
fn fixed_statements_have_a_place_for_each_part() {
    let values = || {
        let null = |at: usize| Value::Null(seat().columns[at].ty);
        vec![
            Value::Text("a".to_owned()),
            Value::Int(ColumnType::I64, 5),
            Value::Uuid([1; 16]),
            null(3),
            null(4),
            null(5),
        ]
    };
    let all = [
        fixed::get(Dialect::Postgres, seat(), key("a", 1)),
        fixed::update(Dialect::Postgres, seat(), values()),
        fixed::delete(Dialect::Postgres, seat(), key("a", 1)),
    ];
    expect![[r#"
        SELECT "seat"."row", "seat"."label", "seat"."number", "seat"."front_row", "seat"."front_number", "seat"."twin_label" FROM "seat" WHERE ("seat"."row", "seat"."number") = ($1, $2)
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        UPDATE "seat" SET "label" = $1, "front_row" = $2, "front_number" = $3, "twin_label" = $4 WHERE ("seat"."row", "seat"."number") = ($5, $6)
        [Int(I64, 5), Null(Text), Null(Uuid), Null(I64), Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        DELETE FROM "seat" WHERE ("seat"."row", "seat"."number") = ($1, $2)
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]].assert_eq(&all.iter().map(shown).collect::<Vec<_>>().join("\n"));
}

#[test]
fn one_key_and_many() {
    check(
        || rows(Expr::own_key(seat()).is(key("a", 1))).into(),
        expect![[r#"
        SELECT 1 FROM "seat" WHERE ("seat"."row", "seat"."number") = (?, ?)
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        SELECT 1 FROM "seat" WHERE ("seat"."row", "seat"."number") = ($1, $2)
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        SELECT 1 FROM `seat` WHERE (`seat`.`row`, `seat`.`number`) = (?, ?)
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]],
    );
    check(
        || rows(Expr::own_key(seat()).among(vec![key("a", 1), key("b", 2), key("c", 3)])).into(),
        expect![[r#"
        SELECT 1 FROM "seat" WHERE ("seat"."row", "seat"."number") IN (SELECT value->>0, unhex(value->>1) FROM json_each(?))
        [Text("[[\"a\",\"01010101010101010101010101010101\"],[\"b\",\"02020202020202020202020202020202\"],[\"c\",\"03030303030303030303030303030303\"]]")]
        SELECT 1 FROM "seat" WHERE ("seat"."row", "seat"."number") IN (SELECT * FROM unnest($1, $2))
        [List(Text, [Text("a"), Text("b"), Text("c")]), List(Uuid, [Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Uuid([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]), Uuid([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3])])]
        SELECT 1 FROM `seat` WHERE (`seat`.`row`, `seat`.`number`) IN ((?, ?), (?, ?), (?, ?), (?, ?))
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Text("b"), Uuid([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]), Text("c"), Uuid([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]), Text("c"), Uuid([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3])]"#]],
    );
}

#[test]
fn paths_and_nothing_at_their_end() {
    let front = || Expr::columns(&TO_FRONT, seat().key_columns());
    check(
        || rows(front().is(key("a", 1)).negated()).into(),
        expect![[r#"
        SELECT 1 FROM "seat" WHERE (("seat"."front_row", "seat"."front_number") = (?, ?)) IS NOT TRUE
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        SELECT 1 FROM "seat" WHERE (("seat"."front_row", "seat"."front_number") = ($1, $2)) IS NOT TRUE
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        SELECT 1 FROM `seat` WHERE ((`seat`.`front_row`, `seat`.`front_number`) = (?, ?)) IS NOT TRUE
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]],
    );
    check(
        || rows(Expr::IsNull(Box::new(front()))).into(),
        expect![[r#"
        SELECT 1 FROM "seat" WHERE ("seat"."front_row" IS NULL OR "seat"."front_number" IS NULL)
        SELECT 1 FROM "seat" WHERE ("seat"."front_row" IS NULL OR "seat"."front_number" IS NULL)
        SELECT 1 FROM `seat` WHERE (`seat`.`front_row` IS NULL OR `seat`.`front_number` IS NULL)"#]],
    );
    let label = |path| Expr::Column(path, &seat().columns[1]);
    check(
        || rows(label(&TO_FRONT).is(Value::Int(ColumnType::I64, 1))).into(),
        expect![[r#"
        SELECT 1 FROM "seat" LEFT JOIN "seat" AS t1 ON t1."row" = "seat"."front_row" AND t1."number" = "seat"."front_number" WHERE t1."label" = ?
        [Int(I64, 1)]
        SELECT 1 FROM "seat" LEFT JOIN "seat" AS t1 ON t1."row" = "seat"."front_row" AND t1."number" = "seat"."front_number" WHERE t1."label" = $1
        [Int(I64, 1)]
        SELECT 1 FROM `seat` LEFT JOIN `seat` AS t1 ON t1.`row` = `seat`.`front_row` AND t1.`number` = `seat`.`front_number` WHERE t1.`label` = ?
        [Int(I64, 1)]"#]],
    );
    check(
        || rows(label(&TO_TWIN).is(Value::Int(ColumnType::I64, 1))).into(),
        expect![[r#"
        SELECT 1 FROM "seat" WHERE "seat"."twin_label" = ?
        [Int(I64, 1)]
        SELECT 1 FROM "seat" WHERE "seat"."twin_label" = $1
        [Int(I64, 1)]
        SELECT 1 FROM `seat` WHERE `seat`.`twin_label` = ?
        [Int(I64, 1)]"#]],
    );
}

#[test]
fn what_refers_to_another_column_asks_the_row_itself() {
    let via = |relation, output| {
        let step = Step { relation, reversed: true };
        Some(Via { step, sources: vec![key("a", 1)], output })
    };
    check(
        || Select { columns: Columns::One, via: via(&FRONT, Output::KeyAndRows), ..Select::all(seat()) }.into(),
        expect![[r#"
            SELECT "seat"."front_row", "seat"."front_number", 1 FROM "seat" WHERE ("seat"."front_row", "seat"."front_number") = (?, ?)
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
            SELECT "seat"."front_row", "seat"."front_number", 1 FROM "seat" WHERE ("seat"."front_row", "seat"."front_number") = ($1, $2)
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
            SELECT `seat`.`front_row`, `seat`.`front_number`, 1 FROM `seat` WHERE (`seat`.`front_row`, `seat`.`front_number`) = (?, ?)
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]],
    );
    check(
        || Select { columns: Columns::One, via: via(&TWIN, Output::KeyAndRows), ..Select::all(seat()) }.into(),
        expect![[r#"
            SELECT t0."row", t0."number", 1 FROM "seat" AS t0 JOIN "seat" ON "seat"."twin_label" = t0."label" WHERE (t0."row", t0."number") = (?, ?)
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
            SELECT t0."row", t0."number", 1 FROM "seat" AS t0 JOIN "seat" ON "seat"."twin_label" = t0."label" WHERE (t0."row", t0."number") = ($1, $2)
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
            SELECT t0.`row`, t0.`number`, 1 FROM `seat` AS t0 JOIN `seat` ON `seat`.`twin_label` = t0.`label` WHERE (t0.`row`, t0.`number`) = (?, ?)
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]],
    );
    check(
        || Select { columns: Columns::One, via: via(&TWIN, Output::KeyAndFirst(2)), ..Select::all(seat()) }.into(),
        expect![[r#"
            SELECT t1."source", t1."source2", 1 FROM (SELECT t0."row" AS "source", t0."number" AS "source2", "seat"."row" AS "key", "seat"."number" AS "key2", ROW_NUMBER() OVER (PARTITION BY t0."row", t0."number") AS "number" FROM "seat" AS t0 JOIN "seat" ON "seat"."twin_label" = t0."label" WHERE (t0."row", t0."number") = (?, ?)) AS t1 JOIN "seat" ON "seat"."row" = t1."key" AND "seat"."number" = t1."key2" WHERE t1."number" <= 2 ORDER BY t1."number"
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
            SELECT t1."source", t1."source2", 1 FROM (SELECT t0."row" AS "source", t0."number" AS "source2", "seat"."row" AS "key", "seat"."number" AS "key2", ROW_NUMBER() OVER (PARTITION BY t0."row", t0."number") AS "number" FROM "seat" AS t0 JOIN "seat" ON "seat"."twin_label" = t0."label" WHERE (t0."row", t0."number") = ($1, $2)) AS t1 JOIN "seat" ON "seat"."row" = t1."key" AND "seat"."number" = t1."key2" WHERE t1."number" <= 2 ORDER BY t1."number"
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
            SELECT t1.`source`, t1.`source2`, 1 FROM (SELECT t0.`row` AS `source`, t0.`number` AS `source2`, `seat`.`row` AS `key`, `seat`.`number` AS `key2`, ROW_NUMBER() OVER (PARTITION BY t0.`row`, t0.`number`) AS `number` FROM `seat` AS t0 JOIN `seat` ON `seat`.`twin_label` = t0.`label` WHERE (t0.`row`, t0.`number`) = (?, ?)) AS t1 JOIN `seat` ON `seat`.`row` = t1.`key` AND `seat`.`number` = t1.`key2` WHERE t1.`number` <= 2 ORDER BY t1.`number`
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]],
    );
    let descend = |by| Descend { model: seat(), from: vec![Expr::own_key(seat()).is(key("a", 1))], by };
    check(
        || descend(vec![&FRONT, &TWIN]).into(),
        expect![[r#"
        WITH RECURSIVE t0 ("k", "k2", "k3") AS (SELECT "seat"."row", "seat"."number", "seat"."label" FROM "seat" WHERE ("seat"."row", "seat"."number") = (?, ?) UNION SELECT "seat"."row", "seat"."number", "seat"."label" FROM t0 JOIN "seat" ON "seat"."front_row" = t0."k" AND "seat"."front_number" = t0."k2" OR "seat"."twin_label" = t0."k3") SELECT "k", "k2" FROM t0
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        WITH RECURSIVE t0 ("k", "k2", "k3") AS (SELECT "seat"."row", "seat"."number", "seat"."label" FROM "seat" WHERE ("seat"."row", "seat"."number") = ($1, $2) UNION SELECT "seat"."row", "seat"."number", "seat"."label" FROM t0 JOIN "seat" ON "seat"."front_row" = t0."k" AND "seat"."front_number" = t0."k2" OR "seat"."twin_label" = t0."k3") SELECT "k", "k2" FROM t0
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]
        WITH RECURSIVE t0 (`k`, `k2`, `k3`) AS (SELECT `seat`.`row`, `seat`.`number`, `seat`.`label` FROM `seat` WHERE (`seat`.`row`, `seat`.`number`) = (?, ?) UNION SELECT `seat`.`row`, `seat`.`number`, `seat`.`label` FROM t0 JOIN `seat` ON `seat`.`front_row` = t0.`k` AND `seat`.`front_number` = t0.`k2` OR `seat`.`twin_label` = t0.`k3`) SELECT `k`, `k2` FROM t0
        [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]"#]],
    );
}

#[test]
fn writes_of_rows_that_are_found_by_a_query() {
    let set = || vec![(&seat().columns[1], Expr::Bind(Value::Int(ColumnType::I64, 1)))];
    let filter = || Some(Expr::Column(&TO_TWIN, &seat().columns[0]).is(Value::Text("a".to_owned())));
    check(
        || Update { model: seat(), set: set(), filter: filter(), via: None, returning: Vec::new() }.into(),
        expect![[r#"
            UPDATE "seat" SET "label" = ? WHERE ("row", "number") IN (SELECT "seat"."row", "seat"."number" FROM "seat" LEFT JOIN "seat" AS t1 ON t1."label" = "seat"."twin_label" WHERE t1."row" = ?)
            [Int(I64, 1), Text("a")]
            UPDATE "seat" SET "label" = $1 WHERE ("row", "number") IN (SELECT "seat"."row", "seat"."number" FROM "seat" LEFT JOIN "seat" AS t1 ON t1."label" = "seat"."twin_label" WHERE t1."row" = $2)
            [Int(I64, 1), Text("a")]
            UPDATE `seat` SET `label` = ? WHERE (`row`, `number`) IN (SELECT * FROM (SELECT `seat`.`row`, `seat`.`number` FROM `seat` LEFT JOIN `seat` AS t1 ON t1.`label` = `seat`.`twin_label` WHERE t1.`row` = ?) AS found)
            [Int(I64, 1), Text("a")]"#]],
    );
    check(
        || {
            Unlink {
                table: named("seat_beside"),
                near: (&["from_row", "from_number"], key("a", 1)),
                far: (&["to_row", "to_number"], Some(vec![key("b", 1), key("b", 2)])),
                symmetry: Symmetry::Directed,
            }
            .into()
        },
        expect![[r#"
            DELETE FROM "seat_beside" WHERE ("from_row", "from_number") = (?, ?) AND ("to_row", "to_number") IN (SELECT value->>0, unhex(value->>1) FROM json_each(?))
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Text("[[\"b\",\"01010101010101010101010101010101\"],[\"b\",\"02020202020202020202020202020202\"]]")]
            DELETE FROM "seat_beside" WHERE ("from_row", "from_number") = ($1, $2) AND ("to_row", "to_number") IN (SELECT * FROM unnest($3, $4))
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), List(Text, [Text("b"), Text("b")]), List(Uuid, [Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Uuid([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])])]
            DELETE FROM `seat_beside` WHERE (`from_row`, `from_number`) = (?, ?) AND (`to_row`, `to_number`) IN ((?, ?), (?, ?))
            [Text("a"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Text("b"), Uuid([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Text("b"), Uuid([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])]"#]],
    );
}
