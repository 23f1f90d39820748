//! All that a manager does, the same on each of them: of a foreign key's other side, of a many-to-many and of its other side.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;
use std::collections::BTreeSet;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_band_leader", ordering(name))]
struct Leader {
    id: i64,
    name: String,
    #[many_to_many(related_name = "fans")]
    likes: ManyToMany<Song>,
    #[related(Song.leader)]
    songs: RelatedSet<Song>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_song", ordering(title))]
struct Song {
    id: i64,
    #[field(unique, max_length = 20)]
    title: String,
    #[field(default = 0)]
    plays: i32,
    #[foreign_key(on_delete = cascade, related_name = "own_songs")]
    leader: ForeignKey<Leader>,
    #[foreign_key(on_delete = set_null, related_name = "covers")]
    cover_of: Option<ForeignKey<Song>>,
}

/// Ann leads six songs and likes the even ones; Bob leads one and likes what Ann likes.
async fn songs(db: &Db) -> orm::Result<(Leader, Leader, Vec<Song>)> {
    let ann = Leader::create().name("Ann").save(db).await?;
    let bob = Leader::create().name("Bob").save(db).await?;
    let all = (1..=6).map(|n| Song::create().title(format!("song {n}")).plays(n * 10).leader(&ann));
    let all = Song::objects().bulk_create(db, all).await?;
    Song::create().title("other").leader(&bob).save(db).await?;
    ann.likes.add(db, [&all[1], &all[3], &all[5]]).await?;
    bob.likes.set(db, [all[1].id, all[3].id, all[5].id]).await?;
    Ok((ann, bob, all))
}

on_every_database! {
    async fn each_reads_like_a_queryset(db: &Database) {
        let (ann, bob, all) = songs(db).await?;
        /// The same of each of them, whose rows are these.
        async fn read<G: Manager<Target = Song>>(db: &Db, manager: &G, rows: &[&Song], other: &Song) -> orm::Result<()> {
            let titles = |rows: &[Song]| rows.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
            let expected: Vec<_> = rows.iter().map(|it| it.title.clone()).collect();
            assert_eq!(titles(&manager.all(db).await?), expected);
            assert_eq!((manager.count(db).await?, manager.exists(db).await?), (i64::try_from(rows.len()).unwrap_or(0), true));
            assert_eq!((manager.first(db).await?.as_ref(), manager.last(db).await?.as_ref()), (Some(rows[0]), rows.last().copied()));
            assert_eq!(titles(&manager.reverse().limit(1).all(db).await?), expected[expected.len() - 1..]);
            assert_eq!(titles(&manager.limit(2).all(db).await?), expected[..2]);
            assert_eq!(titles(&manager.order_by(Song.plays.desc()).offset(1).limit(1).all(db).await?), expected[expected.len() - 2..expected.len() - 1]);
            assert_eq!(manager.filter(Song.plays.le(20)).count(db).await? + manager.exclude(Song.plays.le(20)).count(db).await?, manager.count(db).await?);
            assert_eq!(manager.filter_if(Some("song 2"), |title| Song.title.eq(title)).one(db).await?.plays, 20);
            assert_eq!(manager.filter_if(None::<i32>, |plays| Song.plays.eq(plays)).count(db).await?, manager.count(db).await?);
            // Only what is among them is found.
            assert_eq!(&manager.get(db, rows[0]).await?, rows[0]);
            assert_eq!(manager.get(db, other).await.unwrap_err().kind(), ErrorKind::NotFound);
            assert_eq!(manager.one(db).await.unwrap_err().kind(), ErrorKind::MultipleFound);
            let (both, sent) = statements(db, async { Ok((manager.contains(db, rows[0]).await?, manager.contains(db, other.id).await?)) }).await?;
            assert_eq!((both, sent), ((true, false), 2));
            let found = manager.in_bulk(db, [rows[1].id, other.id]).await?;
            assert_eq!((found.len(), &found[&rows[1].id]), (1, rows[1]));
            assert_eq!(manager.query().in_bulk_by(db, Song.title, ["song 2", "other"]).await?.len(), 1);
            let page = manager.page(db, 2, 2).await?;
            assert_eq!((titles(&page.rows), page.total), (expected[2..4.min(expected.len())].to_vec(), rows.len()));
            let mut stream = manager.stream(db);
            assert_eq!(stream.next().await.unwrap()?.title, expected[0]);
            drop(stream);
            assert_eq!(manager.select(Song.title).all(db).await?, expected);
            assert_eq!(manager.with(Song.leader).first(db).await?.unwrap().1.name, "Ann");
            assert_eq!(manager.annotate(via(Song::fans).count()).all(db).await?.iter().filter(|(_, fans)| *fans == 2).count(), 3);
            assert_eq!(manager.query().load(Song.leader).first(db).await?.unwrap().leader.loaded().map(|it| it.name.as_str()), Some("Ann"));
            let three: BTreeSet<_> = manager.order_by(orm::Random).limit(3).select(Song.title).all(db).await?.into_iter().collect();
            assert_eq!((three.len(), three.iter().all(|it| expected.contains(it))), (3, true));
            // What is written by it is written to its rows alone, and how many they are is told.
            assert_eq!(manager.update(db, Song.plays.set(Song.plays + 1)).await?, rows.len() as u64);
            assert_eq!(manager.filter(Song.title.eq("song 2")).update(db, Song.plays.set(20)).await?, 1);
            assert_eq!(Song::objects().get(db, other).await?.plays, other.plays);
            for row in rows {
                Song::objects().filter(Song.id.eq(row.id)).update(db, Song.plays.set(row.plays)).await?;
            }
            Ok(())
        }
        let other = Song::objects().filter(Song.title.eq("other")).one(db).await?;
        let (whole, even): (Vec<&Song>, Vec<&Song>) = (all.iter().collect(), vec![&all[1], &all[3], &all[5]]);
        read(db, &ann.own_songs(), &whole, &other).await?;
        read(db, &ann.songs, &whole, &other).await?;
        read(db, &ann.likes, &even, &other).await?;
        read(db, &bob.likes, &even, &all[0]).await?;
        for leader in [&ann, &bob] {
            assert_eq!(all[1].fans().get(db, leader).await?.name, leader.name);
        }
        assert_eq!((all[1].fans().contains(db, &bob).await?, all[0].fans().contains(db, &bob).await?), (true, false));
        Ok(())
    }

    async fn rows_keys_duplicates_and_none(db: &Database) {
        let (ann, bob, all) = songs(db).await?;
        let titles = async |leader: &Leader| Ok::<_, orm::Error>(each!(leader.likes.all(db).await?, title).join(", "));
        // A row, a key, a foreign key, a list of any of these, what a query gave, and nothing.
        ann.likes.add(db, &all[0]).await?;
        ann.likes.add(db, all[0].id).await?;
        ann.likes.add(db, vec![all[0].id, all[0].id, all[2].id]).await?;
        ann.likes.add(db, ForeignKey::<Song>::to(&all[2])).await?;
        ann.likes.add(db, &bob.own_songs().all(db).await?).await?;
        ann.likes.add(db, [] as [i64; 0]).await?;
        assert_eq!(titles(&ann).await?, "other, song 1, song 2, song 3, song 4, song 6");
        assert_eq!(ann.likes.remove(db, [&all[4], &all[0], &all[0]]).await?, 1, "what is not linked does not count");
        assert_eq!(ann.likes.remove(db, [] as [&Song; 0]).await?, 0);
        // One key that leads nowhere: nothing is linked.
        assert_eq!(ann.likes.add(db, [all[0].id, 999_999]).await.unwrap_err().kind(), ErrorKind::ForeignKeyViolation);
        assert_eq!(ann.likes.set(db, [999_999]).await.unwrap_err().kind(), ErrorKind::ForeignKeyViolation);
        assert_eq!(titles(&ann).await?, "other, song 2, song 3, song 4, song 6");
        // `set` to what is there writes nothing; to what the other has; to nothing.
        ann.likes.set(db, bob.likes.load(db).await?).await?;
        assert_eq!(titles(&ann).await?, titles(&bob).await?);
        let (_, sent) = statements(db, ann.likes.set(db, [&all[1], &all[3], &all[5], &all[1]])).await?;
        assert!(sent <= 2, "{sent} statements");
        ann.likes.set(db, [] as [&Song; 0]).await?;
        assert_eq!((ann.likes.count(db).await?, bob.likes.count(db).await?, ann.likes.clear(db).await?), (0, 3, 0));
        // A row that is gone is linked with nobody, and cannot be linked.
        all[1].delete(db).await?;
        assert_eq!((titles(&bob).await?, ann.likes.add(db, &all[1]).await.unwrap_err().kind()), ("song 4, song 6".to_owned(), ErrorKind::ForeignKeyViolation));
        assert_eq!(all[1].fans().count(db).await?, 0);
        Ok(())
    }

    /// What another writes is seen by whoever asks, and not by what was loaded before.
    async fn what_is_in_memory_and_what_is_asked(db: &Database) {
        let (ann, _, all) = songs(db).await?;
        let leaders = Leader::objects().load((Leader.likes, Leader.songs)).all(db).await?;
        let loaded = &leaders[0];
        ann.likes.remove(db, &all[1]).await?;
        all[0].fans().add(db, &ann).await?;
        ann.own_songs().create().title("new").save(db).await?;
        assert_eq!((loaded.likes.loaded().unwrap().len(), loaded.songs.loaded().unwrap().len()), (3, 6));
        assert_eq!((loaded.likes.count(db).await?, loaded.songs.count(db).await?), (3, 7));
        assert_eq!((loaded.likes.reload(db).await?.len(), loaded.songs.reload(db).await?.len()), (3, 7));
        assert_eq!(each!(loaded.likes.loaded().unwrap(), title), ["song 1", "song 4", "song 6"]);
        // Through the field itself it is seen at once, by one statement.
        loaded.likes.add(db, &all[2]).await?;
        assert_eq!(loaded.likes.loaded(), None);
        let (count, sent) = statements(db, async { Ok(loaded.likes.load(db).await?.len() + loaded.likes.load(db).await?.len()) }).await?;
        assert_eq!((count, sent), (8, 1));
        // And undone with its transaction, in the database.
        let tx = db.begin().await?;
        loaded.likes.clear(&tx).await?;
        assert_eq!(loaded.likes.count(&tx).await?, 0);
        tx.rollback().await?;
        assert_eq!(loaded.likes.load(db).await?.len(), 4);
        Ok(())
    }

    async fn an_order_by_chance(db: &Database) {
        songs(db).await?;
        let shuffled = async || Song::objects().order_by(orm::Random).select(Song.id).all(db).await;
        let (mut seen, whole) = (BTreeSet::new(), Song::objects().select(Song.id).all(db).await?.into_iter().collect::<BTreeSet<_>>());
        for _ in 0..30 {
            let ids = shuffled().await?;
            assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), whole);
            seen.insert(ids);
        }
        assert!(seen.len() > 1, "of 5,040 orders thirty times the same");
        // Behind other steps, turned round, of each row's own, and of rows that are changed.
        let mixed = Song::objects().order_by((Song.leader.name.desc(), orm::Random)).reverse().select(Song.leader.name).all(db).await?;
        assert_eq!((mixed[0].as_str(), mixed[6].as_str()), ("Ann", "Bob"));
        let one = Leader.songs.query().order_by(orm::Random).limit_per_row(1);
        let leaders = Leader::objects().load(one).all(db).await?;
        assert_eq!(leaders.iter().map(|it| it.songs.loaded().unwrap().len()).collect::<Vec<_>>(), [1, 1]);
        assert_eq!(Song::objects().order_by(orm::Random).limit(2).update(db, Song.plays.set(-1)).await?, 2);
        assert_eq!(Song::objects().order_by(orm::Random).limit(4).delete(db).await?.of_model("Song"), 4);
        assert!(Song::objects().order_by(orm::Random).first(db).await?.is_some());
        for error in [
            Song::objects().order_by(orm::Random).page(db, 1, 2).await.unwrap_err(),
            Song::objects().order_by((Song.plays, orm::Random)).page_after(db, 2, None).await.unwrap_err(),
        ] {
            assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Song")));
        }
        Ok(())
    }
}
