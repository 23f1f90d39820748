//! The list of all models that are linked into the program.

use super::ModelSchema;

/// A model in the list. The derive submits one for each model.
#[derive(Debug)]
pub struct Registration(pub &'static ModelSchema);

inventory::collect!(Registration);

/// All models linked into the program, by module and name, so that the order does not depend on the linker.
///
/// A library crate's models are linked only where the program names something of that crate.
#[must_use]
pub fn models() -> Vec<&'static ModelSchema> {
    let mut all: Vec<_> = inventory::iter::<Registration>().map(|entry| entry.0).collect();
    all.sort_by_key(|model| (model.module, model.name));
    all
}

/// Whether two schemas are of one model.
#[must_use]
pub fn same_model(a: &'static ModelSchema, b: &'static ModelSchema) -> bool {
    std::ptr::eq(a, b)
}
