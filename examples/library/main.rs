//! A library: books with several authors, readers, and what they have on loan. `cargo run --example library`.

use orm::prelude::*;

#[derive(Model, Debug, Clone)]
struct Author {
    id: i64,
    #[field(max_length = 100, unique)]
    name: String,
}

#[derive(Model, Debug, Clone)]
#[model(ordering(title))]
struct Book {
    id: i64,
    #[field(max_length = 200)]
    title: String,
    #[field(default = 1)]
    copies: i32,
    #[many_to_many(related_name = "books")]
    authors: ManyToMany<Author>,
    #[related(Loan.book)]
    loans: RelatedSet<Loan>,
}

#[derive(Model, Debug, Clone)]
struct Reader {
    id: i64,
    name: String,
    #[related(Loan.reader)]
    loans: RelatedSet<Loan>,
    #[related(Card.reader)]
    card: RelatedOne<Card>,
}

/// Shares its reader's key.
#[derive(Model, Debug, Clone)]
struct Card {
    #[one_to_one(primary_key, on_delete = cascade)]
    reader: OneToOne<Reader>,
    #[field(unique, max_length = 10)]
    number: String,
}

#[derive(Model, Debug, Clone)]
#[model(ordering(-day))]
struct Loan {
    id: i64,
    #[foreign_key]
    book: ForeignKey<Book>,
    #[foreign_key(on_delete = cascade)]
    reader: ForeignKey<Reader>,
    /// Days since the library opened.
    day: i32,
    returned: Option<i32>,
}

/// Lends a book, if a copy is there. Whoever asks at the same time waits: a transaction that writes is alone.
async fn lend(db: &Db, book: &Book, reader: &Reader, day: i32) -> orm::Result<Option<Loan>> {
    db.transaction(async |tx| {
        let out = book.loans.filter(Loan.returned.is_null()).count(&tx).await?;
        if out >= i64::from(book.copies) {
            return Ok(None);
        }
        Loan::create().book(book).reader(reader).day(day).save(&tx).await.map(Some)
    })
    .await
}

async fn stock(db: &Db) -> orm::Result<(Vec<Book>, Vec<Reader>)> {
    let [ann, bob, cyd] = ["Ann Arbor", "Bob Bell", "Cyd Cole"].map(|name| Author::create().name(name));
    let authors = Author::objects().bulk_create(db, [ann, bob, cyd]).await?;
    let titles = [("Cats", 2, &authors[..2]), ("Dogs", 1, &authors[1..]), ("Eels", 1, &authors[..1])];
    let mut books = Vec::new();
    for (title, copies, by) in titles {
        let book = Book::create().title(title).copies(copies).save(db).await?;
        book.authors.add(db, by).await?;
        books.push(book);
    }
    let readers = Reader::objects().bulk_create(db, ["Mia", "Noa"].map(|name| Reader::create().name(name))).await?;
    for (reader, number) in readers.iter().zip(["R-1", "R-2"]) {
        Card::create().reader(reader).number(number).save(db).await?;
    }
    Ok((books, readers))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> orm::Result<()> {
    let db = Database::connect("sqlite::memory:").await?;
    db.create_tables().await?;
    let (books, readers) = stock(&db).await?;
    let ([cats, dogs, _], [mia, noa]) = (&books[..], &readers[..]) else { return Ok(()) };

    let mut first = lend(&db, dogs, mia, 1).await?.expect("a copy is there");
    assert!(lend(&db, dogs, noa, 2).await?.is_none(), "the only copy is out");
    first.update(&db, Loan.returned.set(3)).await?;
    for (book, reader, day) in [(dogs, noa, 3), (cats, noa, 4), (cats, mia, 5)] {
        lend(&db, book, reader, day).await?.expect("a copy is there");
    }

    println!("What is out, and who has it:");
    let out = Loan.reader.card;
    let page = Book::objects()
        .filter(Book.loans.some(Loan.returned.is_null()))
        .load((Book.authors, Book.loans.query().filter(Loan.returned.is_null()).load(out)));
    for book in page.all(&db).await? {
        let by: Vec<_> = book.authors.loaded().unwrap_or_default().iter().map(|author| author.name.as_str()).collect();
        println!("  {} by {}", book.title, by.join(" and "));
        for loan in book.loans.loaded().unwrap_or_default() {
            let Some(reader) = loan.reader.loaded() else { continue };
            let card = reader.card.loaded().flatten().map_or("no card", |card| card.number.as_str());
            println!("    {} ({card}), since day {}", reader.name, loan.day);
        }
    }

    println!("The latest loan of each reader:");
    let latest = Reader.loans.query().limit_per_row(1).load(Loan.book);
    for reader in Reader::objects().order_by(Reader.name).load(latest).all(&db).await? {
        for loan in reader.loans.loaded().unwrap_or_default() {
            println!("  {} took {} on day {}", reader.name, loan.book.load(&db).await?.title, loan.day);
        }
    }

    println!("Authors whose books Noa has read:");
    let read = Author::objects().filter(via(Author::books).loans.reader.name.eq("Noa")).order_by(Author.name);
    for (author, books) in read.with(via(Author::books)).all(&db).await? {
        println!(
            "  {}, who wrote {}",
            author.name,
            books.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(", ")
        );
    }

    // A book that was ever lent stays; a reader goes with card and loans.
    let refused = dogs.delete(&db).await.expect_err("its loans protect it");
    println!("Dogs stays: {refused}");
    noa.delete(&db).await?;
    assert_eq!((Card::objects().count(&db).await?, Loan::objects().count(&db).await?), (1, 2));
    Ok(())
}
