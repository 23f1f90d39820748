//! Rows that were just written, made of the values that were sent.
//!
//! A text moves from the draft into the statement, comes back when that has run, and moves on into the row. The key is copied, since
//! relation fields need it too. **Invariant:** a cell gives its text or bytes away once; it lends them as often as one likes.

use super::{CellError, Cells, ColumnType, Fixed, Problem, Value, ValueRow};
use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::net::IpAddr;

/// Reads values that were written as if the database had sent them, a row at a time.
pub(crate) struct WrittenRows {
    /// The values that were sent, row after row.
    values: RefCell<Vec<Value>>,
    /// How many of them each row has.
    width: usize,
    /// Where the row that is read begins.
    begin: usize,
    /// The columns of the key.
    key: &'static [usize],
    /// For each column where its value is.
    columns: Vec<Place>,
    /// What was lent of the row: it stays here until the next is read.
    lent: Vec<OnceCell<Value>>,
}

#[derive(Clone, Copy)]
enum Place {
    /// Among those that were sent.
    Sent(usize),
    /// Not sent: it is put to what was lent when the row begins.
    Filled,
}

impl WrittenRows {
    /// Of rows that gave these columns, which ascend, of so many; the key is among these.
    pub(crate) fn new(values: Vec<Value>, given: &[usize], columns: usize, key: &'static [usize]) -> Self {
        let from = |at| given.iter().position(|&it| it == at).map_or(Place::Filled, Place::Sent);
        Self {
            values: RefCell::new(values),
            width: given.len(),
            begin: 0,
            key,
            columns: (0..columns).map(from).collect(),
            lent: std::iter::repeat_with(OnceCell::new).take(columns).collect(),
        }
    }

    /// Goes to a row, of which `filled` says what was not sent.
    pub(crate) fn read(&mut self, row: usize, mut filled: impl FnMut(usize) -> Value) {
        self.begin = row * self.width;
        for (at, (place, lent)) in self.columns.iter().zip(&mut self.lent).enumerate() {
            *lent = match place {
                Place::Sent(_) => OnceCell::new(),
                Place::Filled => OnceCell::from(filled(at)),
            };
        }
    }

    /// The row as values.
    pub(crate) fn into_values(self) -> Vec<Value> {
        let place = |at: &Place| match at {
            Place::Sent(at) => Some(self.begin + at),
            Place::Filled => None,
        };
        let places: Vec<_> = self.columns.iter().map(place).collect();
        let mut values = self.values.into_inner();
        let mut sent = |at: usize| values.get_mut(at).map(|value| std::mem::replace(value, GONE));
        let value = |(place, lent): (Option<usize>, OnceCell<Value>)| lent.into_inner().or_else(|| sent(place?));
        places.into_iter().zip(self.lent).map(value).map(|value| value.unwrap_or(GONE)).collect()
    }

    /// The row as values, which stay.
    pub(crate) fn to_values(&self) -> Vec<Value> {
        let sent = self.values.borrow();
        let value = |(at, lent): (usize, &OnceCell<Value>)| lent.get().or_else(|| sent.get(self.place(at)?)).cloned();
        self.lent.iter().enumerate().map(|it| value(it).unwrap_or(GONE)).collect()
    }

    /// Looks at a value where it is.
    fn look<T>(&self, at: usize, read: impl FnOnce(&ValueRow<'_>) -> Result<T, CellError>) -> Result<T, CellError> {
        let sent = self.values.borrow();
        let value = match self.lent.get(at).and_then(OnceCell::get) {
            Some(lent) => Some(lent),
            None => self.place(at).and_then(|place| sent.get(place)),
        };
        let cell = value.map_or(&[][..], std::slice::from_ref);
        read(&ValueRow(cell))
            .map_err(|error| gone(value).map_or(CellError { at, ..error }, |why| CellError::new(at, why)))
    }

    /// Puts a value where it can be lent from.
    fn lend(&self, at: usize) -> ValueRow<'_> {
        let cell = self.lent.get(at).map(|lent| lent.get_or_init(|| self.take(at)));
        ValueRow(cell.map_or(&[][..], std::slice::from_ref))
    }

