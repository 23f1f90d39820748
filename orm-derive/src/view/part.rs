//! What a field of a view is filled from: `#[view(via(Owner::cat_set), order_by(Cat.name), limit(3))]`.

use crate::attr::item::parse_list;
use crate::ctxt::Ctxt;
use crate::words::{self, IN_VIEW_FIELD, LIMIT, ORDER_BY};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprCall, Ident, Meta, Token};

/// What a field is filled from, and which of its rows.
#[derive(Default)]
pub(super) struct Part {
    /// The token or expression; none where it is the column or relation of the field's name.
    pub(super) source: Option<Expr>,
    pub(super) choices: Vec<Choice>,
}

/// One word about the rows of a list.
pub(super) struct Choice {
    pub(super) word: Ident,
    pub(super) arguments: Punctuated<Expr, Token![,]>,
}

/// Reads a field's attribute. What is wrong is reported and left out.
pub(super) fn parse_part(cx: &Ctxt, attrs: &[Attribute]) -> Part {
    let mut part = Part::default();
    let mut ours = attrs.iter().filter(|attr| attr.path().is_ident(words::VIEW));
    let Some(attr) = ours.next() else { return part };
    if let Some(second) = ours.next() {
        cx.error(second.path(), "`#[view]` stands here twice\nhelp: put all words into one");
    }
    let help = "help: write `#[view(Owner.name)]`, with a column, an expression or a relation; or leave it out where the field has the name of one";
    let Meta::List(list) = &attr.meta else {
        cx.error(attr.path(), format!("`#[view]` says nothing here\n{help}"));
        return part;
    };
    if list.tokens.is_empty() {
        cx.error(attr.path(), format!("`#[view]` says nothing here\n{help}"));
    }
    for (at, expr) in parse_list(cx, list.tokens.clone(), |input| input.parse::<Expr>()).into_iter().enumerate() {
        match choice(expr) {
            Ok(choice) if IN_VIEW_FIELD.known.iter().any(|known| choice.word == known) => add(cx, &mut part, choice),
            Ok(other) if at > 0 => {
                cx.error(&other.word, words::unknown(&other.word.unraw().to_string(), &IN_VIEW_FIELD));
            }
            Ok(other) => part.source = Some(other.into_expr()),
            Err(expr) if at == 0 => part.source = Some(*expr),
            Err(expr) => cx.error(
                expr,
                "a field is filled from one thing\nhelp: behind it stand `filter(..)`, `order_by(..)` and `limit(..)`",
            ),
        }
    }
    part
}

fn add(cx: &Ctxt, part: &mut Part, choice: Choice) {
    let word = &choice.word;
    if part.choices.iter().any(|other| other.word == *word) {
        cx.error(word, format!("`{word}` stands here twice\nhelp: keep one of them"));
        return;
    }
    match (choice.arguments.len(), word == ORDER_BY) {
        (1, _) | (2.., true) => part.choices.push(choice),
        (_, true) => cx.error(word, format!("`{word}` takes what is ordered by\nhelp: write `{word}(Cat.name)`")),
        (_, false) => {
            let example = if word == LIMIT { "3" } else { "Cat.lives.gt(3)" };
            cx.error(word, format!("`{word}` takes one thing\nhelp: write `{word}({example})`"));
        }
    }
}

/// `word(..)`; anything else comes back.
fn choice(expr: Expr) -> Result<Choice, Box<Expr>> {
    let word = match &expr {
        Expr::Call(ExprCall { func, .. }) => match &**func {
            Expr::Path(path) => path.path.get_ident().cloned(),
            _ => None,
        },
        _ => None,
    };
    match (word, expr) {
        (Some(word), Expr::Call(call)) => Ok(Choice { word, arguments: call.args }),
        (_, other) => Err(Box::new(other)),
    }
}

impl Choice {
    fn into_expr(self) -> Expr {
        let Self { word, arguments } = self;
        syn::parse_quote!(#word(#arguments))
    }
}
