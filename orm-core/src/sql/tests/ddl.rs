//! Tables, join tables, constraints and indexes.

use super::check_tables;
use super::models::{self, NOTHING_MORE, Owner, Parts, Passport, Stamp, column, foreign_key, model_of};
use super::orm::model::Table;
use super::orm::schema::{
    CheckDef, ColumnDef, DatabaseDefault, Deferrable, IndexDef, LinkRows, ModelSchema, OnDelete, RelationDef,
    RelationKind, Symmetry, Through,
};
use super::orm::value::{ColumnType, Value};
use expect_test::expect;

const ID: ColumnDef = column("id", ColumnType::I64);

#[test]
fn the_models_of_the_other_tests() {
    check_tables(
        &models::all(),
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "owner" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "name" TEXT NOT NULL, "city" TEXT, "age" INTEGER, CONSTRAINT "owner_name_length" CHECK (length("name") <= 100), CONSTRAINT "owner_age_range" CHECK ("age" BETWEEN -2147483648 AND 2147483647)) STRICT
        CREATE TABLE IF NOT EXISTS "cat" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "cat_name" TEXT NOT NULL, "lives" INTEGER NOT NULL DEFAULT 9, "weight" REAL, "chip" BLOB, "tame" INTEGER NOT NULL, "owner_id" INTEGER NOT NULL, "vet_id" INTEGER, "mother_id" INTEGER, CONSTRAINT "cat_cat_name_length" CHECK (length("cat_name") <= 40), CONSTRAINT "cat_lives_range" CHECK ("lives" BETWEEN -32768 AND 32767), CONSTRAINT "cat_tame_range" CHECK ("tame" BETWEEN 0 AND 1), CONSTRAINT "cat_name_owner_key" UNIQUE ("cat_name", "owner_id"), CONSTRAINT "cat_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id"), CONSTRAINT "cat_vet_id_fkey" FOREIGN KEY ("vet_id") REFERENCES "owner" ("id"), CONSTRAINT "cat_mother_id_fkey" FOREIGN KEY ("mother_id") REFERENCES "cat" ("id"), CONSTRAINT "cat_check_1" CHECK ("cat"."lives" >= 0), CONSTRAINT "cat_check_2" CHECK (("cat"."cat_name" <> 'it''s' AND ("cat"."weight" IN (-1.0, 1e16)) IS NOT TRUE))) STRICT
        CREATE INDEX IF NOT EXISTS "cat_cat_name_idx" ON "cat" ("cat_name")
        CREATE INDEX IF NOT EXISTS "cat_owner_id_idx" ON "cat" ("owner_id")
        CREATE INDEX IF NOT EXISTS "cat_vet_id_idx" ON "cat" ("vet_id")
        CREATE INDEX IF NOT EXISTS "cat_mother_id_idx" ON "cat" ("mother_id")
        CREATE INDEX IF NOT EXISTS "cat_lives_tame_idx" ON "cat" ("lives", "tame")
        CREATE TABLE IF NOT EXISTS "passport" ("owner_id" INTEGER PRIMARY KEY NOT NULL, "number" TEXT NOT NULL, CONSTRAINT "passport_number_key" UNIQUE ("number"), CONSTRAINT "passport_number_length" CHECK (length("number") <= 20), CONSTRAINT "passport_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id")) STRICT
        CREATE TABLE IF NOT EXISTS "stamp" ("passport_id" INTEGER PRIMARY KEY NOT NULL, "at" TEXT, CONSTRAINT "stamp_passport_id_fkey" FOREIGN KEY ("passport_id") REFERENCES "passport" ("owner_id")) STRICT
        CREATE TABLE IF NOT EXISTS "T1" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "owner_id" INTEGER NOT NULL, CONSTRAINT "T1_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "cat" ("id")) STRICT
        CREATE INDEX IF NOT EXISTS "T1_owner_id_idx" ON "T1" ("owner_id")
        CREATE TABLE IF NOT EXISTS "owner_sits_for" ("owner_id" INTEGER NOT NULL, "cat_id" INTEGER NOT NULL, CONSTRAINT "owner_sits_for_pkey" PRIMARY KEY ("owner_id", "cat_id"), CONSTRAINT "owner_sits_for_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, CONSTRAINT "owner_sits_for_cat_id_fkey" FOREIGN KEY ("cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE) STRICT, WITHOUT ROWID
        CREATE INDEX IF NOT EXISTS "owner_sits_for_cat_id_idx" ON "owner_sits_for" ("cat_id")
        CREATE TABLE IF NOT EXISTS "cat_friends" ("from_cat_id" INTEGER NOT NULL, "to_cat_id" INTEGER NOT NULL, CONSTRAINT "cat_friends_pkey" PRIMARY KEY ("from_cat_id", "to_cat_id"), CONSTRAINT "cat_friends_from_cat_id_fkey" FOREIGN KEY ("from_cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE, CONSTRAINT "cat_friends_to_cat_id_fkey" FOREIGN KEY ("to_cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE) STRICT, WITHOUT ROWID
        CREATE INDEX IF NOT EXISTS "cat_friends_to_cat_id_idx" ON "cat_friends" ("to_cat_id")
    "#]],
    );
}

