//! Every word that an attribute can have, said once.
//!
//! A [`Vocabulary`] is what one attribute knows. Words that the language has and this version has not are kept apart,
//! so that a user reads "not supported yet" instead of "unknown".

macro_rules! words {
    ($($name:ident = $text:literal;)*) => { $(pub(crate) const $name: &str = $text;)* };
}

words! {
    // Attributes.
    MODEL = "model";
    FIELD = "field";
    FIELDS = "fields";
    PRIMARY_KEY = "primary_key";
    FOREIGN_KEY = "foreign_key";
    ONE_TO_ONE = "one_to_one";
    MANY_TO_MANY = "many_to_many";
    RELATED = "related";
    POLYMORPHIC = "polymorphic";
    ESCAPE = "orm";
    VIEW = "view";
    // Words inside of them.
    TABLE = "table";
    SCHEMA = "schema";
    CRATE = "crate";
    ORDERING = "ordering";
    UNIQUE = "unique";
    INDEX = "index";
    CHECK = "check";
    COMMENT = "comment";
    MANAGED = "managed";
    NAME = "name";
    MAX_LENGTH = "max_length";
    MAX_DIGITS = "max_digits";
    DECIMAL_PLACES = "decimal_places";
    COLUMN = "column";
    COLUMNS = "columns";
    TO_FIELD = "to_field";
    DEFAULT = "default";
    DB_DEFAULT = "db_default";
    ON_DELETE = "on_delete";
    RELATED_NAME = "related_name";
    EXTERNAL = "external";
    DEFERRABLE = "deferrable";
    SYMMETRICAL = "symmetrical";
    THROUGH = "through";
    THROUGH_FIELDS = "through_fields";
    FILTER = "filter";
    ORDER_BY = "order_by";
    LIMIT = "limit";
    FLATTEN = "flatten";
    PREFIX = "prefix";
    // What `on_delete` can be.
    CASCADE = "cascade";
    PROTECT = "protect";
    RESTRICT = "restrict";
    SET_NULL = "set_null";
    SET_DEFAULT = "set_default";
    SET = "set";
    DO_NOTHING = "do_nothing";
    DB_CASCADE = "db_cascade";
    DB_SET_NULL = "db_set_null";
    DB_RESTRICT = "db_restrict";
    // What `deferrable` can be.
    INITIALLY_DEFERRED = "initially_deferred";
    INITIALLY_IMMEDIATE = "initially_immediate";
}

/// The words of one place.
pub(crate) struct Vocabulary {
    /// What the words stand in, for messages.
    pub(crate) place: &'static str,
    pub(crate) known: &'static [&'static str],
    /// Words of the language that this version cannot do.
    pub(crate) later: &'static [&'static str],
    /// Words that are said in another way, and what to tell whoever tries.
    pub(crate) instead: &'static [(&'static str, &'static str)],
}

pub(crate) const ON_STRUCT: Vocabulary =
    Vocabulary { place: "a struct", known: &[MODEL, ESCAPE], later: &[], instead: &[] };
pub(crate) const ON_FIELDS: Vocabulary =
    Vocabulary { place: "a struct of fields", known: &[FIELDS, MODEL, ESCAPE], later: &[], instead: &[] };
