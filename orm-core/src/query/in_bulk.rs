//! Rows by what names them, as a map.

use super::terminals::{Rows, fetch};
use super::{Entire, Pending, QuerySet};
use crate::ast::{Expr, decimals};
use crate::database::Db;
use crate::model::{IntoKeyOf, IntoKeys, Key, Keyed, Selects, Shared, Table, UniqueColumn};
use crate::value::{CellError, Cells};
use std::collections::HashMap;
use std::marker::PhantomData;

impl<M: Table> QuerySet<M, Entire> {
    /// The rows of these keys that there are, by key. One statement; none for no keys.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    #[track_caller]
    pub fn in_bulk<W>(self, db: &Db, keys: impl IntoKeys<M, W>) -> Pending<'_, HashMap<M::Key, M>>
    where
        M: Keyed,
    {
        let keys = keys.into_keys().into_iter().map(Key::into_value).collect();
        let rows = Rows::Among(Expr::own_key(self.select.model), keys);
        Pending::new(fetch(db, self, Ok(rows), |_, rows| Ok(rows.into_iter().map(|row| (row.key(), row)).collect())))
    }

    /// The rows that there are with these values of a unique column, by value:
    /// `Passport::objects().in_bulk_by(&db, Passport.number, ["X1", "X2"])`; of a one-to-one, by what it refers to. One
    /// statement; none for no values.
    ///
    /// Django: <https://docs.djangoproject.com/en/stable/ref/models/querysets/#in-bulk>, with `field_name`.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    #[track_caller]
    pub fn in_bulk_by<'a, U, I>(self, db: &'a Db, column: U, values: I) -> Pending<'a, HashMap<U::Value, M>>
    where
        U: UniqueColumn<M>,
        I: IntoIterator<Item: IntoKeyOf<U::Value>>,
    {
        // The token is its type.
        let _ = column;
        let values = values.into_iter().map(|value| value.key_value().into_value()).collect();
        let (column, values) = decimals::listed(U::expr(), values);
        let set = self.annotate(Named::<U>(PhantomData));
        let by_value = |_, rows: Vec<(M, U::Value)>| Ok(rows.into_iter().map(|(row, value)| (value, row)).collect());
        Pending::new(fetch(db, set, Ok(Rows::Among(column, values)), by_value))
    }
}

/// The value that names a row. It is there, since it was looked for.
struct Named<U>(PhantomData<fn() -> U>);

impl<M, U: UniqueColumn<M>> Selects<M> for Named<U> {
    type Row = U::Value;
    fn add_to(self, columns: &mut Vec<Expr>) {
        match U::expr() {
            Expr::Row(parts) => columns.extend(parts),
            one => columns.push(one),
        }
    }
    fn read(cells: &dyn Cells, at: &mut usize, _: &mut Shared) -> Result<U::Value, CellError> {
        let value = U::Value::decode(cells, *at)?;
        *at += U::Value::TYPES.len();
        Ok(value)
    }
}
