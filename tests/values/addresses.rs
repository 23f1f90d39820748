//! Addresses of the internet protocol.

use crate::support::{on_every_database, raw};
use orm::ErrorKind;
use orm::prelude::*;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "values_host")]
struct Host {
    #[primary_key]
    address: IpAddr,
    four: Option<Ipv4Addr>,
    #[field(unique)]
    six: Ipv6Addr,
    #[foreign_key(on_delete = set_null, related_name = "behind")]
    gateway: Option<ForeignKey<Host>>,
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

on_every_database! {
    async fn addresses_come_back(db: &Database) {
        let all = ["0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1", "::ffff:1.2.3.4", "::1.2.3.4", "2001:db8::1:0:0:1", "fe80::1",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1:0:0:2:0:0:0:3"].map(address);
        for (n, it) in (0_u16..).zip(all) {
            let six = match it { IpAddr::V6(six) => six, IpAddr::V4(four) => Ipv6Addr::new(9, 9, 9, 9, 9, 9, n, u16::from(four.octets()[0])) };
            let four = match it { IpAddr::V4(four) => Some(four), IpAddr::V6(_) => None };
            let kept = Host::create().address(it).six(six).four(four).save(db).await?;
            let read = Host::objects().get(db, it).await?;
            assert_eq!((read.address, read.six, read.four), (it, six, four));
            assert_eq!(read, kept);
            assert_eq!(Host::objects().filter(Host.address.eq(it) & Host.six.in_([six, Ipv6Addr::LOCALHOST])).one(db).await?, kept);
        }
        assert_eq!(Host::objects().in_bulk(db, &all).await?.len(), all.len());
        assert_eq!(Host::objects().filter(Host.four.eq(Ipv4Addr::LOCALHOST)).count(db).await?, 1);
        assert_eq!(Host::objects().filter(Host.four.ne(Ipv4Addr::LOCALHOST)).count(db).await?, i64::try_from(all.len()).unwrap() - 1);
        // An address of version 6 that stands for one of version 4 is not that one.
        assert_eq!(Host::objects().filter(Host.address.eq(address("1.2.3.4"))).count(db).await?, 0);
        Ok(())
    }

    async fn an_address_can_be_a_key(db: &Database) {
        let gateway = Host::create().address(address("10.0.0.1")).six(Ipv6Addr::LOCALHOST).save(db).await?;
        let host = gateway.behind().create().address(address("10.0.0.2")).six(Ipv6Addr::UNSPECIFIED).save(db).await?;
        assert_eq!(gateway.behind().one(db).await?, host);
        assert_eq!(*host.gateway.as_ref().unwrap().load(db).await?, gateway);
        let error = gateway.behind().create().address(address("10.0.0.3")).six(Ipv6Addr::UNSPECIFIED).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::UniqueViolation, Some("six")));
        Ok(())
    }

    async fn what_is_no_address_of_this_kind(db: &Database) {
        Host::create().address(address("10.0.0.1")).six(Ipv6Addr::LOCALHOST).save(db).await?;
        assert!(raw(db, "UPDATE values_host SET four = 'host'").await.is_err());
        raw(db, "UPDATE values_host SET four = '::1'").await?;
        let error = Host::objects().one(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::SchemaMismatch, Some("four")), "{error}");
        Ok(())
    }
}
