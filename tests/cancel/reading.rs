//! Reading: nothing is changed, and the pool is whole.

use crate::dropped_everywhere;
use crate::every_poll::*;
use crate::{Cat, Note, Owner, Subject, noted, owner};
use orm::prelude::*;

#[derive(View)]
#[view(Owner)]
struct WithCats {
    #[view(via(Owner::cat_set))]
    cats: Vec<CatName>,
}

#[derive(View)]
#[view(Cat)]
struct CatName {
    #[allow(dead_code, reason = "that it is read is what is tried")]
    name: String,
}

dropped_everywhere! {
    querysets,

    "all" |stage| {
        stage.begin();
        assert_eq!(Cat::objects().all(stage.db()).await?.len(), 3);
    }
    "get" |stage| {
        stage.begin();
        Owner::objects().get(stage.db(), 1).await?;
    }
    "get what is not there" |stage| {
        stage.begin();
        assert!(Owner::objects().get(stage.db(), 99).await.optional()?.is_none());
    }
    "one" |stage| {
        stage.begin();
        owner(stage.db(), "Ann").await?;
    }
    "first" |stage| {
        stage.begin();
        Cat::objects().first(stage.db()).await?.unwrap();
    }
    "last" |stage| {
        stage.begin();
        Cat::objects().last(stage.db()).await?.unwrap();
    }
    "count" |stage| {
        stage.begin();
        assert_eq!(Cat::objects().filter(Cat.owner.name.eq("Ann")).count(stage.db()).await?, 2);
    }
    "exists" |stage| {
        stage.begin();
        assert!(Cat::objects().exists(stage.db()).await?);
    }
    "in_bulk" |stage| {
        stage.begin();
        assert_eq!(Cat::objects().in_bulk(stage.db(), [1_i64, 2, 99]).await?.len(), 2);
    }
    "with a foreign key" |stage| {
        stage.begin();
        assert_eq!(Cat::objects().with(Cat.owner).all(stage.db()).await?.len(), 3);
    }
    "with many to many" |stage| {
        stage.begin();
        assert_eq!(Owner::objects().with(Owner.sits_for).all(stage.db()).await?.len(), 2);
    }
    "with the other side" |stage| {
        stage.begin();
        assert_eq!(Owner::objects().with(via(Owner::cat_set)).all(stage.db()).await?.len(), 2);
    }
    "stream, a row for each poll of the database" |stage| {
        stage.begin();
        let mut cats = Cat::objects().with(Cat.owner).stream(stage.db()).chunk_size(1);
        let mut read = 0;
        while let Some(cat) = cats.next().await {
            cat?;
            read += 1;
        }
        assert_eq!(read, 3);
    }
    "stream, all in one chunk" |stage| {
        stage.begin();
        let mut cats = Cat::objects().stream(stage.db());
        while let Some(cat) = cats.next().await {
            cat?;
        }
    }
    "stream, dropped in the middle" |stage| {
        stage.begin();
        Cat::objects().stream(stage.db()).chunk_size(1).next().await.unwrap()?;
    }
    "select" |stage| {
        stage.begin();
        assert_eq!(Cat::objects().select((Cat.name, Cat.owner.name)).all(stage.db()).await?.len(), 3);
    }
    "page_after the beginning" |stage| {
        stage.begin();
        let page = Cat::objects().order_by(Cat.name).page_after(stage.db(), 2, None).await?;
        assert!((page.rows.len(), page.next.is_some()) == (2, true));
    }
    "page_after a cursor" |stage| {
        let page = Cat::objects().order_by(Cat.name).page_after(stage.db(), 1, None).await?;
        stage.begin();
        let next = Cat::objects().order_by(Cat.name).with(Cat.owner).page_after(stage.db(), 1, page.next).await?;
        assert_eq!(next.rows[0].0.name, "Rex");
    }
    "page_before the end" |stage| {
        stage.begin();
        let page = Cat::objects().order_by(Cat.name).page_before(stage.db(), 2, None).await?;
        assert_eq!(page.rows[1].name, "Zoe");
    }
    "page_before a cursor, with load" |stage| {
        let page = Cat::objects().order_by(Cat.name).page_before(stage.db(), 1, None).await?;
        stage.begin();
        let before = Cat::objects().order_by(Cat.name).load(Cat.owner.cats);
        assert_eq!(before.page_before(stage.db(), 1, page.previous).await?.rows[0].name, "Rex");
    }
    "view" |stage| {
        stage.begin();
        let owners: Vec<WithCats> = Owner::objects().view().all(stage.db()).await?;
        assert_eq!(owners.iter().map(|owner| owner.cats.len()).sum::<usize>(), 3);
    }
    "refresh" |stage| {
        let mut ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.refresh(stage.db()).await?;
    }
}

