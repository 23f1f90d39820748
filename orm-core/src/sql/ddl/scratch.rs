//! Databases of a MariaDB or MySQL server, as tests need them.

use super::super::{Cost, Dialect, SqlWriter, Statement};
use crate::value::Value;

fn done(w: SqlWriter) -> Statement {
    w.finish(Cost::Bulk, None)
}

/// A new database, unless it is there.
pub(crate) fn create(dialect: Dialect, name: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    w.raw("CREATE DATABASE IF NOT EXISTS ").ident(name);
    done(w)
}

/// Takes a lock of the server by its name, if nobody has it; it is held as long as the connection. Gives 1 where it was free.
pub(crate) fn take(dialect: Dialect, name: &str) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("SELECT GET_LOCK(").bind(Value::Text(name.to_owned())).raw(", 0)");
    w.finish(Cost::Point, None)
}

/// What all columns of the database are, as one text.
pub(crate) fn columns(dialect: Dialect) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("SELECT CAST(SUM(CRC32(CONCAT_WS('.', table_name, ordinal_position, column_name, column_type, is_nullable, column_key))) ");
    w.raw("AS CHAR) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name <> 'orm_made'");
    w.finish(Cost::Read, None)
}

/// Keeps what the columns were when the tables were made.
pub(crate) fn keep(dialect: Dialect) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    w.raw("CREATE TABLE orm_made (columns_were varchar(40))");
    done(w)
}

pub(crate) fn keep_row(dialect: Dialect, columns: &str) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("INSERT INTO orm_made VALUES (").bind(Value::Text(columns.to_owned())).raw(")");
    w.finish(Cost::Point, None)
}

pub(crate) fn kept(dialect: Dialect) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("SELECT columns_were FROM orm_made");
    w.finish(Cost::Point, None)
}

/// The names of those of these tables that have rows.
pub(crate) fn filled(dialect: Dialect, tables: &[&str]) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    w.list(" UNION ALL ", tables, |w, table| {
        w.raw("SELECT ")
            .literal(&Value::Text((*table).to_owned()))
            .raw(" FROM DUAL WHERE EXISTS (SELECT 1 FROM ")
            .ident(table);
        w.raw(")");
    });
    w.finish(Cost::Read, None)
}

/// The names of the tables whose next key is not the first.
pub(crate) fn advanced(dialect: Dialect) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND auto_increment > 1");
    w.finish(Cost::Read, None)
}

/// Empties a table, whatever refers to it. MariaDB alone has a setting for one statement.
pub(crate) fn empty(table: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(Dialect::MariaDb);
    w.raw("SET STATEMENT foreign_key_checks = 0 FOR TRUNCATE TABLE ").ident(table);
    done(w)
}

/// The names of databases of ours whose tables nobody has made or emptied for two days.
pub(crate) fn unused(dialect: Dialect, prefix: &'static str) -> Statement {
    let mut w = SqlWriter::new(dialect);
    w.raw("SELECT table_schema FROM information_schema.tables WHERE LEFT(table_schema, ").number(prefix.len() as u64);
    w.raw(") = ").bind(Value::Text(prefix.to_owned()));
    w.raw(" GROUP BY table_schema HAVING MAX(create_time) < NOW() - INTERVAL 2 DAY");
    w.finish(Cost::Read, None)
}

/// The database goes.
pub(crate) fn drop(dialect: Dialect, name: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    w.raw("DROP DATABASE IF EXISTS ").ident(name);
    done(w)
}
