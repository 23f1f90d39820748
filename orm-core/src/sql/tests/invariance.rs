//! The text is a function of the shape alone: whatever the values are, they are binds. So no value can change what a
//! statement says, and one prepared statement serves all of them.
//!
//! Part of the shape, and so of the text: NULL where it is given as a literal (it asks IS NULL); whether a list of `in_`
//! has no value, one, or many (on SQLite, of floats: how many), and whether NULL is among them; text of more bytes than a pattern can
//! have; whether there is an offset; a limit up to 1,000, which the
//! planner is to see.

use super::models::{Cat, Owner, named};
use super::random::Random;
use super::select::rows;
use super::{Dialect, It, render_in};
use crate::ast::{Delete, Insert, OnConflict, Update};
use crate::model::{Assigns, Cond, Null, Orders, Table};
use crate::relation::via;
use crate::sql::Places;
use crate::value::{DbValue, Value};

/// How many cases; `ORM_TEST_CASES` says more for a night.
fn cases() -> u64 {
    std::env::var("ORM_TEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(50_000)
}

/// What people write into forms to see what happens.
const HOSTILE: [&str; 32] = [
    "",
    "'",
    "\"",
    "`",
    "\\",
    "''",
    "--",
    "#",
    "/* */",
    ";",
    ")",
    "%_!",
    "$1 ? :n {}",
    ".",
    "__",
    "a\0b",
    "\u{1b}[31m",
    "\r\n\t",
    "\u{2bc}",
    "\u{ff07}",
    "\u{2028}",
    "\u{202e}abc",
    "SELECT",
    "NULL",
    "' OR '1'='1",
    "x\"; DROP TABLE cat;--",
    "*?[^a]",
    "\u{10ffff}",
    "\u{d7ff}",
    "é",
    "[1,2]",
    "a text of more than sixty-four bytes, where some databases cut a name off",
];
const BYTES: [&[u8]; 4] = [b"", b"\x00", b"'\xff", b"\x27\x22\x5c"];
const FLOATS: [f64; 6] = [0.0, -0.0, f64::NAN, f64::INFINITY, 1e308, -1.5];
const NUMBERS: [i16; 5] = [0, -1, i16::MIN, i16::MAX, 7];

/// Two sources: what is said, and with which values.
struct Sources {
    shape: Random,
    values: Random,
}

impl Sources {
    fn pick(&mut self, ways: u64) -> u64 {
        self.shape.below(ways)
    }
    fn text(&mut self) -> String {
        let (a, b) = (self.values.of(&HOSTILE), self.values.of(&HOSTILE));
        if self.values.below(2) == 0 { a.to_owned() } else { format!("{a}{b}") }
    }
    fn number(&mut self) -> i16 {
        self.values.of(&NUMBERS)
    }
    fn id(&mut self) -> i64 {
        i64::from_ne_bytes(self.values.below(u64::MAX).to_ne_bytes())
    }
    fn float(&mut self) -> f64 {
        self.values.of(&FLOATS)
    }
    /// None, one or many: of many it is not told how many.
    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = match self.pick(3) {
            0 => 0,
            1 => 1,
            _ => 2 + self.values.below(3),
        };
        (0..count).map(|_| one(self)).collect()
    }

    fn condition(&mut self, depth: u32) -> Cond<Cat> {
        match self.pick(if depth == 0 { 1 } else { 5 }) {
            0 => self.lookup(),
            1 => !self.condition(depth - 1),
            2 => self.condition(depth - 1) & self.condition(depth - 1),
            3 => self.condition(depth - 1) | self.condition(depth - 1),
            _ => match self.pick(3) {
                0 => via(Cat::kittens).some(self.condition(depth - 1)),
                1 => Cat.friends.none(self.condition(depth - 1)),
                _ => Cat.mother.friends.every(self.condition(depth - 1)),
            },
        }
    }

    fn lookup(&mut self) -> Cond<Cat> {
        match self.pick(28) {
            0 => Cat.name.eq(self.text()),
            1 => Cat.name.ne(self.text()),
            2 => Cat.name.lt(self.text()),
            3 => Cat.name.between(self.text(), self.text()),
            4 => Cat.name.in_(self.list(Self::text)),
            5 => Cat.name.contains(self.text()),
            6 => Cat.name.icontains(self.text()),
            7 => Cat.name.startswith(self.text()),
            8 => Cat.name.istartswith(self.text()),
            9 => Cat.name.endswith(self.text()),
            10 => Cat.name.iendswith(self.text()),
            11 => Cat.name.iexact(self.text()),
            12 => Cat.name.like(self.text()),
            13 => Cat.vet.city.eq(Some(self.text())),
            14 => Cat.vet.city.eq(Null),
            15 => Cat.vet.city.in_(self.list(|it| Some(it.text()))),
            16 => via(Cat::sitters).name.contains(self.text()),
            17 => Cat.owner.via(Owner::cat_set).name.ne(self.text()),
            18 => Cat.lives.ge(self.number()),
            19 => (Cat.lives + self.number()).lt(Cat.lives * self.number()),
            20 => Cat.lives.in_(self.list(Self::number)),
            21 => Cat.weight.gt(self.float()),
            22 => Cat.weight.in_([self.float(), self.float(), self.float()]),
            23 => Cat.chip.eq(self.values.of(&BYTES)),
            24 => Cat.chip.in_(self.list(|it| it.values.of(&BYTES))),
            25 => Cat.owner.eq(self.id()),
            26 => Cat.friends.in_(self.list(Self::id)),
            _ => Cat.tame.eq(self.values.below(2) == 0),
        }
    }

    fn statement(&mut self) -> It {
        let condition = self.condition(2);
        match self.pick(8) {
            0 => {
                let set = (Cat.name.set(self.text()), Cat.lives.set(Cat.lives - self.number())).assigns();
                let filter = Some(condition.into_ast());
                It::Update(Update { model: Cat::schema(), set, filter, via: None, returning: Vec::new() })
            }
            1 => It::Delete(Delete { model: Cat::schema(), filter: Some(condition.into_ast()), via: None }),
            2 => {
                let row = |it: &mut Self| [DbValue::into_value(it.text()), DbValue::into_value(it.number())];
                let values: Vec<Value> = [row(self), row(self)].concat();
                It::Insert(Insert {
                    table: named("cat"),
                    columns: vec!["cat_name", "lives"],
                    values,
                    on_conflict: OnConflict::Fail,
                    returning: Vec::new(),
                    model: None,
                })
            }
            _ => {
                let mut select = rows(condition);
                if self.pick(3) == 0 {
                    select.order = (Cat.vet.city.desc(), Cat.name).orders();
                    select.limit = Some(1_001 + self.values.below(1_000_000));
                    select.offset = Some(self.values.below(u64::MAX));
                }
                It::Select(select)
            }
        }
    }
}

