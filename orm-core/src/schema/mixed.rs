//! What only all models together can tell of `on_delete`: Django's fields.E323.

use super::{ModelSchema, OnDelete, RelationDef, same_model};
use crate::error::{Error, ErrorKind, Result};

/// Rows that the database takes along by itself (`db_cascade`) go without the library knowing. So what refers to them
/// cannot be left to the library: its rows would neither go along nor be set, and the database would refuse.
///
/// # Errors
/// `Config`, for the first such pair of relations.
pub fn check_on_delete(models: &[&'static ModelSchema]) -> Result<()> {
    let all = || models.iter().flat_map(|model| model.relations.iter().map(move |&it| (*model, it)));
    for (taken, by) in all().filter(|(_, it)| matches!(it.on_delete, OnDelete::DbCascade)) {
        let leans = |(_, it): &(_, &RelationDef)| same_model((it.target)(), taken) && is_ours(it);
        if let Some((model, relation)) = all().find(leans) {
            let (database, ours) = (format!("{}.{}", taken.name, by.name), format!("{}.{}", model.name, relation.name));
            let message = format!(
                "`{database}` is `db_cascade`, so the database takes rows of `{}` along by itself, and what `{ours}` says \
                 of that would not be done; say `db_cascade` or `db_set_null` on it too, or `cascade` on `{database}`",
                taken.name
            );
            return Err(Error::new(ErrorKind::Config, message).with_model(model.name).with_field(relation.name));
        }
    }
    Ok(())
}

/// Whether the library has something to do. Links are the database's too, and what stands in the way does so there.
fn is_ours(relation: &RelationDef) -> bool {
    let is_done = matches!(
        relation.on_delete,
        OnDelete::Cascade | OnDelete::SetNull | OnDelete::SetDefault(_) | OnDelete::Set(_)
    );
    is_done && relation.through.is_none()
}
