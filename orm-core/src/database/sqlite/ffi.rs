//! Every call into SQLite, and all `unsafe` of the crate but the opening and closing of the handle.
//!
//! A [`Connection`] owns the handle and all of its statements, which are lent by position and never by pointer.
//! What this is not: it decides nothing; [`super::lane`] above does. Below is [`super::handle`].
//! **Invariant:** no statement outlives its handle, no bind outlives its use, and nothing here panics. Start reading at
//! [`Connection::prepare`].
#![allow(unsafe_code, reason = "the C API is called here, and nowhere else")]

mod row;
mod statement;

pub(super) use row::Row;
use statement::Prepared;

use super::control::Control;
use super::handle::RawHandle;
use crate::value::Value;
use libsqlite3_sys as sys;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::sync::Arc;

/// What SQLite answered when it refused: the extended result code, and its words.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: i32,
    pub(super) message: String,
    pub(super) phase: Phase,
}

/// When it refused. Before it runs, a statement has no values that its words could quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Prepare,
    Run,
}

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Row,
    Done,
}

/// A position in the arena of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatementAt(usize);

/// How many virtual machine operations pass between two questions to the progress handler.
const OPERATIONS: c_int = 1_000;
/// The log's size, in pages, at which the commit itself makes a checkpoint, because nobody else did.
const NET: c_int = 10_000;

/// An open handle and its statements.
pub(super) struct Connection {
    statements: Vec<Option<Prepared>>,
    free: Vec<usize>,
    control: Arc<Control>,
    // The last field: it closes the file, and `drop` has finalized the statements by then.
    handle: RawHandle,
}

// SAFETY: `RawHandle` is `Send`; the statements belong to it alone and are used only through `&mut self` or, for reading
// columns, through `&self`, and there is no `Sync`, so one thread at a time uses handle and statements.
unsafe impl Send for Connection {}

impl Connection {
    pub(super) fn new(mut handle: RawHandle) -> Self {
        let control = Arc::new(Control::default());
        control.begin();
        let context = Arc::as_ptr(&control).cast_mut().cast::<c_void>();
        // SAFETY: the handle is open. `context` points into an `Arc` that `self` holds until `drop` has taken the hooks
        // away; the hooks make shared references of it, and it is `Sync`.
        unsafe {
            sys::sqlite3_progress_handler(handle.as_ptr(), OPERATIONS, Some(on_progress), context);
            sys::sqlite3_wal_hook(handle.as_ptr(), Some(on_commit), context);
            sys::sqlite3_set_authorizer(handle.as_ptr(), Some(on_prepare), context);
        }
        Self { statements: Vec::new(), free: Vec::new(), control, handle }
    }

    pub(super) fn control(&self) -> &Arc<Control> {
        &self.control
    }

    /// Prepares a text that holds one statement.
    pub(super) fn prepare(&mut self, text: &str) -> Result<StatementAt, Failure> {
        let Ok(length) = c_int::try_from(text.len()) else {
            let message = "the statement is too long".into();
            return Err(Failure { code: sys::SQLITE_TOOBIG, message, phase: Phase::Prepare });
        };
        self.control.begin_prepare();
        let mut statement = std::ptr::null_mut();
        let mut tail = std::ptr::null();
        // SAFETY: the handle is open; text is readable for `length` bytes; both out-pointers are ours.
        let code = unsafe {
            let (db, begin) = (self.handle.as_ptr(), text.as_ptr().cast::<c_char>());
            let flags = sys::SQLITE_PREPARE_PERSISTENT;
            sys::sqlite3_prepare_v3(db, begin, length, flags, &raw mut statement, &raw mut tail)
        };
        if code != sys::SQLITE_OK {
            return Err(Failure { phase: Phase::Prepare, ..self.failure(code) });
        }
        let rest =
            tail.addr().checked_sub(text.as_ptr().addr()).and_then(|at| text.as_bytes().get(at..)).unwrap_or_default();
        // SAFETY: prepare succeeded; the pointer is null for an empty text, which `new` refuses, or a statement of this
        // handle that nobody else owns.
        let prepared = unsafe { Prepared::new(statement) };
        let mut prepared = prepared.ok_or_else(|| misuse("the text holds no statement"))?;
        prepared.has_trigger = self.control.has_trigger();
        if !is_blank(rest) {
            return Err(misuse("the text holds more than one statement"));
        }
        prepared.plan(|schema, table| self.is_strict(schema, table));
        let at = self.free.pop().unwrap_or(self.statements.len());
        if at == self.statements.len() {
            self.statements.push(Some(prepared));
        } else {
            self.statements[at] = Some(prepared);
        }
        Ok(StatementAt(at))
    }

