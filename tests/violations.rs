//! Each constraint, violated by each verb: the error tells kind, model, fields and constraint, also which row it was, and nothing
//! is written.

use crate::support::{can, on_every_database, raw};
use orm::prelude::*;
use orm::{Error, ErrorKind};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "violations_shop")]
struct Shop {
    id: i64,
    name: String,
    #[many_to_many(related_name = "sold_by")]
    sells: ManyToMany<Tea, Offer>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "violations_tea")]
struct Tea {
    id: i64,
    name: String,
}

/// A row of its own, and the link of a shop and a tea.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "violations_offer", unique(shelf, place), check(Offer.grams.gt(0)))]
struct Offer {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    shop: ForeignKey<Shop>,
    #[foreign_key(on_delete = cascade)]
    tea: ForeignKey<Tea>,
    /// Names the row; what is violated is something else.
    #[field(unique)]
    number: i32,
    #[field(unique, max_length = 10)]
    code: String,
    shelf: i32,
    place: i32,
    #[field(default = 100)]
    grams: i32,
    #[field(max_length = 10)]
    note: Option<String>,
}

/// Kind, model, fields and constraint, in one line; and the row, if it says one.
fn told(error: &Error) -> (String, Option<usize>) {
    let fields: Vec<_> = error.fields().collect();
    let constraint = error.constraint().map_or(String::new(), |name| format!(" by {name}"));
    let what = format!("{:?} {}.{}{constraint}", error.kind(), error.model().unwrap_or("?"), fields.join("+"));
    (what, error.row())
}

/// A shop, a tea, and two offers.
async fn world(db: &Db) -> orm::Result<(Shop, Tea)> {
    let shop = Shop::create().name("Corner").save(db).await?;
    let tea = Tea::create().name("Green").save(db).await?;
    for n in [1, 2] {
        Offer::create()
            .shop(&shop)
            .tea(&tea)
            .number(n)
            .code(format!("c{n}"))
            .shelf(n)
            .place(n)
            .note("n")
            .save(db)
            .await?;
    }
    Ok((shop, tea))
}

/// What each verb says where a draft, a row and an assignment would violate the same constraint.
macro_rules! by_every_verb {
    ($db:ident, |$draft:ident| $bad:expr, |$row:ident| $spoil:expr, $columns:expr, $assign:expr) => {{
        let (shop, tea) = (Shop::objects().one($db).await?, Tea::objects().one($db).await?);
        let good =
            |n: i32| Offer::create().shop(&shop).tea(&tea).number(n).code(format!("c{n}")).shelf(n).place(n).note("n");
        let bad = |n: i32| {
            let $draft = good(n);
            $bad
        };
        let kept = Offer::objects().order_by(Offer.id).all($db).await?;
        let spoiled = || {
            let mut $row = kept[1].clone();
            $spoil;
            $row
        };
        let three = || vec![good(11), bad(12), good(13)];
        let mut said: Vec<(&str, orm::Result<()>)> = Vec::new();
        macro_rules! say {
            ($name:literal, $work:expr) => {
                said.push(($name, $work.await.map(|_| ())))
            };
        }
        say!("draft save", bad(10).save($db));
        say!("row save", spoiled().save($db));
        say!("save_only", spoiled().save_only($db, $columns));
        say!("row update", kept[1].clone().update($db, $assign));
        say!("queryset update", Offer::objects().filter(Offer.number.eq(2)).update($db, $assign));
        say!("bulk_create", Offer::objects().bulk_create($db, three()).into_future());
        say!(
            "bulk_create, over rows",
            Offer::objects().bulk_create($db, three()).on_conflict(Offer.number).update(Offer.grams)
        );
        say!("bulk_create, beside rows", Offer::objects().bulk_create($db, three()).on_conflict(Offer.number).ignore());
        say!("bulk_update", Offer::objects().bulk_update($db, &[kept[0].clone(), spoiled()], $columns));
        say!("get_or_create", bad(10).get_or_create($db, Offer.number));
        say!("update_or_create, new", bad(10).update_or_create($db, Offer.number));
        say!("update_or_create, there", bad(2).update_or_create($db, Offer.number));
        assert_eq!(Offer::objects().order_by(Offer.id).all($db).await?, kept, "nothing is written");
        said
    }};
}

/// The same by what links rows, which gives the two ends itself.
macro_rules! by_links {
    ($db:ident, $tea:expr, |$draft:ident| $bad:expr) => {{
        let (shop, tea) = (Shop::objects().one($db).await?, Tea::objects().one($db).await?);
        let other = Tea::create().name("Black").save($db).await?;
        let kept = (Offer::objects().count($db).await?, Tea::objects().count($db).await?);
        let bad = || {
            let $draft = Offer::create().number(10).code("c10").shelf(10).place(10).note("n");
            $bad
        };
        let to = |other: &Tea| -> i64 { $tea.unwrap_or(other.id) };
        let mut said: Vec<(&str, orm::Result<()>)> = Vec::new();
        said.push(("add_with", shop.sells.add_with($db, to(&other), bad()).await));
        said.push(("set_with", shop.sells.set_with($db, [tea.id, to(&other)], bad()).await));
        if $tea.is_none() {
            said.push((
                "create_with",
                shop.sells.create_with($db, Tea::create().name("White"), bad()).await.map(|_| ()),
            ));
            said.push(("linked add_with", other.sold_by().add_with($db, &shop, bad()).await));
            let graph = Tea::create().name("White").related(Tea::offer_set, [bad().shop(&shop)]);
            said.push(("graph", graph.save($db).await.map(|_| ())));
        }
        assert_eq!((Offer::objects().count($db).await?, Tea::objects().count($db).await?), kept, "nothing is written");
        other.delete($db).await?;
        said
    }};
}

