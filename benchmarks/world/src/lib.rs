//! What every subject is told and answers: the data, the cases, and the protocol between runner and subject.
//!
//! A subject is one library, used as its own documents say, in a program of its own. The runner starts all of them and lets
//! them take turns. Start reading at [`Case`], then [`serve`].

mod case;
mod clock;
mod data;
mod digest;
mod inline;
mod serve;
mod setting;
mod tasks;

pub use case::Case;
pub use data::{CASCADE, Line, PERSONS, ROOM, STOCKS, change, key, line, lines, stock_code, stock_count};
pub use digest::{Digest, Look, Seen};
pub use inline::{Blocking, Requests};
pub use serve::{Answer, Subject, serve};
pub use setting::{Server, Setting};
pub use tasks::{CLIENTS, REQUESTS, Tail, WRITER_RESTS, crowd, requests, tasks};

/// What a subject may fail with.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
