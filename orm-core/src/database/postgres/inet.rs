//! Addresses in PostgreSQL's binary form. `inet_send` and `inet_recv` of the server:
//! <https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/network.c>.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const VERSION_4: u8 = 2;
const VERSION_6: u8 = 3;

/// Its version, the bits of its network, that it is no `cidr`, how many bytes, and these.
pub(super) fn write(address: IpAddr, out: &mut Vec<u8>) {
    match address {
        IpAddr::V4(it) => {
            out.extend_from_slice(&[VERSION_4, 32, 0, 4]);
            out.extend_from_slice(&it.octets());
        }
        IpAddr::V6(it) => {
            out.extend_from_slice(&[VERSION_6, 128, 0, 16]);
            out.extend_from_slice(&it.octets());
        }
    }
}

/// An address; `None` where it is a network.
pub(super) fn read(raw: &[u8]) -> Option<IpAddr> {
    match raw {
        [VERSION_4, 32, _, 4, bytes @ ..] => Some(Ipv4Addr::from(<[u8; 4]>::try_from(bytes).ok()?).into()),
        [VERSION_6, 128, _, 16, bytes @ ..] => Some(Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?).into()),
        _ => None,
    }
}
