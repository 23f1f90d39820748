//! What an item gives: a flag, a text, a number, an expression. A value of the wrong kind is reported on the value.

use super::item::{Item, Value};
use crate::ctxt::Ctxt;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprLit, Ident, Lit, LitInt, LitStr, Path, UnOp};

impl Item {
    /// A word that stands alone: `unique`.
    pub(crate) fn flag(&self, cx: &Ctxt) -> Option<Ident> {
        let word = &self.word;
        match &self.value {
            Value::Alone => return Some(word.clone()),
            Value::Equals(value) => cx.error(value, format!("`{word}` takes no value\nhelp: write `{word}` alone")),
            Value::List(_) => cx.error(word, format!("`{word}` takes no list here\nhelp: write `{word}` alone")),
        }
        None
    }

    /// `comment = "text"`
    pub(crate) fn text(&self, cx: &Ctxt) -> Option<LitStr> {
        match self.value() {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Some(text.clone()),
            _ => self.wrong(cx, "a text", "\"..\""),
        }
    }

    /// `max_length = 40`
    pub(crate) fn number(&self, cx: &Ctxt) -> Option<(u32, LitInt)> {
        match self.value() {
            Some(Expr::Lit(ExprLit { lit: Lit::Int(number), .. })) => match number.base10_parse() {
                Ok(n) => Some((n, number.clone())),
                Err(_) => self.wrong(cx, "a smaller number", "40"),
            },
            _ => self.wrong(cx, "a whole number", "40"),
        }
    }

    /// `index = false`; the word alone means `true`.
    pub(crate) fn yes_or_no(&self, cx: &Ctxt) -> Option<bool> {
        match &self.value {
            Value::Alone => Some(true),
            Value::Equals(Expr::Lit(ExprLit { lit: Lit::Bool(it), .. })) => Some(it.value),
            _ => self.wrong(cx, "`true` or `false`", "false"),
        }
    }

    /// `on_delete = cascade`; of `set(value)` it is the `set`.
    pub(crate) fn word(&self, cx: &Ctxt, example: &str) -> Option<Ident> {
        let path = match self.value() {
            Some(Expr::Call(call)) => &*call.func,
            Some(value) => value,
            None => return self.wrong(cx, "a word", example),
        };
        match path {
            Expr::Path(path) => path.path.get_ident().cloned().or_else(|| self.wrong(cx, "a word", example)),
            _ => self.wrong(cx, "a word", example),
        }
    }

    /// `on_delete = set(value)`; what stands in the parentheses, if anything does. One thing may.
    pub(crate) fn argument(&self, cx: &Ctxt) -> Result<Option<Expr>, ()> {
        let Some(Expr::Call(call)) = self.value() else { return Ok(None) };
        let mut all = call.args.iter();
        match (all.next(), all.next()) {
            (Some(one), None) => Ok(Some(one.clone())),
            _ => {
                let func = call.func.to_token_stream();
                cx.error(&call.func, format!("`{func}(..)` takes one value\nhelp: write `{func}(value)`"));
                Err(())
            }
        }
    }

    /// `default = any_expression()`
    pub(crate) fn expression(&self, cx: &Ctxt) -> Option<Expr> {
        self.value().cloned().or_else(|| self.wrong(cx, "an expression", "0"))
    }

    /// `db_default = -1`: a literal, so that it can stand in the table.
    pub(crate) fn literal(&self, cx: &Ctxt) -> Option<Expr> {
        let is_literal = |value: &Expr| match value {
            Expr::Lit(_) => true,
            Expr::Unary(minus) => matches!(minus.op, UnOp::Neg(_)) && matches!(*minus.expr, Expr::Lit(_)),
            _ => false,
        };
        self.value().filter(|value| is_literal(value)).cloned().or_else(|| self.wrong(cx, "a literal", "0"))
    }

    /// `crate = some::path`
    pub(crate) fn path(&self, cx: &Ctxt) -> Option<Path> {
        match self.value() {
            Some(Expr::Path(it)) if it.qself.is_none() => Some(it.path.clone()),
            _ => self.wrong(cx, "a path", "some::path"),
        }
    }

    /// `unique(name, owner)`
    pub(crate) fn list(&self, cx: &Ctxt) -> Option<TokenStream> {
        match &self.value {
            Value::List(list) if !list.is_empty() => return Some(list.clone()),
            Value::Equals(value) => cx.error(value, self.wants_list()),
            _ => cx.error(&self.word, self.wants_list()),
        }
        None
    }

    /// Without the group that a `macro_rules!` macro puts around what it passes on.
    fn value(&self) -> Option<&Expr> {
        let Value::Equals(value) = &self.value else { return None };
        let mut value = value;
        while let Expr::Group(group) = value {
            value = &group.expr;
        }
        Some(value)
    }

    fn wants_list(&self) -> String {
        format!("`{0}` takes a list\nhelp: write `{0}(..)`", self.word)
    }

    fn wrong<T>(&self, cx: &Ctxt, kind: &str, example: &str) -> Option<T> {
        let message = format!("`{0}` takes {kind}\nhelp: write `{0} = {example}`", self.word);
        match self.value() {
            Some(value) => cx.error(value, message),
            None => cx.error(&self.word, message),
        }
        None
    }
}