    /// Gives a statement up.
    pub(super) fn finalize(&mut self, at: StatementAt) {
        if let Some(place) = self.statements.get_mut(at.0)
            && place.take().is_some()
        {
            self.free.push(at.0);
        }
    }

    /// Whether the statement only reads. A statement that is gone does not.
    pub(super) fn is_readonly(&self, at: StatementAt) -> bool {
        self.statement(at).is_some_and(Prepared::is_readonly)
    }

    /// Binds the values, which the statement then owns until [`reset`](Self::reset).
    pub(super) fn bind(&mut self, at: StatementAt, values: Vec<Value>) -> Result<(), Failure> {
        let Some(prepared) = self.statement_mut(at) else { return Err(gone()) };
        let (expected, given) = (prepared.parameters(), values.len());
        if expected != given {
            return Err(misuse(&format!("the statement has {expected} placeholders, and {given} values were given")));
        }
        match prepared.bind(values) {
            sys::SQLITE_OK => Ok(()),
            code => Err(self.failure(code)),
        }
    }

    /// Goes to the next row.
    pub(super) fn step(&mut self, at: StatementAt) -> Result<Step, Failure> {
        let Some(prepared) = self.statement_mut(at) else { return Err(gone()) };
        match prepared.step() {
            sys::SQLITE_ROW => {
                // Only what begins can find that the tables changed.
                if prepared.takes_first_row() && prepared.was_prepared_again() {
                    self.plan_again(at);
                }
                Ok(Step::Row)
            }
            sys::SQLITE_DONE => Ok(Step::Done),
            code => Err(self.failure(code)),
        }
    }

