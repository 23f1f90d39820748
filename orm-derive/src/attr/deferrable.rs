//! `deferrable`, of foreign keys and unique constraints.

use super::item::{Item, Value};
use crate::ctxt::Ctxt;
use crate::ir::Deferrable;
use crate::words;
use syn::ext::IdentExt;

/// `deferrable = initially_immediate`; the word alone means `initially_deferred`, which is what it is wanted for.
pub(crate) fn parse_deferrable(cx: &Ctxt, item: &Item) -> Deferrable {
    if let Value::Alone = item.value {
        return Deferrable::InitiallyDeferred;
    }
    let Some(word) = item.word(cx, words::INITIALLY_DEFERRED) else { return Deferrable::No };
    match word.unraw().to_string().as_str() {
        words::INITIALLY_DEFERRED => Deferrable::InitiallyDeferred,
        words::INITIALLY_IMMEDIATE => Deferrable::InitiallyImmediate,
        other => {
            cx.error(&word, words::unknown(other, &words::AS_DEFERRABLE));
            Deferrable::No
        }
    }
}
