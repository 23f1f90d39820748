//! The expansion under whatever stands around it: it disturbs nothing, and nothing disturbs it.
//!
//! That these compile is most of the test; that they work is the rest.

use crate::support::on_every_database;
use orm::prelude::*;

/// A scope that has its own of all the names that a careless expansion would use.
mod hostile {
    #![deny(warnings)]
    #![allow(dead_code, unused_macros, unused_imports, reason = "the names only have to be there")]

    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct String;
    pub(crate) struct Vec;
    pub(crate) struct Box;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct PhantomData;
    pub(crate) trait Clone {}
    pub(crate) trait Copy {}
    pub(crate) trait Default {}
    pub(crate) trait Debug {}
    pub(crate) trait From {}
    pub(crate) trait Into {}
    pub(crate) trait Iterator {}
    pub(crate) trait Send {}
    pub(crate) trait Sync {}
    pub(crate) trait Future {}
    pub(crate) trait Table {}
    pub(crate) trait Draft {}
    pub(crate) struct Field;
    pub(crate) struct Rel;
    pub(crate) struct Value;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod orm_core {}
    macro_rules! vec {
        ($($anything:tt)*) => {
            compile_error!("the user's own `vec!`")
        };
    }
    pub(crate) use vec;

    #[derive(::orm::Model)]
    #[model(table = "hostile_home")]
    pub(crate) struct Home {
        pub(crate) id: i64,
        pub(crate) name: ::std::string::String,
        pub(crate) note: ::core::option::Option<::std::string::String>,
        #[many_to_many(related_name = "homes")]
        pub(crate) things: ::orm::ManyToMany<Thing>,
    }

    #[derive(::orm::Model)]
    #[model(table = "hostile_thing")]
    pub(crate) struct Thing {
        pub(crate) id: i64,
        #[foreign_key(on_delete = cascade)]
        pub(crate) home: ::orm::ForeignKey<Home>,
        #[foreign_key(related_name = "borrowed")]
        pub(crate) lent_to: ::core::option::Option<::orm::ForeignKey<Home>>,
        #[field(flatten(prefix = "made_"))]
        pub(crate) made: Made,
    }

    #[derive(::orm::Fields)]
    pub(crate) struct Made {
        #[field(default = 3)]
        pub(crate) r#in: i64,
        by: ::core::option::Option<::std::string::String>,
        #[field(flatten)]
        of: Of,
    }

    #[derive(::orm::Fields)]
    struct Of {
        #[field(db_default = false)]
        gold: bool,
        string: ::core::option::Option<::std::string::String>,
    }

    #[derive(::orm::Polymorphic)]
    pub(crate) enum Place {
        Home(::orm::ForeignKey<Home>),
        Type(::orm::ForeignKey<Thing>),
    }

    #[derive(::orm::Model)]
    #[model(table = "hostile_label")]
    pub(crate) struct Label {
        pub(crate) id: i64,
        #[polymorphic(Home, Type(model = Thing, on_delete = cascade))]
        pub(crate) r#in: Place,
        #[polymorphic(Home(related_name = "was_on"), Type(model = Thing, on_delete = set_null, related_name = "was_on"))]
        pub(crate) before: ::core::option::Option<Place>,
    }

    #[derive(::orm::View)]
    #[view(Home)]
    pub(crate) struct HomeView {
        pub(crate) name: ::std::string::String,
        note: ::core::option::Option<::std::string::String>,
        #[view(order_by(Thing.id), filter(Thing.id.gt(0)), limit(2))]
        pub(crate) things: ::std::vec::Vec<ThingView>,
    }

    #[derive(::orm::View)]
    #[view(Thing)]
    pub(crate) struct ThingView {
        pub(crate) home: BareHome,
        lent_to: ::core::option::Option<BareHome>,
    }

    #[derive(::orm::View)]
    #[view(self::Home)]
    pub(crate) struct BareHome {
        #[view(::orm::via(Home::thing_set).count())]
        pub(crate) has: i64,
        r#id: i64,
    }
}

