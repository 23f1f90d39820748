//! Names that nobody wrote: tables, columns, constraints, accessors.

use super::{plain, shape, snake};
use crate::ir::{Name, Origin};
use heck::ToSnakeCase;
use syn::{Ident, LitStr, Type};

/// The most bytes that a name can have on every database. PostgreSQL cuts longer ones, silently:
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>
pub(crate) const LONGEST_NAME: usize = 63;

/// Makes the names of one model.
pub(crate) struct Namer {
    model: Ident,
    table: Name,
}

impl Namer {
    pub(crate) fn new(model: &Ident, written: Option<LitStr>) -> Self {
        Self { model: model.clone(), table: written_or(written, model, || snake(model)) }
    }

    pub(crate) fn model(&self) -> &Ident {
        &self.model
    }

    pub(crate) fn table(&self) -> &str {
        &self.table.text
    }

    pub(crate) fn into_table(self) -> Name {
        self.table
    }

    /// `name`, as the field is named.
    pub(crate) fn column(&self, field: &Ident, written: Option<LitStr>) -> Name {
        written_or(written, field, || plain(field))
    }

    /// `owner_id`, for the field `owner`.
    pub(crate) fn key_column(&self, field: &Ident, written: Option<LitStr>) -> Name {
        written_or(written, field, || format!("{}_id", plain(field)))
    }

    /// `cats_name_owner_id_key`, for a constraint, an index or a join table.
    pub(crate) fn joined(&self, at: &Ident, written: Option<LitStr>, parts: &[String], end: &str) -> Name {
        written_or(written, at, || {
            let parts = parts.iter().map(String::as_str).chain([end]).filter(|part| !part.is_empty());
            std::iter::once(self.table()).chain(parts).collect::<Vec<_>>().join("_")
        })
    }

    /// The columns of a join table. They are named after the models; those of a relation to itself, after the direction.
    pub(crate) fn join_columns(&self, field: &Ident, target: &Type) -> (Name, Name) {
        let (from, to) = (snake(&self.model), type_name(target));
        let derived = |text| derived(field, text);
        if from == to {
            (derived(format!("from_{from}_id")), derived(format!("to_{to}_id")))
        } else {
            (derived(format!("{from}_id")), derived(format!("{to}_id")))
        }
    }

    /// A name of our own, for what no one else has a word for.
    pub(crate) fn derived(&self, at: &Ident, text: String) -> Name {
        derived(at, text)
    }

    /// `cat_set`: where several rows of this model lead to one target.
    pub(crate) fn set_accessor(&self, field: &Ident) -> Ident {
        Ident::new(&format!("{}_set", snake(&self.model)), field.span())
    }

    /// `passport`: where at most one does.
    pub(crate) fn one_accessor(&self, field: &Ident) -> Ident {
        let name = snake(&self.model);
        let found = identifier(&name).or_else(|| syn::parse_str(&format!("r#{name}")).ok());
        // `crate`, `self` and `super` cannot even be raw.
        let mut ident = found.unwrap_or_else(|| Ident::new(&format!("{name}_"), field.span()));
        ident.set_span(field.span());
        ident
    }
}

/// A text as an identifier, if it is one and no keyword.
pub(crate) fn identifier(text: &str) -> Option<Ident> {
    syn::parse_str(text).ok()
}

/// The last part of a type's path, as a name in the database.
pub(crate) fn type_name(ty: &Type) -> String {
    shape::last_segment(ty).map_or_else(|| "target".to_owned(), |(name, _)| name.to_snake_case())
}

fn written_or(written: Option<LitStr>, at: &Ident, make: impl FnOnce() -> String) -> Name {
    match written {
        Some(text) => self::written(text),
        None => derived(at, make()),
    }
}

/// A name as it is written.
pub(crate) fn written(text: LitStr) -> Name {
    Name { text: text.value(), origin: Origin::Written(text) }
}

fn derived(at: &Ident, text: String) -> Name {
    Name { text: shortened(text), origin: Origin::Derived(at.clone()) }
}

/// A name that fits everywhere: a long one is cut, and ends in a hash of the whole. `orm-core` does the same where it
/// names the constraints of one column.
pub(crate) fn shortened(text: String) -> String {
    const HASH: usize = 9;
    if text.len() <= LONGEST_NAME {
        return text;
    }
    let end = (0..=LONGEST_NAME - HASH).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    format!("{}_{:08x}", &text[..end], hash(&text))
}

/// FNV-1a. The names stand in databases, so this must never change.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_stays_its_own() {
        let (a, b) = (format!("{}_a", "x".repeat(80)), format!("{}_b", "x".repeat(80)));
        let (a, b) = (shortened(a), shortened(b));
        assert_eq!((a.len(), b.len()), (63, 63));
        assert_ne!(a, b);
        assert!(a.starts_with("xxx") && a.ends_with("_4c833ddd"), "{a}");
        assert_eq!(shortened("short".into()), "short");
        assert!(shortened("ü".repeat(40)).len() <= LONGEST_NAME);
    }
}
