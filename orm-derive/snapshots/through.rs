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
    mod __band {
        pub struct id;
        pub struct fans;
        pub struct members;
    }
    pub struct BandFields<__P> {
        pub id: ::orm::__private::Field<__P, __band::id>,
        pub fans: ::orm::__private::Rel<__P, __band::fans>,
        pub members: ::orm::__private::Rel<__P, __band::members>,
    }
    impl<__P> ::core::marker::Copy for BandFields<__P> {}
    impl<__P> ::core::clone::Clone for BandFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for BandFields<__P> {
        const AT: &'static Self = &BandFields {
            id: ::orm::__private::Field::NEW,
            fans: ::orm::__private::Rel::NEW,
            members: ::orm::__private::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Band {
        const TABLE: &'static str = "band";
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
        ];
        type Key = i64;
        type Fields<__P: ::orm::__private::Path> = BandFields<__P>;
        type Create = BandDraft;
        type Peers = BandPeers;
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
            let __key = <i64 as ::orm::__private::Key>::decode(__cells, __at + 0usize)?;
            ::core::result::Result::Ok(Band {
                fans: __peers
                    .fans
                    .next(<__band::fans as ::orm::__private::Relation>::STEP, &__key),
                members: __peers
                    .members
                    .next(<__band::members as ::orm::__private::Relation>::STEP, &__key),
                id: __key,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            ::std::vec![< i64 as ::orm::__private::DbValue > ::encode(& self.id)]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
        }
    }
    pub struct BandPeers {
        fans: ::orm::__private::ToManyPeers<
            Person,
            <Band as ::orm::__private::Table>::Key,
        >,
        members: ::orm::__private::ToManyPeers<
            Person,
            <Band as ::orm::__private::Table>::Key,
        >,
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
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Band",
        module: ::core::module_path!(),
        schema: <Band as ::orm::__private::Table>::SCHEMA,
        table: <Band as ::orm::__private::Table>::TABLE,
        columns: <Band as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[
            <__band::fans as ::orm::__private::Relation>::STEP.relation,
            <__band::members as ::orm::__private::Relation>::STEP.relation,
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
    impl ::orm::__private::Column for __band::id {
        type Model = Band;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Relation for __band::fans {
        type Source = Band;
        type Target = Person;
        type Arity = ::orm::__private::AnyNumber;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "fans",
                kind: ::orm::__private::RelationKind::ManyToMany,
                source: <Band as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Person>,
                columns: &[],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Person,
                >>::TO,
                nullable: true,
                on_delete: ::orm::__private::OnDelete::Cascade,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("band_set"),
                through: ::core::option::Option::Some(
                    ::orm::__private::through::<
                        Fan,
                    >(
                        <Fan as ::orm::__private::OneForeignKeyTo<
                            Band,
                            13925646438870383078u64,
                        >>::ONLY,
                        <Fan as ::orm::__private::OneForeignKeyTo<
                            Person,
                            4672325318720331456u64,
                        >>::ONLY,
                        ::orm::__private::Symmetry::Directed,
                    ),
                ),
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __band::fans {
        type Field = ::orm::__private::ManyToMany<Person, Fan>;
        fn field(__row: &Band) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.fans)
        }
    }
    impl ::orm::__private::ThroughRelation for __band::fans {
        type Through = Fan;
        type Near = <Fan as ::orm::__private::OneForeignKeyTo<
            Band,
            13925646438870383078u64,
        >>::Name;
        type Far = <Fan as ::orm::__private::OneForeignKeyTo<
            Person,
            4672325318720331456u64,
        >>::Name;
    }
    impl ::orm::__private::LinkedBy for __band::fans {
        type Link = Fan;
        type By = __band::fans;
    }
    impl ::orm::__private::LinkOf<Person, __band::fans> for Fan {}
    impl ::orm::__private::Relation for __band::members {
        type Source = Band;
        type Target = Person;
        type Arity = ::orm::__private::AnyNumber;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "members",
                kind: ::orm::__private::RelationKind::ManyToMany,
                source: <Band as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Person>,
                columns: &[],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Person,
                >>::TO,
                nullable: true,
                on_delete: ::orm::__private::OnDelete::Cascade,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("bands"),
                through: ::core::option::Option::Some(
                    ::orm::__private::through::<
                        Membership,
                    >(
                        ::orm::__private::foreign_key_to::<
                            Membership,
                            ::orm::__private::Named<11104421596272648710u64>,
                            Band,
                        >(),
                        ::orm::__private::foreign_key_to::<
                            Membership,
                            ::orm::__private::Named<6617085325620240864u64>,
                            Person,
                        >(),
                        ::orm::__private::Symmetry::Directed,
                    ),
                ),
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __band::members {
        type Field = ::orm::__private::ManyToMany<Person, Membership>;
        fn field(__row: &Band) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.members)
        }
    }
    impl ::orm::__private::ThroughRelation for __band::members {
        type Through = Membership;
        type Near = ::orm::__private::Named<11104421596272648710u64>;
        type Far = ::orm::__private::Named<6617085325620240864u64>;
    }
    impl ::orm::__private::LinkedBy for __band::members {
        type Link = Membership;
        type By = __band::members;
    }
    impl ::orm::__private::LinkOf<Person, __band::members> for Membership {}
    impl ::orm::__private::UniqueWith<()> for __band::id {}
    impl Person {
        ///The rows of `Band` whose `fans` has this row.
        #[inline]
        pub fn band_set(
            &self,
        ) -> ::orm::__private::LinkedManager<
            '_,
            ::orm::__private::Reverse<__band::fans>,
        > {
            ::orm::__private::LinkedManager::of(self)
        }
    }
    impl Person {
        ///The rows of `Band` whose `members` has this row.
        #[inline]
        pub fn bands(
            &self,
        ) -> ::orm::__private::LinkedManager<
            '_,
            ::orm::__private::Reverse<__band::members>,
        > {
            ::orm::__private::LinkedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct BandDraft {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> ()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for BandDraft {
        fn default() -> Self {
            BandDraft {
                parts: ::orm::__private::Parts::of(1usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl BandDraft {
        ///Gives `Band` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> BandDraft {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            BandDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Links these rows, as `fans` of the new row. One statement more.
        pub fn fans<__W>(
            mut self,
            __rows: impl ::orm::__private::LinkedRows<__band::fans, __W>,
        ) -> Self {
            self.parts
                .add(
                    ::orm::__private::LinkedRows::<
                        __band::fans,
                        __W,
                    >::into_beside(__rows),
                );
            self
        }
        ///Links these rows, as `members` of the new row. One statement more.
        pub fn members<__W>(
            mut self,
            __rows: impl ::orm::__private::LinkedRows<__band::members, __W>,
        ) -> Self {
            self.parts
                .add(
                    ::orm::__private::LinkedRows::<
                        __band::members,
                        __W,
                    >::into_beside(__rows),
                );
            self
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Band`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Band> {
            ::orm::__private::save_draft(
                __db,
                BandDraft {
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
        ) -> ::orm::__private::Pending<'_, (Band, bool)>
        where
            __K: ::orm::__private::UniqueKey<Band>,
        {
            ::orm::__private::get_or_create(
                __db,
                BandDraft {
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
        ) -> ::orm::__private::Pending<'_, (Band, bool)>
        where
            __K: ::orm::__private::UniqueKey<Band>,
        {
            ::orm::__private::update_or_create(
                __db,
                BandDraft {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl ::orm::__private::Draft for BandDraft {
        type Model = Band;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
    }
    impl ::orm::__private::WithRelated for BandDraft {
        type Model = Band;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
};
