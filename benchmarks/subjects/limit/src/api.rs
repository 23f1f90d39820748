//! The C API, with the least around it: statements that are prepared once, values that are bound without a copy.

use libsqlite3_sys as c;
use std::collections::HashMap;
use std::ffi::{CStr, CString};
use std::ptr;
use world::{Failure, Setting};

pub struct Connection {
    raw: *mut c::sqlite3,
    /// By the address of its text, which lives as long as the program; of texts that are made, by what they are.
    statements: HashMap<(usize, usize), Statement>,
}

// SAFETY: a connection is used by one thread at a time, and SQLite is built to be moved between threads.
unsafe impl Send for Connection {}

impl Connection {
    pub fn open(setting: &Setting) -> Result<Self, Failure> {
        let file = CString::new(setting.file())?;
        let mut raw = ptr::null_mut();
        // NOMUTEX: no other thread has this connection.
        let flags = c::SQLITE_OPEN_READWRITE | c::SQLITE_OPEN_CREATE | c::SQLITE_OPEN_NOMUTEX;
        // SAFETY: `file` ends with NUL and outlives the call; `raw` is written by it.
        let code = unsafe { c::sqlite3_open_v2(file.as_ptr(), &mut raw, flags, ptr::null()) };
        let it = Self { raw, statements: HashMap::new() };
        it.check(code)?;
        // A bound LIMIT would prepare the statement anew at each run: https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
        // SAFETY: this option takes an int and a pointer that may be null.
        it.check(unsafe { c::sqlite3_db_config(raw, c::SQLITE_DBCONFIG_ENABLE_QPSG, 1, ptr::null_mut::<i32>()) })?;
        it.batch(setting.pragmas())?;
        if let Some(script) = setting.script()? {
            it.batch(&script)?;
        }
        Ok(it)
    }

    pub fn batch(&self, text: &str) -> Result<(), Failure> {
        let text = CString::new(text)?;
        // SAFETY: the connection is open, the text ends with NUL, and nobody is to be called back.
        self.check(unsafe { c::sqlite3_exec(self.raw, text.as_ptr(), None, ptr::null_mut(), ptr::null_mut()) })
    }

    /// The statement of a text; prepared the first time.
    pub fn fixed(&mut self, text: &'static str) -> Result<&mut Statement, Failure> {
        self.find((text.as_ptr().addr(), text.len()), || text.into())
    }

    /// The statement of a text that has so many of something.
    pub fn many(
        &mut self,
        kind: &'static str,
        count: usize,
        make: impl FnOnce() -> String,
    ) -> Result<&mut Statement, Failure> {
        self.find((kind.as_ptr().addr(), count | 1 << 40), make)
    }

    fn find(&mut self, key: (usize, usize), make: impl FnOnce() -> String) -> Result<&mut Statement, Failure> {
        if !self.statements.contains_key(&key) {
            let text = make();
            let (mut raw, length) = (ptr::null_mut(), i32::try_from(text.len())?);
            let flags = c::SQLITE_PREPARE_PERSISTENT;
            // SAFETY: the connection is open, the text has this length, and `raw` is written by the call.
            let code = unsafe {
                c::sqlite3_prepare_v3(self.raw, text.as_ptr().cast(), length, flags, &mut raw, ptr::null_mut())
            };
            self.check(code)?;
            self.statements.insert(key, Statement { raw, connection: self.raw });
        }
        Ok(self.statements.get_mut(&key).ok_or("just inserted")?)
    }

    pub fn last_key(&self) -> i64 {
        // SAFETY: the connection is open.
        unsafe { c::sqlite3_last_insert_rowid(self.raw) }
    }

    fn check(&self, code: i32) -> Result<(), Failure> {
        if code == c::SQLITE_OK { Ok(()) } else { Err(failure(self.raw)) }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.statements.clear();
        // SAFETY: its statements are finalized, and nobody uses it after this.
        unsafe { c::sqlite3_close(self.raw) };
    }
}

fn failure(raw: *mut c::sqlite3) -> Failure {
    // SAFETY: the message is valid until the next call, and is copied before it.
    unsafe { CStr::from_ptr(c::sqlite3_errmsg(raw)) }.to_string_lossy().into_owned().into()
}

pub struct Statement {
    raw: *mut c::sqlite3_stmt,
    connection: *mut c::sqlite3,
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: its connection is still open, since it owns this.
        unsafe { c::sqlite3_finalize(self.raw) };
    }
}

impl Statement {
    /// Runs to the end, with each row shown.
    #[inline]
    pub fn each(&mut self, mut row: impl FnMut(&Self) -> Result<(), Failure>) -> Result<(), Failure> {
        let end = loop {
            // SAFETY: the statement is prepared, and all it was bound to is alive: callers bind what outlives this call.
            match unsafe { c::sqlite3_step(self.raw) } {
                c::SQLITE_ROW => row(self)?,
                c::SQLITE_DONE => break Ok(()),
                _ => break Err(failure(self.connection)),
            }
        };
        // SAFETY: as above; a reset statement can be bound and run again.
        unsafe { c::sqlite3_reset(self.raw) };
        end
    }

    pub fn run(&mut self) -> Result<(), Failure> {
        self.each(|_| Ok(()))
    }

    #[inline]
    pub fn bind_integer(&mut self, at: i32, value: i64) {
        // SAFETY: the statement is prepared and not running; an index out of range is refused by SQLite.
        unsafe { c::sqlite3_bind_int64(self.raw, at, value) };
    }

    #[inline]
    pub fn bind_float(&mut self, at: i32, value: f64) {
        // SAFETY: as above.
        unsafe { c::sqlite3_bind_double(self.raw, at, value) };
    }

    /// Without a copy: the text must live until the statement has run.
    #[inline]
    pub fn bind_text(&mut self, at: i32, text: &str) {
        let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
        // SAFETY: callers keep the text until `each` is done, and bind anew before the next.
        unsafe { c::sqlite3_bind_text(self.raw, at, text.as_ptr().cast(), length, c::SQLITE_STATIC()) };
    }

    #[inline]
    pub fn integer(&self, at: i32) -> i64 {
        // SAFETY: called in `each`, where the statement stands on a row.
        unsafe { c::sqlite3_column_int64(self.raw, at) }
    }

    #[inline]
    pub fn small(&self, at: i32) -> i32 {
        // SAFETY: as above.
        unsafe { c::sqlite3_column_int(self.raw, at) }
    }

    #[inline]
    pub fn float(&self, at: i32) -> f64 {
        // SAFETY: as above.
        unsafe { c::sqlite3_column_double(self.raw, at) }
    }

    #[inline]
    pub fn text(&self, at: i32) -> Result<String, Failure> {
        // SAFETY: as above; the bytes are valid until the next step, and are copied here.
        let bytes = unsafe {
            let start = c::sqlite3_column_text(self.raw, at);
            let length = usize::try_from(c::sqlite3_column_bytes(self.raw, at))?;
            if start.is_null() { &[][..] } else { std::slice::from_raw_parts(start, length) }
        };
        Ok(std::str::from_utf8(bytes)?.to_owned())
    }

    #[inline]
    pub fn nullable_text(&self, at: i32) -> Result<Option<String>, Failure> {
        // SAFETY: as above.
        let is_null = unsafe { c::sqlite3_column_type(self.raw, at) } == c::SQLITE_NULL;
        if is_null { Ok(None) } else { self.text(at).map(Some) }
    }
}
