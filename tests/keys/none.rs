//! Models without a key: views, and tables that are there already. They read.

use crate::support::{on_every_database, raw, statements};
use orm::ErrorKind;
use orm::prelude::*;
use orm::schema::models;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyless_keeper")]
struct Keeper {
    id: i64,
    #[field(unique, max_length = 20)]
    name: String,
    city: Option<String>,
    #[related(Day.keeper)]
    days: RelatedSet<Day>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyless_visit")]
struct Visit {
    id: i64,
    day: i32,
    #[foreign_key]
    keeper: ForeignKey<Keeper>,
    #[foreign_key(related_name = "seen")]
    vet: Option<ForeignKey<Keeper>>,
}

/// A view: how many visits a keeper had on a day, and the last vet who came.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyless_day", managed = false, ordering(day))]
struct Day {
    day: i32,
    visits: i64,
    #[foreign_key]
    keeper: ForeignKey<Keeper>,
    #[foreign_key(related_name = "days_seen")]
    vet: Option<ForeignKey<Keeper>>,
}

/// A table of somebody else's, with constraints but without a key.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "keyless_line", managed = false)]
struct Line {
    line: String,
    #[foreign_key(column = "name")]
    keeper: ForeignKey<Keeper, to_field!(name)>,
    #[polymorphic(Keeper(related_name = "lines_about"), Visit)]
    about: Option<About>,
}

#[derive(Polymorphic, Debug, Clone, PartialEq)]
enum About {
    Keeper(ForeignKey<Keeper>),
    Visit(ForeignKey<Visit>),
}

const DAYS: &str = "CREATE VIEW keyless_day AS SELECT day, COUNT(*) AS visits, keeper_id, MAX(vet_id) AS vet_id \
                    FROM keyless_visit GROUP BY day, keeper_id";
const LINES: &str = "CREATE TABLE keyless_line (line varchar(40) NOT NULL, name varchar(20) NOT NULL, \
                     about_keeper_id bigint REFERENCES keyless_keeper (id), about_visit_id bigint)";

/// Eva had two visits on the first day, and one on the second, when Max came; Mike one on the second.
async fn some_days(db: &Database) -> orm::Result<[Keeper; 3]> {
    raw(db, DAYS).await?;
    let eva = Keeper::create().name("Eva").city("Paris").save(db).await?;
    let mike = Keeper::create().name("Mike").save(db).await?;
    let max = Keeper::create().name("Max").save(db).await?;
    let visit = |day: i32, keeper: &Keeper| Visit::create().day(day).keeper(keeper);
    let visits = [visit(1, &eva), visit(1, &eva), visit(2, &eva).vet(&max), visit(2, &mike)];
    Visit::objects().bulk_create(db, visits).await?;
    Ok([eva, mike, max])
}

#[derive(View, Debug, PartialEq)]
#[view(Day)]
struct DayLine {
    day: i32,
    #[view(Day.keeper.name)]
    name: String,
    keeper: KeeperLine,
    vet: Option<KeeperLine>,
}

#[derive(View, Debug, PartialEq)]
#[view(Keeper)]
struct KeeperLine {
    name: String,
}

/// Its lists are of the keeper, whose key is asked.
#[derive(View, Debug, PartialEq)]
#[view(Day)]
struct DayAndKeeper {
    day: i32,
    keeper: KeeperCard,
}

#[derive(View, Debug, PartialEq)]
#[view(Keeper)]
struct KeeperCard {
    name: String,
    #[view(via(Keeper::day_set), filter(Day.visits.ge(1)), order_by(Day.day.desc()))]
    days: Vec<Number>,
}

#[derive(View, Debug, PartialEq)]
#[view(Day)]
struct Number {
    day: i32,
    visits: i64,
}

on_every_database! {
    async fn the_rows_of_a_view_are_read(db: &Database) {
        let [eva, mike, max] = some_days(db).await?;
        let days = Day::objects().order_by((Day.day, Day.keeper.name)).all(db).await?;
        let told: Vec<_> = days.iter().map(|it| (it.day, it.visits, *it.keeper.key())).collect();
        assert_eq!(told, [(1, 2, eva.id), (2, 1, eva.id), (2, 1, mike.id)]);
        assert_eq!(days[1].vet.as_ref().map(|it| *it.key()), Some(max.id));
        assert_eq!(days[0].clone(), days[0]);

        let evas = Day::objects().filter(Day.keeper.city.icontains("par"));
        assert_eq!(evas.clone().count(db).await?, 2);
        assert_eq!(evas.clone().first(db).await?.unwrap().day, 1);
        assert_eq!(evas.clone().last(db).await?.unwrap().day, 2);
        assert_eq!(evas.clone().exclude(Day.day.eq(1)).one(db).await?.vet, days[1].vet);
        assert!(evas.clone().filter(Day.visits.gt(1)).exists(db).await?);
        assert_eq!(evas.clone().offset(1).limit(1).count(db).await?, 1);
        assert_eq!(Day::objects().filter(Day.keeper.eq(&mike)).one(db).await?.visits, 1);
        assert_eq!(Day::objects().filter(Day.keeper.in_([&mike, &eva]) & !Day.vet.is_null()).count(db).await?, 1);
        let of_vets = Keeper::objects().filter(Keeper.id.in_(Day::objects().select(Day.vet)));
        assert_eq!(of_vets.one(db).await?.name, "Max");
        let error = Day::objects().filter(Day.day.eq(2)).one(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::MultipleFound, Some("Day")));
        assert_eq!(Day::objects().filter(Day.day.eq(3)).one(db).await.unwrap_err().kind(), ErrorKind::NotFound);

        let values = Day::objects().order_by(Day.visits.desc()).select((Day.visits, Day.keeper.name, Day.vet.name));
        assert_eq!(values.first(db).await?, Some((2, "Eva".into(), None)));
        let more = Day::objects().filter(Day.day.eq(1)).annotate(Day.visits + 1).one(db).await?;
        assert_eq!((more.0.day, more.1), (1, 3));
        let page = Day::objects().order_by((Day.day, Day.keeper.name)).page(db, 2, 2).await?;
        assert_eq!((page.rows, page.total), (vec![days[2].clone()], 3));

        let mut stream = Day::objects().order_by((Day.day, Day.keeper.name)).stream(db).chunk_size(2);
        for day in &days {
            assert_eq!(stream.next().await.unwrap()?, *day);
        }
        assert!(stream.next().await.is_none());
        Ok(())
    }

