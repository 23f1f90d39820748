//! Random conditions, each with what it means in Rust.

use super::models::{Cat, Owner, cat};
use super::orm::__private::{Reverse, Root};
use super::orm::database::Backend;
use super::orm::model::{Cond, Null, Rel, all_of, any_of};
use super::orm::relation::via;
use super::random::Random;
use super::world;
use std::rc::Rc;

/// A condition on rows of `M`, and whether one holds it; `W` is that row in memory.
pub(crate) struct Said<M, W: 'static> {
    pub(crate) cond: Cond<M>,
    pub(crate) holds: Rc<dyn Fn(&W) -> bool>,
}

impl<M, W> Clone for Said<M, W> {
    fn clone(&self) -> Self {
        Self { cond: self.cond.clone(), holds: self.holds.clone() }
    }
}

impl<M, W> Said<M, W> {
    fn new(cond: Cond<M>, holds: impl Fn(&W) -> bool + 'static) -> Self {
        Self { cond, holds: Rc::new(holds) }
    }
    pub(crate) fn not(self) -> Self {
        Self::new(!self.cond, move |row| !(self.holds)(row))
    }
    pub(crate) fn and(self, other: Self) -> Self {
        Self::new(self.cond & other.cond, move |row| (self.holds)(row) && (other.holds)(row))
    }
    pub(crate) fn or(self, other: Self) -> Self {
        Self::new(self.cond | other.cond, move |row| (self.holds)(row) || (other.holds)(row))
    }
}

/// Where conditions come from, and what has a case there.
pub(crate) struct Sayer {
    random: Random,
    lower: fn(&str) -> String,
    /// Makes infinity of a weight, where that is a number and no error.
    large: f64,
}

impl Sayer {
    pub(crate) fn new(seed: u64, backend: Backend) -> Self {
        // MariaDB and MySQL know the case of all letters, the others that of A to Z.
        let lower = match backend {
            Backend::MySql(_) => str::to_lowercase,
            _ => str::to_ascii_lowercase,
        };
        let large = if backend == Backend::Sqlite { 1e300 } else { 1e5 };
        Self { random: Random(seed), lower, large }
    }

    fn below(&mut self, end: u64) -> u64 {
        self.random.below(end)
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        self.random.of(all)
    }
}

const NUMBERS: [i16; 9] = [-5, 0, 1, 2, 3, 4, 7, 9, 30];
const FLOATS: [f64; 6] = [0.0, 0.1, 4.5, -1e300, 1e300, 3.0];
const TEXTS: [&str; 16] = ["", "a", "A", "b", "Tom", "tom", "Eva", "Paris", "%", "_", "[a]", "*", "\\", "É", "!", "1"];
const PATTERNS: [&str; 10] = ["%", "", "a_b", "a\\_b", "%a%", "_", "T%m", "\\", "[a]*?", "%\\%%"];
const BYTES: [&[u8]; 4] = [b"", b"\x00", b"\xff\xfe", b"\x00\x01"];

/// A lookup of values that are ordered. `$at` gives what the path leads to from a row, once for each row at its end:
/// a condition over many holds where it holds for one, and `ne` is the complement of `eq`.
macro_rules! lookup {
    ($r:expr, $token:expr, $pool:expr, |$row:ident: $w:ty| $at:expr) => {{
        let (a, b) = ($r.of(&$pool), $r.of(&$pool));
        let some = |holds: Box<dyn Fn(Option<_>) -> bool>| move |$row: &$w| $at.into_iter().any(|value| holds(value));
        match $r.below(11) {
            0 => Said::new($token.eq(a), some(Box::new(move |it| it == Some(a)))),
            1 => Said::new($token.ne(a), move |$row: &$w| !$at.into_iter().any(|it| it == Some(a))),
            2 => Said::new($token.lt(a), some(Box::new(move |it| it.is_some_and(|it| it < a)))),
            3 => Said::new($token.le(a), some(Box::new(move |it| it.is_some_and(|it| it <= a)))),
            4 => Said::new($token.gt(a), some(Box::new(move |it| it.is_some_and(|it| it > a)))),
            5 => Said::new($token.ge(a), some(Box::new(move |it| it.is_some_and(|it| it >= a)))),
            6 => Said::new($token.between(a, b), some(Box::new(move |it| it.is_some_and(|it| a <= it && it <= b)))),
            7 => Said::new($token.in_([a, b]), some(Box::new(move |it| it == Some(a) || it == Some(b)))),
            8 => Said::new(
                $token.in_([Some(a), None, Some(b)]),
                some(Box::new(move |it| it.is_none() || it == Some(a) || it == Some(b))),
            ),
            9 => Said::new($token.is_null(), some(Box::new(|it| it.is_none()))),
            _ => Said::new($token.ne(Null), move |$row: &$w| !$at.into_iter().any(|it| it.is_none())),
        }
    }};
}

