::core::compile_error! {
    "`Cat` has no primary key\nhelp: name a field `id`, or mark one with `#[primary_key]`"
}
::core::compile_error! {
    "a draft has a method `save`, so it cannot have a setter of that name\nhelp: name the field otherwise, and say `column = \"save\"`"
}
::core::compile_error! {
    "`a` and `b` both give `Owner` the accessor `cat_set`\nhelp: say `related_name = \"..\"` on one of them, or `related_name = \"+\"` for none"
}
#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
const Cat: <Cat as ::orm::__private::Table>::Fields<::orm::__private::Root<Cat>> = *<<Cat as ::orm::__private::Table>::Fields<
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
        pub(super) struct name;
        pub(super) struct a;
        pub(super) struct b;
        pub(super) struct save;
    }
    struct CatFields<__P> {
        name: __orm::Field<__P, __cat::name>,
        a: __orm::Rel<__P, __cat::a>,
        b: __orm::Rel<__P, __cat::b>,
        save: __orm::Field<__P, __cat::save>,
    }
    impl<__P> ::core::marker::Copy for CatFields<__P> {}
    impl<__P> ::core::clone::Clone for CatFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for CatFields<__P> {
        const AT: &'static Self = &CatFields {
            name: __orm::Field::NEW,
            a: __orm::Rel::NEW,
            b: __orm::Rel::NEW,
            save: __orm::Field::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Cat {
        const TABLE: &'static str = "cat";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef::new("name", "name", <String as __orm::DbValue>::TYPE),
            __orm::ColumnDef {
                index: true,
                ..__orm::ColumnDef::new("a", "a_id", __orm::ColumnType::I64)
            },
            __orm::ColumnDef {
                index: true,
                ..__orm::ColumnDef::new("b", "b_id", __orm::ColumnType::I64)
            },
            __orm::ColumnDef::new("save", "save", <i64 as __orm::DbValue>::TYPE),
        ];
        type Key = i64;
        type Fields<__P: __orm::Path> = CatFields<__P>;
        type Create = CatDraft<
            __orm::Missing,
            __orm::Missing,
            __orm::Missing,
            __orm::Missing,
        >;
        type Peers = CatPeers;
        fn schema() -> &'static __orm::ModelSchema {
            loop {}
        }
        fn key(&self) -> Self::Key {
            loop {}
        }
        fn decode(
            __cells: &dyn __orm::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            loop {}
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            loop {}
        }
        fn take_columns(&mut self, __fresh: Self) {
            loop {}
        }
    }
    struct CatPeers {
        a: __orm::ToOnePeers<Owner>,
        b: __orm::ToOnePeers<Owner>,
    }
    #[automatically_derived]
    impl ::core::default::Default for CatPeers {
        fn default() -> Self {
            CatPeers {
                a: ::core::default::Default::default(),
                b: ::core::default::Default::default(),
            }
        }
    }
    impl __orm::Column for __cat::name {
        type Model = Cat;
        type Base = String;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::Column for __cat::save {
        type Model = Cat;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 3usize;
    }
    impl __orm::Relation for __cat::a {
        type Source = Cat;
        type Target = Owner;
        type Arity = __orm::ExactlyOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: false,
                on_delete: __orm::OnDelete::Protect,
                related_name: ::core::option::Option::Some("cat_set"),
                ..__orm::RelationDef::new(
                    "a",
                    __orm::RelationKind::ForeignKey,
                    &[1usize],
                    [<Cat as __orm::Table>::schema, __orm::target::<Owner>],
                    <__orm::PrimaryKey as __orm::Reference<Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __cat::a {
        type Field = __orm::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            loop {}
        }
    }
    impl __orm::Settable for __cat::a {
        type Name = __orm::Named<12638187200555641996u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<12638187200555641996u64>, Owner> for Cat {
        const COLUMNS: &'static [&'static str] = &["a_id"];
    }
    impl __orm::Relation for __cat::b {
        type Source = Cat;
        type Target = Owner;
        type Arity = __orm::ExactlyOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: false,
                on_delete: __orm::OnDelete::Protect,
                ..__orm::RelationDef::new(
                    "b",
                    __orm::RelationKind::ForeignKey,
                    &[2usize],
                    [<Cat as __orm::Table>::schema, __orm::target::<Owner>],
                    <__orm::PrimaryKey as __orm::Reference<Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __cat::b {
        type Field = __orm::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            loop {}
        }
    }
    impl __orm::Settable for __cat::b {
        type Name = __orm::Named<12638190499090526629u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<12638190499090526629u64>, Owner> for Cat {
        const COLUMNS: &'static [&'static str] = &["b_id"];
    }
    impl Owner {
        ///The rows of `Cat` whose `a` is this row.
        #[inline]
        fn cat_set(&self) -> __orm::RelatedManager<'_, __orm::Reverse<__cat::a>> {
            __orm::RelatedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    struct CatDraft<__name, __a, __b, __save> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__name, __a, __b, __save)>,
    }
    type __Complete = CatDraft<__orm::Given, __orm::Given, __orm::Given, __orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Cat` cannot be saved without its `name`",
        note = "add `.name(..)` to the draft"
    )]
    pub trait name_is_given {}
    impl name_is_given for __orm::Given {}
    #[diagnostic::on_unimplemented(
        message = "`a` was not given",
        label = "`Cat` cannot be saved without its `a`",
        note = "add `.a(..)` to the draft"
    )]
    pub trait a_is_given {}
    impl a_is_given for __orm::Given {}
    #[diagnostic::on_unimplemented(
        message = "`b` was not given",
        label = "`Cat` cannot be saved without its `b`",
        note = "add `.b(..)` to the draft"
    )]
    pub trait b_is_given {}
    impl b_is_given for __orm::Given {}
    #[diagnostic::on_unimplemented(
        message = "`save` was not given",
        label = "`Cat` cannot be saved without its `save`",
        note = "add `.save(..)` to the draft"
    )]
    pub trait save_is_given {}
    impl save_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default
    for CatDraft<__orm::Missing, __orm::Missing, __orm::Missing, __orm::Missing> {
        fn default() -> Self {
            CatDraft {
                parts: __orm::Parts::of(4usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__name, __a, __b, __save> CatDraft<__name, __a, __b, __save> {
        ///Gives `Cat` its `name`.
        fn name(
            self,
            __value: impl __orm::IntoValue<String>,
        ) -> CatDraft<__orm::Given, __a, __b, __save> {
            CatDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<String>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Cat` its `a`.
        fn a<__W>(
            self,
            __value: impl __orm::IntoKey<Owner, __W>,
        ) -> CatDraft<__name, __orm::Given, __b, __save> {
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
        ///Gives `Cat` its `b`.
        fn b<__W>(
            self,
            __value: impl __orm::IntoKey<Owner, __W>,
        ) -> CatDraft<__name, __a, __orm::Given, __save> {
            CatDraft {
                parts: self
                    .parts
                    .with(
                        2usize,
                        __orm::key_of::<Owner, __orm::PrimaryKey, __W>(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Cat`'s constraints; those of the database.*/
        #[track_caller]
        fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Cat>
        where
            __name: name_is_given,
            __a: a_is_given,
            __b: b_is_given,
            __save: save_is_given,
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
        fn get_or_create<__K>(
            self,
            __db: &__orm::Db,
            __key: __K,
        ) -> __orm::Pending<'_, (Cat, bool)>
        where
            __K: __orm::UniqueKey<Cat>,
            __name: name_is_given,
            __a: a_is_given,
            __b: b_is_given,
            __save: save_is_given,
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
        fn update_or_create<__K>(
            self,
            __db: &__orm::Db,
            __key: __K,
        ) -> __orm::Pending<'_, (Cat, bool)>
        where
            __K: __orm::UniqueKey<Cat>,
            __name: name_is_given,
            __a: a_is_given,
            __b: b_is_given,
            __save: save_is_given,
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
    impl<
        __name: name_is_given,
        __a: a_is_given,
        __b: b_is_given,
        __save: save_is_given,
    > __orm::Draft for CatDraft<__name, __a, __b, __save> {
        type Model = Cat;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
    }
    impl<__name, __a, __b, __save> __orm::WithRelated
    for CatDraft<__name, __a, __b, __save> {
        type Model = Cat;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
    impl<__name, __b, __save> __orm::Give<__orm::Named<12638187200555641996u64>>
    for CatDraft<__name, __orm::Missing, __b, __save> {
        type With = CatDraft<__name, __orm::Given, __b, __save>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(1usize, __key);
            CatDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
    impl<__name, __a, __save> __orm::Give<__orm::Named<12638190499090526629u64>>
    for CatDraft<__name, __a, __orm::Missing, __save> {
        type With = CatDraft<__name, __a, __orm::Given, __save>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(2usize, __key);
            CatDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
};
