//! A small set of rows, in the database and in memory. Every nullable column is NULL somewhere, and every relation leads
//! to none, one and several.

use super::orm::ast::{Insert, OnConflict};
use super::orm::database::Database;
use super::orm::sql;
use super::orm::value::{DbValue, Value, encode_nullable};

pub(crate) struct Owner {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
    pub(crate) city: Option<&'static str>,
    pub(crate) age: Option<i32>,
    pub(crate) sits_for: &'static [i64],
    pub(crate) passport: Option<&'static str>,
}

pub(crate) struct Cat {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
    pub(crate) lives: i16,
    pub(crate) weight: Option<f64>,
    pub(crate) chip: Option<&'static [u8]>,
    pub(crate) tame: bool,
    pub(crate) owner: i64,
    pub(crate) vet: Option<i64>,
    pub(crate) mother: Option<i64>,
    pub(crate) friends: &'static [i64],
}

#[rustfmt::skip]
pub(crate) static OWNERS: [Owner; 6] = [
    Owner { id: 1, name: "Eva",    city: Some("Paris"),  age: Some(30), sits_for: &[1, 2, 3], passport: Some("X1") },
    Owner { id: 2, name: "Mike",   city: None,           age: Some(0),  sits_for: &[],        passport: None },
    Owner { id: 3, name: "eva",    city: Some(""),       age: None,     sits_for: &[2],       passport: Some("x_1") },
    Owner { id: 4, name: "50%_!",  city: Some("p[a]*?"), age: Some(-5), sits_for: &[8],       passport: None },
    Owner { id: 5, name: "É\\'\"", city: None,           age: None,     sits_for: &[4, 7],    passport: Some("") },
    Owner { id: 6, name: "",       city: Some("Paris"),  age: Some(99), sits_for: &[],        passport: None },
];

#[rustfmt::skip]
pub(crate) static CATS: [Cat; 8] = [
    Cat { id: 1, name: "Tom",    lives: 9, weight: Some(4.5),   chip: Some(b"\x00"),     tame: true,  owner: 1, vet: Some(2), mother: None,    friends: &[2, 3] },
    Cat { id: 2, name: "tom",    lives: 3, weight: None,        chip: None,              tame: false, owner: 1, vet: None,    mother: Some(1), friends: &[1] },
    Cat { id: 3, name: "a%b",    lives: 0, weight: Some(0.0),   chip: Some(b""),         tame: true,  owner: 2, vet: Some(1), mother: Some(1), friends: &[] },
    Cat { id: 4, name: "a_b",    lives: 1, weight: Some(-1e300), chip: Some(b"\xff\xfe"), tame: true, owner: 3, vet: Some(3), mother: Some(3), friends: &[4] },
    Cat { id: 5, name: "AxB",    lives: 9, weight: None,        chip: None,              tame: false, owner: 3, vet: None,    mother: None,    friends: &[1, 8] },
    Cat { id: 6, name: "[a]*?",  lives: 2, weight: Some(0.1),   chip: Some(b"\x00\x01"), tame: false, owner: 4, vet: Some(6), mother: Some(6), friends: &[] },
    Cat { id: 7, name: "é\\",    lives: 7, weight: Some(1e300), chip: None,              tame: true,  owner: 4, vet: None,    mother: Some(4), friends: &[7, 6, 5] },
    Cat { id: 8, name: "",       lives: 4, weight: Some(4.5),   chip: Some(b"\x00"),     tame: false, owner: 4, vet: Some(5), mother: None,    friends: &[2] },
];

pub(crate) fn owner(id: i64) -> Option<&'static Owner> {
    OWNERS.iter().find(|owner| owner.id == id)
}

pub(crate) fn cat(id: i64) -> Option<&'static Cat> {
    CATS.iter().find(|cat| cat.id == id)
}

impl Owner {
    pub(crate) fn cats(&self) -> Vec<&'static Cat> {
        let id = self.id;
        CATS.iter().filter(|cat| cat.owner == id).collect()
    }
    pub(crate) fn cats_it_sits_for(&self) -> Vec<&'static Cat> {
        self.sits_for.iter().filter_map(|&id| cat(id)).collect()
    }
}

impl Cat {
    pub(crate) fn kept_by(&self) -> Option<&'static Owner> {
        owner(self.owner)
    }
    pub(crate) fn seen_by(&self) -> Option<&'static Owner> {
        self.vet.and_then(owner)
    }
    pub(crate) fn born_of(&self) -> Option<&'static Self> {
        self.mother.and_then(cat)
    }
    pub(crate) fn kittens(&self) -> Vec<&'static Self> {
        let id = self.id;
        CATS.iter().filter(|cat| cat.mother == Some(id)).collect()
    }
    pub(crate) fn is_friend_of(&self) -> Vec<&'static Self> {
        self.friends.iter().filter_map(|&id| cat(id)).collect()
    }
    pub(crate) fn fans(&self) -> Vec<&'static Self> {
        CATS.iter().filter(|cat| cat.friends.contains(&self.id)).collect()
    }
    pub(crate) fn sitters(&self) -> Vec<&'static Owner> {
        OWNERS.iter().filter(|owner| owner.sits_for.contains(&self.id)).collect()
    }
}

/// Writes all of it.
pub(crate) async fn fill(db: &Database) {
    let owners = OWNERS
        .iter()
        .map(|it| vec![it.id.encode(), text(Some(it.name)), text(it.city), encode_nullable(it.age.as_ref())]);
    insert(db, "owner", &["id", "name", "city", "age"], owners.collect()).await;
    let cats = CATS.iter().map(|it| {
        let chip = it.chip.map(<[u8]>::to_vec);
        vec![
            it.id.encode(),
            text(Some(it.name)),
            it.lives.encode(),
            encode_nullable(it.weight.as_ref()),
            encode_nullable(chip.as_ref()),
            it.tame.encode(),
            it.owner.encode(),
            encode_nullable(it.vet.as_ref()),
            encode_nullable(it.mother.as_ref()),
        ]
    });
    let columns = ["id", "cat_name", "lives", "weight", "chip", "tame", "owner_id", "vet_id", "mother_id"];
    insert(db, "cat", &columns, cats.collect()).await;
    let pairs = |from: i64, to: &'static [i64]| to.iter().map(move |to| vec![from.encode(), to.encode()]);
    let sits = OWNERS.iter().flat_map(|it| pairs(it.id, it.sits_for)).collect();
    insert(db, "owner_sits_for", &["owner_id", "cat_id"], sits).await;
    let friends = CATS.iter().flat_map(|it| pairs(it.id, it.friends)).collect();
    insert(db, "cat_friends", &["from_cat_id", "to_cat_id"], friends).await;
    let passports = OWNERS.iter().filter(|it| it.passport.is_some()).map(|it| vec![it.id.encode(), text(it.passport)]);
    insert(db, "passport", &["owner_id", "number"], passports.collect()).await;
}

fn text(text: Option<&str>) -> Value {
    encode_nullable(text.map(str::to_owned).as_ref())
}

async fn insert(db: &Database, table: &'static str, columns: &[&'static str], rows: Vec<Vec<Value>>) {
    let (columns, on_conflict) = (columns.to_vec(), OnConflict::Fail);
    let it = Insert {
        table: super::models::named(table),
        columns,
        values: rows.concat(),
        on_conflict,
        returning: Vec::new(),
        model: None,
    };
    db.execute(sql::insert(db.backend().dialect(), it)).await.expect("the rows fit the tables");
}
