//! The applications: the same models and the same five verbs for each, in the words of each library.

use std::fmt::Write as _;
use std::io::Result;
use std::path::Path;

pub struct App {
    pub name: &'static str,
    dependencies: &'static str,
    /// A model's file, by its number and how many there are.
    model: fn(usize, usize) -> String,
    main: fn(usize) -> String,
}

pub const ALL: [&App; 4] = [&ORM, &DIESEL, &SEA_ORM, &TOASTY];

/// The models that one refers to. The second and third may be none.
fn targets(n: usize, of: usize) -> [usize; 3] {
    [(n + 1) % of, (n * 7 + 3) % of, (n * 5 + 2) % of]
}

pub fn write(app: &App, models: usize, place: &Path) -> Result<()> {
    std::fs::create_dir_all(place.join("src"))?;
    let name = place.file_name().unwrap_or_default().display();
    let root = env!("CARGO_MANIFEST_DIR");
    let dependencies = app.dependencies.replace("{root}", root);
    let manifest = format!(
        "[workspace]\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n"
    );
    write_changed(&place.join("Cargo.toml"), &manifest)?;
    for n in 0..models {
        write_changed(&place.join(format!("src/m{n}.rs")), &(app.model)(n, models))?;
    }
    let mut main = String::from("#![allow(dead_code, unused_imports)]\n");
    for n in 0..models {
        let _ = writeln!(main, "mod m{n};");
    }
    write_changed(&place.join("src/main.rs"), &(main + &(app.main)(models)))
}

fn write_changed(file: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(file).is_ok_and(|old| old == text) { Ok(()) } else { std::fs::write(file, text) }
}

/// Changes a function of the first model, as an edit does.
pub fn touch(place: &Path, round: usize) -> Result<()> {
    let file = place.join("src/m0.rs");
    let text = std::fs::read_to_string(&file)?;
    let (kept, _) = text.split_once("\n// touched").unwrap_or((&text, ""));
    std::fs::write(&file, format!("{kept}\n// touched\npub fn touched() -> usize {{\n    {round}\n}}\n"))
}

fn calls(models: usize, verbs: &[&str], before: &str) -> String {
    let mut out = String::from(before);
    for n in 0..models {
        for verb in verbs {
            let _ = writeln!(out, "    m{n}::{verb};");
        }
    }
    out + "    Ok(())\n}\n"
}

const ORM: App = App {
    name: "orm",
    dependencies: "orm = { path = \"{root}/..\" }\ntokio = { version = \"1\", features = [\"rt-multi-thread\", \"macros\"] }",
    model: |n, of| {
        let [a, b, c] = targets(n, of);
        format!(
            r#"use orm::prelude::*;

#[derive(Model, Debug)]
pub struct M{n} {{
    pub id: i64,
    pub name: String,
    pub title: String,
    pub body: String,
    pub code: String,
    pub note: Option<String>,
    pub age: i32,
    pub size: i32,
    pub rank: i32,
    pub active: bool,
    pub hidden: bool,
    pub score: f64,
    #[foreign_key(related_name = "a_of_m{n}")]
    pub a: ForeignKey<super::m{a}::M{a}>,
    #[foreign_key(on_delete = set_null, related_name = "b_of_m{n}")]
    pub b: Option<ForeignKey<super::m{b}::M{b}>>,
    #[foreign_key(on_delete = set_null, related_name = "c_of_m{n}")]
    pub c: Option<ForeignKey<super::m{c}::M{c}>>,
}}

pub async fn select(db: &Db) -> orm::Result<Vec<M{n}>> {{
    let found = M{n}.name.eq("x") & M{n}.age.gt(3) & M{n}.a.a.a.a.a.name.eq("y");
    M{n}::objects().filter(found).order_by(M{n}.name).limit(10).all(db).await
}}

pub async fn get(db: &Db) -> orm::Result<M{n}> {{
    M{n}::objects().get(db, 1).await
}}

pub async fn insert(db: &Db) -> orm::Result<M{n}> {{
    let it = M{n}::create().name("n").title("t").body("b").code("c").age(1).size(2).rank(3);
    it.active(true).hidden(false).score(0.5).a(1).save(db).await
}}

pub async fn update(db: &Db) -> orm::Result<u64> {{
    M{n}::objects().filter(M{n}.id.eq(1)).update(db, (M{n}.name.set("z"), M{n}.age.set(M{n}.age + 1))).await
}}

pub async fn delete(db: &Db) -> orm::Result<u64> {{
    Ok(M{n}::objects().filter(M{n}.id.eq(1)).delete(db).await?.total())
}}
"#
        )
    },
    main: |models| {
        let before = "\n#[tokio::main]\nasync fn main() -> orm::Result<()> {\n    let db = orm::Database::connect(\"sqlite::memory:\").await?;\n";
        let verbs =
            ["select(&db).await?", "get(&db).await?", "insert(&db).await?", "update(&db).await?", "delete(&db).await?"];
        calls(models, &verbs, before)
    },
};

