//! Many-to-many relations of a model to itself: with a direction and without, and both beside each other.

use crate::support::{on_every_database, statements};
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Human {
    pub(crate) id: i64,
    #[field(max_length = 40)]
    pub(crate) name: String,
    #[many_to_many]
    pub(crate) friends: ManyToMany<Self>,
    #[many_to_many(symmetrical = false, related_name = "followers")]
    pub(crate) follows: ManyToMany<Human>,
    #[many_to_many(symmetrical, related_name = "+", table = "neighbourhood")]
    pub(crate) neighbours: ManyToMany<Human>,
}

async fn humans(db: &Db) -> orm::Result<[Human; 4]> {
    let humans = Human::objects().bulk_create(db, ["Ann", "Bob", "Cid", "Dee"].map(|name| Human::create().name(name)));
    Ok(humans.await?.try_into().expect("four"))
}

async fn names(rows: impl Future<Output = orm::Result<Vec<Human>>>) -> orm::Result<String> {
    let mut names: Vec<_> = rows.await?.into_iter().map(|human| human.name).collect();
    names.sort();
    Ok(names.join(" "))
}

async fn friends(db: &Db, of: [&Human; 4]) -> orm::Result<[String; 4]> {
    let [a, b, c, d] = of;
    Ok([
        names(a.friends.all(db)).await?,
        names(b.friends.all(db)).await?,
        names(c.friends.all(db)).await?,
        names(d.friends.all(db)).await?,
    ])
}

