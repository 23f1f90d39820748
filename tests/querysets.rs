//! querysets
