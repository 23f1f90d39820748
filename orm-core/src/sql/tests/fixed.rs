//! The statements that are made once: the same text at the same address, whatever the values are.

use super::models::{Cat, NOTHING_MORE, Owner, Parts, Passport, column, model_of};
use super::shown;
use crate::model::Table;
use crate::schema::ModelSchema;
use crate::sql::render::write_columns;
use crate::sql::writer::{Alias, SqlWriter};
use crate::sql::{Dialect, Statement, Text, fixed};
use crate::value::{ColumnType, Value};
use expect_test::{Expect, expect};

fn int(n: i64) -> Value {
    Value::Int(ColumnType::I64, n)
}

/// Made twice, with two values: one text.
#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(make: impl Fn(i64) -> Statement, expected: Expect) {
    let (first, second) = (make(1), make(2));
    expected.assert_eq(&shown(&first));
    let (Text::Fixed(a), Text::Fixed(b)) = (&first.text, &second.text) else { panic!("the text is not fixed") };
    assert!(std::ptr::eq(*a, *b), "the text was made twice");
}

#[test]
fn of_a_key() {
    check(
        |n| fixed::get(Dialect::Sqlite, Owner::schema(), int(n)),
        expect![[r#"
        SELECT "owner"."id", "owner"."name", "owner"."city", "owner"."age" FROM "owner" WHERE "owner"."id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        |n| fixed::get(Dialect::Sqlite, Passport::schema(), int(n)),
        expect![[r#"
        SELECT "passport"."owner_id", "passport"."number" FROM "passport" WHERE "passport"."owner_id" = ?
        [Int(I64, 1)]"#]],
    );
    check(
        |n| fixed::delete(Dialect::Sqlite, Cat::schema(), int(n)),
        expect![[r#"
        DELETE FROM "cat" WHERE "cat"."id" = ?
        [Int(I64, 1)]"#]],
    );
}

/// What is kept of a model's columns is what would be written, for each database and each time.
#[test]
fn the_columns_that_are_kept() {
    for dialect in [Dialect::Sqlite, Dialect::Postgres, Dialect::MariaDb, Dialect::MySql] {
        for model in [Owner::schema(), Cat::schema(), Passport::schema()] {
            let written = |write: fn(&mut SqlWriter, &'static ModelSchema)| {
                let mut w = SqlWriter::new(dialect);
                write(&mut w, model);
                w.into_text()
            };
            let fresh = written(|w, model| {
                write_columns(w, Alias::Table(model.table), model);
            });
            assert!(fresh.contains(model.columns[0].name));
            assert_eq!(written(fixed::columns), fresh);
            assert_eq!(written(fixed::columns), fresh, "the second time");
        }
    }
}

#[test]
fn of_a_whole_row() {
    let owner = |n| vec![int(n), Value::Text("Eva".to_owned()), Value::Null(ColumnType::Text), int(3)];
    check(
        |n| fixed::update(Dialect::Sqlite, Owner::schema(), owner(n)),
        expect![[r#"
        UPDATE "owner" SET "name" = ?, "city" = ?, "age" = ? WHERE "owner"."id" = ?
        [Text("Eva"), Null(Text), Int(I64, 3), Int(I64, 1)]"#]],
    );
}

#[test]
fn of_each_set_of_given_columns() {
    let insert = |given: &[usize], n: i64, returning: &[usize]| {
        let values = given.iter().map(|_| int(n)).collect();
        fixed::insert(Dialect::Sqlite, Owner::schema(), given, values, returning)
    };
    check(
        |n| insert(&[1], n, &[0]),
        expect![[r#"
        INSERT INTO "owner" ("name") VALUES (?) RETURNING "id"
        [Int(I64, 1)]"#]],
    );
    check(
        |n| insert(&[0, 1, 3], n, &[]),
        expect![[r#"
        INSERT INTO "owner" ("id", "name", "age") VALUES (?, ?, ?)
        [Int(I64, 1), Int(I64, 1), Int(I64, 1)]"#]],
    );
    check(|n| insert(&[], n, &[0]), expect![[r#"INSERT INTO "owner" DEFAULT VALUES RETURNING "id""#]]);
}

#[test]
fn a_program_that_writes_every_set_of_columns_does_not_grow() {
    static COLUMNS: [crate::schema::ColumnDef; 10] = [const { column("a", ColumnType::I64) }; 10];
    static MODEL: ModelSchema =
        model_of(Parts { name: "Wide", table: "wide", columns: &COLUMNS, key: &[0], ..NOTHING_MORE });
    let made = (0..1_024_usize).filter(|set| {
        let given: Vec<usize> = (0..10).filter(|at| set >> at & 1 == 1).collect();
        matches!(fixed::insert_text(Dialect::Sqlite, &MODEL, &given, &[]), Text::Made(_))
    });
    assert_eq!(made.count(), 1_024 - 64);
}
