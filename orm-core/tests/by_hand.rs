//! The contract between `orm-derive` and `orm-core`: what `#[derive(Model)]` has to write, written by hand with its reasons,
//! and the three stories played with it. What the derive does write stands in `orm-derive/snapshots`; it differs in names
//! and visibilities.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    non_camel_case_types,
    reason = "it is an expansion"
)]

/// Stands for the crate `orm`, which the expansion names.
mod orm {
    pub(crate) use orm_core::__private;
}
use orm_core::database::Database;
use orm_core::error::{ErrorKind, Result};
use orm_core::model::{Null, Table};
use orm_core::query::Model;
use orm_core::relation::{ForeignKey, Manager, ManyToMany, OneToOne, via};

#[derive(Debug, Clone)]
pub struct Owner {
    pub id: i64,
    pub name: String,
    pub city: Option<String>,
    pub sits_for: ManyToMany<Cat>,
}

#[derive(Debug, Clone)]
pub struct Cat {
    pub id: i64,
    pub name: String,
    pub lives: i16,
    pub owner: ForeignKey<Owner>,
    pub vet: Option<ForeignKey<Owner>>,
}

#[derive(Debug, Clone)]
pub struct Passport {
    pub owner: OneToOne<Owner>,
    pub number: String,
}

// ---- #[derive(Model)] on Owner
#[doc(hidden)]
#[allow(non_upper_case_globals)]
pub const Owner: <Owner as orm::__private::Table>::Fields<orm::__private::Root<Owner>> =
    *<<Owner as orm::__private::Table>::Fields<orm::__private::Root<Owner>> as orm::__private::Tokens>::AT;
