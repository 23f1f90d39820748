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
        pub struct owner;
        pub struct vet;
    }
    pub struct CatFields<__P> {
        pub id: __orm::Field<__P, __cat::id>,
        pub owner: __orm::Rel<__P, __cat::owner>,
        pub vet: __orm::Rel<__P, __cat::vet>,
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
            owner: __orm::Rel::NEW,
            vet: __orm::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Cat {
        const TABLE: &'static str = "cat";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                auto: true,
                ..__orm::ColumnDef::new("id", "id", <i64 as __orm::DbValue>::TYPE)
            },
            __orm::ColumnDef {
                index: true,
                ..__orm::ColumnDef::new(
                    "owner",
                    "owner_id",
                    __orm::key_part::<Owner, __orm::PrimaryKey>(0usize, 1usize),
                )
            },
            __orm::ColumnDef {
                nullable: true,
                index: true,
                ..__orm::ColumnDef::new(
                    "vet",
                    "vet_id",
                    __orm::key_part::<Owner, __orm::PrimaryKey>(0usize, 1usize),
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
                owner: __peers.owner.decode(__cells, __at + 1usize)?,
                vet: __peers.vet.decode_nullable(__cells, __at + 2usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            ::std::vec![
                < i64 as __orm::DbValue > ::encode(& self.id),
                __orm::ForeignKey::encode(& self.owner),
                __orm::encode_nullable_key(::core::option::Option::as_ref(& self.vet))
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            __orm::ForeignKey::take_key(&mut self.owner, __fresh.owner);
            __orm::take_nullable_key(&mut self.vet, __fresh.vet);
        }
    }
    pub struct CatPeers {
        owner: __orm::ToOnePeers<Owner>,
        vet: __orm::ToOnePeers<Owner>,
    }
    #[automatically_derived]
    impl ::core::default::Default for CatPeers {
        fn default() -> Self {
            CatPeers {
                owner: ::core::default::Default::default(),
                vet: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Cat",
        module: ::core::module_path!(),
        schema: <Cat as __orm::Table>::SCHEMA,
        table: <Cat as __orm::Table>::TABLE,
        columns: <Cat as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[
            <__cat::owner as __orm::Relation>::STEP.relation,
            <__cat::vet as __orm::Relation>::STEP.relation,
        ],
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
    impl __orm::Column for __cat::id {
        type Model = Cat;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Relation for __cat::owner {
        type Source = Cat;
        type Target = Owner;
        type Arity = __orm::ExactlyOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: false,
                on_delete: __orm::OnDelete::Cascade,
                related_name: ::core::option::Option::Some("cat_set"),
                ..__orm::RelationDef::new(
                    "owner",
                    __orm::RelationKind::ForeignKey,
                    &[1usize],
                    [<Cat as __orm::Table>::schema, __orm::target::<Owner>],
                    <__orm::PrimaryKey as __orm::Reference<Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __cat::owner {
        type Field = __orm::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.owner)
        }
    }
    impl __orm::Settable for __cat::owner {
        type Name = __orm::Named<12002927925776846068u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<12002927925776846068u64>, Owner> for Cat {
        const COLUMNS: &'static [&'static str] = &["owner_id"];
    }
    impl __orm::Relation for __cat::vet {
        type Source = Cat;
        type Target = Owner;
        type Arity = __orm::AtMostOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: true,
                on_delete: __orm::OnDelete::SetNull,
                related_name: ::core::option::Option::Some("patients"),
                ..__orm::RelationDef::new(
                    "vet",
                    __orm::RelationKind::ForeignKey,
                    &[2usize],
                    [<Cat as __orm::Table>::schema, __orm::target::<Owner>],
                    <__orm::PrimaryKey as __orm::Reference<Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __cat::vet {
        type Field = __orm::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::as_ref(&__row.vet)
        }
    }
    impl __orm::Settable for __cat::vet {
        type Name = __orm::Named<7571125027376825040u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<7571125027376825040u64>, Owner> for Cat {
        const COLUMNS: &'static [&'static str] = &["vet_id"];
    }
    impl __orm::UniqueWith<()> for __cat::id {}
    impl Owner {
        ///The rows of `Cat` whose `owner` is this row.
        #[inline]
        pub fn cat_set(
            &self,
        ) -> __orm::RelatedManager<'_, __orm::Reverse<__cat::owner>> {
            __orm::RelatedManager::of(self)
        }
    }
    impl Owner {
        ///The rows of `Cat` whose `vet` is this row.
        #[inline]
        pub fn patients(&self) -> __orm::RelatedManager<'_, __orm::Reverse<__cat::vet>> {
            __orm::RelatedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CatDraft<__owner> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__owner,)>,
    }
    type __Complete = CatDraft<__orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Cat` cannot be saved without its `owner`",
        note = "add `.owner(..)` to the draft"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CatDraft<__orm::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: __orm::Parts::of(3usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__owner> CatDraft<__owner> {
        ///Gives `Cat` its `id`.
        pub fn id(self, __value: impl __orm::IntoValue<i64>) -> CatDraft<__owner> {
            CatDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `owner`.
        pub fn owner<__W>(
            self,
            __value: impl __orm::IntoKey<Owner, __W>,
        ) -> CatDraft<__orm::Given> {
            CatDraft {
                parts: self
                    .parts
                    .with(
                        1usize,
                        __orm::key_of::<Owner, __orm::PrimaryKey, __W>(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `vet`.
        pub fn vet<__W>(
            self,
            __value: impl __orm::IntoNullableKey<Owner, __W>,
        ) -> CatDraft<__owner> {
            CatDraft {
                parts: self
                    .parts
                    .with(
                        2usize,
                        __orm::nullable_key_of::<Owner, __orm::PrimaryKey, __W>(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Cat`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Cat>
        where
            __owner: owner_is_given,
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
            __owner: owner_is_given,
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
            __owner: owner_is_given,
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
    impl<__owner: owner_is_given> __orm::Draft for CatDraft<__owner> {
        type Model = Cat;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
    }
    impl<__owner> __orm::WithRelated for CatDraft<__owner> {
        type Model = Cat;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
    impl __orm::Give<__orm::Named<12002927925776846068u64>>
    for CatDraft<__orm::Missing> {
        type With = CatDraft<__orm::Given>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(1usize, __key);
            CatDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
    impl<__owner> __orm::Give<__orm::Named<7571125027376825040u64>>
    for CatDraft<__owner> {
        type With = CatDraft<__owner>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(2usize, __key);
            CatDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
};
