#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Shop: <Shop as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Shop>,
> = *<<Shop as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Shop>,
> as ::orm::__private::Tokens>::AT;
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
    mod __shop {
        pub struct id;
        pub struct address;
        pub struct name;
        pub(super) struct billing;
    }
    pub struct ShopFields<__P> {
        pub id: __orm::Field<__P, __shop::id>,
        pub address: __orm::Flat<__P, __shop::address>,
        pub name: __orm::Field<__P, __shop::name>,
        billing: __orm::Flat<__P, __shop::billing>,
    }
    impl<__P> ::core::marker::Copy for ShopFields<__P> {}
    impl<__P> ::core::clone::Clone for ShopFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for ShopFields<__P> {
        const AT: &'static Self = &ShopFields {
            id: __orm::Field::NEW,
            address: __orm::Flat::NEW,
            name: __orm::Field::NEW,
            billing: __orm::Flat::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Shop {
        const TABLE: &'static str = "shop";
        const COLUMNS: &'static [__orm::ColumnDef] = {
            const __PARTS: &'static [&'static [__orm::ColumnDef]] = &[
                &[
                    __orm::ColumnDef {
                        auto: true,
                        ..__orm::ColumnDef::new(
                            "id",
                            "id",
                            <i64 as __orm::DbValue>::TYPE,
                        )
                    },
                ],
                {
                    const __IT: __orm::Prefixed = __orm::Prefixed {
                        field: "address",
                        prefix: "",
                        columns: <__shop::address as __orm::Flattened>::COLUMNS,
                    };
                    const __TEXTS: &'static [u8] = &__IT.texts::<{ __IT.length() }>();
                    const __COLUMNS: &'static [__orm::ColumnDef] = &__IT
                        .columns::<{ __IT.columns.len() }>(__TEXTS);
                    __COLUMNS
                },
                &[
                    __orm::ColumnDef {
                        max_length: ::core::option::Option::Some(40u32),
                        ..__orm::ColumnDef::new(
                            "name",
                            "name",
                            <String as __orm::DbValue>::TYPE,
                        )
                    },
                ],
                {
                    const __IT: __orm::Prefixed = __orm::Prefixed {
                        field: "billing",
                        prefix: "billing_",
                        columns: <__shop::billing as __orm::Flattened>::COLUMNS,
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
        type Key = i64;
        type Fields<__P: __orm::Path> = ShopFields<__P>;
        type Create = ShopDraft<
            <__orm::Optional<
                { <Address as __orm::Fields>::OPTIONAL },
            > as __orm::State>::Before,
            __orm::Missing,
            <__orm::Optional<
                { <Address as __orm::Fields>::OPTIONAL },
            > as __orm::State>::Before,
        >;
        type Peers = ShopPeers;
        fn schema() -> &'static __orm::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            __cells: &dyn __orm::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            ::core::result::Result::Ok(Shop {
                id: <i64 as __orm::DbValue>::decode(__cells, __at + 0usize)?,
                address: __orm::decode_fields::<__shop::address>(__cells, __at)?,
                name: <String as __orm::DbValue>::decode(
                    __cells,
                    __at + <__shop::address as __orm::Flattened>::END,
                )?,
                billing: __orm::decode_fields::<__shop::billing>(__cells, __at)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            let mut __values = ::std::vec::Vec::new();
            __values.push(<i64 as __orm::DbValue>::encode(&self.id));
            __orm::encode_fields::<__shop::address>(&self.address, &mut __values);
            __values.push(<String as __orm::DbValue>::encode(&self.name));
            __orm::encode_fields::<__shop::billing>(&self.billing, &mut __values);
            __values
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            self.address = __fresh.address;
            self.name = __fresh.name;
            self.billing = __fresh.billing;
        }
    }
    pub struct ShopPeers {}
    #[automatically_derived]
    impl ::core::default::Default for ShopPeers {
        fn default() -> Self {
            ShopPeers {}
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Shop",
        module: ::core::module_path!(),
        schema: <Shop as __orm::Table>::SCHEMA,
        table: <Shop as __orm::Table>::TABLE,
        columns: <Shop as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[],
        uniques: &[
            __orm::IndexDef {
                name: "shop_name_address_zip_key",
                columns: &[
                    <__shop::address as __orm::Flattened>::END,
                    __orm::place_of(|| Shop.address.zip),
                ],
                deferrable: __orm::Deferrable::No,
            },
        ],
        indexes: &[],
        checks: &[],
        ordering: &[
            __orm::OrderDef {
                column: __orm::place_of_ordered(|| Shop.address.zip),
                descending: true,
            },
        ],
        comment: ::core::option::Option::None,
        managed: true,
        texts: __orm::TextSlot::new(),
    };
    __orm::inventory::submit! {
        __orm::Registration(& __SCHEMA)
    }
    impl __orm::Column for __shop::id {
        type Model = Shop;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Column for __shop::name {
        type Model = Shop;
        type Base = String;
        type Null = __orm::NotNull;
        const AT: usize = <__shop::address as __orm::Flattened>::END;
    }
    impl __orm::Flattened for __shop::address {
        type Of = Shop;
        type Fields = Address;
        const AT: usize = 1usize;
    }
    impl __orm::Flattened for __shop::billing {
        type Of = Shop;
        type Fields = Address;
        const AT: usize = <__shop::address as __orm::Flattened>::END + 1usize;
    }
    const _: () = __orm::check_flattened::<
        __shop::address,
    >("Shop", <Shop as __orm::Table>::COLUMNS);
    const _: () = __orm::check_flattened::<
        __shop::billing,
    >("Shop", <Shop as __orm::Table>::COLUMNS);
    impl __orm::UniqueWith<()> for __shop::id {}
    impl __orm::UniqueWith<
        (
            __orm::Within<
                __shop::address,
                <<__shop::address as __orm::Flattened>::Fields as __orm::HasMember<
                    __orm::Named<14865830524759284596u64>,
                >>::Member,
            >,
        ),
    > for __shop::name {}
    impl __orm::UniqueTogether<
        (
            __orm::Within<
                __shop::address,
                <<__shop::address as __orm::Flattened>::Fields as __orm::HasMember<
                    __orm::Named<14865830524759284596u64>,
                >>::Member,
            >,
            __shop::name,
        ),
    > for Shop {}
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct ShopDraft<__address, __name, __billing> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__address, __name, __billing)>,
    }
    type __Complete = ShopDraft<__orm::Given, __orm::Given, __orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`address` was not given",
        label = "`Shop` cannot be saved without its `address`",
        note = "add `.address(..)` to the draft"
    )]
    pub trait address_is_given {}
    impl address_is_given for __orm::Given {}
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Shop` cannot be saved without its `name`",
        note = "add `.name(..)` to the draft"
    )]
    pub trait name_is_given {}
    impl name_is_given for __orm::Given {}
    #[diagnostic::on_unimplemented(
        message = "`billing` was not given",
        label = "`Shop` cannot be saved without its `billing`",
        note = "add `.billing(..)` to the draft"
    )]
    pub trait billing_is_given {}
    impl billing_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default
    for ShopDraft<
        <__orm::Optional<
            { <Address as __orm::Fields>::OPTIONAL },
        > as __orm::State>::Before,
        __orm::Missing,
        <__orm::Optional<
            { <Address as __orm::Fields>::OPTIONAL },
        > as __orm::State>::Before,
    > {
        fn default() -> Self {
            ShopDraft {
                parts: __orm::Parts::of(<__shop::billing as __orm::Flattened>::END),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__address, __name, __billing> ShopDraft<__address, __name, __billing> {
        ///Gives `Shop` its `id`.
        pub fn id(
            self,
            __value: impl __orm::IntoValue<i64>,
        ) -> ShopDraft<__address, __name, __billing> {
            ShopDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Shop` its `address`.
        pub fn address(
            mut self,
            __value: Address,
        ) -> ShopDraft<__orm::Given, __name, __billing> {
            __orm::give_fields::<__shop::address>(&mut self.parts, &__value);
            ShopDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
        ///Gives `Shop` its `name`.
        pub fn name(
            self,
            __value: impl __orm::IntoValue<String>,
        ) -> ShopDraft<__address, __orm::Given, __billing> {
            ShopDraft {
                parts: self
                    .parts
                    .with(
                        <__shop::address as __orm::Flattened>::END,
                        __orm::IntoValue::<String>::into_value(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Shop` its `billing`.
        fn billing(
            mut self,
            __value: Address,
        ) -> ShopDraft<__address, __name, __orm::Given> {
            __orm::give_fields::<__shop::billing>(&mut self.parts, &__value);
            ShopDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Shop`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Shop>
        where
            __address: address_is_given,
            __name: name_is_given,
            __billing: billing_is_given,
        {
            __orm::save_draft(
                __db,
                __Complete {
                    parts: self.parts,
                    given: __orm::PhantomData,
                },
            )
        }
        ///The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn get_or_create<__K>(
            self,
            __db: &__orm::Db,
            __key: __K,
        ) -> __orm::Pending<'_, (Shop, bool)>
        where
            __K: __orm::UniqueKey<Shop>,
            __address: address_is_given,
            __name: name_is_given,
            __billing: billing_is_given,
        {
            __orm::get_or_create(
                __db,
                __Complete {
                    parts: self.parts,
                    given: __orm::PhantomData,
                },
                __key,
            )
        }
        ///Sets what was given on the row with this unique key, or inserts it; and whether it was inserted. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn update_or_create<__K>(
            self,
            __db: &__orm::Db,
            __key: __K,
        ) -> __orm::Pending<'_, (Shop, bool)>
        where
            __K: __orm::UniqueKey<Shop>,
            __address: address_is_given,
            __name: name_is_given,
            __billing: billing_is_given,
        {
            __orm::update_or_create(
                __db,
                __Complete {
                    parts: self.parts,
                    given: __orm::PhantomData,
                },
                __key,
            )
        }
    }
    impl<
        __address: address_is_given,
        __name: name_is_given,
        __billing: billing_is_given,
    > __orm::Draft for ShopDraft<__address, __name, __billing> {
        type Model = Shop;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<__orm::Value>]) {
            __orm::fill_fields::<__shop::address>(__values);
            __orm::fill_fields::<__shop::billing>(__values);
        }
    }
    impl<__address, __name, __billing> __orm::WithRelated
    for ShopDraft<__address, __name, __billing> {
        type Model = Shop;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
};
