//! The other side of relations as fields, and a deep page: authors, their posts, the newest comments of each, the topics.

use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Writer {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[related(Post.author)]
    pub(crate) posts: RelatedSet<Post>,
    #[related(Comment.author)]
    pub(crate) comments: RelatedSet<Comment>,
    #[related(Profile.author)]
    pub(crate) profile: RelatedOne<Profile>,
}

/// Shares its author's key.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Profile {
    #[one_to_one(primary_key, on_delete = cascade)]
    pub(crate) author: OneToOne<Writer>,
    pub(crate) about: String,
}

/// Its key is text, so that nothing stands on keys being numbers.
#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Post {
    #[primary_key]
    #[field(max_length = 40)]
    pub(crate) slug: String,
    #[foreign_key(on_delete = cascade)]
    pub(crate) author: ForeignKey<Writer>,
    #[many_to_many]
    pub(crate) topics: ManyToMany<Topic>,
    #[related(Comment.post)]
    pub(crate) comments: RelatedSet<Comment>,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Comment {
    pub(crate) id: i64,
    pub(crate) text: String,
    pub(crate) minute: i32,
    #[foreign_key(on_delete = cascade)]
    pub(crate) post: ForeignKey<Post>,
    #[foreign_key(on_delete = cascade)]
    pub(crate) author: ForeignKey<Writer>,
    #[foreign_key(on_delete = cascade, related_name = "answers")]
    pub(crate) answers_to: Option<ForeignKey<Comment>>,
    #[related(Comment.answers_to)]
    pub(crate) answers: RelatedSet<Comment>,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Topic {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[related(Post.topics)]
    pub(crate) posts: RelatedSet<Post>,
}

/// The page as the struct that shows it.
#[derive(View, Debug, PartialEq)]
#[view(Writer)]
struct WriterPage {
    name: String,
    #[view(order_by(Post.slug.desc()))]
    posts: Vec<PostEntry>,
}

#[derive(View, Debug, PartialEq)]
#[view(Post)]
struct PostEntry {
    slug: String,
    #[view(order_by(Comment.minute.desc()), limit(3))]
    comments: Vec<CommentLine>,
    topics: Vec<TopicName>,
}

#[derive(View, Debug, PartialEq)]
#[view(Comment)]
struct CommentLine {
    minute: i32,
    author: WriterName,
}

#[derive(View, Debug, PartialEq)]
#[view(Writer)]
struct WriterName {
    name: String,
}

#[derive(View, Debug, PartialEq)]
#[view(Topic)]
struct TopicName {
    name: String,
}

/// What was loaded into fields, as it is shown.
fn shown(author: &Writer) -> WriterPage {
    let comment = |it: &Comment| CommentLine {
        minute: it.minute,
        author: WriterName { name: it.author.loaded().unwrap().name.clone() },
    };
    let post = |it: &Post| PostEntry {
        slug: it.slug.clone(),
        comments: it.comments.loaded().unwrap().iter().map(comment).collect(),
        topics: it.topics.loaded().unwrap().iter().map(|it| TopicName { name: it.name.clone() }).collect(),
    };
    WriterPage { name: author.name.clone(), posts: author.posts.loaded().unwrap().iter().map(post).collect() }
}

/// So many writers with two posts each; a post has five comments, by the next writers, and one topic of two. The first
/// writer has a profile.
async fn blog(db: &Db, authors: usize) -> orm::Result<Vec<Writer>> {
    let names = (0..authors).map(|n| Writer::create().name(format!("writer {n:04}")));
    let all = Writer::objects().bulk_create(db, names).await?;
    let topics = Topic::objects().bulk_create(db, ["rust", "cats"].map(|name| Topic::create().name(name))).await?;
    let slugs = all.iter().flat_map(|it| [1, 2].map(|n| Post::create().slug(format!("{}-{n}", it.name)).author(it)));
    let posts = Post::objects().bulk_create(db, slugs).await?;
    let drafts = (0..posts.len() * 5).map(|at| {
        let (post, n) = (&posts[at / 5], at % 5 + 1);
        let minute = [2, 4, 1, 3, 0][at % 5];
        let text = format!("{} #{n}", post.slug);
        Comment::create().text(text).minute(minute).post(post).author(&all[(at / 10 + n) % all.len()])
    });
    Comment::objects().bulk_create(db, drafts).await?;
    for (at, topic) in topics.iter().enumerate() {
        let keys: Vec<_> = posts.iter().skip(at).step_by(2).map(|post| post.slug.clone()).collect();
        via_topic(db, topic, keys).await?;
    }
    let all = Writer::objects().order_by(Writer.name).all(db).await?;
    if let Some(first) = all.first() {
        Profile::create().author(first).about("the first").save(db).await?;
    }
    Ok(all)
}

async fn via_topic(db: &Db, topic: &Topic, posts: Vec<String>) -> orm::Result<()> {
    topic.post_set().add(db, posts).await
}

fn slugs(posts: Option<&[Post]>) -> Option<Vec<&str>> {
    posts.map(|posts| posts.iter().map(|post| post.slug.as_str()).collect())
}

on_every_database! {
    async fn the_other_side_is_a_field(db: &Database) {
        blog(db, 3).await?;
        let authors = Writer::objects().order_by(Writer.name).all(db).await?;
        assert!(authors[0].posts.loaded().is_none() && authors[0].profile.loaded().is_none());
        let (shown, sent) = statements(db, async {
            let mut shown = Vec::new();
            for author in &authors {
                let profile = author.profile.load(db).await?;
                shown.push((author.posts.load(db).await?.len(), profile.map(|it| it.about.as_str())));
            }
            Ok(shown)
        })
        .await?;
        assert_eq!((shown, sent), (vec![(2, Some("the first")), (2, None), (2, None)], 2), "for all peers at once");
        assert_eq!(authors[1].profile.loaded(), Some(None), "it is known that there is none");

        // It is a manager too, and a token like any other.
        assert_eq!(authors[0].posts.filter(Post.slug.endswith("2")).count(db).await?, 1);
        assert_eq!(authors[0].posts.order_by(Post.slug.desc()).first(db).await?.unwrap().slug, "writer 0000-2");
        assert_eq!(Writer::objects().filter(Writer.posts.slug.eq("writer 0001-1")).one(db).await?.name, "writer 0001");
        assert_eq!(Writer::objects().filter(Writer.profile.is_null()).count(db).await?, 2);
        assert_eq!(Topic::objects().filter(Topic.posts.author.profile.about.eq("the first")).count(db).await?, 2);
        Ok(())
    }

    async fn it_is_loaded_as_any_other(db: &Database) {
        blog(db, 3).await?;
        let (authors, sent) = statements(db, Writer::objects().order_by(Writer.name).load((Writer.posts.topics, Writer.profile)).all(db)).await?;
        assert_eq!(sent, 4);
        assert_eq!(slugs(authors[1].posts.loaded()), Some(vec!["writer 0001-1", "writer 0001-2"]));
        assert_eq!(authors[0].profile.loaded().flatten().map(|it| it.about.as_str()), Some("the first"));
        assert_eq!(authors[2].profile.loaded(), Some(None));
        let (topics, sent) = statements(db, Topic::objects().order_by(Topic.id).load(Topic.posts.author.profile).all(db)).await?;
        assert_eq!((topics[0].posts.loaded().unwrap().len(), sent), (3, 4));
        let profile = Writer.profile.query().filter(Profile.about.eq("nobody"));
        let (author, sent) = statements(db, Writer::objects().order_by(Writer.name).load(profile).first(db)).await?;
        assert_eq!((author.unwrap().profile.loaded(), sent), (Some(None), 2), "nobody was chosen");
        Ok(())
    }

    async fn a_relation_to_itself_is_loaded_down(db: &Database) {
        blog(db, 2).await?;
        let root = Comment::objects().order_by(Comment.id).first(db).await?.unwrap();
        let post = root.post.key().clone();
        for n in 0..3 {
            let answer = root.answers().create().text(format!("answer {n}")).minute(n).post(&post).author(root.author.key()).save(db).await?;
            answer.answers().create().text("thanks").minute(9).post(&post).author(root.author.key()).save(db).await?;
        }
        let answers = Comment.answers.query().order_by(Comment.minute.desc()).limit_per_row(2).load(Comment.answers);
        let (root, sent) = statements(db, Comment::objects().load(answers).get(db, &root)).await?;
        let shown: Vec<_> = root.answers.loaded().unwrap().iter().map(|it| (it.text.as_str(), it.answers.loaded().unwrap().len())).collect();
        assert_eq!((shown, sent), (vec![("answer 2", 1), ("answer 1", 1)], 3));
        Ok(())
    }

    async fn what_is_written_elsewhere_is_seen_on_request(db: &Database) {
        let authors = blog(db, 1).await?;
        let author = &authors[0];
        assert_eq!(author.posts.load(db).await?.len(), 2);
        author.post_set().create().slug("new").save(db).await?;
        assert_eq!(author.posts.load(db).await?.len(), 2, "from memory");
        assert_eq!(slugs(Some(author.posts.reload(db).await?)).unwrap().len(), 3);
        Profile::objects().delete(db).await?;
        assert_eq!(author.profile.reload(db).await?, None);
        Ok(())
    }

    async fn fields_by_hand_and_fields_taken(db: &Database) {
        let authors = blog(db, 1).await?;
        let by_hand = Writer { posts: RelatedSet::default(), profile: RelatedOne::default(), ..authors[0].clone() };
        assert_eq!(by_hand, authors[0], "what has no column is not compared");
        assert_eq!(by_hand.posts.load(db).await.unwrap_err().kind(), ErrorKind::Unbound);
        assert_eq!(by_hand.posts.all(db).await.unwrap_err().kind(), ErrorKind::Unbound);
        assert_eq!(by_hand.profile.load(db).await.unwrap_err().kind(), ErrorKind::Unbound);
        let error = Writer::load(db, [&by_hand], Writer.profile).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unbound);

        let mut author = Writer::objects().load((Writer.posts, Writer.profile)).one(db).await?;
        let mut copy = author.clone();
        assert_eq!(author.posts.take().map(|posts| posts.len()), Some(2));
        assert_eq!((author.posts.loaded(), copy.posts.loaded().map(<[Post]>::len)), (None, Some(2)));
        assert_eq!(copy.posts.take().map(|posts| posts.len()), Some(2));
        assert_eq!(author.profile.take().map(|it| it.about), Some("the first".to_owned()));
        assert_eq!(author.profile.take(), None);
        copy.profile.detach();
        assert_eq!(copy.profile.loaded(), None);
        assert!(copy.profile.load(db).await?.is_some());
        // A new row's fields are bound.
        let ann = Writer::create().name("Ann").save(db).await?;
        assert_eq!((ann.posts.load(db).await?.len(), ann.profile.load(db).await?), (0, None));
        Ok(())
    }

    /// Writers, their posts, the newest three comments of each with their authors, the topics: five statements, any size.
    async fn a_deep_page(db: &Database) {
        for size in [1, 40, 700] {
            {
                // Dropped, and so rolled back.
                let tx = db.begin().await?;
                blog(&tx, size).await?;
                let comments = Post.comments.query().order_by(Comment.minute.desc()).limit_per_row(3).load(Comment.author);
                let posts = Writer.posts.query().order_by(Post.slug.desc()).load((comments, Post.topics));
                let page = Writer::objects().order_by(Writer.name).load(posts);
                let (authors, sent) = statements(&tx, page.all(&tx)).await?;
                assert_eq!((authors.len(), sent), (size, 5));
                // The same as one view, whose rows to one are joined.
                let (pages, sent) = statements(&tx, Writer::objects().order_by(Writer.name).view::<WriterPage>().all(&tx)).await?;
                assert_eq!((sent, WriterPage::STATEMENTS), (4, 4));
                assert_eq!(pages, authors.iter().map(shown).collect::<Vec<_>>());
                for (at, author) in authors.iter().enumerate() {
                    let posts = author.posts.loaded().unwrap();
                    assert_eq!(slugs(Some(posts)).unwrap(), [2, 1].map(|n| format!("{}-{n}", author.name)));
                    for post in posts {
                        assert_eq!(post.topics.loaded().unwrap().len(), 1);
                        let comments = post.comments.loaded().unwrap();
                        assert_eq!(comments.iter().map(|it| it.minute).collect::<Vec<_>>(), [4, 3, 2]);
                        // These are the comments 2, 4 and 1.
                        let by = [2, 4, 1].map(|n| format!("writer {:04}", (at + n) % size));
                        assert_eq!(comments.iter().map(|it| it.author.loaded().unwrap().name.clone()).collect::<Vec<_>>(), by);
                    }
                }
            }
        }
        Ok(())
    }
}