    async fn what_they_lead_to_is_loaded(db: &Database) {
        let [eva, mike, max] = some_days(db).await?;
        let by_name = || Day::objects().order_by((Day.day, Day.keeper.name));
        let (days, sent) = statements(db, by_name().load((Day.keeper, Day.vet)).all(db)).await?;
        assert_eq!(sent, 3);
        assert_eq!(days[2].keeper.loaded(), Some(&mike));
        assert_eq!(days[1].vet.as_ref().unwrap().loaded(), Some(&max));
        let (days, sent) = statements(db, by_name().load((Day.keeper.joined(), Day.vet.joined())).all(db)).await?;
        assert_eq!((sent, days[0].keeper.loaded()), (1, Some(&eva)));
        let days = by_name().all(db).await?;
        assert_eq!(days[0].keeper.load(db).await?.name, "Eva");
        assert_eq!(days[2].keeper.loaded(), Some(&mike));
        Day::load(db, &days, Day.vet).await?;
        assert_eq!(days[1].vet.as_ref().unwrap().loaded(), Some(&max));

        let (beside, sent) = statements(db, by_name().with(Day.keeper).with(Day.vet).all(db)).await?;
        assert_eq!((sent, beside[1].1.name.as_str(), beside[1].2.as_ref()), (1, "Eva", Some(&max)));
        let cities = by_name().with(Day.keeper).annotate(Day.keeper.city).all(db).await?;
        assert_eq!(cities[0].2.as_deref(), Some("Paris"));

        let line = |name: &str| KeeperLine { name: name.into() };
        let (views, sent) = statements(db, by_name().view::<DayLine>().all(db)).await?;
        assert_eq!((views.len(), sent), (3, 1));
        assert_eq!(views[1], DayLine { day: 2, name: "Eva".into(), keeper: line("Eva"), vet: Some(line("Max")) });
        let (views, sent) = statements(db, by_name().view::<DayAndKeeper>().all(db)).await?;
        let evas = || KeeperCard { name: "Eva".into(), days: vec![Number { day: 2, visits: 1 }, Number { day: 1, visits: 2 }] };
        assert_eq!((views.len(), sent), (3, 2));
        assert_eq!(views[0], DayAndKeeper { day: 1, keeper: evas() });
        assert_eq!(views[1], DayAndKeeper { day: 2, keeper: evas() });
        Ok(())
    }