pub(crate) const ON_FIELD: Vocabulary = Vocabulary {
    place: "a field",
    known: &[FIELD, PRIMARY_KEY, FOREIGN_KEY, ONE_TO_ONE, MANY_TO_MANY, RELATED, POLYMORPHIC, ESCAPE],
    later: &[],
    instead: &[],
};
pub(crate) const IN_MODEL: Vocabulary = Vocabulary {
    place: "`#[model]`",
    known: &[TABLE, SCHEMA, CRATE, ORDERING, UNIQUE, INDEX, CHECK, COMMENT, MANAGED],
    later: &["constraints"],
    instead: &[("unique_together", "`unique_together` is `unique` here\nhelp: write `unique(one, another)`")],
};
pub(crate) const IN_FIELDS: Vocabulary = Vocabulary { place: "`#[fields]`", known: &[CRATE], later: &[], instead: &[] };
pub(crate) const IN_FIELD: Vocabulary = Vocabulary {
    place: "`#[field]`",
    known: &[MAX_LENGTH, MAX_DIGITS, DECIMAL_PLACES, INDEX, UNIQUE, COLUMN, DEFAULT, DB_DEFAULT, FLATTEN],
    later: &["validate", "auto_now", "auto_now_add", "version", "soft_delete", "generated", "skip", "secret"],
    instead: &[
        (PRIMARY_KEY, "`primary_key` is an attribute of its own\nhelp: write `#[primary_key]`"),
        ("null", "whether a column can be NULL is told by its type\nhelp: make it `Option<..>`"),
    ],
};
pub(crate) const IN_FLATTEN: Vocabulary = Vocabulary {
    place: "`flatten`",
    known: &[PREFIX],
    later: &[],
    instead: &[(
        COLUMN,
        "a flattened struct has several columns\nhelp: write `prefix = \"..\"`, which the names of all of them begin with",
    )],
};
pub(crate) const IN_PRIMARY_KEY: Vocabulary =
    Vocabulary { place: "`#[primary_key]`", known: &[], later: &[], instead: &[] };
pub(crate) const IN_FOREIGN_KEY: Vocabulary = Vocabulary {
    place: "`#[foreign_key]`",
    known: &[PRIMARY_KEY, ON_DELETE, DEFAULT, RELATED_NAME, COLUMN, COLUMNS, INDEX, EXTERNAL, DEFERRABLE],
    later: &[DB_DEFAULT],
    instead: &[
        (UNIQUE, "a unique foreign key is a one-to-one\nhelp: use `#[one_to_one]`, and the type `OneToOne<..>`"),
        (
            TO_FIELD,
            "which field a foreign key refers to is told by its type\nhelp: make it `ForeignKey<Target, to_field!(code)>`",
        ),
        ("null", "whether a relation can lead nowhere is told by its type\nhelp: make it `Option<ForeignKey<..>>`"),
    ],
};
pub(crate) const IN_ONE_TO_ONE: Vocabulary = Vocabulary {
    place: "`#[one_to_one]`",
    known: &[PRIMARY_KEY, ON_DELETE, DEFAULT, RELATED_NAME, COLUMN, COLUMNS, EXTERNAL, DEFERRABLE],
    later: &[DB_DEFAULT],
    instead: &[
        (UNIQUE, "a one-to-one is unique by itself\nhelp: leave `unique` out"),
        (
            TO_FIELD,
            "which field a one-to-one refers to is told by its type\nhelp: make it `OneToOne<Target, to_field!(code)>`",
        ),
        (INDEX, "a one-to-one is unique, which makes an index\nhelp: leave `index` out"),
        ("null", "whether a relation can lead nowhere is told by its type\nhelp: make it `Option<OneToOne<..>>`"),
    ],
};
pub(crate) const IN_MANY_TO_MANY: Vocabulary = Vocabulary {
    place: "`#[many_to_many]`",
    known: &[RELATED_NAME, TABLE, EXTERNAL, SYMMETRICAL, THROUGH_FIELDS],
    later: &[],
    instead: &[
        (
            THROUGH,
            "which model a many-to-many goes through is told by its type\nhelp: make it `ManyToMany<Target, ThroughModel>`",
        ),
        (
            ON_DELETE,
            "a many-to-many has no `on_delete`: rows of the join table go with the row of either side\nhelp: leave it out",
        ),
        (
            DEFERRABLE,
            "the links of a many-to-many are made between rows that are there\nhelp: leave it out, or let the relation go through a model whose foreign keys are `deferrable`",
        ),
        (COLUMN, "a many-to-many has no column of its own\nhelp: name the join table with `table = \"..\"`"),
        (UNIQUE, "a many-to-many cannot be unique\nhelp: leave `unique` out"),
    ],
};
/// Of one target of a polymorphic field.
pub(crate) const IN_TARGET: Vocabulary = Vocabulary {
    place: "a target of `#[polymorphic]`",
    known: &[MODEL, ON_DELETE, RELATED_NAME, COLUMN, COLUMNS, INDEX, EXTERNAL, DEFERRABLE],
    later: &[],
    instead: &[
        (
            TO_FIELD,
            "which field a target is referred to by is told by the enum\nhelp: make it `ForeignKey<Target, to_field!(code)>` there",
        ),
        ("null", "whether a field can lead nowhere is told by its type\nhelp: make it `Option` of the enum"),
        (
            UNIQUE,
            "a target is unique with the whole field\nhelp: write `unique(..)` on the struct, with the name of the field",
        ),
        (DEFAULT, "a polymorphic field has no default\nhelp: leave it out, and give each draft its target"),
    ],
};
pub(crate) const AS_ON_DELETE: Vocabulary = Vocabulary {
    place: "`on_delete`",
    known: &[CASCADE, PROTECT, RESTRICT, SET_NULL, SET_DEFAULT, SET, DO_NOTHING, DB_CASCADE, DB_SET_NULL, DB_RESTRICT],
    later: &[],
    instead: &[(
        "db_set_default",
        "a default cannot stand in the table of a relation\nhelp: write `set_default`, which every database can do",
    )],
};

