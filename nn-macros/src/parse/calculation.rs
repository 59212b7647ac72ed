//! Reads calculations with sizes: `2 * HIDDEN + 1`.
//!
//! The macro computes calculations of numbers. A calculation with names is written twice: once as the user wrote it, for the error,
//! and in types with functions that never fail. The compiler would report a calculation that fails once for each of its uses in a type.

use proc_macro2::{Delimiter, TokenTree};
use syn::LitInt;

use super::word::is_path;
use crate::messages;
use crate::tokens::{Tokens, group, is_punct};

/// A calculation.
pub(crate) enum Calculation {
    Number(u64),
    /// The path of a constant, or a call.
    Name(Tokens),
    Operation(Box<Calculation>, char, Box<Calculation>),
}

/// The operators, the weakest first.
const OPERATORS: [&[char]; 2] = [&['+', '-'], &['*', '/', '%']];

impl Calculation {
    /// Reads a calculation. Returns nothing for any other expression.
    pub(crate) fn read(tokens: &[TokenTree]) -> Option<Self> {
        // The last operator of the weakest kind is computed last.
        for operators in OPERATORS {
            let is_operator = |token: &TokenTree| {
                let is = |mark: &&char| is_punct(Some(token), **mark);
                operators.iter().find(is).copied()
            };
            let last = tokens.iter().enumerate().rev();
            let mut last = last.filter_map(|(index, token)| Some((index, is_operator(token)?)));
            if let Some((index, operator)) = last.next() {
                let left = Self::read(&tokens[..index])?;
                let right = Self::read(&tokens[index + 1..])?;
                return Some(Self::Operation(Box::new(left), operator, Box::new(right)));
            }
        }
        match tokens {
            [TokenTree::Literal(literal)] => {
                let number: LitInt = syn::parse2(TokenTree::from(literal.clone()).into()).ok()?;
                let is_size = matches!(number.suffix(), "" | "usize");
                is_size
                    .then(|| number.base10_parse().ok())?
                    .map(Self::Number)
            }
            [TokenTree::Group(inside)] if inside.delimiter() != Delimiter::Bracket => {
                Self::read(&Tokens::flat(inside.stream()))
            }
            [path @ .., last] if group(Some(last), Delimiter::Parenthesis).is_some() => {
                is_path(path).then(|| Self::Name(tokens.into()))
            }
            _ => is_path(tokens).then(|| Self::Name(tokens.into())),
        }
    }

    /// Whether a constant is a calculation that can fail.
    pub(crate) fn is_operation(constant: &[TokenTree]) -> bool {
        matches!(Self::read(constant), Some(Self::Operation(..)))
    }

    /// The result or a message. Nothing if the calculation has names.
    pub(super) fn result(&self, what: &str, text: &str) -> Option<Result<u64, String>> {
        let (left, operator, right) = match self {
            Self::Number(number) => return Some(Ok(*number)),
            Self::Name(_) => return None,
            Self::Operation(left, operator, right) => (left, *operator, right),
        };
        let (left, right) = (left.result(what, text)?, right.result(what, text)?);
        let (left, right) = match (left, right) {
            (Ok(left), Ok(right)) => (left, right),
            (Err(message), _) | (_, Err(message)) => return Some(Err(message)),
        };
        let result = match operator {
            '+' => left.checked_add(right),
            '-' => left.checked_sub(right),
            '*' => left.checked_mul(right),
            '/' => left.checked_div(right),
            _ => left.checked_rem(right),
        };
        Some(result.ok_or_else(|| match operator {
            '-' => messages::size_below_zero(what, text),
            '/' | '%' => messages::size_divided_by_zero(what, text),
            _ => messages::size_too_large(what),
        }))
    }
}
