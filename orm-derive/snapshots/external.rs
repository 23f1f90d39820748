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
    mod __cat {
        pub struct id;
        pub struct owner;
        pub struct friend;
    }
    pub struct CatFields<__P> {
        pub id: some::orm::__private::Field<__P, __cat::id>,
        pub owner: some::orm::__private::Rel<__P, __cat::owner>,
        pub friend: some::orm::__private::Rel<__P, __cat::friend>,
    }
    impl<__P> ::core::marker::Copy for CatFields<__P> {}
    impl<__P> ::core::clone::Clone for CatFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: some::orm::__private::Path> some::orm::__private::Tokens
    for CatFields<__P> {
        const AT: &'static Self = &CatFields {
            id: some::orm::__private::Field::NEW,
            owner: some::orm::__private::Rel::NEW,
            friend: some::orm::__private::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl some::orm::__private::Table for Cat {
        const TABLE: &'static str = "cat";
        const COLUMNS: &'static [some::orm::__private::ColumnDef] = &[
            some::orm::__private::ColumnDef {
                field: "id",
                name: "id",
                ty: <Uuid as some::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <Uuid as some::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            some::orm::__private::ColumnDef {
                field: "owner",
                name: "owner_id",
                ty: some::orm::__private::key_part::<
                    people::Owner,
                    some::orm::__private::PrimaryKey,
                >(0usize, 1usize),
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
            some::orm::__private::ColumnDef {
                field: "friend",
                name: "friend_id",
                ty: some::orm::__private::key_part::<
                    people::Owner,
                    some::orm::__private::PrimaryKey,
                >(0usize, 1usize),
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: true,
                index: false,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = Uuid;
        type Fields<__P: some::orm::__private::Path> = CatFields<__P>;
        type Create = CatDraft<
            some::orm::__private::Missing,
            some::orm::__private::Missing,
        >;
        type Peers = CatPeers;
        fn schema() -> &'static some::orm::__private::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            __cells: &dyn some::orm::__private::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, some::orm::__private::CellError> {
            ::core::result::Result::Ok(Cat {
                id: <Uuid as some::orm::__private::DbValue>::decode(
                    __cells,
                    __at + 0usize,
                )?,
                owner: __peers.owner.decode(__cells, __at + 1usize)?,
                friend: __peers.friend.decode(__cells, __at + 2usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<some::orm::__private::Value> {
            ::std::vec![
                < Uuid as some::orm::__private::DbValue > ::encode(& self.id),
                some::orm::__private::ForeignKey::encode(& self.owner),
                some::orm::__private::ForeignKey::encode(& self.friend)
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            some::orm::__private::ForeignKey::take_key(&mut self.owner, __fresh.owner);
            some::orm::__private::ForeignKey::take_key(&mut self.friend, __fresh.friend);
        }
    }
    pub struct CatPeers {
        owner: some::orm::__private::ToOnePeers<people::Owner>,
        friend: some::orm::__private::ToOnePeers<people::Owner>,
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
    static __SCHEMA: some::orm::__private::ModelSchema = some::orm::__private::ModelSchema {
        name: "Cat",
        module: ::core::module_path!(),
        schema: <Cat as some::orm::__private::Table>::SCHEMA,
        table: <Cat as some::orm::__private::Table>::TABLE,
        columns: <Cat as some::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[
            <__cat::owner as some::orm::__private::Relation>::STEP.relation,
            <__cat::friend as some::orm::__private::Relation>::STEP.relation,
        ],
        uniques: &[],
        indexes: &[],
        checks: &[],
        ordering: &[],
        comment: ::core::option::Option::None,
        managed: true,
        texts: some::orm::__private::TextSlot::new(),
    };
    some::orm::__private::inventory::submit! {
        some::orm::__private::Registration(& __SCHEMA)
    }
    impl some::orm::__private::Column for __cat::id {
        type Model = Cat;
        type Base = Uuid;
        type Null = some::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl some::orm::__private::Relation for __cat::owner {
        type Source = Cat;
        type Target = people::Owner;
        type Arity = some::orm::__private::ExactlyOne;
        type RefersBy = some::orm::__private::PrimaryKey;
        const STEP: some::orm::__private::Step = some::orm::__private::Step {
            relation: &some::orm::__private::RelationDef {
                name: "owner",
                kind: some::orm::__private::RelationKind::ForeignKey,
                source: <Cat as some::orm::__private::Table>::schema,
                target: some::orm::__private::target::<people::Owner>,
                columns: &[1usize],
                refers_to: <some::orm::__private::PrimaryKey as some::orm::__private::Reference<
                    people::Owner,
                >>::TO,
                nullable: false,
                on_delete: some::orm::__private::OnDelete::Protect,
                deferrable: some::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("cat_set"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl some::orm::__private::InField for __cat::owner {
        type Field = some::orm::__private::ForeignKey<people::Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.owner)
        }
    }
    impl some::orm::__private::Settable for __cat::owner {
        type Name = some::orm::__private::Named<12002927925776846068u64>;
    }
    impl some::orm::__private::HasForeignKey<
        some::orm::__private::Named<12002927925776846068u64>,
        people::Owner,
    > for Cat {
        const COLUMNS: &'static [&'static str] = &["owner_id"];
    }
    impl some::orm::__private::Relation for __cat::friend {
        type Source = Cat;
        type Target = people::Owner;
        type Arity = some::orm::__private::ExactlyOne;
        type RefersBy = some::orm::__private::PrimaryKey;
        const STEP: some::orm::__private::Step = some::orm::__private::Step {
            relation: &some::orm::__private::RelationDef {
                name: "friend",
                kind: some::orm::__private::RelationKind::OneToOne,
                source: <Cat as some::orm::__private::Table>::schema,
                target: some::orm::__private::target::<people::Owner>,
                columns: &[2usize],
                refers_to: <some::orm::__private::PrimaryKey as some::orm::__private::Reference<
                    people::Owner,
                >>::TO,
                nullable: false,
                on_delete: some::orm::__private::OnDelete::Protect,
                deferrable: some::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("best_friend"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl some::orm::__private::InField for __cat::friend {
        type Field = some::orm::__private::ForeignKey<people::Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.friend)
        }
    }
    impl some::orm::__private::Settable for __cat::friend {
        type Name = some::orm::__private::Named<13042943114441950541u64>;
    }
    impl some::orm::__private::HasForeignKey<
        some::orm::__private::Named<13042943114441950541u64>,
        people::Owner,
    > for Cat {
        const COLUMNS: &'static [&'static str] = &["friend_id"];
    }
    impl some::orm::__private::UniqueWith<()> for __cat::id {}
    impl some::orm::__private::UniqueWith<()> for __cat::friend {}
    impl CatRelations for people::Owner {
        type CatSet = some::orm::__private::Reverse<__cat::owner>;
        type BestFriend = some::orm::__private::ReverseOne<__cat::friend>;
        #[inline]
        fn cat_set(
            &self,
        ) -> some::orm::__private::RelatedManager<
            '_,
            some::orm::__private::Reverse<__cat::owner>,
        > {
            some::orm::__private::RelatedManager::of(self)
        }
        #[inline]
        fn best_friend<'__a>(
            &'__a self,
            __db: &'__a some::orm::__private::Db,
        ) -> some::orm::__private::LoadOne<
            '__a,
            some::orm::__private::ReverseOne<__cat::friend>,
        > {
            some::orm::__private::LoadOne::of(self, __db)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CatDraft<__owner, __friend> {
        parts: some::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__owner, __friend)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Cat` cannot be saved without its `owner`",
        note = "add `.owner(..)` to the draft"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for some::orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`friend` was not given",
        label = "`Cat` cannot be saved without its `friend`",
        note = "add `.friend(..)` to the draft"
    )]
    pub trait friend_is_given {}
    impl friend_is_given for some::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default
    for CatDraft<some::orm::__private::Missing, some::orm::__private::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: some::orm::__private::Parts::of(3usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__owner, __friend> CatDraft<__owner, __friend> {
        ///Gives `Cat` its `id`.
        pub fn id(
            mut self,
            __value: impl some::orm::__private::IntoValue<Uuid>,
        ) -> CatDraft<__owner, __friend> {
            self.parts
                .set(
                    0usize,
                    some::orm::__private::IntoValue::<Uuid>::into_value(__value),
                );
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `owner`.
        pub fn owner<__W>(
            mut self,
            __value: impl some::orm::__private::IntoKey<people::Owner, __W>,
        ) -> CatDraft<some::orm::__private::Given, __friend> {
            self.parts
                .set(
                    1usize,
                    some::orm::__private::key_of::<
                        people::Owner,
                        some::orm::__private::PrimaryKey,
                        __W,
                    >(__value),
                );
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `friend`.
        pub fn friend<__W>(
            mut self,
            __value: impl some::orm::__private::IntoKey<people::Owner, __W>,
        ) -> CatDraft<__owner, some::orm::__private::Given> {
            self.parts
                .set(
                    2usize,
                    some::orm::__private::key_of::<
                        people::Owner,
                        some::orm::__private::PrimaryKey,
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
            __db: &some::orm::__private::Db,
        ) -> some::orm::__private::Pending<'_, Cat>
        where
            __owner: owner_is_given,
            __friend: friend_is_given,
        {
            some::orm::__private::save_draft(
                __db,
                CatDraft::<some::orm::__private::Given, some::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
            )
        }
        ///The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn get_or_create<__K>(
            self,
            __db: &some::orm::__private::Db,
            __key: __K,
        ) -> some::orm::__private::Pending<'_, (Cat, bool)>
        where
            __K: some::orm::__private::UniqueKey<Cat>,
            __owner: owner_is_given,
            __friend: friend_is_given,
        {
            some::orm::__private::get_or_create(
                __db,
                CatDraft::<some::orm::__private::Given, some::orm::__private::Given> {
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
            __db: &some::orm::__private::Db,
            __key: __K,
        ) -> some::orm::__private::Pending<'_, (Cat, bool)>
        where
            __K: some::orm::__private::UniqueKey<Cat>,
            __owner: owner_is_given,
            __friend: friend_is_given,
        {
            some::orm::__private::update_or_create(
                __db,
                CatDraft::<some::orm::__private::Given, some::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl<__owner: owner_is_given, __friend: friend_is_given> some::orm::__private::Draft
    for CatDraft<__owner, __friend> {
        type Model = Cat;
        fn parts(self) -> some::orm::__private::Parts {
            self.parts
        }
        fn fill(__values: &mut [::core::option::Option<some::orm::__private::Value>]) {
            __values[0usize]
                .get_or_insert_with(|| some::orm::__private::IntoValue::<
                    Uuid,
                >::into_value(<Uuid>::now_v7()));
        }
    }
    impl<__owner, __friend> some::orm::__private::WithRelated
    for CatDraft<__owner, __friend> {
        type Model = Cat;
        fn held(&mut self) -> &mut some::orm::__private::Parts {
            &mut self.parts
        }
    }
    impl<
        __friend,
    > some::orm::__private::Give<some::orm::__private::Named<12002927925776846068u64>>
    for CatDraft<some::orm::__private::Missing, __friend> {
        type With = CatDraft<some::orm::__private::Given, __friend>;
        fn give(mut self, __key: some::orm::__private::Value) -> Self::With {
            self.parts.set(1usize, __key);
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<
        __owner,
    > some::orm::__private::Give<some::orm::__private::Named<13042943114441950541u64>>
    for CatDraft<__owner, some::orm::__private::Missing> {
        type With = CatDraft<__owner, some::orm::__private::Given>;
        fn give(mut self, __key: some::orm::__private::Value) -> Self::With {
            self.parts.set(2usize, __key);
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
};