/// A lookup of text.
macro_rules! text {
    ($r:expr, $token:expr, |$row:ident: $w:ty| $at:expr) => {{
        let (text, pattern) = ($r.of(&TEXTS), $r.of(&PATTERNS));
        let lower = $r.lower;
        let low = lower(text);
        macro_rules! some {
            ($cond:expr, |$it:ident| $holds:expr) => {
                Said::new($cond, move |$row: &$w| $at.into_iter().any(|it| it.is_some_and(|$it: &str| $holds)))
            };
        }
        match $r.below(9) {
            0 => lookup!($r, $token, TEXTS, |$row: $w| $at),
            1 => some!($token.contains(text), |it| it.contains(text)),
            2 => some!($token.startswith(text), |it| it.starts_with(text)),
            3 => some!($token.endswith(text), |it| it.ends_with(text)),
            4 => some!($token.iexact(text), |it| lower(it) == low),
            5 => some!($token.icontains(text), |it| lower(it).contains(&low)),
            6 => some!($token.istartswith(text), |it| lower(it).starts_with(&low)),
            7 => some!($token.iendswith(text), |it| lower(it).ends_with(&low)),
            _ => some!($token.like(pattern), |it| like(&chars(it), &chars(pattern))),
        }
    }};
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn like(text: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['%', rest @ ..] => (0..=text.len()).any(|at| like(&text[at..], rest)),
        ['_', rest @ ..] => !text.is_empty() && like(&text[1..], rest),
        ['\\', literal, rest @ ..] => text.first() == Some(literal) && like(&text[1..], rest),
        [literal, rest @ ..] => text.first() == Some(literal) && like(&text[1..], rest),
    }
}

/// What is said of related rows.
macro_rules! quantified {
    ($r:expr, $token:expr, $inner:expr, |$row:ident: $w:ty| $rows:expr) => {{
        let inner = $inner;
        let holds = inner.holds;
        match $r.below(5) {
            0 => Said::new($token.some(inner.cond), move |$row: &$w| $rows.into_iter().any(|it| holds(it))),
            1 => Said::new($token.none(inner.cond), move |$row: &$w| !$rows.into_iter().any(|it| holds(it))),
            2 => Said::new($token.every(inner.cond), move |$row: &$w| $rows.into_iter().all(|it| holds(it))),
            3 => Said::new($token.some(None), |$row: &$w| $rows.into_iter().next().is_some()),
            _ => Said::new($token.is_null(), |$row: &$w| $rows.into_iter().next().is_none()),
        }
    }};
}

pub(crate) type OfCat = Said<Cat, world::Cat>;
pub(crate) type OfOwner = Said<Owner, world::Owner>;

pub(crate) fn of_cat(r: &mut Sayer, depth: u32) -> OfCat {
    match r.below(if depth == 0 { 1 } else { 6 }) {
        0 => cat_atom(r, depth),
        1 => of_cat(r, depth - 1).not(),
        2 => of_cat(r, depth - 1).and(of_cat(r, depth - 1)),
        3 => of_cat(r, depth - 1).or(of_cat(r, depth - 1)),
        4 => {
            let all = [of_cat(r, depth - 1), of_cat(r, depth - 1), of_cat(r, depth - 1)];
            let conds = all.clone().map(|it| it.cond);
            if r.below(2) == 0 {
                Said::new(all_of(conds), move |row: &world::Cat| all.iter().all(|it| (it.holds)(row)))
            } else {
                Said::new(any_of(conds), move |row: &world::Cat| all.iter().any(|it| (it.holds)(row)))
            }
        }
        _ => cat_relation(r, depth - 1),
    }
}

