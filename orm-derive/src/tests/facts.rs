//! What is derived where the user says nothing.

use crate::ctxt::Ctxt;
use crate::ir::{Accessor, End, Links, Role};
use expect_test::{Expect, expect};
use quote::ToTokens;

fn check(input: &str, expected: Expect) {
    let input = syn::parse_str(input).expect("a struct");
    let cx = Ctxt::default();
    let model = crate::lower::model(&cx, &input).expect("a model");
    cx.finish().expect("no errors");
    let mut out = format!("{} = {} ({:?})\n", model.ident, model.table.text, model.comment);
    for field in &model.fields {
        let end = |it: &End| match it {
            End::Only => "-".to_owned(),
            End::Named(field) => field.to_string(),
        };
        let accessor = |it: &Accessor| it.ident().map_or_else(|| "-".to_owned(), ToString::to_string);
        let told = match &field.role {
            Role::Column(it) => format!("column {} {:?} null={}", it.name.text, it.kind, it.nullable),
            Role::Key(it) => format!("key {} {:?}", it.name.text, it.kind),
            Role::ForeignKey(it) | Role::OneToOne(it) | Role::OneToOneKey(it) | Role::ForeignKeyKey(it) => format!(
                "to one {} of {} null={} key={} {:?} <- {}",
                it.columns[0].text,
                it.target.to_token_stream(),
                it.nullable,
                field.role.is_key(),
                it.on_delete,
                accessor(&it.accessor)
            ),
            Role::ManyToMany(it) => {
                let links = match &it.links {
                    Links::Own { table, source_column, target_column, unique_name } => {
                        format!("{}({}, {}) {}", table.text, source_column.text, target_column.text, unique_name.text)
                    }
                    Links::Unclear => "?".to_owned(),
                    Links::Through { model, near, far } => {
                        format!("through {}({}, {})", model.to_token_stream(), end(near), end(far))
                    }
                };
                format!("to many {links} {:?} <- {}", it.symmetry, accessor(&it.accessor))
            }
            Role::Flatten(it) => format!("flatten {} {:?}", it.ty.to_token_stream(), it.prefix),
            Role::OneOf(it) => {
                format!("one of {} null={} check {}", it.ty.to_token_stream(), it.nullable, it.check.text)
            }
            Role::Target(it) => format!(
                "target {} {} of {} {:?} <- {}",
                field.shown(),
                it.to_one.columns[0].text,
                it.to_one.target.to_token_stream(),
                it.to_one.on_delete,
                accessor(&it.to_one.accessor)
            ),
            Role::Related(it) => {
                format!("related {:?} {} by {}", it.leads_to, it.target.to_token_stream(), it.token.to_token_stream())
            }
        };
        out += &format!("{}: {told}\n", field.ident);
    }
    for it in model.uniques.iter().chain(&model.indexes) {
        out += &format!("{} {}\n", it.word, it.name.text);
    }
    for it in &model.checks {
        out += &format!("check {}\n", it.name.text);
    }
    expected.assert_eq(&out);
}

#[test]
fn defaults() {
    check(
        "
        /// A house cat.
        /// It has a home.
        #[model(unique(name, owner), index(owner, r#type), check(HouseCat.lives.gt(0)), check(a), check(b, name = \"c\"))]
        struct HouseCat {
            id: Uuid,
            #[field(max_length = 3)] name: String,
            picture: Option<Vec<u8>>,
            born: std::option::Option<chrono::NaiveDate>,
            money: Money,
            r#type: i16,
            #[foreign_key] owner: ForeignKey<people::Owner>,
            #[one_to_one(on_delete = cascade)] r#box: Option<OneToOne<Self>>,
            #[many_to_many] likes: ManyToMany<HouseCat>,
            #[many_to_many(related_name = \"+\")] feeders: ManyToMany<people::Owner>,
        }",
        expect![[r#"
            HouseCat = house_cat (Some("A house cat."))
            id: key id Uuid
            name: column name Text null=false
            picture: column picture Bytes null=true
            born: column born Other null=true
            money: column money Unknown null=false
            r#type: column type Integer null=false
            owner: to one owner_id of people :: Owner null=false key=false Protect <- house_cat_set
            r#box: to one box_id of HouseCat null=true key=false Cascade <- house_cat
            likes: to many house_cat_likes(from_house_cat_id, to_house_cat_id) house_cat_likes_pkey Symmetrical <- -
            feeders: to many house_cat_feeders(house_cat_id, owner_id) house_cat_feeders_pkey Directed <- -
            unique house_cat_name_owner_id_key
            index house_cat_owner_id_type_idx
            check house_cat_check_1
            check house_cat_check_2
            check c
        "#]],
    );
    check(
        "#[model(table = \"papers\", comment = \"x\")] struct Type { #[one_to_one(primary_key)] owner: OneToOne<Owner> }",
        expect![[r#"
            Type = papers (Some("x"))
            owner: to one owner_id of Owner null=false key=true Protect <- r#type
        "#]],
    );
    check(
        "struct Crate { #[one_to_one(primary_key)] owner: OneToOne<Owner> }",
        expect![[r#"
        Crate = crate (None)
        owner: to one owner_id of Owner null=false key=true Protect <- crate_
    "#]],
    );
}

#[test]
fn polymorphic_fields() {
    check(
        r#"
        #[model(unique(about, r#in))]
        struct Note {
            id: i64,
            #[polymorphic(Cat, Type(model = words::Type, on_delete = cascade, column = "word"))] r#in: Place,
            #[polymorphic(HttpCat(related_name = "+"))] about: Option<Subject>,
        }"#,
        expect![[r#"
            Note = note (None)
            id: key id Integer
            r#in: one of Place null=false check note_in_target
            __in_cat: target in.cat in_cat_id of Cat Protect <- note_set
            __in_type: target in.type word of words :: Type Cascade <- note_set
            about: one of Subject null=true check note_about_target
            __about_http_cat: target about.http_cat about_http_cat_id of HttpCat Protect <- -
            unique note_about_in_key
        "#]],
    );
}