    async fn they_are_the_other_side_of_what_they_lead_to(db: &Database) {
        let [eva, mike, max] = some_days(db).await?;
        let days = eva.day_set().all(db).await?;
        assert_eq!(days.iter().map(|it| it.visits).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(eva.day_set().filter(Day.day.eq(2)).one(db).await?, days[1]);
        assert_eq!((mike.day_set().count(db).await?, max.day_set().exists(db).await?), (1, false));
        assert_eq!(max.days_seen().one(db).await?.keeper.load(db).await?, &eva);
        assert_eq!(eva.day_set().order_by(Day.day.desc()).first(db).await?.as_ref(), Some(&days[1]));

        let busy = Keeper::objects().filter(via(Keeper::day_set).visits.gt(1));
        assert_eq!(busy.one(db).await?.name, "Eva");
        let idle = Keeper::objects().filter(via(Keeper::day_set).is_null());
        assert_eq!(idle.one(db).await?.name, "Max");
        let calm = via(Keeper::day_set).every(Day.visits.eq(1)) & via(Keeper::day_set).some(Day.vet.is_null());
        assert_eq!(Keeper::objects().filter(calm).one(db).await?.name, "Mike");
        let counts = Keeper::objects().order_by(Keeper.name).annotate(via(Keeper::day_set).count()).all(db).await?;
        assert_eq!(counts.iter().map(|it| it.1).collect::<Vec<_>>(), [2, 0, 1]);
        let same_city = Day::objects().filter(Day.keeper.via(Keeper::days_seen).day.eq(2));
        assert_eq!(same_city.count(db).await?, 0);

        let (beside, sent) = statements(db, Keeper::objects().order_by(Keeper.name).with(via(Keeper::day_set)).all(db)).await?;
        assert_eq!((sent, &beside[0].1, beside[1].1.len()), (2, &days, 0));
        let chosen = via(Keeper::day_set).query().filter(Day.day.eq(2)).with(Day.vet);
        let beside = Keeper::objects().order_by(Keeper.name).with(chosen).all(db).await?;
        assert_eq!(beside[0].1, [(days[1].clone(), Some(max.clone()))]);
        let (loaded, sent) = statements(db, Keeper::objects().order_by(Keeper.name).load(Keeper.days.vet).all(db)).await?;
        assert_eq!((sent, loaded[0].days.loaded()), (3, Some(days.as_slice())));
        assert_eq!(loaded[0].days.loaded().unwrap()[1].vet.as_ref().unwrap().loaded(), Some(&max));
        assert_eq!(mike.days.load(db).await?.len(), 1);
        assert_eq!(mike.days.filter(Day.day.eq(1)).count(db).await?, 0);
        Ok(())
    }

    async fn a_table_without_a_key_is_read(db: &Database) {
        raw(db, LINES).await?;
        let eva = Keeper::create().name("Eva").city("Paris").save(db).await?;
        let visit = Visit::create().day(1).keeper(&eva).save(db).await?;
        raw(db, &format!("INSERT INTO keyless_line VALUES ('same', 'Eva', {}, NULL)", eva.id)).await?;
        raw(db, &format!("INSERT INTO keyless_line VALUES ('same', 'Eva', {}, NULL)", eva.id)).await?;
        raw(db, &format!("INSERT INTO keyless_line VALUES ('other', 'Eva', NULL, {})", visit.id)).await?;
        // Rows that nothing tells apart are as many as there are.
        let same = Line::objects().filter(Line.line.eq("same")).load(Line.about.keeper).all(db).await?;
        assert_eq!((same.len(), &same[0]), (2, &same[1]));
        assert!(matches!(&same[0].about, Some(About::Keeper(it)) if it.loaded() == Some(&eva)));
        assert_eq!(same[0].keeper.load(db).await?, &eva);
        let other = Line::objects().filter(Line.about.eq(&visit)).one(db).await?;
        assert_eq!((other.line.as_str(), other.keeper.key().as_str()), ("other", "Eva"));
        assert_eq!(Line::objects().filter(Line.about.visit.keeper.city.eq("Paris")).count(db).await?, 1);
        assert_eq!((eva.line_set().count(db).await?, eva.lines_about().count(db).await?), (3, 2));
        assert_eq!(Keeper::objects().filter(via(Keeper::line_set).line.eq("other")).count(db).await?, 1);
        Ok(())
    }

    async fn what_would_be_by_key_needs_an_order(db: &Database) {
        raw(db, LINES).await?;
        for error in [
            Line::objects().first(db).await.unwrap_err(),
            Line::objects().last(db).await.unwrap_err(),
            Line::objects().page(db, 1, 10).await.unwrap_err(),
            Line::objects().limit(3).filter(Line.line.eq("a")).all(db).await.unwrap_err(),
            Line::objects().offset(3).exclude(Line.line.eq("a")).count(db).await.unwrap_err(),
        ] {
            assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Line")), "{error}");
        }
        assert_eq!(Line::objects().order_by(Line.line).first(db).await?, None);
        assert_eq!(Line::objects().filter(Line.line.eq("a")).limit(3).all(db).await?, []);
        Ok(())
    }

    async fn nothing_is_done_to_them_when_others_go(db: &Database) {
        let [eva, mike, max] = some_days(db).await?;
        raw(db, LINES).await?;
        // What a view shows of rows that stand in the way is told once.
        let error = eva.delete(db).await.unwrap_err();
        let told: Vec<_> = error.in_the_way().iter().map(|it| (it.model(), it.rows())).collect();
        assert_eq!((error.kind(), told), (ErrorKind::Protected, vec![("Visit", 3)]));
        // A table that refuses is told of.
        Visit::objects().filter(Visit.keeper.eq(&mike)).delete(db).await?;
        raw(db, &format!("INSERT INTO keyless_line VALUES ('l', 'Max', {}, NULL)", mike.id)).await?;
        let error = mike.delete(db).await.unwrap_err();
        let told: Vec<_> = error.in_the_way().iter().map(|it| (it.model(), it.field(), it.rows())).collect();
        assert_eq!((error.kind(), told), (ErrorKind::Protected, vec![("Line", "about.keeper", 1)]), "{error}");
        raw(db, "DELETE FROM keyless_line").await?;
        assert_eq!(mike.delete(db).await?.total(), 1);
        assert_eq!(Day::objects().count(db).await?, 2);
        Visit::objects().filter(Visit.vet.eq(&max)).delete(db).await?;
        assert_eq!(max.delete(db).await?.total(), 1);
        Ok(())
    }

    async fn their_tables_are_not_made(db: &Database) {
        let of = |name| models().into_iter().find(|it| it.name == name && it.module.ends_with("none")).unwrap();
        assert!(of("Day").key.is_empty() && !of("Day").managed);
        assert!(db.check().is_empty(), "{:#?}", db.check());
        db.create_tables_of(&[of("Day"), of("Line")]).await?;
        assert!(Day::objects().count(db).await.is_err());
        Ok(())
    }
}