fn owner_of(r: &mut Sayer, depth: u32) -> OfOwner {
    match r.below(if depth == 0 { 1 } else { 5 }) {
        0 => owner_atom(r),
        1 => owner_of(r, depth - 1).not(),
        2 => owner_of(r, depth - 1).and(owner_of(r, depth - 1)),
        3 => owner_of(r, depth - 1).or(owner_of(r, depth - 1)),
        _ => owner_relation(r, depth - 1),
    }
}

pub(crate) fn of_owner(r: &mut Sayer, depth: u32) -> OfOwner {
    owner_of(r, depth)
}

#[allow(clippy::eq_op, reason = "infinity less infinity is no zero")]
fn cat_atom(r: &mut Sayer, depth: u32) -> OfCat {
    let ids = NUMBERS.map(i64::from);
    match r.below(20) {
        0 => lookup!(r, Cat.id, ids, |row: world::Cat| [Some(row.id)]),
        1 => lookup!(r, Cat.lives, NUMBERS, |row: world::Cat| [Some(row.lives)]),
        2 => lookup!(r, Cat.weight, FLOATS, |row: world::Cat| [row.weight]),
        3 => lookup!(r, Cat.tame, [true, false], |row: world::Cat| [Some(row.tame)]),
        4 => text!(r, Cat.name, |row: world::Cat| [Some(row.name)]),
        5 => text!(r, Cat.vet.city, |row: world::Cat| [row.seen_by().and_then(|it| it.city)]),
        6 => lookup!(r, Cat.vet.age, NUMBERS.map(i32::from), |row: world::Cat| [row.seen_by().and_then(|it| it.age)]),
        7 => text!(r, Cat.owner.city, |row: world::Cat| [row.kept_by().and_then(|it| it.city)]),
        8 => lookup!(r, Cat.mother.lives, NUMBERS, |row: world::Cat| [row.born_of().map(|it| it.lives)]),
        9 => text!(r, Cat.mother.owner.name, |row: world::Cat| [row
            .born_of()
            .and_then(world::Cat::kept_by)
            .map(|it| it.name)]),
        10 => lookup!(r, Cat.vet.id, ids, |row: world::Cat| [row.vet]),
        11 => lookup!(r, (Cat.lives * 2 - 3), NUMBERS, |row: world::Cat| [Some(row.lives * 2 - 3)]),
        // Two infinities make NULL.
        12 => {
            let by = r.large;
            lookup!(r, (Cat.weight * by - Cat.weight * by), FLOATS, |row: world::Cat| {
                [row.weight.map(|it| it * by - it * by).filter(|it| !it.is_nan())]
            })
        }
        13 => Said::new(Cat.owner.name.eq(Cat.vet.name), |row: &world::Cat| {
            row.kept_by().map(|it| it.name) == row.seen_by().map(|it| it.name)
        }),
        14 => lookup!(r, Cat.friends.lives, NUMBERS, |row: world::Cat| row
            .is_friend_of()
            .into_iter()
            .map(|it| Some(it.lives))),
        15 => text!(r, via(Cat::sitters).city, |row: world::Cat| row.sitters().into_iter().map(|it| it.city)),
        16 => lookup!(r, via(Cat::kittens).friends.id, ids, |row: world::Cat| {
            row.kittens().into_iter().flat_map(|it| it.friends).map(|&id| Some(id))
        }),
        17 => text!(r, Cat.owner.via(Owner::passport).number, |row: world::Cat| [row
            .kept_by()
            .and_then(|it| it.passport)]),
        18 => Said::new(via(Cat::kittens).lives.lt(Cat.lives), |row: &world::Cat| {
            row.kittens().iter().any(|it| it.lives < row.lives)
        }),
        _ => bytes_or_relation(r, depth),
    }
}

