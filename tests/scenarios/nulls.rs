//! Relations that lead to nothing, in chains, orders and conditions; conditions that are joined by "or".

use super::each;
use crate::support::{on_every_database, statements};
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_details")]
struct SystemDetails {
    id: i64,
    details: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_info")]
struct SystemInfo {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    details: ForeignKey<SystemDetails>,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_forum")]
struct Forum {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    info: ForeignKey<SystemInfo>,
    name: String,
}

/// A post may be without a forum, and a comment without a post.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_post", ordering(title))]
struct Post {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    forum: Option<ForeignKey<Forum>>,
    title: Option<String>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_comment", ordering(text))]
struct Comment {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    post: Option<ForeignKey<Post>>,
    text: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_question")]
struct Question {
    id: i64,
    text: Option<String>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_answer")]
struct Answer {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    question: ForeignKey<Question>,
    text: Option<String>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_outer_a")]
struct OuterA {
    id: i64,
}

/// Of a second model that is never null.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_inner")]
struct Inner {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    a: Option<ForeignKey<OuterA>>,
    #[foreign_key(on_delete = cascade)]
    b: ForeignKey<OuterB>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_outer_b")]
struct OuterB {
    id: i64,
    #[field(default = false)]
    done: bool,
}

/// One comment on a post in a forum, one on a post in none, one on a post without a title, and one on nothing.
async fn forum(db: &Db) -> orm::Result<Vec<Comment>> {
    let details = SystemDetails::create().details("First details").save(db).await?;
    let info = SystemInfo::create().details(&details).name("First forum's system").save(db).await?;
    let forum = Forum::create().info(&info).name("First forum").save(db).await?;
    let posts = [
        Post::create().title("First Post").forum(&forum),
        Post::create().title("Second Post").forum(Null),
        Post::create().title(Null).forum(Null),
    ];
    let posts = Post::objects().bulk_create(db, posts).await?;
    let comments = [
        Comment::create().text("1").post(&posts[0]),
        Comment::create().text("2").post(&posts[1]),
        Comment::create().text("3").post(&posts[2]),
        Comment::create().text("4").post(None::<i64>),
    ];
    Comment::objects().bulk_create(db, comments).await
}

on_every_database! {
    async fn a_chain_breaks_where_it_leads_to_nothing(db: &Database) {
        forum(db).await?;
        let (comments, sent) = statements(db, Comment::objects().load(Comment.post.forum.info.details).all(db)).await?;
        let details = |it: &Comment| Some(it.post.as_ref()?.loaded()?.forum.as_ref()?.loaded()?.info.loaded()?.details.loaded()?.details.clone());
        assert_eq!((comments.iter().map(details).collect::<Vec<_>>(), sent), (vec![Some("First details".to_owned()), None, None, None], 5));
        let values = Comment::objects().select((Comment.text, Comment.post.title, Comment.post.forum.name, Comment.post.forum.info.details.details, Comment.post));
        let (rows, sent) = statements(db, values.all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(text, title, forum, details, post)| (text.as_str(), title.as_deref(), forum.as_deref(), details.is_some(), post.is_some())).collect();
        assert_eq!(shown, [("1", Some("First Post"), Some("First forum"), true, true), ("2", Some("Second Post"), None, false, true), ("3", None, None, false, true), ("4", None, None, false, false)]);
        assert_eq!(sent, 1);
        let find = async |condition: orm::model::Cond<Comment>| {
            let others = Comment::objects().exclude(condition.clone()).count(db).await?;
            let found = Comment::objects().filter(condition).all(db).await?;
            assert_eq!(i64::try_from(found.len()).unwrap() + others, 4);
            Ok::<_, orm::Error>(each!(found, text).join(""))
        };
        assert_eq!(find(Comment.post.is_null()).await?, "4");
        assert_eq!(find(Comment.post.title.is_null()).await?, "34", "no title, or no post that could have one");
        assert_eq!(find(!Comment.post.is_null() & Comment.post.title.is_null()).await?, "3");
        assert_eq!(find(Comment.post.forum.is_null()).await?, "234");
        assert_eq!(find(Comment.post.forum.info.details.details.ne("First details")).await?, "234");
        assert_eq!(find(Comment.post.forum.info.name.startswith("First") | Comment.post.title.eq("Second Post")).await?, "12");
        assert_eq!(find(Comment.post.some(Post.forum.is_null())).await?, "23", "a post that is in no forum");
        assert_eq!(find(Comment.post.every(Post.forum.is_null())).await?, "234");
        assert_eq!(find(Comment.post.title.in_([None, Some("First Post")])).await?, "134");
        assert_eq!(find(Comment.post.title.gt("First Post") | Comment.text.eq("4")).await?, "24");
        Ok(())
    }

    async fn what_is_ordered_by_a_chain_stays_whole(db: &Database) {
        let mut comments = forum(db).await?;
        let order = async |by: orm::model::Order<Comment>| {
            let found = Comment::objects().order_by((by, Comment.text)).all(db).await?;
            Ok::<_, orm::Error>(each!(found, text).join(""))
        };
        assert_eq!(order(Comment.post.forum.name.asc()).await?, "2341");
        assert_eq!(order(Comment.post.forum.name.asc().nulls_last()).await?, "1234");
        assert_eq!(order(Comment.post.title.asc()).await?, "3412");
        assert_eq!(order(Comment.post.title.desc()).await?, "2134");
        assert_eq!(order(Comment.post.title.desc().nulls_first()).await?, "3421");
        assert_eq!(order(Comment.post.id.desc()).await?, "3214");
        // The first and last of such an order, and of its reverse.
        let set = Comment::objects().order_by((Comment.post.title.asc().nulls_last(), Comment.text));
        assert_eq!((set.clone().first(db).await?.unwrap().text, set.clone().last(db).await?.unwrap().text), ("1".to_owned(), "4".to_owned()));
        assert_eq!(each!(set.reverse().all(db).await?, text).join(""), "4321");
        // Let go of their posts, they are all alike.
        for comment in &mut comments {
            comment.update(db, Comment.post.set_null()).await?;
        }
        assert_eq!(order(Comment.post.forum.name.desc()).await?, "1234");
        Ok(())
    }

    async fn questions_and_answers_that_are_not_there(db: &Database) {
        let bare = Question::create().text("Is anyone there?").save(db).await?;
        let asked = Question::create().save(db).await?;
        for text in [Some("Yes"), None] {
            asked.answer_set().create().text(text).save(db).await?;
        }
        let find = async |condition| Ok::<Vec<i64>, orm::Error>(Question::objects().filter(condition).order_by(Question.id).all(db).await?.iter().map(|it| it.id).collect());
        assert_eq!(find(Question.text.eq(Null)).await?, [asked.id]);
        assert_eq!(find(Question.text.ne(None::<String>)).await?, [bare.id]);
        assert_eq!(find(via(Question::answer_set).is_null()).await?, [bare.id]);
        assert_eq!(find(via(Question::answer_set).text.is_null()).await?, [asked.id], "an answer without a text");
        assert_eq!(find(via(Question::answer_set).none(!Answer.text.is_null())).await?, [bare.id]);
        assert_eq!(find(via(Question::answer_set).text.ne("Yes")).await?, [bare.id]);
        assert_eq!(find(via(Question::answer_set).some(Answer.text.ne("Yes"))).await?, [asked.id]);
        assert_eq!(find(Question.text.in_([] as [&str; 0])).await?, [0; 0]);
        assert_eq!(find(!Question.text.in_([] as [&str; 0])).await?, [bare.id, asked.id]);
        let answers = |condition| Answer::objects().filter(condition).count(db);
        assert_eq!((answers(Answer.text.gt("A")).await?, answers(!Answer.text.gt("A")).await?), (1, 1));
        assert_eq!((answers(Answer.question.text.is_null()).await?, answers(Answer.text.eq(Answer.question.text)).await?), (2, 0));
        Ok(())
    }

    async fn what_joins_both_ways(db: &Database) {
        let outer = OuterA::create().save(db).await?;
        let (other, done) = (OuterB::create().save(db).await?, OuterB::create().done(true).save(db).await?);
        assert_eq!(OuterA::objects().filter(via(OuterA::inner_set).b.done.eq(true)).count(db).await?, 0);
        assert_eq!(OuterA::objects().filter(via(OuterA::inner_set).is_null()).one(db).await?, outer);
        let inner = Inner::create().b(&done).save(db).await?;
        assert_eq!(OuterB::objects().filter(via(OuterB::inner_set).a.is_null()).one(db).await?, done);
        assert_eq!(OuterB::objects().filter(via(OuterB::inner_set).is_null()).one(db).await?, other);
        outer.inner_set().add(db, &inner).await?;
        assert_eq!(OuterA::objects().filter(via(OuterA::inner_set).b.done.eq(true)).one(db).await?, outer);
        assert_eq!(OuterA::objects().filter(via(OuterA::inner_set).b.eq(&other)).count(db).await?, 0);
        assert_eq!(Inner::objects().filter(Inner.a.eq(&outer) | Inner.b.eq(&other)).one(db).await?.id, inner.id);
        assert_eq!(done.delete(db).await?.total(), 2);
        Ok(())
    }
}
