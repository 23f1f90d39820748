//! Any graph, any rows: what a delete leaves is what Django's rules leave, worked out on paper here.
//!
//! `ORM_TEST_CASES` sets how many cases there are.

use super::*;
use orm::model::Table;
use std::collections::{BTreeMap, BTreeSet};

// A circle of three, with everything across.
#[derive(Model, Debug, Clone)]
#[model(table = "d_red")]
struct Red {
    id: i64,
    #[foreign_key(on_delete = cascade, column = "a", related_name = "+")]
    a: Option<ForeignKey<Green>>,
    #[foreign_key(on_delete = set_null, column = "b", related_name = "+")]
    b: Option<ForeignKey<Blue>>,
    #[foreign_key(on_delete = restrict, column = "c", related_name = "+")]
    c: Option<ForeignKey<Red>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_green")]
struct Green {
    id: i64,
    #[foreign_key(on_delete = cascade, column = "a", related_name = "+")]
    a: Option<ForeignKey<Blue>>,
    #[foreign_key(on_delete = protect, column = "b", related_name = "+")]
    b: Option<ForeignKey<Red>>,
    #[foreign_key(on_delete = set_default, default = Null, column = "c", related_name = "+")]
    c: Option<ForeignKey<Green>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_blue")]
struct Blue {
    id: i64,
    #[foreign_key(on_delete = cascade, column = "a", related_name = "+")]
    a: Option<ForeignKey<Red>>,
    #[foreign_key(on_delete = restrict, column = "b", related_name = "+")]
    b: Option<ForeignKey<Green>>,
    #[foreign_key(on_delete = cascade, column = "c", related_name = "+")]
    c: Option<ForeignKey<Blue>>,
}

// No circle: diamonds, and what refuses across them.
#[derive(Model, Debug, Clone)]
#[model(table = "d_north")]
struct North {
    id: i64,
    #[foreign_key(on_delete = set_null, column = "a", related_name = "+")]
    a: Option<ForeignKey<South>>,
    #[foreign_key(on_delete = restrict, column = "b", related_name = "+")]
    b: Option<ForeignKey<North>>,
    #[foreign_key(on_delete = set_null, column = "c", related_name = "+")]
    c: Option<ForeignKey<North>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_west")]
struct West {
    id: i64,
    #[foreign_key(on_delete = cascade, column = "a", related_name = "+")]
    a: Option<ForeignKey<North>>,
    #[foreign_key(on_delete = cascade, column = "b", related_name = "+")]
    b: Option<ForeignKey<North>>,
    #[foreign_key(on_delete = protect, column = "c", related_name = "+")]
    c: Option<ForeignKey<North>>,
}
#[derive(Model, Debug, Clone)]
#[model(table = "d_south")]
struct South {
    id: i64,
    #[foreign_key(on_delete = cascade, column = "a", related_name = "+")]
    a: Option<ForeignKey<West>>,
    #[foreign_key(on_delete = cascade, column = "b", related_name = "+")]
    b: Option<ForeignKey<North>>,
    #[foreign_key(on_delete = restrict, column = "c", related_name = "+")]
    c: Option<ForeignKey<West>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    Cascade,
    Protect,
    Restrict,
    Null,
}
use Rule::{Cascade, Null as SetNull, Protect, Restrict};

/// Three models with three relations each: the table, and for each relation where it leads and its rule.
struct World([OneOf; 3]);
/// A model, its table and its relations.
type OneOf = (&'static str, &'static str, [(usize, Rule); 3]);

const CIRCLE: World = World([
    ("Red", "d_red", [(1, Cascade), (2, SetNull), (0, Restrict)]),
    ("Green", "d_green", [(2, Cascade), (0, Protect), (1, SetNull)]),
    ("Blue", "d_blue", [(0, Cascade), (1, Restrict), (2, Cascade)]),
]);
const DIAMOND: World = World([
    ("North", "d_north", [(2, SetNull), (0, Restrict), (0, SetNull)]),
    ("West", "d_west", [(0, Cascade), (0, Cascade), (0, Protect)]),
    ("South", "d_south", [(1, Cascade), (0, Cascade), (1, Restrict)]),
]);

/// Rows: by model and key, what each relation refers to.
type Rows = BTreeMap<(usize, i64), [Option<i64>; 3]>;

impl World {
    /// What a delete leaves, or that it is refused: Django's rules, row by row.
    fn delete(&self, rows: &Rows, roots: &BTreeSet<(usize, i64)>) -> Option<Rows> {
        let refers = |(model, row): (usize, &[Option<i64>; 3])| {
            let relations = self.0[model].2;
            let row = *row;
            (0..3).filter_map(move |at| Some((relations[at].1, (relations[at].0, row[at]?), at))).collect::<Vec<_>>()
        };
        let mut goes = roots.clone();
        loop {
            let taken = rows.iter().filter(|((model, _), row)| {
                refers((*model, row)).iter().any(|(rule, to, _)| *rule == Cascade && goes.contains(to))
            });
            let more: BTreeSet<_> = taken.map(|(key, _)| *key).chain(goes.iter().copied()).collect();
            if more.len() == goes.len() {
                break;
            }
            goes = more;
        }
        let mut left = rows.clone();
        for (&key, row) in rows {
            for (rule, to, at) in refers((key.0, row)) {
                if !goes.contains(&to) {
                    continue;
                }
                match rule {
                    Protect => return None,
                    Restrict if !goes.contains(&key) => return None,
                    SetNull => drop(left.get_mut(&key).map(|row| row[at] = None)),
                    Cascade | Restrict => {}
                }
            }
        }
        left.retain(|key, _| !goes.contains(key));
        Some(left)
    }

