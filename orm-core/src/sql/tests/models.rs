//! The models that the tests of SQL share: what `#[derive(Model)]` writes, as far as conditions and schemas need it. A
//! row holds its key alone, whatever its columns are.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    non_camel_case_types,
    reason = "written as the derive writes them, and each program that includes them needs some"
)]

use super::orm::__private::*;
use super::orm::model::{AnyNumber, AtMostOne, ExactlyOne};
use super::orm::schema::TableName;

/// Each relation and each field has its marker in the module of its model, so that a reverse can name it.
macro_rules! model {
    (
        $model:ident $module:ident $table:literal, key $at:literal $key:ty;
        columns { $($column:expr),* $(,)? }
        fields { $($field:ident: $base:ty, $null:ident, $index:literal;)* }
        relations { $($rel:ident: $target:ident, $arity:ident = $def:expr;)* }
        schema { $($part:ident: $value:expr),* $(,)? }
    ) => {
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $model {
            pub key: $key,
        }
        pub mod $module {
            $(pub struct $field;)*
            $(pub struct $rel;)*
        }
        #[allow(non_upper_case_globals, reason = "a model's name is that of its tokens too")]
        pub const $model: <$model as Table>::Fields<Root<$model>> =
            *<<$model as Table>::Fields<Root<$model>> as Tokens>::AT;
        const _: () = {
            pub struct Fields<P> {
                $(pub $field: Field<P, $module::$field>,)*
                $(pub $rel: Rel<P, $module::$rel>,)*
            }
            impl<P> Copy for Fields<P> {}
            impl<P> Clone for Fields<P> {
                fn clone(&self) -> Self {
                    *self
                }
            }
            impl<P: Path> Tokens for Fields<P> {
                const AT: &'static Self = &Fields { $($field: Field::NEW,)* $($rel: Rel::NEW,)* };
            }
            $(impl Column for $module::$field {
                type Model = $model;
                type Base = $base;
                type Null = $null;
                const AT: usize = $index;
            })*
            $(impl Relation for $module::$rel {
                type Source = $model;
                type Target = $target;
                type Arity = $arity;
                type RefersBy = PrimaryKey;
                const STEP: Step = {
                    static DEF: RelationDef = $def;
                    Step { relation: &DEF, reversed: false }
                };
            })*
            static SCHEMA: ModelSchema = model_of(Parts {
                name: stringify!($model),
                table: $table,
                columns: <$model as Table>::COLUMNS,
                key: &[$at],
                relations: &[$(<$module::$rel as Relation>::STEP.relation),*],
                $($part: $value,)*
                ..NOTHING_MORE });
            impl Table for $model {
                const TABLE: &'static str = $table;
                const COLUMNS: &'static [ColumnDef] = &[$($column),*];
                type Key = $key;
                type Fields<P: Path> = Fields<P>;
                type Create = ();
                type Peers = ();
                fn schema() -> &'static ModelSchema {
                    &SCHEMA
                }
                fn key(&self) -> $key {
                    self.key.clone()
                }
                fn decode(cells: &dyn Cells, at: usize, _: &mut ()) -> Result<Self, CellError> {
                    DbValue::decode(cells, at + $at).map(|key| $model { key })
                }
                fn encode(&self) -> Vec<Value> {
                    Vec::new()
                }
                fn take_columns(&mut self, _: Self) {}
            }
        };
    };
}

/// A schema without the place for its texts, so that its parts can be left out.
pub struct Parts {
    pub name: &'static str,
    pub module: &'static str,
    pub table: &'static str,
    pub columns: &'static [ColumnDef],
    pub key: &'static [usize],
    pub relations: &'static [&'static RelationDef],
    pub uniques: &'static [IndexDef],
    pub indexes: &'static [IndexDef],
    pub checks: &'static [CheckDef],
    pub ordering: &'static [OrderDef],
}

pub const NOTHING_MORE: Parts = Parts {
    name: "",
    module: "models",
    table: "",
    columns: &[],
    key: &[],
    relations: &[],
    uniques: &[],
    indexes: &[],
    checks: &[],
    ordering: &[],
};