fn bytes_or_relation(r: &mut Sayer, depth: u32) -> OfCat {
    let key = i64::from(r.of(&NUMBERS));
    let (a, b) = (r.of(&BYTES), r.of(&BYTES));
    match r.below(6 + u64::from(depth)) {
        0 => Said::new(Cat.chip.in_([a, b]), move |row: &world::Cat| row.chip.is_some_and(|it| it == a || it == b)),
        1 => Said::new(Cat.chip.ne(a), move |row: &world::Cat| row.chip != Some(a)),
        2 => Said::new(Cat.vet.ne(key), move |row: &world::Cat| row.vet != Some(key)),
        3 => Said::new(Cat.friends.ne(key), move |row: &world::Cat| !row.friends.contains(&key)),
        4 => Said::new(via(Cat::fans).in_([key, 1]), move |row: &world::Cat| {
            row.fans().iter().any(|it| it.id == key || it.id == 1)
        }),
        _ => Said::new(Cat.mother.is_null(), |row: &world::Cat| row.mother.is_none()),
    }
}

fn cat_relation(r: &mut Sayer, depth: u32) -> OfCat {
    let kittens: Rel<Root<Cat>, Reverse<cat::mother>> = via(Cat::kittens);
    match r.below(8) {
        0 => quantified!(r, Cat.friends, of_cat(r, depth), |row: world::Cat| row.is_friend_of()),
        1 => quantified!(r, via(Cat::fans), of_cat(r, depth), |row: world::Cat| row.fans()),
        2 => quantified!(r, kittens, of_cat(r, depth), |row: world::Cat| row.kittens()),
        3 => quantified!(r, via(Cat::sitters), owner_of(r, depth), |row: world::Cat| row.sitters()),
        4 => quantified!(r, Cat.owner.via(Owner::cat_set), of_cat(r, depth), |row: world::Cat| {
            row.kept_by().into_iter().flat_map(world::Owner::cats)
        }),
        5 => quantified!(r, Cat.mother.friends, of_cat(r, depth), |row: world::Cat| {
            row.born_of().into_iter().flat_map(world::Cat::is_friend_of)
        }),
        6 => {
            // Some kitten of which this is true: a quantifier behind a path to many speaks of each row before it.
            let inner = of_cat(r, depth);
            let holds = inner.holds;
            Said::new(kittens.friends.none(inner.cond), move |row: &world::Cat| {
                row.kittens().iter().any(|kitten| !kitten.is_friend_of().into_iter().any(|it| holds(it)))
            })
        }
        _ => quantified!(r, Cat.vet, owner_of(r, depth), |row: world::Cat| row.seen_by()),
    }
}

fn owner_atom(r: &mut Sayer) -> OfOwner {
    match r.below(6) {
        0 => text!(r, Owner.name, |row: world::Owner| [Some(row.name)]),
        1 => text!(r, Owner.city, |row: world::Owner| [row.city]),
        2 => lookup!(r, Owner.age, NUMBERS.map(i32::from), |row: world::Owner| [row.age]),
        3 => lookup!(r, Owner.sits_for.id, NUMBERS.map(i64::from), |row: world::Owner| row
            .sits_for
            .iter()
            .map(|&id| Some(id))),
        4 => text!(r, via(Owner::passport).number, |row: world::Owner| [row.passport]),
        _ => lookup!(r, via(Owner::cat_set).vet.age, NUMBERS.map(i32::from), |row: world::Owner| {
            row.cats().into_iter().map(|it| it.seen_by().and_then(|vet| vet.age))
        }),
    }
}

fn owner_relation(r: &mut Sayer, depth: u32) -> OfOwner {
    match r.below(2) {
        0 => quantified!(r, Owner.sits_for, of_cat(r, depth), |row: world::Owner| row.cats_it_sits_for()),
        _ => quantified!(r, via(Owner::cat_set), of_cat(r, depth), |row: world::Owner| row.cats()),
    }
}
