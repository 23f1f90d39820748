//! Decimal numbers in PostgreSQL's binary form: digits to the base of ten thousand, with the weight of the first.
//!
//! `numeric_recv` and `numeric_send` of the server:
//! <https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/numeric.c>.

use crate::value::Fixed;

const BASE: u128 = 10_000;
const NEGATIVE: u16 = 0x4000;

pub(super) fn write(number: Fixed, out: &mut Vec<u8>) {
    let sign = if number.units() < 0 { NEGATIVE } else { 0 };
    let (mut digits, weight) = digits(number);
    digits.reverse();
    // A number has ten such digits at most, so each of these fits.
    let count = u16::try_from(digits.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&count.to_be_bytes());
    out.extend_from_slice(&weight.to_be_bytes());
    out.extend_from_slice(&sign.to_be_bytes());
    out.extend_from_slice(&u16::from(number.places()).to_be_bytes());
    digits.iter().for_each(|digit| out.extend_from_slice(&digit.to_be_bytes()));
}

/// The digits from the last to the first, and the weight of the first.
fn digits(number: Fixed) -> (Vec<u16>, i16) {
    let places = i16::from(number.places());
    // The last digit stands for four places, of which some may not be there.
    let missing = (4 - places % 4) % 4;
    let mut rest = number.units().unsigned_abs();
    let mut digits = Vec::with_capacity(11);
    // The last one is filled up on its own, since the whole number might not have room for more zeros.
    if missing > 0 && rest > 0 {
        let part = 10_u128.pow(u32::from((4 - missing).unsigned_abs()));
        let filled = rest % part * 10_u128.pow(u32::from(missing.unsigned_abs()));
        digits.push(u16::try_from(filled).unwrap_or(0));
        rest /= part;
    }
    while rest > 0 {
        digits.push(u16::try_from(rest % BASE).unwrap_or(0));
        rest /= BASE;
    }
    let count = i16::try_from(digits.len()).unwrap_or(i16::MAX);
    (digits, count - 1 - (places + missing) / 4)
}

/// A number; `None` where it is NaN, infinite, or has more digits than fit.
pub(super) fn read(raw: &[u8]) -> Option<Fixed> {
    let word = |at: usize| Some(u16::from_be_bytes(raw.get(at..at + 2)?.try_into().ok()?));
    let (count, sign) = (usize::from(word(0)?), word(4)?);
    let weight = i16::from_be_bytes(raw.get(2..4)?.try_into().ok()?);
    let mut units: i128 = 0;
    for at in 0..count {
        units = units.checked_mul(10_000)?.checked_add(i128::from(word(8 + at * 2)?))?;
    }
    if sign != 0 && sign != NEGATIVE {
        return None;
    }
    let units = if sign == NEGATIVE { -units } else { units };
    let after_the_point = (i32::try_from(count).ok()? - 1 - i32::from(weight)) * 4;
    match u8::try_from(after_the_point) {
        Ok(places) => Some(Fixed::new(units, places).shortest()),
        Err(_) if units == 0 => Some(Fixed::new(0, 0)),
        Err(_) => {
            let zeros = u32::try_from(-after_the_point).ok()?;
            Some(Fixed::new(units.checked_mul(10_i128.checked_pow(zeros)?)?, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for places in 0..=28 {
            let mut units: i128 = 1;
            for step in 0..28_i128 {
                units = units * 10 + step % 10;
                for units in [units, -units, units - step, 10_i128.pow(u32::try_from(step).unwrap_or(0))] {
                    let mut out = Vec::new();
                    write(Fixed::new(units, places), &mut out);
                    assert_eq!(read(&out), Some(Fixed::new(units, places).shortest()), "{units} {places}");
                }
            }
        }
    }

    #[test]
    fn the_form_is_the_servers() {
        let form = |units, places| {
            let mut out = Vec::new();
            write(Fixed::new(units, places), &mut out);
            out.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect::<Vec<_>>()
        };
        // What `numeric_send` says of these numbers.
        assert_eq!(form(1_234_567, 2), [3, 1, 0, 2, 1, 2345, 6700]);
        assert_eq!(form(-5, 3), [1, 0xffff, 0x4000, 3, 50]);
        assert_eq!(form(10_000, 0), [2, 1, 0, 0, 1, 0]);
        assert_eq!(form(0, 2), [0, 0xfffe, 0, 2]);
        assert_eq!(read(&[0, 0, 0, 0, 0xc0, 0, 0, 0]), None, "NaN");
        assert_eq!(read(&[0, 1]), None);
    }
}
