//! Addresses of the internet protocol.
//!
//! They are an `inet` where the database has that and the usual text elsewhere. The databases order these differently,
//! so they can be asked for equality alone.

use super::{CellError, Cells, ColumnType, DbValue, Equated, Problem, Value};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const OTHER_KIND: &str = "the stored address is of the other version of the internet protocol";

impl DbValue for IpAddr {
    type Lookups = Equated;
    const TYPE: ColumnType = ColumnType::Ip;
    fn encode(&self) -> Value {
        Value::Ip(*self)
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        cells.address(at)
    }
}

impl DbValue for Ipv4Addr {
    type Lookups = Equated;
    const TYPE: ColumnType = ColumnType::Ip;
    fn encode(&self) -> Value {
        Value::Ip(IpAddr::V4(*self))
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        match cells.address(at)? {
            IpAddr::V4(it) => Ok(it),
            IpAddr::V6(_) => Err(CellError::new(at, Problem::Unreadable(OTHER_KIND))),
        }
    }
}

impl DbValue for Ipv6Addr {
    type Lookups = Equated;
    const TYPE: ColumnType = ColumnType::Ip;
    fn encode(&self) -> Value {
        Value::Ip(IpAddr::V6(*self))
    }
    fn decode(cells: &dyn Cells, at: usize) -> Result<Self, CellError> {
        match cells.address(at)? {
            IpAddr::V6(it) => Ok(it),
            IpAddr::V4(_) => Err(CellError::new(at, Problem::Unreadable(OTHER_KIND))),
        }
    }
}
