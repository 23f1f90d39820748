//! Rows one after the other: what they are, what they cost, what else can run meanwhile, and what is left of a stream that
//! was dropped. How much memory they take is measured in `tests/memory.rs`.

use crate::models::{Cat, Owner};
use crate::support::{on_every_database, raw, statements};
use orm::prelude::*;
use orm::{Error, ErrorKind, RowStream};

/// A table that a test takes away.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "streams_note")]
pub(crate) struct Note {
    pub(crate) id: i64,
    #[field(max_length = 40)]
    pub(crate) text: String,
}

/// Three owners with their cats in turn, and the vet of every second cat.
async fn fill(db: &Db, cats: usize) -> orm::Result<Vec<Owner>> {
    let owners = ["Ann", "Bob", "Eva"].map(|name| Owner::create().name(name));
    let owners = Owner::objects().bulk_create(db, owners).await?;
    let drafts = (0..cats).map(|n| {
        let draft = Cat::create().name(format!("Cat {n:04}")).owner(&owners[n % 3]);
        if n % 2 == 0 { draft.vet(&owners[0]) } else { draft }
    });
    Cat::objects().bulk_create(db, drafts).await?;
    Ok(owners)
}

/// Reads a stream to its end.
async fn rows<M: orm::model::Table, S: orm::query::Shape<M>>(
    mut stream: RowStream<'_, M, S>,
) -> orm::Result<Vec<S::Row>> {
    let mut rows = Vec::new();
    while let Some(row) = stream.next().await {
        rows.push(row?);
    }
    assert!(stream.next().await.is_none(), "it stays at its end");
    Ok(rows)
}

