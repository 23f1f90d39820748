//! Trees, diamonds, join tables, and what is asked for.

use super::*;

#[derive(Model, Debug, Clone)]
struct Trunk {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone)]
struct Branch {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    trunk: ForeignKey<Trunk>,
    length: i32,
}

#[derive(Model, Debug, Clone)]
struct Leaf {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    branch: ForeignKey<Branch>,
}

#[derive(Model, Debug, Clone)]
struct Artist {
    id: i64,
}

#[derive(Model, Debug, Clone)]
struct Album {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    artist: ForeignKey<Artist>,
}

#[derive(Model, Debug, Clone)]
struct Song {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    artist: ForeignKey<Artist>,
    #[foreign_key(on_delete = restrict)]
    album: ForeignKey<Album>,
}

/// Goes with its top along one side, and protects it along the other.
#[derive(Model, Debug, Clone)]
#[model(table = "d_top")]
struct Top {
    id: i64,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_left_side")]
struct LeftSide {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    top: ForeignKey<Top>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_right_side")]
struct RightSide {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    top: ForeignKey<Top>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_bottom")]
struct Bottom {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    left: Option<ForeignKey<LeftSide>>,
    #[foreign_key(on_delete = cascade)]
    right: Option<ForeignKey<RightSide>>,
    #[foreign_key(related_name = "watched")]
    watches: Option<ForeignKey<Top>>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_post")]
struct Post {
    id: i64,
    title: String,
    #[many_to_many]
    labels: ManyToMany<Label>,
    #[many_to_many(symmetrical = false, related_name = "back")]
    like: ManyToMany<Post>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_label")]
struct Label {
    #[primary_key]
    #[field(max_length = 20)]
    word: String,
}

async fn tree(db: &Db, name: &str) -> orm::Result<Trunk> {
    let trunk = Trunk::create().name(name).save(db).await?;
    for length in 0..3 {
        let branch = Branch::create().trunk(&trunk).length(length).save(db).await?;
        Leaf::create().branch(&branch).save(db).await?;
        Leaf::create().branch(&branch).save(db).await?;
    }
    Ok(trunk)
}

on_every_database! {
    async fn a_tree(db: &Database) {
        let oak = tree(db, "oak").await?;
        tree(db, "elm").await?;
        let (report, sent) = statements(db, oak.delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Leaf 6, Branch 3, Trunk 1", 3));
        assert_eq!(rows!(db, Trunk, Branch, Leaf), [1, 3, 6]);
        assert_eq!(told(&oak.delete(db).await?), "");
        Ok(())
    }

    async fn whatever_a_queryset_can_ask(db: &Database) {
        for name in ["a", "b", "c", "d", "e"] {
            tree(db, name).await?;
        }
        // Its own columns: no key is read.
        let (report, sent) = statements(db, Trunk::objects().filter(Trunk.name.eq("a")).delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Leaf 6, Branch 3, Trunk 1", 3));
        // What goes first is what it asks for: its keys are read before.
        let some = Trunk::objects().filter(via(Trunk::branch_set).length.eq(2) & Trunk.name.eq("b"));
        let (report, sent) = statements(db, some.delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Leaf 6, Branch 3, Trunk 1", 4));
        let last = Trunk::objects().order_by(Trunk.name.desc()).limit(1);
        assert_eq!(told(&last.delete(db).await?), "Leaf 6, Branch 3, Trunk 1");
        assert_eq!(Trunk::objects().filter(Trunk.name.eq("e")).count(db).await?, 0);
        let bare = Trunk::objects().filter(via(Trunk::branch_set).is_null());
        assert_eq!(told(&bare.clone().delete(db).await?), "");
        // A manager's rows.
        let c = Trunk::objects().filter(Trunk.name.eq("c")).one(db).await?;
        let (report, sent) = statements(db, c.branch_set().filter(Branch.length.lt(2)).delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Leaf 4, Branch 2", 2));
        let over = Branch::objects().filter(Branch.trunk.name.eq("c"));
        assert_eq!(told(&over.delete(db).await?), "Leaf 2, Branch 1");
        assert_eq!(told(&bare.delete(db).await?), "Trunk 1");
        // All that is left.
        let (report, sent) = statements(db, Trunk::objects().delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Leaf 6, Branch 3, Trunk 1", 3));
        assert_eq!(rows!(db, Trunk, Branch, Leaf), [0, 0, 0]);
        Ok(())
    }

    async fn restrict_lets_go_what_goes_along(db: &Database) {
        let one = Artist::create().save(db).await?;
        let two = Artist::create().save(db).await?;
        let of_one = Album::create().artist(&one).save(db).await?;
        let of_two = Album::create().artist(&two).save(db).await?;
        Song::create().artist(&one).album(&of_one).save(db).await?;
        let guest = Song::create().artist(&one).album(&of_two).save(db).await?;
        assert_eq!(in_the_way(&of_one.delete(db).await.unwrap_err()), "1 by `Song.album` (restrict)");
        // The album goes along with the second artist, the guest's song does not.
        assert_eq!(in_the_way(&two.delete(db).await.unwrap_err()), "1 by `Song.album` (restrict)");
        assert_eq!(rows!(db, Artist, Album, Song), [2, 2, 2]);
        let (report, sent) = statements(db, one.delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Song 2, Album 1, Artist 1", 3));
        assert_eq!(guest.delete(db).await?.total(), 0);
        assert_eq!(told(&two.delete(db).await?), "Album 1, Artist 1");
        Ok(())
    }

    async fn restrict_over_all_that_was_asked_for(db: &Database) {
        let one = Artist::create().save(db).await?;
        let two = Artist::create().save(db).await?;
        let of_two = Album::create().artist(&two).save(db).await?;
        Song::create().artist(&one).album(&of_two).save(db).await?;
        in_the_way(&two.delete(db).await.unwrap_err());
        assert_eq!(told(&Artist::objects().delete(db).await?), "Song 1, Album 1, Artist 2");
        Ok(())
    }

    async fn a_diamond(db: &Database) {
        let top = Top::create().save(db).await?;
        let left = LeftSide::create().top(&top).save(db).await?;
        let right = RightSide::create().top(&top).save(db).await?;
        let other = RightSide::create().top(Top::create().save(db).await?.id).save(db).await?;
        Bottom::create().left(&left).right(&right).save(db).await?;
        Bottom::create().left(&left).right(&other).save(db).await?;
        Bottom::create().right(&right).save(db).await?;
        Bottom::create().right(&other).save(db).await?;
        let report = top.delete(db).await?;
        assert_eq!((report.of_model("Bottom"), report.total()), (3, 6), "each row counts once");
        assert_eq!(rows!(db, Top, LeftSide, RightSide, Bottom), [1, 0, 1, 1]);
        Ok(())
    }

    async fn protect_stands_also_where_it_would_go_along(db: &Database) {
        let top = Top::create().save(db).await?;
        let left = LeftSide::create().top(&top).save(db).await?;
        let mut bottom = Bottom::create().left(&left).watches(&top).save(db).await?;
        assert_eq!(in_the_way(&top.delete(db).await.unwrap_err()), "1 by `Bottom.watches` (protect)");
        assert_eq!(rows!(db, Top, LeftSide, Bottom), [1, 1, 1]);
        // A row in the middle may go: it is not what is protected.
        bottom.update(db, Bottom.watches.set_null()).await?;
        assert_eq!(told(&top.delete(db).await?), "Bottom 1, LeftSide 1, Top 1");
        Ok(())
    }

    async fn links(db: &Database) {
        for title in ["x", "y", "z"] {
            Post::create().title(title).save(db).await?;
        }
        for word in ["it's", "b"] {
            Label::create().word(word).save(db).await?;
        }
        let posts = Post::objects().order_by(Post.title).all(db).await?;
        posts[0].labels.add(db, ["it's", "b"]).await?;
        posts[1].labels.add(db, ["it's"]).await?;
        posts[0].like.add(db, [&posts[1], &posts[0]]).await?;
        posts[2].like.add(db, [&posts[0]]).await?;
        let report = Label::objects().filter(Label.word.eq("it's")).delete(db).await?;
        assert_eq!(told(&report), "Post_labels 2, Label 1");
        let (report, sent) = statements(db, posts[0].delete(db)).await?;
        assert_eq!((report.of_model("Post_like"), report.of_model("Post_labels"), report.of_model("Post")), (3, 1, 1));
        assert_eq!((report.total(), sent), (5, 4));
        assert_eq!((rows!(db, Post, Label), told(&posts[1].delete(db).await?).as_str()), ([2, 1], "Post 1"));
        Ok(())
    }
}