    fn take(&self, at: usize) -> Value {
        let mut sent = self.values.borrow_mut();
        let value = self.place(at).and_then(|place| sent.get_mut(place));
        value.map_or(GONE, |value| std::mem::replace(value, GONE))
    }

    fn place(&self, at: usize) -> Option<usize> {
        match self.columns.get(at) {
            Some(Place::Sent(at)) => Some(self.begin + at),
            Some(Place::Filled) | None => None,
        }
    }

    /// Whether a value can be given away: it was not lent, and nobody else needs it.
    fn is_whole(&self, at: usize) -> bool {
        !self.key.contains(&at) && self.lent.get(at).is_some_and(|lent| lent.get().is_none())
    }
}

const GONE: Value = Value::Refused(
    ColumnType::Text,
    "the value was read before, and given away: the type that is read from this cell reads it twice",
);

fn gone(value: Option<&Value>) -> Option<Problem> {
    match value {
        Some(Value::Refused(_, why)) => Some(Problem::Unreadable(why)),
        _ => None,
    }
}

impl fmt::Debug for WrittenRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrittenRows of {} columns", self.columns.len())
    }
}

impl Cells for WrittenRows {
    fn is_null(&self, at: usize) -> bool {
        self.look(at, |row| Ok(row.is_null(0))).unwrap_or(true)
    }
    fn int(&self, at: usize) -> Result<i64, CellError> {
        self.look(at, |row| row.int(0))
    }
    fn float(&self, at: usize) -> Result<f64, CellError> {
        self.look(at, |row| row.float(0))
    }
    fn text(&self, at: usize) -> Result<&str, CellError> {
        self.look(at, |row| row.text(0).map(drop))?;
        let cell = self.lend(at).0.first();
        match cell {
            Some(Value::Text(text) | Value::Moment(_, text) | Value::Json(text)) => Ok(text),
            _ => Err(CellError::new(at, Problem::Null)),
        }
    }
    fn bytes(&self, at: usize) -> Result<&[u8], CellError> {
        self.look(at, |row| row.bytes(0).map(drop))?;
        let cell = self.lend(at).0.first();
        match cell {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            Some(Value::Uuid(bytes)) => Ok(bytes),
            _ => Err(CellError::new(at, Problem::Null)),
        }
    }
    fn owned_text(&self, at: usize) -> Result<String, CellError> {
        if self.is_whole(at) {
            self.look(at, |row| row.text(0).map(drop))?;
            if let Value::Text(text) | Value::Moment(_, text) | Value::Json(text) = self.take(at) {
                return Ok(text);
            }
        }
        self.text(at).map(str::to_owned)
    }
    fn owned_bytes(&self, at: usize) -> Result<Vec<u8>, CellError> {
        if self.is_whole(at) {
            self.look(at, |row| row.bytes(0).map(drop))?;
            match self.take(at) {
                Value::Bytes(bytes) => return Ok(bytes),
                Value::Uuid(bytes) => return Ok(bytes.to_vec()),
                _ => {}
            }
        }
        self.bytes(at).map(<[u8]>::to_vec)
    }
    fn decimal(&self, at: usize) -> Result<Fixed, CellError> {
        self.look(at, |row| row.decimal(0))
    }
    fn scaled(&self, at: usize, places: u8) -> Result<Fixed, CellError> {
        self.look(at, |row| row.scaled(0, places))
    }
    fn address(&self, at: usize) -> Result<IpAddr, CellError> {
        self.look(at, |row| row.address(0))
    }
    fn list(&self, at: usize, element: &'static ColumnType) -> Result<Vec<Value>, CellError> {
        self.look(at, |row| row.list(0, element))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second of two rows, whose first column was filled in.
    fn row(values: Vec<Value>) -> WrittenRows {
        let given: Vec<usize> = (1..=values.len()).collect();
        let mut rows =
            WrittenRows::new([vec![Value::Bool(false); values.len()], values].concat(), &given, given.len() + 1, &[0]);
        rows.read(1, |_| Value::Int(ColumnType::I64, 7));
        rows
    }

    #[test]
    fn a_text_moves_out_and_is_not_copied() {
        let text = "of some length".to_owned();
        let mut rows = WrittenRows::new(vec![Value::Text("before".into())], &[0], 1, &[]);
        rows.values.get_mut().push(Value::Text(text));
        let address = |rows: &WrittenRows| match rows.values.borrow().last() {
            Some(Value::Text(text)) => text.as_ptr(),
            _ => std::ptr::null(),
        };
        let stood = address(&rows);
        rows.read(1, |_| GONE);
        assert_eq!(rows.owned_text(0).map(|it| it.as_ptr()), Ok(stood));
        assert!(matches!(rows.text(0), Err(CellError { at: 0, problem: Problem::Unreadable(_) })));
        assert!(matches!(rows.owned_text(0), Err(CellError { at: 0, problem: Problem::Unreadable(_) })));
        rows.read(0, |_| GONE);
        assert_eq!(rows.owned_text(0), Ok("before".into()));
    }

    #[test]
    fn what_was_lent_is_given_as_a_copy() {
        let row = row(vec![Value::Text("a".into()), Value::Bytes(vec![1])]);
        assert_eq!((row.text(1), row.text(1)), (Ok("a"), Ok("a")));
        assert_eq!((row.owned_text(1), row.owned_text(1)), (Ok("a".into()), Ok("a".into())));
        assert_eq!((row.bytes(2), row.owned_bytes(2)), (Ok(&[1][..]), Ok(vec![1])));
        let values = [Value::Int(ColumnType::I64, 7), Value::Text("a".into()), Value::Bytes(vec![1])];
        assert_eq!(row.into_values(), values);
    }

    #[test]
    fn a_key_is_copied() {
        let mut rows = WrittenRows::new(vec![Value::Text("a".into()), Value::Text("b".into())], &[0, 1], 2, &[0]);
        rows.read(0, |_| GONE);
        assert_eq!((rows.owned_text(0), rows.owned_text(0)), (Ok("a".into()), Ok("a".into())));
        assert_eq!((rows.owned_text(1), rows.owned_text(1).is_err()), (Ok("b".into()), true));
    }

    #[test]
    fn it_reads_as_a_row_of_values_does() {
        let values = || {
            vec![
                Value::Null(ColumnType::Text),
                Value::Bool(true),
                Value::Int(ColumnType::I16, 3),
                Value::Float(ColumnType::F64, 0.5),
                Value::Text("a".into()),
                Value::Bytes(vec![7]),
                Value::Uuid([9; 16]),
                Value::Moment(ColumnType::Date, "2024-02-29".into()),
                Value::Json("{}".into()),
                Value::Ip(IpAddr::from([127, 0, 0, 1])),
            ]
        };
        let all = [vec![Value::Int(ColumnType::I64, 7)], values()].concat();
        let (plain, written) = (ValueRow(&all), row(values()));
        for at in 0..=all.len() {
            assert_eq!(plain.is_null(at), written.is_null(at));
            assert_eq!(plain.int(at), written.int(at));
            assert_eq!(plain.float(at), written.float(at));
            assert_eq!(plain.decimal(at), written.decimal(at));
            assert_eq!(plain.address(at), written.address(at));
            assert_eq!(plain.text(at), written.text(at));
            assert_eq!(plain.bytes(at), written.bytes(at));
            assert_eq!(plain.owned_text(at), written.owned_text(at));
            assert_eq!(plain.owned_bytes(at), written.owned_bytes(at));
            assert_eq!(plain.owned_text(at), row(values()).owned_text(at));
            assert_eq!(plain.owned_bytes(at), row(values()).owned_bytes(at));
        }
    }
}
