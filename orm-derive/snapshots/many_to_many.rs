#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Owner: <Owner as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Owner>,
> = *<<Owner as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Owner>,
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
    mod __owner {
        pub struct id;
        pub struct sits_for;
    }
    pub struct OwnerFields<__P> {
        pub id: ::orm::__private::Field<__P, __owner::id>,
        pub sits_for: ::orm::__private::Rel<__P, __owner::sits_for>,
    }
    impl<__P> ::core::marker::Copy for OwnerFields<__P> {}
    impl<__P> ::core::clone::Clone for OwnerFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for OwnerFields<__P> {
        const AT: &'static Self = &OwnerFields {
            id: ::orm::__private::Field::NEW,
            sits_for: ::orm::__private::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Owner {
        const TABLE: &'static str = "owner";
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
        type Fields<__P: ::orm::__private::Path> = OwnerFields<__P>;
        type Create = OwnerDraft;
        type Peers = OwnerPeers;
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
            ::core::result::Result::Ok(Owner {
                sits_for: __peers
                    .sits_for
                    .next(
                        <__owner::sits_for as ::orm::__private::Relation>::STEP,
                        &__key,
                    ),
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
    pub struct OwnerPeers {
        sits_for: ::orm::__private::ToManyPeers<
            Cat,
            <Owner as ::orm::__private::Table>::Key,
        >,
    }
    #[automatically_derived]
    impl ::core::default::Default for OwnerPeers {
        fn default() -> Self {
            OwnerPeers {
                sits_for: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Owner",
        module: ::core::module_path!(),
        schema: <Owner as ::orm::__private::Table>::SCHEMA,
        table: <Owner as ::orm::__private::Table>::TABLE,
        columns: <Owner as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[<__owner::sits_for as ::orm::__private::Relation>::STEP.relation],
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
    impl ::orm::__private::Column for __owner::id {
        type Model = Owner;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Relation for __owner::sits_for {
        type Source = Owner;
        type Target = Cat;
        type Arity = ::orm::__private::AnyNumber;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "sits_for",
                kind: ::orm::__private::RelationKind::ManyToMany,
                source: <Owner as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Cat>,
                columns: &[],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Cat,
                >>::TO,
                nullable: true,
                on_delete: ::orm::__private::OnDelete::Cascade,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("sitters"),
                through: ::core::option::Option::Some(::orm::__private::Through {
                    schema: <Owner as ::orm::__private::Table>::SCHEMA,
                    table: "owner_sits_for",
                    source_columns: &["owner_id"],
                    target_columns: ::orm::__private::side::<Cat>(&["cat_id"]),
                    rows: ::orm::__private::LinkRows::Own("owner_sits_for_pkey"),
                    symmetry: ::orm::__private::Symmetry::Directed,
                }),
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __owner::sits_for {
        type Field = ::orm::__private::ManyToMany<Cat>;
        fn field(__row: &Owner) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.sits_for)
        }
    }
    impl ::orm::__private::LinkedBy for __owner::sits_for {
        type Link = ::orm::__private::OwnTable;
        type By = ::orm::__private::Plain;
    }
    impl ::orm::__private::UniqueWith<()> for __owner::id {}
    impl Cat {
        ///The rows of `Owner` whose `sits_for` has this row.
        #[inline]
        pub fn sitters(
            &self,
        ) -> ::orm::__private::LinkedManager<
            '_,
            ::orm::__private::Reverse<__owner::sits_for>,
        > {
            ::orm::__private::LinkedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct OwnerDraft {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> ()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for OwnerDraft {
        fn default() -> Self {
            OwnerDraft {
                parts: ::orm::__private::Parts::of(1usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl OwnerDraft {
        ///Gives `Owner` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> OwnerDraft {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            OwnerDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Links these rows, as `sits_for` of the new row. One statement more.
        pub fn sits_for<__W>(
            mut self,
            __rows: impl ::orm::__private::LinkedRows<__owner::sits_for, __W>,
        ) -> Self {
            self.parts
                .add(
                    ::orm::__private::LinkedRows::<
                        __owner::sits_for,
                        __W,
                    >::into_beside(__rows),
                );
            self
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Owner`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Owner> {
            ::orm::__private::save_draft(
                __db,
                OwnerDraft {
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
        ) -> ::orm::__private::Pending<'_, (Owner, bool)>
        where
            __K: ::orm::__private::UniqueKey<Owner>,
        {
            ::orm::__private::get_or_create(
                __db,
                OwnerDraft {
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
        ) -> ::orm::__private::Pending<'_, (Owner, bool)>
        where
            __K: ::orm::__private::UniqueKey<Owner>,
        {
            ::orm::__private::update_or_create(
                __db,
                OwnerDraft {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl ::orm::__private::Draft for OwnerDraft {
        type Model = Owner;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
    }
    impl ::orm::__private::WithRelated for OwnerDraft {
        type Model = Owner;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
};
