//! Books, who wrote them and what was said of them: what is loaded along, and by how many statements.

use super::each;
use crate::support::{on_every_database, statements};
use orm::ErrorKind;
use orm::prelude::*;

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_author", ordering(name))]
struct Author {
    id: i64,
    name: String,
    #[related(Book.authors)]
    books: RelatedSet<Book>,
    #[related(Book.main)]
    leads: RelatedSet<Book>,
    #[related(Bio.author)]
    bio: RelatedOne<Bio>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_book", ordering(id))]
struct Book {
    id: i64,
    title: String,
    #[foreign_key(on_delete = set_null, related_name = "led")]
    main: Option<ForeignKey<Author>>,
    #[many_to_many]
    authors: ManyToMany<Author>,
    #[related(Review.book)]
    reviews: RelatedSet<Review>,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_review", ordering(id))]
struct Review {
    id: i64,
    #[foreign_key(on_delete = cascade)]
    book: ForeignKey<Book>,
    stars: i32,
}

#[derive(Model, Debug, Clone, PartialEq)]
#[model(table = "story_bio")]
struct Bio {
    id: i64,
    #[one_to_one(on_delete = cascade)]
    author: OneToOne<Author>,
    text: String,
}

/// Poems by Cha, Ann and Emi, Eyre by Cha, Heights by Emi, Sense by Jan; Heights alone has no main author.
async fn books(db: &Db) -> orm::Result<()> {
    let names = ["Ann", "Cha", "Emi", "Jan"];
    let all = Author::objects().bulk_create(db, names.map(|name| Author::create().name(name))).await?;
    let [ann, cha, emi, jan] = all.as_slice() else { panic!("four") };
    let book = |title: &str, main: Option<&Author>, authors: &[&Author]| {
        Book::create().title(title).main(main).authors(authors.iter().copied())
    };
    let books = [
        book("Poems", Some(cha), &[cha, ann, emi]),
        book("Eyre", Some(cha), &[cha]),
        book("Heights", None, &[emi]),
        book("Sense", Some(jan), &[jan]),
    ];
    let books = Book::objects().bulk_create(db, books).await?;
    for (book, stars) in [(0, 5), (0, 2), (3, 1)] {
        Review::create().book(&books[book]).stars(stars).save(db).await?;
    }
    Bio::create().author(jan).text("Wrote Sense.").save(db).await?;
    Ok(())
}

/// What is loaded of each book's authors.
fn authors(books: &[Book]) -> Vec<String> {
    books
        .iter()
        .map(|book| format!("{} {}", book.title, each!(book.authors.loaded().unwrap(), name).join(" ")))
        .collect()
}

fn stars(book: &Book) -> Vec<i32> {
    book.reviews.loaded().unwrap().iter().map(|review| review.stars).collect()
}

on_every_database! {
    async fn authors_of_books_and_books_of_authors(db: &Database) {
        books(db).await?;
        let expected = ["Poems Ann Cha Emi", "Eyre Cha", "Heights Emi", "Sense Jan"];
        let (found, sent) = statements(db, Book::objects().load(Book.authors).all(db)).await?;
        assert_eq!((authors(&found), sent), (expected.map(str::to_owned).to_vec(), 2));
        // A loop that loads asks as often; one that does not want that asks a manager, once for each.
        let (_, sent) = statements(db, async {
            let books = Book::objects().all(db).await?;
            for book in &books {
                book.authors.load(db).await?;
            }
            assert_eq!(authors(&books), expected);
            Ok(())
        }).await?;
        assert_eq!(sent, 2);
        let (_, sent) = statements(db, async {
            for book in &Book::objects().all(db).await? {
                book.authors.all(db).await?;
            }
            Ok(())
        }).await?;
        assert_eq!(sent, 5);
        let (found, sent) = statements(db, Author::objects().load(Author.books).all(db)).await?;
        let shown: Vec<_> = found.iter().map(|it| each!(it.books.loaded().unwrap(), title).join(" ")).collect();
        assert_eq!((shown, sent), (["Poems", "Poems Eyre", "Poems Heights", "Sense"].map(str::to_owned).to_vec(), 2));
        Ok(())
    }

    async fn one_row_many_rows_and_rows_behind_them(db: &Database) {
        books(db).await?;
        let (found, sent) = statements(db, Book::objects().load(Book.main).all(db)).await?;
        let main: Vec<_> = found.iter().map(|it| it.main.as_ref().map(|it| it.loaded().unwrap().name.as_str())).collect();
        assert_eq!((main, sent), (vec![Some("Cha"), Some("Cha"), None, Some("Jan")], 2));
        let (found, sent) = statements(db, Book::objects().load(Book.reviews).all(db)).await?;
        assert_eq!((found.iter().map(stars).collect::<Vec<_>>(), sent), (vec![vec![5, 2], vec![], vec![], vec![1]], 2));
        for paths in [Author::objects().load(Author.books.reviews), Author::objects().load((Author.books, Author.books.reviews))] {
            let (found, sent) = statements(db, paths.all(db)).await?;
            let shown: Vec<Vec<_>> = found.iter().map(|it| it.books.loaded().unwrap().iter().map(stars).collect()).collect();
            assert_eq!((shown, sent), (vec![vec![vec![5, 2]], vec![vec![5, 2], vec![]], vec![vec![5, 2], vec![]], vec![vec![1]]], 3));
        }
        // Through the one that is none for a book, and the other side of a one-to-one.
        let (found, sent) = statements(db, Book::objects().load((Book.main.leads, Book.main.bio)).all(db)).await?;
        let main = |at: usize| found[at].main.as_ref().and_then(|it| it.loaded());
        assert_eq!((each!(main(0).unwrap().leads.loaded().unwrap(), title), main(2).is_none(), sent), (vec!["Poems", "Eyre"], true, 4));
        assert_eq!((main(0).unwrap().bio.loaded(), main(3).unwrap().bio.loaded().unwrap().map(|it| it.text.as_str())), (Some(None), Some("Wrote Sense.")));
        // Nothing is asked for nothing.
        let (found, sent) = statements(db, Book::objects().filter(Book.id.eq(0)).load((Book.authors, Book.main.books)).all(db)).await?;
        assert_eq!((found.len(), sent), (0, 1));
        let (_, sent) = statements(db, Book::objects().filter(Book.title.eq("Heights")).load(Book.main.books.reviews).all(db)).await?;
        assert_eq!(sent, 1, "the book has no main author");
        Ok(())
    }

    async fn a_queryset_chooses_what_is_loaded(db: &Database) {
        books(db).await?;
        let good = Book.reviews.query().filter(Review.stars.gt(3));
        let (found, sent) = statements(db, Book::objects().load(good).all(db)).await?;
        assert_eq!((found.iter().map(stars).collect::<Vec<_>>(), sent), (vec![vec![5], vec![], vec![], vec![]], 2));
        // What was chosen stays as it is; a manager asks for the whole.
        assert_eq!(found[0].reviews.filter(Review.stars.eq(2)).count(db).await?, 1);
        assert_eq!(stars(&found[0]), [5]);
        let top = Book.reviews.query().order_by(Review.stars.desc()).limit_per_row(1);
        let (found, sent) = statements(db, Book::objects().load(top).all(db)).await?;
        assert_eq!((found.iter().map(stars).collect::<Vec<_>>(), sent), (vec![vec![5], vec![], vec![], vec![1]], 2));
        let last = Book.authors.query().order_by(Author.name.desc()).limit_per_row(2);
        let (found, sent) = statements(db, Book::objects().load(last).all(db)).await?;
        assert_eq!((authors(&found), sent), (["Poems Emi Cha", "Eyre Cha", "Heights Emi", "Sense Jan"].map(str::to_owned).to_vec(), 2));
        let jan = Book.main.query().filter(Author.name.eq("Jan"));
        let (found, sent) = statements(db, Book::objects().load(jan).all(db)).await?;
        let main: Vec<_> = found.iter().map(|it| it.main.as_ref().and_then(|it| it.loaded()).map(|it| it.name.as_str())).collect();
        assert_eq!((main, sent), (vec![None, None, None, Some("Jan")], 2));
        // Both at once: a list of the good ones beside the row, and all of them in it.
        let good = via(Book::review_set).query().filter(Review.stars.gt(3));
        let (rows, sent) = statements(db, Book::objects().load(Book.reviews).with(good).all(db)).await?;
        assert_eq!((rows[0].1.len(), stars(&rows[0].0), sent), (1, vec![5, 2], 3));
        // Two that choose for one place.
        let both = Book::objects().load((Book.reviews.query().filter(Review.stars.gt(3)), Book.reviews.query().filter(Review.stars.lt(3))));
        let error = both.all(db).await.unwrap_err();
        assert_eq!((error.kind(), error.model(), error.field()), (ErrorKind::Config, Some("Book"), Some("review_set")));
        let both = Author::objects().load((Author.books.reviews, Author.books.reviews.query().filter(Review.stars.gt(3))));
        let error = both.all(db).await.unwrap_err();
        assert_eq!((error.model(), error.field()), (Some("Book"), Some("review_set")), "of the model that the relation starts at");
        // Querysets within querysets, each at its own level.
        let books = Author.books.query().order_by(Book.title).load(Book.reviews.query().order_by(Review.stars).limit_per_row(1));
        let (found, sent) = statements(db, Author::objects().load((books, Author.bio)).all(db)).await?;
        let cha = found[1].books.loaded().unwrap();
        assert_eq!((each!(cha, title), cha.iter().map(stars).collect::<Vec<_>>(), sent), (vec!["Eyre", "Poems"], vec![vec![], vec![2]], 4));
        Ok(())
    }

    async fn one_row_a_stream_and_rows_at_hand(db: &Database) {
        books(db).await?;
        let with = || Book::objects().load(Book.authors);
        let (poems, sent) = statements(db, with().first(db)).await?;
        let poems = poems.unwrap();
        assert_eq!((poems.authors.loaded().unwrap().len(), sent), (3, 2));
        assert_eq!(statements(db, with().get(db, &poems)).await?.1, 2);
        let (found, sent) = statements(db, with().in_bulk(db, [poems.id, 999])).await?;
        assert_eq!((found.len(), found[&poems.id].authors.loaded().unwrap().len(), sent), (1, 3, 2));
        let mut stream = with().stream(db).chunk_size(2);
        let (mut seen, before) = (Vec::new(), db.statements_sent());
        while let Some(book) = stream.next().await {
            seen.push(book?.authors.loaded().unwrap().len());
        }
        assert_eq!((seen, db.statements_sent() - before), (vec![3, 1, 1, 1], 3));
        let rows = Book::objects().all(db).await?;
        assert_eq!(statements(db, Book::load(db, &rows, Book.authors)).await?.1, 1);
        assert_eq!(statements(db, Book::load(db, &rows, (Book.authors, Book.authors))).await?.1, 0);
        assert_eq!(statements(db, Book::load(db, [&poems, &rows[1]], Book.authors.books)).await?.1, 1);
        Ok(())
    }

    /// What was loaded is what was there: a change is seen by whoever asks anew, and by the field through which it went.
    async fn after_a_change(db: &Database) {
        books(db).await?;
        let rows = Book::objects().load((Book.authors, Book.reviews)).all(db).await?;
        let poems = &rows[0];
        let jan = Author::objects().filter(Author.name.eq("Jan")).one(db).await?;
        poems.authors.add(db, &jan).await?;
        assert_eq!((poems.authors.loaded(), rows[1].authors.loaded().map(<[_]>::len)), (None, Some(1)));
        assert_eq!(poems.authors.load(db).await?.len(), 4);
        poems.authors.remove(db, &jan).await?;
        poems.authors.create(db, Author::create().name("Kit")).await?;
        assert_eq!(each!(poems.authors.load(db).await?, name), ["Ann", "Cha", "Emi", "Kit"]);
        poems.authors.set(db, [&jan]).await?;
        assert_eq!(each!(poems.authors.load(db).await?, name), ["Jan"]);
        poems.authors.clear(db).await?;
        assert_eq!(poems.authors.load(db).await?, []);
        poems.review_set().create().stars(4).save(db).await?;
        assert_eq!((stars(poems), poems.reviews.count(db).await?), (vec![5, 2], 3));
        assert_eq!(poems.reviews.reload(db).await?.len(), 3);
        // A row that was saved again keeps what it has loaded; one that is refreshed does not.
        let mut eyre = rows[1].clone();
        eyre.title = "Jane Eyre".into();
        eyre.save(db).await?;
        assert_eq!(authors(&[eyre.clone()]), ["Jane Eyre Cha"]);
        eyre.refresh(db).await?;
        assert_eq!((eyre.title.as_str(), eyre.authors.loaded()), ("Jane Eyre", None));
        Ok(())
    }
}
