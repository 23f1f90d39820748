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
    mod __passport {
        pub struct owner;
    }
    pub struct PassportFields<__P> {
        pub owner: ::orm::__private::Rel<__P, __passport::owner>,
    }
    impl<__P> ::core::marker::Copy for PassportFields<__P> {}
    impl<__P> ::core::clone::Clone for PassportFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for PassportFields<__P> {
        const AT: &'static Self = &PassportFields {
            owner: ::orm::__private::Rel::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Passport {
        const TABLE: &'static str = "passport";
        const COLUMNS: &'static [::orm::__private::ColumnDef] = &[
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
                unique: true,
                index: false,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = <::orm::__private::PrimaryKey as ::orm::__private::Reference<
            Owner,
        >>::Value;
        type Fields<__P: ::orm::__private::Path> = PassportFields<__P>;
        type Create = PassportDraft<::orm::__private::Missing>;
        type Peers = PassportPeers;
        fn schema() -> &'static ::orm::__private::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(::orm::__private::ForeignKey::key(&self.owner))
        }
        fn decode(
            __cells: &dyn ::orm::__private::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
            ::core::result::Result::Ok(Passport {
                owner: __peers.owner.decode(__cells, __at + 0usize)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            ::std::vec![::orm::__private::ForeignKey::encode(& self.owner)]
        }
        fn take_columns(&mut self, __fresh: Self) {
            ::orm::__private::ForeignKey::take_key(&mut self.owner, __fresh.owner);
        }
    }
    pub struct PassportPeers {
        owner: ::orm::__private::ToOnePeers<Owner>,
    }
    #[automatically_derived]
    impl ::core::default::Default for PassportPeers {
        fn default() -> Self {
            PassportPeers {
                owner: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Passport",
        module: ::core::module_path!(),
        schema: <Passport as ::orm::__private::Table>::SCHEMA,
        table: <Passport as ::orm::__private::Table>::TABLE,
        columns: <Passport as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[<__passport::owner as ::orm::__private::Relation>::STEP.relation],
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
    impl ::orm::__private::Relation for __passport::owner {
        type Source = Passport;
        type Target = Owner;
        type Arity = ::orm::__private::ExactlyOne;
        type RefersBy = ::orm::__private::PrimaryKey;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "owner",
                kind: ::orm::__private::RelationKind::OneToOne,
                source: <Passport as ::orm::__private::Table>::schema,
                target: ::orm::__private::target::<Owner>,
                columns: &[0usize],
                refers_to: <::orm::__private::PrimaryKey as ::orm::__private::Reference<
                    Owner,
                >>::TO,
                nullable: false,
                on_delete: ::orm::__private::OnDelete::Protect,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("passport"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::None,
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __passport::owner {
        type Field = ::orm::__private::ForeignKey<Owner>;
        fn field(__row: &Passport) -> ::core::option::Option<&Self::Field> {
            ::core::option::Option::Some(&__row.owner)
        }
    }
    impl ::orm::__private::Settable for __passport::owner {
        type Name = ::orm::__private::Named<12002927925776846068u64>;
    }
    impl ::orm::__private::HasForeignKey<
        ::orm::__private::Named<12002927925776846068u64>,
        Owner,
    > for Passport {
        const COLUMNS: &'static [&'static str] = &["owner_id"];
    }
    impl ::orm::__private::OneForeignKeyTo<Owner, 13362706469355457364u64> for Passport {
        type Name = ::orm::__private::Named<12002927925776846068u64>;
    }
    impl ::orm::__private::UniqueWith<()> for __passport::owner {}
    impl Owner {
        ///The row of `Passport` whose `owner` is this row, if there is one. Await it.
        #[inline]
        pub fn passport<'__a>(
            &'__a self,
            __db: &'__a ::orm::__private::Db,
        ) -> ::orm::__private::LoadOne<
            '__a,
            ::orm::__private::ReverseOne<__passport::owner>,
        > {
            ::orm::__private::LoadOne::of(self, __db)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct PassportDraft<__owner> {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__owner,)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Passport` cannot be saved without its `owner`",
        note = "add `.owner(..)` to the draft"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for ::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default for PassportDraft<::orm::__private::Missing> {
        fn default() -> Self {
            PassportDraft {
                parts: ::orm::__private::Parts::of(1usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__owner> PassportDraft<__owner> {
        ///Gives `Passport` its `owner`.
        pub fn owner<__W>(
            mut self,
            __value: impl ::orm::__private::IntoKey<Owner, __W>,
        ) -> PassportDraft<::orm::__private::Given> {
            self.parts
                .set(
                    0usize,
                    ::orm::__private::key_of::<
                        Owner,
                        ::orm::__private::PrimaryKey,
                        __W,
                    >(__value),
                );
            PassportDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Passport`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Passport>
        where
            __owner: owner_is_given,
        {
            ::orm::__private::save_draft(
                __db,
                PassportDraft::<::orm::__private::Given> {
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
        ) -> ::orm::__private::Pending<'_, (Passport, bool)>
        where
            __K: ::orm::__private::UniqueKey<Passport>,
            __owner: owner_is_given,
        {
            ::orm::__private::get_or_create(
                __db,
                PassportDraft::<::orm::__private::Given> {
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
        ) -> ::orm::__private::Pending<'_, (Passport, bool)>
        where
            __K: ::orm::__private::UniqueKey<Passport>,
            __owner: owner_is_given,
        {
            ::orm::__private::update_or_create(
                __db,
                PassportDraft::<::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl<__owner: owner_is_given> ::orm::__private::Draft for PassportDraft<__owner> {
        type Model = Passport;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
    }
    impl<__owner> ::orm::__private::WithRelated for PassportDraft<__owner> {
        type Model = Passport;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
    impl ::orm::__private::Give<::orm::__private::Named<12002927925776846068u64>>
    for PassportDraft<::orm::__private::Missing> {
        type With = PassportDraft<::orm::__private::Given>;
        fn give(mut self, __key: ::orm::__private::Value) -> Self::With {
            self.parts.set(0usize, __key);
            PassportDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
};
