//! Splits tokens at arrows and commas, except inside angle brackets.

use proc_macro2::TokenTree;

use crate::errors::Errors;
use crate::messages::{self, MOST_LAYERS};
use crate::tokens::{Tokens, is_punct, is_type_name};

/// Marks before a `>` that does not close anything.
const STARTS: [char; 4] = ['=', '-', '|', '~'];

/// A network split at its arrows. There is one more piece than arrows.
pub(super) struct Stages {
    pub(super) pieces: Vec<Tokens>,
    pub(super) arrows: Vec<Tokens>,
}

/// Splits a network at its arrows, without the angle brackets around all of it. Returns nothing if brackets do not match.
pub(super) fn stages(tokens: &[TokenTree], errors: &mut Errors) -> Option<Stages> {
    let tokens = match closing(tokens) {
        Some(last) if last + 1 == tokens.len() => &tokens[1..last],
        _ => tokens,
    };
    let depths = depths(tokens, errors)?;
    let mut stages = Stages {
        pieces: Vec::new(),
        arrows: Vec::new(),
    };
    let mut start = 0;
    let mut index = 0;
    while index < tokens.len() {
        let length = if depths[index] == 0 {
            joint_length(&tokens[index..])
        } else {
            0
        };
        if length == 0 {
            index += 1;
            continue;
        }
        let arrow = Tokens::from(&tokens[index..index + length]);
        stages.pieces.push(tokens[start..index].into());
        start = index + length;
        index = start;
        match arrow.text().as_str() {
            "=>" => {}
            mark @ ("," | ";") if start == tokens.len() => {
                errors.at(&arrow, messages::trailing(mark));
                return Some(stages);
            }
            written => errors.at(&arrow, messages::wrong_arrow(written)),
        }
        stages.arrows.push(arrow);
    }
    stages.pieces.push(tokens[start..].into());
    Some(stages)
}

/// Splits arguments at their commas. The last can have one.
pub(crate) fn arguments(tokens: &[TokenTree]) -> Vec<Tokens> {
    let mut list = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let comma = top_level(rest).find(|index| is_punct(rest.get(*index), ','));
        let end = comma.unwrap_or(rest.len());
        list.push(Tokens::from(&rest[..end]));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    list
}

/// The index of the `>` that closes the first `<`.
pub(crate) fn closing(tokens: &[TokenTree]) -> Option<usize> {
    if !is_punct(tokens.first(), '<') {
        return None;
    }
    let mut depth = 0;
    for index in 0..tokens.len() {
        depth += step(tokens, index);
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// The indices of the tokens outside all angle brackets.
pub(crate) fn top_level(tokens: &[TokenTree]) -> impl Iterator<Item = usize> + '_ {
    let mut depth = 0;
    (0..tokens.len()).filter(move |index| {
        let outside = depth == 0;
        depth += step(tokens, *index);
        outside
    })
}

/// The depth of each token in angle brackets. Nothing if one is never closed.
fn depths(tokens: &[TokenTree], errors: &mut Errors) -> Option<Vec<usize>> {
    let mut open = Vec::new();
    let mut depths = Vec::new();
    for index in 0..tokens.len() {
        match step(tokens, index) {
            1 if open.len() == MOST_LAYERS => {
                errors.at(tokens[index].span(), messages::too_deep());
                return None;
            }
            1 => open.push(index),
            -1 if open.pop().is_none() => {
                errors.at(tokens[index].span(), messages::UNOPENED);
                return None;
            }
            _ => {}
        }
        depths.push(open.len());
    }
    match open.first() {
        Some(index) => {
            errors.at(tokens[*index].span(), messages::UNCLOSED);
            None
        }
        None => Some(depths),
    }
}

/// The change of the depth by a token. The `>` of an arrow closes nothing.
fn step(tokens: &[TokenTree], index: usize) -> i32 {
    let before = index.checked_sub(1).and_then(|index| tokens.get(index));
    let is_arrow = STARTS.iter().any(|mark| is_punct(before, *mark));
    match &tokens[index] {
        TokenTree::Punct(punct) if punct.as_char() == '<' => 1,
        TokenTree::Punct(punct) if punct.as_char() == '>' && !is_arrow => -1,
        _ => 0,
    }
}

/// Whether this starts with `=>`, `->`, `==`, `|>` or `~>`.
pub(super) fn is_arrow(tokens: &[TokenTree]) -> bool {
    let is = |index: usize, mark| is_punct(tokens.get(index), mark);
    let is_start = STARTS.iter().any(|mark| is(0, *mark));
    is_start && is(1, '>') || is(0, '=') && is(1, '=')
}

/// The number of tokens that join two layers here, with or without mistakes.
fn joint_length(tokens: &[TokenTree]) -> usize {
    let is = |mark: &char| is_punct(tokens.first(), *mark);
    if is_arrow(tokens) {
        return 2;
    }
    // A size cannot be computed with a type.
    let is_operator = ['|', '+', '&', '/', '-', '^'].iter().any(is) && is_type_name(tokens.get(1));
    usize::from(is_operator || ['=', ',', ';'].iter().any(is))
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{arguments, closing};
    use crate::tokens::Tokens;

    fn tokens(source: &str) -> Tokens {
        Tokens::flat(source.parse::<TokenStream>().unwrap())
    }

    #[test]
    fn arguments_are_cut_at_commas_outside_angles() {
        for (source, expected) in [
            ("", &[][..]),
            ("128", &["128"]),
            ("128, Relu,", &["128", "Relu"]),
            ("64 -> 32, A<B, C>", &["64 -> 32", "A<B, C>"]),
            (", 1,, 2", &["", "1", "", "2"]),
            (
                "Dense<3> => Dense<4>, f(a, b)",
                &["Dense<3> => Dense<4>", "f(a, b)"],
            ),
        ] {
            let list: Vec<_> = arguments(&tokens(source))
                .iter()
                .map(Tokens::text)
                .collect();
            assert_eq!(list, expected, "{source}");
        }
    }

    #[test]
    fn the_closing_bracket() {
        for (source, expected) in [
            ("<>", Some(1)),
            ("<3 -> 4> =>", Some(5)),
            ("<A<B>> C", Some(5)),
            ("<A", None),
            ("A<B>", None),
            ("", None),
        ] {
            assert_eq!(closing(&tokens(source)), expected, "{source}");
        }
    }
}