dropped_everywhere! {
    relations,

    "foreign key load" |stage| {
        let cats = Cat::objects().all(stage.db()).await?;
        stage.begin();
        cats[0].owner.load(stage.db()).await?;
    }
    "foreign key reload" |stage| {
        let mut cats = Cat::objects().all(stage.db()).await?;
        cats[0].owner.load(stage.db()).await?;
        stage.begin();
        cats[0].owner.reload(stage.db()).await?;
    }
    "many to many load" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        stage.begin();
        owners[0].sits_for.load(stage.db()).await?;
    }
    "many to many reload" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        owners[0].sits_for.load(stage.db()).await?;
        stage.begin();
        owners[0].sits_for.reload(stage.db()).await?;
    }
    "many to many all" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.sits_for.all(stage.db()).await?.len(), 1);
    }
    "related all" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.cat_set().all(stage.db()).await?.len(), 2);
    }
    "related set load" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        stage.begin();
        owners[0].cats.load(stage.db()).await?;
    }
    "related set reload" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        owners[0].cats.load(stage.db()).await?;
        stage.begin();
        owners[0].cats.reload(stage.db()).await?;
    }
    "related one load" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        stage.begin();
        owners[0].papers.load(stage.db()).await?;
    }
    "related one reload" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        owners[0].papers.load(stage.db()).await?;
        stage.begin();
        owners[0].papers.reload(stage.db()).await?;
    }
    "one to one from the other side" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert!(ann.passport(stage.db()).await?.is_some());
    }
}

dropped_everywhere! {
    paths,

    "load of a path" |stage| {
        stage.begin();
        let cats = Cat::objects().load(Cat.owner).all(stage.db()).await?;
        assert!(cats.iter().all(|cat| cat.owner.loaded().is_some()));
    }
    "load of many paths" |stage| {
        stage.begin();
        let paths = (Cat.owner.sits_for, Cat.owner.papers, Cat.vet.cats, Cat.mother.owner);
        assert_eq!(Cat::objects().load(paths).all(stage.db()).await?.len(), 3);
    }
    "load of a path that is joined" |stage| {
        stage.begin();
        let cats = Cat::objects().load((Cat.owner.joined(), Cat.mother.vet.joined())).all(stage.db()).await?;
        assert!(cats.iter().all(|cat| cat.owner.loaded().is_some()));
    }
    "load of a path that is joined, and of what leads on from it" |stage| {
        stage.begin();
        let cats = Cat::objects().load((Cat.owner.joined(), Cat.owner.papers)).all(stage.db()).await?;
        assert!(cats.iter().all(|cat| cat.owner.loaded().is_some_and(|it| it.papers.loaded().is_some())));
    }
    "load joined within a queryset" |stage| {
        stage.begin();
        let cats = Owner.cats.query().load(Cat.vet.joined());
        assert_eq!(Owner::objects().load(cats).all(stage.db()).await?.len(), 2);
    }
    "load of querysets within each other" |stage| {
        stage.begin();
        let newest = Owner.cats.query().order_by(Cat.id.desc()).limit_per_row(1).load(Cat.vet);
        let owners = Owner::objects().load((newest, Owner.keeps)).all(stage.db()).await?;
        assert_eq!(owners[0].cats.loaded().map(<[Cat]>::len), Some(1));
    }
    "load for rows at hand" |stage| {
        let owners = Owner::objects().all(stage.db()).await?;
        stage.begin();
        Owner::load(stage.db(), &owners, (Owner.cats.vet, Owner.papers)).await?;
    }
    "with, and load beside it" |stage| {
        stage.begin();
        let rows = Owner::objects().with(Owner.keeps).load(Owner.cats).all(stage.db()).await?;
        assert_eq!(rows.len(), 2);
    }
}

