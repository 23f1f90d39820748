//! A relation of a model to itself that goes through another.

use crate::support::on_every_database;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Worker {
    pub(crate) id: i64,
    #[field(max_length = 40)]
    pub(crate) name: String,
    #[many_to_many(through_fields(one, other))]
    pub(crate) colleagues: ManyToMany<Worker, Meeting>,
    #[many_to_many(symmetrical = false, related_name = "pupils", through_fields(pupil, teacher))]
    pub(crate) teachers: ManyToMany<Self, Lesson>,
}

#[derive(Model, Debug, Clone, PartialEq)]
pub(crate) struct Meeting {
    pub(crate) id: i64,
    #[foreign_key(on_delete = cascade, related_name = "+")]
    pub(crate) one: ForeignKey<Worker>,
    #[foreign_key(on_delete = cascade, related_name = "+")]
    pub(crate) other: ForeignKey<Worker>,
    pub(crate) year: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(unique(teacher, pupil))]
pub(crate) struct Lesson {
    #[primary_key]
    #[field(max_length = 20)]
    pub(crate) subject: String,
    #[foreign_key(on_delete = cascade, related_name = "lessons_given")]
    pub(crate) teacher: ForeignKey<Worker>,
    #[foreign_key(on_delete = cascade, related_name = "lessons_taken")]
    pub(crate) pupil: ForeignKey<Worker>,
}

async fn workers(db: &Db) -> orm::Result<[Worker; 4]> {
    let workers =
        Worker::objects().bulk_create(db, ["Ann", "Bob", "Cid", "Dee"].map(|name| Worker::create().name(name)));
    Ok(workers.await?.try_into().expect("four"))
}

async fn names(rows: impl Future<Output = orm::Result<Vec<Worker>>>) -> orm::Result<String> {
    let mut names: Vec<_> = rows.await?.into_iter().map(|worker| worker.name).collect();
    names.sort();
    Ok(names.join(" "))
}

on_every_database! {
    async fn a_symmetrical_link_is_two_rows_that_hold_the_same(db: &Database) {
        let [ann, bob, cid, dee] = &workers(db).await?;
        ann.colleagues.add_with(db, bob, Meeting::create().year(2020)).await?;
        let rows = Meeting::objects().all(db).await?;
        assert_eq!(rows.iter().map(|it| (*it.one.key(), *it.other.key(), it.year)).collect::<Vec<_>>(), [
            (ann.id, bob.id, 2020),
            (bob.id, ann.id, 2020),
        ]);
        // One that was made by hand has a direction.
        Meeting::create().one(cid).other(dee).year(2021).save(db).await?;
        assert_eq!(names(cid.colleagues.all(db)).await?, "Dee");
        assert_eq!(names(dee.colleagues.all(db)).await?, "");
        ann.colleagues.set_with(db, [cid], Meeting::create().year(2022)).await?;
        assert_eq!(names(ann.colleagues.all(db)).await?, "Cid");
        assert_eq!(names(bob.colleagues.all(db)).await?, "");
        assert_eq!(names(cid.colleagues.all(db)).await?, "Ann Dee");
        // What is missing of the two is added.
        dee.colleagues.add_with(db, cid, Meeting::create().year(2023)).await?;
        assert_eq!(names(dee.colleagues.all(db)).await?, "Cid");
        assert_eq!(Meeting::objects().filter(Meeting.one.eq(cid) & Meeting.other.eq(dee)).one(db).await?.year, 2021);
        assert_eq!(cid.colleagues.remove(db, [ann, dee]).await?, 2);
        assert_eq!(Meeting::objects().count(db).await?, 0);
        ann.colleagues.add_with(db, [ann, bob], Meeting::create().year(1)).await?;
        assert_eq!(Meeting::objects().count(db).await?, 3);
        assert_eq!(bob.colleagues.clear(db).await?, 1);
        assert_eq!(names(ann.colleagues.all(db)).await?, "Ann");
        Ok(())
    }

    async fn with_a_direction_the_named_fields_tell_the_ends(db: &Database) {
        let [ann, bob, cid, _] = &workers(db).await?;
        ann.teachers.add_with(db, bob, Lesson::create().subject("sums")).await?;
        cid.pupils().add_with(db, ann, Lesson::create().subject("songs")).await?;
        assert_eq!(names(ann.teachers.all(db)).await?, "Bob Cid");
        assert_eq!(names(bob.pupils().all(db)).await?, "Ann");
        assert_eq!(names(bob.teachers.all(db)).await?, "");
        let lesson = Lesson::objects().get(db, "sums").await?;
        assert_eq!((*lesson.teacher.key(), *lesson.pupil.key()), (bob.id, ann.id));
        assert_eq!(names(Worker::objects().filter(Worker.teachers.name.eq("Cid")).all(db)).await?, "Ann");
        assert_eq!(names(Worker::objects().filter(via(Worker::pupils).eq(ann)).all(db)).await?, "Bob Cid");
        assert_eq!(ann.lessons_taken().count(db).await?, 2);
        assert_eq!(bob.pupils().clear(db).await?, 1);
        assert_eq!(names(ann.teachers.all(db)).await?, "Cid");
        Ok(())
    }
}
