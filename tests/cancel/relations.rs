//! Writing through managers: all of it or nothing.

use crate::at_every_poll::*;
use crate::{Cat, cat, owner, template};
use orm::prelude::*;

#[tokio::test]
async fn many_to_many() {
    let operations = operations! {
        "many to many add" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            ann.sits_for.add(stage.db(), [1_i64, 2]).await?;
        }
        "many to many remove" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            assert_eq!(ann.sits_for.remove(stage.db(), [1_i64, 3]).await?, 1);
        }
        "many to many set" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            ann.sits_for.set(stage.db(), [1_i64, 2]).await?;
        }
        "many to many clear" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            assert_eq!(ann.sits_for.clear(stage.db()).await?, 1);
        }
        "many to many create" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            ann.sits_for.create(stage.db(), Cat::create().name("Kit").owner(&ann)).await?;
        }
        "linked add" |stage| {
            let milo = cat(stage.db(), "Milo").await?;
            stage.begin();
            milo.sitters().add(stage.db(), [1_i64, 2]).await?;
        }
        "linked remove" |stage| {
            let rex = cat(stage.db(), "Rex").await?;
            stage.begin();
            assert_eq!(rex.sitters().remove(stage.db(), 1).await?, 1);
        }
        "linked set" |stage| {
            let rex = cat(stage.db(), "Rex").await?;
            stage.begin();
            rex.sitters().set(stage.db(), 2).await?;
        }
        "linked clear" |stage| {
            let rex = cat(stage.db(), "Rex").await?;
            stage.begin();
            assert_eq!(rex.sitters().clear(stage.db()).await?, 1);
        }
        "linked create" |stage| {
            let rex = cat(stage.db(), "Rex").await?;
            stage.begin();
            rex.sitters().create(stage.db(), crate::Owner::create().name("Max")).await?;
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("many_to_many").await, EVERYWHERE, &operations, &mut report).await;
    report.check();
}

#[tokio::test]
async fn many_to_one() {
    let operations = operations! {
        "related add" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            stage.begin();
            ann.cat_set().add(stage.db(), [2_i64, 3]).await?;
        }
        "related remove" |stage| {
            let bob = owner(stage.db(), "Bob").await?;
            stage.begin();
            bob.patients().remove(stage.db(), [2_i64, 3]).await?;
        }
        "related set" |stage| {
            let bob = owner(stage.db(), "Bob").await?;
            stage.begin();
            bob.patients().set(stage.db(), [1_i64, 2]).await?;
        }
        "related clear" |stage| {
            let bob = owner(stage.db(), "Bob").await?;
            stage.begin();
            assert_eq!(bob.patients().clear(stage.db()).await?, 2);
        }
        "related create" |stage| {
            let bob = owner(stage.db(), "Bob").await?;
            stage.begin();
            bob.cat_set().create().name("Kit").save(stage.db()).await?;
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template("many_to_one").await, EVERYWHERE, &operations, &mut report).await;
    report.check();
}

// A change that was dropped may have happened, so the field no longer trusts what it had read before.
#[tokio::test]
async fn a_field_never_hides_a_change_that_was_dropped() {
    let template = template("hidden").await;
    let operations = operations! {
        "many to many add beside a reading" |stage| {
            let ann = owner(stage.db(), "Ann").await?;
            ann.sits_for.load(stage.db()).await?;
            stage.begin();
            let check = Check { field: &ann.sits_for };
            ann.sits_for.add(stage.db(), [1_i64, 2]).await?;
            drop(check);
        }
    };
    let mut report = Report::default();
    drop_everywhere(&template, EVERYWHERE, &operations, &mut report).await;
    report.check();

    /// Looks at the field when the future is dropped.
    struct Check<'a> {
        field: &'a ManyToMany<Cat>,
    }
    impl Drop for Check<'_> {
        fn drop(&mut self) {
            assert!(self.field.loaded().is_none());
        }
    }
}
