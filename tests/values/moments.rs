//! Dates and times, with the feature `chrono`.

use super::Random;
use crate::support::on_every_database;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use orm::prelude::*;
use orm::{Error, ErrorKind};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_moment")]
struct Moment {
    id: i64,
    date: NaiveDate,
    time: NaiveTime,
    local: NaiveDateTime,
    instant: DateTime<Utc>,
    maybe: Option<DateTime<Utc>>,
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

async fn store(db: &Db, it: NaiveDateTime) -> orm::Result<Moment> {
    Moment::create().date(it.date()).time(it.time()).local(it).instant(it.and_utc()).maybe(it.and_utc()).save(db).await
}

/// To the microsecond, as every database can hold it.
fn cut(it: NaiveDateTime) -> NaiveDateTime {
    it.with_nanosecond(it.nanosecond() / 1_000 * 1_000).unwrap()
}

on_every_database! {
    async fn they_are_paged_by(db: &Database) {
        for edge in ["2024-05-06T07:08:09.000001", "0001-01-01T00:00:00", "9999-12-31T23:59:59.999999", "2024-05-06T07:08:09"] {
            store(db, local(edge)).await?;
        }
        let pages = || Moment::objects().order_by((Moment.date, Moment.time.desc(), Moment.local, Moment.instant, Moment.maybe.desc()));
        let all = pages().page(db, 1, 100).await?.rows;
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = pages().page_after(db, 1, after).await?;
            seen.extend(page.rows);
            let Some(next) = page.next else { break };
            after = Some(next.to_string().parse()?);
        }
        assert_eq!(seen, all);
        Ok(())
    }

    async fn moments_come_back_to_the_microsecond(db: &Database) {
        let edges = ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999999999", "1969-12-31T23:59:59.5", "2038-01-19T03:14:08",
            "2000-02-29T12:00:00.000001", "2024-03-31T02:30:00.123456789", "1582-10-10T00:00:00.0000009"];
        for edge in edges.map(local) {
            let kept = store(db, edge).await?;
            let read = Moment::objects().get(db, kept.id).await?;
            assert_eq!(kept, read, "the row has what was stored");
            assert_eq!((read.date, read.time, read.local), (edge.date(), cut(edge).time(), cut(edge)));
            assert_eq!((read.instant, read.maybe), (cut(edge).and_utc(), Some(cut(edge).and_utc())));
            assert_eq!(Moment::objects().filter(Moment.local.eq(edge) & Moment.instant.in_([edge.and_utc(), DateTime::UNIX_EPOCH])).count(db).await?, 1);
        }
        let ordered = Moment::objects().order_by(Moment.local).all(db).await?;
        assert!(ordered.windows(2).all(|pair| pair[0].local < pair[1].local && pair[0].instant < pair[1].instant));
        Ok(())
    }

    async fn random_moments_come_back(db: &Database) {
        let mut random = Random::new();
        let (first, last) = (local("0001-01-01T00:00:00").and_utc(), local("9999-12-31T23:59:59").and_utc());
        let span = u64::try_from(last.timestamp() - first.timestamp()).unwrap();
        let kept = db.transaction(async |tx| {
            let mut kept = Vec::new();
            for _ in 0..2_000 {
                let seconds = first.timestamp() + i64::try_from(random.below(span)).unwrap();
                let nanos = u32::try_from(random.below(1_000_000_000)).unwrap();
                let moment = DateTime::from_timestamp(seconds, nanos).unwrap().naive_utc();
                let it = store(&tx, moment).await?;
                assert_eq!(it.local, cut(moment));
                kept.push(it);
            }
            Ok::<_, Error>(kept)
        }).await?;
        assert_eq!(Moment::objects().order_by(Moment.id).all(db).await?, kept);
        let middle = kept[1_000].instant;
        let expected = kept.iter().filter(|it| it.instant < middle).count();
        assert_eq!(usize::try_from(Moment::objects().filter(Moment.instant.lt(middle)).count(db).await?).unwrap(), expected);
        Ok(())
    }

    async fn what_not_every_database_holds_is_refused(db: &Database) {
        let leap = NaiveDate::from_ymd_opt(2016, 12, 31).unwrap().and_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
        let before = NaiveDate::from_ymd_opt(0, 12, 31).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let after = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let sent = db.statements_sent();
        for (moment, field) in [(leap, "time"), (before, "date"), (after, "date")] {
            let error = store(db, moment).await.unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ValueRefused, Some("Moment"), Some(field)), "{moment}");
            let error = Moment::objects().filter(Moment.local.lt(moment)).count(db).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ValueRefused);
        }
        assert_eq!(db.statements_sent(), sent);
        Ok(())
    }
}
