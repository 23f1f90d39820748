use super::check;
use expect_test::expect;

#[test]
fn a_right_model_has_no_errors() {
    check(
        r#"
        /// A cat.
        #[model(table = "cats", crate = some::orm, ordering(name, -born), unique(name, owner), unique(name, vet, name = "u"),
            index(born, owner), check(Cat.lives.ge(0)), check(Cat.lives.lt(10), name = "mortal"), comment = "Cats")]
        struct Cat {
            id: i64,
            #[field(max_length = 40, index, column = "cat_name", default = "x")] name: String,
            born: Option<NaiveDate>,
            #[orm(field(db_default = -9))] lives: i16,
            #[foreign_key] owner: ForeignKey<Owner>,
            #[foreign_key(on_delete = set_null, related_name = "patients", column = "doc", index = false)] vet: Option<ForeignKey<Owner>>,
            #[foreign_key(on_delete = cascade, related_name = "+")] mother: Option<ForeignKey<Self>>,
            #[orm(many_to_many(symmetrical = false, related_name = "lovers", table = "love", external))] loves: ManyToMany<Cat>,
            r#type: i32,
        }"#,
        expect![""],
    );
    check("struct P { #[one_to_one(primary_key, on_delete = restrict)] owner: OneToOne<Owner> }", expect![[""]]);
    check("struct P { #[primary_key] #[field(max_length = 768)] code: String }", expect![[""]]);
}

