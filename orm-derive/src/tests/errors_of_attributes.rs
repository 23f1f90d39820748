use super::check;
use expect_test::expect;

#[test]
fn words_that_are_not_known_or_not_yet() {
    check(
        "struct C { #[field(uniqe)] id: i64, #[field(xyz)] a: i64 }",
        expect![[r#"
            [uniqe] unknown word `uniqe`
            help: did you mean `unique`?
            [xyz] unknown word `xyz`
            help: `#[field]` takes `max_length`, `max_digits`, `decimal_places`, `index`, `unique`, `column`, `default`, `db_default`, `flatten`
        "#]],
    );
    check(
        "struct C { id: i64, #[field(soft_delete, validate(length(1..=40)), auto_now)] a: i64 }",
        expect![[r#"
            [soft_delete] `soft_delete` is not supported yet
            help: leave it out; `#[field]` takes `max_length`, `max_digits`, `decimal_places`, `index`, `unique`, `column`, `default`, `db_default`, `flatten`
            [validate] `validate` is not supported yet
            help: leave it out; `#[field]` takes `max_length`, `max_digits`, `decimal_places`, `index`, `unique`, `column`, `default`, `db_default`, `flatten`
            [auto_now] `auto_now` is not supported yet
            help: leave it out; `#[field]` takes `max_length`, `max_digits`, `decimal_places`, `index`, `unique`, `column`, `default`, `db_default`, `flatten`
        "#]],
    );
    check(
        "struct C { id: i64, #[field(primary_key, null)] a: i64 }",
        expect![[r#"
            [primary_key] `primary_key` is an attribute of its own
            help: write `#[primary_key]`
            [null] whether a column can be NULL is told by its type
            help: make it `Option<..>`
            [id] `C` has a field `id`, which is the key by its name, and others that say they are the key
            help: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise
        "#]],
    );
    check(
        r#"#[model(constraints = "x", managed = false, unique_together(a, b), abstract)] struct C { id: i64 }"#,
        expect![[r#"
            [constraints] `constraints` is not supported yet
            help: leave it out; `#[model]` takes `table`, `schema`, `crate`, `ordering`, `unique`, `index`, `check`, `comment`, `managed`
            [unique_together] `unique_together` is `unique` here
            help: write `unique(one, another)`
            [abstract] unknown word `abstract`
            help: `#[model]` takes `table`, `schema`, `crate`, `ordering`, `unique`, `index`, `check`, `comment`, `managed`
        "#]],
    );
    check(
        "struct C { #[primary_key(auto)] id: i64 }",
        expect![[r#"
        [auto] unknown word `auto`
        help: `#[primary_key]` takes no words
    "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key(unique, primary_key, null, default = 3, to_field)] a: ForeignKey<A> }",
        expect![[r#"
            [unique] a unique foreign key is a one-to-one
            help: use `#[one_to_one]`, and the type `OneToOne<..>`
            [null] whether a relation can lead nowhere is told by its type
            help: make it `Option<ForeignKey<..>>`
            [to_field] which field a foreign key refers to is told by its type
            help: make it `ForeignKey<Target, to_field!(code)>`
            [id] `C` has a field `id`, which is the key by its name, and others that say they are the key
            help: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise
        "#]],
    );
    check(
        "struct C { id: i64, #[one_to_one(unique, index, null, relatedname)] a: OneToOne<A> }",
        expect![[r#"
        [unique] a one-to-one is unique by itself
        help: leave `unique` out
        [index] a one-to-one is unique, which makes an index
        help: leave `index` out
        [null] whether a relation can lead nowhere is told by its type
        help: make it `Option<OneToOne<..>>`
        [relatedname] unknown word `relatedname`
        help: did you mean `related_name`?
    "#]],
    );
    check(
        r#"struct C { id: i64, #[many_to_many(through = M, on_delete = cascade, column = "x", unique)] a: ManyToMany<A> }"#,
        expect![[r#"
            [through] which model a many-to-many goes through is told by its type
            help: make it `ManyToMany<Target, ThroughModel>`
            [on_delete] a many-to-many has no `on_delete`: rows of the join table go with the row of either side
            help: leave it out
            [column] a many-to-many has no column of its own
            help: name the join table with `table = ".."`
            [unique] a many-to-many cannot be unique
            help: leave `unique` out
        "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key(on_delete = set_default)] a: ForeignKey<A>, #[foreign_key(on_delete = set(3))] b: ForeignKey<B> }",
        expect![[r#"
            [set_default] `a` has no default, so `set_default` cannot be
            help: add `default = ..` beside it, or write `set(value)`
        "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key(on_delete = casacde)] a: ForeignKey<A>, #[foreign_key(on_delete = \"cascade\")] b: ForeignKey<B> }",
        expect![[r#"
            [casacde] unknown word `casacde`
            help: did you mean `cascade`?
            ["cascade"] `on_delete` takes a word
            help: write `on_delete = cascade`
        "#]],
    );
    check(
        "struct C { id: i64, a: RelatedSet<Cat>, #[related] b: RelatedOne<Cat>, #[related(owner, cat)] c: RelatedSet<Cat>, #[related(Cat::owner)] d: RelatedSet<Cat>, #[related(Cat.owner)] e: Option<RelatedSet<Cat>>, #[foreign_key] f: RelatedSet<Cat>, #[related(Cat.owner)] #[field(index)] g: RelatedSet<Cat>, #[related(Cat.owner)] h: i64, #[related(Cat.owner)] i: ForeignKey<Cat>, #[related(Cat.owner)] #[foreign_key] j: RelatedSet<Cat>, #[related(Cat.owner)] k: RelatedSet }",
        expect![[r#"
            [RelatedSet<Cat>] `a` is a `RelatedSet` and does not say of which relation
            help: add `#[related(Cat.owner)]`, with the model that declares it and its field
            [related] `#[related]` takes the token of a relation
            help: write `#[related(Cat.owner)]`: the model that declares the relation, and its field
            [related] `#[related]` takes the token of a relation
            help: write `#[related(Cat.owner)]`: the model that declares the relation, and its field
            [Cat::owner] `#[related]` takes the token of a relation
            help: write `#[related(Cat.owner)]`: the model that declares the relation, and its field
            [Option<RelatedSet<Cat>>] a `RelatedSet` may be empty as it is
            help: take the `Option` away
            [foreign_key] `#[foreign_key]` stands on a `RelatedSet`, which has no column
            help: write `#[related(Cat.owner)]` alone, with the model that declares the relation and its field
            [field] `#[field]` stands on a `RelatedSet`, which has no column
            help: write `#[related(Cat.owner)]` alone, with the model that declares the relation and its field
            [i64] `#[related]` stands on a field that is not the other side of a relation
            help: make its type `RelatedSet<..>`, or `RelatedOne<..>` of a one-to-one
            [related] `#[related]` stands on a `ForeignKey`
            help: write `#[foreign_key]`, or make the type `RelatedSet<..>`
            [foreign_key] `j` is `#[related]` and `#[foreign_key]` at once
            help: keep one of them
            [RelatedSet] `#[related]` stands on a field that is not the other side of a relation
            help: make its type `RelatedSet<..>`, or `RelatedOne<..>` of a one-to-one
        "#]],
    );
    check(
        "struct C { id: i64, #[orm(feild(index))] a: i64, #[orm(field = 3)] b: i64, #[orm(primary_key)] c: i64 }",
        expect![[r#"
            [feild] unknown word `feild`
            help: did you mean `field`?
            [3] `field` is not given a value
            help: write `#[orm(field(..))]`
            [id] `C` has a field `id`, which is the key by its name, and others that say they are the key
            help: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise
        "#]],
    );
}

#[test]
fn values_of_the_wrong_kind() {
    check(
        r#"struct C { id: i64, #[field(max_length = "40", index = true, unique(3), column = name, default, db_default = f())] a: String }"#,
        expect![[r#"
            ["40"] `max_length` takes a whole number
            help: write `max_length = 40`
            [true] `index` takes no value
            help: write `index` alone
            [unique] `unique` takes no list here
            help: write `unique` alone
            [name] `column` takes a text
            help: write `column = ".."`
            [default] `default` takes an expression
            help: write `default = 0`
            [f()] `db_default` takes a literal
            help: write `db_default = 0`
        "#]],
    );
    check(
        "struct C { id: i64, #[field(max_length = 99999999999, db_default = -x)] a: String, #[field(max_length = -1)] b: String }",
        expect![[r#"
            [99999999999] `max_length` takes a smaller number
            help: write `max_length = 40`
            [-x] `db_default` takes a literal
            help: write `db_default = 0`
            [-1] `max_length` takes a whole number
            help: write `max_length = 40`
        "#]],
    );
    check(
        r#"#[model(table = 3, crate = "orm", ordering = "name", unique, index(), check(), comment(x))] struct C { id: i64 }"#,
        expect![[r#"
            [3] `table` takes a text
            help: write `table = ".."`
            ["orm"] `crate` takes a path
            help: write `crate = some::path`
            ["name"] `ordering` takes a list
            help: write `ordering(..)`
            [unique] `unique` takes a list
            help: write `unique(..)`
            [index] `index` takes a list
            help: write `index(..)`
            [check] `check` takes a list
            help: write `check(..)`
            [comment] `comment` takes a text
            help: write `comment = ".."`
        "#]],
    );
    check(
        r#"#[model(ordering("name"), unique("a", b.c), check(A.a.eq(1), B.b.eq(2)), check(A.a.eq(1), 3))] struct C { id: i64 }"#,
        expect![[r#"
            ["name"] expected a field
            help: write `name`, or `-name` for the highest first
            ["a"] expected a word
            help: write it without quotes
            [B.b.eq(2)] a check is one condition
            help: join them with `&`, or write a second `check(..)`
            [3] a check is one condition
            help: join them with `&`, or write a second `check(..)`
            [b] `C` has no field `b`
            help: its fields are `id`
        "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key(index = 3, related_name, external = true, on_delete)] a: ForeignKey<A> }",
        expect![[r#"
            [3] `index` takes `true` or `false`
            help: write `index = false`
            [related_name] `related_name` takes a text
            help: write `related_name = ".."`
            [true] `external` takes no value
            help: write `external` alone
            [on_delete] `on_delete` takes a word
            help: write `on_delete = cascade`
        "#]],
    );
}

#[test]
fn the_grammar() {
    check(
        "struct C { #[field = 3] id: i64, #[field(max_length = 40 index)] a: String, #[field(3, index)] b: i64 }",
        expect![[r#"
            [3] `field` is not given a value
            help: write `#[field(..)]`
            [index] expected `,`
            [3] expected a word
        "#]],
    );
    check(
        "struct C { #[field(default = )] id: i64, #[field(default = 1 +, index)] b: i64 }",
        expect![[r#"
        [?] unexpected end of input, expected an expression
        [,] expected an expression
    "#]],
    );
}

#[test]
fn what_stands_twice_or_in_the_wrong_place() {
    check(
        "struct C { id: i64, #[field(index)] #[field(unique)] a: i64, #[field(index, index)] b: i64 }",
        expect![[r#"
            [field] `#[field]` stands here twice
            help: put all words into one
            [index] `index` stands here twice
            help: keep one of them
        "#]],
    );
    check(
        r#"#[model(table = "a", table = "b")] #[model(table = "c")] #[field(index)] struct C { id: i64, #[model(table = "x")] a: i64 }"#,
        expect![[r#"
            [model] `#[model]` stands here twice
            help: put all words into one
            [field] `#[field]` stands on a field, not on a struct
            [table] `table` stands here twice
            help: keep one of them
            [model] `#[model]` stands on a struct, not on a field
        "#]],
    );
}
