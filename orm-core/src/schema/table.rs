//! A model: its table, columns, relations and constraints.

use super::{ColumnDef, Deferrable, RelationDef};
use crate::ast;
use crate::value::{ColumnType, Value};
use std::any::Any;
use std::sync::OnceLock;

/// A model as data. One `static` per model, so that its address identifies it.
#[derive(Debug)]
pub struct ModelSchema {
    /// The struct's name.
    pub name: &'static str,
    /// The module that it stands in.
    pub module: &'static str,
    /// The schema that its table stands in, where it says so; on MariaDB and MySQL, the database.
    pub schema: Option<&'static str>,
    /// The table.
    pub table: &'static str,
    /// The columns, in the order of the fields.
    pub columns: &'static [ColumnDef],
    /// The positions of the key's columns. Empty where the model only reads.
    pub key: &'static [usize],
    /// The relations that the struct declares.
    pub relations: &'static [&'static RelationDef],
    /// Sets of columns that are unique together, beside those that are unique alone.
    pub uniques: &'static [IndexDef],
    /// Indexes over several columns, beside those of one.
    pub indexes: &'static [IndexDef],
    /// CHECK constraints.
    pub checks: &'static [CheckDef],
    /// The order that a queryset has where none is asked for.
    pub ordering: &'static [OrderDef],
    /// The doc comment's first line.
    pub comment: Option<&'static str>,
    /// Whether its table is made by the library. Otherwise it is there already, as a table or a view.
    pub managed: bool,
    /// Texts of the fixed statements, kept here by `sql`.
    pub texts: TextSlot,
}

impl ModelSchema {
    /// The table, where it stands.
    #[must_use]
    pub const fn table_name(&self) -> TableName {
        TableName { schema: self.schema, name: self.table }
    }

    /// The columns of the key.
    pub fn key_columns(&self) -> impl Iterator<Item = &'static ColumnDef> + use<> {
        let columns = self.columns;
        self.key.iter().map(move |&at| &columns[at])
    }

    /// The key of a row whose columns are these.
    pub(crate) fn key_of(&self, row: &[Value]) -> Value {
        values_of(row, self.key)
    }

    /// The types of the key's columns.
    pub(crate) fn key_types(&self) -> Vec<ColumnType> {
        self.key_columns().map(|column| column.ty).collect()
    }

    /// Whether this column alone is the key.
    pub(crate) fn is_key(&self, column: usize) -> bool {
        self.key == [column]
    }

    /// The column that a struct's field is kept in.
    #[must_use]
    pub fn column_of_field(&self, field: &str) -> Option<&'static ColumnDef> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// The column of that name in the database.
    #[must_use]
    pub fn column_named(&self, name: &str) -> Option<&'static ColumnDef> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// A relation by its field.
    #[must_use]
    pub fn relation(&self, field: &str) -> Option<&'static RelationDef> {
        self.relations.iter().copied().find(|relation| relation.name == field)
    }
}

/// A table's name, and the schema that it stands in; without one, that of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableName {
    /// The schema; on MariaDB and MySQL, the database.
    pub schema: Option<&'static str>,
    /// The table.
    pub name: &'static str,
}

/// What stands at some positions of a row, as one value.
pub(crate) fn values_of(row: &[Value], positions: &[usize]) -> Value {
    let value = |at: &usize| row.get(*at).cloned().unwrap_or(Value::Null(ColumnType::I64));
    match positions {
        [only] => value(only),
        several => Value::Parts(several.iter().map(value).collect()),
    }
}

/// Columns that are unique, or indexed, together.
#[derive(Debug)]
pub struct IndexDef {
    /// The name in the database.
    pub name: &'static str,
    /// Positions of the columns.
    pub columns: &'static [usize],
    /// Whether two rows may agree until the transaction ends. Of an index, never.
    pub deferrable: Deferrable,
}

/// A condition that no row of the table fails. One that comes to NULL has not failed, as in SQL and in Django:
/// <https://docs.djangoproject.com/en/stable/ref/models/constraints/#checkconstraint>.
pub struct CheckDef {
    /// The name in the database.
    pub name: &'static str,
    /// The condition. A function, since an expression cannot be built in a constant.
    pub condition: fn() -> ast::Expr,
}

impl std::fmt::Debug for CheckDef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CheckDef").field("name", &self.name).finish_non_exhaustive()
    }
}

/// One column of a model's own order.
#[derive(Debug)]
pub struct OrderDef {
    /// Position of the column.
    pub column: usize,
    /// From the highest to the lowest.
    pub descending: bool,
}

/// A place where another layer keeps what it made from a schema, once per program.
#[derive(Default)]
pub struct TextSlot(OnceLock<Box<dyn Any + Send + Sync>>);

impl TextSlot {
    /// An empty place.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// What is kept, made on first use. The type must be the same at every call; with another, `None`.
    pub fn get_or_make<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Option<&T> {
        self.0.get_or_init(|| Box::new(make())).downcast_ref()
    }
}

impl std::fmt::Debug for TextSlot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TextSlot")
    }
}
