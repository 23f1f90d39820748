//! Reporters and their articles, and the rows of a foreign key that may be NULL.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_reporter")]
struct Reporter {
    id: i64,
    #[field(max_length = 30)]
    first: String,
    #[field(max_length = 30)]
    last: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_article", ordering(headline))]
struct Article {
    id: i64,
    #[field(max_length = 100)]
    headline: String,
    #[foreign_key(on_delete = cascade)]
    reporter: ForeignKey<Reporter>,
    #[foreign_key(on_delete = set_null, related_name = "edited")]
    editor: Option<ForeignKey<Reporter>>,
}

/// Two relations from one model to another, and one that has no other side.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_poll")]
struct Poll {
    id: i64,
    question: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_choice", unique(poll, name))]
struct Choice {
    id: i64,
    #[field(max_length = 40)]
    name: String,
    #[foreign_key(on_delete = cascade, related_name = "poll_choice")]
    poll: ForeignKey<Poll>,
    #[foreign_key(on_delete = cascade, related_name = "related_choice")]
    related_poll: ForeignKey<Poll>,
    #[foreign_key(on_delete = set_null, related_name = "+")]
    hidden_poll: Option<ForeignKey<Poll>>,
}

/// John wrote two articles, one of which Paul edited; Paul wrote one.
async fn newsroom(db: &Db) -> orm::Result<(Reporter, Reporter)> {
    let john = Reporter::create().first("John").last("Smith").save(db).await?;
    let paul = Reporter::create().first("Paul").last("Jones").save(db).await?;
    Article::create().headline("This is a test").reporter(&john).editor(&paul).save(db).await?;
    john.article_set().create().headline("John's second story").save(db).await?;
    paul.article_set().create().headline("Paul's story").save(db).await?;
    Ok((john, paul))
}

async fn article(db: &Db, headline: &str) -> orm::Result<Article> {
    Article::objects().filter(Article.headline.eq(headline)).one(db).await
}

on_every_database! {
    async fn the_articles_of_a_reporter(db: &Database) {
        let (john, paul) = newsroom(db).await?;
        assert_eq!(each!(john.article_set().all(db).await?, headline), ["John's second story", "This is a test"]);
        assert_eq!(each!(john.article_set().filter(Article.headline.startswith("This")).all(db).await?, headline), ["This is a test"]);
        assert_eq!((john.article_set().count(db).await?, paul.article_set().count(db).await?), (2, 1));
        let find = async |condition| Article::objects().filter(condition).count(db).await;
        assert_eq!(find(Article.reporter.first.eq("John")).await?, 2);
        assert_eq!(find(Article.reporter.first.eq("John") & Article.reporter.last.eq("Smith")).await?, 2);
        assert_eq!(find(Article.reporter.first.eq("John") & Article.reporter.last.eq("Jones")).await?, 0);
        assert_eq!(find(Article.reporter.eq(&john) | Article.editor.eq(&paul)).await?, 2);
        assert_eq!(find(Article.reporter.in_([john.id, paul.id])).await?, 3);
        assert_eq!(find(Article.reporter.in_(Reporter::objects().filter(Reporter.last.eq("Jones")))).await?, 1);
        assert_eq!(find(Article.reporter.in_(Reporter::objects().filter(Reporter.last.eq("Jones")).select(Reporter.id))).await?, 1);
        // From reporters over their articles; who has two that fit comes once.
        let with = |condition| Reporter::objects().filter(condition).order_by(Reporter.first);
        assert_eq!(each!(with(via(Reporter::article_set).headline.contains("t")).all(db).await?, first), ["John", "Paul"]);
        assert_eq!(with(via(Reporter::article_set).reporter.eq(&john)).count(db).await?, 1);
        assert_eq!(with(via(Reporter::article_set).reporter.first.startswith("J")).one(db).await?, john);
        assert_eq!(with(via(Reporter::article_set).eq(&article(db, "Paul's story").await?)).one(db).await?, paul);
        assert_eq!(with(via(Reporter::edited).reporter.first.eq("John")).one(db).await?, paul);
        let counts = Reporter::objects().order_by(Reporter.first).select((Reporter.first, via(Reporter::article_set).count(), via(Reporter::edited).count()));
        assert_eq!(counts.all(db).await?, [("John".to_owned(), 2, 0), ("Paul".to_owned(), 1, 1)]);
        Ok(())
    }

    async fn an_article_goes_to_another_reporter(db: &Database) {
        let (john, paul) = newsroom(db).await?;
        let mut story = article(db, "Paul's story").await?;
        assert_eq!(story.reporter.load(db).await?, &paul);
        john.article_set().add(db, &story).await?;
        assert_eq!((story.reporter.key(), paul.article_set().count(db).await?), (&paul.id, 0), "in memory it is as it was read");
        story.refresh(db).await?;
        assert_eq!(story.reporter.load(db).await?, &john);
        // By its field: what had been loaded does not stand for another key.
        story.reporter = ForeignKey::to(&paul);
        assert!(story.reporter.loaded().is_none());
        assert_eq!(story.reporter.load(db).await?.first, "Paul");
        story.save(db).await?;
        assert_eq!(each!(paul.article_set().all(db).await?, headline), ["Paul's story"]);
        // Nobody of that key.
        story.reporter = ForeignKey::to(999);
        let error = story.save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::ForeignKeyViolation, Some("Article"), Some("reporter")));
        assert_eq!(story.reporter.load(db).await.unwrap_err().kind(), ErrorKind::NotFound);
        Ok(())
    }

