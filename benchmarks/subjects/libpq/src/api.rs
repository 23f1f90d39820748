//! libpq, with the least around it: statements that are prepared once, binds that are not copied, cells as they came.

use crate::rows::Bind;
use pq_sys as c;
use std::collections::HashMap;
use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;
use world::Failure;

/// Binds and results are in the binary format.
const BINARY: c_int = 1;

pub struct Connection {
    raw: *mut c::PGconn,
    /// By the address of the text, which lives as long as the program; of texts that are made, by what they have many of.
    statements: HashMap<(usize, usize), CString>,
    binds: Places,
}

impl Connection {
    pub fn open(url: &str) -> Result<Self, Failure> {
        let url = CString::new(url)?;
        // What libpq would ask the server for first, and the others do not. Text is UTF-8, as Rust has it.
        let keywords = [c"dbname", c"sslmode", c"gssencmode", c"client_encoding"]
            .map(CStr::as_ptr)
            .into_iter()
            .chain([ptr::null()]);
        let values = [&url, c"disable", c"disable", c"UTF8"].map(CStr::as_ptr).into_iter().chain([ptr::null()]);
        let (keywords, values): (Vec<_>, Vec<_>) = (keywords.collect(), values.collect());
        // SAFETY: both lists end with null, and their texts with NUL; they outlive the call. 1: the first is a URL.
        let raw = unsafe { c::PQconnectdbParams(keywords.as_ptr(), values.as_ptr(), 1) };
        let it = Self { raw, statements: HashMap::new(), binds: Places::default() };
        // SAFETY: the connection is new; of null, which is no memory, this is not OK.
        match unsafe { c::PQstatus(it.raw) } {
            c::ConnStatusType::CONNECTION_OK => Ok(it),
            _ => Err(it.failure()),
        }
    }

    /// Statements without binds or rows.
    pub fn batch(&self, text: &CStr) -> Result<(), Failure> {
        // SAFETY: the connection is open, the text ends with NUL, and the result is ours.
        self.done(unsafe { c::PQexec(self.raw, text.as_ptr()) }).map(drop)
    }

