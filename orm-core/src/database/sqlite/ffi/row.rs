//! The cells of the current row.

use crate::value::{CellError, Cells, Problem};
use libsqlite3_sys as sys;
use std::ffi::c_int;
use std::marker::PhantomData;
use std::ptr::NonNull;

/// What a column's table promises of each cell, beside NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// Nothing: the table is not STRICT, or the column is an expression.
    None,
    Integer,
    Real,
    Text,
}

impl Promise {
    /// Of a column of a STRICT table, by its declared type.
    pub(super) fn of(declared: &str) -> Self {
        match declared {
            _ if declared.eq_ignore_ascii_case("INTEGER") || declared.eq_ignore_ascii_case("INT") => Self::Integer,
            _ if declared.eq_ignore_ascii_case("REAL") => Self::Real,
            _ if declared.eq_ignore_ascii_case("TEXT") => Self::Text,
            _ => Self::None,
        }
    }
}

/// The current row of a statement.
///
/// What `text` and `bytes` lend stays where it is until the statement steps: a cell is converted in place only when text is
/// asked of a blob or bytes of a text, and both are refused. So several cells can be held at once.
pub(in super::super) struct Row<'s> {
    statement: NonNull<sys::sqlite3_stmt>,
    promises: &'s [Promise],
    // The statement cannot step while a row of it is held.
    _statement: PhantomData<&'s sys::sqlite3_stmt>,
}

impl<'s> Row<'s> {
    pub(super) fn new(statement: NonNull<sys::sqlite3_stmt>, promises: &'s [Promise]) -> Self {
        Self { statement, promises, _statement: PhantomData }
    }

    /// Whether the first cell is the number 1.
    pub(super) fn first_is_one(&self) -> bool {
        // SAFETY: the statement is prepared, and column functions take any statement and column.
        unsafe { sys::sqlite3_column_int64(self.statement.as_ptr(), 0) == 1 }
    }

    fn promise(&self, at: usize) -> Promise {
        self.promises.get(at).copied().unwrap_or(Promise::None)
    }

    fn stored(&self, at: usize) -> c_int {
        // SAFETY: as above.
        unsafe { sys::sqlite3_column_type(self.statement.as_ptr(), column(at)) }
    }

    // What a cell is not.
    fn wrong(&self, at: usize, expected: &'static str, stored: c_int) -> CellError {
        if at >= self.promises.len() {
            return CellError::wrong_type(at, expected, "no such column");
        }
        match stored {
            sys::SQLITE_NULL => CellError::new(at, Problem::Null),
            sys::SQLITE_INTEGER => CellError::wrong_type(at, expected, "an integer"),
            sys::SQLITE_FLOAT => CellError::wrong_type(at, expected, "a float"),
            sys::SQLITE_TEXT => CellError::wrong_type(at, expected, "text"),
            _ => CellError::wrong_type(at, expected, "bytes"),
        }
    }

    fn expect(&self, at: usize, expected: &'static str, wanted: c_int) -> Result<(), CellError> {
        match self.stored(at) {
            stored if stored == wanted => Ok(()),
            stored => Err(self.wrong(at, expected, stored)),
        }
    }
}

impl Cells for Row<'_> {
    fn is_null(&self, at: usize) -> bool {
        self.stored(at) == sys::SQLITE_NULL
    }

    fn int(&self, at: usize) -> Result<i64, CellError> {
        let promised = self.promise(at) == Promise::Integer;
        if !promised {
            self.expect(at, "an integer", sys::SQLITE_INTEGER)?;
        }
        // SAFETY: as in `first_is_one`.
        let number = unsafe { sys::sqlite3_column_int64(self.statement.as_ptr(), column(at)) };
        // A promise says nothing of NULL, which reads as 0: the column may be of an outer join.
        if promised && number == 0 {
            self.expect(at, "an integer", sys::SQLITE_INTEGER)?;
        }
        Ok(number)
    }

    fn float(&self, at: usize) -> Result<f64, CellError> {
        let promised = self.promise(at) == Promise::Real;
        if !promised {
            match self.stored(at) {
                // A whole number in a column of numbers: SQLite keeps some floats so.
                sys::SQLITE_FLOAT | sys::SQLITE_INTEGER => {}
                stored => return Err(self.wrong(at, "a float", stored)),
            }
        }
        // SAFETY: as in `first_is_one`.
        let number = unsafe { sys::sqlite3_column_double(self.statement.as_ptr(), column(at)) };
        if promised && number == 0.0 && self.is_null(at) {
            return Err(CellError::new(at, Problem::Null));
        }
        Ok(number)
    }

    fn text(&self, at: usize) -> Result<&str, CellError> {
        if self.promise(at) != Promise::Text {
            self.expect(at, "text", sys::SQLITE_TEXT)?;
        }
        let (statement, column) = (self.statement.as_ptr(), column(at));
        // SAFETY: as in `first_is_one`. The length is asked after the text, as the manual wants it.
        let (begin, length) =
            unsafe { (sys::sqlite3_column_text(statement, column), sys::sqlite3_column_bytes(statement, column)) };
        let (Some(begin), Ok(length)) = (NonNull::new(begin.cast_mut()), usize::try_from(length)) else {
            return Err(self.wrong(at, "text", self.stored(at)));
        };
        // SAFETY: SQLite says that so many bytes are there, until the statement steps or the cell is converted. Neither
        // can happen while `self` is borrowed: see the type.
        let bytes = unsafe { std::slice::from_raw_parts(begin.as_ptr(), length) };
        std::str::from_utf8(bytes).map_err(|_| CellError::new(at, Problem::Utf8))
    }

    fn bytes(&self, at: usize) -> Result<&[u8], CellError> {
        // Always checked, also where a table promises: text must never be read as bytes, see the type.
        self.expect(at, "bytes", sys::SQLITE_BLOB)?;
        let (statement, column) = (self.statement.as_ptr(), column(at));
        // SAFETY: as in `text`.
        let (begin, length) =
            unsafe { (sys::sqlite3_column_blob(statement, column), sys::sqlite3_column_bytes(statement, column)) };
        // An empty blob has no address.
        let (Some(begin), Ok(length)) = (NonNull::new(begin.cast_mut()), usize::try_from(length)) else {
            return Ok(&[]);
        };
        // SAFETY: as in `text`.
        Ok(unsafe { std::slice::from_raw_parts(begin.as_ptr().cast(), length) })
    }
}

// A column beyond any that SQLite knows reads as NULL.
fn column(at: usize) -> c_int {
    c_int::try_from(at).unwrap_or(c_int::MAX)
}