    /// A loop over the articles of one reporter asks once for him, not once for each article.
    async fn what_leads_back_is_asked_for_once(db: &Database) {
        let (john, _) = newsroom(db).await?;
        let (seen, sent) = statements(db, async {
            let articles = john.article_set().all(db).await?;
            for article in &articles {
                assert_eq!(article.reporter.load(db).await?, &john);
            }
            Ok(articles.len())
        }).await?;
        assert_eq!((seen, sent), (2, 2));
        let (pairs, sent) = statements(db, john.article_set().with(Article.reporter).with(Article.editor).all(db)).await?;
        assert_eq!((pairs[1].1.first.as_str(), pairs[1].2.as_ref().map(|it| it.first.as_str()), sent), ("John", Some("Paul"), 1));
        Ok(())
    }

    async fn rows_go_with_their_reporter(db: &Database) {
        let (john, paul) = newsroom(db).await?;
        assert_eq!(Article::objects().filter(Article.reporter.first.startswith("P")).delete(db).await?.total(), 1);
        let gone = paul.delete(db).await?;
        assert_eq!((gone.total(), Article::objects().filter(Article.editor.is_null()).count(db).await?), (1, 2));
        assert_eq!(Reporter::objects().filter(via(Reporter::article_set).headline.startswith("This")).delete(db).await?.total(), 3);
        assert_eq!((Article::objects().count(db).await?, john.article_set().exists(db).await?), (0, false));
        Ok(())
    }

