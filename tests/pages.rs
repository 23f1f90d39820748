//! Pages of rows.

use crate::models::{Cat, Owner};
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

/// Ann with so many cats, of which three have one number of lives.
async fn fill(db: &Db, cats: usize) -> orm::Result<Owner> {
    let ann = Owner::create().name("Ann").save(db).await?;
    let drafts = (0..cats).map(|n| {
        let lives = i16::try_from(n / 3).unwrap_or(0);
        Cat::create().name(format!("Cat {:03}", cats - n)).lives(lives).owner(&ann)
    });
    Cat::objects().bulk_create(db, drafts).await?;
    Ok(ann)
}

on_every_database! {
    async fn all_rows_stand_on_one_page_each(db: &Database) {
        let ann = fill(db, 25).await?;
        let mut seen = Vec::new();
        for number in 1..=4 {
            // An order that leaves rows equal: they are told apart by key.
            let (page, sent) = statements(db, Cat::objects().order_by(Cat.lives.desc()).page(db, number, 7)).await?;
            assert_eq!((page.number, page.size, page.total, page.pages()), (number, 7, 25, 4));
            assert_eq!((page.has_previous(), page.has_next()), (number > 1, number < 4));
            assert_eq!((page.rows.len(), sent), if number < 4 { (7, 2) } else { (4, 1) });
            seen.extend(page.rows.into_iter().map(|cat| (-cat.lives, cat.id)));
        }
        assert_eq!(seen.len(), 25);
        assert!(seen.is_sorted() && seen.windows(2).all(|two| two[0] != two[1]), "{seen:?}");
        // Behind the last there is none, and how many there are is told.
        let (page, sent) = statements(db, Cat::objects().page(db, 5, 7)).await?;
        assert_eq!((page.rows.len(), page.total, page.has_next(), page.has_previous(), sent), (0, 25, false, true, 2));
        let far = Cat::objects().page(db, usize::MAX, usize::MAX).await?;
        assert_eq!((far.rows.len(), far.total), (0, 25));
        // A full last page.
        let page = Cat::objects().order_by(Cat.id).page(db, 5, 5).await?;
        assert_eq!((page.rows.len(), page.pages(), page.has_next()), (5, 5, false));
        // With what stands beside, of a manager, and within a limit.
        let page = ann.cat_set().query().with(Cat.owner).load(Cat.vet).page(db, 2, 20).await?;
        assert!(page.total == 25 && page.rows.len() == 5 && page.rows.iter().all(|(_, owner)| owner.id == ann.id));
        let page = Cat::objects().order_by(Cat.name).limit(10).page(db, 2, 8).await?;
        assert_eq!((page.rows.len(), page.total), (2, 10));
        let page = Cat::objects().order_by(Cat.name).limit(10).page(db, 1, 8).await?;
        assert_eq!((page.rows.len(), page.total, page.rows[0].name.as_str()), (8, 10, "Cat 001"));
        Ok(())
    }

    async fn of_none_and_of_nonsense(db: &Database) {
        let (page, sent) = statements(db, Cat::objects().page(db, 1, 10)).await?;
        assert_eq!((page.rows.len(), page.total, page.pages(), page.has_next(), page.has_previous(), sent), (0, 0, 0, false, false, 1));
        for (number, size) in [(0, 10), (1, 0), (0, 0)] {
            let error = Cat::objects().page(db, number, size).await.unwrap_err();
            assert_eq!((error.kind(), error.model()), (ErrorKind::Config, Some("Cat")));
        }
        let refused = Cat::objects().limit(3).order_by(Cat.name).page(db, 1, 10).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unsupported);
        Ok(())
    }
}