    /// Random rows, put into the database as they are.
    async fn fill(&self, db: &Db, random: &mut Random) -> orm::Result<Rows> {
        for (_, table, _) in self.0 {
            raw(db, &format!("UPDATE {table} SET a = NULL, b = NULL, c = NULL")).await?;
        }
        for (_, table, _) in self.0 {
            raw(db, &format!("DELETE FROM {table}")).await?;
        }
        let counts = [0; 3].map(|_: i32| 1 + random.below(6));
        // Sparse graphs are taken apart, dense ones refuse.
        let dense = 1 + random.below(6);
        let mut rows = Rows::new();
        for (model, (_, table, _)) in self.0.iter().enumerate() {
            for id in 1..=counts[model] {
                raw(db, &format!("INSERT INTO {table} (id) VALUES ({id})")).await?;
                rows.insert((model, id), [None; 3]);
            }
        }
        for ((model, id), row) in &mut rows {
            let (_, table, relations) = self.0[*model];
            for (at, (target, rule)) in relations.iter().enumerate() {
                let often = if *rule == Protect { 1 } else { dense };
                row[at] = (random.below(12) < often).then(|| 1 + random.below(counts[*target]));
                if let Some(to) = row[at] {
                    let column = ["a", "b", "c"][at];
                    raw(db, &format!("UPDATE {table} SET {column} = {to} WHERE id = {id}")).await?;
                }
            }
        }
        Ok(rows)
    }
}

/// As random as a test has to be, and the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 33).unwrap_or(0) % end
    }
}

fn key<T: Table<Key = i64>>(to: &Option<ForeignKey<T>>) -> Option<i64> {
    to.as_ref().map(|it| *it.key())
}

macro_rules! world {
    ($name:ident, $($at:literal $model:ident)*) => {
        struct $name;
        impl $name {
            /// The rows that there are.
            async fn rows(db: &Db) -> orm::Result<Rows> {
                let mut rows = Rows::new();
                $(for row in $model::objects().all(db).await? {
                    rows.insert(($at, row.id), [key(&row.a), key(&row.b), key(&row.c)]);
                })*
                Ok(rows)
            }
            /// Deletes by queryset or by row.
            async fn delete(db: &Db, model: usize, ids: &[i64], way: i64) -> orm::Result<DeleteReport> {
                match model {
                    $($at => match (ids, way) {
                        ([one], 0) => $model::objects().get(db, *one).await?.delete(db).await,
                        // A condition on its own column, one that has to be asked before, and a limit.
                        (_, 1) => $model::objects().filter($model.a.is_null() | $model.a.id.ge(0)).filter($model.id.in_(ids.to_vec())).delete(db).await,
                        (_, 2) => $model::objects().filter($model.id.in_(ids.to_vec())).limit(100).delete(db).await,
                        _ => $model::objects().filter($model.id.in_(ids.to_vec())).delete(db).await,
                    },)*
                    _ => Ok(DeleteReport::default()),
                }
            }
        }
    };
}
world!(Circle, 0 Red 1 Green 2 Blue);
world!(Diamond, 0 North 1 West 2 South);

macro_rules! cases {
    ($db:expr, $world:ident, $plan:expr) => {{
        let cases: u64 = std::env::var("ORM_TEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(150);
        let (mut refused, mut deleted) = (0, 0);
        for case in 0..cases {
            let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (case + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9));
            let db: &Database = $db;
            // The rows of a case are put there in one transaction, which is quick.
            let rows = db.transaction(async |tx| $plan.fill(&tx, &mut random).await).await?;
            let model = usize::try_from(random.below(3)).unwrap();
            let all: Vec<i64> = rows.keys().filter(|key| key.0 == model).map(|key| key.1).collect();
            let ids: Vec<i64> = all
                .iter()
                .copied()
                .filter(|_| random.below(3) == 0)
                .chain([1])
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            let expected = $plan.delete(&rows, &ids.iter().map(|&id| (model, id)).collect());
            let done = $world::delete(db, model, &ids, random.below(4)).await;
            let left = $world::rows(db).await?;
            let shown = || format!("case {case}: {} {ids:?} of {rows:?}", $plan.0[model].0);
            match (expected, done) {
                (Some(expected), Ok(report)) => {
                    assert_eq!(left, expected, "{}", shown());
                    let gone = |model: usize| {
                        rows.keys().filter(|key| key.0 == model && !left.contains_key(key)).count() as u64
                    };
                    for (model, (name, ..)) in $plan.0.iter().enumerate() {
                        assert_eq!(report.of_model(name), gone(model), "{name} in {}", shown());
                    }
                    deleted += 1;
                }
                (None, Err(error)) => {
                    assert!(!in_the_way(&error).is_empty(), "{}", shown());
                    assert_eq!(left, rows, "{}", shown());
                    refused += 1;
                }
                (expected, done) => panic!("{}\nexpected {expected:?}\nand it was {done:?}", shown()),
            }
        }
        assert!(
            deleted * 5 > cases && refused * 10 > cases,
            "{deleted} were deleted, {refused} refused: try other numbers"
        );
        Ok(())
    }};
}

on_every_database! {
    async fn over_a_circle(db: &Database) {
        cases!(db, Circle, CIRCLE)
    }

    async fn over_diamonds(db: &Database) {
        cases!(db, Diamond, DIAMOND)
    }
}
