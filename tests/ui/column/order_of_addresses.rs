use orm::prelude::*;
use std::net::IpAddr;

#[derive(Model)]
pub struct Host {
    pub id: i64,
    pub address: IpAddr,
}

fn main() {
    let address: IpAddr = "::1".parse().unwrap();
    let _ = Host::objects().filter(Host.address.eq(address));
    let _ = Host::objects().filter(Host.address.lt(address));
    let _ = Host::objects().order_by(Host.address);
}