    pub fn all(&mut self, text: &'static str, binds: &[Bind<'_>]) -> Result<Rows, Failure> {
        self.run((text, 0), || text.into(), binds)
    }

    /// The same of a text that has so many of something.
    pub fn many(
        &mut self,
        (head, count): (&'static str, usize),
        make: impl FnOnce() -> String,
        binds: &[Bind<'_>],
    ) -> Result<Rows, Failure> {
        self.run((head, count), make, binds)
    }

    /// Row by row, as they arrive.
    pub fn each(
        &mut self,
        text: &'static str,
        mut row: impl FnMut(Row<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let statement = self.find((text, 0), || text.into())?;
        // SAFETY: the connection is open and idle, the name ends with NUL, and no binds are read where there are none.
        let is_sent = unsafe {
            let (none, name) = (ptr::null(), statement.as_ptr());
            c::PQsendQueryPrepared(self.raw, name, 0, ptr::null(), none, none, BINARY) == 1
                && c::PQsetSingleRowMode(self.raw) == 1
        };
        if !is_sent {
            return Err(self.failure());
        }
        let mut end = Ok(());
        loop {
            // SAFETY: the connection is open; null is the end, and every other result is ours.
            let raw = unsafe { c::PQgetResult(self.raw) };
            if raw.is_null() {
                return end;
            }
            // After a failure the rest goes by unseen: the connection is idle at its end only.
            let rows = self.done(raw);
            end = end.and_then(|()| rows?.iter().try_for_each(&mut row));
        }
    }

    fn run(
        &mut self,
        key: (&'static str, usize),
        make: impl FnOnce() -> String,
        binds: &[Bind<'_>],
    ) -> Result<Rows, Failure> {
        let statement = self.find(key, make)?.as_ptr();
        let count = c_int::try_from(binds.len())?;
        let (values, lengths, formats) = self.binds.of(binds)?;
        // SAFETY: the connection is open, the name is in `statements`, which is not changed meanwhile, and each list has `count`
        // places; their values outlive the call, which copies them. The result is ours.
        let raw = unsafe { c::PQexecPrepared(self.raw, statement, count, values, lengths, formats, BINARY) };
        self.done(raw)
    }

    /// The name of a text's statement; prepared the first time.
    fn find(&mut self, (head, count): (&'static str, usize), make: impl FnOnce() -> String) -> Result<&CStr, Failure> {
        let key = (head.as_ptr().addr(), count);
        if !self.statements.contains_key(&key) {
            let (name, text) = (CString::new(format!("s{}", self.statements.len()))?, CString::new(make())?);
            // SAFETY: the connection is open, both texts end with NUL, the server finds out the types; the result is ours.
            self.done(unsafe { c::PQprepare(self.raw, name.as_ptr(), text.as_ptr(), 0, ptr::null()) })?;
            self.statements.insert(key, name);
        }
        Ok(self.statements.get(&key).ok_or("just inserted")?)
    }

    /// A result, or what the server said of it.
    fn done(&self, raw: *mut c::PGresult) -> Result<Rows, Failure> {
        use c::ExecStatusType as Status;
        if raw.is_null() {
            return Err(self.failure());
        }
        let rows = Rows { raw };
        // SAFETY: the result is there.
        match unsafe { c::PQresultStatus(raw) } {
            Status::PGRES_COMMAND_OK | Status::PGRES_TUPLES_OK | Status::PGRES_SINGLE_TUPLE => Ok(rows),
            // SAFETY: as above; the message lives as long as the result, and is copied before.
            _ => Err(unsafe { text(c::PQresultErrorMessage(raw)) }),
        }
    }

    fn failure(&self) -> Failure {
        // SAFETY: the message is valid until the next call, and is copied before it; of null it is one of libpq's own.
        unsafe { text(c::PQerrorMessage(self.raw)) }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // SAFETY: results do not need the connection, and nobody uses it after this.
        unsafe { c::PQfinish(self.raw) };
    }
}

/// # Safety
///
/// `message` ends with NUL and is valid during the call.
unsafe fn text(message: *const c_char) -> Failure {
    // SAFETY: the caller says so.
    unsafe { CStr::from_ptr(message) }.to_string_lossy().trim_end().into()
}

/// Where binds are, as libpq is told. Kept, so that a statement allocates none of it.
#[derive(Default)]
struct Places {
    values: Vec<*const c_char>,
    lengths: Vec<c_int>,
    formats: Vec<c_int>,
}

impl Places {
    /// Three lists with a place for each bind; they are valid as long as those.
    fn of(&mut self, binds: &[Bind<'_>]) -> Result<(*const *const c_char, *const c_int, *const c_int), Failure> {
        self.values.clear();
        self.lengths.clear();
        self.formats.resize(binds.len(), BINARY);
        for bind in binds {
            let bytes = bind.bytes();
            self.values.push(bytes.as_ptr().cast());
            self.lengths.push(c_int::try_from(bytes.len())?);
        }
        Ok((self.values.as_ptr(), self.lengths.as_ptr(), self.formats.as_ptr()))
    }
}

/// A result, whole in memory.
pub struct Rows {
    raw: *mut c::PGresult,
}

impl Drop for Rows {
    fn drop(&mut self) {
        // SAFETY: the result is ours, and its cells are borrowed from `self`.
        unsafe { c::PQclear(self.raw) };
    }
}

impl Rows {
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        // SAFETY: the result is there.
        let count = unsafe { c::PQntuples(self.raw) };
        (0..count).map(|at| Row { rows: self, at })
    }
}

#[derive(Clone, Copy)]
pub struct Row<'a> {
    rows: &'a Rows,
    at: c_int,
}

impl<'a> Row<'a> {
    /// The bytes of a cell; of NULL there are none.
    #[inline]
    pub fn cell(self, column: c_int) -> Result<&'a [u8], Failure> {
        let Self { rows: Rows { raw }, at } = self;
        // SAFETY: the result is there and is not changed. A place that it does not have gives null, else the bytes are there until
        // it is cleared, which waits for the borrow.
        unsafe {
            let start = c::PQgetvalue(*raw, at, column);
            let length = usize::try_from(c::PQgetlength(*raw, at, column))?;
            if start.is_null() {
                Err("no such cell".into())
            } else {
                Ok(std::slice::from_raw_parts(start.cast(), length))
            }
        }
    }

    #[inline]
    pub fn is_null(self, column: c_int) -> bool {
        // SAFETY: the result is there; a place that it does not have is null.
        unsafe { c::PQgetisnull(self.rows.raw, self.at, column) == 1 }
    }
}
