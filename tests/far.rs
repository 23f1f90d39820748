//! Programs of many models that lead to each other: a chain of sixty, and a circle of forty with every kind of relation.
//!
//! What rustc proves of a model, above all that it is `Send`, it would prove of every model in reach if a field contained
//! the type of the rows that it leads to, and it gives up at a depth of 128. So that this compiles is most of the test.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use orm::prelude::*;

/// Each leads to the next, the last to itself.
macro_rules! chain {
    ($model:ident) => {
        #[derive(Model, Debug, Clone, PartialEq)]
        pub(crate) struct $model {
            pub(crate) id: i64,
            #[foreign_key(on_delete = set_null)]
            pub(crate) next: Option<ForeignKey<$model>>,
        }
    };
    ($model:ident $next:ident $($rest:ident)*) => {
        #[derive(Model, Debug, Clone, PartialEq)]
        pub(crate) struct $model {
            pub(crate) id: i64,
            #[foreign_key(on_delete = cascade)]
            pub(crate) next: ForeignKey<$next>,
        }
        chain!($next $($rest)*);
    };
}

chain! {
    C00 C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 C11 C12 C13 C14 C15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29
    C30 C31 C32 C33 C34 C35 C36 C37 C38 C39 C40 C41 C42 C43 C44 C45 C46 C47 C48 C49 C50 C51 C52 C53 C54 C55 C56 C57 C58 C59
}

/// Each leads to the next in every way, and back.
macro_rules! circle {
    ($before:ident; $last:ident) => {};
    ($before:ident; $model:ident $next:ident $($rest:ident)*) => {
        #[derive(Model, Debug, Clone, PartialEq)]
        pub(crate) struct $model {
            pub(crate) id: i64,
            #[foreign_key(on_delete = set_null)]
            pub(crate) next: Option<ForeignKey<$next>>,
            #[one_to_one(on_delete = set_null)]
            pub(crate) only: Option<OneToOne<$next>>,
            #[many_to_many(related_name = "linked")]
            pub(crate) many: ManyToMany<$next>,
            #[related($before.next)]
            pub(crate) before: RelatedSet<$before>,
            #[related($before.only)]
            pub(crate) only_before: RelatedOne<$before>,
            #[related($before.many)]
            pub(crate) many_before: RelatedSet<$before>,
        }
        circle!($model; $next $($rest)*);
    };
}

circle! {
    K39;
    K00 K01 K02 K03 K04 K05 K06 K07 K08 K09 K10 K11 K12 K13 K14 K15 K16 K17 K18 K19
    K20 K21 K22 K23 K24 K25 K26 K27 K28 K29 K30 K31 K32 K33 K34 K35 K36 K37 K38 K39
    K00
}

fn is_send_and_sync<T: Send + Sync + 'static>() {}

#[test]
fn models_are_send_and_sync_however_far_they_lead() {
    is_send_and_sync::<C00>();
    is_send_and_sync::<Vec<(C00, Option<C59>)>>();
    is_send_and_sync::<K00>();
    is_send_and_sync::<orm::QuerySet<K00>>();
}

/// What a handler of a web framework asks of a future.
fn spawned<T: Send + 'static>(
    work: impl Future<Output = orm::Result<T>> + Send + 'static,
) -> tokio::task::JoinHandle<orm::Result<T>> {
    tokio::spawn(work)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chain_of_sixty() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    db.create_tables().await.unwrap();
    let last = C59::create().save(&db).await.unwrap();
    let before = C58::create().next(&last).save(&db).await.unwrap();
    let first = C57::create().next(&before).save(&db).await.unwrap();
    let (own, key) = (db.clone(), first.id);
    let loaded = spawned(async move {
        let db = own;
        let rows = C57::objects().filter(C57.next.next.next.is_null()).load(C57.next.next).all(&db).await?;
        let again = C57::objects().with(C57.next).get(&db, key).await?;
        assert_eq!(rows[0].next.load(&db).await?, &again.1);
        let all = C00::objects().load(C00.next.next.next.next.next.next).all(&db).await?;
        Ok((rows, all.len()))
    });
    let (rows, all) = loaded.await.unwrap().unwrap();
    assert_eq!((rows[0].next.loaded().and_then(|it| it.next.loaded()), all), (Some(&last), 0));
    let own = db.clone();
    let deleted = spawned(async move { C59::objects().delete(&own).await });
    assert_eq!(deleted.await.unwrap().unwrap().total(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_circle_of_forty() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    db.create_tables().await.unwrap();
    let own = db.clone();
    let work = spawned(async move {
        let db = own;
        let next = K01::create().save(&db).await?;
        let first = K00::create().next(&next).only(&next).many(&next).save(&db).await?;
        let rows = K00::objects()
            .load((K00.next.before, K00.only.only_before, K00.many.many_before, K00.before, K00.only_before))
            .all(&db)
            .await?;
        assert_eq!(rows[0].many.load(&db).await?, std::slice::from_ref(&next));
        assert_eq!(next.before.load(&db).await?, std::slice::from_ref(&first));
        assert_eq!(next.only_before.load(&db).await?, Some(&first));
        let beside = K01::objects().with(K01.before).with(K01.only_before).with(K01.next).all(&db).await?;
        assert_eq!(beside, [(next, vec![first.clone()], Some(first), None)]);
        Ok(rows)
    });
    let rows = work.await.unwrap().unwrap();
    assert_eq!(
        rows[0].next.as_ref().and_then(|it| it.loaded()).map(|it| it.before.loaded().map(<[_]>::len)),
        Some(Some(1))
    );
}
