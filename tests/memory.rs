//! How much memory reading takes: 262,144 rows, by a stream and all at once, on every configured database.
//!
//! A process of its own, one database after the other, since what is measured is what the process holds. `ORM_TEST_ROWS=22`
//! makes it four million (two to that power).
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]
#![cfg(target_os = "linux")]

use orm::prelude::*;

#[derive(Model, Debug, Clone)]
#[model(table = "memory_line")]
pub(crate) struct Line {
    pub(crate) id: i64,
    #[field(max_length = 200)]
    pub(crate) text: String,
    #[foreign_key(on_delete = cascade)]
    pub(crate) part: ForeignKey<Part>,
}

#[derive(Model, Debug, Clone)]
pub(crate) struct Part {
    pub(crate) id: i64,
}

/// What the process holds, in KiB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Two to this power.
fn power() -> u32 {
    std::env::var("ORM_TEST_ROWS").ok().and_then(|it| it.parse().ok()).unwrap_or(18)
}

async fn measure(db: &Database) -> orm::Result<()> {
    let part = Part::create().save(db).await?;
    for _ in 0..2 {
        Line::create().text("x".repeat(150)).part(&part).save(db).await?;
    }
    for _ in 1..power() {
        let double = "INSERT INTO memory_line (text, part_id) SELECT text, part_id FROM memory_line";
        send(db, double).await?;
    }
    let rows = 1_usize << power();
    let megabytes = rows * 200 / 1024 / 1024;

    // Once before, so that what is kept between streams is there.
    let mut peak = 0;
    let mut before = 0;
    for round in 0..2 {
        let mut stream = Line::objects().order_by(Line.id).load(Line.part).stream(db);
        (before, peak) = (resident(), 0);
        let (mut read, mut last) = (0, 0);
        while let Some(line) = stream.next().await {
            let line = line?;
            assert!(line.id > last && line.part.loaded().is_some());
            (read, last) = (read + 1, line.id);
            if read % 1_000 == 0 {
                peak = peak.max(resident());
            }
        }
        assert_eq!(read, rows, "round {round}");
    }
    let streamed = peak.saturating_sub(before) / 1024;
    // A slow reader holds the server back, and not the rows here.
    let mut slow = Line::objects().stream(db);
    slow.next().await.unwrap()?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let waiting = resident().saturating_sub(before) / 1024;
    drop(slow);
    let all = Line::objects().all(db).await?;
    let held = resident().saturating_sub(before) / 1024;
    // Of a text of 150 bytes the allocator makes 160. Rows that lead elsewhere share the list of the keys that they lead to.
    let structs = rows * (size_of::<Line>() + 160) / 1024 / 1024;
    println!(
        "{}: {rows} rows: {streamed} MiB streamed, {waiting} MiB waiting, {held} MiB all at once, {structs} MiB of structs",
        db.backend()
    );
    assert_eq!(all.len(), rows);
    assert!(held * 10 <= structs * 11, "{held} MiB for structs of {structs} MiB");
    // Not all of it: what the allocator kept of the database before is used again.
    assert!(held > megabytes / 2, "{held} MiB for all of at least {megabytes}: this measures nothing");
    assert!(streamed < 12 && waiting < 12, "{streamed} and {waiting} MiB, where {held} hold all");
    Ok(())
}

async fn send(db: &Db, text: &'static str) -> orm::Result<u64> {
    use orm_core::sql::{Cost, Statement, Text};
    db.execute(Statement::new(Text::Fixed(text), Vec::new(), Cost::Bulk, None)).await
}

#[test]
fn a_stream_takes_no_more_memory_than_a_chunk() {
    orm::testing::run(orm::testing::Flavor::CurrentThread, |db| Box::pin(async move { measure(&db).await }));
}