#[test]
fn only_a_struct_with_named_fields_is_a_model() {
    check(
        "enum Cat { A }",
        expect![[r#"
        [enum] `Cat` is an enum, and a model is a struct with named fields
        help: write `struct Cat { id: i64, .. }`
    "#]],
    );
    check(
        "union Cat { a: u8 }",
        expect![[r#"
        [union] `Cat` is a union, and a model is a struct with named fields
        help: write `struct Cat { id: i64, .. }`
    "#]],
    );
    check(
        "struct Cat(i64);",
        expect![[r#"
        [Cat] `Cat` is a tuple struct, and a model is a struct with named fields
        help: write `struct Cat { id: i64, .. }`
    "#]],
    );
    check(
        "struct Cat;",
        expect![[r#"
        [Cat] `Cat` is a unit struct, and a model is a struct with named fields
        help: write `struct Cat { id: i64, .. }`
    "#]],
    );
    check(
        "struct Cat<T> { id: i64, t: T }",
        expect![[r#"
        [T] `Cat` has generic parameters, and a model is one type for one table
        help: take them out, or write a model for each
    "#]],
    );
    check(
        "struct Cat<'a> { id: i64, t: &'a str }",
        expect![[r#"
        ['a] `Cat` has generic parameters, and a model is one type for one table
        help: take them out, or write a model for each
    "#]],
    );
}

#[test]
fn a_model_has_one_key() {
    check(
        "struct Cat { #[foreign_key(primary_key)] a: ForeignKey<A> }",
        expect![[r#"
            [a] `a` alone is the key, so no two rows have the same: it is a one-to-one
            help: use `#[one_to_one(primary_key)]`, and the type `OneToOne<..>`; or mark the other parts of the key
        "#]],
    );
    check(
        "struct Cat { #[field(primary_key)] a: i64 }",
        expect![[r#"
        [primary_key] `primary_key` is an attribute of its own
        help: write `#[primary_key]`
    "#]],
    );
    check(
        "struct Cat { name: String }",
        expect![[r#"
        [Cat] `Cat` has no primary key
        help: name a field `id`, or mark one with `#[primary_key]`
    "#]],
    );
    check(
        "struct Cat { id: i64, #[primary_key] code: i32 }",
        expect![[r#"
            [id] `Cat` has a field `id`, which is the key by its name, and others that say they are the key
            help: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise
        "#]],
    );
    check("struct Cat { #[primary_key] a: i64, #[primary_key] b: i64, #[primary_key] c: i64 }", expect![""]);
    check(
        "struct Cat { id: i64, #[one_to_one(primary_key)] owner: OneToOne<Owner> }",
        expect![[r#"
            [id] `Cat` has a field `id`, which is the key by its name, and others that say they are the key
            help: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise
        "#]],
    );
    check(
        "struct Cat { id: Option<i64> }",
        expect![[r#"
        [Option<i64>] the key `id` cannot be NULL
        help: take the `Option` away
    "#]],
    );
    check(
        "struct Cat { #[one_to_one(primary_key)] owner: Option<OneToOne<Owner>> }",
        expect![[r#"
        [Option<OneToOne<Owner>>] the key `owner` cannot be NULL
        help: take the `Option` away
    "#]],
    );
    check(
        "struct Cat { #[field(unique, index)] id: i64 }",
        expect![[r#"
        [unique] a key is unique and indexed by itself
        help: leave `unique` out
        [index] a key is unique and indexed by itself
        help: leave `index` out
    "#]],
    );
    check(
        "struct Cat { #[field(default = 3)] id: i64 }",
        expect![[r#"
        [default] the database gives an integer key, so it has no `default`
        help: leave it out; a draft can still say the key
    "#]],
    );
    check(
        "struct Cat { #[field(db_default = 3)] id: i64 }",
        expect![[r#"
        [3] the database gives an integer key, so it has no `db_default`
        help: leave it out; a draft can still say the key
    "#]],
    );
}

#[test]
fn names_fit_every_database() {
    check(
        r#"
        #[model(table = "", unique(id, a, name = "x\0"), check(C.a.eq(1), name = "0123456789012345678901234567890123456789012345678901234567890123"))]
        struct C {
            id: i64,
            #[field(column = "b\n")] a: i64,
            #[many_to_many(table = "")] cats: ManyToMany<Cat>,
        }"#,
        expect![[r#"
            [""] a name in the database cannot be empty
            help: leave it out for the default
            ["b\n"] a name in the database cannot have control characters
            help: take them out
            [""] a name in the database cannot be empty
            help: leave it out for the default
            ["x\0"] a name in the database cannot have control characters
            help: take them out
            ["0123456789012345678901234567890123456789012345678901234567890123"] the name is 64 bytes long, and PostgreSQL keeps 63
            help: shorten it
        "#]],
    );
    check(
        r#"struct C { id: i64, #[field(column = "ID")] a: i64, owner_id: i64, #[foreign_key] owner: ForeignKey<Owner> }"#,
        expect![[r#"
            ["ID"] the column `ID` is that of the field `id` too
            help: say `column = ".."` with another name
            [owner] the column `owner_id` is that of the field `owner_id` too
            help: say `column = ".."` with another name
        "#]],
    );
    check(
        r#"#[model(unique(id, a, name = "x"), check(A.a.eq(1), name = "X"))] struct C { id: i64, a: i64 }"#,
        expect![[r#"
            ["X"] the name `X` stands here twice
            help: give it another, or leave it out for the default
        "#]],
    );
    let long = "x".repeat(70);
    check(
        &format!(
            "#[model(index(id, {long}))] struct {long} {{ id: i64, {long}: i64, #[many_to_many] m{long}: ManyToMany<Cat> }}"
        ),
        expect![[""]],
    );
}

#[test]
fn lists_name_fields_that_there_are() {
    check(
        "#[model(ordering(nam, -cats, id, -id), unique(owner, owner), unique(name, owner), index(xyz), unique(name, owner))]
        struct C {
            id: i64,
            #[field(max_length = 3)] name: String,
            #[foreign_key] owner: ForeignKey<Owner>,
            #[many_to_many] cats: ManyToMany<Cat>,
        }",
        expect![[r#"
            [nam] `C` has no field `nam`
            help: did you mean `name`?
            [cats] `cats` is a many-to-many, which has no column for `ordering`
            help: leave it out
            [xyz] `C` has no field `xyz`
            help: its fields are `id`, `name`, `owner`
            [id] `id` stands in `ordering` twice
            help: keep one of them
            [owner] `owner` stands in `unique` twice
            help: keep one of them
            [unique] this `unique` stands here twice
            help: keep one of them
        "#]],
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    check(
        r#"
        #[model(tabel = "cats", ordering(nme))]
        struct Cat {
            #[field(max_length = "40", uniqe)] name: String,
            #[foreign_key(on_delete = casade)] owner: ForeignKey<Owner>,
            vet: ForeignKey<Owner>,
            #[field(index)] code: String,
            save: bool,
        }"#,
        expect![[r#"
            [tabel] unknown word `tabel`
            help: did you mean `table`?
            ["40"] `max_length` takes a whole number
            help: write `max_length = 40`
            [uniqe] unknown word `uniqe`
            help: did you mean `unique`?
            [casade] unknown word `casade`
            help: did you mean `cascade`?
            [ForeignKey<Owner>] `vet` is a `ForeignKey` and has no attribute that says so
            help: add `#[foreign_key]`
            [Cat] `Cat` has no primary key
            help: name a field `id`, or mark one with `#[primary_key]`
            [save] a draft has a method `save`, so it cannot have a setter of that name
            help: name the field otherwise, and say `column = "save"`
            [code] `code` is indexed, and MySQL needs to know its length for that
            help: add `#[field(max_length = 100)]`
            [nme] `Cat` has no field `nme`
            help: did you mean `name`?
        "#]],
    );
}

#[test]
fn a_model_without_a_key_only_reads() {
    check(
        "#[model(managed = false)] struct Day { day: i32, #[foreign_key(related_name = \"days\")] keeper: Option<ForeignKey<Keeper>> }",
        expect![[""]],
    );
    check(
        r#"
        #[model(managed = false)]
        struct Day {
            #[field(default = 3)] day: i32,
            #[foreign_key(on_delete = cascade)] keeper: ForeignKey<Keeper>,
            #[foreign_key(default = 1)] vet: ForeignKey<Keeper>,
            #[one_to_one] first: OneToOne<Visit>,
            #[one_to_one] last: Option<OneToOne<Visit>>,
            #[polymorphic(Cat(on_delete = set_null), Owner)] about: About,
            #[many_to_many] vets: ManyToMany<Keeper>,
            #[related(Note.day)] notes: RelatedSet<Note>,
        }"#,
        expect![[r#"
            [vets] `Day` has no key, so its rows cannot be linked with others
            help: mark the field that no two rows share with `#[primary_key]`, or leave `vets` out
            [notes] `Day` has no key, so no row can lead to one of its rows
            help: mark the field that no two rows share with `#[primary_key]`, or leave `notes` out
            [first] `Day` has no key, and `first` is a one-to-one
            help: no two rows share it, so it is the key: `#[one_to_one(primary_key)]`; if they do, use `#[foreign_key]`, and the type `ForeignKey<..>`
            [last] `Day` has no key, and `last` is a one-to-one
            help: use `#[foreign_key]`, and the type `Option<ForeignKey<..>>`
            [default] `Day` has no key, so its rows are only read, and there is no draft that could have a default
            help: leave `default` out
            [on_delete] `Day` has no key, so its rows are only read, and nothing is done to them when others go
            help: leave `on_delete` out
            [default] `Day` has no key, so its rows are only read, and there is no draft that could have a default
            help: leave `default` out
            [on_delete] `Day` has no key, so its rows are only read, and nothing is done to them when others go
            help: leave `on_delete` out
            [set_null] `about` leads to exactly one row, so `set_null` cannot be
            help: make its type `Option<About>`, or choose `cascade` or `protect`
            [vet] `keeper` and `vet` both give `Keeper` the accessor `day_set`
            help: say `related_name = ".."` on one of them, or `related_name = "+"` for none
            [last] `first` and `last` both give `Visit` the accessor `day`
            help: say `related_name = ".."` on one of them, or `related_name = "+"` for none
            [vets] `keeper` and `vets` both give `Keeper` the accessor `day_set`
            help: say `related_name = ".."` on one of them, or `related_name = "+"` for none
        "#]],
    );
}
