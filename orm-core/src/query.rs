//! The verbs: what reads and writes rows.
//!
//! A queryset is a value; a terminal makes it a statement, hands it to `database` and reads what comes back. What this is
//! not: it never sees SQL text, and what a condition means is decided in `sql`.
//!
//! **Invariant:** nothing is sent before a terminal, and a terminal sends the number of statements that its docs say.
//! Start reading at [`QuerySet`], then [`Model`].

mod again;
pub(crate) mod bulk_create;
mod bulk_update;
mod chunks;
mod collect;
mod create_tables;
pub(crate) mod delete;
mod distinct;
pub(crate) mod graph;
mod in_bulk;
mod joined;
mod joins;
mod keyset;
pub(crate) mod load;
mod loads;
mod model;
mod page;
mod pending;
mod queryset;
mod related_query;
mod report;
mod returned;
mod rows_given;
mod shape;
mod stream;
mod terminals;
pub(crate) mod upsert;
mod view;
mod violation;
mod within;
pub mod write;

pub(crate) use again::again;
pub use bulk_create::{BulkCreate, OnKey};
pub use distinct::MayRepeat;
pub use joined::{Joinable, Joined};
pub use joins::Joins;
pub use keyset::{Cursor, KeysetPage};
pub use loads::{LoadPaths, Loading, Loads, Reach};
pub use model::Model;
pub use page::Page;
pub use pending::Pending;
pub use queryset::QuerySet;
pub use related_query::RelatedQuery;
pub use report::DeleteReport;
pub use shape::{Along, Annotated, Append, Beside, Chosen, Entire, RelationOf, Selected, Shape, Whole};
pub use stream::RowStream;
pub use view::{Held, ListOf, Part, Reading, Size, View, ViewParts, Viewed, held, list_of};
