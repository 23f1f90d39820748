//! `uuid::Uuid`, as its sixteen bytes.

use super::{CellError, Cells, ColumnType, DbValue, Element, Problem, Sorted, Value};
use uuid::Uuid;

impl Element for Uuid {}
impl DbValue for Uuid {
    type Lookups = Sorted;
    const TYPE: ColumnType = ColumnType::Uuid;
    fn encode(&self) -> Value {
        Value::Uuid(*self.as_bytes())
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        Self::from_slice(cells.bytes(at)?)
            .map_err(|_| CellError::new(at, Problem::Unreadable("the stored bytes are not sixteen, as a UUID has")))
    }
}