#[test]
fn every_type_and_what_it_promises() {
    static MODEL: ModelSchema = model_of(Parts {
        name: "Types",
        table: "types",
        columns: &[
            column("key", ColumnType::Uuid),
            column("bool", ColumnType::Bool),
            column("i8", ColumnType::I8),
            column("i64", ColumnType::I64),
            column("u32", ColumnType::U32),
            column("u64", ColumnType::U64),
            column("f32", ColumnType::F32),
            column("char", ColumnType::Char),
            column("text", ColumnType::Text),
            ColumnDef { max_length: Some(3), ..column("bytes", ColumnType::Bytes) },
            column("date", ColumnType::Date),
            column("timestamp", ColumnType::Timestamp),
        ],
        key: &[0],
        ..NOTHING_MORE
    });
    check_tables(
        &[&MODEL],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "types" ("key" BLOB PRIMARY KEY NOT NULL, "bool" INTEGER NOT NULL, "i8" INTEGER NOT NULL, "i64" INTEGER NOT NULL, "u32" INTEGER NOT NULL, "u64" INTEGER NOT NULL, "f32" REAL NOT NULL, "char" TEXT NOT NULL, "text" TEXT NOT NULL, "bytes" BLOB NOT NULL, "date" TEXT NOT NULL, "timestamp" TEXT NOT NULL, CONSTRAINT "types_key_length" CHECK (length("key") = 16), CONSTRAINT "types_bool_range" CHECK ("bool" BETWEEN 0 AND 1), CONSTRAINT "types_i8_range" CHECK ("i8" BETWEEN -128 AND 127), CONSTRAINT "types_u32_range" CHECK ("u32" BETWEEN 0 AND 4294967295), CONSTRAINT "types_u64_range" CHECK ("u64" BETWEEN 0 AND 9223372036854775807), CONSTRAINT "types_char_length" CHECK (length("char") = 1), CONSTRAINT "types_bytes_length" CHECK (length("bytes") <= 3)) STRICT
    "#]],
    );
}

#[test]
fn defaults_are_literals() {
    const fn with(name: &'static str, ty: ColumnType, default: fn() -> Value) -> ColumnDef {
        ColumnDef { db_default: Some(DatabaseDefault(default)), ..column(name, ty) }
    }
    static MODEL: ModelSchema = model_of(Parts {
        name: "Defaults",
        table: "de\"faults",
        columns: &[
            ID,
            with("a", ColumnType::Text, || Value::Text("it's; -- \"\\".to_owned())),
            with("b", ColumnType::I64, || Value::Int(ColumnType::I64, i64::MIN)),
            with("c", ColumnType::F64, || Value::Float(ColumnType::F64, -1e300)),
            with("d", ColumnType::Bool, || Value::Bool(true)),
            with("e", ColumnType::Bytes, || Value::Bytes(vec![0, 255])),
        ],
        key: &[0],
        ..NOTHING_MORE
    });
    check_tables(
        &[&MODEL],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "de""faults" ("id" INTEGER PRIMARY KEY NOT NULL, "a" TEXT NOT NULL DEFAULT 'it''s; -- "\', "b" INTEGER NOT NULL DEFAULT -9223372036854775808, "c" REAL NOT NULL DEFAULT -1e300, "d" INTEGER NOT NULL DEFAULT 1, "e" BLOB NOT NULL DEFAULT x'00ff', CONSTRAINT "de""faults_d_range" CHECK ("d" BETWEEN 0 AND 1)) STRICT
    "#]],
    );
}

mod circle {
    use super::*;
    fn chicken() -> &'static ModelSchema {
        &CHICKEN
    }
    fn egg() -> &'static ModelSchema {
        &EGG
    }
    static TO_EGG: RelationDef = foreign_key("egg", [chicken, egg], &[1]);
    static TO_CHICKEN: RelationDef = foreign_key("chicken", [egg, chicken], &[1]);
    pub(super) static CHICKEN: ModelSchema = model_of(Parts {
        name: "Chicken",
        table: "chicken",
        columns: &[ID, column("egg_id", ColumnType::I64)],
        key: &[0],
        relations: &[&TO_EGG],
        ..NOTHING_MORE
    });
    pub(super) static EGG: ModelSchema = model_of(Parts {
        name: "Egg",
        table: "egg",
        columns: &[ID, column("chicken_id", ColumnType::I64)],
        key: &[0],
        relations: &[&TO_CHICKEN],
        ..NOTHING_MORE
    });
}