on_every_database! {
    async fn each_is_the_others_friend(db: &Database) {
        let [ann, bob, cid, dee] = &humans(db).await?;
        let all = [ann, bob, cid, dee];
        let ((), sent) = statements(db, ann.friends.add(db, [bob, cid])).await?;
        assert_eq!(sent, 1, "both ways in one statement");
        dee.friends.add(db, [ann, cid]).await?;
        assert_eq!(friends(db, all).await?, ["Bob Cid Dee", "Ann", "Ann Dee", "Ann Cid"]);
        // From the other side it is the same link.
        bob.friends.add(db, ann).await?;
        assert_eq!(friends(db, all).await?, ["Bob Cid Dee", "Ann", "Ann Dee", "Ann Cid"]);
        let (gone, sent) = statements(db, bob.friends.remove(db, ann)).await?;
        assert_eq!((gone, sent), (1, 1), "two rows are one link");
        assert_eq!(friends(db, all).await?, ["Cid Dee", "", "Ann Dee", "Ann Cid"]);
        let (gone, sent) = statements(db, ann.friends.clear(db)).await?;
        assert_eq!((gone, sent), (2, 1));
        assert_eq!(friends(db, all).await?, ["", "", "Dee", "Cid"]);
        Ok(())
    }

    async fn one_may_be_linked_with_itself(db: &Database) {
        let [ann, bob, ..] = &humans(db).await?;
        ann.friends.add(db, [ann, bob]).await?;
        assert_eq!(names(ann.friends.all(db)).await?, "Ann Bob");
        assert_eq!(ann.friends.count(db).await?, 2, "the link to itself is there once");
        assert_eq!(bob.friends.count(db).await?, 1);
        assert_eq!(ann.friends.remove(db, [ann, bob]).await?, 2);
        ann.friends.add(db, ann).await?;
        assert_eq!(ann.friends.clear(db).await?, 1);
        assert_eq!(ann.friends.count(db).await?, 0);
        Ok(())
    }

    async fn set_writes_the_difference_both_ways(db: &Database) {
        let [ann, bob, cid, dee] = &humans(db).await?;
        let all = [ann, bob, cid, dee];
        ann.friends.add(db, [bob, cid]).await?;
        bob.friends.add(db, cid).await?;
        // Where others write meanwhile, the row is held before all that.
        let held = u64::from(crate::support::can::write_at_once(db));
        let ((), sent) = statements(db, ann.friends.set(db, [cid, dee])).await?;
        assert_eq!(sent - held, 3);
        assert_eq!(friends(db, all).await?, ["Cid Dee", "Cid", "Ann Bob", "Ann"]);
        let ((), sent) = statements(db, ann.friends.set(db, [dee, cid])).await?;
        assert_eq!(sent - held, 1);
        dee.friends.set(db, [] as [i64; 0]).await?;
        assert_eq!(friends(db, all).await?, ["Cid", "Cid", "Ann Bob", ""]);
        let eve = ann.friends.create(db, Human::create().name("Eve")).await?;
        assert_eq!(names(eve.friends.all(db)).await?, "Ann");
        Ok(())
    }

    async fn with_a_direction_it_has_another_side(db: &Database) {
        let [ann, bob, cid, dee] = &humans(db).await?;
        ann.follows.add(db, dee).await?;
        dee.followers().add(db, [ann, bob]).await?;
        cid.follows.add(db, cid).await?;
        assert_eq!(names(ann.follows.all(db)).await?, "Dee");
        assert_eq!(names(dee.follows.all(db)).await?, "");
        assert_eq!(names(dee.followers().all(db)).await?, "Ann Bob");
        assert_eq!(names(cid.followers().all(db)).await?, "Cid");
        assert_eq!(dee.followers().clear(db).await?, 2);
        assert_eq!(ann.follows.count(db).await?, 0);
        Ok(())
    }

    async fn relations_to_itself_do_not_mix(db: &Database) {
        let [ann, bob, cid, dee] = &humans(db).await?;
        ann.friends.add(db, bob).await?;
        ann.neighbours.add(db, [cid, dee]).await?;
        bob.follows.add(db, dee).await?;
        assert_eq!(names(ann.friends.all(db)).await?, "Bob");
        assert_eq!(names(dee.neighbours.all(db)).await?, "Ann");
        assert_eq!(names(bob.neighbours.all(db)).await?, "");
        let find = |condition| names(Human::objects().filter(condition).all(db));
        assert_eq!(find(Human.friends.eq(ann)).await?, "Bob");
        assert_eq!(find(Human.friends.neighbours.name.eq("Cid")).await?, "Bob", "over two relations");
        assert_eq!(find(Human.friends.friends.name.eq("Ann")).await?, "Ann", "and back");
        assert_eq!(find(via(Human::followers).friends.name.eq("Ann")).await?, "Dee");
        ann.neighbours.clear(db).await?;
        assert_eq!(ann.friends.count(db).await?, 1);
        Ok(())
    }

    async fn friends_are_loaded_for_all_at_once(db: &Database) {
        let [ann, bob, cid, _] = &humans(db).await?;
        ann.friends.add(db, [bob, cid]).await?;
        let all = Human::objects().order_by(Human.name).all(db).await?;
        let (counts, sent) = statements(db, async {
            let mut counts = Vec::new();
            for human in &all {
                counts.push(human.friends.load(db).await?.len());
            }
            Ok(counts)
        }).await?;
        assert_eq!((counts, sent), (vec![2, 1, 1, 0], 1));
        let rows = Human::objects().order_by(Human.name).with(Human.friends).all(db).await?;
        assert_eq!(rows.iter().map(|(_, friends)| friends.len()).collect::<Vec<_>>(), [2, 1, 1, 0]);
        // A row that goes takes its links along, both ways.
        bob.delete(db).await?;
        assert_eq!(names(ann.friends.all(db)).await?, "Cid");
        Ok(())
    }

    async fn many_friends_at_once(db: &Database) {
        let [ann, bob, ..] = &humans(db).await?;
        let drafts = (0..1_200).map(|n| Human::create().name(format!("Human {n}")));
        let others = Human::objects().bulk_create(db, drafts).await?;
        ann.friends.add(db, &others).await?;
        assert_eq!(ann.friends.count(db).await?, 1_200);
        assert_eq!(others[1_199].friends.count(db).await?, 1);
        let error = bob.friends.add(db, [ann.id, 99_999]).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (orm::ErrorKind::ForeignKeyViolation, Some("Human"), Some("friends")));
        assert_eq!(bob.friends.count(db).await?, 0);
        assert_eq!(ann.friends.remove(db, &others[..1_000]).await?, 1_000);
        assert_eq!(ann.friends.clear(db).await?, 200);
        Ok(())
    }
}
