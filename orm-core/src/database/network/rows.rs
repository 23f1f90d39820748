//! Rows on their way from the connection to whoever wants them.

use crate::database::sink::RowSink;
use crate::error::Result;
use crate::value::Cells;
use std::future::Future;

/// Takes the rows of one statement as they arrive.
pub(in crate::database) trait Taker: Send {
    /// Takes a row. After an error no more are offered.
    fn row(&mut self, cells: &dyn Cells) -> Result<()>;
    /// Between two rows: here it is waited until more are wanted.
    fn pause(&mut self) -> impl Future<Output = ()> + Send;
    /// What was taken so far is void: the statement runs again from its beginning.
    fn restart(&mut self);
}

/// So many rows, then other tasks get their turn: what is in the buffer already costs no wait.
const ROWS: u64 = 256;

/// All rows, as they come.
pub(super) struct Rows {
    pub(super) sink: Option<Box<dyn RowSink>>,
    pub(super) taken: u64,
}

impl Taker for Rows {
    fn row(&mut self, cells: &dyn Cells) -> Result<()> {
        self.taken += 1;
        self.sink.as_mut().map_or(Ok(()), |sink| sink.row(cells))
    }

    async fn pause(&mut self) {
        if self.taken.is_multiple_of(ROWS) {
            tokio::task::yield_now().await;
        }
    }

    fn restart(&mut self) {
        if self.taken > 0
            && let Some(sink) = &mut self.sink
        {
            sink.restart();
        }
        self.taken = 0;
    }
}
