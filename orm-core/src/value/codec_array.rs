//! Arrays of column types, where the database has them. Elsewhere a model with one is `Unsupported` before anything is sent.
//!
//! `Vec<u8>` is not among them: it is bytes, on every database. What this is not: arrays of arrays, which PostgreSQL would
//! flatten, and arrays of decimals or JSON, whose elements would need a declaration of their own.

use super::{CellError, Cells, ColumnType, DbValue, Equated, Value, ValueRow};

/// A column type that can be in an array: `Vec` of it is a column type too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that an array column can hold",
    label = "not an element of arrays",
    note = "elements are the integers, floats, `bool`, `char`, `String`, IP addresses, UUIDs, dates and times, and enums that derive `DbEnum`",
    note = "`Vec<u8>` is bytes; to keep a list of anything else, take `Json<Vec<..>>`"
)]
pub trait Element: DbValue {}

impl<T: Element> DbValue for Vec<T> {
    type Lookups = Equated;
    const TYPE: ColumnType = ColumnType::Array(&T::TYPE);
    fn encode(&self) -> Value {
        let values: Vec<Value> = self.iter().map(T::encode).collect();
        let refused = values.iter().find_map(|value| match value {
            Value::Refused(_, why) => Some(*why),
            _ => None,
        });
        refused.map_or(Value::Array(&T::TYPE, values), |why| Value::Refused(Self::TYPE, why))
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        let values = cells.list(at, &T::TYPE)?;
        let row = ValueRow(&values);
        // Where the error stands is the array's cell, not the element's place.
        let decode = |element| T::decode(&row, element).map_err(|error| CellError { at, ..error });
        (0..values.len()).map(decode).collect()
    }
}

macro_rules! elements {
    ($($ty:ty),*) => { $( impl Element for $ty {} )* };
}
elements!(i8, i16, i32, i64, u16, u32, u64, f32, f64, bool, char, String);
elements!(std::net::IpAddr, std::net::Ipv4Addr, std::net::Ipv6Addr);
