//! Statements.

use super::Expr;
use crate::schema::{ColumnDef, ModelSchema, RelationDef, Step, Symmetry, TableName};
use crate::value::Value;

/// A query over the rows of one model.
#[derive(Clone, Debug)]
pub struct Select {
    /// The model.
    pub model: &'static ModelSchema,
    /// What is asked of each row.
    pub columns: Columns,
    /// Only the rows that are related to these.
    pub via: Option<Via>,
    /// Only the rows that satisfy this.
    pub filter: Option<Expr>,
    /// The order.
    pub order: Vec<Order>,
    /// At most so many.
    pub limit: Option<u64>,
    /// Without the first so many.
    pub offset: Option<u64>,
}

impl Select {
    /// All rows of a model, in no order.
    #[must_use]
    pub const fn all(model: &'static ModelSchema) -> Self {
        Self {
            model,
            columns: Columns::Model(Vec::new()),
            via: None,
            filter: None,
            order: Vec::new(),
            limit: None,
            offset: None,
        }
    }

    /// At most so many rows; of two limits the lower counts.
    pub fn take_at_most(&mut self, rows: usize) {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.limit = Some(self.limit.map_or(rows, |before| before.min(rows)));
    }

    /// Without the first so many rows, of those that it gave before.
    pub fn pass_over(&mut self, rows: usize) {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.offset = Some(self.offset.unwrap_or(0).saturating_add(rows));
        self.limit = self.limit.map(|limit| limit.saturating_sub(rows));
    }

    /// Narrows it.
    pub fn restrict(&mut self, condition: Expr) {
        self.filter = Some(match self.filter.take() {
            None => condition,
            Some(before) => before.and(condition),
        });
    }

    /// The expressions that stand in it.
    pub(crate) fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let columns = match &self.columns {
            Columns::Exprs(all) | Columns::Distinct(all) | Columns::CountDistinct(all) => all.as_slice(),
            Columns::Model(_) | Columns::Count | Columns::One => &[],
        };
        let extras = match &self.columns {
            Columns::Model(extras) => extras.as_slice(),
            Columns::Exprs(_) | Columns::Distinct(_) | Columns::CountDistinct(_) | Columns::Count | Columns::One => &[],
        };
        let extras = extras.iter().filter_map(|extra| match extra {
            Extra::Expr(expr) => Some(expr),
            Extra::Row(_) => None,
        });
        let order = self.order.iter().map(|order| &order.expr);
        columns.iter().chain(extras).chain(&self.filter).chain(order)
    }

    /// The query whose rows this one narrows further, where there is one: it stands first in the condition.
    pub(crate) fn limited(&self) -> Option<&Self> {
        match self.filter.as_ref()? {
            Expr::InQuery(_, query) => Some(query),
            Expr::All(all) => all.first().and_then(|first| match first {
                Expr::InQuery(_, query) => Some(query.as_ref()),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// What a query gives of each row.
#[derive(Clone, Debug)]
pub enum Columns {
    /// Every column of the model, and then these.
    Model(Vec<Extra>),
    /// These expressions.
    Exprs(Vec<Expr>),
    /// These expressions, and rows that have the same of all of them once. Such a query is ordered by nothing else.
    Distinct(Vec<Expr>),
    /// One row: how many rows `Distinct` would give.
    CountDistinct(Vec<Expr>),
    /// One row: how many rows there are.
    Count,
    /// A constant: it matters only whether there is a row.
    One,
}

/// What is asked of a row beside its own columns.
#[derive(Clone, Debug)]
pub enum Extra {
    /// Every column of the model at the end of this path, which leads to one row at most.
    Row(Vec<Step>),
    /// An expression.
    Expr(Expr),
}

/// Restricts a query to the rows that a relation leads to from given rows.
#[derive(Clone, Debug)]
pub struct Via {
    /// The hop, from the given rows to the rows of the query. It leads to many.
    pub step: Step,
    /// The keys of the given rows.
    pub sources: Vec<Value>,
    /// Whether the key of the row that it belongs to is given before the columns.
    pub output: Output,
}

/// Whether a restricted query says which row each of its rows belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// The columns alone.
    Rows,
    /// The columns, among which the relation's own says which row it belongs to. The rows of each given row come together, and
    /// among themselves in the query's order.
    RowsTogether,
    /// The key of the row that it belongs to, then the columns; in the same order.
    KeyAndRows,
    /// The same, of at most so many rows for each given row: the first by the query's order.
    KeyAndFirst(u64),
}

/// One step of an order.
#[derive(Clone, Debug)]
pub struct Order {
    /// What is ordered by.
    pub expr: Expr,
    /// Which way.
    pub direction: Direction,
    /// Where NULL stands; without it NULL is the lowest.
    pub nulls: Option<Nulls>,
}

impl Order {
    /// The other way round.
    #[must_use]
    pub fn turned(self) -> Self {
        let nulls = self.nulls.map(|nulls| match nulls {
            Nulls::First => Nulls::Last,
            Nulls::Last => Nulls::First,
        });
        Self { direction: self.direction.reversed(), nulls, ..self }
    }
}

/// Which way an order goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the lowest to the highest.
    Ascending,
    /// From the highest to the lowest.
    Descending,
}

impl Direction {
    /// The other way.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// Where NULL stands in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// Before everything.
    First,
    /// After everything.
    Last,
}

/// New rows of one table.
#[derive(Clone, Debug)]
pub struct Insert {
    /// The table.
    pub table: TableName,
    /// The columns that are given. None: one row of defaults.
    pub columns: Vec<&'static str>,
    /// The rows, one after the other, each with a value for each column.
    pub values: Vec<Value>,
    /// What happens where such a row is there already.
    pub on_conflict: OnConflict,
    /// The columns that are read back.
    pub returning: Vec<&'static str>,
    /// The model of the table, where it has one.
    pub model: Option<&'static ModelSchema>,
}

impl Insert {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns.len()).unwrap_or(1)
    }
}

