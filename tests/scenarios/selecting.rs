//! A tree of life of one species after the other, and tournaments: rows joined beside a row, and what is known of them.

use super::each;
use crate::support::{on_every_database, statements};
use orm::prelude::*;

macro_rules! taxon {
    ($name:ident $table:literal $($parent:ident $field:ident)?) => {
        #[derive(Model, Debug, Clone, PartialEq)]
        #[model(table = $table)]
        struct $name {
            id: i64,
            #[field(max_length = 50)]
            name: String,
            $(
                #[foreign_key(on_delete = cascade)]
                $field: ForeignKey<$parent>,
            )?
        }
    };
}
taxon!(Domain "story_domain");
taxon!(Kingdom "story_kingdom" Domain domain);
taxon!(Phylum "story_phylum" Kingdom kingdom);
taxon!(Class "story_class" Phylum phylum);
taxon!(Order "story_order" Class class);
taxon!(Family "story_family" Order order);
taxon!(Genus "story_genus" Family family);

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_species", ordering(name))]
struct Species {
    id: i64,
    #[field(max_length = 50)]
    name: String,
    #[foreign_key(on_delete = cascade)]
    genus: ForeignKey<Genus>,
    /// Where it was before, if it was moved.
    #[foreign_key(on_delete = set_null, related_name = "former")]
    before: Option<ForeignKey<Genus>>,
}

