//! Expressions and conditions.

use super::Select;
use crate::schema::{ColumnDef, PathNode};
use crate::value::Value;

/// An expression or a condition.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A column at the end of a path.
    Column(&'static PathNode, &'static ColumnDef),
    /// Columns side by side: a key of several. It is compared with a key, and asked whether a part of it is NULL.
    Row(Vec<Expr>),
    /// A value.
    Bind(Value),
    /// `left + right`
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    /// `left = right`; it holds only where neither is NULL. "Not equal" is `Not` of it.
    Compare(Compare, Box<Expr>, Box<Expr>),
    /// It is in this range, both ends included. One condition and not two: over a path to many, one row satisfies both.
    Between(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `left` is text that matches.
    Matches(Box<Expr>, Matching, Case, String),
    /// `left` is one of these. NULL among them stands for IS NULL.
    In(Box<Expr>, Vec<Value>),
    /// `left` is among the rows of a query of one column.
    InQuery(Box<Expr>, Box<Select>),
    /// `left` is NULL.
    IsNull(Box<Expr>),
    /// All of these hold. Of none: it holds.
    All(Vec<Expr>),
    /// At least one of these holds. Of none: it does not.
    Any(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// What is said of the rows at the end of a path; the condition starts at their model.
    Related(&'static PathNode, Quantifier, Option<Box<Expr>>),
    /// How many rows there are at the end of a path, of those that satisfy a condition, which starts at their model.
    Count(&'static PathNode, Option<Box<Expr>>),
    /// An expression that starts at the end of a path, which leads to one row at most. Only a query's columns have it.
    At(&'static PathNode, Box<Expr>),
    /// A number by chance, for each row another. Only an order has it.
    Random,
}

/// The operators of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
}

/// The comparisons. "Not equal" is missing on purpose: it is the complement of `Equal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// How text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// The whole text.
    Exact,
    /// Somewhere in it.
    Contains,
    /// At its beginning.
    StartsWith,
    /// At its end.
    EndsWith,
    /// A pattern of the user's, in which `%` stands for any text and `_` for one character.
    Like,
}

/// Whether the case of letters counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `a` is not `A`.
    Sensitive,
    /// `a` is `A`.
    Insensitive,
}

/// How many of the related rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Some,
    /// Not one.
    None,
    /// Each, also where there are none.
    Every,
}

/// No tree grows deeper: what walks one calls itself for each level, and a thread's stack ends. It is far beyond what a
/// database takes, so what was cut here is refused there.
pub(crate) const DEEPEST: usize = 400;

impl Expr {
    /// Stands for a tree that would have been deeper than [`DEEPEST`]: as deep as one may be, and so refused.
    pub(crate) fn too_deep() -> Self {
        (0..DEEPEST).fold(Self::Bind(Value::Bool(true)), |inner, _| Self::All(vec![inner]))
    }

    /// `left + right`
    pub(crate) fn arithmetic(op: Arithmetic, left: Self, right: Self) -> Self {
        // One that is refused anyway stands for the whole.
        if left.depth() >= DEEPEST {
            return left;
        }
        if right.depth() >= DEEPEST {
            return right;
        }
        Self::Arithmetic(op, Box::new(left), Box::new(right))
    }

    /// How many levels it has.
    pub(crate) fn depth(&self) -> usize {
        let mut below = 0;
        self.all_children(&mut |child| {
            below = below.max(child.depth());
            true
        });
        1 + below
    }

    /// Whether this holds of all expressions one level below; after one of which it does not, no more are asked.
    pub(crate) fn all_children(&self, holds: &mut dyn FnMut(&Self) -> bool) -> bool {
        match self {
            Self::Column(..) | Self::Bind(_) | Self::Random => true,
            Self::Arithmetic(_, left, right) | Self::Compare(_, left, right) => holds(left) && holds(right),
            Self::Between(it, low, high) => holds(it) && holds(low) && holds(high),
            Self::InQuery(inner, query) => holds(inner) && query.exprs().all(holds),
            Self::Matches(inner, ..) | Self::In(inner, _) | Self::IsNull(inner) | Self::Not(inner) => holds(inner),
            Self::All(all) | Self::Any(all) | Self::Row(all) => all.iter().all(holds),
            Self::Related(_, _, inner) | Self::Count(_, inner) => inner.as_deref().is_none_or(holds),
            Self::At(_, inner) => holds(inner),
        }
    }

    /// Whether it is a condition, which holds or does not; and not a value, which can be NULL.
    pub(crate) const fn is_condition(&self) -> bool {
        match self {
            Self::Column(..) | Self::Bind(_) | Self::Arithmetic(..) | Self::Count(..) | Self::Row(_) | Self::Random => {
                false
            }
            Self::At(_, inner) => inner.is_condition(),
            _ => true,
        }
    }

    /// The complement. `Not` of `Not` is the thing itself.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Both. A chain grows in breadth, not in depth, whichever side it grows on.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut left), Self::All(right)) => {
                left.extend(right);
                Self::All(left)
            }
            (Self::All(mut left), right) => {
                left.push(right);
                Self::All(left)
            }
            (left, Self::All(mut right)) => {
                right.insert(0, left);
                Self::All(right)
            }
            (left, right) => Self::All(vec![left, right]),
        }
    }

    /// At least one. A chain grows in breadth, not in depth, whichever side it grows on.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any(mut left), Self::Any(right)) => {
                left.extend(right);
                Self::Any(left)
            }
            (Self::Any(mut left), right) => {
                left.push(right);
                Self::Any(left)
            }
            (left, Self::Any(mut right)) => {
                right.insert(0, left);
                Self::Any(right)
            }
            (left, right) => Self::Any(vec![left, right]),
        }
    }
}
