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
        pub struct owner;
        pub struct vet;
    }
    pub struct CatFields<__P> {
        pub id: ::orm::__private::Field<__P, __cat::id>,
        pub owner: ::orm::__private::Rel<__P, __cat::owner>,
        pub vet: ::orm::__private::Rel<__P, __cat::vet>,
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
            owner: ::orm::__private::Rel::NEW,
            vet: ::orm::__private::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Cat {
        const TABLE: &'static str = "cat";
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
                field: "owner",
                name: "owner_id",
                ty: ::orm::__private::key_part::<
                    Owner,
                    ::orm::__private::PrimaryKey,
                >(0usize, 1usize),
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "vet",
                name: "vet_id",
                ty: ::orm::__private::key_part::<
                    Owner,
                    ::orm::__private::PrimaryKey,
                >(0usize, 1usize),
                nullable: true,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                labels: &[],
                db_default: ::core::option::Option::None,
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
                owner: __peers.owner.decode(__cells, __at + 1usize)?,
                vet: __peers.vet.decode_nullable(__cells, __at + 2usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            ::std::vec![
                < i64 as ::orm::__private::DbValue > ::encode(& self.id),
                ::orm::__private::ForeignKey::encode(& self.owner),
                ::orm::__private::encode_nullable_key(::core::option::Option::as_ref(&
                self.vet))
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            ::orm::__private::ForeignKey::take_key(&mut self.owner, __fresh.owner);
            ::orm::__private::take_nullable_key(&mut self.vet, __fresh.vet);
        }
    }
    pub struct CatPeers {
        owner: ::orm::__private::ToOnePeers<Owner>,
        vet: ::orm::__private::ToOnePeers<Owner>,
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
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Cat",
        module: ::core::module_path!(),
        schema: <Cat as ::orm::__private::Table>::SCHEMA,
        table: <Cat as ::orm::__private::Table>::TABLE,
        columns: <Cat as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[
            <__cat::owner as ::orm::__private::Relation>::STEP.relation,
            <__cat::vet as ::orm::__private::Relation>::STEP.relation,
        ],
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
    impl ::orm::__private::Column for __cat::id {
        type Model = Cat;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Relation for __cat::owner {
        type Source = Cat;
        type Target = Owner;
        type Arity = ::orm::__private::ExactlyOne;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "owner",
                kind: ::orm::__private::RelationKind::ForeignKey,
                source: <Cat as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Owner>,
                columns: &[1usize],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Owner,
                >>::TO,
                nullable: false,
                on_delete: ::orm::__private::OnDelete::Cascade,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("cat_set"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __cat::owner {
        type Field = ::orm::__private::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.owner)
        }
    }
    impl ::orm::__private::Settable for __cat::owner {
        type Name = ::orm::__private::Named<12002927925776846068u64>;
    }
    impl ::orm::__private::HasForeignKey<
        ::orm::__private::Named<12002927925776846068u64>,
        Owner,
    > for Cat {
        const COLUMNS: &'static [&'static str] = &["owner_id"];
    }
    impl ::orm::__private::Relation for __cat::vet {
        type Source = Cat;
        type Target = Owner;
        type Arity = ::orm::__private::AtMostOne;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "vet",
                kind: ::orm::__private::RelationKind::ForeignKey,
                source: <Cat as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Owner>,
                columns: &[2usize],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Owner,
                >>::TO,
                nullable: true,
                on_delete: ::orm::__private::OnDelete::SetNull,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("patients"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __cat::vet {
        type Field = ::orm::__private::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::as_ref(&__row.vet)
        }
    }
    impl ::orm::__private::Settable for __cat::vet {
        type Name = ::orm::__private::Named<7571125027376825040u64>;
    }
    impl ::orm::__private::HasForeignKey<
        ::orm::__private::Named<7571125027376825040u64>,
        Owner,
    > for Cat {
        const COLUMNS: &'static [&'static str] = &["vet_id"];
    }
    impl ::orm::__private::UniqueWith<()> for __cat::id {}
    impl Owner {
        ///The rows of `Cat` whose `owner` is this row.
        #[inline]
        pub fn cat_set(
            &self,
        ) -> ::orm::__private::RelatedManager<
            '_,
            ::orm::__private::Reverse<__cat::owner>,
        > {
            ::orm::__private::RelatedManager::of(self)
        }
    }
    impl Owner {
        ///The rows of `Cat` whose `vet` is this row.
        #[inline]
        pub fn patients(
            &self,
        ) -> ::orm::__private::RelatedManager<
            '_,
            ::orm::__private::Reverse<__cat::vet>,
        > {
            ::orm::__private::RelatedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CatDraft<__owner> {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__owner,)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Cat` cannot be saved without its `owner`",
        note = "add `.owner(..)` to the draft"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for ::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CatDraft<::orm::__private::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: ::orm::__private::Parts::of(3usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__owner> CatDraft<__owner> {
        ///Gives `Cat` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> CatDraft<__owner> {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `owner`.
        pub fn owner<__W>(
            mut self,
            __value: impl ::orm::__private::IntoKey<Owner, __W>,
        ) -> CatDraft<::orm::__private::Given> {
            self.parts
                .set(
                    1usize,
                    ::orm::__private::key_of::<
                        Owner,
                        ::orm::__private::PrimaryKey,
                        __W,
                    >(__value),
                );
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `vet`.
        pub fn vet<__W>(
            mut self,
            __value: impl ::orm::__private::IntoNullableKey<Owner, __W>,
        ) -> CatDraft<__owner> {
            self.parts
                .set(
                    2usize,
                    ::orm::__private::nullable_key_of::<
                        Owner,
                        ::orm::__private::PrimaryKey,
                        __W,
                    >(__value),
                );
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
            __owner: owner_is_given,
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
            __owner: owner_is_given,
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
            __owner: owner_is_given,
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
    impl<__owner: owner_is_given> ::orm::__private::Draft for CatDraft<__owner> {
        type Model = Cat;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
    }
    impl<__owner> ::orm::__private::WithRelated for CatDraft<__owner> {
        type Model = Cat;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
    impl ::orm::__private::Give<::orm::__private::Named<12002927925776846068u64>>
    for CatDraft<::orm::__private::Missing> {
        type With = CatDraft<::orm::__private::Given>;
        fn give(mut self, __key: ::orm::__private::Value) -> Self::With {
            self.parts.set(1usize, __key);
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__owner> ::orm::__private::Give<::orm::__private::Named<7571125027376825040u64>>
    for CatDraft<__owner> {
        type With = CatDraft<__owner>;
        fn give(mut self, __key: ::orm::__private::Value) -> Self::With {
            self.parts.set(2usize, __key);
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
};