pub(crate) const AS_DEFERRABLE: Vocabulary = Vocabulary {
    place: "`deferrable`",
    known: &[INITIALLY_DEFERRED, INITIALLY_IMMEDIATE],
    later: &[],
    instead: &[
        ("deferred", "`deferred` is `initially_deferred` here\nhelp: write `deferrable = initially_deferred`"),
        ("immediate", "`immediate` is `initially_immediate` here\nhelp: write `deferrable = initially_immediate`"),
    ],
};

pub(crate) const IN_VIEW: Vocabulary =
    Vocabulary { place: "`#[view]` of a struct", known: &[CRATE], later: &[], instead: &[] };
pub(crate) const IN_VIEW_FIELD: Vocabulary = Vocabulary {
    place: "`#[view]` of a field",
    known: &[FILTER, ORDER_BY, LIMIT],
    later: &["offset", "distinct"],
    instead: &[
        ("limit_per_row", "in a view each row has its own rows, and its own limit\nhelp: write `limit(..)`"),
        ("ordering", "the rows of a list are ordered by `order_by` here\nhelp: write `order_by(..)`"),
        ("exclude", "what is left out is a condition's complement here\nhelp: write `filter(!..)`"),
    ],
};

/// Methods that the draft has; a field of such a name would give it a second one.
pub(crate) const DRAFT_METHODS: &[&str] = &["save", "get_or_create", "update_or_create"];
/// Methods that every model has; an accessor of such a name would hide it.
pub(crate) const MODEL_METHODS: &[&str] =
    &["create", "objects", "load", "save", "save_only", "update", "refresh", "delete"];

/// What is wrong with a word that is not known here, and the way out.
pub(crate) fn unknown(word: &str, vocabulary: &Vocabulary) -> String {
    let Vocabulary { place, known, later, instead } = vocabulary;
    if let Some((_, told)) = instead.iter().find(|(other, _)| *other == word) {
        return (*told).to_owned();
    }
    if later.contains(&word) {
        return format!("`{word}` is not supported yet\nhelp: leave it out; {}", these(place, known));
    }
    match nearest(word, known) {
        Some(meant) => format!("unknown word `{word}`\nhelp: did you mean `{meant}`?"),
        None => format!("unknown word `{word}`\nhelp: {}", these(place, known)),
    }
}

fn these(place: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return format!("{place} takes no words");
    }
    let known: Vec<_> = known.iter().map(|word| format!("`{word}`")).collect();
    format!("{place} takes {}", known.join(", "))
}

/// The candidate that is a typing error away: at most one letter in three is wrong.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let (distance, nearest) = candidates.iter().map(|known| (distance(word, known), *known)).min()?;
    (distance <= word.chars().count().div_ceil(3)).then_some(nearest)
}

/// How many letters must be put in, taken out or changed, or swapped with their neighbour, to make one from the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_a_typing_error_away() {
        assert_eq!(nearest("uniqe", IN_FIELD.known), Some(UNIQUE));
        assert_eq!(nearest("max_lenght", IN_FIELD.known), Some(MAX_LENGTH));
        assert_eq!(nearest("ondelete", IN_FOREIGN_KEY.known), Some(ON_DELETE));
        assert_eq!(nearest("xyz", IN_FIELD.known), None);
        assert_eq!(nearest("", IN_FIELD.known), None);
    }
}