const _: () = {
    // Markers stand in a module of their own, so that a field named like a type hides nothing.
    #[allow(non_camel_case_types, missing_docs)]
    mod owner_fields {
        pub struct id;
        pub struct name;
        pub struct city;
        pub struct sits_for;
    }
    pub struct OwnerFields<P> {
        pub id: orm::__private::Field<P, owner_fields::id>,
        pub name: orm::__private::Field<P, owner_fields::name>,
        pub city: orm::__private::Field<P, owner_fields::city>,
        pub sits_for: orm::__private::Rel<P, owner_fields::sits_for>,
    }
    impl<P> ::core::marker::Copy for OwnerFields<P> {}
    impl<P> ::core::clone::Clone for OwnerFields<P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<P: orm::__private::Path> orm::__private::Tokens for OwnerFields<P> {
        const AT: &'static Self = &OwnerFields {
            id: orm::__private::Field::NEW,
            name: orm::__private::Field::NEW,
            city: orm::__private::Field::NEW,
            sits_for: orm::__private::Rel::NEW,
        };
    }
    impl orm::__private::Column for owner_fields::id {
        type Model = Owner;
        type Base = i64;
        type Null = orm::__private::NotNull;
        const AT: usize = 0;
    }
    impl orm::__private::Column for owner_fields::name {
        type Model = Owner;
        type Base = String;
        type Null = orm::__private::NotNull;
        const AT: usize = 1;
    }
    impl orm::__private::Column for owner_fields::city {
        type Model = Owner;
        type Base = String;
        type Null = orm::__private::Nullable;
        const AT: usize = 2;
    }
    impl orm::__private::Relation for owner_fields::sits_for {
        type Source = Owner;
        type Target = Cat;
        type Arity = orm::__private::AnyNumber;
        const STEP: orm::__private::Step = orm::__private::Step { relation: &SITS_FOR, reversed: false };
    }
    static SITS_FOR: orm::__private::RelationDef = orm::__private::RelationDef {
        name: "sits_for",
        kind: orm::__private::RelationKind::ManyToMany,
        source: <Owner as orm::__private::Table>::schema,
        target: <Cat as orm::__private::Table>::schema,
        columns: &[],
        nullable: true,
        on_delete: orm::__private::OnDelete::Cascade,
        related_name: ::core::option::Option::Some("sitters"),
        through: ::core::option::Option::Some(orm::__private::Through {
            table: "owner_sits_for",
            source_column: "owner_id",
            target_column: "cat_id",
            unique_name: "owner_sits_for_pkey",
        }),
    };
    static SCHEMA: orm::__private::ModelSchema = orm::__private::ModelSchema {
        name: "Owner",
        module: ::core::module_path!(),
        table: "owner",
        columns: <Owner as orm::__private::Table>::COLUMNS,
        key: &[0],
        relations: &[&SITS_FOR],
        uniques: &[],
        indexes: &[],
        checks: &[],
        ordering: &[],
        comment: ::core::option::Option::None,
        texts: orm::__private::TextSlot::new(),
    };
    orm::__private::inventory::submit! { orm::__private::Registration(&SCHEMA) }
    /// What rows of one result share: one field for each relation field.
    #[derive(::core::default::Default)]
    pub struct OwnerPeers {
        sits_for: orm::__private::ToManyPeers<Cat, <Owner as orm::__private::Table>::Key>,
    }
    impl orm::__private::Table for Owner {
        const COLUMNS: &'static [orm::__private::ColumnDef] = &[
            orm::__private::ColumnDef {
                field: "id",
                name: "id",
                ty: <i64 as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: true,
                unique: false,
                index: false,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "name",
                name: "name",
                ty: <String as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::Some(100),
                auto: false,
                unique: false,
                index: false,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "city",
                name: "city",
                ty: <String as orm::__private::DbValue>::TYPE,
                nullable: true,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = i64;
        type Fields<P: orm::__private::Path> = OwnerFields<P>;
        type Create = OwnerDraft<orm::__private::Missing>;
        type Peers = OwnerPeers;
        fn schema() -> &'static orm::__private::ModelSchema {
            &SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            cells: &dyn orm::__private::Cells,
            at: usize,
            peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, orm::__private::CellError> {
            // The key first, where a to-many field needs it.
            let key: Self::Key = orm::__private::DbValue::decode(cells, at)?;
            ::core::result::Result::Ok(Owner {
                sits_for: peers.sits_for.next(<owner_fields::sits_for as orm::__private::Relation>::STEP, &key),
                id: key,
                name: orm::__private::DbValue::decode(cells, at + 1)?,
                city: orm::__private::decode_nullable(cells, at + 2)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<orm::__private::Value> {
            ::std::vec![
                orm::__private::DbValue::encode(&self.id),
                orm::__private::DbValue::encode(&self.name),
                orm::__private::encode_nullable(self.city.as_ref()),
            ]
        }
        fn take_columns(&mut self, fresh: Self) {
            self.id = fresh.id;
            self.name = fresh.name;
            self.city = fresh.city;
        }
    }
    pub struct OwnerDraft<Name> {
        values: ::std::vec::Vec<::core::option::Option<orm::__private::Value>>,
        state: ::core::marker::PhantomData<fn() -> (Name,)>,
    }
    impl ::core::default::Default for OwnerDraft<orm::__private::Missing> {
        fn default() -> Self {
            OwnerDraft {
                values: ::std::vec![const { ::core::option::Option::None }; 3],
                state: ::core::marker::PhantomData,
            }
        }
    }
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Owner` cannot be saved without its `name`",
        note = "give it with `.name(..)`"
    )]
    pub trait name_is_given {}
    impl name_is_given for orm::__private::Given {}
    impl<Name> OwnerDraft<Name> {
        pub fn id(mut self, value: impl orm::__private::IntoValue<i64>) -> Self {
            self.values[0] = ::core::option::Option::Some(value.into_value());
            self
        }
        pub fn name(mut self, value: impl orm::__private::IntoValue<String>) -> OwnerDraft<orm::__private::Given> {
            self.values[1] = ::core::option::Option::Some(value.into_value());
            OwnerDraft { values: self.values, state: ::core::marker::PhantomData }
        }
        pub fn city(mut self, value: impl orm::__private::IntoNullable<String>) -> Self {
            self.values[2] = ::core::option::Option::Some(value.into_nullable());
            self
        }
    }
    impl<Name: Send + name_is_given> orm::__private::Draft for OwnerDraft<Name> {
        type Model = Owner;
        fn into_values(self) -> ::std::vec::Vec<::core::option::Option<orm::__private::Value>> {
            self.values
        }
    }
    impl<Name> OwnerDraft<Name> {
        #[track_caller]
        pub fn save(self, db: &orm::__private::Db) -> orm::__private::Pending<'_, Owner>
        where
            Name: name_is_given,
        {
            // The state that is complete, so that `Draft` needs no bound of its own here.
            orm::__private::save_draft(
                db,
                OwnerDraft::<orm::__private::Given> { values: self.values, state: ::core::marker::PhantomData },
            )
        }
    }
    /// The other side's accessor.
    impl Cat {
        pub fn sitters(&self) -> orm::__private::LinkedManager<'_, orm::__private::Reverse<owner_fields::sits_for>> {
            orm::__private::LinkedManager::of(self)
        }
    }
};

// ---- #[derive(Model)] on Cat
#[doc(hidden)]
#[allow(non_upper_case_globals)]
pub const Cat: <Cat as orm::__private::Table>::Fields<orm::__private::Root<Cat>> =
    *<<Cat as orm::__private::Table>::Fields<orm::__private::Root<Cat>> as orm::__private::Tokens>::AT;
const _: () = {
    #[allow(non_camel_case_types, missing_docs)]
    mod cat_fields {
        pub struct id;
        pub struct name;
        pub struct lives;
        pub struct owner;
        pub struct vet;
    }
    pub struct CatFields<P> {
        pub id: orm::__private::Field<P, cat_fields::id>,
        pub name: orm::__private::Field<P, cat_fields::name>,
        pub lives: orm::__private::Field<P, cat_fields::lives>,
        pub owner: orm::__private::Rel<P, cat_fields::owner>,
        pub vet: orm::__private::Rel<P, cat_fields::vet>,
    }
    impl<P> ::core::marker::Copy for CatFields<P> {}
    impl<P> ::core::clone::Clone for CatFields<P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<P: orm::__private::Path> orm::__private::Tokens for CatFields<P> {
        const AT: &'static Self = &CatFields {
            id: orm::__private::Field::NEW,
            name: orm::__private::Field::NEW,
            lives: orm::__private::Field::NEW,
            owner: orm::__private::Rel::NEW,
            vet: orm::__private::Rel::NEW,
        };
    }
    impl orm::__private::Column for cat_fields::id {
        type Model = Cat;
        type Base = i64;
        type Null = orm::__private::NotNull;
        const AT: usize = 0;
    }
    impl orm::__private::Column for cat_fields::name {
        type Model = Cat;
        type Base = String;
        type Null = orm::__private::NotNull;
        const AT: usize = 1;
    }
    impl orm::__private::Column for cat_fields::lives {
        type Model = Cat;
        type Base = i16;
        type Null = orm::__private::NotNull;
        const AT: usize = 2;
    }
    impl orm::__private::Relation for cat_fields::owner {
        type Source = Cat;
        type Target = Owner;
        type Arity = orm::__private::ExactlyOne;
        const STEP: orm::__private::Step = orm::__private::Step { relation: &OWNER, reversed: false };
    }
    impl orm::__private::Relation for cat_fields::vet {
        type Source = Cat;
        type Target = Owner;
        type Arity = orm::__private::AtMostOne;
        const STEP: orm::__private::Step = orm::__private::Step { relation: &VET, reversed: false };
    }
    // For foreign keys and one-to-ones.
    impl orm::__private::Settable for cat_fields::owner {}
    impl orm::__private::Settable for cat_fields::vet {}
    static OWNER: orm::__private::RelationDef = orm::__private::RelationDef {
        name: "owner",
        kind: orm::__private::RelationKind::ForeignKey,
        source: <Cat as orm::__private::Table>::schema,
        target: <Owner as orm::__private::Table>::schema,
        columns: &[3],
        nullable: false,
        on_delete: orm::__private::OnDelete::Protect,
        related_name: ::core::option::Option::Some("cat_set"),
        through: ::core::option::Option::None,
    };
    static VET: orm::__private::RelationDef = orm::__private::RelationDef {
        name: "vet",
        kind: orm::__private::RelationKind::ForeignKey,
        source: <Cat as orm::__private::Table>::schema,
        target: <Owner as orm::__private::Table>::schema,
        columns: &[4],
        nullable: true,
        on_delete: orm::__private::OnDelete::SetNull,
        related_name: ::core::option::Option::Some("patients"),
        through: ::core::option::Option::None,
    };
    static SCHEMA: orm::__private::ModelSchema = orm::__private::ModelSchema {
        name: "Cat",
        module: ::core::module_path!(),
        table: "cat",
        columns: <Cat as orm::__private::Table>::COLUMNS,
        key: &[0],
        relations: &[&OWNER, &VET],
        uniques: &[orm::__private::IndexDef { name: "cat_name_owner_key", columns: &[1, 3] }],
        indexes: &[],
        checks: &[orm::__private::CheckDef {
            name: "cat_check_1",
            condition: || orm::__private::check_of::<Cat>(Cat.lives.ge(0)),
        }],
        ordering: &[orm::__private::OrderDef { column: 1, descending: false }],
        comment: ::core::option::Option::None,
        texts: orm::__private::TextSlot::new(),
    };
    orm::__private::inventory::submit! { orm::__private::Registration(&SCHEMA) }
    #[derive(::core::default::Default)]
    pub struct CatPeers {
        owner: orm::__private::ToOnePeers<Owner>,
        vet: orm::__private::ToOnePeers<Owner>,
    }
    impl orm::__private::Table for Cat {
        const COLUMNS: &'static [orm::__private::ColumnDef] = &[
            orm::__private::ColumnDef {
                field: "id",
                name: "id",
                ty: <i64 as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: true,
                unique: false,
                index: false,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "name",
                name: "cat_name",
                ty: <String as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::Some(40),
                auto: false,
                unique: false,
                index: true,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "lives",
                name: "lives",
                ty: <i16 as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: false,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "owner",
                name: "owner_id",
                ty: <<Owner as orm::__private::Table>::Key as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "vet",
                name: "vet_id",
                ty: <<Owner as orm::__private::Table>::Key as orm::__private::DbValue>::TYPE,
                nullable: true,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = i64;
        type Fields<P: orm::__private::Path> = CatFields<P>;
        type Create = CatDraft<orm::__private::Missing, orm::__private::Missing>;
        type Peers = CatPeers;
        fn schema() -> &'static orm::__private::ModelSchema {
            &SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            cells: &dyn orm::__private::Cells,
            at: usize,
            peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, orm::__private::CellError> {
            ::core::result::Result::Ok(Cat {
                id: orm::__private::DbValue::decode(cells, at)?,
                name: orm::__private::DbValue::decode(cells, at + 1)?,
                lives: orm::__private::DbValue::decode(cells, at + 2)?,
                owner: peers.owner.decode(cells, at + 3)?,
                vet: peers.vet.decode_nullable(cells, at + 4)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<orm::__private::Value> {
            ::std::vec![
                orm::__private::DbValue::encode(&self.id),
                orm::__private::DbValue::encode(&self.name),
                orm::__private::DbValue::encode(&self.lives),
                self.owner.encode(),
                orm::__private::encode_nullable_key(self.vet.as_ref()),
            ]
        }
        fn take_columns(&mut self, fresh: Self) {
            self.id = fresh.id;
            self.name = fresh.name;
            self.lives = fresh.lives;
            self.owner.take_key(fresh.owner);
            orm::__private::take_nullable_key(&mut self.vet, fresh.vet);
        }
    }
    pub struct CatDraft<Name, Owner_> {
        values: ::std::vec::Vec<::core::option::Option<orm::__private::Value>>,
        state: ::core::marker::PhantomData<fn() -> (Name, Owner_)>,
    }
    impl ::core::default::Default for CatDraft<orm::__private::Missing, orm::__private::Missing> {
        fn default() -> Self {
            let mut values = ::std::vec![const { ::core::option::Option::None }; 5];
            // #[field(default = 9)]
            values[2] = ::core::option::Option::Some(orm::__private::IntoValue::<i16>::into_value(9));
            CatDraft { values, state: ::core::marker::PhantomData }
        }
    }
    #[diagnostic::on_unimplemented(
        message = "`name` was not given",
        label = "`Cat` cannot be saved without its `name`",
        note = "give it with `.name(..)`"
    )]
    pub trait name_is_given {}
    impl name_is_given for orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Cat` cannot be saved without its `owner`",
        note = "give it with `.owner(..)`"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for orm::__private::Given {}
    impl<Name, Owner_> CatDraft<Name, Owner_> {
        pub fn id(mut self, value: impl orm::__private::IntoValue<i64>) -> Self {
            self.values[0] = ::core::option::Option::Some(value.into_value());
            self
        }
        pub fn name(
            mut self,
            value: impl orm::__private::IntoValue<String>,
        ) -> CatDraft<orm::__private::Given, Owner_> {
            self.values[1] = ::core::option::Option::Some(value.into_value());
            CatDraft { values: self.values, state: ::core::marker::PhantomData }
        }
        pub fn lives(mut self, value: impl orm::__private::IntoValue<i16>) -> Self {
            self.values[2] = ::core::option::Option::Some(value.into_value());
            self
        }
        pub fn owner<W>(
            mut self,
            row: impl orm::__private::IntoKey<Owner, W>,
        ) -> CatDraft<Name, orm::__private::Given> {
            self.values[3] = ::core::option::Option::Some(orm::__private::DbValue::into_value(row.into_key()));
            CatDraft { values: self.values, state: ::core::marker::PhantomData }
        }
        pub fn vet<W>(mut self, row: impl orm::__private::IntoNullableKey<Owner, W>) -> Self {
            self.values[4] =
                ::core::option::Option::Some(orm::__private::encode_nullable(row.into_nullable_key().as_ref()));
            self
        }
        #[track_caller]
        pub fn save(self, db: &orm::__private::Db) -> orm::__private::Pending<'_, Cat>
        where
            Name: name_is_given,
            Owner_: owner_is_given,
        {
            orm::__private::save_draft(
                db,
                CatDraft::<orm::__private::Given, orm::__private::Given> {
                    values: self.values,
                    state: ::core::marker::PhantomData,
                },
            )
        }
    }
    impl<Name: name_is_given, Owner_: owner_is_given> orm::__private::Draft for CatDraft<Name, Owner_> {
        type Model = Cat;
        fn into_values(self) -> ::std::vec::Vec<::core::option::Option<orm::__private::Value>> {
            self.values
        }
    }
    // For foreign keys: the draft with the relation given.
    impl orm::__private::DraftOf for cat_fields::owner {
        type Draft = CatDraft<orm::__private::Missing, orm::__private::Given>;
        fn draft(target: <Owner as orm::__private::Table>::Key) -> Self::Draft {
            <Cat as orm::__private::Table>::Create::default().owner(target)
        }
    }
    impl orm::__private::DraftOf for cat_fields::vet {
        type Draft = <Cat as orm::__private::Table>::Create;
        fn draft(target: <Owner as orm::__private::Table>::Key) -> Self::Draft {
            <Cat as orm::__private::Table>::Create::default().vet(target)
        }
    }
    impl Owner {
        pub fn cat_set(&self) -> orm::__private::RelatedManager<'_, orm::__private::Reverse<cat_fields::owner>> {
            orm::__private::RelatedManager::of(self)
        }
        pub fn patients(&self) -> orm::__private::RelatedManager<'_, orm::__private::Reverse<cat_fields::vet>> {
            orm::__private::RelatedManager::of(self)
        }
    }
};

// ---- #[derive(Model)] on Passport
#[doc(hidden)]
#[allow(non_upper_case_globals)]
pub const Passport: <Passport as orm::__private::Table>::Fields<orm::__private::Root<Passport>> =
    *<<Passport as orm::__private::Table>::Fields<orm::__private::Root<Passport>> as orm::__private::Tokens>::AT;
/// What `external` makes beside: the accessors as a trait, for a target in another crate.
pub trait PassportRelations {
    fn passport<'a>(
        &'a self,
        db: &'a orm::__private::Db,
    ) -> orm::__private::LoadOne<'a, orm::__private::ReverseOne<passport_owner::owner>>;
}
// Only for `external`: the trait names the marker, so the marker's module stands beside it.
#[doc(hidden)]
#[allow(non_camel_case_types, missing_docs)]
pub mod passport_owner {
    pub struct owner;
}
const _: () = {
    #[allow(non_camel_case_types, missing_docs)]
    mod passport_fields {
        pub use super::passport_owner::owner;
        pub struct number;
    }
    pub struct PassportFields<P> {
        pub owner: orm::__private::Rel<P, passport_fields::owner>,
        pub number: orm::__private::Field<P, passport_fields::number>,
    }
    impl<P> ::core::marker::Copy for PassportFields<P> {}
    impl<P> ::core::clone::Clone for PassportFields<P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<P: orm::__private::Path> orm::__private::Tokens for PassportFields<P> {
        const AT: &'static Self =
            &PassportFields { owner: orm::__private::Rel::NEW, number: orm::__private::Field::NEW };
    }
    impl orm::__private::Column for passport_fields::number {
        type Model = Passport;
        type Base = String;
        type Null = orm::__private::NotNull;
        const AT: usize = 1;
    }
    impl orm::__private::Relation for passport_fields::owner {
        type Source = Passport;
        type Target = Owner;
        type Arity = orm::__private::ExactlyOne;
        const STEP: orm::__private::Step = orm::__private::Step { relation: &OWNER, reversed: false };
    }
    impl orm::__private::Settable for passport_fields::owner {}
    static OWNER: orm::__private::RelationDef = orm::__private::RelationDef {
        name: "owner",
        kind: orm::__private::RelationKind::OneToOne,
        source: <Passport as orm::__private::Table>::schema,
        target: <Owner as orm::__private::Table>::schema,
        columns: &[0],
        nullable: false,
        on_delete: orm::__private::OnDelete::Cascade,
        related_name: ::core::option::Option::Some("passport"),
        through: ::core::option::Option::None,
    };
    static SCHEMA: orm::__private::ModelSchema = orm::__private::ModelSchema {
        name: "Passport",
        module: ::core::module_path!(),
        table: "passport",
        columns: <Passport as orm::__private::Table>::COLUMNS,
        key: &[0],
        relations: &[&OWNER],
        uniques: &[],
        indexes: &[],
        checks: &[],
        ordering: &[],
        comment: ::core::option::Option::None,
        texts: orm::__private::TextSlot::new(),
    };
    orm::__private::inventory::submit! { orm::__private::Registration(&SCHEMA) }
    #[derive(::core::default::Default)]
    pub struct PassportPeers {
        owner: orm::__private::ToOnePeers<Owner>,
    }
    impl orm::__private::Table for Passport {
        const COLUMNS: &'static [orm::__private::ColumnDef] = &[
            orm::__private::ColumnDef {
                field: "owner",
                name: "owner_id",
                ty: <<Owner as orm::__private::Table>::Key as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: true,
                index: false,
                db_default: ::core::option::Option::None,
            },
            orm::__private::ColumnDef {
                field: "number",
                name: "number",
                ty: <String as orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::Some(20),
                auto: false,
                unique: true,
                index: false,
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = <Owner as orm::__private::Table>::Key;
        type Fields<P: orm::__private::Path> = PassportFields<P>;
        type Create = PassportDraft<orm::__private::Missing, orm::__private::Missing>;
        type Peers = PassportPeers;
        fn schema() -> &'static orm::__private::ModelSchema {
            &SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(self.owner.key())
        }
        fn decode(
            cells: &dyn orm::__private::Cells,
            at: usize,
            peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, orm::__private::CellError> {
            ::core::result::Result::Ok(Passport {
                owner: peers.owner.decode(cells, at)?,
                number: orm::__private::DbValue::decode(cells, at + 1)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<orm::__private::Value> {
            ::std::vec![self.owner.encode(), orm::__private::DbValue::encode(&self.number)]
        }
        fn take_columns(&mut self, fresh: Self) {
            self.owner.take_key(fresh.owner);
            self.number = fresh.number;
        }
    }
    pub struct PassportDraft<Owner_, Number> {
        values: ::std::vec::Vec<::core::option::Option<orm::__private::Value>>,
        state: ::core::marker::PhantomData<fn() -> (Owner_, Number)>,
    }
    impl ::core::default::Default for PassportDraft<orm::__private::Missing, orm::__private::Missing> {
        fn default() -> Self {
            PassportDraft {
                values: ::std::vec![const { ::core::option::Option::None }; 2],
                state: ::core::marker::PhantomData,
            }
        }
    }
    #[diagnostic::on_unimplemented(
        message = "`owner` was not given",
        label = "`Passport` cannot be saved without its `owner`"
    )]
    pub trait owner_is_given {}
    impl owner_is_given for orm::__private::Given {}
    #[diagnostic::on_unimplemented(
        message = "`number` was not given",
        label = "`Passport` cannot be saved without its `number`"
    )]
    pub trait number_is_given {}
    impl number_is_given for orm::__private::Given {}
    impl<Owner_, Number> PassportDraft<Owner_, Number> {
        pub fn owner<W>(
            mut self,
            row: impl orm::__private::IntoKey<Owner, W>,
        ) -> PassportDraft<orm::__private::Given, Number> {
            self.values[0] = ::core::option::Option::Some(orm::__private::DbValue::into_value(row.into_key()));
            PassportDraft { values: self.values, state: ::core::marker::PhantomData }
        }
        pub fn number(
            mut self,
            value: impl orm::__private::IntoValue<String>,
        ) -> PassportDraft<Owner_, orm::__private::Given> {
            self.values[1] = ::core::option::Option::Some(value.into_value());
            PassportDraft { values: self.values, state: ::core::marker::PhantomData }
        }
        #[track_caller]
        pub fn save(self, db: &orm::__private::Db) -> orm::__private::Pending<'_, Passport>
        where
            Owner_: owner_is_given,
            Number: number_is_given,
        {
            orm::__private::save_draft(
                db,
                PassportDraft::<orm::__private::Given, orm::__private::Given> {
                    values: self.values,
                    state: ::core::marker::PhantomData,
                },
            )
        }
    }
    impl<Owner_: owner_is_given, Number: number_is_given> orm::__private::Draft for PassportDraft<Owner_, Number> {
        type Model = Passport;
        fn into_values(self) -> ::std::vec::Vec<::core::option::Option<orm::__private::Value>> {
            self.values
        }
    }
    impl PassportRelations for Owner {
        fn passport<'a>(
            &'a self,
            db: &'a orm::__private::Db,
        ) -> orm::__private::LoadOne<'a, orm::__private::ReverseOne<passport_fields::owner>> {
            orm::__private::LoadOne::of(self, db)
        }
    }
};

