//! What is wrong with the models of a program: of these, nothing.

use crate::models::Owner;
use crate::support::on_every_database;
use orm::ErrorKind;
use orm::model::Table;
use orm::prelude::*;

on_every_database! {
    async fn the_models_of_this_suite_have_no_problem(db: &Database) {
        let (found, sent) = (db.check(), db.statements_sent());
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(db.statements_sent(), sent, "it only looks");
        Ok(())
    }

    async fn tables_that_cannot_be_are_refused_before_anything_is_sent(db: &Database) {
        let twice = [Owner::schema(), Owner::schema()];
        let sent = db.statements_sent();
        let error = db.create_tables_of(&twice).await.unwrap_err();
        assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Owner")));
        assert_eq!(db.statements_sent(), sent);
        Ok(())
    }
}
