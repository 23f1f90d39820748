//! What is wrong with models and only all of them together can tell.

use super::models::{self, NOTHING_MORE, Parts, foreign_key, model_of};
use crate::schema::{
    ColumnDef, LinkRows, ModelSchema, OnDelete, OneOfDef, RelationDef, RelationKind, Symmetry, Through, problems,
};
use crate::value::ColumnType;

fn said(models: &[&'static ModelSchema]) -> Vec<String> {
    problems(models).iter().map(ToString::to_string).collect()
}

const COLUMNS: &[ColumnDef] = &[models::column("id", ColumnType::I64), models::column("of", ColumnType::I64)];

/// A house, its rooms that the database takes along, and a lamp of a room.
macro_rules! house {
    ($name:ident, $on_delete:expr) => {
        mod $name {
            use super::*;
            fn house() -> &'static ModelSchema {
                &HOUSE
            }
            fn room() -> &'static ModelSchema {
                &ROOM
            }
            fn lamp() -> &'static ModelSchema {
                &LAMP
            }
            static OF_HOUSE: RelationDef =
                RelationDef { on_delete: OnDelete::DbCascade, ..foreign_key("of", [room, house], &[1]) };
            static OF_ROOM: RelationDef =
                RelationDef { on_delete: $on_delete, ..foreign_key("of", [lamp, room], &[1]) };
            static HOUSE: ModelSchema =
                model_of(Parts { name: "House", table: "house", columns: COLUMNS, key: &[0], ..NOTHING_MORE });
            static ROOM: ModelSchema = model_of(Parts {
                name: "Room",
                table: "room",
                columns: COLUMNS,
                key: &[0],
                relations: &[&OF_HOUSE],
                ..NOTHING_MORE
            });
            static LAMP: ModelSchema = model_of(Parts {
                name: "Lamp",
                table: "lamp",
                columns: COLUMNS,
                key: &[0],
                relations: &[&OF_ROOM],
                ..NOTHING_MORE
            });
            pub(super) fn checked() -> Vec<String> {
                said(&[&HOUSE, &ROOM, &LAMP])
            }
        }
    };
}
house!(cascade, OnDelete::Cascade);
house!(set_null, OnDelete::SetNull);
house!(db_cascade, OnDelete::DbCascade);
house!(protect, OnDelete::Protect);

#[test]
fn what_the_database_takes_along_cannot_be_referred_to_by_what_we_take_along() {
    assert_eq!(
        cascade::checked(),
        [
            "Lamp.of: `Room.of` is `db_cascade`, so the database takes rows of `Room` along by itself, and what `Lamp.of` says of \
             that would not be done; say `db_cascade` or `db_set_null` on it too, or `cascade` on `Room.of` [Config]"
        ]
    );
    assert_eq!(set_null::checked().len(), 1);
    assert!(db_cascade::checked().is_empty() && protect::checked().is_empty());
}

/// A band with two many-to-many over the memberships of a person, by these columns.
macro_rules! band {
    ($name:ident, $person:literal) => {
        mod $name {
            use super::*;
            fn band() -> &'static ModelSchema {
                &BAND
            }
            fn person() -> &'static ModelSchema {
                &PERSON
            }
            fn membership() -> &'static ModelSchema {
                &MEMBERSHIP
            }
            const fn members(name: &'static str, person_columns: &'static [&'static str]) -> RelationDef {
                RelationDef {
                    kind: RelationKind::ManyToMany,
                    through: Some(Through {
                        schema: None,
                        table: "membership",
                        source_columns: &["band_id"],
                        target_columns: person_columns,
                        rows: LinkRows::Model(membership),
                        symmetry: Symmetry::Directed,
                    }),
                    ..foreign_key(name, [band, person], &[])
                }
            }
            static MEMBERS: RelationDef = members("members", &["person_id"]);
            static OTHERS: RelationDef = members("others", &[$person]);
            static PERSON: ModelSchema =
                model_of(Parts { name: "Person", table: "person", columns: COLUMNS, key: &[0], ..NOTHING_MORE });
            static MEMBERSHIP: ModelSchema = model_of(Parts {
                name: "Membership",
                table: "membership",
                columns: COLUMNS,
                key: &[0],
                ..NOTHING_MORE
            });
            static BAND: ModelSchema = model_of(Parts {
                name: "Band",
                table: "band",
                columns: COLUMNS,
                key: &[0],
                relations: &[&MEMBERS, &OTHERS],
                ..NOTHING_MORE
            });
            pub(super) fn checked() -> Vec<String> {
                said(&[&PERSON, &MEMBERSHIP, &BAND])
            }
        }
    };
}
band!(same_links, "person_id");
band!(other_links, "guest_id");

