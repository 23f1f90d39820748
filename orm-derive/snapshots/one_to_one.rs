#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Passport: <Passport as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Passport>,
> = *<<Passport as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Passport>,
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
    mod __passport {
        pub struct owner;
    }
    pub struct PassportFields<__P> {
        pub owner: __orm::Rel<__P, __passport::owner>,
    }
    impl<__P> ::core::marker::Copy for PassportFields<__P> {}
    impl<__P> ::core::clone::Clone for PassportFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for PassportFields<__P> {
        const AT: &'static Self = &PassportFields {
            owner: __orm::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Passport {
        const TABLE: &'static str = "passport";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                unique: true,
                ..__orm::ColumnDef::new(
                    "owner",
                    "owner_id",
                    __orm::key_part::<Owner, __orm::PrimaryKey>(0usize, 1usize),
                )
            },
        ];
        type Key = <__orm::PrimaryKey as __orm::Reference<Owner>>::Value;
        type Fields<__P: __orm::Path> = PassportFields<__P>;
        type Create = PassportDraft<__orm::Missing>;
        type Peers = PassportPeers;
        fn schema() -> &'static __orm::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(__orm::ForeignKey::key(&self.owner))
        }
        fn decode(
            __cells: &dyn __orm::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            ::core::result::Result::Ok(Passport {
                owner: __peers.owner.decode(__cells, __at + 0usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            ::std::vec![__orm::ForeignKey::encode(& self.owner)]
        }
        fn take_columns(&mut self, __fresh: Self) {
            __orm::ForeignKey::take_key(&mut self.owner, __fresh.owner);
        }
    }
    pub struct PassportPeers {
        owner: __orm::ToOnePeers<Owner>,
    }
    #[automatically_derived]
    impl ::core::default::Default for PassportPeers {
        fn default() -> Self {
            PassportPeers {
                owner: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Passport",
        module: ::core::module_path!(),
        schema: <Passport as __orm::Table>::SCHEMA,
        table: <Passport as __orm::Table>::TABLE,
        columns: <Passport as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[<__passport::owner as __orm::Relation>::STEP.relation],
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
    impl __orm::Relation for __passport::owner {
        type Source = Passport;
        type Target = Owner;
        type Arity = __orm::ExactlyOne;
        type RefersBy = __orm::PrimaryKey;
        const STEP: __orm::Step = __orm::Step {
            relation: &__orm::RelationDef {
                nullable: false,
                on_delete: __orm::OnDelete::Protect,
                related_name: ::core::option::Option::Some("passport"),
                ..__orm::RelationDef::new(
                    "owner",
                    __orm::RelationKind::OneToOne,
                    &[0usize],
                    [<Passport as __orm::Table>::schema, __orm::target::<Owner>],
                    <__orm::PrimaryKey as __orm::Reference<Owner>>::TO,
                )
            },
            reversed: false,
        };
    }
    impl __orm::InField for __passport::owner {
        type Field = __orm::ForeignKey<Owner>;
        fn field(__row: &Passport) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.owner)
        }
    }
    impl __orm::Settable for __passport::owner {
        type Name = __orm::Named<12002927925776846068u64>;
    }
    impl __orm::HasForeignKey<__orm::Named<12002927925776846068u64>, Owner>
    for Passport {
        const COLUMNS: &'static [&'static str] = &["owner_id"];
    }
    impl __orm::OneForeignKeyTo<Owner, 13362706469355457364u64> for Passport {
        type Name = __orm::Named<12002927925776846068u64>;
    }
    impl __orm::UniqueWith<()> for __passport::owner {}
    impl Owner {
        ///The row of `Passport` whose `owner` is this row, if there is one. Await it.
        #[inline]
        pub fn passport<'__a>(
            &'__a self,
            __db: &'__a __orm::Db,
        ) -> __orm::LoadOne<'__a, __orm::ReverseOne<__passport::owner>> {
            __orm::LoadOne::of(self, __db)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct PassportDraft<__owner> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__owner,)>,
    }
    type __Complete = PassportDraft<__orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Passport` cannot be saved without its `owner`",
        note = "add `.owner(..)` to the draft"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default for PassportDraft<__orm::Missing> {
        fn default() -> Self {
            PassportDraft {
                parts: __orm::Parts::of(1usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__owner> PassportDraft<__owner> {
        ///Gives `Passport` its `owner`.
        pub fn owner<__W>(
            self,
            __value: impl __orm::IntoKey<Owner, __W>,
        ) -> PassportDraft<__orm::Given> {
            PassportDraft {
                parts: self
                    .parts
                    .with(
                        0usize,
                        __orm::key_of::<Owner, __orm::PrimaryKey, __W>(__value),
                    ),
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Passport`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Passport>
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
        ) -> __orm::Pending<'_, (Passport, bool)>
        where
            __K: __orm::UniqueKey<Passport>,
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
        ) -> __orm::Pending<'_, (Passport, bool)>
        where
            __K: __orm::UniqueKey<Passport>,
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
    impl<__owner: owner_is_given> __orm::Draft for PassportDraft<__owner> {
        type Model = Passport;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
    }
    impl<__owner> __orm::WithRelated for PassportDraft<__owner> {
        type Model = Passport;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
    impl __orm::Give<__orm::Named<12002927925776846068u64>>
    for PassportDraft<__orm::Missing> {
        type With = PassportDraft<__orm::Given>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts.set(0usize, __key);
            PassportDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
};