/// Fields whose names are those of types, words and methods, of the language and of ours.
#[derive(Model, Debug)]
#[model(table = "odd_names")]
struct Odd {
    id: i64,
    r#type: i32,
    r#match: Option<String>,
    i64: i64,
    bool: bool,
    str: String,
    values: i16,
    given: i16,
    state: i16,
    key: i16,
    name: String,
    at: i16,
    cells: i16,
    peers: i16,
    db: i16,
    value: i16,
    create: i16,
    objects: i16,
    decode: i16,
    update: i16,
    delete: i16,
    default: i16,
    #[field(column = "select")]
    sql: i16,
    #[field(column = "a \"quoted\" name; --")]
    quoted: i16,
}

/// Another name for the crate, as a crate that re-exports it has.
mod elsewhere {
    pub(crate) mod renamed {
        pub(crate) use ::orm::*;
    }
    #[derive(renamed::Model, Debug)]
    #[model(crate = renamed, table = "renamed_thing")]
    pub(crate) struct Renamed {
        pub(crate) id: i64,
        pub(crate) name: String,
        #[field(flatten)]
        pub(crate) note: Note,
    }
    #[derive(renamed::Fields, Debug)]
    #[fields(crate = renamed)]
    pub(crate) struct Note {
        pub(crate) text: Option<String>,
    }
    #[derive(renamed::View, Debug)]
    #[view(Renamed, crate = renamed)]
    pub(crate) struct Name {
        pub(crate) name: String,
    }
}

/// Two models of one name in two modules, public, private and in between.
mod one {
    #![deny(warnings, missing_docs, missing_debug_implementations)]
    #![allow(unreachable_pub, reason = "a library's public model, as far as a test can have one")]
    use orm::prelude::*;

    /// A public model.
    #[derive(Model, Debug)]
    #[model(table = "one_public")]
    pub struct Public {
        /// The key.
        pub id: i64,
        /// Seen only here.
        pub(super) shared: i32,
        pub(crate) internal: i32,
        secret: i32,
        /// A relation to a model that is not public.
        #[foreign_key(on_delete = set_null)]
        hidden: Option<ForeignKey<Hidden>>,
    }

    #[derive(Model, Debug)]
    #[model(table = "one_hidden")]
    struct Hidden {
        id: i64,
        #[foreign_key(on_delete = cascade, related_name = "hidden_ones")]
        public: Option<ForeignKey<Public>>,
    }

    pub(super) async fn make(db: &Db) -> orm::Result<Public> {
        let hidden = Hidden::create().save(db).await?;
        let public = Public::create().shared(1).internal(2).secret(3).hidden(&hidden).save(db).await?;
        assert_eq!(hidden.public_set().count(db).await?, 1);
        assert_eq!(public.hidden_ones().count(db).await?, 0);
        assert_eq!(Public::objects().filter(Public.secret.eq(3) & Public.hidden.id.eq(hidden.id)).count(db).await?, 1);
        assert_eq!(hidden.id, public.hidden.as_ref().map_or(0, |it| *it.key()));
        Ok(public)
    }
}

/// Methods of the user's own win over the provided ones.
#[derive(Model, Debug)]
#[model(table = "own_methods")]
struct Own {
    id: i64,
    name: String,
}
impl Own {
    fn create(name: &str) -> String {
        format!("my own {name}")
    }
    fn save(&self) -> &str {
        &self.name
    }
}

