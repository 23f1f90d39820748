//! One prepared statement, its binds, and what its columns promise.

use super::row::{Promise, Row};
use crate::value::Value;
use libsqlite3_sys as sys;
use std::ffi::{CStr, c_char, c_int};
use std::ptr::NonNull;

/// A statement. It finalizes itself; [`super::Connection`] sees to it that this happens before the handle closes.
pub(super) struct Prepared {
    statement: NonNull<sys::sqlite3_stmt>,
    promises: Box<[Promise]>,
    prepared_again: c_int,
    /// Whether no row of this run was taken yet.
    is_fresh: bool,
    /// Whether it runs a trigger, as it was prepared.
    pub(super) has_trigger: bool,
    /// Whether its table counts its keys up, once that was asked.
    pub(super) counts_up: Option<bool>,
    // SQLite reads text and bytes from here while the statement runs. Never changed between `bind` and `reset`.
    binds: Vec<Value>,
}

impl Prepared {
    /// # Safety
    /// The pointer is null, or a statement of an open handle that nobody else owns and whose handle outlives it.
    pub(super) unsafe fn new(statement: *mut sys::sqlite3_stmt) -> Option<Self> {
        let statement = NonNull::new(statement)?;
        let (promises, binds) = (Box::default(), Vec::new());
        Some(Self { statement, promises, prepared_again: 0, is_fresh: true, has_trigger: true, counts_up: None, binds })
    }

    /// Decides how each column is read: without a look at each cell where a STRICT table promises what it holds.
    pub(super) fn plan(&mut self, mut is_strict: impl FnMut(&str, &str) -> bool) {
        let mut last: Option<(String, String, bool)> = None;
        let statement = self.statement.as_ptr();
        // SAFETY: the statement is prepared; this and the functions below take any column.
        let columns = unsafe { sys::sqlite3_column_count(statement) };
        self.promises = (0..columns)
            .map(|at| {
                // SAFETY: as above. The strings live until the next call of the same function for this column.
                let (schema, table, declared) = unsafe {
                    (
                        name(sys::sqlite3_column_database_name(statement, at)),
                        name(sys::sqlite3_column_table_name(statement, at)),
                        name(sys::sqlite3_column_decltype(statement, at)),
                    )
                };
                let (Some(schema), Some(table), Some(declared)) = (schema, table, declared) else {
                    return Promise::None;
                };
                let strict = match &last {
                    Some((a, b, strict)) if *a == schema && *b == table => *strict,
                    _ => {
                        let strict = is_strict(&schema, &table);
                        last = Some((schema, table, strict));
                        strict
                    }
                };
                if strict { Promise::of(&declared) } else { Promise::None }
            })
            .collect();
        self.prepared_again = self.times_prepared_again();
    }

    pub(super) fn was_prepared_again(&self) -> bool {
        self.times_prepared_again() != self.prepared_again
    }

    /// Whether the row that it came to is the first of this run.
    pub(super) fn takes_first_row(&mut self) -> bool {
        std::mem::take(&mut self.is_fresh)
    }

    fn times_prepared_again(&self) -> c_int {
        // SAFETY: the statement is prepared.
        unsafe { sys::sqlite3_stmt_status(self.statement.as_ptr(), sys::SQLITE_STMTSTATUS_REPREPARE, 0) }
    }

    pub(super) fn is_readonly(&self) -> bool {
        // SAFETY: the statement is prepared.
        unsafe { sys::sqlite3_stmt_readonly(self.statement.as_ptr()) != 0 }
    }

    pub(super) fn parameters(&self) -> usize {
        // SAFETY: the statement is prepared.
        usize::try_from(unsafe { sys::sqlite3_bind_parameter_count(self.statement.as_ptr()) }).unwrap_or(0)
    }

