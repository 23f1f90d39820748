//! What PostgreSQL is told otherwise than SQLite. Its server runs every other shape in the behaviour suite.

use super::models::{Cat, Owner, all, named};
use super::select::rows;
use super::{Dialect, It, render_in, shown};
use crate::ast::{Columns, Insert, OnConflict};
use crate::model::{Null, Orders, Table};
use crate::sql::{Places, ddl, fixed};
use crate::value::{ColumnType, DbValue, Value};
use expect_test::{Expect, expect};

#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(it: impl Into<It>, expected: Expect) {
    expected.assert_eq(&shown(&render_in(Dialect::Postgres, it)));
}

#[test]
fn places_are_numbered_and_lists_are_arrays() {
    check(
        rows(Cat.lives.eq(9) & Cat.lives.in_([1, 2, 3])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."lives" = $1 AND "cat"."lives" = ANY($2))
        [Int(I16, 9), List(I16, [Int(I16, 1), Int(I16, 2), Int(I16, 3)])]"#]],
    );
    check(
        rows(Cat.vet.city.in_([Some("a"), None, Some("b")])),
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" WHERE (t1."city" = ANY($1) OR t1."city" IS NULL)
        [List(Text, [Text("a"), Text("b")])]"#]],
    );
    check(rows(Cat.lives.in_([] as [i16; 0])), expect![[r#"SELECT 1 FROM "cat" WHERE FALSE"#]]);
    check(
        rows(Cat.weight.in_([0.5, 1.0])),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE "cat"."weight" = ANY($1)
        [List(F64, [Float(F64, 0.5), Float(F64, 1.0)])]"#]],
    );
}

#[test]
fn text_is_matched_by_like() {
    check(
        rows(Cat.name.startswith("a%_\\b")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."cat_name" LIKE $1)
        [Text("a\\%\\_\\\\b%")]"#]],
    );
    check(
        rows(Cat.name.icontains("Tom")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."cat_name" ILIKE $1)
        [Text("%Tom%")]"#]],
    );
    check(
        rows(Cat.name.iexact("Tom")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."cat_name" ILIKE $1)
        [Text("Tom")]"#]],
    );
    // A backslash that escapes nothing would be an error.
    check(
        rows(Cat.name.like("a%\\")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."cat_name" LIKE $1)
        [Text("a%\\\\")]"#]],
    );
    check(
        rows(Cat.name.like("a\\\\")),
        expect![[r#"
        SELECT 1 FROM "cat" WHERE ("cat"."cat_name" LIKE $1)
        [Text("a\\\\")]"#]],
    );
}

#[test]
fn null_is_the_lowest_and_said_only_where_it_can_be() {
    let mut select = rows(Cat.vet.city.ne(Null));
    select.order = (Cat.vet.city.desc(), Cat.mother.lives, Cat.name).orders();
    select.offset = Some(3);
    check(
        select,
        expect![[r#"
        SELECT 1 FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id" LEFT JOIN "cat" AS t2 ON t2."id" = "cat"."mother_id" WHERE t1."city" IS NOT NULL ORDER BY t1."city" DESC NULLS LAST, t2."lives" NULLS FIRST, "cat"."cat_name" LIMIT $1 OFFSET $2
        [Int(I64, 9223372036854775807), Int(I64, 3)]"#]],
    );
    let mut count = rows(Cat.tame.eq(true));
    count.columns = Columns::Count;
    count.limit = Some(5);
    check(
        count,
        expect![[r#"
        SELECT COUNT(*) FROM (SELECT 1 FROM "cat" WHERE "cat"."tame" = $1 LIMIT 5) AS counted
        [Bool(true)]"#]],
    );
}

#[test]
fn a_key_that_is_given_moves_the_sequence() {
    let insert = |columns: Vec<&'static str>, row: Vec<Value>| Insert {
        table: named("owner"),
        columns,
        values: row,
        on_conflict: OnConflict::Fail,
        returning: vec!["age"],
        model: Some(Owner::schema()),
    };
    let name = || DbValue::into_value("Eva".to_owned());
    check(
        insert(vec!["name"], vec![name()]),
        expect![[r#"
        INSERT INTO "owner" ("name") VALUES ($1) RETURNING "age"
        [Text("Eva")]"#]],
    );
    check(
        insert(vec!["id", "name"], vec![Value::Int(ColumnType::I64, 7), name()]),
        expect![[r#"
        INSERT INTO "owner" ("id", "name") VALUES ($1, $2) RETURNING "age", (SELECT CASE WHEN "owner"."id" <= last THEN last WHEN "owner"."id" - last > 1000 THEN setval(seq, "owner"."id") ELSE (SELECT max(taken) FROM (SELECT nextval(seq) AS taken FROM generate_series(last + 1, "owner"."id")) AS each) END FROM (SELECT seq, COALESCE(pg_sequence_last_value(seq), 0) AS last FROM (SELECT pg_get_serial_sequence('"owner"', 'id')::regclass AS seq) AS named) AS at)
        [Int(I64, 7), Text("Eva")]"#]],
    );
}

#[test]
fn many_rows_go_by_columns() {
    let insert = |rows: usize, second: Value| {
        let row = [Value::Text("Eva".to_owned()), second];
        let values = row.iter().cycle().take(2 * rows).cloned().collect();
        let it = Insert {
            table: named("owner"),
            columns: vec!["name", "age"],
            values,
            on_conflict: OnConflict::Ignore,
            returning: vec!["id"],
            model: Some(Owner::schema()),
        };
        let made = render_in(Dialect::Postgres, it);
        (made.text.to_string(), made.places)
    };
    let age = || Value::Int(ColumnType::I32, 7);
    let text =
        r#"INSERT INTO "owner" ("name", "age") SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING RETURNING "id""#;
    for rows in [2, 3, 1_000] {
        assert_eq!(insert(rows, age()), (text.to_owned(), Places::Columns(2)));
    }
    // One row is the statement that `save` has.
    assert_eq!(insert(1, age()).1, Places::Each);
    // They would be taken apart to their elements.
    let (text, places) = insert(2, Value::Array(&ColumnType::I32, vec![age()]));
    assert!(text.contains("VALUES ($1, $2), ($3, $4)"), "{text}");
    assert_eq!(places, Places::Each);
}

#[test]
fn a_row_is_held() {
    let key = || Value::Int(ColumnType::I64, 7);
    let held = fixed::lock(Dialect::Postgres, Owner::schema(), key()).expect("it locks rows");
    expect![[r#"
        SELECT 1 FROM "owner" WHERE "owner"."id" = $1 FOR NO KEY UPDATE
        [Int(I64, 7)]"#]]
    .assert_eq(&shown(&held));
    assert!(fixed::lock(Dialect::Sqlite, Owner::schema(), key()).is_none());
}

#[test]
fn tables() {
    let statements = ddl::create_tables(Dialect::Postgres, &all()).expect("the models fit");
    let shown: String = statements.iter().map(|it| format!("{}\n", &*it.text)).collect();
    expect![[r#"
        SELECT pg_advisory_xact_lock(7308051942)
        CREATE TABLE IF NOT EXISTS "owner" ("id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY NOT NULL, "name" text COLLATE "C" NOT NULL, "city" text COLLATE "C", "age" integer, CONSTRAINT "owner_name_length" CHECK (char_length("name") <= 100))
        CREATE TABLE IF NOT EXISTS "cat" ("id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY NOT NULL, "cat_name" text COLLATE "C" NOT NULL, "lives" smallint NOT NULL DEFAULT 9, "weight" double precision, "chip" bytea, "tame" boolean NOT NULL, "owner_id" bigint NOT NULL, "vet_id" bigint, "mother_id" bigint, CONSTRAINT "cat_cat_name_length" CHECK (char_length("cat_name") <= 40), CONSTRAINT "cat_name_owner_key" UNIQUE ("cat_name", "owner_id"), CONSTRAINT "cat_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id"), CONSTRAINT "cat_vet_id_fkey" FOREIGN KEY ("vet_id") REFERENCES "owner" ("id"), CONSTRAINT "cat_mother_id_fkey" FOREIGN KEY ("mother_id") REFERENCES "cat" ("id"), CONSTRAINT "cat_check_1" CHECK ("cat"."lives" >= 0), CONSTRAINT "cat_check_2" CHECK (("cat"."cat_name" <> 'it''s' AND ("cat"."weight" IN ('-1.0'::float8, '1e16'::float8)) IS NOT TRUE)))
        CREATE INDEX IF NOT EXISTS "cat_cat_name_idx" ON "cat" ("cat_name")
        CREATE INDEX IF NOT EXISTS "cat_owner_id_idx" ON "cat" ("owner_id")
        CREATE INDEX IF NOT EXISTS "cat_vet_id_idx" ON "cat" ("vet_id")
        CREATE INDEX IF NOT EXISTS "cat_mother_id_idx" ON "cat" ("mother_id")
        CREATE INDEX IF NOT EXISTS "cat_lives_tame_idx" ON "cat" ("lives", "tame")
        CREATE TABLE IF NOT EXISTS "passport" ("owner_id" bigint PRIMARY KEY NOT NULL, "number" text COLLATE "C" NOT NULL, CONSTRAINT "passport_number_key" UNIQUE ("number"), CONSTRAINT "passport_number_length" CHECK (char_length("number") <= 20), CONSTRAINT "passport_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id"))
        CREATE TABLE IF NOT EXISTS "stamp" ("passport_id" bigint PRIMARY KEY NOT NULL, "at" text COLLATE "C", CONSTRAINT "stamp_passport_id_fkey" FOREIGN KEY ("passport_id") REFERENCES "passport" ("owner_id"))
        CREATE TABLE IF NOT EXISTS "T1" ("id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY NOT NULL, "owner_id" bigint NOT NULL, CONSTRAINT "T1_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "cat" ("id"))
        CREATE INDEX IF NOT EXISTS "T1_owner_id_idx" ON "T1" ("owner_id")
        CREATE TABLE IF NOT EXISTS "owner_sits_for" ("owner_id" bigint NOT NULL, "cat_id" bigint NOT NULL, CONSTRAINT "owner_sits_for_pkey" PRIMARY KEY ("owner_id", "cat_id"), CONSTRAINT "owner_sits_for_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, CONSTRAINT "owner_sits_for_cat_id_fkey" FOREIGN KEY ("cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE)
        CREATE INDEX IF NOT EXISTS "owner_sits_for_cat_id_idx" ON "owner_sits_for" ("cat_id")
        CREATE TABLE IF NOT EXISTS "cat_friends" ("from_cat_id" bigint NOT NULL, "to_cat_id" bigint NOT NULL, CONSTRAINT "cat_friends_pkey" PRIMARY KEY ("from_cat_id", "to_cat_id"), CONSTRAINT "cat_friends_from_cat_id_fkey" FOREIGN KEY ("from_cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE, CONSTRAINT "cat_friends_to_cat_id_fkey" FOREIGN KEY ("to_cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE)
        CREATE INDEX IF NOT EXISTS "cat_friends_to_cat_id_idx" ON "cat_friends" ("to_cat_id")
    "#]].assert_eq(&shown);
}

#[test]
fn rows_are_held_where_others_may_write_meanwhile() {
    let hold = crate::ast::Hold { model: Cat::schema(), filter: Some(Cat.name.eq("Eva").into_ast()) };
    let held = crate::sql::hold(Dialect::Postgres, &hold).expect("a shallow condition").expect("rows can be held");
    expect![[r#"
        SELECT COUNT(*) FROM (SELECT 1 FROM "cat" WHERE "cat"."cat_name" = $1 FOR UPDATE) AS t0
        [Text("Eva")]"#]]
    .assert_eq(&shown(&held));
    assert!(crate::sql::hold(Dialect::Sqlite, &hold).expect("a shallow condition").is_none());
}