on_every_database! {
    async fn a_scope_with_its_own_names(db: &Database) {
        use hostile::{Home, Thing};
        let home = Home::create().name("here").save(db).await?;
        let thing = home.thing_set().create().lent_to(Null).save(db).await?;
        home.things.add(db, &thing).await?;
        assert_eq!(thing.homes().all(db).await?.len(), 1);
        assert_eq!(Thing::objects().filter(Thing.home.name.eq("here") & Thing.lent_to.is_null()).count(db).await?, 1);
        assert_eq!(home.borrowed().count(db).await?, 0);
        assert!(home.note.is_none());
        let view = Home::objects().view::<hostile::HomeView>().one(db).await?;
        assert_eq!((view.name.as_str(), view.things.len(), view.things[0].home.has), ("here", 1, 1));
        Ok(())
    }

    async fn odd_names(db: &Database) {
        let draft = Odd::create().r#type(1).r#match("m").i64(2).bool(true).str("s").values(3).given(4).state(5).key(6);
        let draft = draft.name("n").at(7).cells(8).peers(9).db(10).value(11).create(12).objects(13).decode(14);
        let mut odd = draft.update(15).delete(16).default(17).sql(18).quoted(19).save(db).await?;
        odd.r#type += 1;
        Model::save(&mut odd, db).await?;
        Model::refresh(&mut odd, db).await?;
        assert_eq!((odd.r#type, odd.r#match.as_deref(), odd.bool, odd.sql, odd.quoted), (2, Some("m"), true, 18, 19));
        let same = Odd::objects().filter(Odd.r#type.eq(2) & Odd.quoted.eq(19) & Odd.i64.lt(3) & Odd.str.contains("s"));
        assert_eq!(same.count(db).await?, 1);
        assert_eq!(orm::model::Table::key(&odd), odd.id);
        let total = odd.i64 + i64::from(odd.values + odd.given + odd.state + odd.key + odd.at + odd.cells + odd.peers);
        let rest = odd.db + odd.value + odd.create + odd.objects + odd.decode + odd.update + odd.delete + odd.default;
        assert_eq!((total, rest, odd.str.as_str(), odd.name.as_str()), (2 + 3 + 4 + 5 + 6 + 7 + 8 + 9, 108, "s", "n"));
        Ok(())
    }

    async fn another_path_to_the_crate(db: &Database) {
        use elsewhere::Renamed;
        let it = Renamed::create().name("x").save(db).await?;
        assert_eq!((Renamed::objects().get(db, it.id).await?.name, Renamed.name.eq("x")).0, "x");
        assert_eq!(Renamed::objects().view::<elsewhere::Name>().one(db).await?.name, "x");
        Ok(())
    }

    async fn visibility(db: &Database) {
        let public = one::make(db).await?;
        assert_eq!((public.shared, public.internal), (1, 2));
        assert_eq!(one::Public::objects().filter(one::Public.shared.eq(1)).count(db).await?, 1);
        Ok(())
    }

    async fn own_methods_win(db: &Database) {
        assert_eq!(Own::create("thing"), "my own thing");
        let mut own = <Own as Model>::create().name("n").save(db).await?;
        assert_eq!(own.save(), "n");
        Model::save(&mut own, db).await?;
        own.delete(db).await?;
        Ok(())
    }
}

/// A model in a function body: no module, no `super`. Its table is its function's, so it is made by itself.
#[tokio::test]
async fn in_a_function_body() -> orm::Result<()> {
    #[derive(Model, Debug)]
    #[model(table = "inner_vet")]
    struct Vet {
        id: i64,
        name: String,
    }
    #[derive(Model, Debug)]
    #[model(table = "inner_pet")]
    struct Pet {
        id: i64,
        #[foreign_key]
        vet: ForeignKey<Vet>,
        #[field(flatten)]
        coat: Coat,
    }
    #[derive(Fields, Debug)]
    struct Coat {
        color: Option<String>,
    }
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;
    let vet = Vet::create().name("Vera").save(&db).await?;
    let pet = vet.pet_set().create().save(&db).await?;
    assert_eq!(pet.vet.load(&db).await?.name, "Vera");
    assert_eq!(Pet::objects().filter(Pet.vet.name.eq("Vera")).one(&db).await?.id, pet.id);
    Ok(())
}

#[test]
fn futures_are_send() {
    fn send<T: Send>(value: T) -> T {
        value
    }
    async fn work(db: Database) -> orm::Result<()> {
        let own = <Own as Model>::create().name("n").save(&db).await?;
        Own::objects().filter(Own.name.eq("n")).order_by(Own.id).all(&db).await?;
        Own::objects().first(&db).await?;
        own.delete(&db).await?;
        db.transaction(async |tx| Own::objects().count(&tx).await).await?;
        Ok(())
    }
    drop(send(async { work(Database::connect("sqlite::memory:").await?).await }));
}
