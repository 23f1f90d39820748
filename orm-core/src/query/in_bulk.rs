//! Rows by what names them, as a map.

use super::queryset::restrict;
use super::terminals::fetch;
use super::{Entire, Pending, QuerySet};
use crate::ast::{Expr, decimals};
use crate::database::Db;
use crate::database::caller::located;
use crate::error::Result;
use crate::model::{IntoKeyOf, IntoKeys, Key, Keyed, Selects, Shared, Table, UniqueColumn};
use crate::value::{CellError, Cells, Value};
use std::collections::HashMap;
use std::marker::PhantomData;

impl<M: Table> QuerySet<M, Entire> {
    /// The rows of these keys that there are, by key. One statement; none for no keys.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    #[track_caller]
    pub fn in_bulk<W>(
        self,
        db: &Db,
        keys: impl IntoKeys<M, W>,
    ) -> impl Future<Output = Result<HashMap<M::Key, M>>> + Send
    where
        M: Keyed,
    {
        let keys: Vec<Value> = keys.into_keys().into_iter().map(Key::into_value).collect();
        located(in_bulk(self, db, keys))
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
        let values: Vec<Value> = values.into_iter().map(|value| value.key_value().into_value()).collect();
        Pending::new(in_bulk_by::<M, U>(self, db, values))
    }
}

async fn in_bulk<M: Table>(set: QuerySet<M, Entire>, db: &Db, keys: Vec<Value>) -> Result<HashMap<M::Key, M>> {
    let (mut select, loads, shape) = set.into_parts()?;
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let among = Expr::own_key(select.model).among(keys);
    restrict(&mut select, among);
    select.order.clear();
    let rows = fetch::<M, Entire>(db, (select, loads, shape)).await?;
    Ok(rows.into_iter().map(|row| (row.key(), row)).collect())
}

async fn in_bulk_by<M: Table, U: UniqueColumn<M>>(
    set: QuerySet<M, Entire>,
    db: &Db,
    values: Vec<Value>,
) -> Result<HashMap<U::Value, M>> {
    let (mut select, loads, shape) = set.annotate(Named::<U>(PhantomData)).into_parts()?;
    if values.is_empty() {
        return Ok(HashMap::new());
    }
    let (column, values) = decimals::listed(U::expr(), values);
    restrict(&mut select, column.among(values));
    select.order.clear();
    let rows = fetch(db, (select, loads, shape)).await?;
    Ok(rows.into_iter().map(|(row, value)| (value, row)).collect())
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
