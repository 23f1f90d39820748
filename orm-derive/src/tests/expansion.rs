//! The code that is written, one snapshot for each feature, and how much of it there is for each field.

use expect_test::{ExpectFile, expect, expect_file};

fn expansion(input: &str) -> String {
    let input = syn::parse_str(input).expect("a struct");
    let file = syn::parse2(crate::model(&input)).expect("items");
    prettyplease::unparse(&file)
}

fn check(input: &str, expected: ExpectFile) {
    expected.assert_eq(&expansion(input));
}

#[test]
fn a_model_with_columns() {
    check(
        r#"
        /// A cat.
        #[model(table = "cats", ordering(name, -lives), unique(name, born), index(born, lives), check(Cat.lives.ge(0)))]
        pub struct Cat {
            pub id: i64,
            #[field(max_length = 40, index, column = "cat_name")] pub name: String,
            pub born: Option<NaiveDate>,
            #[field(default = 9)] pub lives: i16,
            #[field(db_default = true)] secret: bool,
        }"#,
        expect_file!["../../snapshots/columns.rs"],
    );
}

#[test]
fn a_decimal_number() {
    check(
        r#"
        pub struct Price {
            pub id: i64,
            #[field(max_digits = 12, decimal_places = 2, default = Decimal::ONE)] pub net: Decimal,
            #[field(max_digits = 4, decimal_places = 4)] pub tax: Option<Rate>,
        }"#,
        expect_file!["../../snapshots/decimal.rs"],
    );
}

#[test]
fn a_foreign_key() {
    check(
        r#"
        pub struct Cat {
            pub id: i64,
            #[foreign_key(on_delete = cascade)] pub owner: ForeignKey<Owner>,
            #[foreign_key(on_delete = set_null, related_name = "patients")] pub vet: Option<ForeignKey<Owner>>,
        }"#,
        expect_file!["../../snapshots/foreign_key.rs"],
    );
}

#[test]
fn a_one_to_one_that_is_the_key() {
    check(
        "pub struct Passport { #[one_to_one(primary_key)] pub owner: OneToOne<Owner> }",
        expect_file!["../../snapshots/one_to_one.rs"],
    );
}

#[test]
fn a_row_of_one_of_several_models() {
    check(
        "pub struct Comment {
            pub id: i64,
            #[polymorphic(Person(model = people::Owner, on_delete = cascade))] pub subject: Subject,
        }",
        expect_file!["../../snapshots/polymorphic.rs"],
    );
}

#[test]
fn an_enum_of_foreign_keys() {
    let input = syn::parse_str("enum Subject { Cat(ForeignKey<Cat>), Firm(ForeignKey<Firm, to_field!(code)>) }");
    let file = syn::parse2(crate::polymorphic::expand(&input.expect("an enum"))).expect("items");
    expect_file!["../../snapshots/polymorphic_enum.rs"].assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn other_sides() {
    check(
        "pub struct Owner {
            pub id: i64,
            #[related(Cat.owner)] pub cats: RelatedSet<Cat>,
            #[related(Passport.owner)] passport: RelatedOne<Passport>,
        }",
        expect_file!["../../snapshots/related.rs"],
    );
}

#[test]
fn a_many_to_many() {
    check(
        r#"pub struct Owner { pub id: i64, #[many_to_many(related_name = "sitters")] pub sits_for: ManyToMany<Cat> }"#,
        expect_file!["../../snapshots/many_to_many.rs"],
    );
}

#[test]
fn a_many_to_many_through_a_model() {
    check(
        "pub struct Band {
            pub id: i64,
            #[many_to_many] pub fans: ManyToMany<Person, Fan>,
            #[many_to_many(related_name = \"bands\", through_fields(band, person))] pub members: ManyToMany<Person, Membership>,
        }",
        expect_file!["../../snapshots/through.rs"],
    );
}

#[test]
fn a_target_in_another_crate() {
    check(
        r#"
        #[model(crate = some::orm)]
        pub struct Cat {
            pub id: Uuid,
            #[foreign_key(external)] pub owner: ForeignKey<people::Owner>,
            #[one_to_one(external, related_name = "best_friend")] pub friend: OneToOne<people::Owner>,
        }"#,
        expect_file!["../../snapshots/external.rs"],
    );
}

#[test]
fn a_model_with_a_flattened_struct() {
    check(
        r#"
        #[model(unique(name, address.zip), ordering(-address.zip))]
        pub struct Shop {
            pub id: i64,
            #[field(flatten)] pub address: Address,
            #[field(max_length = 40)] pub name: String,
            #[field(flatten(prefix = "billing_"))] billing: Address,
        }"#,
        expect_file!["../../snapshots/flatten.rs"],
    );
}