on_every_database! {
    async fn all_rows_in_order_in_one_statement(db: &Database) {
        fill(db, 2_500).await?;
        let cats = Cat::objects().filter(Cat.owner.name.ne("Bob")).order_by(Cat.name.desc());
        let (streamed, sent) = statements(db, rows(cats.clone().stream(db))).await?;
        assert_eq!((sent, streamed.len()), (1, 1_667));
        assert_eq!(streamed, cats.clone().all(db).await?);
        let (few, sent) = statements(db, rows(cats.offset(10).limit(20).stream(db).chunk_size(7))).await?;
        assert_eq!((sent, few.as_slice()), (1, &streamed[10..30]));
        // The end of a chunk that is the end of the rows.
        for chunk in [1, 2, 10, 11, 0] {
            assert_eq!(rows(Cat::objects().order_by(Cat.name).limit(10).stream(db).chunk_size(chunk)).await?.len(), 10);
        }
        assert_eq!(rows(Cat::objects().filter(Cat.name.eq("Rex")).stream(db)).await?, []);
        Ok(())
    }

    async fn nothing_is_sent_before_the_first_row_is_asked_for(db: &Database) {
        let sent = db.statements_sent();
        let stream = Cat::objects().stream(db);
        assert_eq!(format!("{stream:?}"), "RowStream of Cat");
        drop(stream);
        assert_eq!(db.statements_sent(), sent);
        // Nor for what can be no statement.
        let mut refused = Cat::objects().limit(1).order_by(Cat.name).stream(db);
        assert_eq!(refused.next().await.unwrap().unwrap_err().kind(), ErrorKind::Unsupported);
        assert!(refused.next().await.is_none());
        assert_eq!(db.statements_sent(), sent);
        Ok(())
    }

    async fn what_is_loaded_is_loaded_for_each_chunk(db: &Database) {
        let owners = fill(db, 25).await?;
        let cats = || Cat::objects().order_by(Cat.name);
        let (loaded, sent) = statements(db, rows(cats().load((Cat.owner, Cat.vet)).stream(db).chunk_size(10))).await?;
        assert_eq!(sent, 1 + 3 * 2, "the rows, and two relations of three chunks");
        assert!(loaded.iter().enumerate().all(|(n, cat)| cat.owner.loaded() == Some(&owners[n % 3])));
        assert!(loaded.iter().all(|cat| cat.vet.as_ref().is_none_or(|vet| vet.loaded() == Some(&owners[0]))));
        // A relation to one row that stands beside is joined.
        let (beside, sent) = statements(db, rows(cats().with(Cat.owner).with(Cat.vet).stream(db).chunk_size(10))).await?;
        assert_eq!((sent, beside), (1, cats().with(Cat.owner).with(Cat.vet).all(db).await?));
        let owners = || Owner::objects().order_by(Owner.name).with(via(Owner::cat_set)).with(via(Owner::patients));
        let (beside, sent) = statements(db, rows(owners().stream(db).chunk_size(2))).await?;
        assert_eq!((sent, beside), (1 + 2 * 2, owners().all(db).await?));
        let newest = || via(Owner::cat_set).query().order_by(Cat.name.desc()).limit_per_row(2).with(Cat.vet);
        let (beside, sent) = statements(db, rows(Owner::objects().with(newest()).stream(db).chunk_size(2))).await?;
        assert_eq!((sent, beside), (1 + 2, Owner::objects().with(newest()).all(db).await?));
        Ok(())
    }

    async fn rows_of_a_chunk_are_peers(db: &Database) {
        fill(db, 25).await?;
        let cats = rows(Cat::objects().order_by(Cat.name).stream(db).chunk_size(10)).await?;
        let ((), sent) = statements(db, async {
            for cat in &cats {
                cat.owner.load(db).await?;
            }
            Ok(())
        }).await?;
        assert_eq!(sent, 3, "one for each chunk");
        // Also while the stream goes on, and of the rows that are still to come of it.
        let mut stream = Cat::objects().order_by(Cat.name).stream(db).chunk_size(10);
        let (owners, sent) = statements(db, async {
            let mut names = Vec::new();
            while let Some(cat) = stream.next().await {
                names.push(cat?.owner.load(db).await?.name.clone());
            }
            Ok(names)
        }).await?;
        assert_eq!((owners.len(), sent), (25, 1 + 3));
        Ok(())
    }

    async fn rows_are_written_while_they_are_read(db: &Database) {
        fill(db, 300).await?;
        let mut stream = Cat::objects().order_by(Cat.id).stream(db).chunk_size(7);
        let mut read = 0;
        while let Some(cat) = stream.next().await {
            let mut cat = cat?;
            cat.update(db, Cat.lives.set(cat.lives - 1)).await?;
            Cat::create().name(format!("After {}", cat.name)).owner(cat.owner.key()).save(db).await?;
            read += 1;
        }
        assert_eq!(read, 300, "what it reads is one state of the database");
        assert_eq!(Cat::objects().filter(Cat.lives.eq(8)).count(db).await?, 300);
        Ok(())
    }

    async fn a_stream_of_a_manager(db: &Database) {
        let owners = fill(db, 30).await?;
        let cats = Cat::objects().all(db).await?;
        owners[0].sits_for.add(db, [&cats[0], &cats[1], &cats[2]]).await?;
        let own = rows(owners[1].cat_set().stream(db).chunk_size(4)).await?;
        assert_eq!(own, owners[1].cat_set().all(db).await?);
        let sat = rows(owners[0].sits_for.stream(db)).await?;
        assert_eq!(sat, owners[0].sits_for.all(db).await?);
        Ok(())
    }

    async fn dropped_anywhere_it_leaves_the_pool_whole(db: &Database) {
        fill(db, 40).await?;
        // More than the pool has connections.
        for read in 0..20 {
            let mut stream = Cat::objects().load(Cat.owner).stream(db).chunk_size(3);
            for _ in 0..read {
                stream.next().await.unwrap()?;
            }
            drop(stream);
            assert_eq!(Cat::objects().count(db).await?, 40);
        }
        // One that is asked no more keeps its connection, and gives the next row from where it was.
        let mut rest = Cat::objects().order_by(Cat.name).stream(db).chunk_size(3);
        rest.next().await.unwrap()?;
        {
            let mut next = Box::pin(rest.next());
            std::future::poll_fn(|cx| { let _ = next.as_mut().poll(cx); std::task::Poll::Ready(()) }).await;
        }
        let mut names = Vec::new();
        while let Some(cat) = rest.next().await {
            names.push(cat?.name);
        }
        assert!(names.len() >= 38 && names.last().is_some_and(|name| name == "Cat 0039"), "{names:?}");
        Ok(())
    }

    async fn an_error_ends_it(db: &Database) {
        raw(db, "DROP TABLE streams_note").await?;
        let mut missing = Note::objects().stream(db);
        assert_eq!(missing.next().await.unwrap().unwrap_err().kind(), ErrorKind::SchemaMismatch);
        assert!(missing.next().await.is_none());
        // Another program's table, of which the 21st row cannot be read.
        raw(db, "CREATE TABLE streams_note (id BIGINT PRIMARY KEY, text VARCHAR(40))").await?;
        for n in 1..30 {
            let text = if n == 21 { "NULL" } else { "'secret'" };
            raw(db, &format!("INSERT INTO streams_note VALUES ({n}, {text})")).await?;
        }
        for _ in 0..20 {
            let mut notes = Note::objects().order_by(Note.id).stream(db).chunk_size(5);
            for n in 1..=20 {
                assert_eq!(notes.next().await.unwrap()?.id, n);
            }
            let error = notes.next().await.unwrap().unwrap_err();
            assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::SchemaMismatch, Some("Note"), Some("text")));
            assert!(notes.next().await.is_none());
            drop(notes);
            assert_eq!(Note::objects().count(db).await?, 29, "and leaves its connection whole");
        }
        Ok(())
    }

    async fn within_a_transaction(db: &Database) {
        fill(db, 40).await?;
        db.transaction(async |tx| {
            Cat::objects().filter(Cat.name.lt("Cat 0010")).delete(&tx).await?;
            let read = rows(Cat::objects().with(Cat.owner).stream(&tx).chunk_size(7)).await?;
            assert_eq!(read.len(), 30, "it sees what the transaction did");
            // While it is open the transaction is its own.
            let mut stream = Cat::objects().order_by(Cat.name).stream(&tx).chunk_size(7);
            let first = stream.next().await.unwrap()?;
            for error in [
                Cat::objects().count(&tx).await.unwrap_err(),
                first.owner.load(&tx).await.unwrap_err(),
                first.clone().save(&tx).await.unwrap_err(),
                Cat::objects().stream(&tx).next().await.unwrap().unwrap_err(),
                tx.begin().await.unwrap_err(),
            ] {
                assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
                assert!(error.to_string().contains("a stream of this transaction is open"), "{error}");
            }
            assert_eq!(Cat::objects().count(db).await?, 40, "others see it beside");
            drop(stream);
            assert_eq!(Cat::objects().count(&tx).await?, 30, "and then it goes on");
            let mut stream = Cat::objects().stream(&tx).chunk_size(7);
            while let Some(cat) = stream.next().await {
                cat?;
            }
            // At its end it holds nothing, though it is not dropped.
            assert_eq!(Cat::objects().count(&tx).await?, 30);
            drop(stream);
            // What would ask for more beside it is refused before anything is sent.
            let sent = tx.statements_sent();
            let refused = [
                Cat::objects().load(Cat.owner).stream(&tx).next().await.map(|row| row.map(drop)),
                Owner::objects().with(via(Owner::cat_set)).stream(&tx).next().await.map(|row| row.map(drop)),
                Owner::objects().with(via(Owner::cat_set).query()).stream(&tx).next().await.map(|row| row.map(drop)),
            ];
            for error in refused {
                let error = error.unwrap().unwrap_err();
                assert_eq!((error.kind(), tx.statements_sent()), (ErrorKind::Unsupported, sent), "{error}");
            }
            Ok::<_, Error>(())
        }).await?;
        assert_eq!(Cat::objects().count(db).await?, 30);
        Ok(())
    }

    async fn within_a_savepoint(db: &Database) {
        fill(db, 10).await?;
        let tx = db.begin().await?;
        let inner = tx.begin().await?;
        let mut stream = Cat::objects().stream(&inner).chunk_size(3);
        stream.next().await.unwrap()?;
        drop(stream);
        Cat::objects().delete(&inner).await?;
        drop(inner);
        assert_eq!(rows(Cat::objects().stream(&tx).chunk_size(3)).await?.len(), 10);
        tx.commit().await?;
        Ok(())
    }

    async fn streams_beside_each_other(db: &Database) {
        fill(db, 60).await?;
        let mut streams: Vec<_> = (1..5).map(|n| Cat::objects().order_by(Cat.name).stream(db).chunk_size(n)).collect();
        for _ in 0..60 {
            let mut names = Vec::new();
            for stream in &mut streams {
                names.push(stream.next().await.unwrap()?.name);
            }
            names.dedup();
            assert_eq!(names.len(), 1);
        }
        Ok(())
    }
}

