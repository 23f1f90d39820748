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
    mod __cat {
        pub(super) struct name;
        pub(super) struct a;
        pub(super) struct b;
        pub(super) struct save;
    }
    struct CatFields<__P> {
        name: ::orm::__private::Field<__P, __cat::name>,
        a: ::orm::__private::Rel<__P, __cat::a>,
        b: ::orm::__private::Rel<__P, __cat::b>,
        save: ::orm::__private::Field<__P, __cat::save>,
    }
    impl<__P> ::core::marker::Copy for CatFields<__P> {}
    impl<__P> ::core::clone::Clone for CatFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for CatFields<__P> {
        const AT: &'static Self = &CatFields {
            name: ::orm::__private::Field::NEW,
            a: ::orm::__private::Rel::NEW,
            b: ::orm::__private::Rel::NEW,
            save: ::orm::__private::Field::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Cat {
        const TABLE: &'static str = "cat";
        const COLUMNS: &'static [::orm::__private::ColumnDef] = &[
            ::orm::__private::ColumnDef {
                field: "name",
                name: "name",
                ty: <String as ::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <String as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "a",
                name: "a_id",
                ty: ::orm::__private::ColumnType::I64,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "b",
                name: "b_id",
                ty: ::orm::__private::ColumnType::I64,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "save",
                name: "save",
                ty: <i64 as ::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                labels: <i64 as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = i64;
        type Fields<__P: ::orm::__private::Path> = CatFields<__P>;
        type Create = CatDraft<
            ::orm::__private::Missing,
            ::orm::__private::Missing,
            ::orm::__private::Missing,
            ::orm::__private::Missing,
        >;
        type Peers = CatPeers;
        fn schema() -> &'static ::orm::__private::ModelSchema {
            loop {}
        }
        fn key(&self) -> Self::Key {
            loop {}
        }
        fn decode(
            __cells: &dyn ::orm::__private::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
            loop {}
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            loop {}
        }
        fn take_columns(&mut self, __fresh: Self) {
            loop {}
        }
    }
    struct CatPeers {
        a: ::orm::__private::ToOnePeers<Owner>,
        b: ::orm::__private::ToOnePeers<Owner>,
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
    impl ::orm::__private::Column for __cat::name {
        type Model = Cat;
        type Base = String;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Column for __cat::save {
        type Model = Cat;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 3usize;
    }
    impl ::orm::__private::Relation for __cat::a {
        type Source = Cat;
        type Target = Owner;
        type Arity = ::orm::__private::ExactlyOne;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "a",
                kind: ::orm::__private::RelationKind::ForeignKey,
                source: <Cat as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Owner>,
                columns: &[1usize],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Owner,
                >>::TO,
                nullable: false,
                on_delete: ::orm::__private::OnDelete::Protect,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("cat_set"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __cat::a {
        type Field = ::orm::__private::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            loop {}
        }
    }
    impl ::orm::__private::Settable for __cat::a {
        type Name = ::orm::__private::Named<12638187200555641996u64>;
    }
    impl ::orm::__private::HasForeignKey<
        ::orm::__private::Named<12638187200555641996u64>,
        Owner,
    > for Cat {
        const COLUMNS: &'static [&'static str] = &["a_id"];
    }
    impl ::orm::__private::Relation for __cat::b {
        type Source = Cat;
        type Target = Owner;
        type Arity = ::orm::__private::ExactlyOne;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "b",
                kind: ::orm::__private::RelationKind::ForeignKey,
                source: <Cat as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Owner>,
                columns: &[2usize],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Owner,
                >>::TO,
                nullable: false,
                on_delete: ::orm::__private::OnDelete::Protect,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::None,
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __cat::b {
        type Field = ::orm::__private::ForeignKey<Owner>;
        fn field(__row: &Cat) -> ::core::option::Option<&Self::Field> {
            loop {}
        }
    }
    impl ::orm::__private::Settable for __cat::b {
        type Name = ::orm::__private::Named<12638190499090526629u64>;
    }
    impl ::orm::__private::HasForeignKey<
        ::orm::__private::Named<12638190499090526629u64>,
        Owner,
    > for Cat {
        const COLUMNS: &'static [&'static str] = &["b_id"];
    }
    impl Owner {
        ///The rows of `Cat` whose `a` is this row.
        #[inline]
        fn cat_set(
            &self,
        ) -> ::orm::__private::RelatedManager<'_, ::orm::__private::Reverse<__cat::a>> {
            ::orm::__private::RelatedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    struct CatDraft<__name, __a, __b, __save> {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__name, __a, __b, __save)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Cat` cannot be saved without its `name`",
        note = "add `.name(..)` to the draft"
    )]
    pub trait name_is_given {}
    impl name_is_given for ::orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`a` was not given",
        label = "`Cat` cannot be saved without its `a`",
        note = "add `.a(..)` to the draft"
    )]
    pub trait a_is_given {}
    impl a_is_given for ::orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`b` was not given",
        label = "`Cat` cannot be saved without its `b`",
        note = "add `.b(..)` to the draft"
    )]
    pub trait b_is_given {}
    impl b_is_given for ::orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`save` was not given",
        label = "`Cat` cannot be saved without its `save`",
        note = "add `.save(..)` to the draft"
    )]
    pub trait save_is_given {}
    impl save_is_given for ::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default
    for CatDraft<
        ::orm::__private::Missing,
        ::orm::__private::Missing,
        ::orm::__private::Missing,
        ::orm::__private::Missing,
    > {
        fn default() -> Self {
            CatDraft {
                parts: ::orm::__private::Parts::of(4usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__name, __a, __b, __save> CatDraft<__name, __a, __b, __save> {
        ///Gives `Cat` its `name`.
        fn name(
            mut self,
            __value: impl ::orm::__private::IntoValue<String>,
        ) -> CatDraft<::orm::__private::Given, __a, __b, __save> {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<String>::into_value(__value));
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Cat` its `a`.
        fn a<__W>(
            mut self,
            __value: impl ::orm::__private::IntoKey<Owner, __W>,
        ) -> CatDraft<__name, ::orm::__private::Given, __b, __save> {
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
        ///Gives `Cat` its `b`.
        fn b<__W>(
            mut self,
            __value: impl ::orm::__private::IntoKey<Owner, __W>,
        ) -> CatDraft<__name, __a, ::orm::__private::Given, __save> {
            self.parts
                .set(
                    2usize,
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
        /**Inserts the row. One statement.

# Errors
Violations of `Cat`'s constraints; those of the database.*/
        #[track_caller]
        fn save(self, __db: &::orm::__private::Db) -> ::orm::__private::Pending<'_, Cat>
        where
            __name: name_is_given,
            __a: a_is_given,
            __b: b_is_given,
            __save: save_is_given,
        {
            ::orm::__private::save_draft(
                __db,
                CatDraft::<
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                > {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
            )
        }
        ///The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is there, two for one that is not.
        #[track_caller]
        fn get_or_create<__K>(
            self,
            __db: &::orm::__private::Db,
            __key: __K,
        ) -> ::orm::__private::Pending<'_, (Cat, bool)>
        where
            __K: ::orm::__private::UniqueKey<Cat>,
            __name: name_is_given,
            __a: a_is_given,
            __b: b_is_given,
            __save: save_is_given,
        {
            ::orm::__private::get_or_create(
                __db,
                CatDraft::<
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                > {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
        ///Sets what was given on the row with this unique key, or inserts it; and whether it was inserted. One statement for a row that is there, two for one that is not.
        #[track_caller]
        fn update_or_create<__K>(
            self,
            __db: &::orm::__private::Db,
            __key: __K,
        ) -> ::orm::__private::Pending<'_, (Cat, bool)>
        where
            __K: ::orm::__private::UniqueKey<Cat>,
            __name: name_is_given,
            __a: a_is_given,
            __b: b_is_given,
            __save: save_is_given,
        {
            ::orm::__private::update_or_create(
                __db,
                CatDraft::<
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                    ::orm::__private::Given,
                > {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
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
    > ::orm::__private::Draft for CatDraft<__name, __a, __b, __save> {
        type Model = Cat;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
    }
    impl<__name, __a, __b, __save> ::orm::__private::WithRelated
    for CatDraft<__name, __a, __b, __save> {
        type Model = Cat;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
    impl<
        __name,
        __b,
        __save,
    > ::orm::__private::Give<::orm::__private::Named<12638187200555641996u64>>
    for CatDraft<__name, ::orm::__private::Missing, __b, __save> {
        type With = CatDraft<__name, ::orm::__private::Given, __b, __save>;
        fn give(mut self, __key: ::orm::__private::Value) -> Self::With {
            self.parts.set(1usize, __key);
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<
        __name,
        __a,
        __save,
    > ::orm::__private::Give<::orm::__private::Named<12638190499090526629u64>>
    for CatDraft<__name, __a, ::orm::__private::Missing, __save> {
        type With = CatDraft<__name, __a, ::orm::__private::Given, __save>;
        fn give(mut self, __key: ::orm::__private::Value) -> Self::With {
            self.parts.set(2usize, __key);
            CatDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
};