pub const fn model_of(parts: Parts) -> ModelSchema {
    let Parts { name, module, table, columns, key, relations, uniques, indexes, checks, ordering } = parts;
    ModelSchema {
        name,
        module,
        schema: None,
        table,
        columns,
        key,
        relations,
        uniques,
        indexes,
        checks,
        ordering,
        comment: None,
        managed: true,
        texts: TextSlot::new(),
    }
}

pub const fn column(name: &'static str, ty: ColumnType) -> ColumnDef {
    ColumnDef {
        field: name,
        name,
        ty,
        nullable: false,
        max_length: None,
        auto: false,
        unique: false,
        index: false,
        labels: &[],
        db_default: None,
    }
}

pub const fn nullable(name: &'static str, ty: ColumnType) -> ColumnDef {
    ColumnDef { nullable: true, ..column(name, ty) }
}

/// A relation kept in a column. Two schemas by `fn`, since models refer to each other in circles.
pub const fn foreign_key(
    name: &'static str,
    [source, target]: [fn() -> &'static ModelSchema; 2],
    columns: &'static [usize],
) -> RelationDef {
    RelationDef {
        name,
        kind: RelationKind::ForeignKey,
        source,
        target,
        columns,
        refers_to: RefersTo::Key,
        nullable: false,
        on_delete: OnDelete::Cascade,
        deferrable: Deferrable::No,
        related_name: None,
        through: None,
        one_of: None,
    }
}

const fn one_to_one(
    name: &'static str,
    ends: [fn() -> &'static ModelSchema; 2],
    columns: &'static [usize],
) -> RelationDef {
    RelationDef { kind: RelationKind::OneToOne, ..foreign_key(name, ends, columns) }
}

const fn many_to_many(name: &'static str, ends: [fn() -> &'static ModelSchema; 2], through: Through) -> RelationDef {
    RelationDef {
        kind: RelationKind::ManyToMany,
        nullable: true,
        through: Some(through),
        ..foreign_key(name, ends, &[])
    }
}

model! {
    Owner owner "owner", key 0 i64;
    columns {
        ColumnDef { auto: true, ..column("id", ColumnType::I64) },
        ColumnDef { max_length: Some(100), ..column("name", ColumnType::Text) },
        nullable("city", ColumnType::Text),
        nullable("age", ColumnType::I32),
    }
    fields {
        id: i64, NotNull, 0;
        name: String, NotNull, 1;
        city: String, Nullable, 2;
        age: i32, Nullable, 3;
    }
    relations {
        sits_for: Cat, AnyNumber = many_to_many("sits_for", [Owner::schema, Cat::schema], Through {
            schema: None, table: "owner_sits_for",
            source_columns: &["owner_id"],
            target_columns: &["cat_id"],
            rows: LinkRows::Own("owner_sits_for_pkey"),
            symmetry: Symmetry::Directed,
        });
    }
    schema {}
}

model! {
    Cat cat "cat", key 0 i64;
    columns {
        ColumnDef { auto: true, ..column("id", ColumnType::I64) },
        ColumnDef { name: "cat_name", max_length: Some(40), index: true, ..column("name", ColumnType::Text) },
        ColumnDef { db_default: Some(DatabaseDefault(|| Value::Int(ColumnType::I16, 9))), ..column("lives", ColumnType::I16) },
        nullable("weight", ColumnType::F64),
        nullable("chip", ColumnType::Bytes),
        column("tame", ColumnType::Bool),
        ColumnDef { name: "owner_id", index: true, ..column("owner", ColumnType::I64) },
        ColumnDef { name: "vet_id", index: true, ..nullable("vet", ColumnType::I64) },
        ColumnDef { name: "mother_id", index: true, ..nullable("mother", ColumnType::I64) },
    }
    fields {
        id: i64, NotNull, 0;
        name: String, NotNull, 1;
        lives: i16, NotNull, 2;
        weight: f64, Nullable, 3;
        chip: Vec<u8>, Nullable, 4;
        tame: bool, NotNull, 5;
    }
    relations {
        owner: Owner, ExactlyOne = RelationDef {
            on_delete: OnDelete::Protect,
            ..foreign_key("owner", [Cat::schema, Owner::schema], &[6])
        };
        vet: Owner, AtMostOne = RelationDef {
            nullable: true,
            on_delete: OnDelete::SetNull,
            ..foreign_key("vet", [Cat::schema, Owner::schema], &[7])
        };
        mother: Cat, AtMostOne = RelationDef {
            nullable: true,
            on_delete: OnDelete::Restrict,
            ..foreign_key("mother", [Cat::schema, Cat::schema], &[8])
        };
        friends: Cat, AnyNumber = many_to_many("friends", [Cat::schema, Cat::schema], Through {
            schema: None, table: "cat_friends",
            source_columns: &["from_cat_id"],
            target_columns: &["to_cat_id"],
            rows: LinkRows::Own("cat_friends_pkey"),
            symmetry: Symmetry::Directed,
        });
    }
    schema {
        uniques: &[IndexDef { name: "cat_name_owner_key", columns: &[1, 6], deferrable: Deferrable::No }],
        indexes: &[IndexDef { name: "cat_lives_tame_idx", columns: &[2, 5], deferrable: Deferrable::No }],
        checks: &[
            CheckDef { name: "cat_check_1", condition: || check_of(Cat.lives.ge(0)) },
            CheckDef { name: "cat_check_2", condition: || check_of(Cat.name.ne("it's") & !Cat.weight.in_([-1.0, 1e16])) },
        ],
        ordering: &[OrderDef { column: 1, descending: false }],
    }
}

// A key that is a relation, twice over: the key of a stamp is that of its passport, which is that of its owner.
model! {
    Passport passport "passport", key 0 i64;
    columns {
        ColumnDef { name: "owner_id", ..column("owner", ColumnType::I64) },
        ColumnDef { max_length: Some(20), unique: true, ..column("number", ColumnType::Text) },
    }
    fields { number: String, NotNull, 1; }
    relations { owner: Owner, ExactlyOne = one_to_one("owner", [Passport::schema, Owner::schema], &[0]); }
    schema {}
}
model! {
    Stamp stamp "stamp", key 0 i64;
    columns {
        ColumnDef { name: "passport_id", ..column("passport", ColumnType::I64) },
        nullable("at", ColumnType::Text),
    }
    fields { at: String, Nullable, 1; }
    relations { passport: Passport, ExactlyOne = one_to_one("passport", [Stamp::schema, Passport::schema], &[0]); }
    schema {}
}

// A table that is called as our aliases are.
model! {
    Trap trap "T1", key 0 i64;
    columns {
        ColumnDef { auto: true, ..column("id", ColumnType::I64) },
        ColumnDef { name: "owner_id", index: true, ..column("cat", ColumnType::I64) },
    }
    fields { id: i64, NotNull, 0; }
    relations { cat: Cat, ExactlyOne = foreign_key("cat", [Trap::schema, Cat::schema], &[1]); }
    schema {}
}

pub fn all() -> Vec<&'static ModelSchema> {
    vec![Owner::schema(), Cat::schema(), Passport::schema(), Stamp::schema(), Trap::schema()]
}

impl Owner {
    pub fn cat_set(&self) -> RelatedManager<'_, Reverse<cat::owner>> {
        RelatedManager::of(self)
    }
    pub fn patients(&self) -> RelatedManager<'_, Reverse<cat::vet>> {
        RelatedManager::of(self)
    }
    pub fn passport<'a>(&'a self, db: &'a Db) -> LoadOne<'a, ReverseOne<passport::owner>> {
        LoadOne::of(self, db)
    }
}
impl Cat {
    pub fn sitters(&self) -> LinkedManager<'_, Reverse<owner::sits_for>> {
        LinkedManager::of(self)
    }
    pub fn kittens(&self) -> RelatedManager<'_, Reverse<cat::mother>> {
        RelatedManager::of(self)
    }
    pub fn fans(&self) -> LinkedManager<'_, Reverse<cat::friends>> {
        LinkedManager::of(self)
    }
    pub fn traps(&self) -> RelatedManager<'_, Reverse<trap::cat>> {
        RelatedManager::of(self)
    }
}

/// A table without a schema.
pub const fn named(name: &'static str) -> TableName {
    TableName { schema: None, name }
}