// While it loads it needs a second one, and that there is none is told.
#[tokio::test]
async fn a_pool_of_one_connection() -> orm::Result<()> {
    let patience = std::time::Duration::from_millis(50);
    let db = Database::options("sqlite::memory:").max_connections(1).acquire_timeout(patience).connect().await?;
    db.create_tables().await?;
    fill(&db, 5).await?;
    assert_eq!(rows(Cat::objects().stream(&db).chunk_size(2)).await?.len(), 5);
    let error = rows(Cat::objects().load(Cat.owner).stream(&db).chunk_size(2)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("stream"), "{error}");
    // Of one chunk it is at its end before it loads.
    assert_eq!(rows(Cat::objects().load(Cat.owner).stream(&db)).await?.len(), 5);
    db.close().await;
    Ok(())
}

// It is a stream of `futures`, and can be sent to another task.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_a_stream_of_another_task() -> orm::Result<()> {
    let test = crate::support::Fresh::memory().await?;
    fill(&test.db, 100).await?;
    let db = test.db.clone();
    let read = tokio::spawn(async move {
        let mut stream = std::pin::pin!(Cat::objects().with(Cat.owner).stream(&db).chunk_size(9));
        let mut read = 0;
        while let Some(row) = std::future::poll_fn(|cx| futures_core::Stream::poll_next(stream.as_mut(), cx)).await {
            let (cat, owner) = row?;
            assert_eq!(cat.owner.key(), &owner.id);
            read += 1;
        }
        orm::Result::Ok(read)
    });
    assert_eq!(read.await.unwrap()?, 100);
    test.finish().await
}
