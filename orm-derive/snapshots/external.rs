#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Cat: <Cat as some::orm::__private::Table>::Fields<
    some::orm::__private::Root<Cat>,
> = *<<Cat as some::orm::__private::Table>::Fields<
    some::orm::__private::Root<Cat>,
> as some::orm::__private::Tokens>::AT;
///The other side of the relations that `Cat` declares.
pub trait CatRelations: some::orm::__private::Table {
    #[doc(hidden)]
    type CatSet: some::orm::__private::Relation<Source = Self>;
    #[doc(hidden)]
    type BestFriend: some::orm::__private::Relation<Source = Self>;
    ///The rows of `Cat` whose `owner` is this row.
    fn cat_set(&self) -> some::orm::__private::RelatedManager<'_, Self::CatSet>;
    ///The row of `Cat` whose `friend` is this row, if there is one. Await it.
    fn best_friend<'__a>(
        &'__a self,
        __db: &'__a some::orm::__private::Db,
    ) -> some::orm::__private::LoadOne<'__a, Self::BestFriend>;
}
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
    use some::orm::__private as __orm;
    mod __cat {
        pub struct id;
        pub struct owner;
        pub struct friend;
    }
    pub struct CatFields<__P> {
        pub id: __orm::Field<__P, __cat::id>,
        pub owner: __orm::Rel<__P, __cat::owner>,
        pub friend: __orm::Rel<__P, __cat::friend>,
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
            friend: __orm::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Cat {
        const TABLE: &'static str = "cat";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                labels: <Uuid as __orm::DbValue>::LABELS,
                ..__orm::ColumnDef::new("id", "id", <Uuid as __orm::DbValue>::TYPE)
            },
            __orm::ColumnDef {
                index: true,
                ..__orm::ColumnDef::new(
                    "owner",
                    "owner_id",
                    __orm::key_part::<people::Owner, __orm::PrimaryKey>(0usize, 1usize),
                )
            },
            __orm::ColumnDef {
                unique: true,
                ..__orm::ColumnDef::new(
                    "friend",
                    "friend_id",
                    __orm::key_part::<people::Owner, __orm::PrimaryKey>(0usize, 1usize),
                )
            },
        ];
        type Key = Uuid;
        type Fields<__P: __orm::Path> = CatFields<__P>;
        type Create = CatDraft<__orm::Missing, __orm::Missing>;
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
                id: <Uuid as __orm::DbValue>::decode(__cells, __at + 0usize)?,
                owner: __peers.owner.decode(__cells, __at + 1usize)?,
                friend: __peers.friend.decode(__cells, __at + 2usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            ::std::vec![
                < Uuid as __orm::DbValue > ::encode(& self.id),
                __orm::ForeignKey::encode(& self.owner), __orm::ForeignKey::encode(& self
                .friend)
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            __orm::ForeignKey::take_key(&mut self.owner, __fresh.owner);
            __orm::ForeignKey::take_key(&mut self.friend, __fresh.friend);
        }
    }
    pub struct CatPeers {
        owner: __orm::ToOnePeers<people::Owner>,
        friend: __orm::ToOnePeers<people::Owner>,
    }
    #[automatically_derived]
    impl ::core::default::Default for CatPeers {
        fn default() -> Self {
            CatPeers {
                owner: ::core::default::Default::default(),
                friend: ::core::default::Default::default(),
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
            <__cat::friend as __orm::Relation>::STEP.relation,
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
        type Base = Uuid;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Relation for __cat::owner {
        type Source = Cat;
        type Target = people::Owner;
        type Arity = __orm::ExactlyOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: false,
                on_delete: __orm::OnDelete::Protect,
                related_name: ::core::option::Option::Some("cat_set"),
                ..__orm::RelationDef::new(
                    "owner",
                    __orm::RelationKind::ForeignKey,
                    &[1usize],
                    [<Cat as __orm::Table>::schema, __orm::target::<people::Owner>],
                    <__orm::PrimaryKey as __orm::Reference<people::Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __cat::owner {
        type Field = __orm::ForeignKey<people::Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.owner)
        }
    }
    impl __orm::Settable for __cat::owner {
        type Name = __orm::Named<12002927925776846068u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<12002927925776846068u64>, people::Owner>
    for Cat {
        const COLUMNS: &'static [&'static str] = &["owner_id"];
    }
    impl __orm::Relation for __cat::friend {
        type Source = Cat;
        type Target = people::Owner;
        type Arity = __orm::ExactlyOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: false,
                on_delete: __orm::OnDelete::Protect,
                related_name: ::core::option::Option::Some("best_friend"),
                ..__orm::RelationDef::new(
                    "friend",
                    __orm::RelationKind::OneToOne,
                    &[2usize],
                    [<Cat as __orm::Table>::schema, __orm::target::<people::Owner>],
                    <__orm::PrimaryKey as __orm::Reference<people::Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __cat::friend {
        type Field = __orm::ForeignKey<people::Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.friend)
        }
    }
    impl __orm::Settable for __cat::friend {
        type Name = __orm::Named<13042943114441950541u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<13042943114441950541u64>, people::Owner>
    for Cat {
        const COLUMNS: &'static [&'static str] = &["friend_id"];
    }
    impl __orm::UniqueWith<()> for __cat::id {}
    impl __orm::UniqueWith<()> for __cat::friend {}
    impl CatRelations for people::Owner {
        type CatSet = __orm::Reverse<__cat::owner>;
        type BestFriend = __orm::ReverseOne<__cat::friend>;
        #[inline]
        fn cat_set(&self) -> __orm::RelatedManager<'_, __orm::Reverse<__cat::owner>> {
            __orm::RelatedManager::of(self)
        }
        #[inline]
        fn best_friend<'__a>(
            &'__a self,
            __db: &'__a __orm::Db,
        ) -> __orm::LoadOne<'__a, __orm::ReverseOne<__cat::friend>> {
            __orm::LoadOne::of(self, __db)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CatDraft<__owner, __friend> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__owner, __friend)>,
    }
    type __Complete = CatDraft<__orm::Given, __orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Cat` cannot be saved without its `owner`",
        note = "add `.owner(..)` to the draft"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for __orm::Given {}
    #[diagnostic::on_unimplemented(
        message = "`friend` was not given",
        label = "`Cat` cannot be saved without its `friend`",
        note = "add `.friend(..)` to the draft"
    )]
    pub trait friend_is_given {}
    impl friend_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CatDraft<__orm::Missing, __orm::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: __orm::Parts::of(3usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__owner, __friend> CatDraft<__owner, __friend> {
        ///Gives `Cat` its `id`.
        pub fn id(
            self,
            __value: impl __orm::IntoValue<Uuid>,
        ) -> CatDraft<__owner, __friend> {
            CatDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<Uuid>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `owner`.
        pub fn owner<__W>(
            self,
            __value: impl __orm::IntoKey<people::Owner, __W>,
        ) -> CatDraft<__orm::Given, __friend> {
            CatDraft {
                parts: self
                    .parts
                    .with(
                        1usize,
                        __orm::key_of::<people::Owner, __orm::PrimaryKey, __W>(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `friend`.
        pub fn friend<__W>(
            self,
            __value: impl __orm::IntoKey<people::Owner, __W>,
        ) -> CatDraft<__owner, __orm::Given> {
            CatDraft {
                parts: self
                    .parts
                    .with(
                        2usize,
                        __orm::key_of::<people::Owner, __orm::PrimaryKey, __W>(__value),
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
            __friend: friend_is_given,
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
            __friend: friend_is_given,
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
            __friend: friend_is_given,
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
    impl<__owner: owner_is_given, __friend: friend_is_given> __orm::Draft
    for CatDraft<__owner, __friend> {
        type Model = Cat;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<__orm::Value>]) {
            __values[0usize]
                .get_or_insert_with(|| __orm::IntoValue::<
                    Uuid,
                >::into_value(<Uuid>::now_v7()));
        }
    }
    impl<__owner, __friend> __orm::WithRelated for CatDraft<__owner, __friend> {
        type Model = Cat;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
    impl<__friend> __orm::Give<__orm::Named<12002927925776846068u64>>
    for CatDraft<__orm::Missing, __friend> {
        type With = CatDraft<__orm::Given, __friend>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(1usize, __key);
            CatDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
    impl<__owner> __orm::Give<__orm::Named<13042943114441950541u64>>
    for CatDraft<__owner, __orm::Missing> {
        type With = CatDraft<__owner, __orm::Given>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(2usize, __key);
            CatDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
};
