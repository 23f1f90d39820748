//! Random conditions: every lookup, over columns, expressions and paths in both directions, put together by and, or, not.

use super::random::Random;
use super::{Cat, Owner};
use orm::model::{Cond, all_of, any_of};
use orm::via;

pub(crate) fn cats(random: &mut Random, depth: u64) -> Cond<Cat> {
    if depth > 0 {
        match random.below(6) {
            0 => return cats(random, depth - 1) & cats(random, depth - 1),
            1 => return cats(random, depth - 1) | cats(random, depth - 1),
            2 => return !cats(random, depth - 1),
            3 => return all_of((0..random.below(3)).map(|_| cats(random, depth - 1)).collect::<Vec<_>>()),
            4 => return any_of((0..random.below(3)).map(|_| cats(random, depth - 1)).collect::<Vec<_>>()),
            _ => {}
        }
    }
    let (text, float, small) = (random.text(4), random.maybe(Random::float), random.small(9));
    match random.below(36) {
        0 => Cat.name.eq(text),
        1 => Cat.name.ne(text),
        2 => Cat.name.lt(text),
        3 => Cat.name.ge(&text),
        4 => Cat.name.between(&text, "b"),
        5 => Cat.name.in_([text, random.text(4), "a".into()]),
        6 => Cat.name.contains(text),
        7 => Cat.name.icontains(text),
        8 => Cat.name.startswith(text),
        9 => Cat.name.istartswith(text),
        10 => Cat.name.endswith(text),
        11 => Cat.name.iendswith(text),
        12 => Cat.name.iexact(text),
        13 => Cat.name.like(format!("%{text}_")),
        14 => Cat.lives.eq(small),
        15 => Cat.lives.in_(0..small),
        16 => (Cat.lives + Cat.lives).gt(small),
        17 => Cat.lives.between(2, small),
        18 => Cat.weight.eq(float),
        19 => Cat.weight.lt(float),
        20 => Cat.weight.ne(float),
        21 => Cat.weight.in_([float, Some(0.1)]),
        22 => (Cat.weight - 0.1).ge(2.0),
        23 => Cat.wild.eq(true),
        24 => Cat.tag.lt(text.into_bytes()),
        25 => Cat.mother.is_null(),
        26 => Cat.mother.eq(random.key()),
        27 => Cat.mother.name.contains(text),
        28 => Cat.mother.mother.lives.gt(small),
        29 => Cat.owner.in_([random.key(), random.key()]),
        30 => Cat.owner.city.eq(random.maybe(|random| random.text(4))),
        31 => Cat.owner.address.ne(random.address()),
        32 => via(Cat::kittens).lives.lt(small),
        33 => via(Cat::sitters).city.is_null(),
        34 => via(Cat::sitters).some(owners(random, 1)),
        _ => via(Cat::kittens).every(Cat.wild.eq(false)),
    }
}

pub(crate) fn owners(random: &mut Random, depth: u64) -> Cond<Owner> {
    if depth > 0 {
        match random.below(5) {
            0 => return owners(random, depth - 1) & owners(random, depth - 1),
            1 => return owners(random, depth - 1) | owners(random, depth - 1),
            2 => return !owners(random, depth - 1),
            _ => {}
        }
    }
    let (text, small) = (random.text(4), random.small(9));
    match random.below(15) {
        0 => Owner.name.startswith(text),
        1 => Owner.city.eq(random.maybe(|random| random.text(4))),
        2 => Owner.city.ne(text),
        3 => Owner.city.gt(text),
        4 => Owner.city.in_([Some(text), None]),
        5 => Owner.address.eq(random.address()),
        6 => Owner.address.in_([random.address(), random.address()]),
        7 => Owner.address.is_null(),
        8 => Owner.sits_for.name.icontains(text),
        9 => Owner.sits_for.eq(random.key()),
        10 => Owner.sits_for.some(Cat.lives.gt(small) & Cat.wild.eq(false)),
        11 => via(Owner::cat_set).lives.le(small),
        12 => via(Owner::cat_set).none(Cat.weight.is_null()),
        13 => via(Owner::cat_set).mother.owner.name.lt(text),
        _ => Owner.name.eq(Owner.city),
    }
}