    /// The current row. After anything but a step that came to a row, all of its cells are NULL.
    pub(super) fn row(&self, at: StatementAt) -> Option<Row<'_>> {
        self.statement(at).map(Prepared::row)
    }

    /// Back to the beginning; the binds stay.
    pub(super) fn rewind(&mut self, at: StatementAt) {
        if let Some(prepared) = self.statement_mut(at) {
            prepared.rewind();
        }
    }

    /// Back to the beginning, without binds, which are given back.
    pub(super) fn reset(&mut self, at: StatementAt) -> Vec<Value> {
        self.statement_mut(at).map(Prepared::reset).unwrap_or_default()
    }

    /// Whether a statement is still what [`prepare`](Self::prepare) made. Where the tables changed, SQLite prepares it again by itself.
    pub(super) fn is_up_to_date(&self, at: StatementAt) -> bool {
        self.statement(at).is_some_and(|prepared| !prepared.was_prepared_again())
    }

    /// Whether an INSERT of rows without keys into this table tells their keys by the last of them: the table counts its keys up
    /// and uses none twice, so they follow each other, unless a trigger inserts between. A statement that was prepared again is
    /// another one, and of a table without AUTOINCREMENT the key may be no name of the row's number.
    pub(super) fn tells_keys(&mut self, at: StatementAt, table: &str, key: &str) -> bool {
        let Some(prepared) = self.statement(at).filter(|it| !it.has_trigger) else { return false };
        if let Some(known) = prepared.counts_up {
            return known;
        }
        let counts = self.counts_up(table, key);
        if let Some(prepared) = self.statement_mut(at) {
            prepared.counts_up = Some(counts);
        }
        counts
    }

    /// Whether a column is AUTOINCREMENT.
    fn counts_up(&mut self, table: &str, column: &str) -> bool {
        let (Ok(table), Ok(column)) = (CString::new(table), CString::new(column)) else { return false };
        let mut counts: c_int = 0;
        // SAFETY: the handle is open; both names end with NUL and outlive the call; without a schema's name it looks where a
        // statement does; what is not asked for has no place, and the place of the rest is ours.
        let code = unsafe {
            let (db, schema) = (self.handle.as_ptr(), std::ptr::null());
            let (table, column) = (table.as_ptr(), column.as_ptr());
            let (no_text, no_flag) = (std::ptr::null_mut(), std::ptr::null_mut());
            let counts = &raw mut counts;
            sys::sqlite3_table_column_metadata(db, schema, table, column, no_text, no_text, no_flag, no_flag, counts)
        };
        code == sys::SQLITE_OK && counts == 1
    }

    /// The key of the row that was inserted last.
    pub(super) fn last_key(&mut self) -> i64 {
        // SAFETY: the handle is open.
        unsafe { sys::sqlite3_last_insert_rowid(self.handle.as_ptr()) }
    }

    /// Whether a transaction is open.
    pub(super) fn in_transaction(&mut self) -> bool {
        // SAFETY: the handle is open.
        unsafe { sys::sqlite3_get_autocommit(self.handle.as_ptr()) == 0 }
    }

    /// Whether foreign keys are enforced, no other database is attached and nothing temporary was made, as when it was opened.
    pub(super) fn is_as_opened(&mut self) -> bool {
        if self.control.is_marked() {
            return false;
        }
        let mut enforced: c_int = 0;
        // SAFETY: the handle is open. This option takes a number (-1 only asks) and a place for the answer, which is ours.
        // The name of the third database, after `main` and `temp`, is null if there is none.
        unsafe {
            let (db, option) = (self.handle.as_ptr(), sys::SQLITE_DBCONFIG_ENABLE_FKEY);
            let asked: c_int = -1;
            let code = sys::sqlite3_db_config(db, option, asked, &raw mut enforced);
            code == sys::SQLITE_OK && enforced == 1 && sys::sqlite3_db_name(db, 2).is_null()
        }
    }

    /// Rows that the last INSERT, UPDATE or DELETE matched.
    pub(super) fn changes(&mut self) -> u64 {
        // SAFETY: the handle is open.
        u64::try_from(unsafe { sys::sqlite3_changes64(self.handle.as_ptr()) }).unwrap_or(0)
    }

    /// Rows changed since the handle was opened. It tells whether a statement changed any.
    pub(super) fn total_changes(&mut self) -> i64 {
        // SAFETY: the handle is open.
        unsafe { sys::sqlite3_total_changes64(self.handle.as_ptr()) }
    }

    /// How long SQLite itself waits for a lock, in milliseconds. 0 while we do the waiting.
    pub(super) fn set_busy_timeout(&mut self, milliseconds: i32) {
        // SAFETY: the handle is open.
        unsafe { sys::sqlite3_busy_timeout(self.handle.as_ptr(), milliseconds) };
    }

    /// Moves what it can from the write-ahead log into the database, without waiting for anyone.
    pub(super) fn checkpoint(&mut self) {
        checkpoint(self.handle.as_ptr());
    }

    fn statement(&self, at: StatementAt) -> Option<&Prepared> {
        self.statements.get(at.0).and_then(Option::as_ref)
    }

    fn statement_mut(&mut self, at: StatementAt) -> Option<&mut Prepared> {
        self.statements.get_mut(at.0).and_then(Option::as_mut)
    }

    // The schema changed under the statement, and SQLite prepared it again. The statement is taken out for the while,
    // since finding out about the tables runs another one on this handle.
    fn plan_again(&mut self, at: StatementAt) {
        if let Some(mut prepared) = self.statements.get_mut(at.0).and_then(Option::take) {
            prepared.plan(|schema, table| self.is_strict(schema, table));
            self.statements[at.0] = Some(prepared);
        }
    }

    // Asked at every prepare and never kept: a table can be made anew by another connection under the same name.
    fn is_strict(&mut self, schema: &str, table: &str) -> bool {
        let text = "SELECT strict FROM pragma_table_list(?) WHERE schema = ?";
        let mut statement = std::ptr::null_mut();
        let length = c_int::try_from(text.len()).unwrap_or(0);
        // SAFETY: the handle is open; text is readable for `length` bytes; the out-pointer is ours.
        let code = unsafe {
            let begin = text.as_ptr().cast::<c_char>();
            sys::sqlite3_prepare_v2(self.handle.as_ptr(), begin, length, &raw mut statement, std::ptr::null_mut())
        };
        if code != sys::SQLITE_OK {
            return false;
        }
        // SAFETY: prepare succeeded, and nobody else owns the statement.
        let Some(mut asked) = (unsafe { Prepared::new(statement) }) else { return false };
        let names = vec![Value::Text(table.to_owned()), Value::Text(schema.to_owned())];
        asked.bind(names) == sys::SQLITE_OK && asked.step() == sys::SQLITE_ROW && asked.row().first_is_one()
    }

    fn failure(&mut self, code: i32) -> Failure {
        // SAFETY: the handle is open; the message is a C string that is valid until the next call on the handle, and is
        // copied before.
        unsafe {
            let extended = sys::sqlite3_extended_errcode(self.handle.as_ptr());
            let words = sys::sqlite3_errmsg(self.handle.as_ptr());
            let message =
                if words.is_null() { String::new() } else { CStr::from_ptr(words).to_string_lossy().into_owned() };
            // A stale extended code must not replace the code of this call.
            let code = if extended & 0xff == code & 0xff { extended } else { code };
            Failure { code, message, phase: Phase::Run }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // All of them: every statement is made here and stands in the arena, or is local to a function.
        self.statements.clear();
        // SAFETY: the handle is open, and nobody else uses it. The hooks go before the `Arc` that they point into.
        unsafe {
            let db = self.handle.as_ptr();
            sys::sqlite3_progress_handler(db, 0, None, std::ptr::null_mut());
            sys::sqlite3_wal_hook(db, None, std::ptr::null_mut());
            sys::sqlite3_set_authorizer(db, None, std::ptr::null_mut());
        }
    }
}

