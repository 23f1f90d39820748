//! [`DbValue`]: the types that a column can have, and how each is written and read.

use super::{CellError, Cells, ColumnType, Lookups, Problem, Sorted, Value};

/// A Rust type that a column can have. `Option<T>` of it is the same column, nullable.
///
/// What is encoded and read back is equal, or the value is refused before anything is sent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a column can have",
    label = "not a column type",
    note = "column types are the integers, floats, `bool`, `char`, `String`, `Vec<u8>`, IP addresses, and `Option` of these",
    note = "an enum of your own derives `DbEnum`, a struct around one of these `DbType`",
    note = "a struct of several columns stands behind `#[field(flatten)]`, an enum of foreign keys behind `#[polymorphic(..)]`",
    note = "`Decimal`, `Json<..>`, `Uuid` and the types of chrono, jiff and time need a Cargo feature of `orm`: `decimal`, `json`, `uuid`, `chrono`, `jiff`, `time`"
)]
pub trait DbValue: Sized + Clone + Send + Sync + 'static {
    /// What conditions can be made of it: [`Sorted`], [`Equated`](super::Equated) or [`Opaque`](super::Opaque).
    type Lookups: Lookups;
    /// The column's type.
    const TYPE: ColumnType;
    /// The only texts that there are, where there are not all; the table holds no other.
    const LABELS: &'static [&'static str] = &[];
    /// The value as a bind.
    fn encode(&self) -> Value;
    /// The same, where the value is no longer needed: text and bytes move.
    fn into_value(self) -> Value {
        self.encode()
    }
    /// Reads the cell at a position, once: a row that was just inserted gives a text away. NULL is an error here; `Option` is
    /// the caller's business.
    ///
    /// # Errors
    /// [`CellError`] if the cell holds something else.
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError>;
}

/// Reads a nullable cell.
///
/// # Errors
/// [`CellError`] if the cell is neither NULL nor of the type.
#[inline]
pub fn decode_nullable<T: DbValue>(cells: &dyn Cells, at: usize) -> Result<Option<T>, CellError> {
    if cells.is_null(at) { Ok(None) } else { T::decode(cells, at).map(Some) }
}

/// Writes a nullable value.
#[inline]
pub fn encode_nullable<T: DbValue>(value: Option<&T>) -> Value {
    value.map_or(Value::Null(T::TYPE), T::encode)
}

macro_rules! integers {
    ($($ty:ident $column:ident),*) => { $(
        impl DbValue for $ty {
            type Lookups = Sorted;
            const TYPE: ColumnType = ColumnType::$column;
            #[inline]
            fn encode(&self) -> Value {
                Value::Int(ColumnType::$column, i64::from(*self))
            }
            #[inline]
            fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
                $ty::try_from(cells.int(at)?).map_err(|_| CellError::new(at, Problem::Range))
            }
        }
    )* };
}
integers!(i8 I8, i16 I16, i32 I32, i64 I64, u8 U8, u16 U16, u32 U32);

impl DbValue for u64 {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::U64;
    fn encode(&self) -> Value {
        i64::try_from(*self).map_or(
            Value::Refused(
                ColumnType::U64,
                "is above 9223372036854775807, the highest integer that every database can hold",
            ),
            |n| Value::Int(ColumnType::U64, n),
        )
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        Self::try_from(cells.int(at)?).map_err(|_| CellError::new(at, Problem::Range))
    }
}

impl DbValue for bool {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::Bool;
    fn encode(&self) -> Value {
        Value::Bool(*self)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        match cells.int(at)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(CellError::new(at, Problem::Unreadable("the stored number is neither 0 nor 1"))),
        }
    }
}

/// Why NaN cannot be stored: SQLite would keep NULL instead, silently; MySQL refuses it with another message.
const NOT_A_NUMBER: &str = "is not a number (NaN), which not every database can hold";
const INFINITE: &str = "is infinite, which not every database can hold";

fn float(ty: ColumnType, number: f64) -> Value {
    if number.is_nan() {
        Value::Refused(ty, NOT_A_NUMBER)
    } else if number.is_infinite() {
        Value::Refused(ty, INFINITE)
    } else {
        Value::Float(ty, number)
    }
}

impl DbValue for f64 {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::F64;
    fn encode(&self) -> Value {
        float(ColumnType::F64, *self)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        cells.float(at)
    }
}

impl DbValue for f32 {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::F32;
    fn encode(&self) -> Value {
        float(ColumnType::F32, f64::from(*self))
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        let wide = cells.float(at)?;
        // Every f32 is exactly an f64, so what we wrote comes back equal; a number that another program wrote and that
        // no f32 holds is an error, not a rounding.
        #[allow(clippy::cast_possible_truncation, reason = "the comparison below refuses what was truncated")]
        let narrow = wide as Self;
        if f64::from(narrow) == wide { Ok(narrow) } else { Err(CellError::new(at, Problem::Range)) }
    }
}

/// Why NUL is refused: PostgreSQL has no place for it in text, and SQLite's own functions stop at it.
const NUL: &str = "contains the NUL character, which not every database can hold in text";

fn text(value: String) -> Value {
    // `memchr` of the standard library, through `contains` of one ASCII character.
    if value.contains('\0') { Value::Refused(ColumnType::Text, NUL) } else { Value::Text(value) }
}

impl DbValue for String {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::Text;
    fn encode(&self) -> Value {
        text(self.clone())
    }
    fn into_value(self) -> Value {
        text(self)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        cells.owned_text(at)
    }
}

impl DbValue for char {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::Char;
    fn encode(&self) -> Value {
        text(self.to_string())
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        let text = cells.text(at)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(CellError::new(at, Problem::Unreadable("the stored text is not exactly one character"))),
        }
    }
}

impl DbValue for Vec<u8> {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::Bytes;
    fn encode(&self) -> Value {
        Value::Bytes(self.clone())
    }
    fn into_value(self) -> Value {
        Value::Bytes(self)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        cells.owned_bytes(at)
    }
}