const DIESEL: App = App {
    name: "diesel",
    dependencies: "diesel = { version = \"2.3.14\", default-features = false, features = [\"sqlite\", \"returning_clauses_for_sqlite_3_35\"] }\n\
                   libsqlite3-sys = { version = \"0.37\", features = [\"bundled\"] }",
    model: |n, of| {
        let [a, _, _] = targets(n, of);
        format!(
            r#"use super::m{a}::m{a};
use diesel::prelude::*;

diesel::table! {{
    m{n} (id) {{
        id -> BigInt, name -> Text, title -> Text, body -> Text, code -> Text, note -> Nullable<Text>, age -> Integer,
        size -> Integer, rank -> Integer, active -> Bool, hidden -> Bool, score -> Double,
        a_id -> BigInt, b_id -> Nullable<BigInt>, c_id -> Nullable<BigInt>,
    }}
}}

diesel::joinable!(m{n} -> m{a} (a_id));
diesel::allow_tables_to_appear_in_same_query!(m{n}, m{a});

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = m{n})]
pub struct M{n} {{
    pub id: i64, pub name: String, pub title: String, pub body: String, pub code: String, pub note: Option<String>, pub age: i32,
    pub size: i32, pub rank: i32, pub active: bool, pub hidden: bool, pub score: f64,
    pub a_id: i64, pub b_id: Option<i64>, pub c_id: Option<i64>,
}}

#[derive(Insertable)]
#[diesel(table_name = m{n})]
pub struct NewM{n}<'a> {{
    pub name: &'a str, pub title: &'a str, pub body: &'a str, pub code: &'a str, pub age: i32, pub size: i32, pub rank: i32,
    pub active: bool, pub hidden: bool, pub score: f64, pub a_id: i64,
}}

pub fn select(db: &mut SqliteConnection) -> QueryResult<Vec<M{n}>> {{
    m{n}::table
        .inner_join(m{a}::table)
        .filter(m{n}::name.eq("x").and(m{n}::age.gt(3)).and(m{a}::name.eq("y")))
        .order(m{n}::name)
        .limit(10)
        .select(M{n}::as_select())
        .load(db)
}}

pub fn get(db: &mut SqliteConnection) -> QueryResult<M{n}> {{
    m{n}::table.find(1).select(M{n}::as_select()).first(db)
}}

pub fn insert(db: &mut SqliteConnection) -> QueryResult<M{n}> {{
    let it = NewM{n} {{
        name: "n", title: "t", body: "b", code: "c", age: 1, size: 2, rank: 3, active: true, hidden: false, score: 0.5, a_id: 1,
    }};
    diesel::insert_into(m{n}::table).values(it).returning(M{n}::as_returning()).get_result(db)
}}

pub fn update(db: &mut SqliteConnection) -> QueryResult<usize> {{
    diesel::update(m{n}::table.find(1)).set((m{n}::name.eq("z"), m{n}::age.eq(m{n}::age + 1))).execute(db)
}}

pub fn delete(db: &mut SqliteConnection) -> QueryResult<usize> {{
    diesel::delete(m{n}::table.find(1)).execute(db)
}}
"#
        )
    },
    main: |models| {
        let before = "use diesel::prelude::*;\n\nfn main() -> Result<(), Box<dyn std::error::Error>> {\n    let mut db = SqliteConnection::establish(\":memory:\")?;\n";
        calls(
            models,
            &["select(&mut db)?", "get(&mut db)?", "insert(&mut db)?", "update(&mut db)?", "delete(&mut db)?"],
            before,
        )
    },
};

