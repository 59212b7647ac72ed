//! The activations that are known by name, and how their arguments are read.

use proc_macro2::{Literal, TokenTree};
use syn::Lit;

use crate::errors::Errors;
use crate::layer;
use crate::messages;
use crate::model::Activation;
use crate::parse::{arguments, closing, own_type};
use crate::suggest::{Known, suggest};
use crate::tokens::Tokens;

/// The activations of nn-core. Names are matched exactly; synonyms and slips are suggestions.
pub(crate) const KNOWN: &[Known] = &[
    known("Identity", &["Linear", "None", "NoActivation"]),
    known("Relu", &["Rectifier"]),
    known("LeakyRelu", &["LRelu"]),
    known("Elu", &[]),
    known("Gelu", &[]),
    known("Silu", &["Swish"]),
    known("Sigmoid", &["Logistic"]),
    known("Tanh", &["HyperbolicTangent"]),
    known("Softplus", &[]),
    known(SOFTMAX, &[]),
];

/// The activation that only the last layer may have.
pub(crate) const SOFTMAX: &str = "Softmax";
/// Those that take a number.
const WITH_SLOPE: &[&str] = &["LeakyRelu", "Elu"];

const fn known(name: &'static str, synonyms: &'static [&'static str]) -> Known {
    Known { name, synonyms }
}

/// The activation of exactly this name.
pub(crate) fn find(word: &str) -> Option<&'static str> {
    let mut names = KNOWN.iter().map(|known| known.name);
    names.find(|name| *name == word)
}

/// The activation of nn-core that this names, rightly or wrongly.
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
    let message = if layer::find(&ident).is_some() {
        messages::layer_as_activation(&ident)
    } else if let Some(meant) = suggest(&ident, KNOWN) {
        messages::unknown_activation(&ident, meant)
    } else {
        return own(tokens, errors);
    };
    errors.at(&tokens[..1], message);
    None
}

/// Reads an activation of the user.
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
    let fraction = match list.as_slice() {
        [] => return Some(Vec::new()),
        [number] => decimal(number),
        [numerator, denominator] => fraction(numerator, denominator),
        _ => None,
    };
    if fraction.is_none() {
        errors.at(&tokens[1..], messages::slope(name));
    }
    fraction
}

/// Two whole numbers, the second of which is not 0.
fn fraction(numerator: &[TokenTree], denominator: &[TokenTree]) -> Option<Vec<Literal>> {
    let whole = |tokens: &[TokenTree]| match tokens {
        [TokenTree::Literal(token)] => match Lit::new(token.clone()) {
            Lit::Int(number) => Some((number.base10_parse::<u32>().ok()?, token.clone())),
            _ => None,
        },
        _ => None,
    };
    let ((_, numerator), (value, denominator)) = (whole(numerator)?, whole(denominator)?);
    (value > 0).then(|| vec![numerator, denominator])
}

/// A decimal number as a fraction: 0.2 is 2 / 10.
fn decimal(tokens: &[TokenTree]) -> Option<Vec<Literal>> {
    let [TokenTree::Literal(token)] = tokens else {
        return None;
    };
    let digits = match Lit::new(token.clone()) {
        Lit::Int(number) if number.suffix().is_empty() => number.base10_digits().to_owned(),
        Lit::Float(number) if matches!(number.suffix(), "" | "f32") => {
            number.base10_digits().to_owned()
        }
        _ => return None,
    };
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((&digits, "0"));
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let places = places.trim_end_matches('0');
    let numerator: u32 = format!("{whole}{places}").parse().ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    let exponent = exponent.checked_sub(i32::try_from(places.len()).ok()?)?;
    let power = 10u32.checked_pow(exponent.unsigned_abs())?;
    let (numerator, denominator) = if exponent < 0 {
        (numerator, power)
    } else {
        (numerator.checked_mul(power)?, 1)
    };
    Some(
        [numerator, denominator]
            .map(|number| literal(number, token))
            .into(),
    )
}

/// A number where another stood.
fn literal(number: u32, token: &Literal) -> Literal {
    let mut literal = Literal::u32_unsuffixed(number);
    literal.set_span(token.span());
    literal
}
