//! Reads the input and the stages of a network.

use proc_macro2::{Delimiter, TokenTree};

use super::stage::{is_name, repetition, stage};
use super::{size, split};
use crate::ast::{Body, Shape, Stage};
use crate::errors::Errors;
use crate::messages::{self, MOST_LAYERS};
use crate::tokens::{Spot, Tokens, group, is_punct, is_type_name};

/// Reads a network. Without tokens, the mistake is at the spot.
pub(crate) fn body(tokens: &Tokens, spot: Spot, errors: &mut Errors) -> Body {
    let mut body = Body {
        input: None,
        stages: Vec::new(),
    };
    if tokens.is_empty() {
        errors.at(spot, messages::EMPTY);
        return body;
    }
    let before = errors.count();
    let listed = listed(tokens, errors);
    let Some(split) = split::stages(&tokens[listed..], errors) else {
        return body;
    };
    let (first, others) = split.pieces.split_first().unwrap_or((tokens, &[]));
    if listed > 0 {
        // The input has been reported.
    } else if first.is_empty() {
        let near = split.arrows.first().unwrap_or(tokens);
        errors.at(near, messages::MISSING_INPUT);
    } else if let Some(shape) = size::without_brackets(first) {
        errors.at(first, messages::shape_in_brackets(&shape));
    } else if is_layer(first) {
        let is_path = first.iter().all(is_of_path);
        errors.at(first, messages::missing_input(&first.text(), is_path));
        body.stages.push(stage(first, 0, errors));
    } else {
        body.input = input(first, errors);
    }
    let arrows = &split.arrows;
    body.stages.extend(stages(others, arrows, 0, errors));
    let is_shape = |stage: &Stage| matches!(stage, Stage::Shape(_));
    if body.stages.iter().all(is_shape) && errors.count() == before {
        errors.at(tokens, messages::MISSING_LAYER);
    }
    body
}

/// Reports `1, 28, 28` before the first arrow. Returns the start of the last of these sizes.
fn listed(tokens: &Tokens, errors: &mut Errors) -> usize {
    let arrow = split::top_level(tokens).find(|index| split::is_arrow(&tokens[*index..]));
    let sizes = &tokens[..arrow.unwrap_or_default()];
    let Some(shape) = size::list(sizes) else {
        return 0;
    };
    errors.at(sizes, messages::shape_in_brackets(&shape));
    let is_comma = |token| is_punct(Some(token), ',');
    sizes
        .iter()
        .rposition(is_comma)
        .map_or(0, |comma| comma + 1)
}

/// Reads the layers of a branch. `depth` is the number of layers that hold it. A branch can be empty.
pub(crate) fn branch(tokens: &[TokenTree], depth: usize, errors: &mut Errors) -> Vec<Stage> {
    if depth >= MOST_LAYERS {
        errors.at(tokens, messages::too_deep());
        return vec![Stage::Broken(None)];
    }
    if tokens.is_empty() {
        return Vec::new();
    }
    let Some(split) = split::stages(tokens, errors) else {
        return vec![Stage::Broken(None)];
    };
    let whole = Tokens::from(tokens);
    let (first, others) = split.pieces.split_first().unwrap_or((&whole, &[]));
    let first = if first.is_empty() {
        let arrow = split.arrows.first().map_or(Spot::from(tokens), Spot::from);
        errors.at(arrow, messages::BRANCH_ARROW);
        Stage::Broken(None)
    } else {
        stage(first, depth + 1, errors)
    };
    let others = stages(others, &split.arrows, depth + 1, errors);
    [first].into_iter().chain(others).collect()
}

/// Reads the parts after the arrows.
fn stages(pieces: &[Tokens], arrows: &[Tokens], depth: usize, errors: &mut Errors) -> Vec<Stage> {
    let pieces = pieces.iter().enumerate();
    let stages = pieces.map(|(index, piece)| {
        if piece.is_empty() {
            missing_stage(arrows, index, errors);
            Stage::Broken(None)
        } else {
            stage(piece, depth, errors)
        }
    });
    stages.collect()
}

/// Reports that nothing follows an arrow.
fn missing_stage(arrows: &[Tokens], index: usize, errors: &mut Errors) {
    let Some(arrow) = arrows.get(index) else {
        return;
    };
    match arrows.get(index + 1) {
        Some(next) => errors.at(Spot::from(arrow).to(next.into()), messages::DOUBLE_ARROW),
        None => errors.at(arrow, messages::DANGLING_ARROW),
    }
}

/// Reads the part before the first arrow.
fn input(piece: &Tokens, errors: &mut Errors) -> Option<Shape> {
    let mut rest = &**piece;
    if is_name(rest) {
        errors.at(&rest[..2], messages::NAME_ON_INPUT);
        rest = &rest[2..];
    }
    let is_operand = |token: &TokenTree| !matches!(token, TokenTree::Punct(_));
    let is_end = |token: &TokenTree| matches!(token, TokenTree::Ident(_));
    if let [first, second, ..] = rest
        && is_operand(first)
        && is_end(second)
    {
        errors.at(&rest[1..], messages::EXPECTED_ARROW);
        rest = &rest[..1];
    }
    match rest {
        [TokenTree::Group(brackets), more @ ..] if brackets.delimiter() == Delimiter::Bracket => {
            if !more.is_empty() {
                errors.at(more, messages::EXPECTED_ARROW);
            }
            size::shape(brackets, "input size", errors)
        }
        _ => size::size(rest, "input size", piece, errors).map(|size| Shape {
            sizes: vec![size],
            tokens: rest.into(),
        }),
    }
}

/// Whether the first part looks like a layer: it has arguments, is repeated, or has a name in the style of a type.
fn is_layer(piece: &Tokens) -> bool {
    let unnamed = if is_name(piece) { &piece[2..] } else { piece };
    let rest = repetition(unnamed).map_or(unnamed, |(_, rest)| rest);
    if rest.len() < unnamed.len() {
        return true;
    }
    let is_path = matches!(rest.first(), Some(TokenTree::Ident(_))) || is_punct(rest.first(), '<');
    let last = rest.last();
    let is_call = group(last, Delimiter::Parenthesis).is_some() && is_type_name(rest.first());
    is_path && (is_type_name(last) || is_punct(last, '>') || is_call) && !is_missing_arrow(rest)
}

/// Whether a token belongs to a path without arguments.
fn is_of_path(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':')
}

/// Whether a constant and a layer follow each other.
fn is_missing_arrow(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(_), TokenTree::Ident(_), ..])
}