/// The places of the binds stand in the text as they are counted.
fn check(dialect: Dialect, is_placed: impl Fn(&str, usize) -> bool) {
    let mut different = 0;
    let cases = cases();
    for case in 0..cases {
        let [a, b] = [1, 2].map(|salt| {
            let values = Random(case ^ salt << 40);
            render_in(dialect, Sources { shape: Random(case), values }.statement())
        });
        assert_eq!(*a.text, *b.text, "case {case}: {:?} {:?}", a.binds, b.binds);
        assert_eq!(a.binds.len(), b.binds.len(), "case {case}");
        let places = match a.places {
            Places::Each => a.binds.len(),
            Places::Columns(width) => width,
        };
        assert!(is_placed(&a.text, places), "case {case}: a bind without its place: {}", &*a.text);
        different += u64::from(a.binds != b.binds);
    }
    assert!(different > cases / 2, "the values differ in only {different} of {cases} cases");
}

#[test]
fn no_value_changes_the_text() {
    check(Dialect::Sqlite, |text, binds| text.matches('?').count() == binds);
}

#[test]
fn no_value_changes_the_text_of_postgres() {
    check(Dialect::Postgres, |text, binds| {
        let places: Vec<usize> = text
            .split('$')
            .skip(1)
            .filter_map(|after| after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok())
            .collect();
        !text.contains('?') && places.into_iter().eq(1..=binds)
    });
}
