//! Each choice of `on_delete`.

use super::*;

#[derive(Model, Debug, Clone)]
#[model(table = "d_boss")]
struct Boss {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_taken")]
struct Taken {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    boss: ForeignKey<Boss>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_nulled")]
struct Nulled {
    id: i64,
    #[foreign_key(on_delete = set_null)]
    boss: Option<ForeignKey<Boss>>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_defaulted")]
struct Defaulted {
    id: i64,
    #[foreign_key(on_delete = set_default, default = 1)]
    boss: ForeignKey<Boss>,
    #[foreign_key(on_delete = set_default, default = Null, related_name = "seconds")]
    second: Option<ForeignKey<Boss>>,
}

/// Who takes over: it is asked for each delete.
fn deputy() -> i64 {
    1 + 1
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_given")]
struct Given {
    id: i64,
    #[foreign_key(on_delete = set(deputy()))]
    boss: ForeignKey<Boss>,
    #[foreign_key(on_delete = set(2), related_name = "stand_ins")]
    second: Option<ForeignKey<Boss>>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_guard")]
struct Guard {
    id: i64,
    #[foreign_key]
    boss: ForeignKey<Boss>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_brake")]
struct Brake {
    id: i64,
    #[foreign_key(on_delete = restrict)]
    boss: ForeignKey<Boss>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_loose")]
struct Loose {
    id: i64,
    #[foreign_key(on_delete = do_nothing)]
    boss: ForeignKey<Boss>,
}

async fn bosses(db: &Db) -> orm::Result<[Boss; 3]> {
    let one = Boss::create().name("One").save(db).await?;
    let two = Boss::create().name("Two").save(db).await?;
    let three = Boss::create().name("Three").save(db).await?;
    assert_eq!([one.id, two.id, three.id], [1, 2, 3]);
    Ok([one, two, three])
}

on_every_database! {
    async fn each_choice_at_once(db: &Database) {
        let [one, two, three] = bosses(db).await?;
        let taken = Taken::create().boss(&three).save(db).await?;
        let mut nulled = Nulled::create().boss(&three).save(db).await?;
        let mut defaulted = Defaulted::create().boss(&three).second(&three).save(db).await?;
        let mut given = Given::create().boss(&three).second(&three).save(db).await?;
        let other = Taken::create().boss(&one).save(db).await?;
        let report = three.delete(db).await?;
        assert_eq!(told(&report), "Taken 1, Boss 1", "what stays does not count");
        assert_eq!(taken.delete(db).await?.total(), 0);
        nulled.refresh(db).await?;
        defaulted.refresh(db).await?;
        given.refresh(db).await?;
        assert_eq!(nulled.boss, None);
        assert_eq!((defaulted.boss.key(), &defaulted.second), (&one.id, &None));
        assert_eq!((given.boss.key(), given.second.as_ref().map(|it| *it.key())), (&two.id, Some(two.id)));
        assert_eq!(other.delete(db).await?.total(), 1);
        Ok(())
    }

    async fn a_default_is_also_the_drafts(db: &Database) {
        let [one, _, three] = bosses(db).await?;
        let it = Defaulted::create().save(db).await?;
        assert_eq!((it.boss.key(), it.second), (&one.id, None));
        assert_eq!(Defaulted::create().boss(&three).save(db).await?.boss.key(), &three.id);
        Ok(())
    }

    async fn set_to_what_is_not_there_or_goes_itself(db: &Database) {
        let [one, two, three] = bosses(db).await?;
        let defaulted = Defaulted::create().boss(&three).save(db).await?;
        // Its default is what goes.
        let error = Boss::objects().delete(db).await.unwrap_err();
        assert_eq!((error.kind(), error.in_the_way().len()), (ErrorKind::Protected, 0), "{error}");
        one.delete(db).await?;
        let error = three.delete(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Defaulted"), Some("boss")));
        defaulted.delete(db).await?;
        three.delete(db).await?;
        assert_eq!(rows!(db, Boss, Defaulted), [1, 0]);
        two.delete(db).await?;
        Ok(())
    }

    async fn what_stands_in_the_way_is_listed_and_nothing_changes(db: &Database) {
        let [one, two, three] = bosses(db).await?;
        for _ in 0..3 {
            Guard::create().boss(&three).save(db).await?;
            Taken::create().boss(&three).save(db).await?;
        }
        Brake::create().boss(&three).save(db).await?;
        Loose::create().boss(&two).save(db).await?;
        Nulled::create().boss(&three).save(db).await?;
        let error = three.delete(db).await.unwrap_err();
        assert_eq!(in_the_way(&error), "1 by `Brake.boss` (restrict), 3 by `Guard.boss` (protect)");
        assert_eq!(error.model(), Some("Boss"));
        let first = &error.in_the_way()[0];
        assert_eq!((first.model(), first.field(), first.rule(), first.rows()), ("Brake", "boss", "restrict", 1));
        let error = Boss::objects().delete(db).await.unwrap_err();
        assert_eq!(in_the_way(&error), "1 by `Brake.boss` (restrict), 3 by `Guard.boss` (protect), 1 by `Loose.boss` (do_nothing)");
        assert_eq!(rows!(db, Boss, Taken, Guard, Brake), [3, 3, 3, 1]);
        assert_eq!(Nulled::objects().filter(Nulled.boss.is_null()).count(db).await?, 0);
        // Those that nothing stands in the way of go.
        assert_eq!(told(&one.delete(db).await?), "Boss 1");
        Guard::objects().delete(db).await?;
        Brake::objects().delete(db).await?;
        assert_eq!(told(&Boss::objects().filter(Boss.name.eq("Three")).delete(db).await?), "Taken 3, Boss 1");
        Ok(())
    }

    async fn a_refused_delete_leaves_its_transaction_as_it_was(db: &Database) {
        let [_, _, three] = bosses(db).await?;
        let guard = Guard::create().boss(&three).save(db).await?;
        let brake = Brake::create().boss(&three).save(db).await?;
        let tx = db.begin().await?;
        Taken::create().boss(&three).save(&tx).await?;
        in_the_way(&three.delete(&tx).await.unwrap_err());
        in_the_way(&Boss::objects().delete(&tx).await.unwrap_err());
        assert_eq!(rows!(&tx, Boss, Taken), [3, 1]);
        guard.delete(&tx).await?;
        brake.delete(&tx).await?;
        assert_eq!(told(&three.delete(&tx).await?), "Taken 1, Boss 1");
        tx.commit().await?;
        assert_eq!(rows!(db, Boss, Taken), [2, 0]);
        Ok(())
    }

    async fn how_many_statements(db: &Database) {
        let [_, two, three] = bosses(db).await?;
        // A model that nothing refers to: one, and no transaction.
        let (report, sent) = statements(db, Taken::create().boss(&two).save(db).await?.delete(db)).await?;
        assert_eq!((report.total(), sent), (1, 1));
        // One for each relation along which rows go or are set, and one for the model itself. Protecting ones cost nothing.
        for rows in [0, 1, 50] {
            let boss = Boss::create().name("Many").save(db).await?;
            for _ in 0..rows {
                Taken::create().boss(&boss).save(db).await?;
                Nulled::create().boss(&boss).save(db).await?;
            }
            let (report, sent) = statements(db, boss.delete(db)).await?;
            assert_eq!((report.of_model("Taken"), sent), (rows, 1 + 1 + 2 + 2 + 1));
        }
        // No rows, no work: an empty list asks nothing of other tables.
        let (report, sent) = statements(db, Boss::objects().filter(Boss.id.in_([] as [i64; 0])).delete(db)).await?;
        assert_eq!((report.total(), sent), (0, 7));
        three.delete(db).await?;
        Ok(())
    }
}
