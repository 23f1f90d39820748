#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Band: <Band as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Band>,
> = *<<Band as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Band>,
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
    mod __band {
        pub struct id;
        pub struct fans;
        pub struct members;
    }
    pub struct BandFields<__P> {
        pub id: __orm::Field<__P, __band::id>,
        pub fans: __orm::Rel<__P, __band::fans>,
        pub members: __orm::Rel<__P, __band::members>,
    }
    impl<__P> ::core::marker::Copy for BandFields<__P> {}
    impl<__P> ::core::clone::Clone for BandFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for BandFields<__P> {
        const AT: &'static Self = &BandFields {
            id: __orm::Field::NEW,
            fans: __orm::Rel::NEW,
            members: __orm::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Band {
        const TABLE: &'static str = "band";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                auto: true,
                ..__orm::ColumnDef::new("id", "id", <i64 as __orm::DbValue>::TYPE)
            },
        ];
        type Key = i64;
        type Fields<__P: __orm::Path> = BandFields<__P>;
        type Create = BandDraft;
        type Peers = BandPeers;
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
            let __key = <i64 as __orm::Key>::decode(__cells, __at + 0usize)?;
            ::core::result::Result::Ok(Band {
                fans: __peers.fans.next(<__band::fans as __orm::Relation>::STEP, &__key),
                members: __peers
                    .members
                    .next(<__band::members as __orm::Relation>::STEP, &__key),
                id: __key,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            ::std::vec![< i64 as __orm::DbValue > ::encode(& self.id)]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
        }
    }
    pub struct BandPeers {
        fans: __orm::ToManyPeers<Person, <Band as __orm::Table>::Key>,
        members: __orm::ToManyPeers<Person, <Band as __orm::Table>::Key>,
    }
    #[automatically_derived]
    impl ::core::default::Default for BandPeers {
        fn default() -> Self {
            BandPeers {
                fans: ::core::default::Default::default(),
                members: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Band",
        module: ::core::module_path!(),
        schema: <Band as __orm::Table>::SCHEMA,
        table: <Band as __orm::Table>::TABLE,
        columns: <Band as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[
            <__band::fans as __orm::Relation>::STEP.relation,
            <__band::members as __orm::Relation>::STEP.relation,
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
    impl __orm::Column for __band::id {
        type Model = Band;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Relation for __band::fans {
        type Source = Band;
        type Target = Person;
        type Arity = __orm::AnyNumber;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: true,
                on_delete: __orm::OnDelete::Cascade,
                related_name: ::core::option::Option::Some("band_set"),
                through: ::core::option::Option::Some(
                    __orm::through::<
                        Fan,
                    >(
                        <Fan as __orm::OneForeignKeyTo<
                            Band,
                            13925646438870383078u64,
                        >>::ONLY,
                        <Fan as __orm::OneForeignKeyTo<
                            Person,
                            4672325318720331456u64,
                        >>::ONLY,
                        __orm::Symmetry::Directed,
                    ),
                ),
                ..__orm::RelationDef::new(
                    "fans",
                    __orm::RelationKind::ManyToMany,
                    &[],
                    [<Band as __orm::Table>::schema, __orm::target::<Person>],
                    <__orm::PrimaryKey as __orm::Reference<Person>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __band::fans {
        type Field = __orm::ManyToMany<Person, Fan>;
        fn field(__row: &Band) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.fans)
        }
    }
    impl __orm::ThroughRelation for __band::fans {
        type Through = Fan;
        type Near = <Fan as __orm::OneForeignKeyTo<Band, 13925646438870383078u64>>::Name;
        type Far = <Fan as __orm::OneForeignKeyTo<Person, 4672325318720331456u64>>::Name;
    }
    impl __orm::LinkedBy for __band::fans {
        type Link = Fan;
        type By = __band::fans;
    }
    impl __orm::LinkOf<Person, __band::fans> for Fan {}
    impl __orm::Relation for __band::members {
        type Source = Band;
        type Target = Person;
        type Arity = __orm::AnyNumber;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: true,
                on_delete: __orm::OnDelete::Cascade,
                related_name: ::core::option::Option::Some("bands"),
                through: ::core::option::Option::Some(
                    __orm::through::<
                        Membership,
                    >(
                        __orm::foreign_key_to::<
                            Membership,
                            __orm::Named<11104421596272648710u64>,
                            Band,
                        >(),
                        __orm::foreign_key_to::<
                            Membership,
                            __orm::Named<6617085325620240864u64>,
                            Person,
                        >(),
                        __orm::Symmetry::Directed,
                    ),
                ),
                ..__orm::RelationDef::new(
                    "members",
                    __orm::RelationKind::ManyToMany,
                    &[],
                    [<Band as __orm::Table>::schema, __orm::target::<Person>],
                    <__orm::PrimaryKey as __orm::Reference<Person>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __band::members {
        type Field = __orm::ManyToMany<Person, Membership>;
        fn field(__row: &Band) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.members)
        }
    }
    impl __orm::ThroughRelation for __band::members {
        type Through = Membership;
        type Near = __orm::Named<11104421596272648710u64>;
        type Far = __orm::Named<6617085325620240864u64>;
    }
    impl __orm::LinkedBy for __band::members {
        type Link = Membership;
        type By = __band::members;
    }
    impl __orm::LinkOf<Person, __band::members> for Membership {}
    impl __orm::UniqueWith<()> for __band::id {}
    impl Person {
        ///The rows of `Band` whose `fans` has this row.
        #[inline]
        pub fn band_set(
            &self,
        ) -> __orm::LinkedManager<'_, __orm::Reverse<__band::fans>> {
            __orm::LinkedManager::of(self)
        }
    }
    impl Person {
        ///The rows of `Band` whose `members` has this row.
        #[inline]
        pub fn bands(
            &self,
        ) -> __orm::LinkedManager<'_, __orm::Reverse<__band::members>> {
            __orm::LinkedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct BandDraft {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> ()>,
    }
    type __Complete = BandDraft;
    #[automatically_derived]
    impl ::core::default::Default for BandDraft {
        fn default() -> Self {
            BandDraft {
                parts: __orm::Parts::of(1usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl BandDraft {
        ///Gives `Band` its `id`.
        pub fn id(self, __value: impl __orm::IntoValue<i64>) -> BandDraft {
            BandDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Links these rows, as `fans` of the new row. One statement more.
        pub fn fans<__W>(
            mut self,
            __rows: impl __orm::LinkedRows<__band::fans, __W>,
        ) -> Self {
            self.parts.add(__orm::LinkedRows::<__band::fans, __W>::into_beside(__rows));
            self
        }
        ///Links these rows, as `members` of the new row. One statement more.
        pub fn members<__W>(
            mut self,
            __rows: impl __orm::LinkedRows<__band::members, __W>,
        ) -> Self {
            self.parts
                .add(__orm::LinkedRows::<__band::members, __W>::into_beside(__rows));
            self
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Band`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Band> {
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
        ) -> __orm::Pending<'_, (Band, bool)>
        where
            __K: __orm::UniqueKey<Band>,
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
        ) -> __orm::Pending<'_, (Band, bool)>
        where
            __K: __orm::UniqueKey<Band>,
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
    impl __orm::Draft for BandDraft {
        type Model = Band;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
    }
    impl __orm::WithRelated for BandDraft {
        type Model = Band;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
};
