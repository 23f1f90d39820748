//! Publications and articles, categories twice, an issue with its client and those in copy, and writers between.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_publication", ordering(title))]
struct Publication {
    id: i64,
    #[field(max_length = 30)]
    title: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_paper", ordering(headline))]
struct Paper {
    id: i64,
    #[field(max_length = 100)]
    headline: String,
    #[many_to_many]
    publications: ManyToMany<Publication>,
    #[many_to_many(related_name = "primary_set")]
    primary: ManyToMany<Category>,
    #[many_to_many(related_name = "secondary_set")]
    secondary: ManyToMany<Category>,
    /// Who uses it cannot be asked of a category.
    #[many_to_many(related_name = "+", table = "story_paper_hidden")]
    hidden: ManyToMany<Category>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_category", ordering(name))]
struct Category {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_user")]
struct User {
    #[primary_key]
    #[field(max_length = 20)]
    username: String,
}

/// A foreign key and a many-to-many to the same model.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_issue", ordering(num))]
struct Issue {
    id: i64,
    num: i32,
    #[many_to_many(related_name = "in_copy")]
    cc: ManyToMany<User>,
    #[foreign_key(on_delete = cascade, related_name = "issues")]
    client: ForeignKey<User>,
}

/// Django's first: four publications and four papers.
async fn press(db: &Db) -> orm::Result<([Publication; 4], [Paper; 4])> {
    let titles = ["The Python Journal", "Science News", "Science Weekly", "Highlights for Children"];
    let publications =
        Publication::objects().bulk_create(db, titles.map(|title| Publication::create().title(title))).await?;
    let [journal, news, weekly, children] = publications.try_into().expect("four");
    let paper = |headline: &str| Paper::create().headline(headline);
    let papers = [
        paper("Django lets you build web apps easily").publications([&journal]),
        paper("NASA uses Python").publications([&journal, &news, &weekly, &children]),
        paper("NASA finds intelligent life on Earth").publications([&news]),
        paper("Oxygen-free diet works wonders").publications([&news]),
    ];
    let papers = Paper::objects().bulk_create(db, papers).await?;
    Ok(([journal, news, weekly, children], papers.try_into().expect("four")))
}

on_every_database! {
    async fn publications_of_papers_and_papers_of_publications(db: &Database) {
        let ([journal, news, ..], [django, nasa, ..]) = press(db).await?;
        assert_eq!(each!(django.publications.all(db).await?, title), ["The Python Journal"]);
        assert_eq!(each!(nasa.publications.all(db).await?, title), ["Highlights for Children", "Science News", "Science Weekly", "The Python Journal"]);
        assert_eq!(each!(news.paper_set().all(db).await?, headline),
            ["NASA finds intelligent life on Earth", "NASA uses Python", "Oxygen-free diet works wonders"]);
        let find = async |condition| Ok::<_, orm::Error>(each!(Paper::objects().filter(condition).all(db).await?, headline).join("; "));
        let science = "NASA finds intelligent life on Earth; NASA uses Python; Oxygen-free diet works wonders";
        assert_eq!(find(Paper.publications.eq(&news)).await?, science);
        assert_eq!(find(Paper.publications.eq(news.id)).await?, science);
        assert_eq!(find(Paper.publications.title.startswith("Science")).await?, science, "one that is in two of them comes once");
        assert_eq!(find(Paper.publications.in_([&journal, &news])).await?, format!("Django lets you build web apps easily; {science}"));
        assert_eq!(find(Paper.publications.in_(Publication::objects().filter(Publication.title.contains("Python")))).await?,
            "Django lets you build web apps easily; NASA uses Python");
        assert_eq!(find(!Paper.publications.eq(&news)).await?, "Django lets you build web apps easily");
        assert_eq!(find(Paper.publications.eq(&news) & Paper.publications.eq(&journal)).await?, "NASA uses Python", "in both");
        assert_eq!(find(Paper.publications.count().ge(2)).await?, "NASA uses Python");
        let of = |condition| Publication::objects().filter(condition);
        assert_eq!(of(via(Publication::paper_set).headline.startswith("NASA")).count(db).await?, 4);
        assert_eq!(of(!via(Publication::paper_set).eq(&nasa)).count(db).await?, 0);
        assert_eq!(of(via(Publication::paper_set).eq(&django)).one(db).await?, journal);
        Ok(())
    }

    async fn a_row_that_goes_leaves_the_other_side_whole(db: &Database) {
        let ([journal, news, ..], [django, nasa, ..]) = press(db).await?;
        assert_eq!(journal.delete(db).await?.of_model("Paper_publications"), 2);
        assert_eq!((Publication::objects().count(db).await?, Paper::objects().count(db).await?), (3, 4));
        assert_eq!((django.publications.count(db).await?, nasa.publications.count(db).await?), (0, 3));
        nasa.delete(db).await?;
        assert_eq!(each!(news.paper_set().all(db).await?, headline), ["NASA finds intelligent life on Earth", "Oxygen-free diet works wonders"]);
        // A whole queryset, with its links.
        let gone = Publication::objects().filter(Publication.title.startswith("Science")).delete(db).await?;
        assert_eq!((gone.of_model("Publication"), gone.of_model("Paper_publications"), gone.total()), (2, 2, 4));
        assert_eq!(Paper::objects().filter(Paper.publications.is_null()).count(db).await?, 3);
        Ok(())
    }

    async fn links_are_changed_from_both_sides(db: &Database) {
        let ([journal, news, weekly, children], [django, nasa, life, diet]) = press(db).await?;
        // `set` from each side, by rows, keys and both orders; an empty one leaves nothing.
        news.paper_set().set(db, [&nasa, &django]).await?;
        assert_eq!(each!(news.paper_set().all(db).await?, headline), ["Django lets you build web apps easily", "NASA uses Python"]);
        assert_eq!((life.publications.count(db).await?, diet.publications.count(db).await?), (0, 0));
        nasa.publications.set(db, [children.id]).await?;
        assert_eq!(each!(nasa.publications.all(db).await?, title), ["Highlights for Children"]);
        news.paper_set().set(db, [&django]).await?;
        journal.paper_set().clear(db).await?;
        assert_eq!(each!(django.publications.all(db).await?, title), ["Science News"]);
        news.paper_set().set(db, [] as [&Paper; 0]).await?;
        assert_eq!(news.paper_set().count(db).await?, 0);
        // What a queryset finds can be linked; and a whole other relation copied.
        weekly.paper_set().set(db, &Paper::objects().filter(Paper.headline.startswith("NASA")).all(db).await?).await?;
        assert_eq!(weekly.paper_set().count(db).await?, 2);
        life.publications.set(db, nasa.publications.load(db).await?).await?;
        assert_eq!(each!(life.publications.all(db).await?, title), ["Highlights for Children", "Science Weekly"]);
        // `create` on each side.
        let new = diet.publications.create(db, Publication::create().title("Highlights for Adults")).await?;
        let paper = new.paper_set().create(db, Paper::create().headline("Django lets you create web apps easily")).await?;
        assert_eq!(each!(new.paper_set().all(db).await?, headline), ["Django lets you create web apps easily", "Oxygen-free diet works wonders"]);
        assert_eq!(paper.publications.all(db).await?, [new]);
        Ok(())
    }

    async fn a_category_is_primary_or_secondary(db: &Database) {
        let names = ["Crime", "Life", "News", "Sports"];
        let all = Category::objects().bulk_create(db, names.map(|name| Category::create().name(name))).await?;
        let [crime, life, news, sports] = all.as_slice() else { panic!("four") };
        let stolen = Paper::create().headline("Area man steals").primary([news, crime]).secondary([life]).save(db).await?;
        let runs = Paper::create().headline("Area man runs").primary([sports, news]).secondary([life]).hidden([crime]).save(db).await?;
        assert_eq!(each!(stolen.primary.all(db).await?, name), ["Crime", "News"]);
        assert_eq!(each!(runs.primary.all(db).await?, name), ["News", "Sports"]);
        assert_eq!(each!(runs.secondary.all(db).await?, name), ["Life"]);
        assert_eq!(each!(runs.hidden.all(db).await?, name), ["Crime"]);
        assert_eq!(each!(news.primary_set().all(db).await?, headline), ["Area man runs", "Area man steals"]);
        assert_eq!((news.secondary_set().count(db).await?, life.primary_set().count(db).await?, life.secondary_set().count(db).await?), (0, 0, 2));
        let (papers, sent) = statements(db, Paper::objects().load((Paper.primary, Paper.secondary, Paper.hidden)).all(db)).await?;
        let loaded: Vec<_> = papers.iter().map(|it| [&it.primary, &it.secondary, &it.hidden].map(|it| it.loaded().unwrap().len())).collect();
        assert_eq!((loaded, sent), (vec![[2, 1, 1], [2, 1, 0]], 4));
        assert_eq!(Paper::objects().filter(Paper.hidden.name.eq("Crime")).one(db).await?, runs);
        // The links of all three go with a category.
        assert_eq!(crime.delete(db).await?.total(), 3);
        Ok(())
    }

    async fn an_issue_has_a_client_and_others_in_copy(db: &Database) {
        let mut users = Vec::new();
        for name in ["russell", "malcolm", "gustav"] {
            users.push(User::create().username(name).save(db).await?);
        }
        let [russell, malcolm, gustav] = users.as_slice() else { panic!("three") };
        let issue = |num: i32| Issue::create().num(num).client(russell);
        issue(1).save(db).await?;
        issue(2).cc([gustav]).save(db).await?;
        Issue::create().num(3).client(gustav).cc([gustav, russell]).save(db).await?;
        let find = async |condition| Ok::<Vec<i32>, orm::Error>(Issue::objects().filter(condition).all(db).await?.iter().map(|it| it.num).collect());
        assert_eq!(find(Issue.client.eq(russell)).await?, [1, 2]);
        assert_eq!(find(Issue.cc.eq(gustav)).await?, [2, 3]);
        assert_eq!(find(Issue.cc.eq("gustav") | Issue.client.eq("russell")).await?, [1, 2, 3]);
        assert_eq!(find(Issue.cc.username.eq("gustav") & Issue.client.username.eq("russell")).await?, [2]);
        assert_eq!(find(Issue.cc.eq(Issue.client)).await?, [3], "somebody in copy who is the client");
        assert_eq!(find(!(Issue.cc.eq(gustav) | Issue.client.eq(gustav))).await?, [1]);
        assert_eq!((malcolm.in_copy().count(db).await?, gustav.in_copy().count(db).await?, gustav.issues().count(db).await?), (0, 2, 1));
        // Both relations let go of whoever goes.
        let gone = gustav.delete(db).await?;
        assert_eq!((gone.of_model("Issue"), gone.of_model("Issue_cc"), gone.of_model("User")), (1, 3, 1));
        assert_eq!(find(Issue.cc.is_null()).await?, [1, 2]);
        let error = Issue::create().num(4).client("nobody").save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("client")));
        Ok(())
    }
}
