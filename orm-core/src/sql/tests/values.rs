//! Values instead of rows: conditions as columns, counts of related rows, and expressions that start at the end of a path.

use super::check;
use super::models::{Cat, Owner};
use super::orm::ast::{Columns, Expr, Extra, Select};
use super::orm::model::{Orders, Selects, Table};
use super::orm::relation::via;
use super::select::{node, rows};
use expect_test::expect;

fn exprs<M: Table>(columns: impl Selects<M>) -> Vec<Expr> {
    let mut exprs = Vec::new();
    columns.add_to(&mut exprs);
    exprs
}

fn values<M: Table>(columns: impl Selects<M>) -> Select {
    Select { columns: Columns::Exprs(exprs(columns)), ..Select::all(M::schema()) }
}

/// Columns of an owner, as a view of a cat asks for them.
fn at_the_vet(columns: impl Selects<Owner>) -> Select {
    let there = |it| Expr::At(node(Cat.vet), Box::new(it));
    Select { columns: Columns::Exprs(exprs(columns).into_iter().map(there).collect()), ..Select::all(Cat::schema()) }
}

#[test]
fn columns_paths_and_keys() {
    check(
        values((Cat.name, Cat.owner.city, Cat.vet, Cat.vet.id, Cat.lives + 1)),
        expect![[r#"
        SELECT "cat"."cat_name", t1."city", "cat"."vet_id", "cat"."vet_id", ("cat"."lives" + ?) FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id"
        [Int(I16, 1)]"#]],
    );
    let mut extras: Vec<Extra> =
        exprs((Cat.owner.via(Owner::cat_set).count(), Cat.tame.eq(true))).into_iter().map(Extra::Expr).collect();
    extras.insert(1, Extra::Row(node(Cat.owner).steps()));
    check(
        Select { columns: Columns::Model(extras), ..Select::all(Cat::schema()) },
        expect![[r#"
        SELECT "cat"."id", "cat"."cat_name", "cat"."lives", "cat"."weight", "cat"."chip", "cat"."tame", "cat"."owner_id", "cat"."vet_id", "cat"."mother_id", (SELECT COUNT(*) FROM "cat" AS t2 WHERE t2."owner_id" = t1."id"), t1."id", t1."name", t1."city", t1."age", "cat"."tame" = ? FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id"
        [Bool(true)]"#]],
    );
}

#[test]
fn a_condition_is_true_or_false() {
    check(
        values((Cat.lives.gt(3), Cat.weight.gt(3.0), !Cat.weight.gt(3.0))),
        expect![[r#"
        SELECT "cat"."lives" > ?, ("cat"."weight" > ?) IS TRUE, ("cat"."weight" > ?) IS NOT TRUE FROM "cat"
        [Int(I16, 3), Float(F64, 3.0), Float(F64, 3.0)]"#]],
    );
    check(
        values((via(Owner::cat_set).lives.gt(3), Owner.age.is_null(), via(Owner::cat_set).exists())),
        expect![[r#"
        SELECT EXISTS (SELECT 1 FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id" AND t1."lives" > ?), "owner"."age" IS NULL, EXISTS (SELECT 1 FROM "cat" AS t2 WHERE t2."owner_id" = "owner"."id") FROM "owner"
        [Int(I16, 3)]"#]],
    );
}

#[test]
fn counts() {
    check(
        values((via(Owner::cat_set).count(), via(Owner::cat_set).count_where(Cat.vet.name.eq("x")))),
        expect![[r#"
        SELECT (SELECT COUNT(*) FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id"), (SELECT COUNT(*) FROM "cat" AS t2 LEFT JOIN "owner" AS t3 ON t3."id" = t2."vet_id" WHERE t2."owner_id" = "owner"."id" AND t3."name" = ?) FROM "owner"
        [Text("x")]"#]],
    );
    check(
        rows(via(Owner::cat_set).count().gt(1) & !via(Owner::cat_set).count().gt(3)),
        expect![[r#"
        SELECT 1 FROM "owner" WHERE ((SELECT COUNT(*) FROM "cat" AS t1 WHERE t1."owner_id" = "owner"."id") > ? AND (SELECT COUNT(*) FROM "cat" AS t2 WHERE t2."owner_id" = "owner"."id") <= ?)
        [Int(I64, 1), Int(I64, 3)]"#]],
    );
    check(
        Select {
            columns: Columns::One,
            order: (Cat.owner.via(Owner::cat_set).count().desc(), Cat.lives + 1).orders(),
            ..Select::all(Cat::schema())
        },
        expect![[r#"
            SELECT 1 FROM "cat" JOIN "owner" AS t1 ON t1."id" = "cat"."owner_id" ORDER BY (SELECT COUNT(*) FROM "cat" AS t2 WHERE t2."owner_id" = t1."id") DESC, ("cat"."lives" + ?)
            [Int(I16, 1)]"#]],
    );
}

#[test]
fn from_the_end_of_a_path() {
    check(
        at_the_vet((Owner.name, via(Owner::cat_set).count(), via(Owner::cat_set).owner.name.eq("x"), !Owner.age.gt(3))),
        expect![[r#"
            SELECT t1."name", (SELECT COUNT(*) FROM "cat" AS t2 WHERE t2."owner_id" = t1."id"), EXISTS (SELECT 1 FROM "cat" AS t3 JOIN "owner" AS t4 ON t4."id" = t3."owner_id" WHERE t3."owner_id" = t1."id" AND t4."name" = ?), (t1."age" > ?) IS NOT TRUE FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id"
            [Text("x"), Int(I32, 3)]"#]],
    );
}

#[test]
fn among_the_values_of_a_query() {
    let among = |name: Select| {
        Expr::InQuery(Box::new(Expr::Column(&super::orm::schema::PathNode::ROOT, &Owner::COLUMNS[1])), Box::new(name))
    };
    let asked = |it: Expr| Select { columns: Columns::One, filter: Some(it), ..Select::all(Owner::schema()) };
    check(
        asked(among(values(Cat.name)).negated()),
        expect![[r#"SELECT 1 FROM "owner" WHERE NOT ("owner"."name" IN (SELECT "cat"."cat_name" FROM "cat"))"#]],
    );
    check(
        asked(among(values(Cat.vet.name)).negated()),
        expect![[
            r#"SELECT 1 FROM "owner" WHERE ("owner"."name" IN (SELECT t1."name" FROM "cat" LEFT JOIN "owner" AS t1 ON t1."id" = "cat"."vet_id")) IS NOT TRUE"#
        ]],
    );
}
