//! What was read, as one number, so that the runner can tell whether two subjects read the same.

use std::hint::black_box;

/// FNV-1a over the values in their order.
#[derive(Debug)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub fn value(&self) -> u64 {
        self.0
    }
}

/// What is done with a result: while a turn is timed, nothing that costs; in a check, it goes into the digest.
#[derive(Debug)]
pub enum Look {
    Away,
    At(Digest),
}

impl Look {
    #[inline]
    pub fn at<T: Seen>(&mut self, result: T) {
        match self {
            Self::Away => drop(black_box(result)),
            Self::At(digest) => result.seen(digest),
        }
    }
}

/// A value that a digest can take.
pub trait Seen {
    fn seen(&self, digest: &mut Digest);
}

macro_rules! by_bytes {
    ($($integer:ty),*) => {
        $(impl Seen for $integer {
            fn seen(&self, digest: &mut Digest) {
                digest.bytes(&i64::try_from(*self).unwrap_or(i64::MAX).to_le_bytes());
            }
        })*
    };
}

by_bytes!(i16, i32, i64, u64, usize);

impl Seen for bool {
    fn seen(&self, digest: &mut Digest) {
        i64::from(*self).seen(digest);
    }
}

impl Seen for f64 {
    fn seen(&self, digest: &mut Digest) {
        digest.bytes(&self.to_bits().to_le_bytes());
    }
}

impl Seen for String {
    fn seen(&self, digest: &mut Digest) {
        digest.bytes(self.as_bytes());
        digest.bytes(&[0xff]);
    }
}

impl<T: Seen> Seen for Option<T> {
    fn seen(&self, digest: &mut Digest) {
        match self {
            Some(value) => value.seen(digest),
            None => digest.bytes(&[0xfe]),
        }
    }
}

impl<T: Seen> Seen for Vec<T> {
    fn seen(&self, digest: &mut Digest) {
        self.iter().for_each(|value| value.seen(digest));
    }
}

impl<T: Seen + ?Sized> Seen for &T {
    fn seen(&self, digest: &mut Digest) {
        (**self).seen(digest);
    }
}

impl<A: Seen, B: Seen> Seen for (A, B) {
    fn seen(&self, digest: &mut Digest) {
        self.0.seen(digest);
        self.1.seen(digest);
    }
}

impl Seen for () {
    fn seen(&self, _: &mut Digest) {}
}

/// A struct is its fields, in this order.
#[macro_export]
macro_rules! seen {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl $crate::Seen for $type {
            fn seen(&self, digest: &mut $crate::Digest) {
                $($crate::Seen::seen(&self.$field, digest);)*
            }
        }
    };
}