#[test]
fn two_relations_over_the_same_links() {
    assert_eq!(
        same_links::checked(),
        [
            "Band.others: its links are those of `Band.members` already: the same rows of `Membership`, by the same two foreign \
             keys; leave one of the two out, or name other foreign keys by `through_fields` [Config]"
        ]
    );
    assert!(other_links::checked().is_empty());
}

/// An egg whose key is that of a hen, whose key is that of an egg; and a nest with the key of an egg.
mod circle {
    use super::*;
    fn hen() -> &'static ModelSchema {
        &HEN
    }
    fn egg() -> &'static ModelSchema {
        &EGG
    }
    fn nest() -> &'static ModelSchema {
        &NEST
    }
    static OF_EGG: RelationDef = foreign_key("of", [hen, egg], &[0]);
    static OF_HEN: RelationDef = foreign_key("of", [egg, hen], &[0]);
    static OF_NEST: RelationDef = foreign_key("of", [nest, egg], &[0]);
    const fn model(name: &'static str, relations: &'static [&'static RelationDef]) -> ModelSchema {
        model_of(Parts { name, table: name, columns: COLUMNS, key: &[0], relations, ..NOTHING_MORE })
    }
    static HEN: ModelSchema = model("Hen", &[&OF_EGG]);
    static EGG: ModelSchema = model("Egg", &[&OF_HEN]);
    static NEST: ModelSchema = model("Nest", &[&OF_NEST]);
    pub(super) fn checked() -> Vec<String> {
        said(&[&NEST, &HEN, &EGG])
    }
}

#[test]
fn keys_in_a_circle() {
    assert_eq!(
        circle::checked(),
        [
            "Hen.of: its key is another row's key, in a circle (`Hen`, `Egg`, `Hen`), so that no row could be the first; give \
             one of them a key of its own [Config]",
            "Egg.of: its key is another row's key, in a circle (`Egg`, `Hen`, `Egg`), so that no row could be the first; give \
             one of them a key of its own [Config]"
        ]
    );
}

/// Notes that lead to a note or to a word, and words that lead to a note: always, or perhaps.
macro_rules! circle {
    ($name:ident, $nullable:literal, $on_delete:expr) => {
        mod $name {
            use super::*;
            fn note() -> &'static ModelSchema {
                &NOTE
            }
            fn word() -> &'static ModelSchema {
                &WORD
            }
            static OF: OneOfDef =
                OneOfDef { name: "of", check: "note_of_target", targets: &[&[1], &[0]], nullable: $nullable };
            const fn target(name: &'static str, target: fn() -> &'static ModelSchema) -> RelationDef {
                let foreign_key = foreign_key(name, [note, target], &[1]);
                RelationDef { one_of: Some(&OF), nullable: true, on_delete: $on_delete, ..foreign_key }
            }
            static OF_NOTE: RelationDef = target("of.note", note);
            static OF_WORD: RelationDef = target("of.word", word);
            static IN: RelationDef = foreign_key("in", [word, note], &[1]);
            static NOTE: ModelSchema = model_of(Parts {
                name: "Note",
                table: "note",
                columns: COLUMNS,
                key: &[0],
                relations: &[&OF_NOTE, &OF_WORD],
                ..NOTHING_MORE
            });
            static WORD: ModelSchema = model_of(Parts {
                name: "Word",
                table: "word",
                columns: COLUMNS,
                key: &[0],
                relations: &[&IN],
                ..NOTHING_MORE
            });
            pub(super) fn checked() -> Vec<String> {
                said(&[&NOTE, &WORD])
            }
        }
    };
}
circle!(always, false, OnDelete::Cascade);
circle!(perhaps, true, OnDelete::Cascade);
circle!(in_the_way, false, OnDelete::Protect);

#[test]
fn rows_in_a_circle_need_one_that_can_be_let_go_of() {
    assert_eq!(
        always::checked(),
        [
            "Note.of.word: rows of `Note` and `Word` can lead to each other in a circle, by fields that always lead to a row, so \
             that a delete which takes all of them along could begin with none; make one of these fields an `Option`, or \
             choose another `on_delete` [Config]"
        ]
    );
    assert!(perhaps::checked().is_empty() && in_the_way::checked().is_empty());
}