#[test]
fn each_after_what_it_refers_to_as_far_as_circles_allow() {
    check_tables(
        &[Stamp::schema(), Passport::schema(), Owner::schema()],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "owner" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "name" TEXT NOT NULL, "city" TEXT, "age" INTEGER, CONSTRAINT "owner_name_length" CHECK (length("name") <= 100), CONSTRAINT "owner_age_range" CHECK ("age" BETWEEN -2147483648 AND 2147483647)) STRICT
        CREATE TABLE IF NOT EXISTS "passport" ("owner_id" INTEGER PRIMARY KEY NOT NULL, "number" TEXT NOT NULL, CONSTRAINT "passport_number_key" UNIQUE ("number"), CONSTRAINT "passport_number_length" CHECK (length("number") <= 20), CONSTRAINT "passport_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id")) STRICT
        CREATE TABLE IF NOT EXISTS "stamp" ("passport_id" INTEGER PRIMARY KEY NOT NULL, "at" TEXT, CONSTRAINT "stamp_passport_id_fkey" FOREIGN KEY ("passport_id") REFERENCES "passport" ("owner_id")) STRICT
        CREATE TABLE IF NOT EXISTS "owner_sits_for" ("owner_id" INTEGER NOT NULL, "cat_id" INTEGER NOT NULL, CONSTRAINT "owner_sits_for_pkey" PRIMARY KEY ("owner_id", "cat_id"), CONSTRAINT "owner_sits_for_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, CONSTRAINT "owner_sits_for_cat_id_fkey" FOREIGN KEY ("cat_id") REFERENCES "cat" ("id") ON DELETE CASCADE) STRICT, WITHOUT ROWID
        CREATE INDEX IF NOT EXISTS "owner_sits_for_cat_id_idx" ON "owner_sits_for" ("cat_id")
    "#]],
    );
    check_tables(
        &[&circle::CHICKEN, &circle::EGG],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "egg" ("id" INTEGER PRIMARY KEY NOT NULL, "chicken_id" INTEGER NOT NULL, CONSTRAINT "egg_chicken_id_fkey" FOREIGN KEY ("chicken_id") REFERENCES "chicken" ("id")) STRICT
        CREATE TABLE IF NOT EXISTS "chicken" ("id" INTEGER PRIMARY KEY NOT NULL, "egg_id" INTEGER NOT NULL, CONSTRAINT "chicken_egg_id_fkey" FOREIGN KEY ("egg_id") REFERENCES "egg" ("id")) STRICT
    "#]],
    );
}

mod long {
    use super::*;
    fn itself() -> &'static ModelSchema {
        &MODEL
    }
    static A: RelationDef = RelationDef { on_delete: OnDelete::DoNothing, ..foreign_key("a", [itself, itself], &[1]) };
    pub(super) static MODEL: ModelSchema = model_of(Parts {
        name: "Long",
        table: "a_table_whose_name_is_rather_long_as_generated_ones_are",
        columns: &[
            ID,
            ColumnDef { index: true, unique: true, ..column("a_column_of_a_long_name_a", ColumnType::I64) },
            ColumnDef { index: true, ..column("a_column_of_a_long_name_b", ColumnType::I64) },
        ],
        key: &[0],
        relations: &[&A],
        ..NOTHING_MORE
    });
}

