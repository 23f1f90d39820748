//! Random values that are the same in every run, of few enough kinds that they meet each other.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed ^ 0x5eed)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }

    pub(crate) fn index(&mut self, end: u64) -> usize {
        usize::try_from(self.below(end)).unwrap()
    }

    /// From 0 on.
    pub(crate) fn small(&mut self, end: u64) -> i16 {
        i16::try_from(self.below(end)).unwrap()
    }

    /// One of few keys, so that rows are met again, are there already, or are not there.
    pub(crate) fn key(&mut self) -> i64 {
        1 + i64::try_from(self.below(14)).unwrap()
    }

    /// Letters with and without a case, of one byte and of more, what patterns mean, and now and then what is refused.
    pub(crate) fn text(&mut self, longest: u64) -> String {
        const SIGNS: [char; 16] =
            ['a', 'A', 'b', 'B', 'z', ' ', '%', '_', '\\', '\'', 'é', 'É', 'ß', '\u{1f600}', '1', '\u{ff41}'];
        if self.below(60) == 0 {
            return "a\0b".to_owned();
        }
        (0..self.below(longest)).map(|_| SIGNS[self.index(16)]).collect()
    }

    pub(crate) fn float(&mut self) -> f64 {
        [-1.5, 0.0, 0.1, 2.5, 1e15, -1e-7, 3.0, f64::NAN][if self.below(20) == 0 { 7 } else { self.index(7) }]
    }

    pub(crate) fn address(&mut self) -> IpAddr {
        [
            IpAddr::V4(Ipv4Addr::LOCALHOST),
            Ipv4Addr::new(10, 0, 0, 9).into(),
            Ipv6Addr::LOCALHOST.into(),
            Ipv6Addr::UNSPECIFIED.into(),
        ][self.index(4)]
    }

    /// Nothing, now and then.
    pub(crate) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let some = self.below(3) > 0;
        some.then(|| make(self))
    }
}
