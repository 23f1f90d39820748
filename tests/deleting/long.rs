//! Many models in a row, each referring twice to the one before: there are a thousand ways to a row of the tenth.

use super::*;

macro_rules! ladder {
    ($($table:literal $model:ident of $before:ident)*) => {
        $(
            #[derive(Model, Debug, Clone)]
            #[model(table = $table)]
            struct $model {
                id: i64,
                #[foreign_key(on_delete = cascade, related_name = "+")]
                left: ForeignKey<$before>,
                #[foreign_key(on_delete = cascade, related_name = "+")]
                right: ForeignKey<$before>,
            }
        )*
        /// Each row refers to the row of its own number, and to the next below.
        async fn fill(db: &Db, width: i64) -> orm::Result<()> {
            for id in 1..=width {
                R0::create().id(id).save(db).await?;
            }
            $(for id in 1..=width {
                $model::create().id(id).left(id).right((id - 1).max(1)).save(db).await?;
            })*
            Ok(())
        }
        async fn left(db: &Db) -> orm::Result<Vec<i64>> {
            Ok(vec![R0::objects().count(db).await?, $($model::objects().count(db).await?),*])
        }
    };
}

#[derive(Model, Debug, Clone)]
#[model(table = "d_r0")]
struct R0 {
    id: i64,
}

ladder! {
    "d_r1" R1 of R0 "d_r2" R2 of R1 "d_r3" R3 of R2 "d_r4" R4 of R3 "d_r5" R5 of R4 "d_r6" R6 of R5 "d_r7" R7 of R6
    "d_r8" R8 of R7 "d_r9" R9 of R8 "d_r10" R10 of R9 "d_r11" R11 of R10
}

on_every_database! {
    async fn a_thousand_ways_to_a_row(db: &Database) {
        db.transaction(async |tx| fill(&tx, 30).await).await?;
        let last = R0::objects().get(db, 30).await?;
        let (report, sent) = statements(db, last.delete(db)).await?;
        assert_eq!(report.total(), 12, "row 30 of each model");
        assert_eq!(left(db).await?, [29; 12]);
        assert!(sent <= 11 * 6, "{sent} statements");
        // From the eighth on: one row more of each model.
        let (report, sent) = statements(db, R0::objects().filter(R0.id.eq(5)).delete(db)).await?;
        assert_eq!(report.of_model("R0") + report.of_model("R1") + report.of_model("R2"), 1 + 2 + 3);
        assert_eq!(report.of_model("R11"), 12);
        assert!(sent <= 11 * 6, "{sent} statements");
        Ok(())
    }
}
