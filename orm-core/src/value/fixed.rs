//! A decimal number, exactly: digits, and how many of them stand after the point.
//!
//! A column of decimals says how many digits it has and how many of them are places (`max_digits`, `decimal_places`). What
//! is written to it is brought to its places first, so that a database without decimals keeps the digits as an integer,
//! which is exact, in order, and can be summed. What this is not: it computes nothing, and knows no crate's decimal type.
//!
//! **Invariant:** bringing a number to some places never rounds; [`Fixed::at_places`] says whether it can be done.

/// How many digits a column of decimals has in all, and how many of them are places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    /// All digits, those before and after the point. None where nothing is said yet.
    pub digits: u8,
    /// Those after the point.
    pub places: u8,
}

impl Scale {
    /// Of a type that no column has given one.
    pub const UNSAID: Self = Self { digits: 0, places: 0 };
    /// The most digits that a column can have: so many always fit into an integer of 64 bits.
    pub const MOST_DIGITS: u8 = 18;

    /// The highest number of so many digits, at this scale's places.
    #[must_use]
    pub const fn highest(self) -> i64 {
        let mut end: i64 = 1;
        let mut at = 0;
        while at < self.digits && at < Self::MOST_DIGITS {
            end *= 10;
            at += 1;
        }
        end - 1
    }
}

/// A decimal number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fixed {
    // Bytes, so that a number of 128 bits does not widen what every value takes.
    digits: [u8; 16],
    places: u8,
}

/// What happens to a number that has more places than are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    Up,
    Down,
}

impl Fixed {
    /// So many units of the last place.
    #[must_use]
    pub const fn new(units: i128, places: u8) -> Self {
        Self { digits: units.to_le_bytes(), places }
    }

    /// The units of the last place.
    #[must_use]
    pub const fn units(self) -> i128 {
        i128::from_le_bytes(self.digits)
    }

    /// The same as an integer of the databases, where it fits.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        i64::try_from(self.units()).ok()
    }

    /// How many digits stand after the point.
    #[must_use]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// The same number without zeros at its end.
    #[must_use]
    pub const fn shortest(self) -> Self {
        let (mut units, mut places) = (self.units(), self.places);
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        Self::new(units, places)
    }

    /// The same number with so many places; `None` where it has more, or too many digits for any database.
    #[must_use]
    pub fn at_places(self, places: u8) -> Option<Self> {
        let short = self.shortest();
        let factor = 10_i128.checked_pow(u32::from(places.checked_sub(short.places)?))?;
        Some(Self::new(short.units().checked_mul(factor)?, places))
    }

    /// Whether a column can hold it.
    #[must_use]
    pub fn fits(self, scale: Scale) -> bool {
        self.at_places(scale.places)
            .is_some_and(|it| it.units().unsigned_abs() <= i128::from(scale.highest()).unsigned_abs())
    }

    /// The nearest number of so many places above or below it. What is beyond every column's numbers stays beyond them.
    pub(crate) fn rounded(self, places: u8, rounding: Rounding) -> Self {
        let short = self.shortest();
        let units = match (short.places.checked_sub(places), places.checked_sub(short.places)) {
            (Some(surplus), _) => 10_i128.checked_pow(u32::from(surplus)).map_or(0, |unit| match rounding {
                Rounding::Down => short.units().div_euclid(unit),
                Rounding::Up => -(-short.units()).div_euclid(unit),
            }),
            (None, missing) => {
                let factor = 10_i128.checked_pow(u32::from(missing.unwrap_or(0))).unwrap_or(i128::MAX);
                short.units().saturating_mul(factor)
            }
        };
        Self::new(units.clamp(-i128::from(i64::MAX), i128::from(i64::MAX)), places)
    }

    /// A number of so many places that no column holds.
    pub(crate) const fn beyond(places: u8) -> Self {
        Self::new(i64::MAX as i128, places)
    }
}

impl std::fmt::Display for Fixed {
    /// `-12.050`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, units) = (if self.units() < 0 { "-" } else { "" }, self.units().unsigned_abs());
        let places = usize::from(self.places);
        let digits = format!("{units:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

impl std::fmt::Debug for Fixed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_added_and_never_rounded_away() {
        let number = Fixed::new(-12_050, 3);
        assert_eq!((number.to_string().as_str(), number.shortest().to_string().as_str()), ("-12.050", "-12.05"));
        assert_eq!(number.at_places(2), Some(Fixed::new(-1_205, 2)));
        assert_eq!(number.at_places(1), None);
        assert_eq!(Fixed::new(7, 0).at_places(4).map(|it| it.to_string()), Some("7.0000".into()));
        assert_eq!(Fixed::new(5, 3).to_string(), "0.005");
        assert_eq!(Fixed::new(i128::MAX, 0).at_places(1), None);
        let scale = Scale { digits: 4, places: 2 };
        assert!(Fixed::new(9_999, 2).fits(scale) && Fixed::new(-99_990, 3).fits(scale));
        assert!(!Fixed::new(100, 0).fits(scale) && !Fixed::new(1, 3).fits(scale));
        assert_eq!(Scale { digits: 18, places: 0 }.highest(), 999_999_999_999_999_999);
    }

    #[test]
    fn bounds_are_rounded_to_the_side_that_changes_nothing() {
        let up = |units, places| Fixed::new(units, places).rounded(2, Rounding::Up).units();
        let down = |units, places| Fixed::new(units, places).rounded(2, Rounding::Down).units();
        assert_eq!((up(1_005, 3), down(1_005, 3)), (101, 100));
        assert_eq!((up(-1_005, 3), down(-1_005, 3)), (-100, -101));
        assert_eq!((up(1, 0), down(1, 0)), (100, 100));
        assert_eq!((up(i128::MAX, 0), down(i128::MIN + 1, 0)), (i128::from(i64::MAX), -i128::from(i64::MAX)));
        assert_eq!((up(1, 28), down(1, 28), down(-1, 28)), (1, 0, -1));
    }
}
