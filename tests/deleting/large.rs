//! Many rows: a statement for each relation, whatever their number, and no key of them in memory.

use super::*;

#[derive(Model, Debug, Clone)]
#[model(table = "d_root")]
struct Stem {
    id: i64,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_child")]
struct Child {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    stem: ForeignKey<Stem>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_grandchild")]
struct Grandchild {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    child: ForeignKey<Child>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_twig")]
struct Twig {
    id: i64,
    #[foreign_key(on_delete = cascade, related_name = "twigs")]
    of: Option<ForeignKey<Twig>>,
}

/// One hundred thousand, unless the test is asked for another number.
fn size() -> u64 {
    std::env::var("ORM_TEST_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(100_000)
}

async fn fill(db: &Db, stem: &Stem, children: u64) -> orm::Result<()> {
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ";
    let stem = stem.id;
    raw(db, &format!("INSERT INTO d_child (stem_id) {numbers} {children}) SELECT {stem} FROM n")).await?;
    let each = "(SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3) AS three";
    raw(
        db,
        &format!("INSERT INTO d_grandchild (child_id) SELECT id FROM d_child CROSS JOIN {each} WHERE stem_id = {stem}"),
    )
    .await?;
    Ok(())
}

on_every_database! {
    async fn a_hundred_thousand_children_with_three_each(db: &Database) {
        let rows = size();
        let (stem, other) = (Stem::create().save(db).await?, Stem::create().save(db).await?);
        fill(db, &stem, rows).await?;
        fill(db, &other, 10).await?;
        let (report, sent) = statements(db, stem.delete(db)).await?;
        assert_eq!(told(&report), format!("Grandchild {}, Child {rows}, Stem 1", rows * 3));
        assert_eq!(sent, 3);
        assert_eq!(rows!(db, Stem, Child, Grandchild), [1, 10, 30]);
        Ok(())
    }

    async fn a_deep_and_wide_tree_in_one_table(db: &Database) {
        // A thousand one above the other, and on the last twenty thousand side by side.
        let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)";
        raw(db, &format!("INSERT INTO d_twig (id) {numbers} SELECT i FROM n")).await?;
        raw(db, "UPDATE d_twig SET of_id = CASE WHEN id <= 1000 THEN id - 1 ELSE 1000 END WHERE id > 1").await?;
        let fifth = Twig::objects().get(db, 5).await?;
        let (report, sent) = statements(db, fifth.delete(db)).await?;
        // MariaDB and MySQL look at each row by itself, so the rows let go of each other first.
        let let_go = u64::from(crate::support::can::is_mysql(db));
        assert_eq!((told(&report).as_str(), sent - let_go), ("Twig 20996", 2), "one finds them, one deletes them");
        assert_eq!(rows!(db, Twig), [4]);
        Ok(())
    }

    async fn many_rows_by_their_keys(db: &Database) {
        // Their keys have to be read, since what is asked for depends on what goes: a statement for each ten thousand.
        let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)";
        raw(db, &format!("INSERT INTO d_root (id) {numbers} SELECT i FROM n")).await?;
        raw(db, "INSERT INTO d_child (stem_id) SELECT id FROM d_root WHERE id > 3").await?;
        let with_children = Stem::objects().filter(!via(Stem::child_set).is_null());
        let (report, sent) = statements(db, with_children.delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Child 24997, Stem 24997", 1 + 3 * 3));
        assert_eq!(rows!(db, Stem, Child), [3, 0]);
        Ok(())
    }
}
