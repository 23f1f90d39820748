#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Cat: <Cat as ::orm::__private::Table>::Fields<::orm::__private::Root<Cat>> = *<<Cat as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Cat>,
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
    mod __cat {
        pub struct id;
        pub struct name;
        pub struct born;
        pub struct lives;
        pub(super) struct secret;
    }
    pub struct CatFields<__P> {
        pub id: __orm::Field<__P, __cat::id>,
        pub name: __orm::Field<__P, __cat::name>,
        pub born: __orm::Field<__P, __cat::born>,
        pub lives: __orm::Field<__P, __cat::lives>,
        secret: __orm::Field<__P, __cat::secret>,
    }
    impl<__P> ::core::marker::Copy for CatFields<__P> {}
    impl<__P> ::core::clone::Clone for CatFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for CatFields<__P> {
        const AT: &'static Self = &CatFields {
            id: __orm::Field::NEW,
            name: __orm::Field::NEW,
            born: __orm::Field::NEW,
            lives: __orm::Field::NEW,
            secret: __orm::Field::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Cat {
        const TABLE: &'static str = "cats";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                auto: true,
                ..__orm::ColumnDef::new("id", "id", <i64 as __orm::DbValue>::TYPE)
            },
            __orm::ColumnDef {
                max_length: ::core::option::Option::Some(40u32),
                index: true,
                ..__orm::ColumnDef::new(
                    "name",
                    "cat_name",
                    <String as __orm::DbValue>::TYPE,
                )
            },
            __orm::ColumnDef {
                nullable: true,
                labels: <NaiveDate as __orm::DbValue>::LABELS,
                ..__orm::ColumnDef::new(
                    "born",
                    "born",
                    <NaiveDate as __orm::DbValue>::TYPE,
                )
            },
            __orm::ColumnDef::new("lives", "lives", <i16 as __orm::DbValue>::TYPE),
            __orm::ColumnDef {
                labels: <bool as __orm::DbValue>::LABELS,
                db_default: ::core::option::Option::Some(
                    __orm::DatabaseDefault(|| <_ as __orm::IntoValue<
                        bool,
                    >>::into_value(true)),
                ),
                ..__orm::ColumnDef::new(
                    "secret",
                    "secret",
                    <bool as __orm::DbValue>::TYPE,
                )
            },
        ];
        type Key = i64;
        type Fields<__P: __orm::Path> = CatFields<__P>;
        type Create = CatDraft<__orm::Missing>;
        type Peers = CatPeers;
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
            ::core::result::Result::Ok(Cat {
                id: <i64 as __orm::DbValue>::decode(__cells, __at + 0usize)?,
                name: <String as __orm::DbValue>::decode(__cells, __at + 1usize)?,
                born: __orm::decode_nullable::<NaiveDate>(__cells, __at + 2usize)?,
                lives: <i16 as __orm::DbValue>::decode(__cells, __at + 3usize)?,
                secret: <bool as __orm::DbValue>::decode(__cells, __at + 4usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            ::std::vec![
                < i64 as __orm::DbValue > ::encode(& self.id), < String as __orm::DbValue
                > ::encode(& self.name), __orm::encode_nullable:: < NaiveDate >
                (::core::option::Option::as_ref(& self.born)), < i16 as __orm::DbValue >
                ::encode(& self.lives), < bool as __orm::DbValue > ::encode(& self
                .secret)
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            self.name = __fresh.name;
            self.born = __fresh.born;
            self.lives = __fresh.lives;
            self.secret = __fresh.secret;
        }
    }
    pub struct CatPeers {}
    #[automatically_derived]
    impl ::core::default::Default for CatPeers {
        fn default() -> Self {
            CatPeers {}
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Cat",
        module: ::core::module_path!(),
        schema: <Cat as __orm::Table>::SCHEMA,
        table: <Cat as __orm::Table>::TABLE,
        columns: <Cat as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[],
        uniques: &[
            __orm::IndexDef {
                name: "cats_cat_name_born_key",
                columns: &[1usize, 2usize],
                deferrable: __orm::Deferrable::No,
            },
        ],
        indexes: &[
            __orm::IndexDef {
                name: "cats_born_lives_idx",
                columns: &[2usize, 3usize],
                deferrable: __orm::Deferrable::No,
            },
        ],
        checks: &[
            __orm::CheckDef {
                name: "cats_check_1",
                condition: || __orm::check_of::<Cat>(Cat.lives.ge(0)),
            },
        ],
        ordering: &[
            __orm::OrderDef {
                column: 1usize,
                descending: false,
            },
            __orm::OrderDef {
                column: 3usize,
                descending: true,
            },
        ],
        comment: ::core::option::Option::Some("A cat."),
        managed: true,
        texts: __orm::TextSlot::new(),
    };
    __orm::inventory::submit! {
        __orm::Registration(& __SCHEMA)
    }
    impl __orm::Column for __cat::id {
        type Model = Cat;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Column for __cat::name {
        type Model = Cat;
        type Base = String;
        type Null = __orm::NotNull;
        const AT: usize = 1usize;
    }
    impl __orm::Column for __cat::born {
        type Model = Cat;
        type Base = NaiveDate;
        type Null = __orm::Nullable;
        const AT: usize = 2usize;
    }
    impl __orm::Column for __cat::lives {
        type Model = Cat;
        type Base = i16;
        type Null = __orm::NotNull;
        const AT: usize = 3usize;
    }
    impl __orm::Column for __cat::secret {
        type Model = Cat;
        type Base = bool;
        type Null = __orm::NotNull;
        const AT: usize = 4usize;
    }
    impl __orm::UniqueWith<()> for __cat::id {}
    impl __orm::UniqueWith<(__cat::born,)> for __cat::name {}
    impl __orm::UniqueWith<(__cat::name,)> for __cat::born {}
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CatDraft<__name> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__name,)>,
    }
    type __Complete = CatDraft<__orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Cat` cannot be saved without its `name`",
        note = "add `.name(..)` to the draft"
    )]
    pub trait name_is_given {}
    impl name_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CatDraft<__orm::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: __orm::Parts::of(5usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__name> CatDraft<__name> {
        ///Gives `Cat` its `id`.
        pub fn id(self, __value: impl __orm::IntoValue<i64>) -> CatDraft<__name> {
            CatDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `name`.
        pub fn name(
            self,
            __value: impl __orm::IntoValue<String>,
        ) -> CatDraft<__orm::Given> {
            CatDraft {
                parts: self
                    .parts
                    .with(1usize, __orm::IntoValue::<String>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `born`.
        pub fn born(
            self,
            __value: impl __orm::IntoNullable<NaiveDate>,
        ) -> CatDraft<__name> {
            CatDraft {
                parts: self
                    .parts
                    .with(
                        2usize,
                        __orm::IntoNullable::<NaiveDate>::into_nullable(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `lives`.
        pub fn lives(self, __value: impl __orm::IntoValue<i16>) -> CatDraft<__name> {
            CatDraft {
                parts: self
                    .parts
                    .with(3usize, __orm::IntoValue::<i16>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `secret`.
        fn secret(self, __value: impl __orm::IntoValue<bool>) -> CatDraft<__name> {
            CatDraft {
                parts: self
                    .parts
                    .with(4usize, __orm::IntoValue::<bool>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Cat`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Cat>
        where
            __name: name_is_given,
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
        ) -> __orm::Pending<'_, (Cat, bool)>
        where
            __K: __orm::UniqueKey<Cat>,
            __name: name_is_given,
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
        ) -> __orm::Pending<'_, (Cat, bool)>
        where
            __K: __orm::UniqueKey<Cat>,
            __name: name_is_given,
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
    impl<__name: name_is_given> __orm::Draft for CatDraft<__name> {
        type Model = Cat;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<__orm::Value>]) {
            __values[3usize]
                .get_or_insert_with(|| __orm::IntoValue::<i16>::into_value(9));
        }
    }
    impl<__name> __orm::WithRelated for CatDraft<__name> {
        type Model = Cat;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
};
