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
    use ::orm::__private as __orm;
    mod __owner {
        pub struct id;
        pub struct sits_for;
    }
    pub struct OwnerFields<__P> {
        pub id: __orm::Field<__P, __owner::id>,
        pub sits_for: __orm::Rel<__P, __owner::sits_for>,
    }
    impl<__P> ::core::marker::Copy for OwnerFields<__P> {}
    impl<__P> ::core::clone::Clone for OwnerFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for OwnerFields<__P> {
        const AT: &'static Self = &OwnerFields {
            id: __orm::Field::NEW,
            sits_for: __orm::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Owner {
        const TABLE: &'static str = "owner";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                auto: true,
                ..__orm::ColumnDef::new("id", "id", <i64 as __orm::DbValue>::TYPE)
            },
        ];
        type Key = i64;
        type Fields<__P: __orm::Path> = OwnerFields<__P>;
        type Create = OwnerDraft;
        type Peers = OwnerPeers;
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
            ::core::result::Result::Ok(Owner {
                sits_for: __peers
                    .sits_for
                    .next(<__owner::sits_for as __orm::Relation>::STEP, &__key),
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
    pub struct OwnerPeers {
        sits_for: __orm::ToManyPeers<Cat, <Owner as __orm::Table>::Key>,
    }
    #[automatically_derived]
    impl ::core::default::Default for OwnerPeers {
        fn default() -> Self {
            OwnerPeers {
                sits_for: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Owner",
        module: ::core::module_path!(),
        schema: <Owner as __orm::Table>::SCHEMA,
        table: <Owner as __orm::Table>::TABLE,
        columns: <Owner as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[<__owner::sits_for as __orm::Relation>::STEP.relation],
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
    impl __orm::Column for __owner::id {
        type Model = Owner;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Relation for __owner::sits_for {
        type Source = Owner;
        type Target = Cat;
        type Arity = __orm::AnyNumber;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: true,
                on_delete: __orm::OnDelete::Cascade,
                related_name: ::core::option::Option::Some("sitters"),
                through: ::core::option::Option::Some(__orm::Through {
                    schema: <Owner as __orm::Table>::SCHEMA,
                    table: "owner_sits_for",
                    source_columns: &["owner_id"],
                    target_columns: __orm::side::<Cat>(&["cat_id"]),
                    rows: __orm::LinkRows::Own("owner_sits_for_pkey"),
                    symmetry: __orm::Symmetry::Directed,
                }),
                ..__orm::RelationDef::new(
                    "sits_for",
                    __orm::RelationKind::ManyToMany,
                    &[],
                    [<Owner as __orm::Table>::schema, __orm::target::<Cat>],
                    <__orm::PrimaryKey as __orm::Reference<Cat>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __owner::sits_for {
        type Field = __orm::ManyToMany<Cat>;
        fn field(__row: &Owner) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.sits_for)
        }
    }
    impl __orm::LinkedBy for __owner::sits_for {
        type Link = __orm::OwnTable;
        type By = __orm::Plain;
    }
    impl __orm::UniqueWith<()> for __owner::id {}
    impl Cat {
        ///The rows of `Owner` whose `sits_for` has this row.
        #[inline]
        pub fn sitters(
            &self,
        ) -> __orm::LinkedManager<'_, __orm::Reverse<__owner::sits_for>> {
            __orm::LinkedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct OwnerDraft {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> ()>,
    }
    type __Complete = OwnerDraft;
    #[automatically_derived]
    impl ::core::default::Default for OwnerDraft {
        fn default() -> Self {
            OwnerDraft {
                parts: __orm::Parts::of(1usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl OwnerDraft {
        ///Gives `Owner` its `id`.
        pub fn id(self, __value: impl __orm::IntoValue<i64>) -> OwnerDraft {
            OwnerDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Links these rows, as `sits_for` of the new row. One statement more.
        pub fn sits_for<__W>(
            mut self,
            __rows: impl __orm::LinkedRows<__owner::sits_for, __W>,
        ) -> Self {
            self.parts
                .add(__orm::LinkedRows::<__owner::sits_for, __W>::into_beside(__rows));
            self
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Owner`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Owner> {
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
        ) -> __orm::Pending<'_, (Owner, bool)>
        where
            __K: __orm::UniqueKey<Owner>,
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
        ) -> __orm::Pending<'_, (Owner, bool)>
        where
            __K: __orm::UniqueKey<Owner>,
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
    impl __orm::Draft for OwnerDraft {
        type Model = Owner;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
    }
    impl __orm::WithRelated for OwnerDraft {
        type Model = Owner;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
};
