#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Price: <Price as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Price>,
> = *<<Price as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Price>,
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
    mod __price {
        pub struct id;
        pub struct net;
        pub struct tax;
    }
    pub struct PriceFields<__P> {
        pub id: ::orm::__private::Field<__P, __price::id>,
        pub net: ::orm::__private::Field<__P, __price::net>,
        pub tax: ::orm::__private::Field<__P, __price::tax>,
    }
    impl<__P> ::core::marker::Copy for PriceFields<__P> {}
    impl<__P> ::core::clone::Clone for PriceFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for PriceFields<__P> {
        const AT: &'static Self = &PriceFields {
            id: ::orm::__private::Field::NEW,
            net: ::orm::__private::Field::NEW,
            tax: ::orm::__private::Field::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Price {
        const TABLE: &'static str = "price";
        const COLUMNS: &'static [::orm::__private::ColumnDef] = &[
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
            ::orm::__private::ColumnDef {
                field: "net",
                name: "net",
                ty: ::orm::__private::scaled(
                    <Decimal as ::orm::__private::DbValue>::TYPE,
                    ::core::option::Option::Some(::orm::__private::Scale {
                        digits: 12u8,
                        places: 2u8,
                    }),
                ),
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <Decimal as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "tax",
                name: "tax",
                ty: ::orm::__private::scaled(
                    <Rate as ::orm::__private::DbValue>::TYPE,
                    ::core::option::Option::Some(::orm::__private::Scale {
                        digits: 4u8,
                        places: 4u8,
                    }),
                ),
                nullable: true,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <Rate as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = i64;
        type Fields<__P: ::orm::__private::Path> = PriceFields<__P>;
        type Create = PriceDraft;
        type Peers = PricePeers;
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
            ::core::result::Result::Ok(Price {
                id: <i64 as ::orm::__private::DbValue>::decode(__cells, __at + 0usize)?,
                net: <Decimal as ::orm::__private::DbValue>::decode(
                    &::orm::__private::Scaled::new(__cells, 2u8),
                    __at + 1usize,
                )?,
                tax: ::orm::__private::decode_nullable::<
                    Rate,
                >(&::orm::__private::Scaled::new(__cells, 4u8), __at + 2usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            ::std::vec![
                < i64 as ::orm::__private::DbValue > ::encode(& self.id),
                ::orm::__private::fitted(< Decimal as ::orm::__private::DbValue >
                ::encode(& self.net), ::orm::__private::Scale { digits : 12u8, places :
                2u8 }), ::orm::__private::fitted(::orm::__private::encode_nullable:: <
                Rate > (::core::option::Option::as_ref(& self.tax)),
                ::orm::__private::Scale { digits : 4u8, places : 4u8 })
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            self.net = __fresh.net;
            self.tax = __fresh.tax;
        }
    }
    pub struct PricePeers {}
    #[automatically_derived]
    impl ::core::default::Default for PricePeers {
        fn default() -> Self {
            PricePeers {}
        }
    }
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Price",
        module: ::core::module_path!(),
        schema: <Price as ::orm::__private::Table>::SCHEMA,
        table: <Price as ::orm::__private::Table>::TABLE,
        columns: <Price as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[],
        uniques: &[],
        indexes: &[],
        checks: &[],
        ordering: &[],
        comment: ::core::option::Option::None,
        managed: true,
        texts: ::orm::__private::TextSlot::new(),
    };
    ::orm::__private::inventory::submit! {
        ::orm::__private::Registration(& __SCHEMA)
    }
    impl ::orm::__private::Column for __price::id {
        type Model = Price;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Column for __price::net {
        type Model = Price;
        type Base = Decimal;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 1usize;
    }
    impl ::orm::__private::Column for __price::tax {
        type Model = Price;
        type Base = Rate;
        type Null = ::orm::__private::Nullable;
        const AT: usize = 2usize;
    }
    impl ::orm::__private::UniqueWith<()> for __price::id {}
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct PriceDraft {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> ()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for PriceDraft {
        fn default() -> Self {
            PriceDraft {
                parts: ::orm::__private::Parts::of(3usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl PriceDraft {
        ///Gives `Price` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> PriceDraft {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            PriceDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Price` its `net`.
        pub fn net(
            mut self,
            __value: impl ::orm::__private::IntoValue<Decimal>,
        ) -> PriceDraft {
            self.parts
                .set(
                    1usize,
                    ::orm::__private::fitted(
                        ::orm::__private::IntoValue::<Decimal>::into_value(__value),
                        ::orm::__private::Scale {
                            digits: 12u8,
                            places: 2u8,
                        },
                    ),
                );
            PriceDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Price` its `tax`.
        pub fn tax(
            mut self,
            __value: impl ::orm::__private::IntoNullable<Rate>,
        ) -> PriceDraft {
            self.parts
                .set(
                    2usize,
                    ::orm::__private::fitted(
                        ::orm::__private::IntoNullable::<Rate>::into_nullable(__value),
                        ::orm::__private::Scale {
                            digits: 4u8,
                            places: 4u8,
                        },
                    ),
                );
            PriceDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Price`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Price> {
            ::orm::__private::save_draft(
                __db,
                PriceDraft {
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
        ) -> ::orm::__private::Pending<'_, (Price, bool)>
        where
            __K: ::orm::__private::UniqueKey<Price>,
        {
            ::orm::__private::get_or_create(
                __db,
                PriceDraft {
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
        ) -> ::orm::__private::Pending<'_, (Price, bool)>
        where
            __K: ::orm::__private::UniqueKey<Price>,
        {
            ::orm::__private::update_or_create(
                __db,
                PriceDraft {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl ::orm::__private::Draft for PriceDraft {
        type Model = Price;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<::orm::__private::Value>]) {
            __values[1usize]
                .get_or_insert_with(|| ::orm::__private::fitted(
                    ::orm::__private::IntoValue::<Decimal>::into_value(Decimal::ONE),
                    ::orm::__private::Scale {
                        digits: 12u8,
                        places: 2u8,
                    },
                ));
        }
    }
    impl ::orm::__private::WithRelated for PriceDraft {
        type Model = Price;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
};
