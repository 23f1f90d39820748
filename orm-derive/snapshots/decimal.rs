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
    use ::orm::__private as __orm;
    mod __price {
        pub struct id;
        pub struct net;
        pub struct tax;
    }
    pub struct PriceFields<__P> {
        pub id: __orm::Field<__P, __price::id>,
        pub net: __orm::Field<__P, __price::net>,
        pub tax: __orm::Field<__P, __price::tax>,
    }
    impl<__P> ::core::marker::Copy for PriceFields<__P> {}
    impl<__P> ::core::clone::Clone for PriceFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for PriceFields<__P> {
        const AT: &'static Self = &PriceFields {
            id: __orm::Field::NEW,
            net: __orm::Field::NEW,
            tax: __orm::Field::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Price {
        const TABLE: &'static str = "price";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                auto: true,
                ..__orm::ColumnDef::new("id", "id", <i64 as __orm::DbValue>::TYPE)
            },
            __orm::ColumnDef {
                labels: <Decimal as __orm::DbValue>::LABELS,
                ..__orm::ColumnDef::new(
                    "net",
                    "net",
                    __orm::scaled(
                        <Decimal as __orm::DbValue>::TYPE,
                        ::core::option::Option::Some(__orm::Scale {
                            digits: 12u8,
                            places: 2u8,
                        }),
                    ),
                )
            },
            __orm::ColumnDef {
                nullable: true,
                labels: <Rate as __orm::DbValue>::LABELS,
                ..__orm::ColumnDef::new(
                    "tax",
                    "tax",
                    __orm::scaled(
                        <Rate as __orm::DbValue>::TYPE,
                        ::core::option::Option::Some(__orm::Scale {
                            digits: 4u8,
                            places: 4u8,
                        }),
                    ),
                )
            },
        ];
        type Key = i64;
        type Fields<__P: __orm::Path> = PriceFields<__P>;
        type Create = PriceDraft;
        type Peers = PricePeers;
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
            ::core::result::Result::Ok(Price {
                id: <i64 as __orm::DbValue>::decode(__cells, __at + 0usize)?,
                net: <Decimal as __orm::DbValue>::decode(
                    &__orm::Scaled::new(__cells, 2u8),
                    __at + 1usize,
                )?,
                tax: __orm::decode_nullable::<
                    Rate,
                >(&__orm::Scaled::new(__cells, 4u8), __at + 2usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            ::std::vec![
                < i64 as __orm::DbValue > ::encode(& self.id), __orm::fitted(< Decimal as
                __orm::DbValue > ::encode(& self.net), __orm::Scale { digits : 12u8,
                places : 2u8 }), __orm::fitted(__orm::encode_nullable:: < Rate >
                (::core::option::Option::as_ref(& self.tax)), __orm::Scale { digits :
                4u8, places : 4u8 })
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
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Price",
        module: ::core::module_path!(),
        schema: <Price as __orm::Table>::SCHEMA,
        table: <Price as __orm::Table>::TABLE,
        columns: <Price as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[],
        uniques: &[],
        indexes: &[],
        checks: &[],
        ordering: &[],
        comment: ::core::option::Option::None,
        managed: true,
        texts: __orm::TextSlot::new(),
    };
    __orm::inventory::submit! {
        __orm::Registration(& __SCHEMA)
    }
    impl __orm::Column for __price::id {
        type Model = Price;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Column for __price::net {
        type Model = Price;
        type Base = Decimal;
        type Null = __orm::NotNull;
        const AT: usize = 1usize;
    }
    impl __orm::Column for __price::tax {
        type Model = Price;
        type Base = Rate;
        type Null = __orm::Nullable;
        const AT: usize = 2usize;
    }
    impl __orm::UniqueWith<()> for __price::id {}
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct PriceDraft {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> ()>,
    }
    type __Complete = PriceDraft;
    #[automatically_derived]
    impl ::core::default::Default for PriceDraft {
        fn default() -> Self {
            PriceDraft {
                parts: __orm::Parts::of(3usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl PriceDraft {
        ///Gives `Price` its `id`.
        pub fn id(self, __value: impl __orm::IntoValue<i64>) -> PriceDraft {
            PriceDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Price` its `net`.
        pub fn net(self, __value: impl __orm::IntoValue<Decimal>) -> PriceDraft {
            PriceDraft {
                parts: self
                    .parts
                    .with(
                        1usize,
                        __orm::fitted(
                            __orm::IntoValue::<Decimal>::into_value(__value),
                            __orm::Scale {
                                digits: 12u8,
                                places: 2u8,
                            },
                        ),
                    ),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Price` its `tax`.
        pub fn tax(self, __value: impl __orm::IntoNullable<Rate>) -> PriceDraft {
            PriceDraft {
                parts: self
                    .parts
                    .with(
                        2usize,
                        __orm::fitted(
                            __orm::IntoNullable::<Rate>::into_nullable(__value),
                            __orm::Scale {
                                digits: 4u8,
                                places: 4u8,
                            },
                        ),
                    ),
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Price`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Price> {
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
        ) -> __orm::Pending<'_, (Price, bool)>
        where
            __K: __orm::UniqueKey<Price>,
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
        ) -> __orm::Pending<'_, (Price, bool)>
        where
            __K: __orm::UniqueKey<Price>,
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
    impl __orm::Draft for PriceDraft {
        type Model = Price;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<__orm::Value>]) {
            __values[1usize]
                .get_or_insert_with(|| __orm::fitted(
                    __orm::IntoValue::<Decimal>::into_value(Decimal::ONE),
                    __orm::Scale {
                        digits: 12u8,
                        places: 2u8,
                    },
                ));
        }
    }
    impl __orm::WithRelated for PriceDraft {
        type Model = Price;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
};
