//! The known activations and their arguments.

use proc_macro2::{Literal, TokenTree};

use crate::absent;
use crate::errors::Errors;
use crate::messages;
use crate::model::Activation;
use crate::parse::{arguments, closing, fraction, own_type};
use crate::suggest::{Known, find_layer, suggest};
use crate::tokens::Tokens;

/// The activations of nn-core. Names are matched exactly. Synonyms and misspellings are suggestions.
pub(crate) const KNOWN: &[Known] = &[
    known("Identity", &["Linear", "None", "NoActivation"]),
    known("Relu", &["Rectifier"]),
    known("Relu6", &[]),
    known("LeakyRelu", &["LRelu"]),
    known("Elu", &[]),
    known("Gelu", &[]),
    known("Silu", &["Swish"]),
    known("HardSwish", &["HSwish"]),
    known("Sigmoid", &["Logistic"]),
    known("HardSigmoid", &["HSigmoid"]),
    known("Tanh", &["HyperbolicTangent"]),
    known("Softplus", &[]),
    known(SOFTMAX, &[]),
];

/// The activation that is only allowed in the last layer.
pub(crate) const SOFTMAX: &str = "Softmax";
/// The activations with a number as argument.
const WITH_SLOPE: &[&str] = &["LeakyRelu", "Elu"];

const fn known(name: &'static str, synonyms: &'static [&'static str]) -> Known {
    Known { name, synonyms }
}

/// The activation with exactly this name.
pub(crate) fn find(word: &str) -> Option<&'static str> {
    let mut names = KNOWN.iter().map(|known| known.name);
    names.find(|name| *name == word)
}

/// The activation of nn-core that this names or probably means.
pub(crate) fn meant(tokens: &[TokenTree]) -> Option<&'static str> {
    let Some(TokenTree::Ident(ident)) = tokens.first() else {
        return None;
    };
    let word = ident.to_string();
    let is_name = |known: &&Known| known.name.eq_ignore_ascii_case(&word);
    match KNOWN.iter().find(is_name) {
        Some(known) => Some(known.name),
        // Other names in capitals are constants.
        None if word.contains(char::is_lowercase) => suggest(&word, KNOWN),
        None => None,
    }
}

/// Reads an activation.
pub(crate) fn parse(tokens: &Tokens, errors: &mut Errors) -> Option<Activation> {
    let ident = match tokens.first() {
        Some(TokenTree::Ident(ident)) => ident.to_string(),
        Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '<' | ':') => String::new(),
        _ => {
            errors.at(tokens, messages::expected_activation(&tokens.text()));
            return None;
        }
    };
    let inner = match closing(&tokens[1..]) {
        Some(end) if end + 2 == tokens.len() => Some(&tokens[2..=end]),
        None if tokens.len() == 1 => None,
        _ => return own(tokens, errors),
    };
    if let Some(name) = find(&ident) {
        let arguments = match inner {
            Some(inner) => builtin_arguments(name, inner, tokens, errors)?,
            None => Vec::new(),
        };
        let spot = tokens.into();
        return Some(Activation::Builtin {
            name,
            arguments,
            spot,
        });
    }
    let message = if let Some(layer) = find_layer(&ident) {
        messages::layer_as_activation(layer)
    } else if let Some(instead) = absent::instead(&ident) {
        messages::absent(&ident, instead)
    } else if let Some(meant) = suggest(&ident, KNOWN) {
        messages::unknown_activation(&ident, meant)
    } else {
        return own(tokens, errors);
    };
    errors.at(&tokens[..1], message);
    None
}

/// Reads a user's activation.
fn own(tokens: &Tokens, errors: &mut Errors) -> Option<Activation> {
    match own_type(tokens) {
        Ok((_, [])) => Some(Activation::Own(tokens.clone())),
        _ => {
            errors.at(tokens, messages::expected_activation(&tokens.text()));
            None
        }
    }
}

/// Reads `<0.2>` or `<1, 5>`.
fn builtin_arguments(
    name: &str,
    inner: &[TokenTree],
    tokens: &Tokens,
    errors: &mut Errors,
) -> Option<Vec<Literal>> {
    if !WITH_SLOPE.contains(&name) {
        errors.at(&tokens[1..], messages::no_arguments(name));
        return None;
    }
    let list = arguments(inner);
    if list.is_empty() {
        return Some(Vec::new());
    }
    let fraction = fraction::read(&list);
    if fraction.is_none() {
        errors.at(&tokens[1..], messages::slope(name));
    }
    fraction
}
