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
    mod __address {
        pub struct street;
        pub struct city;
        pub(super) struct zip;
        pub struct point;
    }
    pub struct AddressFields<__P, __E> {
        pub street: ::orm::__private::Field<
            __P,
            ::orm::__private::Within<__E, __address::street>,
        >,
        pub city: ::orm::__private::Field<
            __P,
            ::orm::__private::Within<__E, __address::city>,
        >,
        zip: ::orm::__private::Field<__P, ::orm::__private::Within<__E, __address::zip>>,
        pub point: ::orm::__private::Flat<
            __P,
            ::orm::__private::Within<__E, __address::point>,
        >,
    }
    impl<__P: 'static, __E: 'static> ::orm::__private::Tokens
    for AddressFields<__P, __E> {
        const AT: &'static Self = &AddressFields {
            street: ::orm::__private::Field::NEW,
            city: ::orm::__private::Field::NEW,
            zip: ::orm::__private::Field::NEW,
            point: ::orm::__private::Flat::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Fields for Address {
        const COLUMNS: &'static [::orm::__private::ColumnDef] = {
            const __PARTS: &'static [&'static [::orm::__private::ColumnDef]] = &[
                &[
                    ::orm::__private::ColumnDef {
                        field: "street",
                        name: "street",
                        ty: <String as ::orm::__private::DbValue>::TYPE,
                        nullable: false,
                        max_length: ::core::option::Option::None,
                        auto: false,
                        unique: false,
                        index: false,
                        labels: <String as ::orm::__private::DbValue>::LABELS,
                        db_default: ::core::option::Option::None,
                    },
                ],
                &[
                    ::orm::__private::ColumnDef {
                        field: "city",
                        name: "city",
                        ty: <String as ::orm::__private::DbValue>::TYPE,
                        nullable: true,
                        max_length: ::core::option::Option::None,
                        auto: false,
                        unique: false,
                        index: false,
                        labels: <String as ::orm::__private::DbValue>::LABELS,
                        db_default: ::core::option::Option::None,
                    },
                ],
                &[
                    ::orm::__private::ColumnDef {
                        field: "zip",
                        name: "postal",
                        ty: <String as ::orm::__private::DbValue>::TYPE,
                        nullable: false,
                        max_length: ::core::option::Option::Some(10u32),
                        auto: false,
                        unique: true,
                        index: false,
                        labels: <String as ::orm::__private::DbValue>::LABELS,
                        db_default: ::core::option::Option::None,
                    },
                ],
                {
                    const __IT: ::orm::__private::Prefixed = ::orm::__private::Prefixed {
                        field: "point",
                        prefix: "at_",
                        columns: <__address::point as ::orm::__private::Flattened>::COLUMNS,
                    };
                    const __TEXTS: &'static [u8] = &__IT.texts::<{ __IT.length() }>();
                    const __COLUMNS: &'static [::orm::__private::ColumnDef] = &__IT
                        .columns::<{ __IT.columns.len() }>(__TEXTS);
                    __COLUMNS
                },
            ];
            const __ALL: [::orm::__private::ColumnDef; ::orm::__private::count(
                __PARTS,
            )] = ::orm::__private::joined(__PARTS);
            &__ALL
        };
        type Tokens<__P: ::orm::__private::Path, __E: ::orm::__private::Flattened> = AddressFields<
            __P,
            __E,
        >;
        const OPTIONAL: bool = false && <Point as ::orm::__private::Fields>::OPTIONAL;
        fn decode(
            __cells: &dyn ::orm::__private::Cells,
            __at: usize,
        ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
            ::core::result::Result::Ok(Address {
                street: <String as ::orm::__private::DbValue>::decode(
                    __cells,
                    __at + 0usize,
                )?,
                city: ::orm::__private::decode_nullable::<
                    String,
                >(__cells, __at + 1usize)?,
                zip: <String as ::orm::__private::DbValue>::decode(
                    __cells,
                    __at + 2usize,
                )?,
                point: ::orm::__private::decode_fields::<
                    __address::point,
                >(__cells, __at)?,
            })
        }
        fn encode(&self, __values: &mut ::std::vec::Vec<::orm::__private::Value>) {
            __values.push(<String as ::orm::__private::DbValue>::encode(&self.street));
            __values
                .push(
                    ::orm::__private::encode_nullable::<
                        String,
                    >(::core::option::Option::as_ref(&self.city)),
                );
            __values.push(<String as ::orm::__private::DbValue>::encode(&self.zip));
            ::orm::__private::encode_fields::<__address::point>(&self.point, __values);
        }
        fn fill(__values: &mut [::core::option::Option<::orm::__private::Value>]) {
            __values[0usize]
                .get_or_insert_with(|| ::orm::__private::IntoValue::<
                    String,
                >::into_value("?"));
            ::orm::__private::fill_fields::<__address::point>(__values);
        }
    }
    impl ::orm::__private::Member for __address::street {
        type Of = Address;
        type Base = String;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Member for __address::city {
        type Of = Address;
        type Base = String;
        type Null = ::orm::__private::Nullable;
        const AT: usize = 1usize;
    }
    impl ::orm::__private::Member for __address::zip {
        type Of = Address;
        type Base = String;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 2usize;
    }
    impl ::orm::__private::UniqueWith<()> for __address::zip {}
    impl ::orm::__private::Flattened for __address::point {
        type Of = Address;
        type Fields = Point;
        const AT: usize = 3usize;
    }
    impl ::orm::__private::HasMember<::orm::__private::Named<5718531220862952254u64>>
    for Address {
        type Member = __address::street;
    }
    impl ::orm::__private::HasMember<::orm::__private::Named<18003902094994090146u64>>
    for Address {
        type Member = __address::city;
    }
    impl ::orm::__private::HasMember<::orm::__private::Named<8358306203721483697u64>>
    for Address {
        type Member = __address::point;
    }
    const _: () = ::orm::__private::check_flattened::<
        __address::point,
    >("Address", <Address as ::orm::__private::Fields>::COLUMNS);
};
