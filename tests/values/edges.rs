//! Values at the edges of their types, for the first batch of the round trip.

/// Texts that a database may take for one, cut, fold, pad or sort otherwise than by their characters. NUL has no place in any.
pub(super) fn texts() -> Vec<String> {
    let short = [
        "",
        " ",
        "  ",
        "a",
        "a ",
        "a  ",
        " a",
        "a\t",
        "a\u{1}",
        "a\u{a0}",
        "A",
        "B",
        "b",
        "e",
        "é",
        "e\u{301}",
        "É",
        "E",
        "ß",
        "ss",
        "ẞ",
        "SS",
        "İ",
        "i",
        "\u{1}",
        "\u{7f}",
        "\r\n",
        "'",
        "''",
        "\\",
        "\\'",
        "%",
        "_",
        "\"",
        "`",
        "1",
        "01",
        "1.0",
        "NULL",
        "null",
        "\u{feff}",
        "\u{200d}",
        "\u{2028}",
        "\u{d7ff}",
        "\u{e000}",
        "\u{ffff}",
        "\u{10000}",
        "\u{1f600}",
        "\u{1f600}\u{1f601}",
        "\u{1f468}\u{200d}\u{1f469}",
        "\u{10ffff}",
    ];
    // Longer than what MariaDB sorts by, than a TEXT of its, and a megabyte; each begins otherwise, since those that begin alike have
    // no order there.
    let long = ["p".repeat(1_025), "q".repeat(65_536), "r".repeat(1 << 20)];
    short.into_iter().map(str::to_owned).chain(long).chain(["\u{1f601}".repeat(70_000)]).collect()
}

pub(super) fn bytes() -> Vec<Vec<u8>> {
    let short: [&[u8]; 10] = [b"", b"\0", b"\0\0", b" ", b"a", b"a ", b"a\0", b"\xff", b"\xff\xfe", b"'\\"];
    let long = [vec![7; 1_025], vec![8; 65_536], vec![9; 1 << 20]];
    short.into_iter().map(<[u8]>::to_vec).chain([(0..=255).collect()]).chain(long).collect()
}

#[cfg(feature = "decimal")]
pub(super) fn decimal(text: &str) -> rust_decimal::Decimal {
    rust_decimal::Decimal::from_scientific(text).or_else(|_| text.parse()).unwrap()
}

#[cfg(feature = "json")]
pub(super) fn documents() -> Vec<orm::value::Json<serde_json::Value>> {
    use serde_json::json;
    let deep = (1..31).fold(json!([]), |inner, _| json!([inner]));
    let edges = [
        json!(null),
        json!(true),
        json!(0),
        json!(-0.0),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(f64::MAX),
        json!(5e-324),
        json!(0.1),
        json!(1e21),
        json!(""),
        json!(" "),
        json!("a "),
        json!("\u{1f600}"),
        json!("\"\\/\u{8}\u{c}\n\r\t\u{1f}"),
        json!([]),
        json!({}),
        json!([null, [], {}]),
        json!({"": 1, " ": 2, "a ": 3, "\u{1f600}": null}),
        json!({"a": {"a": {"a": []}}}),
        json!("x".repeat(70_000)),
        deep,
    ];
    edges.into_iter().map(orm::value::Json).collect()
}

/// The first and the last moment, midnight and the moment before, 1970, the days that are there in some years only.
#[cfg(any(feature = "chrono", feature = "time", feature = "jiff"))]
pub(super) const MICROS: [i64; 9] = [
    -62_135_596_800_000_000,
    253_402_207_199_999_999,
    0,
    -1,
    1,
    951_782_400_000_000,
    951_868_799_999_999,
    -2_203_891_200_000_000,
    4_107_542_399_999_999,
];

#[cfg(feature = "chrono")]
pub(super) fn chrono() -> [chrono::NaiveDateTime; 9] {
    MICROS.map(|it| chrono::DateTime::from_timestamp_micros(it).unwrap().naive_utc())
}

#[cfg(feature = "time")]
pub(super) fn time() -> [time::OffsetDateTime; 9] {
    MICROS.map(|it| time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(it) * 1_000).unwrap())
}

#[cfg(feature = "jiff")]
pub(super) fn jiff() -> [jiff::civil::DateTime; 9] {
    MICROS.map(|it| jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_microsecond(it).unwrap()))
}
