//! Which row it is: keys of one's own, keys of two columns, rows that are found or made, earliest and latest ones.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// Its key is a code that the program gives, in a column of another name.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_worker", ordering(last, first))]
struct Worker {
    #[primary_key]
    #[field(column = "code")]
    employee_code: i32,
    #[field(max_length = 20)]
    first: String,
    #[field(max_length = 20)]
    last: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_business")]
struct Business {
    #[primary_key]
    #[field(max_length = 20)]
    name: String,
    #[many_to_many]
    employees: ManyToMany<Worker>,
    #[foreign_key(on_delete = set_null, related_name = "leads")]
    boss: Option<ForeignKey<Worker>>,
}

/// Rows of several tenants, whose users are told apart by tenant and number.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_tenant")]
struct Tenant {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_account")]
struct Account {
    #[foreign_key(primary_key, on_delete = cascade)]
    tenant: ForeignKey<Tenant>,
    #[primary_key]
    number: i64,
    #[field(max_length = 40, unique)]
    email: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_remark")]
struct Remark {
    id: i64,
    #[foreign_key(columns("tenant_id", "account_number"), on_delete = cascade, related_name = "remarks")]
    account: ForeignKey<Account>,
    text: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_happening", ordering(-day))]
struct Happening {
    id: i64,
    name: String,
    day: i32,
    expires: Option<i32>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_publisher")]
struct Publisher {
    id: i64,
    #[field(max_length = 40, unique)]
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_volume", unique(name, publisher))]
struct Volume {
    id: i64,
    #[field(max_length = 40)]
    name: String,
    #[foreign_key(on_delete = cascade)]
    publisher: ForeignKey<Publisher>,
    #[many_to_many(related_name = "read")]
    readers: ManyToMany<Worker>,
    #[field(default = 1)]
    edition: i32,
}

on_every_database! {
    async fn employees_by_their_code(db: &Database) {
        let dan = Worker::create().employee_code(123).first("Dan").last("Jones").save(db).await?;
        let fran = Worker::create().employee_code(456).first("Fran").last("Bones").save(db).await?;
        let sears = Business::create().name("Sears").employees([&dan, &fran]).boss(&fran).save(db).await?;
        assert_eq!(Worker::objects().get(db, 123).await?, dan);
        assert_eq!(Worker::objects().get(db, 42).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(each!(Worker::objects().all(db).await?, last), ["Bones", "Jones"]);
        let found = Worker::objects().in_bulk(db, [123, 456, 7]).await?;
        assert_eq!((found.len(), &found[&123]), (2, &dan));
        assert_eq!(each!(sears.employees.all(db).await?, first), ["Fran", "Dan"]);
        assert_eq!((dan.business_set().one(db).await?, fran.leads().one(db).await?), (sears.clone(), sears.clone()));
        for condition in [Business.employees.eq(123), Business.employees.eq(&dan), Business.employees.employee_code.eq(123), Business.employees.first.startswith("Fran"),
            Business.boss.eq(456), Business.boss.employee_code.in_(450..460), Business.boss.last.eq("Bones"), Business.name.eq("Sears")] {
            assert_eq!(Business::objects().filter(condition).one(db).await?, sears);
        }
        assert_eq!(Worker::objects().filter(via(Worker::business_set).eq("Sears")).count(db).await?, 2);
        assert_eq!(Worker::objects().filter(via(Worker::leads).eq("Sears") & via(Worker::business_set).name.eq("Sears")).one(db).await?, fran);
        // A key that is taken, in the database and by no row.
        let error = Worker::create().employee_code(123).first("Fred").last("Jones").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Worker"), Some("employee_code")));
        let error = sears.employees.add(db, [123, 999]).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("employees")));
        // Keys at the edges of what the column takes.
        for code in [0, -1, i32::MIN, i32::MAX] {
            let it = Worker::create().employee_code(code).first("Edge").last("Edge").save(db).await?;
            sears.employees.add(db, code).await?;
            assert_eq!((sears.employees.get(db, code).await?, it.delete(db).await?.total()), (it, 2));
        }
        assert_eq!(fran.delete(db).await?.of_model("Business_employees"), 1);
        assert_eq!(Business::objects().get(db, "Sears").await?.boss, None);
        Ok(())
    }

