use orm::prelude::*;

#[derive(Model)]
pub struct Firm {
    pub id: i64,
    #[field(unique, max_length = 20)]
    pub code: String,
}

#[derive(Model)]
pub struct Clerk {
    pub id: i64,
    #[foreign_key]
    pub firm: ForeignKey<Firm, to_field!(code)>,
}

async fn clerks(db: &Database, firm: &Firm) -> orm::Result<()> {
    Clerk::create().firm(firm).save(db).await?;
    Clerk::create().firm("code").save(db).await?;
    Clerk::create().firm(1).save(db).await?;
    Clerk::objects().filter(Clerk.firm.eq(1)).count(db).await?;
    Ok(())
}

fn main() {}
