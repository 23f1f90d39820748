//! One error for everything, opaque, one word wide.
//!
//! [`Error::kind`] says what happened, in terms that are the same on every database; [`Error::model`], [`Error::fields`]
//! and [`Error::constraint`] say where. What this is not: it never holds a bound value, a password or a connection URL,
//! so it can be logged as it is.
//!
//! **Invariant:** `Display` of an error repeats neither its source nor a value. Start reading at [`ErrorKind`].

mod in_the_way;
mod kind;

pub use in_the_way::InTheWay;
pub use kind::ErrorKind;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

/// The result of everything that can fail here. The prelude does not export it: say `orm::Result`.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong: a kind, a sentence, and the model, fields and constraint it is about, where known.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    model: Option<Cow<'static, str>>,
    fields: Vec<Cow<'static, str>>,
    constraint: Option<Cow<'static, str>>,
    schema: Option<Box<str>>,
    table: Option<Box<str>>,
    column: Option<Box<str>>,
    code: Option<i32>,
    sqlstate: Option<[u8; 5]>,
    in_the_way: Vec<InTheWay>,
    row: Option<usize>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of a kind. The message is a sentence without its subject where a model is named later.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            model: None,
            fields: Vec::new(),
            constraint: None,
            schema: None,
            table: None,
            column: None,
            code: None,
            sqlstate: None,
            in_the_way: Vec::new(),
            row: None,
            source: None,
        }))
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The name of the model that it is about, where known.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        self.0.model.as_deref()
    }

    /// The fields that it is about, as the struct spells them. Empty where unknown.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.fields.iter().map(AsRef::as_ref)
    }

    /// The first of [`fields`](Self::fields).
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.0.fields.first().map(AsRef::as_ref)
    }

    /// The name of the constraint that was violated, as the database knows it.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        self.0.constraint.as_deref()
    }

    /// The database's own code, where the error came from one (SQLite: the extended result code).
    #[must_use]
    pub fn database_code(&self) -> Option<i32> {
        self.0.code
    }

    /// The SQLSTATE, where the error came from a database that has them: five characters, those of the SQL standard or the
    /// database's own.
    #[must_use]
    pub fn sqlstate(&self) -> Option<&str> {
        self.0.sqlstate.as_ref().and_then(|code| std::str::from_utf8(code).ok())
    }

    /// The schema of that [table](Self::table), where the database says it; on MariaDB and MySQL, the database.
    #[must_use]
    pub fn schema(&self) -> Option<&str> {
        self.0.schema.as_deref()
    }

    /// The table that it is about, as the database spells it, where the database says so.
    #[must_use]
    pub fn table(&self) -> Option<&str> {
        self.0.table.as_deref()
    }

    /// The column that it is about, as the database spells it, where the database says so.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        self.0.column.as_deref()
    }

    /// What stands in the way of a delete, of an error of the kind [`ErrorKind::Protected`]: by relation, with the number
    /// of rows. Empty for every other kind.
    #[must_use]
    pub fn in_the_way(&self) -> &[InTheWay] {
        &self.0.in_the_way
    }

    /// Which of the rows that were given it is about, counted from 0: where many were written at once.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.0.row
    }

    /// The sentence, without model, fields and kind.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether the same work may succeed if it is done again from its beginning: see [`ErrorKind::is_retryable`].
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.kind().is_retryable()
    }

    /// Names the model, unless one is named already.
    #[must_use]
    pub fn with_model(mut self, model: impl Into<Cow<'static, str>>) -> Self {
        self.0.model.get_or_insert(model.into());
        self
    }

    /// Names a field more.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.0.fields.push(field.into());
        self
    }

    /// Names the constraint.
    #[must_use]
    pub fn with_constraint(mut self, constraint: impl Into<Cow<'static, str>>) -> Self {
        self.0.constraint = Some(constraint.into());
        self
    }

    /// Keeps the database's own code.
    #[must_use]
    pub fn with_code(mut self, code: i32) -> Self {
        self.0.code = Some(code);
        self
    }

    /// Keeps the SQLSTATE; what is none is passed over.
    #[must_use]
    pub fn with_sqlstate(mut self, code: &str) -> Self {
        let is_one = code.bytes().all(|c| c.is_ascii_alphanumeric());
        self.0.sqlstate = code.as_bytes().try_into().ok().filter(|_| is_one);
        self
    }

    /// Keeps the names of the database's own that it is about.
    #[must_use]
    pub fn with_place(mut self, table: Option<&str>, column: Option<&str>) -> Self {
        self.0.table = table.map(Into::into);
        self.0.column = column.map(Into::into);
        self
    }

    /// Keeps the schema that the table stands in.
    #[must_use]
    pub fn with_schema(mut self, schema: Option<&str>) -> Self {
        self.0.schema = schema.map(Into::into);
        self
    }

    /// Tells what stands in the way of a delete.
    #[must_use]
    pub(crate) fn with_in_the_way(mut self, rows: Vec<InTheWay>) -> Self {
        self.0.in_the_way = rows;
        self
    }

    /// Says which of the rows that were given it is about, counted from 0.
    #[must_use]
    pub fn with_row(mut self, row: usize) -> Self {
        self.0.row = Some(row);
        self
    }

    /// Keeps the error that this one came from.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Gives it another kind and sentence, and keeps what it is about.
    #[must_use]
    pub fn reworded(mut self, kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        self.0.kind = kind;
        self.0.message = message.into();
        self
    }
}

