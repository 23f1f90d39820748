use super::check;
use expect_test::expect;

#[test]
fn type_and_attribute_agree() {
    check(
        "struct C { id: i64, #[foreign_key] a: i64, #[many_to_many] b: Vec<A>, #[one_to_one] c: Option<A> }",
        expect![[r#"
            [i64] `#[foreign_key]` stands on a field that is no relation
            help: make its type `ForeignKey<..>`
            [Vec<A>] `#[many_to_many]` stands on a field that is no relation
            help: make its type `ManyToMany<..>`
            [Option<A>] `#[one_to_one]` stands on a field that is no relation
            help: make its type `OneToOne<..>`
        "#]],
    );
    check(
        "struct C { id: i64, a: ForeignKey<A>, b: Option<OneToOne<A>>, c: orm::ManyToMany<A> }",
        expect![[r#"
            [ForeignKey<A>] `a` is a `ForeignKey` and has no attribute that says so
            help: add `#[foreign_key]`
            [Option<OneToOne<A>>] `b` is a `OneToOne` and has no attribute that says so
            help: add `#[one_to_one]`
            [orm::ManyToMany<A>] `c` is a `ManyToMany` and has no attribute that says so
            help: add `#[many_to_many]`
        "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key] a: OneToOne<A>, #[field(index)] b: ForeignKey<B>, #[primary_key] c: ForeignKey<D> }",
        expect![[r#"
            [foreign_key] `#[foreign_key]` stands on a `OneToOne`
            help: write `#[one_to_one]`, or change the type
            [field] `#[field]` stands on a `ForeignKey`
            help: write `#[foreign_key]`, which has words of its own
            [primary_key] `#[primary_key]` stands on a relation
            help: write `#[one_to_one(primary_key)]`, with the type `OneToOne<..>`; or `#[foreign_key(primary_key)]` where it is a part of the key
            [id] `C` has a field `id`, which is the key by its name, and others that say they are the key
            help: mark it with `#[primary_key]` if it is a part of the key, or name it otherwise
        "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key] #[one_to_one] a: ForeignKey<A>, #[foreign_key] #[field(index)] b: ForeignKey<B> }",
        expect![[r#"
            [one_to_one] `a` is `#[foreign_key]` and `#[one_to_one]` at once
            help: keep one of them
            [field] `#[field]` stands beside `#[foreign_key]`
            help: put its words into `#[foreign_key(..)]`
        "#]],
    );
    check(
        "struct C { #[primary_key] #[one_to_one] a: OneToOne<A> }",
        expect![[r#"
            [primary_key] `#[primary_key]` stands on a relation
            help: write `#[one_to_one(primary_key)]`, with the type `OneToOne<..>`; or `#[foreign_key(primary_key)]` where it is a part of the key
        "#]],
    );
    check(
        "struct C { id: i64, a: Option<Option<i64>>, #[many_to_many] b: Option<ManyToMany<A>> }",
        expect![[r#"
        [Option<Option<i64>>] a column is NULL or it is not: one `Option` says all
        help: take the others away
        [Option<ManyToMany<A>>] a many-to-many leads to any number of rows, none included
        help: take the `Option` away
    "#]],
    );
}

#[test]
fn digits() {
    check(
        "struct C { id: i64, a: Decimal, #[field(max_digits = 5)] b: Decimal, #[field(decimal_places = 5)] c: Option<Decimal> }",
        expect![[r#"
            [a] `a` is a decimal number, and does not say how many digits it has
            help: add `#[field(max_digits = 12, decimal_places = 2)]`
            [5] `max_digits` stands without `decimal_places`
            help: add `decimal_places = 2`: how many of the digits stand after the point
            [5] `decimal_places` stands without `max_digits`
            help: add `max_digits = 12`: how many digits there are in all
        "#]],
    );
    check(
        "struct C { id: i64, #[field(max_digits = 19, decimal_places = 2)] a: Decimal, #[field(max_digits = 0, decimal_places = 0)] b: Price, \
         #[field(max_digits = 3, decimal_places = 4)] c: Decimal, #[field(max_digits = x)] d: Decimal, #[field(max_digit = 3)] e: Decimal }",
        expect![[r#"
            [x] `max_digits` takes a whole number
            help: write `max_digits = 40`
            [max_digit] unknown word `max_digit`
            help: did you mean `max_digits`?
            [19] `max_digits` is 1 to 18: so many digits every database holds exactly
            help: write `max_digits = 18` or less
            [0] `max_digits` is 1 to 18: so many digits every database holds exactly
            help: write `max_digits = 18` or less
            [4] 4 of the digits stand after the point, and there are 3 in all
            help: write `decimal_places = 3` or less
        "#]],
    );
    check(
        "struct C { id: i64, #[field(max_digits = 5, decimal_places = 2)] a: f64 }",
        expect![[r#"
        [5] `a` is no decimal number, so it has no `max_digits`
        help: leave it out
        [2] `a` is no decimal number, so it has no `decimal_places`
        help: leave it out
    "#]],
    );
    check(
        "struct C { #[primary_key] #[field(max_digits = 5, decimal_places = 2)] a: Decimal }",
        expect![[r#"
        [a] a decimal number cannot be the key
        help: take an integer or text as the key, and make the number `unique`
    "#]],
    );
    check(
        "struct C { #[primary_key] #[field(max_digits = 5, decimal_places = 2)] a: Money }",
        expect![[r#"
        [a] a decimal number cannot be the key
        help: take an integer or text as the key, and make the number `unique`
    "#]],
    );
    check("struct C { id: i64, #[field(max_digits = 18, decimal_places = 0, unique)] a: Decimal }", expect![[""]]);
}

#[test]
fn what_is_not_compared_is_not_indexed() {
    check(
        "#[model(unique(a, id), index(b, id), ordering(c))]
        struct C { id: i64, a: Json<i64>, b: Option<Vec<i64>>, c: Json<i64>, #[field(unique)] d: Json<i64>, #[field(index)] e: Vec<String>, \
        #[field(db_default = 1)] f: Json<i64>, #[field(default = Json(1))] g: Json<i64>, #[field(max_length = 3)] h: Vec<String> }",
        expect![[r#"
            [3] `h` is neither text nor bytes, so it has no `max_length`
            help: leave it out
            [a] `a` is JSON, which cannot be unique
            help: keep what is looked for in a column of its own
            [b] `b` is an array, which cannot be indexed
            help: keep what is looked for in a column of its own
            [c] `c` is JSON, which cannot be ordered by
            help: keep what is looked for in a column of its own
            [d] `d` is JSON, which cannot be unique
            help: keep what is looked for in a column of its own
            [e] `e` is an array, which cannot be indexed
            help: keep what is looked for in a column of its own
            [f] `f` is JSON, which cannot have a `db_default`
            help: keep what is looked for in a column of its own
        "#]],
    );
    check(
        "struct C { #[primary_key] a: Json<i64> }",
        expect![[r#"
        [a] `a` is JSON, which cannot be the key
        help: keep what is looked for in a column of its own
    "#]],
    );
}

#[test]
fn lengths() {
    check(
        "struct C { #[field(max_length = 3)] id: i64, #[field(max_length = 3)] a: Option<NaiveDate>, #[field(max_length = 3)] b: Alias }",
        expect![[r#"
            [3] `id` is neither text nor bytes, so it has no `max_length`
            help: leave it out
            [3] `a` is neither text nor bytes, so it has no `max_length`
            help: leave it out
        "#]],
    );
    check(
        "struct C { id: i64, #[field(max_length = 0)] a: String, #[field(max_length = 20000)] b: String, #[field(max_length = 70000)] c: Vec<u8> }",
        expect![[r#"
            [0] a column of length 0 holds nothing
            help: write the highest number of characters
            [20000] `max_length` is 16383 characters at most
            help: leave it out; without it the length is not bounded
            [70000] `max_length` is 65535 bytes at most
            help: leave it out; without it the length is not bounded
        "#]],
    );
    check(
        "struct C { id: i64, #[field(max_length = 769, unique)] a: String, #[field(max_length = 3073, index)] b: Vec<u8>, #[field(max_length = 769)] c: String }",
        expect![[r#"
            [769] `a` is unique, and MySQL can index 768 characters at most
            help: write `max_length = 768` or less
            [3073] `b` is indexed, and MySQL can index 3072 bytes at most
            help: write `max_length = 3072` or less
        "#]],
    );
    check(
        "struct C { id: String }",
        expect![[r#"
        [id] `id` is the key, and MySQL needs to know its length for that
        help: add `#[field(max_length = 100)]`
    "#]],
    );
    check(
        r#"#[model(unique(a, id), index(b, id))]
        struct C { id: i64, a: String, b: Option<String>, #[field(unique)] c: String, #[field(index)] d: Vec<u8>, #[field(db_default = "x")] e: String }"#,
        expect![[r#"
            [a] `a` is unique, and MySQL needs to know its length for that
            help: add `#[field(max_length = 100)]`
            [b] `b` is indexed, and MySQL needs to know its length for that
            help: add `#[field(max_length = 100)]`
            [c] `c` is unique, and MySQL needs to know its length for that
            help: add `#[field(max_length = 100)]`
            [d] `d` is indexed, and MySQL needs to know its length for that
            help: add `#[field(max_length = 32)]`
            [e] `e` has a `db_default`, and MySQL needs to know its length for that
            help: add `#[field(max_length = 100)]`
        "#]],
    );
}

#[test]
fn defaults_and_indexes() {
    check(
        "struct C { id: i64, #[field(unique, index)] a: i64 }",
        expect![[r#"
        [index] a unique column is indexed by itself
        help: leave `index` out
    "#]],
    );
    check(
        "struct C { id: i64, #[field(default = 3, db_default = 4)] a: i64 }",
        expect![[r#"
        [db_default] `default` stands beside `db_default`, and only one can win
        help: keep `default` for values that Rust makes, `db_default` for one that stands in the table
    "#]],
    );
}

#[test]
fn relations() {
    check(
        "struct C { id: i64, #[foreign_key(on_delete = set_null)] a: orm::ForeignKey<a::A> }",
        expect![[r#"
        [set_null] `a` cannot be NULL, so `set_null` cannot be
        help: make its type `Option<orm::ForeignKey<a::A>>`, or choose `cascade` or `protect`
    "#]],
    );
    check(
        r#"struct C { id: i64, #[foreign_key(related_name = "two words")] a: ForeignKey<A>, #[foreign_key(related_name = "type")] b: ForeignKey<A>,
            #[foreign_key(related_name = "")] c: ForeignKey<A>, #[foreign_key(related_name = "__x")] d: ForeignKey<A>, #[foreign_key(related_name = "delete")] e: ForeignKey<A> }"#,
        expect![[r#"
            ["two words"] `two words` cannot be the name of a method
            help: write an identifier such as "kittens", or "+" for none
            ["type"] `type` cannot be the name of a method
            help: write an identifier such as "kittens", or "+" for none
            [""] `` cannot be the name of a method
            help: write an identifier such as "kittens", or "+" for none
            ["__x"] the accessor `__x` starts with `__`, which is kept for generated names
            help: choose another `related_name`
            ["delete"] an accessor `delete` would hide the method that every model has
            help: choose another `related_name`
        "#]],
    );
    check(
        "struct Save { id: i64, #[one_to_one] a: OneToOne<A> }",
        expect![[r#"
        [a] an accessor `save` would hide the method that every model has
        help: choose another `related_name`
    "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key] a: ForeignKey<A>, #[foreign_key] b: ForeignKey<A>, #[foreign_key] c: ForeignKey<D> }",
        expect![[r#"
            [b] `a` and `b` both give `A` the accessor `c_set`
            help: say `related_name = ".."` on one of them, or `related_name = "+"` for none
        "#]],
    );
    check(
        "struct C { id: i64, #[foreign_key] a: ForeignKey<Self>, #[many_to_many(symmetrical = false)] b: ManyToMany<C> }",
        expect![[r#"
        [b] `a` and `b` both give `C` the accessor `c_set`
        help: say `related_name = ".."` on one of them, or `related_name = "+"` for none
    "#]],
    );
}

#[test]
fn symmetrical_relations() {
    check(
        r#"struct C { id: i64,
            #[many_to_many(related_name = "x")] a: ManyToMany<C>,
            #[many_to_many(symmetrical, related_name = "y")] b: ManyToMany<Self>,
            #[many_to_many(symmetrical)] c: ManyToMany<D>,
            #[many_to_many] d: ManyToMany<other::C>,
            #[many_to_many(symmetrical = false, related_name = "e_of")] e: ManyToMany<other::C>,
            #[many_to_many(related_name = "+")] f: ManyToMany<C> }"#,
        expect![[r#"
            ["x"] a symmetrical relation has no other side to be named
            help: leave `related_name` out, or say `symmetrical = false`
            ["y"] a symmetrical relation has no other side to be named
            help: leave `related_name` out, or say `symmetrical = false`
            [symmetrical] only a relation of a model to itself can be symmetrical
            help: leave it out, or write the target as `C`
            [other::C] this may be `C` itself or another model of its name
            help: write `C` if it is itself, or say `symmetrical = false`
        "#]],
    );
}

#[test]
fn external_targets() {
    check(
        "struct C { id: i64, #[foreign_key(external)] a: ForeignKey<a::A>, #[many_to_many(external)] b: ManyToMany<B> }",
        expect![[r#"
            [B] external relations of one model to different targets, here `a::A` and `B`, are not supported yet
            help: say `related_name = "+"` instead of `external` for one of them
        "#]],
    );
}

#[test]
fn names_of_fields() {
    check(
        "struct C { id: i64, save: i64, get_or_create: i64, update_or_create: i64, __x: i64 }",
        expect![[r#"
        [save] a draft has a method `save`, so it cannot have a setter of that name
        help: name the field otherwise, and say `column = "save"`
        [get_or_create] a draft has a method `get_or_create`, so it cannot have a setter of that name
        help: name the field otherwise, and say `column = "get_or_create"`
        [update_or_create] a draft has a method `update_or_create`, so it cannot have a setter of that name
        help: name the field otherwise, and say `column = "update_or_create"`
        [__x] the field `__x` starts with `__`, which is kept for generated names
        help: name it `x`, and say `column = "__x"` if the table has that column
    "#]],
    );
}
