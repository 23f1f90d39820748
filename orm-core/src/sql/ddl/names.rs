//! Names that we make.

/// The longest name that every database takes as it is: PostgreSQL cuts at 63 bytes, and only tells in a notice.
const LONGEST: usize = 63;

/// The parts, joined by `_`. A name that is too long keeps its beginning and ends in a hash of the whole, so that two
/// long names never become one.
pub(super) fn name(parts: &[&str]) -> String {
    let whole = parts.join("_");
    if whole.len() <= LONGEST {
        return whole;
    }
    let hash = format!("_{:08x}", fnv(&whole));
    let mut cut = LONGEST - hash.len();
    while !whole.is_char_boundary(cut) {
        cut -= 1;
    }
    format!("{}{hash}", &whole[..cut])
}

/// FNV-1a, written out since these names are kept in databases: they must not change with a library's version.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_long_name_is_cut_and_stays_unique() {
        assert_eq!(name(&["cat", "owner_id", "fkey"]), "cat_owner_id_fkey");
        let long = "é".repeat(40);
        let (a, b) = (name(&[&long, "a"]), name(&[&long, "b"]));
        assert!(a.len() <= 63 && b.len() <= 63 && a != b, "{a} {b}");
    }
}
