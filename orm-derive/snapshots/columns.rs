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
    mod __cat {
        pub struct id;
        pub struct name;
        pub struct born;
        pub struct lives;
        pub(super) struct secret;
    }
    pub struct CatFields<__P> {
        pub id: ::orm::__private::Field<__P, __cat::id>,
        pub name: ::orm::__private::Field<__P, __cat::name>,
        pub born: ::orm::__private::Field<__P, __cat::born>,
        pub lives: ::orm::__private::Field<__P, __cat::lives>,
        secret: ::orm::__private::Field<__P, __cat::secret>,
    }
    impl<__P> ::core::marker::Copy for CatFields<__P> {}
    impl<__P> ::core::clone::Clone for CatFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for CatFields<__P> {
        const AT: &'static Self = &CatFields {
            id: ::orm::__private::Field::NEW,
            name: ::orm::__private::Field::NEW,
            born: ::orm::__private::Field::NEW,
            lives: ::orm::__private::Field::NEW,
            secret: ::orm::__private::Field::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Cat {
        const TABLE: &'static str = "cats";
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
                field: "name",
                name: "cat_name",
                ty: <String as ::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::Some(40u32),
                auto: false,
                unique: false,
                index: true,
                labels: <String as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "born",
                name: "born",
                ty: <NaiveDate as ::orm::__private::DbValue>::TYPE,
                nullable: true,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <NaiveDate as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "lives",
                name: "lives",
                ty: <i16 as ::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <i16 as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "secret",
                name: "secret",
                ty: <bool as ::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <bool as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::Some(
                    ::orm::__private::DatabaseDefault(|| <_ as ::orm::__private::IntoValue<
                        bool,
                    >>::into_value(true)),
                ),
            },
        ];
        type Key = i64;
        type Fields<__P: ::orm::__private::Path> = CatFields<__P>;
        type Create = CatDraft<::orm::__private::Missing>;
        type Peers = CatPeers;
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
            ::core::result::Result::Ok(Cat {
                id: <i64 as ::orm::__private::DbValue>::decode(__cells, __at + 0usize)?,
                name: <String as ::orm::__private::DbValue>::decode(
                    __cells,
                    __at + 1usize,
                )?,
                born: ::orm::__private::decode_nullable::<
                    NaiveDate,
                >(__cells, __at + 2usize)?,
                lives: <i16 as ::orm::__private::DbValue>::decode(
                    __cells,
                    __at + 3usize,
                )?,
                secret: <bool as ::orm::__private::DbValue>::decode(
                    __cells,
                    __at + 4usize,
                )?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            ::std::vec![
                < i64 as ::orm::__private::DbValue > ::encode(& self.id), < String as
                ::orm::__private::DbValue > ::encode(& self.name),
                ::orm::__private::encode_nullable:: < NaiveDate >
                (::core::option::Option::as_ref(& self.born)), < i16 as
                ::orm::__private::DbValue > ::encode(& self.lives), < bool as
                ::orm::__private::DbValue > ::encode(& self.secret)
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
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Cat",
        module: ::core::module_path!(),
        schema: <Cat as ::orm::__private::Table>::SCHEMA,
        table: <Cat as ::orm::__private::Table>::TABLE,
        columns: <Cat as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[],
        uniques: &[
            ::orm::__private::IndexDef {
                name: "cats_cat_name_born_key",
                columns: &[1usize, 2usize],
                deferrable: ::orm::__private::Deferrable::No,
            },
        ],
        indexes: &[
            ::orm::__private::IndexDef {
                name: "cats_born_lives_idx",
                columns: &[2usize, 3usize],
                deferrable: ::orm::__private::Deferrable::No,
            },
        ],
        checks: &[
            ::orm::__private::CheckDef {
                name: "cats_check_1",
                condition: || ::orm::__private::check_of::<Cat>(Cat.lives.ge(0)),
            },
        ],
        ordering: &[
            ::orm::__private::OrderDef {
                column: 1usize,
                descending: false,
            },
            ::orm::__private::OrderDef {
                column: 3usize,
                descending: true,
            },
        ],
        comment: ::core::option::Option::Some("A cat."),
        managed: true,
        texts: ::orm::__private::TextSlot::new(),
    };
    ::orm::__private::inventory::submit! {
        ::orm::__private::Registration(& __SCHEMA)
    }
    impl ::orm::__private::Column for __cat::id {
        type Model = Cat;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Column for __cat::name {
        type Model = Cat;
        type Base = String;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 1usize;
    }
    impl ::orm::__private::Column for __cat::born {
        type Model = Cat;
        type Base = NaiveDate;
        type Null = ::orm::__private::Nullable;
        const AT: usize = 2usize;
    }
    impl ::orm::__private::Column for __cat::lives {
        type Model = Cat;
        type Base = i16;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 3usize;
    }
    impl ::orm::__private::Column for __cat::secret {
        type Model = Cat;
        type Base = bool;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 4usize;
    }
    impl ::orm::__private::UniqueWith<()> for __cat::id {}
    impl ::orm::__private::UniqueWith<(__cat::born,)> for __cat::name {}
    impl ::orm::__private::UniqueWith<(__cat::name,)> for __cat::born {}
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CatDraft<__name> {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__name,)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Cat` cannot be saved without its `name`",
        note = "add `.name(..)` to the draft"
    )]
    pub trait name_is_given {}
    impl name_is_given for ::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CatDraft<::orm::__private::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: ::orm::__private::Parts::of(5usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__name> CatDraft<__name> {
        ///Gives `Cat` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> CatDraft<__name> {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `name`.
        pub fn name(
            mut self,
            __value: impl ::orm::__private::IntoValue<String>,
        ) -> CatDraft<::orm::__private::Given> {
            self.parts
                .set(1usize, ::orm::__private::IntoValue::<String>::into_value(__value));
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `born`.
        pub fn born(
            mut self,
            __value: impl ::orm::__private::IntoNullable<NaiveDate>,
        ) -> CatDraft<__name> {
            self.parts
                .set(
                    2usize,
                    ::orm::__private::IntoNullable::<NaiveDate>::into_nullable(__value),
                );
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `lives`.
        pub fn lives(
            mut self,
            __value: impl ::orm::__private::IntoValue<i16>,
        ) -> CatDraft<__name> {
            self.parts
                .set(3usize, ::orm::__private::IntoValue::<i16>::into_value(__value));
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `secret`.
        fn secret(
            mut self,
            __value: impl ::orm::__private::IntoValue<bool>,
        ) -> CatDraft<__name> {
            self.parts
                .set(4usize, ::orm::__private::IntoValue::<bool>::into_value(__value));
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Cat`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Cat>
        where
            __name: name_is_given,
        {
            ::orm::__private::save_draft(
                __db,
                CatDraft::<::orm::__private::Given> {
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
        ) -> ::orm::__private::Pending<'_, (Cat, bool)>
        where
            __K: ::orm::__private::UniqueKey<Cat>,
            __name: name_is_given,
        {
            ::orm::__private::get_or_create(
                __db,
                CatDraft::<::orm::__private::Given> {
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
        ) -> ::orm::__private::Pending<'_, (Cat, bool)>
        where
            __K: ::orm::__private::UniqueKey<Cat>,
            __name: name_is_given,
        {
            ::orm::__private::update_or_create(
                __db,
                CatDraft::<::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl<__name: name_is_given> ::orm::__private::Draft for CatDraft<__name> {
        type Model = Cat;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<::orm::__private::Value>]) {
            __values[3usize]
                .get_or_insert_with(|| ::orm::__private::IntoValue::<
                    i16,
                >::into_value(9));
        }
    }
    impl<__name> ::orm::__private::WithRelated for CatDraft<__name> {
        type Model = Cat;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
};