/// A chain whose first link may be missing, and the others never.
#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_organiser")]
struct Organiser {
    id: i64,
    name: String,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_tournament")]
struct Tournament {
    id: i64,
    name: String,
    #[foreign_key(on_delete = protect)]
    organiser: ForeignKey<Organiser>,
    #[related(Pool.tournament)]
    pools: RelatedSet<Pool>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_pool", ordering(name))]
struct Pool {
    id: i64,
    name: String,
    #[foreign_key(on_delete = cascade)]
    tournament: Option<ForeignKey<Tournament>>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_pool_style")]
struct PoolStyle {
    id: i64,
    name: String,
    #[one_to_one(on_delete = cascade, related_name = "style")]
    pool: OneToOne<Pool>,
}

/// A species, with all that is above it.
async fn plant(db: &Db, path: &str) -> orm::Result<Species> {
    let names: Vec<_> = path.split(' ').collect();
    let &[domain, kingdom, phylum, class, order, family, genus, species] = names.as_slice() else {
        panic!("eight names")
    };
    let domain = Domain::create().name(domain).save(db).await?;
    let kingdom = domain.kingdom_set().create().name(kingdom).save(db).await?;
    let phylum = kingdom.phylum_set().create().name(phylum).save(db).await?;
    let class = phylum.class_set().create().name(class).save(db).await?;
    let order = class.order_set().create().name(order).save(db).await?;
    let family = order.family_set().create().name(family).save(db).await?;
    let genus = family.genus_set().create().name(genus).save(db).await?;
    genus.species_set().create().name(species).save(db).await
}

async fn life(db: &Db) -> orm::Result<()> {
    for path in [
        "Eukaryota Animalia Arthropoda Insecta Diptera Drosophilidae Drosophila melanogaster",
        "Eukaryota Animalia Chordata Mammalia Primates Hominidae Homo sapiens",
        "Eukaryota Plantae Magnoliophyta Magnoliopsida Fabales Fabaceae Pisum sativum",
        "Eukaryota Fungi Basidiomycota Homobasidiomycatae Agaricales Amanitacae Amanita muscaria",
    ] {
        plant(db, path).await?;
    }
    Ok(())
}

on_every_database! {
    async fn a_chain_of_eight(db: &Database) {
        life(db).await?;
        // Asked for step by step: a statement for each step, however many species there are.
        let (orders, sent) = statements(db, async {
            let mut orders = Vec::new();
            for species in &Species::objects().all(db).await? {
                let order = species.genus.load(db).await?.family.load(db).await?.order.load(db).await?;
                let domain = order.class.load(db).await?.phylum.load(db).await?.kingdom.load(db).await?.domain.load(db).await?;
                orders.push(format!("{} {}", order.name, domain.name));
            }
            Ok(orders)
        }).await?;
        assert_eq!((orders, sent), (["Diptera", "Agaricales", "Primates", "Fabales"].map(|it| format!("{it} Eukaryota")).to_vec(), 8));
        let all = Species.genus.family.order.class.phylum.kingdom.domain;
        let (found, sent) = statements(db, Species::objects().load(all).all(db)).await?;
        let family = found[2].genus.loaded().unwrap().family.loaded().unwrap();
        let class = family.order.loaded().unwrap().class.loaded().unwrap();
        assert_eq!((family.name.as_str(), class.phylum.loaded().unwrap().kingdom.loaded().unwrap().domain.loaded().is_some(), sent), ("Hominidae", true, 8));
        // Beside the row, and as values: one statement.
        let (rows, sent) = statements(db, Species::objects().with(Species.genus).with(Species.genus.family.order).all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(species, genus, order)| format!("{} {} {}", order.name, genus.name, species.name)).collect();
        assert_eq!((shown[2].as_str(), sent), ("Primates Homo sapiens", 1));
        let names = Species::objects().filter(Species.genus.family.order.class.phylum.kingdom.name.eq("Fungi"));
        assert_eq!(names.select((Species.name, Species.genus.family.name)).all(db).await?, [("muscaria".to_owned(), "Amanitacae".to_owned())]);
        Ok(())
    }

    async fn what_may_be_missing_is_an_option(db: &Database) {
        life(db).await?;
        let mut muscaria = Species::objects().filter(Species.name.eq("muscaria")).one(db).await?;
        let homo = Genus::objects().filter(Genus.name.eq("Homo")).one(db).await?;
        muscaria.update(db, Species.before.set(&homo)).await?;
        let (rows, sent) = statements(db, Species::objects().with(Species.before).with(Species.before.family).all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(it, genus, family)| (it.name.as_str(), genus.as_ref().map(|it| it.name.as_str()), family.as_ref().map(|it| it.name.as_str()))).collect();
        assert_eq!(shown, [("melanogaster", None, None), ("muscaria", Some("Homo"), Some("Hominidae")), ("sapiens", None, None), ("sativum", None, None)]);
        assert_eq!(sent, 1);
        // A condition on what is joined does not join it again, and an order by it keeps the others.
        let by_family = Species::objects().order_by((Species.before.family.name.desc().nulls_last(), Species.name));
        assert_eq!(each!(by_family.all(db).await?, name), ["muscaria", "melanogaster", "sapiens", "sativum"]);
        let (row, sent) = statements(db, Species::objects().with(Species.before).filter(Species.before.name.eq("Homo")).one(db)).await?;
        assert_eq!((row.1, sent), (Some(homo.clone()), 1));
        // Deleted in the middle of the chain: all below goes, and what once was there stays.
        let gone = Family::objects().filter(Family.name.eq("Hominidae")).delete(db).await?;
        assert_eq!((gone.of_model("Family"), gone.of_model("Genus"), gone.of_model("Species"), gone.total()), (1, 1, 1, 3));
        muscaria.refresh(db).await?;
        assert_eq!(muscaria.before, None);
        Ok(())
    }

    async fn tournaments_and_their_pools(db: &Database) {
        let host = Organiser::create().name("Host").save(db).await?;
        let t1 = Tournament::create().name("T1").organiser(&host).related(Tournament::pool_set, [Pool::create().name("P1"), Pool::create().name("P3")]).save(db).await?;
        let t2 = Tournament::create().name("T2").organiser(&host).related(Tournament::pool_set, [Pool::create().name("P2")]).save(db).await?;
        Pool::create().name("P4").save(db).await?;
        let p1 = t1.pools.filter(Pool.name.eq("P1")).one(db).await?;
        PoolStyle::create().name("S1").pool(&p1).save(db).await?;
        // From pools up, from tournaments down, and down to one and up again.
        let (pools, sent) = statements(db, Pool::objects().load(Pool.tournament.organiser).all(db)).await?;
        let shown: Vec<_> = pools.iter().map(|it| it.tournament.as_ref().map(|it| it.loaded().unwrap()).map(|it| format!("{} {}", it.name, it.organiser.loaded().unwrap().name))).collect();
        let [t1_host, t2_host] = ["T1 Host", "T2 Host"].map(|it| Some(it.to_owned()));
        assert_eq!((shown, sent), (vec![t1_host.clone(), t2_host, t1_host, None], 3));
        let (all, sent) = statements(db, Tournament::objects().order_by(Tournament.name).load((Tournament.pools, Tournament.organiser)).all(db)).await?;
        assert_eq!((each!(all[0].pools.loaded().unwrap(), name), each!(all[1].pools.loaded().unwrap(), name), sent), (vec!["P1", "P3"], vec!["P2"], 3));
        let (rows, sent) = statements(db, Pool::objects().with(via(Pool::style)).with(Pool.tournament).with(Pool.tournament.organiser).all(db)).await?;
        let shown: Vec<_> = rows.iter().map(|(pool, style, tournament, organiser)| (pool.name.as_str(), style.is_some(), tournament.is_some(), organiser.is_some())).collect();
        assert_eq!((shown, sent), (vec![("P1", true, true, true), ("P2", false, true, true), ("P3", false, true, true), ("P4", false, false, false)], 1));
        let (style, pool, tournament) = PoolStyle::objects().with(PoolStyle.pool).with(PoolStyle.pool.tournament).one(db).await?;
        assert_eq!((style.name.as_str(), pool, tournament), ("S1", p1, Some(t1.clone())));
        // The other way: a tournament's pools, each with its style.
        let pools = via(Tournament::pool_set).query().with(via(Pool::style));
        let (rows, sent) = statements(db, Tournament::objects().order_by(Tournament.name).with(pools).all(db)).await?;
        let shown: Vec<Vec<_>> = rows.iter().map(|(_, pools)| pools.iter().map(|(pool, style)| (pool.name.as_str(), style.is_some())).collect()).collect();
        assert_eq!((shown, sent), (vec![vec![("P1", true), ("P3", false)], vec![("P2", false)]], 2));
        assert_eq!(Organiser::objects().filter(via(Organiser::tournament_set).via(Tournament::pool_set).via(Pool::style).name.eq("S1")).one(db).await?, host);
        assert_eq!(host.delete(db).await.unwrap_err().kind(), orm::ErrorKind::Protected);
        assert_eq!(Tournament::objects().filter(Tournament.organiser.eq(&host)).delete(db).await?.total(), 2 + 3 + 1);
        assert_eq!((t2.pools.count(db).await?, Pool::objects().one(db).await?.name.as_str()), (0, "P4"));
        assert_eq!(host.delete(db).await?.total(), 1);
        Ok(())
    }
}