#[test]
fn long_names_are_cut_and_stay_different() {
    check_tables(
        &[&long::MODEL],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "a_table_whose_name_is_rather_long_as_generated_ones_are" ("id" INTEGER PRIMARY KEY NOT NULL, "a_column_of_a_long_name_a" INTEGER NOT NULL, "a_column_of_a_long_name_b" INTEGER NOT NULL, CONSTRAINT "a_table_whose_name_is_rather_long_as_generated_ones_ar_ef917af7" UNIQUE ("a_column_of_a_long_name_a"), CONSTRAINT "a_table_whose_name_is_rather_long_as_generated_ones_ar_c77fd4a1" FOREIGN KEY ("a_column_of_a_long_name_a") REFERENCES "a_table_whose_name_is_rather_long_as_generated_ones_are" ("id")) STRICT
        CREATE INDEX IF NOT EXISTS "a_table_whose_name_is_rather_long_as_generated_ones_ar_b90f769e" ON "a_table_whose_name_is_rather_long_as_generated_ones_are" ("a_column_of_a_long_name_b")
    "#]],
    );
}

mod clash {
    use super::*;
    pub(super) static UPPER: ModelSchema =
        model_of(Parts { name: "Owner", module: "other", table: "OWNER", columns: &[ID], key: &[0], ..NOTHING_MORE });
    pub(super) static JOIN: ModelSchema = model_of(Parts {
        name: "Join",
        module: "other",
        table: "cat_friends",
        columns: &[ID],
        key: &[0],
        ..NOTHING_MORE
    });
    pub(super) static A_B: ModelSchema = model_of(Parts {
        name: "AB",
        module: "other",
        table: "a_b",
        columns: &[ID, ColumnDef { index: true, ..column("c", ColumnType::I64) }],
        key: &[0],
        ..NOTHING_MORE
    });
    pub(super) static A: ModelSchema = model_of(Parts {
        name: "A",
        module: "other",
        table: "a",
        columns: &[ID, ColumnDef { index: true, ..column("b_c", ColumnType::I64) }],
        key: &[0],
        ..NOTHING_MORE
    });
    pub(super) static INDEX: ModelSchema = model_of(Parts {
        name: "Index",
        module: "other",
        table: "index",
        columns: &[ID],
        key: &[0],
        indexes: &[IndexDef { name: "Owner", columns: &[0], deferrable: Deferrable::No }],
        ..NOTHING_MORE
    });
}