impl fmt::Display for Error {
    /// `Cat.name: the value is not unique [UniqueViolation, constraint cat_name_key]`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(model) = self.model() {
            escape(f, model)?;
            for (n, field) in self.fields().enumerate() {
                f.write_str(if n == 0 { "." } else { ", " })?;
                escape(f, field)?;
            }
            f.write_str(": ")?;
        }
        escape(f, &self.0.message)?;
        if let Some(row) = self.row() {
            write!(f, ", in row {row} of those given (counted from 0)")?;
        }
        write!(f, " [{:?}", self.kind())?;
        if let Some(constraint) = self.constraint() {
            f.write_str(", constraint ")?;
            escape(f, constraint)?;
        }
        f.write_str("]")
    }
}

/// Control characters never reach a log through us: a name or message that holds one is shown escaped.
fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for piece in text.split_inclusive(char::is_control) {
        match piece.chars().next_back() {
            Some(last) if last.is_control() => {
                f.write_str(&piece[..piece.len() - last.len_utf8()])?;
                write!(f, "{}", last.escape_default())?;
            }
            _ => f.write_str(piece)?,
        }
    }
    Ok(())
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.kind()).field("message", &self.0.message);
        if let Some(model) = self.model() {
            shown.field("model", &model);
        }
        if !self.0.fields.is_empty() {
            shown.field("fields", &self.0.fields);
        }
        if let Some(constraint) = self.constraint() {
            shown.field("constraint", &constraint);
        }
        if let Some(row) = self.0.row {
            shown.field("row", &row);
        }
        if let Some(code) = self.0.code {
            shown.field("code", &code);
        }
        if let Some(sqlstate) = self.sqlstate() {
            shown.field("sqlstate", &sqlstate);
        }
        if let Some(source) = &self.0.source {
            shown.field("source", source);
        }
        shown.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// Makes a missing row `None` where that is no error.
pub trait OptionalExt<T> {
    /// `Ok(None)` for an error of the kind [`ErrorKind::NotFound`]; every other result as it is.
    ///
    /// # Errors
    /// Any error but `NotFound`.
    fn optional(self) -> Result<Option<T>>;
}

impl<T> OptionalExt<T> for Result<T> {
    fn optional(self) -> Result<Option<T>> {
        match self {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_names_what_it_is_about_and_escapes_control_characters() {
        let error = Error::new(ErrorKind::UniqueViolation, "the value is not unique")
            .with_model("Cat")
            .with_field("name")
            .with_field("owner")
            .with_constraint("cat\x1b[31m_key")
            .with_source(Error::new(ErrorKind::Database, "inner"));
        assert_eq!(
            error.to_string(),
            "Cat.name, owner: the value is not unique [UniqueViolation, constraint cat\\u{1b}[31m_key]"
        );
        assert!(!error.to_string().contains("inner"));
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
