//! Relations that lead back to where they began.

use super::*;

/// A tree of any depth.
#[derive(Model, Debug, Clone)]
#[model(table = "d_reply")]
struct Reply {
    id: i64,
    #[foreign_key(on_delete = cascade, related_name = "replies")]
    to: Option<ForeignKey<Reply>>,
    #[foreign_key(on_delete = cascade, related_name = "quotes")]
    quoted: Option<ForeignKey<Reply>>,
    #[foreign_key(on_delete = set_null, related_name = "mentions")]
    mentioned: Option<ForeignKey<Reply>>,
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_flag")]
struct Flag {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    reply: ForeignKey<Reply>,
}

/// No row of the three can be without the next but one.
#[derive(Model, Debug, Clone)]
#[model(table = "d_rock")]
struct Rock {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    beats: Option<ForeignKey<Scissors>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_scissors")]
struct Scissors {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    beats: ForeignKey<Paper>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_paper")]
struct Paper {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    beats: ForeignKey<Rock>,
}

/// A circle that is none of what goes along: the team's captain is one of its players.
#[derive(Model, Debug, Clone)]
#[model(table = "d_team")]
struct Team {
    id: i64,
    name: String,
    #[foreign_key(on_delete = restrict, related_name = "captain_of")]
    captain: Option<ForeignKey<Player>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_player")]
struct Player {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    team: ForeignKey<Team>,
}

/// Protects, and restricts, within its own table.
#[derive(Model, Debug, Clone)]
#[model(table = "d_step")]
struct Stair {
    id: i64,
    #[foreign_key(related_name = "above")]
    stands_on: Option<ForeignKey<Stair>>,
    #[foreign_key(on_delete = restrict, related_name = "leaning")]
    leans_on: Option<ForeignKey<Stair>>,
}

/// Stays when its boss goes.
#[derive(Model, Debug, Clone)]
#[model(table = "d_worker")]
struct Worker {
    id: i64,
    #[foreign_key(on_delete = set_null, related_name = "workers")]
    boss: Option<ForeignKey<Worker>>,
}

on_every_database! {
    async fn replies_to_replies(db: &Database) {
        let first = Reply::create().save(db).await?;
        let mut last = first.clone();
        for _ in 0..300 {
            last = Reply::create().to(&last).save(db).await?;
            Flag::create().reply(&last).save(db).await?;
        }
        let quote = Reply::create().quoted(&last).save(db).await?;
        let mut stays = Reply::create().mentioned(&quote).save(db).await?;
        // A circle of rows.
        let mut first = first;
        first.update(db, Reply.to.set(&quote)).await?;
        let (report, sent) = statements(db, last.delete(db)).await?;
        assert_eq!(told(&report), "Flag 300, Reply 302");
        let let_go = u64::from(crate::support::can::is_mysql(db));
        assert_eq!(sent - let_go, 4, "one finds all rows, however deep; one sets, and one deletes of each model");
        stays.refresh(db).await?;
        assert_eq!((stays.mentioned, rows!(db, Reply, Flag)), (None, [1, 0]));
        Ok(())
    }

    async fn a_row_that_refers_to_itself(db: &Database) {
        let mut it = Reply::create().save(db).await?;
        it.update(db, (Reply.to.set(it.id), Reply.quoted.set(it.id), Reply.mentioned.set(it.id))).await?;
        assert_eq!(told(&it.delete(db).await?), "Reply 1");
        Ok(())
    }

    async fn rock_scissors_paper(db: &Database) {
        let rock = Rock::create().save(db).await?;
        let (mut first, mut rocks) = (rock.clone(), vec![rock.clone()]);
        for _ in 0..5 {
            let paper = Paper::create().beats(rocks.last().unwrap()).save(db).await?;
            let scissors = Scissors::create().beats(&paper).save(db).await?;
            rocks.push(Rock::create().beats(&scissors).save(db).await?);
        }
        let aside = Rock::create().save(db).await?;
        Paper::create().beats(&aside).save(db).await?;
        // From the middle on, those before stay.
        let third = rocks.swap_remove(3);
        assert_eq!(third.delete(db).await?.total(), 1 + 2 * 3);
        assert_eq!(rows!(db, Rock, Scissors, Paper), [4, 3, 4]);
        // Closed: each row goes with each.
        let end = Scissors::objects().last(db).await?.unwrap();
        first.update(db, Rock.beats.set(&end)).await?;
        let report = end.delete(db).await?;
        assert_eq!((report.of_model("Rock"), report.of_model("Scissors"), report.of_model("Paper")), (3, 3, 3));
        assert_eq!(rows!(db, Rock, Scissors, Paper), [1, 0, 1]);
        assert_eq!(told(&Rock::objects().delete(db).await?), "Paper 1, Rock 1");
        Ok(())
    }

    async fn a_captain_is_a_player(db: &Database) {
        let mut red = Team::create().name("red").save(db).await?;
        let mut blue = Team::create().name("blue").save(db).await?;
        let one = Player::create().team(&red).save(db).await?;
        let two = Player::create().team(&red).save(db).await?;
        red.update(db, Team.captain.set(&one)).await?;
        assert_eq!(in_the_way(&one.delete(db).await.unwrap_err()), "1 by `Team.captain` (restrict)");
        // The team goes with its captain, since its captain goes with it.
        assert_eq!(red.delete(db).await?.total(), 3);
        // A captain of another team's is in the way.
        let mut green = Team::create().name("green").save(db).await?;
        let player = Player::create().team(&green).save(db).await?;
        green.update(db, Team.captain.set(&player)).await?;
        blue.update(db, Team.captain.set(&player)).await?;
        assert_eq!(in_the_way(&green.delete(db).await.unwrap_err()), "1 by `Team.captain` (restrict)");
        green.refresh(db).await?;
        assert_eq!(green.captain.as_ref().map(|it| *it.key()), Some(player.id), "nothing was let go");
        assert_eq!(told(&Team::objects().delete(db).await?), "Player 1, Team 2");
        assert_eq!(two.delete(db).await?.total(), 0);
        Ok(())
    }

    async fn what_is_asked_for_is_set_meanwhile(db: &Database) {
        let top = Worker::create().save(db).await?;
        let middle = Worker::create().boss(&top).save(db).await?;
        Worker::create().boss(&middle).save(db).await?;
        // Whoever has a boss, also if that one goes too.
        let (report, sent) = statements(db, Worker::objects().filter(!Worker.boss.is_null()).delete(db)).await?;
        assert_eq!((told(&report).as_str(), sent), ("Worker 2", 3));
        assert_eq!(Worker::objects().one(db).await?.id, top.id);
        Ok(())
    }

    async fn protect_and_restrict_within_a_table(db: &Database) {
        let floor = Stair::create().save(db).await?;
        let mut next = Stair::create().leans_on(&floor).save(db).await?;
        assert_eq!(in_the_way(&floor.delete(db).await.unwrap_err()), "1 by `Stair.leans_on` (restrict)");
        next.update(db, Stair.stands_on.set(&floor)).await?;
        // All rows: what restricts goes along, what protects refuses all the same.
        assert_eq!(in_the_way(&Stair::objects().delete(db).await.unwrap_err()), "1 by `Stair.stands_on` (protect)");
        next.update(db, Stair.stands_on.set_null()).await?;
        assert_eq!(told(&Stair::objects().delete(db).await?), "Stair 2");
        Ok(())
    }
}