fn check(db: &Db, said: Vec<(&str, orm::Result<()>)>, expected: &str) {
    for (verb, result) in said {
        let error = result.expect_err(verb);
        let (what, row) = told(&error);
        assert_eq!(what, expected, "{verb} on {:?}: {error}", db.backend());
        if verb.starts_with("bulk") {
            assert_eq!(row, Some(1), "{verb} on {:?}: {error}", db.backend());
        }
        assert!(!format!("{error} {error:?}").contains("c1\""), "{verb}: no error tells a value: {error:?}");
    }
}

on_every_database! {
    async fn a_unique_field(db: &Database) {
        world(db).await?;
        let expected = "UniqueViolation Offer.code by violations_offer_code_key";
        let said = by_every_verb!(db, |draft| draft.code("c1"), |row| row.code = "c1".into(), Offer.code, Offer.code.set("c1"));
        check(db, said, expected);
        check(db, by_links!(db, None::<i64>, |draft| draft.code("c1")), expected);
        Ok(())
    }

    async fn several_fields_that_are_unique(db: &Database) {
        world(db).await?;
        let expected = "UniqueViolation Offer.shelf+place by violations_offer_shelf_place_key";
        let said = by_every_verb!(
            db,
            |draft| draft.shelf(1).place(1),
            |row| (row.shelf, row.place) = (1, 1),
            (Offer.shelf, Offer.place),
            (Offer.shelf.set(1), Offer.place.set(1))
        );
        check(db, said, expected);
        check(db, by_links!(db, None::<i64>, |draft| draft.shelf(1).place(1)), expected);
        Ok(())
    }

    async fn a_foreign_key(db: &Database) {
        world(db).await?;
        let expected = "ForeignKeyViolation Offer.tea by violations_offer_tea_id_fkey";
        let said = by_every_verb!(db, |draft| draft.tea(99), |row| row.tea = ForeignKey::to(99), Offer.tea, Offer.tea.set(99));
        check(db, said, expected);
        // These are transactions, in which SQLite cannot be asked any more which of the two it was.
        let expected = if can::name_constraints(db) { expected } else { "ForeignKeyViolation Offer.shop+tea" };
        check(db, by_links!(db, Some(99), |draft| draft), expected);
        Ok(())
    }

    async fn a_check(db: &Database) {
        world(db).await?;
        let expected = "CheckViolation Offer. by violations_offer_check_1";
        let said = by_every_verb!(db, |draft| draft.grams(0), |row| row.grams = 0, Offer.grams, Offer.grams.set(0));
        check(db, said, expected);
        check(db, by_links!(db, None::<i64>, |draft| draft.grams(0)), expected);
        Ok(())
    }

    async fn a_column_that_takes_no_null(db: &Database) {
        // Ours cannot leave out what is needed, so this table asks for more than the model knows.
        let texts: &[&str] = match db.backend() {
            orm::Backend::Postgres => &["ALTER TABLE violations_offer ALTER COLUMN note SET NOT NULL"],
            orm::Backend::MySql(_) => &["ALTER TABLE violations_offer MODIFY note varchar(10) NOT NULL"],
            _ => &["DROP TABLE violations_offer", "CREATE TABLE violations_offer (id INTEGER PRIMARY KEY, \
                shop_id INTEGER NOT NULL, tea_id INTEGER NOT NULL, number INTEGER UNIQUE, code TEXT, shelf INTEGER, place INTEGER, \
                grams INTEGER, note TEXT NOT NULL) STRICT"],
        };
        for text in texts {
            raw(db, text).await?;
        }
        world(db).await?;
        let expected = "NotNullViolation Offer.note";
        let said = by_every_verb!(db, |draft| draft.note(Null), |row| row.note = None, Offer.note, Offer.note.set(Null));
        check(db, said, expected);
        check(db, by_links!(db, None::<i64>, |draft| draft.note(Null)), expected);
        Ok(())
    }

    // A row that is there is passed over by its unique keys alone: what else is wrong is told.
    async fn passing_over_rows_hides_nothing_else(db: &Database) {
        let (shop, tea) = world(db).await?;
        let good = |n: i32| Offer::create().shop(&shop).tea(&tea).number(n).code(format!("c{n}")).shelf(n).place(n);
        let over = async |drafts: Vec<_>| Offer::objects().bulk_create(db, drafts).ignore_conflicts().await;
        assert_eq!(over(vec![good(1), good(3), good(4).code("c2"), good(5).shelf(2).place(2)]).await?, 1);
        for (draft, kind) in [(good(6).tea(99), ErrorKind::ForeignKeyViolation), (good(6).grams(0), ErrorKind::CheckViolation)] {
            let error = over(vec![good(1), draft, good(7)]).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.row()), (kind, Some("Offer"), Some(1)), "{error}");
        }
        assert_eq!(Offer::objects().count(db).await?, 3);
        Ok(())
    }
}
