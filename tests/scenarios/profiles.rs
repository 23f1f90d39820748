//! A user and a profile, a country and its capital: one to one, told from both ends.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_login", ordering(name))]
struct Login {
    id: i64,
    #[field(unique, max_length = 20)]
    name: String,
    #[related(Profile.login)]
    profile: RelatedOne<Profile>,
}

/// A profile may stay when its login goes, and belong to none.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_profile", ordering(bio))]
struct Profile {
    id: i64,
    #[one_to_one(on_delete = set_null)]
    login: Option<OneToOne<Login>>,
    bio: String,
    #[foreign_key(on_delete = set_null, related_name = "citizens")]
    country: Option<ForeignKey<Country>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_country", ordering(name))]
struct Country {
    #[primary_key]
    #[field(max_length = 2)]
    code: String,
    name: String,
}

/// It shares the key of its country, which is text.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_capital", ordering(name))]
struct Capital {
    #[one_to_one(primary_key, on_delete = cascade)]
    country: OneToOne<Country>,
    name: String,
    people: i64,
}

async fn world(db: &Db) -> orm::Result<[Country; 3]> {
    let country = |(code, name): (&str, &str)| Country::create().code(code).name(name);
    let all = [("fr", "France"), ("it", "Italy"), ("nr", "Nauru")].map(country);
    let all: [Country; 3] = Country::objects().bulk_create(db, all).await?.try_into().expect("three");
    Capital::create().country(&all[0]).name("Paris").people(2_100_000).save(db).await?;
    Capital::create().country("it").name("Rome").people(2_800_000).save(db).await?;
    Ok(all)
}

on_every_database! {
    async fn a_country_and_its_capital(db: &Database) {
        let [france, italy, nauru] = world(db).await?;
        let paris = france.capital(db).await?.unwrap();
        assert_eq!((paris.name.as_str(), paris.country.key().as_str(), paris.country.load(db).await?), ("Paris", "fr", &france));
        assert_eq!(nauru.capital(db).await?, None, "it has none, which is no error");
        // By its key, which is the country's.
        assert_eq!(Capital::objects().get(db, "fr").await?, paris);
        assert_eq!(Capital::objects().get(db, &italy.code).await?.name, "Rome");
        assert_eq!(Capital::objects().filter(Capital.country.eq(&italy)).one(db).await?.name, "Rome");
        assert_eq!(Capital::objects().filter(Capital.country.code.in_(["fr", "nr"])).one(db).await?, paris);
        // Each is found by what the other says.
        assert_eq!(Country::objects().filter(via(Country::capital).name.eq("Paris")).one(db).await?, france);
        assert_eq!(Capital::objects().filter(Capital.country.name.startswith("I")).one(db).await?.name, "Rome");
        assert_eq!(Country::objects().filter(via(Country::capital).is_null()).one(db).await?, nauru);
        assert_eq!(Country::objects().filter(via(Country::capital).exists()).count(db).await?, 2);
        // One that is not there is not Paris, nor large.
        assert_eq!(each!(Country::objects().exclude(via(Country::capital).name.eq("Paris")).all(db).await?, name), ["Italy", "Nauru"]);
        assert_eq!(each!(Country::objects().filter(via(Country::capital).name.ne("Paris")).all(db).await?, name), ["Italy", "Nauru"]);
        assert_eq!(Country::objects().filter(via(Country::capital).people.gt(0)).count(db).await?, 2);
        // And ordered by it, where no capital comes first, as NULL does.
        let by_people = Country::objects().order_by(via(Country::capital).people.desc());
        assert_eq!(each!(by_people.clone().all(db).await?, name), ["Italy", "France", "Nauru"]);
        assert_eq!(each!(by_people.reverse().all(db).await?, name), ["Nauru", "France", "Italy"]);
        Ok(())
    }

    async fn both_beside_each_other(db: &Database) {
        let [france, ..] = world(db).await?;
        let (rows, sent) = statements(db, Country::objects().with(via(Country::capital)).all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(country, capital)| (country.name.as_str(), capital.as_ref().map(|it| it.name.as_str()))).collect();
        assert_eq!((shown, sent), (vec![("France", Some("Paris")), ("Italy", Some("Rome")), ("Nauru", None)], 1));
        let (rows, sent) = statements(db, Capital::objects().with(Capital.country).all(db)).await?;
        assert_eq!((rows[0].1.clone(), sent), (france, 1));
        let names = Country::objects().select((Country.name, via(Country::capital).name)).all(db).await?;
        assert_eq!(names[2], ("Nauru".to_owned(), None));
        let names = Capital::objects().order_by(Capital.country.name.desc()).select((Capital.country.name, Capital.name)).all(db).await?;
        assert_eq!(names, [("Italy", "Rome"), ("France", "Paris")].map(|(a, b)| (a.to_owned(), b.to_owned())));
        // A loop over the capitals asks for their countries once.
        let (_, sent) = statements(db, async {
            for capital in &Capital::objects().all(db).await? {
                capital.country.load(db).await?;
            }
            Ok(())
        }).await?;
        assert_eq!(sent, 2);
        Ok(())
    }

    async fn a_second_capital_is_refused_and_the_first_can_be_replaced(db: &Database) {
        let [france, italy, nauru] = world(db).await?;
        let error = Capital::create().country(&france).name("Lyon").people(1).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::UniqueViolation, Some("Capital"), Some("country")));
        let (lyon, created) = Capital::create().country(&france).name("Lyon").people(500_000).update_or_create(db, Capital.country).await?;
        assert_eq!((created, lyon.country.key().as_str(), france.capital(db).await?.as_ref()), (false, "fr", Some(&lyon)));
        let (yaren, created) = Capital::create().country(&nauru).name("Yaren").people(747).get_or_create(db, Capital.country).await?;
        assert_eq!((created, nauru.capital(db).await?.as_ref()), (true, Some(&yaren)));
        // The key of a row does not change: that would be another row.
        let mut moved = yaren.clone();
        moved.country = ForeignKey::to("xx");
        assert_eq!(moved.save(db).await.unwrap_err().kind(), ErrorKind::NotFound);
        let error = Capital::create().country("xx").name("Nowhere").people(0).save(db).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::ForeignKeyViolation, Some("country")));
        // A capital goes alone; a country takes its capital along.
        assert_eq!(yaren.delete(db).await?.total(), 1);
        assert_eq!(nauru.capital(db).await?, None);
        let gone = italy.delete(db).await?;
        assert_eq!((gone.of_model("Capital"), gone.of_model("Country")), (1, 1));
        assert_eq!(Capital::objects().one(db).await?.name, "Lyon");
        Ok(())
    }

    async fn a_country_comes_with_its_capital_in_one_call(db: &Database) {
        let spain = Country::create().code("es").name("Spain");
        let spain = spain.related(Country::capital, Capital::create().name("Madrid").people(3_400_000)).save(db).await?;
        assert_eq!(spain.capital(db).await?.map(|it| it.name), Some("Madrid".to_owned()));
        // All or nothing: the second country has a code that is taken.
        let both = [("pt", "Lisbon"), ("es", "Seville")].map(|(code, capital)| {
            Country::create().code(code).name(capital).related(Country::capital, Capital::create().name(capital).people(1))
        });
        let error = Country::objects().bulk_create(db, both).await.unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::UniqueViolation, Some(1)));
        assert_eq!((Country::objects().count(db).await?, Capital::objects().count(db).await?), (1, 1));
        Ok(())
    }

    async fn a_profile_belongs_to_a_login_or_to_none(db: &Database) {
        let [france, ..] = world(db).await?;
        let ann = Login::create().name("ann").save(db).await?;
        let bob = Login::create().name("bob").save(db).await?;
        let mut profile = Profile::create().login(&ann).bio("likes cats").country(&france).save(db).await?;
        Profile::create().bio("nobody's").save(db).await?;
        Profile::create().bio("nobody's either").login(Null).save(db).await?;
        assert_eq!((ann.profile.load(db).await?, bob.profile.load(db).await?), (Some(&profile), None));
        assert_eq!(Profile::objects().filter(Profile.login.is_null()).count(db).await?, 2, "any number may belong to none");
        // Whoever has one: from the profile, by a path of three, and by what the country says.
        assert_eq!(Login::objects().filter(via(Login::profile).country.name.eq("France")).one(db).await?, ann);
        assert_eq!(Login::objects().filter(via(Login::profile).country.via(Country::capital).name.eq("Paris")).one(db).await?, ann);
        assert_eq!(Country::objects().filter(via(Country::citizens).login.name.eq("ann")).one(db).await?, france);
        assert_eq!(each!(Login::objects().exclude(via(Login::profile).country.eq(&france)).all(db).await?, name), ["bob"]);
        // The profile goes to another: what memory holds of the first stays until it is asked anew.
        profile.login = Some(ForeignKey::to(&bob));
        profile.save(db).await?;
        assert_eq!((ann.profile.load(db).await?.is_some(), ann.profile.reload(db).await?), (true, None));
        assert_eq!(bob.profile(db).await?.as_ref(), Some(&profile));
        // Taken by another profile, it is refused.
        let mut other = Profile::objects().filter(Profile.login.is_null()).first(db).await?.unwrap();
        let error = other.update(db, Profile.login.set(&bob)).await.unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::UniqueViolation, Some("login")));
        // A swap is two steps, since no two may lead to one login at any time.
        db.transaction(async |tx| {
            profile.update(&tx, Profile.login.set_null()).await?;
            other.update(&tx, Profile.login.set(&bob)).await?;
            profile.update(&tx, Profile.login.set(&ann)).await
        }).await?;
        let (logins, sent) = statements(db, Login::objects().load(Login.profile.country).all(db)).await?;
        let bios: Vec<_> = logins.iter().map(|it| it.profile.loaded().unwrap().map(|it| it.bio.as_str())).collect();
        assert_eq!((bios, sent), (vec![Some("likes cats"), Some("nobody's")], 3));
        // The login goes, and the profile stays.
        assert_eq!(bob.delete(db).await?.total(), 1);
        assert_eq!(Profile::objects().filter(Profile.login.is_null()).count(db).await?, 2);
        Ok(())
    }

    async fn rows_by_what_is_unique_of_them(db: &Database) {
        let logins = ["ann", "bob", "cid"].map(|name| Login::create().name(name).related(Login::profile, Profile::create().bio(name.to_uppercase())));
        let [ann, bob, cid] = Login::objects().bulk_create(db, logins).await?.try_into().expect("three");
        let (found, sent) = statements(db, Login::objects().in_bulk_by(db, Login.name, ["ann", "cid", "nobody", "ann"])).await?;
        assert_eq!((found.len(), &found["ann"], found.get("cid"), found.get("nobody"), sent), (2, &ann, Some(&cid), None, 1));
        // Of a one-to-one by the key of the other; those that lead to none have no name here.
        Profile::create().bio("nobody's").save(db).await?;
        let found = Profile::objects().in_bulk_by(db, Profile.login, [ann.id, bob.id, 999]).await?;
        assert_eq!((found.len(), found[&bob.id].bio.as_str()), (2, "BOB"));
        // Among the rows of the queryset, with what it loads, and in one statement for any number.
        let some = Login::objects().filter(Login.name.ne("bob")).load(Login.profile);
        let (found, sent) = statements(db, some.in_bulk_by(db, Login.name, (0..5_000).map(|n| format!("nobody {n}")).chain(["ann".into(), "bob".into()]))).await?;
        assert_eq!((found.len(), found["ann"].profile.loaded().unwrap().unwrap().bio.as_str(), sent), (1, "ANN", 2));
        let (found, sent) = statements(db, Login::objects().in_bulk_by(db, Login.name, [] as [&str; 0])).await?;
        assert_eq!((found.len(), sent), (0, 0));
        let first_two = Login::objects().limit(2).in_bulk_by(db, Login.name, ["bob", "cid"]).await?;
        assert_eq!(first_two.keys().collect::<Vec<_>>(), ["bob"]);
        Ok(())
    }
}