    async fn an_editor_may_be_none(db: &Database) {
        let (john, paul) = newsroom(db).await?;
        let (mut second, mut test) = (article(db, "John's second story").await?, article(db, "This is a test").await?);
        assert_eq!(second.editor, None);
        assert_eq!(each!(Article::objects().filter(Article.editor.is_null()).all(db).await?, headline), ["John's second story", "Paul's story"]);
        assert_eq!(each!(Article::objects().exclude(Article.editor.first.eq("Paul")).all(db).await?, headline), ["John's second story", "Paul's story"]);
        // Only what he edits can be taken from him.
        assert_eq!(paul.edited().remove(db, &second).await.unwrap_err().kind(), ErrorKind::NotFound);
        paul.edited().add(db, [&second, &test]).await?;
        paul.edited().remove(db, [&test, &test]).await?;
        assert_eq!(each!(paul.edited().all(db).await?, headline), ["John's second story"]);
        // `set` takes from others, and lets go of the rest.
        john.edited().set(db, [&second, &test]).await?;
        assert_eq!((john.edited().count(db).await?, paul.edited().count(db).await?), (2, 0));
        paul.edited().set(db, [&test]).await?;
        assert_eq!(each!(john.edited().all(db).await?, headline), ["John's second story"]);
        assert_eq!(john.edited().clear(db).await?, 1);
        // By the field, by an update, and by a draft.
        second.editor = Some(ForeignKey::to(&john));
        second.save(db).await?;
        test.update(db, Article.editor.set(&john)).await?;
        assert_eq!(Article::objects().filter(Article.editor.eq(&john)).update(db, Article.editor.set_null()).await?, 2);
        let draft = Article::create().headline("new").reporter(&paul).editor(None::<&Reporter>);
        assert_eq!(draft.save(db).await?.editor, None);
        assert_eq!(Article::objects().filter(!Article.editor.is_null()).count(db).await?, 0);
        Ok(())
    }

    async fn two_relations_to_one_model_do_not_mix(db: &Database) {
        let one = Poll::create().question("What's the first question?").save(db).await?;
        let two = Poll::create().question("What's the second question?").save(db).await?;
        Choice::create().name("This is the answer.").poll(&one).related_poll(&two).hidden_poll(&one).save(db).await?;
        assert_eq!(Poll::objects().filter(via(Poll::poll_choice).name.eq("This is the answer.")).one(db).await?, one);
        assert_eq!(Poll::objects().filter(via(Poll::related_choice).name.eq("This is the answer.")).one(db).await?, two);
        assert_eq!((one.related_choice().count(db).await?, two.related_choice().count(db).await?), (0, 1));
        assert_eq!(Choice::objects().filter(Choice.hidden_poll.question.contains("first")).count(db).await?, 1);
        assert_eq!(Choice::objects().filter(Choice.poll.eq(Choice.related_poll)).count(db).await?, 0);
        assert_eq!(Choice::objects().filter(Choice.poll.eq(Choice.hidden_poll)).count(db).await?, 1);
        // It is set to nothing, though it has no name on the poll's side; and the other two let it go.
        let three = Poll::create().question("third").save(db).await?;
        Choice::objects().update(db, Choice.hidden_poll.set(&three)).await?;
        assert_eq!(three.delete(db).await?.total(), 1);
        assert_eq!(Choice::objects().filter(Choice.hidden_poll.is_null()).count(db).await?, 1);
        assert_eq!(two.delete(db).await?.total(), 2);
        Ok(())
    }

    async fn among_the_rows_of_a_row_one_is_found_or_made(db: &Database) {
        let poll = Poll::create().question("?").save(db).await?;
        let other = Poll::create().question("!").save(db).await?;
        let choice = || poll.poll_choice().create().related_poll(&other);
        let (made, created) = choice().name("yes").get_or_create(db, (Choice.poll, Choice.name)).await?;
        assert_eq!((created, made.poll.key()), (true, &poll.id));
        let (found, created) = choice().name("yes").hidden_poll(&other).get_or_create(db, (Choice.poll, Choice.name)).await?;
        assert_eq!((found, created), (made.clone(), false));
        let (found, created) = choice().name("yes").hidden_poll(&other).update_or_create(db, (Choice.poll, Choice.name)).await?;
        assert_eq!((found.id, found.hidden_poll.map(|it| *it.key()), created), (made.id, Some(other.id), false));
        // The same name under another poll is another row.
        let (_, created) = other.poll_choice().create().related_poll(&other).name("yes").get_or_create(db, (Choice.poll, Choice.name)).await?;
        assert_eq!((created, poll.poll_choice().count(db).await?), (true, 1));
        Ok(())
    }
}