    /// Binds the values without a copy: they move into the statement, and stay until `reset`.
    pub(super) fn bind(&mut self, values: Vec<Value>) -> c_int {
        self.reset();
        self.binds = values;
        let statement = self.statement.as_ptr();
        for (at, value) in (1..).zip(&self.binds) {
            // SAFETY: the statement is prepared and was reset. The text and bytes are owned by `self.binds`, which is not
            // touched before `reset` has cleared the bindings or `drop` has finalized the statement; their addresses do
            // not move with `self`, since they are on the heap.
            let code = unsafe {
                match value {
                    Value::Null(_) => sys::sqlite3_bind_null(statement, at),
                    Value::Bool(truth) => sys::sqlite3_bind_int64(statement, at, i64::from(*truth)),
                    Value::Int(_, number) => sys::sqlite3_bind_int64(statement, at, *number),
                    Value::Float(_, number) => sys::sqlite3_bind_double(statement, at, *number),
                    Value::Text(text) | Value::Moment(_, text) | Value::Json(text) => bind_text(statement, at, text),
                    Value::Bytes(bytes) => bind_bytes(statement, at, bytes),
                    Value::Uuid(bytes) => bind_bytes(statement, at, bytes),
                    // What fits no integer is refused where it meets its column.
                    Value::Decimal(it) => match it.integer() {
                        Some(units) => sys::sqlite3_bind_int64(statement, at, units),
                        None => sys::SQLITE_MISUSE,
                    },
                    Value::Ip(address) => bind_copy(statement, at, &address.to_string()),
                    // SQLite has no arrays; its dialect makes none.
                    Value::Array(..) | Value::List(..) | Value::Parts(_) | Value::Refused(..) => sys::SQLITE_MISUSE,
                }
            };
            if code != sys::SQLITE_OK {
                return code;
            }
        }
        sys::SQLITE_OK
    }

    pub(super) fn step(&mut self) -> c_int {
        // SAFETY: the statement is prepared; its binds are alive.
        unsafe { sys::sqlite3_step(self.statement.as_ptr()) }
    }

    pub(super) fn row(&self) -> Row<'_> {
        Row::new(self.statement, &self.promises)
    }

    pub(super) fn rewind(&mut self) {
        self.is_fresh = true;
        // SAFETY: the statement is prepared. The result repeats the error of the last step, which was told already.
        unsafe { sys::sqlite3_reset(self.statement.as_ptr()) };
    }

    /// Back to the beginning, without binds, which are given back.
    pub(super) fn reset(&mut self) -> Vec<Value> {
        self.rewind();
        if !self.binds.is_empty() {
            // SAFETY: the statement is prepared. Only after this call nothing of SQLite's points into the binds.
            unsafe { sys::sqlite3_clear_bindings(self.statement.as_ptr()) };
        }
        std::mem::take(&mut self.binds)
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        // SAFETY: prepared, and owned by us alone. The binds are dropped after this.
        unsafe { sys::sqlite3_finalize(self.statement.as_ptr()) };
    }
}

// SAFETY (of both): the caller keeps what is bound alive and unchanged until the binding is cleared.
unsafe fn bind_text(statement: *mut sys::sqlite3_stmt, at: c_int, text: &str) -> c_int {
    let (begin, length) = (text.as_ptr().cast(), text.len());
    let utf8 = u8::try_from(sys::SQLITE_UTF8).unwrap_or(1);
    // SAFETY: by the contract above; an empty text has a pointer that is not null, so it is text and not NULL.
    unsafe { sys::sqlite3_bind_text64(statement, at, begin, length as u64, sys::SQLITE_STATIC(), utf8) }
}

// SAFETY: the statement is prepared. The text is copied.
unsafe fn bind_copy(statement: *mut sys::sqlite3_stmt, at: c_int, text: &str) -> c_int {
    let (begin, length) = (text.as_ptr().cast(), text.len());
    let utf8 = u8::try_from(sys::SQLITE_UTF8).unwrap_or(1);
    // SAFETY: the text is alive during the call, in which SQLite makes its copy.
    unsafe { sys::sqlite3_bind_text64(statement, at, begin, length as u64, sys::SQLITE_TRANSIENT(), utf8) }
}

unsafe fn bind_bytes(statement: *mut sys::sqlite3_stmt, at: c_int, bytes: &[u8]) -> c_int {
    // SAFETY: by the contract above; empty bytes have a pointer that is not null, so they are a blob and not NULL.
    unsafe { sys::sqlite3_bind_blob64(statement, at, bytes.as_ptr().cast(), bytes.len() as u64, sys::SQLITE_STATIC()) }
}

// SAFETY: the pointer is null or a C string that is valid now.
unsafe fn name(pointer: *const c_char) -> Option<String> {
    // SAFETY: by the contract above.
    if pointer.is_null() { None } else { Some(unsafe { CStr::from_ptr(pointer) }.to_string_lossy().into_owned()) }
}
