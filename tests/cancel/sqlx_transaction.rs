//! The same on `sqlx::Transaction`.