/// SQLite's words for a code, where its own message cannot be shown.
pub(super) fn describe(code: i32) -> &'static str {
    // SAFETY: `sqlite3_errstr` takes any code and returns a C string that lives as long as the program.
    unsafe {
        let words = sys::sqlite3_errstr(code);
        if words.is_null() { "unknown error" } else { CStr::from_ptr(words).to_str().unwrap_or("unknown error") }
    }
}

unsafe extern "C" fn on_progress(context: *mut c_void) -> c_int {
    // SAFETY: registered in `Connection::new` with a pointer to a `Control` that lives as long as the registration.
    let control = unsafe { &*context.cast::<Control>() };
    c_int::from(control.should_stop())
}

unsafe extern "C" fn on_prepare(
    context: *mut c_void,
    action: c_int,
    _: *const c_char,
    _: *const c_char,
    _: *const c_char,
    trigger: *const c_char,
) -> c_int {
    // SAFETY: as in `on_progress`.
    let control = unsafe { &*context.cast::<Control>() };
    if !control.may_prepare() {
        return sys::SQLITE_DENY;
    }
    if !trigger.is_null() {
        control.triggers();
    }
    let is_temporary = matches!(
        action,
        sys::SQLITE_CREATE_TEMP_TABLE
            | sys::SQLITE_CREATE_TEMP_INDEX
            | sys::SQLITE_CREATE_TEMP_TRIGGER
            | sys::SQLITE_CREATE_TEMP_VIEW
    );
    if is_temporary {
        control.mark();
    }
    sys::SQLITE_OK
}

unsafe extern "C" fn on_commit(context: *mut c_void, db: *mut sys::sqlite3, _: *const c_char, pages: c_int) -> c_int {
    // SAFETY: as in `on_progress`.
    let control = unsafe { &*context.cast::<Control>() };
    control.committed(u64::try_from(pages).unwrap_or(0));
    if pages >= NET {
        checkpoint(db);
    }
    sys::SQLITE_OK
}

fn checkpoint(db: *mut sys::sqlite3) {
    // SAFETY: both callers pass an open handle that is theirs at the moment. What a passive checkpoint could not do, the
    // next one does, so the result is of no interest.
    unsafe {
        let (null, mode) = (std::ptr::null_mut(), sys::SQLITE_CHECKPOINT_PASSIVE);
        sys::sqlite3_wal_checkpoint_v2(db, std::ptr::null(), mode, null, null);
    }
}

fn is_blank(rest: &[u8]) -> bool {
    rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b';')
}

fn misuse(message: &str) -> Failure {
    Failure { code: sys::SQLITE_MISUSE, message: message.to_owned(), phase: Phase::Prepare }
}

fn gone() -> Failure {
    misuse("the statement is gone")
}