const SEA_ORM: App = App {
    name: "sea-orm",
    dependencies: "sea-orm = { version = \"2.0.4\", default-features = false, features = [\"macros\", \"runtime-tokio\", \"sqlx-sqlite\"] }\n\
                   tokio = { version = \"1\", features = [\"rt-multi-thread\", \"macros\"] }",
    model: |n, of| {
        let [a, b, c] = targets(n, of);
        format!(
            r##"use sea_orm::ExprTrait;
use sea_orm::entity::prelude::*;
use sea_orm::{{QueryOrder, QuerySelect, Set}};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "m{n}")]
pub struct Model {{
    #[sea_orm(primary_key)]
    pub id: i64,
    pub name: String, pub title: String, pub body: String, pub code: String, pub note: Option<String>, pub age: i32,
    pub size: i32, pub rank: i32, pub active: bool, pub hidden: bool, pub score: f64,
    pub a_id: i64, pub b_id: Option<i64>, pub c_id: Option<i64>,
}}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {{
    #[sea_orm(belongs_to = "super::m{a}::Entity", from = "Column::AId", to = "super::m{a}::Column::Id")]
    A,
    #[sea_orm(belongs_to = "super::m{b}::Entity", from = "Column::BId", to = "super::m{b}::Column::Id")]
    B,
    #[sea_orm(belongs_to = "super::m{c}::Entity", from = "Column::CId", to = "super::m{c}::Column::Id")]
    C,
}}

impl ActiveModelBehavior for ActiveModel {{}}

pub async fn select(db: &DatabaseConnection) -> Result<Vec<Model>, DbErr> {{
    Entity::find()
        .join(sea_orm::JoinType::InnerJoin, Relation::A.def())
        .filter(Column::Name.eq("x").and(Column::Age.gt(3)).and(super::m{a}::Column::Name.eq("y")))
        .order_by_asc(Column::Name)
        .limit(10)
        .all(db)
        .await
}}

pub async fn get(db: &DatabaseConnection) -> Result<Option<Model>, DbErr> {{
    Entity::find_by_id(1).one(db).await
}}

pub async fn insert(db: &DatabaseConnection) -> Result<Model, DbErr> {{
    let it = ActiveModel {{
        name: Set("n".into()), title: Set("t".into()), body: Set("b".into()), code: Set("c".into()), age: Set(1), size: Set(2),
        rank: Set(3), active: Set(true), hidden: Set(false), score: Set(0.5), a_id: Set(1), ..Default::default()
    }};
    it.insert(db).await
}}

pub async fn update(db: &DatabaseConnection) -> Result<u64, DbErr> {{
    let update = Entity::update_many().filter(Column::Id.eq(1)).col_expr(Column::Name, Expr::value("z"));
    Ok(update.col_expr(Column::Age, Expr::col(Column::Age).add(1)).exec(db).await?.rows_affected)
}}

pub async fn delete(db: &DatabaseConnection) -> Result<u64, DbErr> {{
    Ok(Entity::delete_by_id(1).exec(db).await?.rows_affected)
}}
"##
        )
    },
    main: |models| {
        let before = "\n#[tokio::main]\nasync fn main() -> Result<(), sea_orm::DbErr> {\n    let db = sea_orm::Database::connect(\"sqlite::memory:\").await?;\n";
        let verbs =
            ["select(&db).await?", "get(&db).await?", "insert(&db).await?", "update(&db).await?", "delete(&db).await?"];
        calls(models, &verbs, before)
    },
};

const TOASTY: App = App {
    name: "toasty",
    dependencies: "toasty = { version = \"0.11\", features = [\"sqlite\"] }\n\
                   tokio = { version = \"1\", features = [\"rt-multi-thread\", \"macros\"] }",
    model: |n, of| {
        let [a, b, c] = targets(n, of);
        format!(
            r#"use toasty::{{Db, Deferred}};

#[derive(Debug, toasty::Model)]
#[table = "m{n}"]
pub struct M{n} {{
    #[key]
    #[auto]
    pub id: i64,
    pub name: String, pub title: String, pub body: String, pub code: String, pub note: Option<String>, pub age: i32,
    pub size: i32, pub rank: i32, pub active: bool, pub hidden: bool, pub score: f64,
    #[index]
    pub a_id: i64,
    #[belongs_to(key = a_id, references = id)]
    pub a: Deferred<super::m{a}::M{a}>,
    #[index]
    pub b_id: Option<i64>,
    #[belongs_to(key = b_id, references = id)]
    pub b: Deferred<Option<super::m{b}::M{b}>>,
    #[index]
    pub c_id: Option<i64>,
    #[belongs_to(key = c_id, references = id)]
    pub c: Deferred<Option<super::m{c}::M{c}>>,
}}

pub async fn select(db: &mut Db) -> toasty::Result<Vec<M{n}>> {{
    let found = M{n}::fields().name().eq("x").and(M{n}::fields().age().gt(3)).and(M{n}::fields().a().name().eq("y"));
    M{n}::filter(found).order_by(M{n}::fields().name().asc()).limit(10).exec(db).await
}}

pub async fn get(db: &mut Db) -> toasty::Result<M{n}> {{
    M{n}::get_by_id(db, 1_i64).await
}}

pub async fn insert(db: &mut Db) -> toasty::Result<M{n}> {{
    let it = M{n}::create().name("n").title("t").body("b").code("c").age(1).size(2).rank(3);
    it.active(true).hidden(false).score(0.5).a_id(1_i64).exec(db).await
}}

pub async fn update(db: &mut Db) -> toasty::Result<()> {{
    M{n}::filter_by_id(1_i64).update().name("z").age(4).exec(db).await
}}

pub async fn delete(db: &mut Db) -> toasty::Result<()> {{
    M{n}::filter_by_id(1_i64).delete().exec(db).await
}}
"#
        )
    },
    main: |models| {
        let all: Vec<String> = (0..models).map(|n| format!("m{n}::M{n}")).collect();
        let before = format!(
            "\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    let models = toasty::models!({});\n    let mut db = toasty::Db::builder().models(models).connect(\"sqlite::memory:\").await?;\n",
            all.join(", ")
        );
        let verbs = [
            "select(&mut db).await?",
            "get(&mut db).await?",
            "insert(&mut db).await?",
            "update(&mut db).await?",
            "delete(&mut db).await?",
        ];
        calls(models, &verbs, &before)
    },
};
