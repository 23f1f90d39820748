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
    mod __shop {
        pub struct id;
        pub struct address;
        pub struct name;
        pub(super) struct billing;
    }
    pub struct ShopFields<__P> {
        pub id: ::orm::__private::Field<__P, __shop::id>,
        pub address: ::orm::__private::Flat<__P, __shop::address>,
        pub name: ::orm::__private::Field<__P, __shop::name>,
        billing: ::orm::__private::Flat<__P, __shop::billing>,
    }
    impl<__P> ::core::marker::Copy for ShopFields<__P> {}
    impl<__P> ::core::clone::Clone for ShopFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for ShopFields<__P> {
        const AT: &'static Self = &ShopFields {
            id: ::orm::__private::Field::NEW,
            address: ::orm::__private::Flat::NEW,
            name: ::orm::__private::Field::NEW,
            billing: ::orm::__private::Flat::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Shop {
        const TABLE: &'static str = "shop";
        const COLUMNS: &'static [::orm::__private::ColumnDef] = {
            const __PARTS: &'static [&'static [::orm::__private::ColumnDef]] = &[
                &[
                    ::orm::__private::ColumnDef {
                        field: "id",
                        name: "id",
                        ty: <i64 as ::orm::__private::DbValue>::TYPE,
                        nullable: false,
                        max_length: ::core::option::Option::None,
                        auto: true,
                        unique: false,
                        index: false,
                        labels: <i64 as ::orm::__private::DbValue>::LABELS,
                        db_default: ::core::option::Option::None,
                    },
                ],
                {
                    const __IT: ::orm::__private::Prefixed = ::orm::__private::Prefixed {
                        field: "address",
                        prefix: "",
                        columns: <__shop::address as ::orm::__private::Flattened>::COLUMNS,
                    };
                    const __TEXTS: &'static [u8] = &__IT.texts::<{ __IT.length() }>();
                    const __COLUMNS: &'static [::orm::__private::ColumnDef] = &__IT
                        .columns::<{ __IT.columns.len() }>(__TEXTS);
                    __COLUMNS
                },
                &[
                    ::orm::__private::ColumnDef {
                        field: "name",
                        name: "name",
                        ty: <String as ::orm::__private::DbValue>::TYPE,
                        nullable: false,
                        max_length: ::core::option::Option::Some(40u32),
                        auto: false,
                        unique: false,
                        index: false,
                        labels: <String as ::orm::__private::DbValue>::LABELS,
                        db_default: ::core::option::Option::None,
                    },
                ],
                {
                    const __IT: ::orm::__private::Prefixed = ::orm::__private::Prefixed {
                        field: "billing",
                        prefix: "billing_",
                        columns: <__shop::billing as ::orm::__private::Flattened>::COLUMNS,
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
        type Key = i64;
        type Fields<__P: ::orm::__private::Path> = ShopFields<__P>;
        type Create = ShopDraft<
            <::orm::__private::Optional<
                { <Address as ::orm::__private::Fields>::OPTIONAL },
            > as ::orm::__private::State>::Before,
            ::orm::__private::Missing,
            <::orm::__private::Optional<
                { <Address as ::orm::__private::Fields>::OPTIONAL },
            > as ::orm::__private::State>::Before,
        >;
        type Peers = ShopPeers;
        fn schema() -> &'static ::orm::__private::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            __cells: &dyn ::orm::__private::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
            ::core::result::Result::Ok(Shop {
                id: <i64 as ::orm::__private::DbValue>::decode(__cells, __at + 0usize)?,
                address: ::orm::__private::decode_fields::<
                    __shop::address,
                >(__cells, __at)?,
                name: <String as ::orm::__private::DbValue>::decode(
                    __cells,
                    __at + <__shop::address as ::orm::__private::Flattened>::END,
                )?,
                billing: ::orm::__private::decode_fields::<
                    __shop::billing,
                >(__cells, __at)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            let mut __values = ::std::vec::Vec::new();
            __values.push(<i64 as ::orm::__private::DbValue>::encode(&self.id));
            ::orm::__private::encode_fields::<
                __shop::address,
            >(&self.address, &mut __values);
            __values.push(<String as ::orm::__private::DbValue>::encode(&self.name));
            ::orm::__private::encode_fields::<
                __shop::billing,
            >(&self.billing, &mut __values);
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
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Shop",
        module: ::core::module_path!(),
        schema: <Shop as ::orm::__private::Table>::SCHEMA,
        table: <Shop as ::orm::__private::Table>::TABLE,
        columns: <Shop as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[],
        uniques: &[
            ::orm::__private::IndexDef {
                name: "shop_name_address_zip_key",
                columns: &[
                    <__shop::address as ::orm::__private::Flattened>::END,
                    ::orm::__private::place_of(|| Shop.address.zip),
                ],
                deferrable: ::orm::__private::Deferrable::No,
            },
        ],
        indexes: &[],
        checks: &[],
        ordering: &[
            ::orm::__private::OrderDef {
                column: ::orm::__private::place_of_ordered(|| Shop.address.zip),
                descending: true,
            },
        ],
        comment: ::core::option::Option::None,
        managed: true,
        texts: ::orm::__private::TextSlot::new(),
    };
    ::orm::__private::inventory::submit! {
        ::orm::__private::Registration(& __SCHEMA)
    }
    impl ::orm::__private::Column for __shop::id {
        type Model = Shop;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Column for __shop::name {
        type Model = Shop;
        type Base = String;
        type Null = ::orm::__private::NotNull;
        const AT: usize = <__shop::address as ::orm::__private::Flattened>::END;
    }
    impl ::orm::__private::Flattened for __shop::address {
        type Of = Shop;
        type Fields = Address;
        const AT: usize = 1usize;
    }
    impl ::orm::__private::Flattened for __shop::billing {
        type Of = Shop;
        type Fields = Address;
        const AT: usize = <__shop::address as ::orm::__private::Flattened>::END + 1usize;
    }
    const _: () = ::orm::__private::check_flattened::<
        __shop::address,
    >("Shop", <Shop as ::orm::__private::Table>::COLUMNS);
    const _: () = ::orm::__private::check_flattened::<
        __shop::billing,
    >("Shop", <Shop as ::orm::__private::Table>::COLUMNS);
    impl ::orm::__private::UniqueWith<()> for __shop::id {}
    impl ::orm::__private::UniqueWith<
        (
            ::orm::__private::Within<
                __shop::address,
                <<__shop::address as ::orm::__private::Flattened>::Fields as ::orm::__private::HasMember<
                    ::orm::__private::Named<14865830524759284596u64>,
                >>::Member,
            >,
        ),
    > for __shop::name {}
    impl ::orm::__private::UniqueTogether<
        (
            ::orm::__private::Within<
                __shop::address,
                <<__shop::address as ::orm::__private::Flattened>::Fields as ::orm::__private::HasMember<
                    ::orm::__private::Named<14865830524759284596u64>,
                >>::Member,
            >,
            __shop::name,
        ),
    > for Shop {}
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct ShopDraft<__address, __name, __billing> {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__address, __name, __billing)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`address` was not given",
        label = "`Shop` cannot be saved without its `address`",
        note = "add `.address(..)` to the draft"
    )]
    pub trait address_is_given {}
    impl address_is_given for ::orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Shop` cannot be saved without its `name`",
        note = "add `.name(..)` to the draft"
    )]
    pub trait name_is_given {}
    impl name_is_given for ::orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`billing` was not given",
        label = "`Shop` cannot be saved without its `billing`",
        note = "add `.billing(..)` to the draft"
    )]
    pub trait billing_is_given {}
    impl billing_is_given for ::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default
    for ShopDraft<
        <::orm::__private::Optional<
            { <Address as ::orm::__private::Fields>::OPTIONAL },
        > as ::orm::__private::State>::Before,
        ::orm::__private::Missing,
        <::orm::__private::Optional<
            { <Address as ::orm::__private::Fields>::OPTIONAL },
        > as ::orm::__private::State>::Before,
    > {
        fn default() -> Self {
            ShopDraft {
                parts: ::orm::__private::Parts::of(
                    <__shop::billing as ::orm::__private::Flattened>::END,
                ),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__address, __name, __billing> ShopDraft<__address, __name, __billing> {
        ///Gives `Shop` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> ShopDraft<__address, __name, __billing> {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            ShopDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Shop` its `address`.
        pub fn address(
            mut self,
            __value: Address,
        ) -> ShopDraft<::orm::__private::Given, __name, __billing> {
            ::orm::__private::give_fields::<__shop::address>(&mut self.parts, &__value);
            ShopDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Shop` its `name`.
        pub fn name(
            mut self,
            __value: impl ::orm::__private::IntoValue<String>,
        ) -> ShopDraft<__address, ::orm::__private::Given, __billing> {
            self.parts
                .set(
                    <__shop::address as ::orm::__private::Flattened>::END,
                    ::orm::__private::IntoValue::<String>::into_value(__value),
                );
            ShopDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Shop` its `billing`.
        fn billing(
            mut self,
            __value: Address,
        ) -> ShopDraft<__address, __name, ::orm::__private::Given> {
            ::orm::__private::give_fields::<__shop::billing>(&mut self.parts, &__value);
            ShopDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Shop`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Shop>
        where
            __address: address_is_given,
            __name: name_is_given,
            __billing: billing_is_given,
        {
            ::orm::__private::save_draft(
                __db,
                ShopDraft::<
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                > {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
            )
        }
        ///The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn get_or_create<__K>(
            self,
            __db: &::orm::__private::Db,
            __key: __K,
        ) -> ::orm::__private::Pending<'_, (Shop, bool)>
        where
            __K: ::orm::__private::UniqueKey<Shop>,
            __address: address_is_given,
            __name: name_is_given,
            __billing: billing_is_given,
        {
            ::orm::__private::get_or_create(
                __db,
                ShopDraft::<
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                > {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
        ///Sets what was given on the row with this unique key, or inserts it; and whether it was inserted. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn update_or_create<__K>(
            self,
            __db: &::orm::__private::Db,
            __key: __K,
        ) -> ::orm::__private::Pending<'_, (Shop, bool)>
        where
            __K: ::orm::__private::UniqueKey<Shop>,
            __address: address_is_given,
            __name: name_is_given,
            __billing: billing_is_given,
        {
            ::orm::__private::update_or_create(
                __db,
                ShopDraft::<
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                > {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl<
        __address: address_is_given,
        __name: name_is_given,
        __billing: billing_is_given,
    > ::orm::__private::Draft for ShopDraft<__address, __name, __billing> {
        type Model = Shop;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<::orm::__private::Value>]) {
            ::orm::__private::fill_fields::<__shop::address>(__values);
            ::orm::__private::fill_fields::<__shop::billing>(__values);
        }
    }
    impl<__address, __name, __billing> ::orm::__private::WithRelated
    for ShopDraft<__address, __name, __billing> {
        type Model = Shop;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
};
