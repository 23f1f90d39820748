//! What MariaDB and MySQL are told otherwise. The behaviour suite runs every other shape on MariaDB; what MySQL alone is told has
//! run nowhere, and stands here.

use super::models::{Cat, Owner, all, named};
use super::select::{by, rows};
use super::{Dialect, It, render_in, shown};
use crate::ast::{Columns, Insert, OnConflict, Select, Update, UpdateRows};
use crate::model::{Assigns, Orders, Random, Table};
use crate::sql::{ddl, fixed};
use crate::value::{ColumnType, Value};
use expect_test::{Expect, expect};

#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(it: impl Into<It>, expected: Expect) {
    expected.assert_eq(&shown(&render_in(Dialect::MySql, it)));
}

fn update(assigns: impl Assigns<Cat>) -> Update {
    Update { model: Cat::schema(), set: assigns.assigns(), filter: None, via: None, returning: Vec::new() }
}

#[test]
fn lists_have_few_lengths_and_long_ones_are_json() {
    check(
        rows(Cat.lives.in_([1, 2, 3])),
        expect![[r#"
        SELECT 1 FROM `cat` WHERE `cat`.`lives` IN (?, ?, ?, ?)
        [Int(I16, 1), Int(I16, 2), Int(I16, 3), Int(I16, 3)]"#]],
    );
    let long: Vec<i16> = (0..i16::MAX).chain([0, 0, 0]).collect();
    let long = render_in(Dialect::MySql, rows(Cat.lives.in_(long)));
    expect!["SELECT 1 FROM `cat` WHERE `cat`.`lives` IN (SELECT value FROM JSON_TABLE(?, '$[*]' COLUMNS (value bigint PATH '$')) AS listed)"].assert_eq(&long.text);
    let names: Vec<String> = (0..32_769).map(|n| n.to_string()).collect();
    let long = render_in(Dialect::MySql, rows(Cat.name.in_(names)));
    expect!["SELECT 1 FROM `cat` WHERE `cat`.`cat_name` IN (SELECT value FROM JSON_TABLE(?, '$[*]' COLUMNS (value longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin PATH '$')) AS listed)"].assert_eq(&long.text);
}

#[test]
fn distinct_values_are_asked_by_name_whether_they_are_null() {
    let order = (Cat.vet.city.asc().nulls_last(), Cat.lives).orders();
    let columns = Columns::Distinct(vec![by(Cat.lives), by(Cat.vet.city)]);
    check(
        Select { columns, order, ..Select::all(Cat::schema()) },
        expect![
            "SELECT DISTINCT `cat`.`lives` AS `value`, t1.`city` AS `value2` FROM `cat` LEFT JOIN `owner` AS t1 ON t1.`id` = `cat`.`vet_id` ORDER BY `value2` IS NULL, `value2`, `value`"
        ],
    );
    check(
        Select { order: Orders::<Cat>::orders(Random), ..rows(Cat.lives.eq(9)) },
        expect![[r#"
        SELECT 1 FROM `cat` WHERE `cat`.`lives` = ? ORDER BY RAND()
        [Int(I16, 9)]"#]],
    );
}

#[test]
fn text_is_matched_by_like_with_an_escape_of_its_own() {
    check(
        rows(Cat.name.startswith("a%_!b")),
        expect![[r#"
        SELECT 1 FROM `cat` WHERE (`cat`.`cat_name` LIKE ? ESCAPE '!')
        [Text("a!%!_!!b%")]"#]],
    );
    check(
        rows(Cat.name.icontains("Tom")),
        expect![[r#"
        SELECT 1 FROM `cat` WHERE (LOWER(`cat`.`cat_name`) LIKE LOWER(?) ESCAPE '!')
        [Text("%Tom%")]"#]],
    );
    check(
        rows(Cat.name.like("a\\%!b\\")),
        expect![[r#"
        SELECT 1 FROM `cat` WHERE (`cat`.`cat_name` LIKE ? ESCAPE '!')
        [Text("a!%!!b\\")]"#]],
    );
}

#[test]
fn null_is_the_lowest_by_itself() {
    let mut select = rows(Cat.lives.gt(3));
    select.order = (Cat.vet.city.asc().nulls_last(), Cat.vet.name.desc().nulls_first(), Cat.vet.city.desc()).orders();
    check(
        select,
        expect![[r#"
        SELECT 1 FROM `cat` LEFT JOIN `owner` AS t1 ON t1.`id` = `cat`.`vet_id` WHERE `cat`.`lives` > ? ORDER BY t1.`city` IS NULL, t1.`city`, t1.`name` IS NOT NULL, t1.`name` DESC, t1.`city` DESC
        [Int(I16, 3)]"#]],
    );
}

#[test]
fn a_row_that_is_there_is_left_out_by_a_condition() {
    let row = || Insert {
        table: named("owner"),
        columns: vec!["id", "name"],
        values: vec![Value::Int(ColumnType::I64, 1), Value::Text("Eva".to_owned())],
        on_conflict: OnConflict::Fail,
        returning: Vec::new(),
        model: Some(Owner::schema()),
    };
    check(
        row(),
        expect![[r#"
        INSERT INTO `owner` (`id`, `name`) VALUES (?, ?)
        [Int(I64, 1), Text("Eva")]"#]],
    );
    check(
        Insert { on_conflict: OnConflict::IgnoreOn(vec!["id"]), ..row() },
        expect![[r#"
        INSERT INTO `owner` (`id`, `name`) SELECT t1.column1, t1.column2 FROM (SELECT ? AS column1, ? AS column2) AS t1 WHERE NOT EXISTS (SELECT 1 FROM `owner` WHERE `owner`.`id` = t1.column1)
        [Int(I64, 1), Text("Eva")]"#]],
    );
    check(
        Insert { on_conflict: OnConflict::Ignore, model: None, ..row() },
        expect![[r#"
        INSERT INTO `owner` (`id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `id` = `id`
        [Int(I64, 1), Text("Eva")]"#]],
    );
    let defaults = fixed::insert(Dialect::MySql, Owner::schema(), &[], Vec::new(), &[]);
    expect!["INSERT INTO `owner` () VALUES ()"].assert_eq(&defaults.text);
}

#[test]
fn assignments_stand_in_an_order_in_which_none_reads_what_was_set() {
    check(
        update((Cat.lives.set(1), Cat.weight.set(2.0))),
        expect![[r#"
        UPDATE `cat` SET `lives` = ?, `weight` = ?
        [Int(I16, 1), Float(F64, 2.0)]"#]],
    );
    let cat = |name: &str| Cat::schema().column_named(name).expect("a column");
    let of = |name: &str| crate::ast::Expr::Column(&crate::schema::PathNode::ROOT, cat(name));
    let set = vec![(cat("lives"), crate::ast::Expr::Bind(Value::Int(ColumnType::I16, 1))), (cat("id"), of("lives"))];
    check(
        Update { set, ..update(Cat.lives.set(1)) },
        expect![[r#"
        UPDATE `cat` SET `id` = `cat`.`lives`, `lives` = ?
        [Int(I16, 1)]"#]],
    );
    let swapped = Update { set: vec![(cat("lives"), of("id")), (cat("id"), of("lives"))], ..update(Cat.lives.set(1)) };
    let refused = crate::sql::update(Dialect::MySql, &swapped).map(|it| it.text.to_string());
    expect!["columns that are set from each other at once, which MySQL does one after the other [Unsupported]"]
        .assert_eq(&refused.expect_err("no order").to_string());
    assert!(crate::sql::update(Dialect::MariaDb, &swapped).is_ok(), "it has a mode for that");
}

#[test]
fn rows_of_values_are_joined() {
    let row = |key, lives| vec![Value::Int(ColumnType::I64, key), Value::Int(ColumnType::I16, lives)];
    let (key, set) = (vec![&Cat::COLUMNS[0]], vec![&Cat::COLUMNS[2]]);
    check(
        UpdateRows { model: Cat::schema(), key, set, rows: vec![row(1, 9), row(2, 3)] },
        expect![[r#"
        UPDATE `cat` JOIN (SELECT ? AS column1, ? AS column2 UNION ALL SELECT ?, ?) AS t1 ON `cat`.`id` = t1.column1 SET `cat`.`lives` = t1.column2
        [Int(I64, 1), Int(I16, 9), Int(I64, 2), Int(I16, 3)]"#]],
    );
}

#[test]
fn tables() {
    for (dialect, expected) in [
        (
            Dialect::MySql,
            expect![[r#"
        CREATE TABLE IF NOT EXISTS `owner` (`id` bigint AUTO_INCREMENT PRIMARY KEY NOT NULL, `name` varchar(100) NOT NULL, `city` longtext, `age` int) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
        CREATE TABLE IF NOT EXISTS `cat` (`id` bigint AUTO_INCREMENT PRIMARY KEY NOT NULL, `cat_name` varchar(40) NOT NULL, `lives` smallint NOT NULL DEFAULT 9, `weight` double, `chip` longblob, `tame` tinyint NOT NULL, `owner_id` bigint NOT NULL, `vet_id` bigint, `mother_id` bigint, CONSTRAINT `cat_tame_range` CHECK (`tame` BETWEEN 0 AND 1), CONSTRAINT `cat_name_owner_key` UNIQUE (`cat_name`, `owner_id`), CONSTRAINT `cat_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `owner` (`id`), CONSTRAINT `cat_vet_id_fkey` FOREIGN KEY (`vet_id`) REFERENCES `owner` (`id`), CONSTRAINT `cat_mother_id_fkey` FOREIGN KEY (`mother_id`) REFERENCES `cat` (`id`), CONSTRAINT `cat_check_1` CHECK (`cat`.`lives` >= 0), CONSTRAINT `cat_check_2` CHECK ((`cat`.`cat_name` <> 'it''s' AND (`cat`.`weight` IN (-1.0, 1e16)) IS NOT TRUE)), INDEX `cat_cat_name_idx` (`cat_name`), INDEX `cat_owner_id_idx` (`owner_id`), INDEX `cat_vet_id_idx` (`vet_id`), INDEX `cat_mother_id_idx` (`mother_id`), INDEX `cat_lives_tame_idx` (`lives`, `tame`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
        CREATE TABLE IF NOT EXISTS `passport` (`owner_id` bigint PRIMARY KEY NOT NULL, `number` varchar(20) NOT NULL, CONSTRAINT `passport_number_key` UNIQUE (`number`), CONSTRAINT `passport_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `owner` (`id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
        CREATE TABLE IF NOT EXISTS `stamp` (`passport_id` bigint PRIMARY KEY NOT NULL, `at` longtext, CONSTRAINT `stamp_passport_id_fkey` FOREIGN KEY (`passport_id`) REFERENCES `passport` (`owner_id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
        CREATE TABLE IF NOT EXISTS `T1` (`id` bigint AUTO_INCREMENT PRIMARY KEY NOT NULL, `owner_id` bigint NOT NULL, CONSTRAINT `T1_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `cat` (`id`), INDEX `T1_owner_id_idx` (`owner_id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
        CREATE TABLE IF NOT EXISTS `owner_sits_for` (`owner_id` bigint NOT NULL, `cat_id` bigint NOT NULL, CONSTRAINT `owner_sits_for_pkey` PRIMARY KEY (`owner_id`, `cat_id`), CONSTRAINT `owner_sits_for_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `owner` (`id`) ON DELETE CASCADE, CONSTRAINT `owner_sits_for_cat_id_fkey` FOREIGN KEY (`cat_id`) REFERENCES `cat` (`id`) ON DELETE CASCADE, INDEX `owner_sits_for_cat_id_idx` (`cat_id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
    "#]],
        ),
        (
            Dialect::MariaDb,
            expect![[r#"
        CREATE TABLE IF NOT EXISTS `owner` (`id` bigint AUTO_INCREMENT PRIMARY KEY NOT NULL, `name` varchar(100) NOT NULL, `city` longtext, `age` int) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
        CREATE TABLE IF NOT EXISTS `cat` (`id` bigint AUTO_INCREMENT PRIMARY KEY NOT NULL, `cat_name` varchar(40) NOT NULL, `lives` smallint NOT NULL DEFAULT 9, `weight` double, `chip` longblob, `tame` tinyint NOT NULL, `owner_id` bigint NOT NULL, `vet_id` bigint, `mother_id` bigint, CONSTRAINT `cat_tame_range` CHECK (`tame` BETWEEN 0 AND 1), CONSTRAINT `cat_name_owner_key` UNIQUE (`cat_name`, `owner_id`), CONSTRAINT `cat_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `owner` (`id`), CONSTRAINT `cat_vet_id_fkey` FOREIGN KEY (`vet_id`) REFERENCES `owner` (`id`), CONSTRAINT `cat_mother_id_fkey` FOREIGN KEY (`mother_id`) REFERENCES `cat` (`id`), CONSTRAINT `cat_check_1` CHECK (`cat`.`lives` >= 0), CONSTRAINT `cat_check_2` CHECK ((`cat`.`cat_name` <> 'it''s' AND (`cat`.`weight` IN (-1.0, 1e16)) IS NOT TRUE)), INDEX `cat_cat_name_idx` (`cat_name`), INDEX `cat_owner_id_idx` (`owner_id`), INDEX `cat_vet_id_idx` (`vet_id`), INDEX `cat_mother_id_idx` (`mother_id`), INDEX `cat_lives_tame_idx` (`lives`, `tame`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
        CREATE TABLE IF NOT EXISTS `passport` (`owner_id` bigint PRIMARY KEY NOT NULL, `number` varchar(20) NOT NULL, CONSTRAINT `passport_number_key` UNIQUE (`number`), CONSTRAINT `passport_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `owner` (`id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
        CREATE TABLE IF NOT EXISTS `stamp` (`passport_id` bigint PRIMARY KEY NOT NULL, `at` longtext, CONSTRAINT `stamp_passport_id_fkey` FOREIGN KEY (`passport_id`) REFERENCES `passport` (`owner_id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
        CREATE TABLE IF NOT EXISTS `T1` (`id` bigint AUTO_INCREMENT PRIMARY KEY NOT NULL, `owner_id` bigint NOT NULL, CONSTRAINT `T1_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `cat` (`id`), INDEX `T1_owner_id_idx` (`owner_id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
        CREATE TABLE IF NOT EXISTS `owner_sits_for` (`owner_id` bigint NOT NULL, `cat_id` bigint NOT NULL, CONSTRAINT `owner_sits_for_pkey` PRIMARY KEY (`owner_id`, `cat_id`), CONSTRAINT `owner_sits_for_owner_id_fkey` FOREIGN KEY (`owner_id`) REFERENCES `owner` (`id`) ON DELETE CASCADE, CONSTRAINT `owner_sits_for_cat_id_fkey` FOREIGN KEY (`cat_id`) REFERENCES `cat` (`id`) ON DELETE CASCADE, INDEX `owner_sits_for_cat_id_idx` (`cat_id`)) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
    "#]],
        ),
    ] {
        let statements = ddl::create_tables(dialect, &all());
        let shown: String = match statements {
            Ok(statements) => statements.iter().take(6).map(|it| format!("{}\n", &*it.text)).collect(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&shown);
    }
}