#[test]
fn two_things_of_one_name_are_refused() {
    check_tables(
        &[Owner::schema(), &clash::UPPER],
        expect![[r#"
        Owner: the name "OWNER" belongs to `models::Owner` and to `other::Owner`, for a table or an index; give one of them `#[model(table = "..")]` [Config]
    "#]],
    );
    check_tables(
        &[Owner::schema(), models::Cat::schema(), &clash::JOIN],
        expect![[r#"
        Join: the name "cat_friends" belongs to `models::Cat` and to `other::Join`, for a table or an index; give one of them `#[model(table = "..")]` [Config]
    "#]],
    );
    check_tables(
        &[&clash::A, &clash::A_B],
        expect![[r#"
        AB: the name "a_b_c_idx" belongs to `other::A` and to `other::AB`, for a table or an index; give one of them `#[model(table = "..")]` [Config]
    "#]],
    );
    check_tables(
        &[Owner::schema(), &clash::INDEX],
        expect![[r#"
        Index: the name "Owner" belongs to `models::Owner` and to `other::Index`, for a table or an index; give one of them `#[model(table = "..")]` [Config]
    "#]],
    );
}

mod checks {
    use super::super::orm::__private::check_of;
    use super::super::orm::relation::via;
    use super::*;
    const fn model(checks: &'static [CheckDef]) -> ModelSchema {
        model_of(Parts { name: "Cat", table: "cat", columns: Cat::COLUMNS, key: &[0], checks, ..NOTHING_MORE })
    }
    use models::Cat;
    pub(super) static JOINS: ModelSchema =
        model(&[CheckDef { name: "c", condition: || check_of(Cat.owner.name.eq("Eva")) }]);
    pub(super) static MANY: ModelSchema =
        model(&[CheckDef { name: "c", condition: || check_of(via(Cat::kittens).lives.eq(9)) }]);
    pub(super) static OTHERS: ModelSchema =
        model(&[CheckDef { name: "c", condition: || check_of(Cat.friends.none(None)) }]);
    pub(super) static LOOKUPS: ModelSchema = model(&[CheckDef {
        name: "c",
        condition: || check_of(Cat.name.startswith("\u{10FFFF}") | Cat.chip.in_([b"a", b"b"]) | !Cat.weight.lt(2.0)),
    }]);
}

#[test]
fn a_check_speaks_of_its_own_row() {
    check_tables(
        &[&checks::JOINS],
        expect![[r#"
        Cat: a check can speak only of columns of its own table, not of related rows [Config, constraint c]
    "#]],
    );
    check_tables(
        &[&checks::MANY],
        expect![[r#"
        Cat: a check can speak only of columns of its own table, not of related rows [Config, constraint c]
    "#]],
    );
    check_tables(
        &[&checks::OTHERS],
        expect![[r#"
        Cat: a check can speak only of columns of its own table, not of related rows [Config, constraint c]
    "#]],
    );
    check_tables(
        &[&checks::LOOKUPS],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "cat" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "cat_name" TEXT NOT NULL, "lives" INTEGER NOT NULL DEFAULT 9, "weight" REAL, "chip" BLOB, "tame" INTEGER NOT NULL, "owner_id" INTEGER NOT NULL, "vet_id" INTEGER, "mother_id" INTEGER, CONSTRAINT "cat_cat_name_length" CHECK (length("cat_name") <= 40), CONSTRAINT "cat_lives_range" CHECK ("lives" BETWEEN -32768 AND 32767), CONSTRAINT "cat_tame_range" CHECK ("tame" BETWEEN 0 AND 1), CONSTRAINT "c" CHECK ((("cat"."cat_name" >= '􏿿' AND "cat"."cat_name" < x'') OR "cat"."chip" IN (x'61', x'62') OR ("cat"."weight" < 2.0) IS NOT TRUE))) STRICT
        CREATE INDEX IF NOT EXISTS "cat_cat_name_idx" ON "cat" ("cat_name")
        CREATE INDEX IF NOT EXISTS "cat_owner_id_idx" ON "cat" ("owner_id")
        CREATE INDEX IF NOT EXISTS "cat_vet_id_idx" ON "cat" ("vet_id")
        CREATE INDEX IF NOT EXISTS "cat_mother_id_idx" ON "cat" ("mother_id")
    "#]],
    );
}

#[test]
fn a_join_table_has_the_types_of_the_keys_that_it_joins() {
    fn text() -> &'static ModelSchema {
        static MODEL: ModelSchema = model_of(Parts {
            name: "Tag",
            table: "tag",
            columns: &[column("word", ColumnType::Text)],
            key: &[0],
            relations: &[&TAGS],
            ..NOTHING_MORE
        });
        &MODEL
    }
    static TAGS: RelationDef = RelationDef {
        kind: RelationKind::ManyToMany,
        through: Some(Through {
            schema: None,
            table: "tag_owners",
            source_columns: &["tag_word"],
            target_columns: &["owner_id"],
            rows: LinkRows::Own("tag_owners_pkey"),
            symmetry: Symmetry::Directed,
        }),
        ..foreign_key("owners", [text, Owner::schema], &[])
    };
    check_tables(
        &[text()],
        expect![[r#"
        CREATE TABLE IF NOT EXISTS "tag" ("word" TEXT PRIMARY KEY NOT NULL) STRICT
        CREATE TABLE IF NOT EXISTS "tag_owners" ("tag_word" TEXT NOT NULL, "owner_id" INTEGER NOT NULL, CONSTRAINT "tag_owners_pkey" PRIMARY KEY ("tag_word", "owner_id"), CONSTRAINT "tag_owners_tag_word_fkey" FOREIGN KEY ("tag_word") REFERENCES "tag" ("word") ON DELETE CASCADE, CONSTRAINT "tag_owners_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE) STRICT, WITHOUT ROWID
        CREATE INDEX IF NOT EXISTS "tag_owners_owner_id_idx" ON "tag_owners" ("owner_id")
    "#]],
    );
}