    async fn accounts_of_tenants(db: &Database) {
        let a = Tenant::create().name("A").save(db).await?;
        let b = Tenant::create().name("B").save(db).await?;
        let account = |tenant: &Tenant, number: i64| Account::create().tenant(tenant).number(number).email(format!("{number}@{}", tenant.name));
        let [one, two, three] = [account(&a, 1).save(db).await?, account(&a, 2).save(db).await?, account(&b, 1).save(db).await?];
        let key = |it: &Account| (*it.tenant.key(), it.number);
        assert_eq!(Account::objects().get(db, (a.id, 2)).await?, two);
        assert_eq!(Account::objects().get(db, (b.id, 2)).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(Account::objects().in_bulk(db, [(a.id, 1), (b.id, 1), (9, 9)]).await?.len(), 2);
        assert_eq!(Account::objects().filter(Account.tenant.eq(&a)).count(db).await?, 2);
        let error = account(&b, 1).email("other").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.fields().collect::<Vec<_>>()), (ErrorKind::UniqueViolation, Some("Account"), vec!["tenant", "number"]));
        for (at, text) in [(&one, "x"), (&one, "y"), (&three, "z")] {
            at.remarks().create().text(text).save(db).await?;
        }
        let remark = Remark::objects().filter(Remark.text.eq("z")).one(db).await?;
        assert_eq!((remark.account.key(), remark.account.load(db).await?), (&key(&three), &three));
        let find = async |condition| Remark::objects().filter(condition).count(db).await;
        assert_eq!(find(Remark.account.eq(&one)).await?, 2);
        assert_eq!(find(Remark.account.eq((a.id, 1))).await?, 2);
        assert_eq!(find(Remark.account.ne(&one)).await?, 1);
        assert_eq!(find(Remark.account.in_([&two, &three])).await?, 1);
        assert_eq!(find(Remark.account.tenant.name.eq("B")).await?, 1);
        assert_eq!(find(Remark.account.in_(Account::objects().filter(Account.number.eq(1)))).await?, 3);
        assert_eq!(find(Remark.account.eq(Remark.account)).await?, 3, "compared part by part");
        let who = |condition| Account::objects().filter(condition);
        assert_eq!(who(via(Account::remarks).text.eq("z")).one(db).await?, three);
        assert_eq!(who(via(Account::remarks).is_null()).one(db).await?, two);
        assert_eq!(who(via(Account::remarks).eq(&remark)).one(db).await?, three);
        let (rows, sent) = statements(db, Remark::objects().order_by(Remark.text).with(Remark.account).with(Remark.account.tenant).all(db)).await?;
        assert_eq!((rows.iter().map(|it| it.2.name.as_str()).collect::<Vec<_>>(), sent), (vec!["A", "A", "B"], 1));
        let (rows, sent) = statements(db, Remark::objects().order_by(Remark.text).load(Remark.account.tenant).all(db)).await?;
        assert_eq!((rows[2].account.loaded().unwrap().tenant.loaded().map(|it| it.name.as_str()), sent), (Some("B"), 3));
        // One goes with its remarks, and a tenant with all that is its own.
        let gone = one.delete(db).await?;
        assert_eq!((gone.of_model("Account"), gone.of_model("Remark")), (1, 2));
        let gone = b.delete(db).await?;
        assert_eq!((gone.of_model("Tenant"), gone.of_model("Account"), gone.of_model("Remark"), Account::objects().one(db).await?), (1, 1, 1, two));
        Ok(())
    }

    async fn the_earliest_and_the_latest(db: &Database) {
        assert_eq!((Happening::objects().first(db).await?, Happening::objects().order_by(Happening.day).last(db).await?), (None, None));
        for (name, day, expires) in [("one", 26, Some(1)), ("two", 27, None), ("three", 28, Some(3)), ("four", 28, Some(2))] {
            Happening::create().name(name).day(day).expires(expires).save(db).await?;
        }
        let end = async |set: orm::QuerySet<Happening>| {
            let (first, last) = (set.clone().first(db).await?.unwrap(), set.last(db).await?.unwrap());
            Ok::<_, orm::Error>(format!("{} {}", first.name, last.name))
        };
        let all = Happening::objects;
        assert_eq!(end(all().order_by(Happening.day).filter(Happening.day.lt(28))).await?, "one two");
        assert_eq!(end(all().order_by((Happening.day, Happening.expires))).await?, "one three");
        assert_eq!(end(all().order_by((Happening.day.desc(), Happening.expires.desc()))).await?, "three one");
        assert_eq!(end(all().order_by(Happening.expires)).await?, "two three", "NULL is the lowest");
        assert_eq!(end(all().order_by(Happening.expires.asc().nulls_last())).await?, "one two");
        assert_eq!(end(all().filter(Happening.day.ne(28))).await?, "two one", "by the order of the model");
        assert_eq!(end(all().order_by(())).await?, "one four", "by key");
        assert_eq!(end(all().order_by(Happening.name.desc()).reverse()).await?, "four two");
        Ok(())
    }

    async fn a_row_is_found_or_made_and_then_linked(db: &Database) {
        let (publisher, made) = Publisher::create().name("Acme Publishing").get_or_create(db, Publisher.name).await?;
        assert!(made);
        let volume = |edition: i32| publisher.volume_set().create().name("The Book of Ed & Fred").edition(edition);
        let (book, made) = volume(2).get_or_create(db, (Volume.name, Volume.publisher)).await?;
        let (same, again) = volume(3).get_or_create(db, (Volume.name, Volume.publisher)).await?;
        assert_eq!((made, again, &same, same.edition), (true, false, &book, 2));
        let (same, again) = volume(3).update_or_create(db, (Volume.publisher, Volume.name)).await?;
        assert_eq!((same.id, same.edition, again), (book.id, 3, false));
        for (code, first) in [(1, "Fred"), (2, "Ted"), (1, "Fred")] {
            let (reader, _) = Worker::create().employee_code(code).first(first).last("X").get_or_create(db, Worker.employee_code).await?;
            book.readers.add(db, &reader).await?;
        }
        assert_eq!(each!(book.readers.all(db).await?, first), ["Fred", "Ted"]);
        assert_eq!(Worker::objects().get(db, 1).await?.read().count(db).await?, 1);
        // What is missing is told, whether the row would be found or not; nothing was made.
        let error = Volume::create().name("Lost").publisher(999).get_or_create(db, (Volume.name, Volume.publisher)).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("publisher")));
        assert_eq!((Volume::objects().count(db).await?, publisher.volume_set().count(db).await?), (1, 1));
        // A row of that key in memory that is not in the database is not made by `save`; a draft of that key is.
        let mut gone = Worker::objects().get(db, 2).await?;
        gone.delete(db).await?;
        assert_eq!(gone.save(db).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(Worker::create().employee_code(2).first("Ted").last("Y").save(db).await?.read().count(db).await?, 0, "and it has no links");
        Ok(())
    }
}