#[derive(View)]
#[view(Note)]
struct NoteLine {
    about: Subject,
}

dropped_everywhere! {
    polymorphic on EVERYWHERE, from noted,

    "load of a variant" |stage| {
        let notes = Note::objects().order_by(Note.id).all(stage.db()).await?;
        stage.begin();
        let Subject::Cat(cat) = &notes[0].about else { panic!("a cat") };
        assert_eq!(cat.load(stage.db()).await?.name, "Milo");
    }
    "reload of a variant" |stage| {
        let mut notes = Note::objects().order_by(Note.id).load(Note.about).all(stage.db()).await?;
        stage.begin();
        let Subject::Cat(cat) = &mut notes[0].about else { panic!("a cat") };
        cat.reload(stage.db()).await?;
    }
    "load of all targets" |stage| {
        stage.begin();
        let notes = Note::objects().load((Note.about, Note.about.cat.owner)).all(stage.db()).await?;
        assert!(notes.iter().all(|note| match &note.about {
            Subject::Cat(it) => it.loaded().is_some(),
            Subject::Owner(it) => it.loaded().is_some(),
        }));
    }
    "load of targets that are joined" |stage| {
        stage.begin();
        let notes = Note::objects().load((Note.about.cat.owner.joined(), Note.about.owner.joined()));
        assert_eq!(notes.all(stage.db()).await?.len(), 3);
    }
    "load for rows at hand" |stage| {
        let notes = Note::objects().all(stage.db()).await?;
        stage.begin();
        Note::load(stage.db(), &notes, Note.about).await?;
    }
    "select, and load what it gave" |stage| {
        stage.begin();
        let subjects = Note::objects().order_by(Note.id).select(Note.about).all(stage.db()).await?;
        let Subject::Owner(ann) = &subjects[2] else { panic!("an owner") };
        assert_eq!(ann.load(stage.db()).await?.name, "Ann");
    }
    "view" |stage| {
        stage.begin();
        let lines: Vec<NoteLine> = Note::objects().view().all(stage.db()).await?;
        assert_eq!(lines.iter().filter(|line| matches!(line.about, Subject::Cat(_))).count(), 2);
    }
}

// Within a transaction such a stream is refused, so it runs on the pool alone.
dropped_everywhere! {
    streams_that_load on &[Setting::Pool], from crate::family,

    "stream with load" |stage| {
        stage.begin();
        let mut cats = Cat::objects().load((Cat.owner, Cat.vet.sits_for)).stream(stage.db()).chunk_size(2);
        while let Some(cat) = cats.next().await {
            assert!(cat?.owner.loaded().is_some());
        }
    }
    "stream with the other side" |stage| {
        stage.begin();
        let mut owners = Owner::objects().with(via(Owner::cat_set)).stream(stage.db()).chunk_size(1);
        while let Some(owner) = owners.next().await {
            assert!(!owner?.1.is_empty());
        }
    }
}

// Whoever waits for the same rows asks again when the one who asked for all is gone.
#[tokio::test]
async fn a_load_that_was_dropped_is_done_by_the_next() {
    for polls in 1..6 {
        let db =
            Database::options("sqlite::memory:").rehearse(orm::database::Rehearsal::Blocking).connect().await.unwrap();
        db.create_tables().await.unwrap();
        let ann = Owner::create().name("Ann").save(&db).await.unwrap();
        for n in 0..3 {
            ann.cat_set().create().name(format!("cat {n}")).save(&db).await.unwrap();
        }
        let cats = Cat::objects().all(&db).await.unwrap();
        let mut loading = Box::pin(cats[0].owner.load(&db));
        for _ in 0..polls {
            let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(loading.as_mut().poll(cx).is_ready())).await;
            if polled {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(loading);
        assert_eq!(cats[1].owner.load(&db).await.unwrap().name, "Ann");
        db.close().await;
    }
}