fn fields_expansion(input: &str) -> String {
    let input = syn::parse_str(input).expect("a struct");
    let file = syn::parse2(crate::fields(&input)).expect("items");
    prettyplease::unparse(&file)
}

#[test]
fn a_struct_of_fields() {
    let expanded = fields_expansion(
        r#"
        pub struct Address {
            #[field(default = "?")] pub street: String,
            pub city: Option<String>,
            #[field(column = "postal", max_length = 10, unique)] zip: String,
            #[field(flatten(prefix = "at_"))] pub point: Point,
        }"#,
    );
    expect_file!["../../snapshots/fields.rs"].assert_eq(&expanded);
}

fn view_expansion(input: &str) -> String {
    let input = syn::parse_str(input).expect("a struct");
    let file = syn::parse2(crate::view::expand(&input)).expect("items");
    prettyplease::unparse(&file)
}

#[test]
fn a_view() {
    let expanded = view_expansion(
        "#[view(Owner)]
        pub struct OwnerCard {
            pub name: String,
            pub city: Option<String>,
            #[view(Owner.sits_for.count())] sits_for: i64,
            #[view(via(Owner::cat_set), filter(Cat.lives.gt(3)), order_by(Cat.lives, Cat.name.desc()), limit(3))]
            cats: Vec<CatLine>,
        }",
    );
    expect_file!["../../snapshots/view.rs"].assert_eq(&expanded);
}

#[test]
fn a_stub_after_an_error() {
    check(
        "struct Cat { name: String, #[foreign_key] a: ForeignKey<Owner>, #[foreign_key] b: ForeignKey<Owner>, save: i64 }",
        expect_file!["../../snapshots/stub.rs"],
    );
}

/// What one more field costs the user's compiler, in lines. It may become less, and more only for a reason.
#[test]
fn the_budget_of_lines() {
    let lines = |fields: &str| expansion(&format!("struct Cat {{ id: i64, {fields} }}")).lines().count();
    let none = lines("");
    let each = [
        ("column", "a: i64"),
        ("nullable column", "a: Option<i64>"),
        ("column with a default", "#[field(default = 3)] a: i64"),
        ("foreign key", "#[foreign_key] a: ForeignKey<A>"),
        ("nullable foreign key", "#[foreign_key] a: Option<ForeignKey<A>>"),
        ("one-to-one", "#[one_to_one] a: OneToOne<A>"),
        ("many-to-many", "#[many_to_many] a: ManyToMany<A>"),
        ("flattened struct", "#[field(flatten)] a: A"),
        ("polymorphic, of one target", "#[polymorphic(A)] a: E"),
        ("polymorphic, of two", "#[polymorphic(A, B)] a: E"),
    ];
    let cost: String = each.iter().map(|(what, field)| format!("{what}: {}\n", lines(field) - none)).collect();
    expect![[r#"
        model with its key: 196
        column: 38
        nullable column: 29
        column with a default: 30
        foreign key: 97
        nullable foreign key: 88
        one-to-one: 101
        many-to-many: 62
        flattened struct: 69
        polymorphic, of one target: 146
        polymorphic, of two: 207
    "#]]
    .assert_eq(&format!("model with its key: {none}\n{cost}"));
}

/// The same of a struct of fields.
#[test]
fn the_budget_of_lines_of_a_struct_of_fields() {
    let lines = |fields: &str| fields_expansion(&format!("struct Address {{ zip: i64, {fields} }}")).lines().count();
    let one = lines("");
    let each =
        [("column", "a: i64"), ("nullable column", "a: Option<i64>"), ("flattened struct", "#[field(flatten)] a: A")];
    let cost: String = each.iter().map(|(what, field)| format!("{what}: {}\n", lines(field) - one)).collect();
    expect![[r#"
        struct of one column: 56
        column: 15
        nullable column: 23
        flattened struct: 36
    "#]]
    .assert_eq(&format!("struct of one column: {one}\n{cost}"));
}

/// The same of a view.
#[test]
fn the_budget_of_lines_of_a_view() {
    let lines =
        |fields: &str| view_expansion(&format!("#[view(Cat)] struct CatLine {{ id: i64, {fields} }}")).lines().count();
    let one = lines("");
    let each = [
        ("column", "name: String"),
        ("expression", "#[view(Cat.lives + 1)] a: i64"),
        ("row", "owner: OwnerLine"),
        ("list", "#[view(limit(3))] sitters: Vec<OwnerLine>"),
    ];
    let cost: String = each.iter().map(|(what, field)| format!("{what}: {}\n", lines(field) - one)).collect();
    expect![[r#"
        view of one column: 28
        column: 6
        expression: 6
        row: 6
        list: 10
    "#]]
    .assert_eq(&format!("view of one column: {one}\n{cost}"));
}
