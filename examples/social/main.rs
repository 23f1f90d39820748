//! A social graph: friends, who are friends both ways, and followers, who are not. `cargo run --example social`.

use orm::prelude::*;
use std::collections::BTreeMap;

#[derive(Model, Debug, Clone)]
#[model(ordering(name))]
struct Person {
    id: i64,
    #[field(max_length = 50, unique)]
    name: String,
    /// To the same model, so it goes both ways.
    #[many_to_many]
    friends: ManyToMany<Person>,
    /// It has a direction.
    #[many_to_many(symmetrical = false, related_name = "followers")]
    follows: ManyToMany<Person>,
    #[related(Post.author)]
    posts: RelatedSet<Post>,
}

#[derive(Model, Debug, Clone)]
#[model(ordering(-id))]
struct Post {
    id: i64,
    text: String,
    #[foreign_key(on_delete = cascade)]
    author: ForeignKey<Person>,
    #[many_to_many(related_name = "likes")]
    liked_by: ManyToMany<Person>,
}

fn names<'a>(people: impl IntoIterator<Item = &'a Person>) -> String {
    let names: Vec<_> = people.into_iter().map(|person| person.name.as_str()).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

async fn people(db: &Db) -> orm::Result<BTreeMap<String, Person>> {
    let drafts = ["Ann", "Bob", "Cid", "Dee", "Eve"].map(|name| Person::create().name(name));
    let rows = Person::objects().bulk_create(db, drafts).await?;
    Ok(rows.into_iter().map(|person| (person.name.clone(), person)).collect())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;
    let people = people(&db).await?;
    let [ann, bob, cid, dee, eve] = ["Ann", "Bob", "Cid", "Dee", "Eve"].map(|name| &people[name]);

    ann.friends.add(&db, [bob, cid]).await?;
    dee.friends.add(&db, cid).await?;
    assert_eq!(bob.friends.count(&db).await?, 1, "Bob is Ann's friend, so she is his");
    for (who, whom) in [(ann, eve), (bob, eve), (cid, eve), (eve, ann)] {
        who.follows.add(&db, whom).await?;
    }
    for n in 1..=4 {
        let post = eve.post_set().create().text(format!("news {n}")).save(&db).await?;
        post.liked_by.add(&db, [ann, bob].into_iter().take(n % 3)).await?;
    }
    ann.post_set().create().text("hello").save(&db).await?;

    println!("Friends, and what each person's followers are called:");
    for (person, followers) in Person::objects().load(Person.friends).with(via(Person::followers)).all(&db).await? {
        let friends = person.friends.loaded().unwrap_or_default();
        println!("  {}: friends with {}; followed by {}", person.name, names(friends), names(&followers));
    }

    println!("Ann's feed: the newest two posts of each whom she follows, and who likes them. Three statements:");
    let newest = Person.posts.query().limit_per_row(2).load(Post.liked_by);
    let sent = db.statements_sent();
    for person in ann.follows.query().load(newest).all(&db).await? {
        for post in person.posts.loaded().unwrap_or_default() {
            let likes = post.liked_by.loaded().unwrap_or_default();
            println!("  {}: {:?}, liked by {}", person.name, post.text, names(likes));
        }
    }
    assert_eq!(db.statements_sent() - sent, 3);

    // Friends of friends whom Ann does not know yet.
    let strangers = Person::objects()
        .filter(Person.friends.friends.id.eq(ann.id))
        .exclude(Person.friends.id.eq(ann.id))
        .exclude(Person.id.eq(ann.id));
    println!("Whom Ann could meet: {}", names(&strangers.all(&db).await?));

    // Those who follow each other; who follows nobody.
    let mutual = ann.follows.query().filter(Person.follows.id.eq(ann.id)).all(&db).await?;
    println!("Ann and {} follow each other", names(&mutual));
    let quiet = Person::objects().filter(Person.follows.none(Person.id.gt(0))).all(&db).await?;
    println!("{} follows nobody", names(&quiet));

    eve.followers().remove(&db, bob).await?;
    ann.friends.set(&db, [dee]).await?;
    println!("Ann is now friends with {}", names(ann.friends.load(&db).await?));
    assert_eq!(bob.friends.count(&db).await?, 0, "and no longer with Bob, nor he with her");
    Ok(())
}