// ---- what a user writes

fn names(cats: &[Cat]) -> Vec<&str> {
    cats.iter().map(|cat| cat.name.as_str()).collect()
}

#[tokio::test]
async fn the_three_stories() -> Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;

    let mike = Owner::create().name("Mike").save(&db).await?;
    let eva = Owner::create().name(String::from("Eva")).city("Paris").save(&db).await?;
    let passport = Passport::create().owner(&mike).number("X1").save(&db).await?;
    assert_eq!(passport.key(), mike.id);
    assert_eq!(passport.owner.load(&db).await?.name, "Mike");
    assert_eq!(mike.passport(&db).await?.map(|it| it.number), Some("X1".to_owned()));
    assert!(eva.passport(&db).await?.is_none());

    let luna = eva.cat_set().create().name("Luna").save(&db).await?;
    eva.cat_set().create().name("Jasper").save(&db).await?;
    let mut max = Cat::create().name("Max").owner(&eva).vet(Null).vet(&mike).save(&db).await?;
    assert_eq!(names(&eva.cat_set().all(&db).await?), ["Jasper", "Luna", "Max"]);
    assert_eq!((max.lives, eva.cat_set().count(&db).await?), (9, 3));

    eva.sits_for.add(&db, [&luna, &max]).await?;
    mike.sits_for.add(&db, &max).await?;
    mike.sits_for.add(&db, &max).await?;
    let sitters = max.sitters().order_by(Owner.name).all(&db).await?;
    assert_eq!(sitters.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Eva", "Mike"]);
    assert_eq!(names(eva.sits_for.load(&db).await?), ["Luna", "Max"]);

    max.update(&db, (Cat.name.set("Maximus"), Cat.lives.set(Cat.lives - 1), Cat.vet.set_null())).await?;
    assert_eq!((max.name.as_str(), max.lives, max.vet.is_none()), ("Maximus", 8, true));
    let found = Cat::objects()
        .filter(Cat.owner.city.icontains("par") & !Cat.lives.lt(3) & via(Cat::sitters).name.eq("Mike"))
        .one(&db)
        .await?;
    assert_eq!(found.id, max.id);
    let pairs = Owner::objects().order_by(Owner.name).with(via(Owner::cat_set)).all(&db).await?;
    assert_eq!(names(&pairs[0].1), ["Jasper", "Luna", "Maximus"]);
    let error = eva.delete(&db).await.expect_err("cats protect their owner");
    assert_eq!(error.kind(), ErrorKind::Protected, "{error}");
    let error = Cat::create().name("Luna").owner(&eva).save(&db).await.expect_err("the pair is unique");
    assert_eq!((error.kind(), error.fields().collect::<Vec<_>>()), (ErrorKind::UniqueViolation, vec!["name", "owner"]));
    Ok(())
}
