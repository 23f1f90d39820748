//! What the databases can do and not: the questions that are asked of one before a statement is laid out.

use super::Dialect;
use crate::schema::ColumnDef;
use crate::value::{ColumnType, Value};

impl Dialect {
    /// Whether an order can say in words where NULL stands. Where it cannot, what is ordered by is asked first whether it is NULL.
    pub(in crate::sql) const fn has_words_for_nulls(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether an index serves the comparison of rows, `(a, b) > (x, y)`. MariaDB and MySQL do it row by row:
    /// <https://dev.mysql.com/doc/refman/8.4/en/row-constructor-optimization.html>.
    pub(crate) const fn seeks_by_rows(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether a write gives back columns of the rows that it wrote. Where it does not, they are asked for afterwards.
    pub(crate) const fn returns_rows(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether the driver can tell the keys of an insert's rows without having them given back. Of some tables it may not be able to.
    pub(crate) const fn tells_keys(self) -> bool {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => true,
            Self::Postgres => false,
        }
    }

    /// Whether an insert can say which unique key may be taken. Where it cannot, rows whose key is taken are left out by a condition.
    pub(crate) const fn names_conflicts(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether a query that finds the rows of a write may look into the table that is written, and have a limit. Where it may not,
    /// it stands in a query of its own.
    pub(in crate::sql) const fn writes_what_it_reads(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether the indexes of a table are made with it.
    pub(in crate::sql) const fn makes_indexes_with_tables(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => false,
            Self::MariaDb | Self::MySql => true,
        }
    }

    /// Whether a foreign key can refer to a table that is made later.
    pub(in crate::sql) const fn refers_ahead(self) -> bool {
        match self {
            Self::Sqlite => true,
            Self::Postgres | Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether a column has no type that an index or a DEFAULT could be of.
    pub(in crate::sql) fn is_unbounded(self, column: &ColumnDef) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => false,
            Self::MariaDb | Self::MySql => super::mysql::is_unbounded(column),
        }
    }

    /// Whether foreign keys are looked at when a statement is done, and not at each row that it deletes.
    pub(crate) const fn looks_at_references_at_the_end(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            // <https://mariadb.com/kb/en/foreign-keys/>
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether a table can stand in a schema.
    pub(in crate::sql) const fn has_schemas(self) -> bool {
        match self {
            Self::Sqlite => false,
            Self::Postgres | Self::MariaDb | Self::MySql => true,
        }
    }

    /// Whether what a foreign key refers to without a schema is looked for in the connection's own, and not beside its table.
    pub(in crate::sql) const fn refers_from_the_connection(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            // <https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html>
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether a foreign key can be looked at when the transaction ends.
    pub(in crate::sql) const fn defers_references(self) -> bool {
        match self {
            // <https://www.sqlite.org/foreignkeys.html#fk_deferred>
            Self::Sqlite | Self::Postgres => true,
            // <https://mariadb.com/kb/en/foreign-keys/>
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether a unique constraint can be.
    pub(in crate::sql) const fn defers_uniques(self) -> bool {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => false,
            Self::Postgres => true,
        }
    }

    /// Whether a list is so long that it becomes a query of its own, which a write asks again for each row.
    pub(in crate::sql) fn asks_for_list(self, values: &[Value]) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => false,
            Self::MariaDb | Self::MySql => {
                values.iter().map(|it| it.parts().len()).sum::<usize>() > super::mysql::PLACES
            }
        }
    }

    /// Whether the rows of an insert go as an array for each column, by `unnest`: one text, and one prepared statement, for any
    /// number of rows. Arrays of arrays are taken apart to the elements of these, so a column of arrays cannot.
    pub(in crate::sql) fn takes_columns(self, rows: usize, first: &[Value]) -> bool {
        match self {
            Self::Sqlite | Self::MariaDb | Self::MySql => false,
            Self::Postgres => rows > 1 && !first.iter().any(|it| matches!(it.column_type(), ColumnType::Array(_))),
        }
    }

    /// Whether an update reads other tables by FROM. Where it does not, they are joined.
    pub(in crate::sql) const fn updates_from(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether the columns of VALUES, in the place of a table, are called `column1`, `column2` and so on.
    pub(in crate::sql) const fn names_values(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::MariaDb | Self::MySql => false,
        }
    }

    /// Whether an error's number says that a constraint is there which was to be added.
    pub(crate) const fn says_it_is_there(self, code: i32) -> bool {
        match self {
            Self::Sqlite | Self::Postgres | Self::MariaDb => false,
            // ER_FK_DUP_NAME: <https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html>.
            Self::MySql => code == 1826,
        }
    }
}
