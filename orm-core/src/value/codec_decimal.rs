//! `rust_decimal::Decimal`. A number comes back equal; how many zeros it was written with is not kept.

use super::{CellError, Cells, ColumnType, DbValue, Fixed, Problem, Scale, Sorted, Value};
use rust_decimal::Decimal;

impl DbValue for Decimal {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::Decimal(Scale::UNSAID);
    fn encode(&self) -> Value {
        // A scale is 28 at most.
        let places = u8::try_from(self.scale()).unwrap_or(u8::MAX);
        Value::Decimal(Fixed::new(self.mantissa(), places).shortest())
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        let it = cells.decimal(at)?;
        Self::try_from_i128_with_scale(it.units(), u32::from(it.places()))
            .map_err(|_| CellError::new(at, Problem::Range))
    }
}
