#[allow(
    dead_code,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    private_bounds,
    private_interfaces,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
const _: () = {
    use ::orm::__private as __orm;
    mod __address {
        pub struct street;
        pub struct city;
        pub(super) struct zip;
        pub struct point;
    }
    pub struct AddressFields<__P, __E> {
        pub street: __orm::Field<__P, __orm::Within<__E, __address::street>>,
        pub city: __orm::Field<__P, __orm::Within<__E, __address::city>>,
        zip: __orm::Field<__P, __orm::Within<__E, __address::zip>>,
        pub point: __orm::Flat<__P, __orm::Within<__E, __address::point>>,
    }
    impl<__P: 'static, __E: 'static> __orm::Tokens for AddressFields<__P, __E> {
        const AT: &'static Self = &AddressFields {
            street: __orm::Field::NEW,
            city: __orm::Field::NEW,
            zip: __orm::Field::NEW,
            point: __orm::Flat::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Fields for Address {
        const COLUMNS: &'static [__orm::ColumnDef] = {
            const __PARTS: &'static [&'static [__orm::ColumnDef]] = &[
                &[
                    __orm::ColumnDef::new(
                        "street",
                        "street",
                        <String as __orm::DbValue>::TYPE,
                    ),
                ],
                &[
                    __orm::ColumnDef {
                        nullable: true,
                        ..__orm::ColumnDef::new(
                            "city",
                            "city",
                            <String as __orm::DbValue>::TYPE,
                        )
                    },
                ],
                &[
                    __orm::ColumnDef {
                        max_length: ::core::option::Option::Some(10u32),
                        unique: true,
                        ..__orm::ColumnDef::new(
                            "zip",
                            "postal",
                            <String as __orm::DbValue>::TYPE,
                        )
                    },
                ],
                {
                    const __IT: __orm::Prefixed = __orm::Prefixed {
                        field: "point",
                        prefix: "at_",
                        columns: <__address::point as __orm::Flattened>::COLUMNS,
                    };
                    const __TEXTS: &'static [u8] = &__IT.texts::<{ __IT.length() }>();
                    const __COLUMNS: &'static [__orm::ColumnDef] = &__IT
                        .columns::<{ __IT.columns.len() }>(__TEXTS);
                    __COLUMNS
                },
            ];
            const __ALL: [__orm::ColumnDef; __orm::count(__PARTS)] = __orm::joined(
                __PARTS,
            );
            &__ALL
        };
        type Tokens<__P: __orm::Path, __E: __orm::Flattened> = AddressFields<__P, __E>;
        const OPTIONAL: bool = false && <Point as __orm::Fields>::OPTIONAL;
        fn decode(
            __cells: &dyn __orm::Cells,
            __at: usize,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            ::core::result::Result::Ok(Address {
                street: <String as __orm::DbValue>::decode(__cells, __at + 0usize)?,
                city: __orm::decode_nullable::<String>(__cells, __at + 1usize)?,
                zip: <String as __orm::DbValue>::decode(__cells, __at + 2usize)?,
                point: __orm::decode_fields::<__address::point>(__cells, __at)?,
            })
        }
        fn encode(&self, __values: &mut ::std::vec::Vec<__orm::Value>) {
            __values.push(<String as __orm::DbValue>::encode(&self.street));
            __values
                .push(
                    __orm::encode_nullable::<
                        String,
                    >(::core::option::Option::as_ref(&self.city)),
                );
            __values.push(<String as __orm::DbValue>::encode(&self.zip));
            __orm::encode_fields::<__address::point>(&self.point, __values);
        }
        fn fill(__values: &mut [::core::option::Option<__orm::Value>]) {
            __values[0usize]
                .get_or_insert_with(|| __orm::IntoValue::<String>::into_value("?"));
            __orm::fill_fields::<__address::point>(__values);
        }
    }
    impl __orm::Member for __address::street {
        type Of = Address;
        type Base = String;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Member for __address::city {
        type Of = Address;
        type Base = String;
        type Null = __orm::Nullable;
        const AT: usize = 1usize;
    }
    impl __orm::Member for __address::zip {
        type Of = Address;
        type Base = String;
        type Null = __orm::NotNull;
        const AT: usize = 2usize;
    }
    impl __orm::UniqueWith<()> for __address::zip {}
    impl __orm::Flattened for __address::point {
        type Of = Address;
        type Fields = Point;
        const AT: usize = 3usize;
    }
    impl __orm::HasMember<__orm::Named<5718531220862952254u64>> for Address {
        type Member = __address::street;
    }
    impl __orm::HasMember<__orm::Named<18003902094994090146u64>> for Address {
        type Member = __address::city;
    }
    impl __orm::HasMember<__orm::Named<8358306203721483697u64>> for Address {
        type Member = __address::point;
    }
    const _: () = __orm::check_flattened::<
        __address::point,
    >("Address", <Address as __orm::Fields>::COLUMNS);
};