/// What an insert does where a unique constraint is in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// It fails.
    Fail,
    /// It leaves the row that is there, whichever constraint it is.
    Ignore,
    /// It leaves the row that is there, if it is the constraint over these columns; and fails if it is another.
    IgnoreOn(Vec<&'static str>),
    /// It sets columns of the row that is there to what was to be inserted, if it is the constraint over the first columns;
    /// and fails if it is another.
    Update(Vec<&'static str>, Vec<&'static str>),
}

/// Sets columns of the rows of a model, of each row to values of its own.
#[derive(Clone, Debug)]
pub struct UpdateRows {
    /// The model.
    pub model: &'static ModelSchema,
    /// The columns that a row is found by.
    pub key: Vec<&'static ColumnDef>,
    /// The columns that are set.
    pub set: Vec<&'static ColumnDef>,
    /// For each row a value for each column of the key, and then for each that is set.
    pub rows: Vec<Vec<Value>>,
}

/// Sets columns of the rows of a model.
#[derive(Clone, Debug)]
pub struct Update {
    /// The model.
    pub model: &'static ModelSchema,
    /// The columns, and what each becomes.
    pub set: Vec<(&'static ColumnDef, Expr)>,
    /// Only the rows that satisfy this.
    pub filter: Option<Expr>,
    /// Only the rows that are related to these.
    pub via: Option<Via>,
    /// The columns that are read back.
    pub returning: Vec<&'static ColumnDef>,
}

/// Deletes rows of a model.
#[derive(Clone, Debug)]
pub struct Delete {
    /// The model.
    pub model: &'static ModelSchema,
    /// Only the rows that satisfy this.
    pub filter: Option<Expr>,
    /// Only the rows that are related to these.
    pub via: Option<Via>,
}

/// The rows of a model that these conditions lead to along relations of the model to itself, and so on: a query of keys.
#[derive(Clone, Debug)]
pub struct Descend {
    /// The model.
    pub model: &'static ModelSchema,
    /// Where it begins: the rows that satisfy one of these.
    pub from: Vec<Expr>,
    /// The relations that refer to the row before.
    pub by: Vec<&'static RelationDef>,
}

/// Holds rows of a model until the transaction ends: nobody else changes them, or comes to refer to them.
#[derive(Clone, Debug)]
pub struct Hold {
    /// The model.
    pub model: &'static ModelSchema,
    /// Only the rows that satisfy this. It is on their own columns.
    pub filter: Option<Expr>,
}

/// Deletes the links of many rows from a join table.
#[derive(Clone, Debug)]
pub struct Sever {
    /// The join table.
    pub table: TableName,
    /// The side: its columns.
    pub columns: &'static [&'static str],
    /// The rows of that side, by key.
    pub of: Keys,
}

/// Rows, by key.
#[derive(Clone, Debug)]
pub enum Keys {
    /// These.
    These(Vec<Value>),
    /// Those that a query of keys gives.
    Of(Box<Select>),
}

/// Deletes links from a join table.
#[derive(Clone, Debug)]
pub struct Unlink {
    /// The join table.
    pub table: TableName,
    /// The near side: its columns and key.
    pub near: (&'static [&'static str], Value),
    /// The far side: its columns, and the keys whose links go. `None`: all.
    pub far: (&'static [&'static str], Option<Vec<Value>>),
    /// Whether the rows that tell the same links from their other end go too.
    pub symmetry: Symmetry,
}
