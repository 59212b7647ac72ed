//! Reads numbers that are not whole: `0.2`, or `1, 5` for one fifth.

use proc_macro2::{Literal, TokenTree};
use syn::Lit;

use crate::tokens::{Tokens, is_punct};

/// Numerator and denominator of a decimal number or of two whole numbers. Nothing for anything else.
pub(crate) fn read(list: &[Tokens]) -> Option<Vec<Literal>> {
    match list {
        [number] => decimal(number),
        [numerator, denominator] => whole(numerator, denominator),
        _ => None,
    }
}

/// The same in lowest terms.
pub(crate) fn ratio(list: &[Tokens]) -> Option<(u64, u64)> {
    let numbers = read(list)?
        .into_iter()
        .map(|literal| match Lit::new(literal) {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        });
    let [numerator, denominator]: [u64; 2] =
        numbers.collect::<Option<Vec<_>>>()?.try_into().ok()?;
    let divisor = common_divisor(numerator, denominator).max(1);
    Some((numerator / divisor, denominator / divisor))
}

/// Whether this is a number after a `-`.
pub(crate) fn is_negative(list: &[Tokens]) -> bool {
    let minus = |tokens: &Tokens| is_punct(tokens.first(), '-') && tokens.len() == 2;
    matches!(list, [tokens] if minus(tokens) && decimal(&tokens[1..].into()).is_some())
}

fn common_divisor(left: u64, right: u64) -> u64 {
    if right == 0 {
        left
    } else {
        common_divisor(right, left % right)
    }
}

/// Two whole numbers. The second is not 0.
fn whole(numerator: &Tokens, denominator: &Tokens) -> Option<Vec<Literal>> {
    let number = |tokens: &Tokens| match &**tokens {
        [TokenTree::Literal(token)] => match Lit::new(token.clone()) {
            Lit::Int(number) => Some((number.base10_parse::<u32>().ok()?, token.clone())),
            _ => None,
        },
        _ => None,
    };
    let ((_, numerator), (value, denominator)) = (number(numerator)?, number(denominator)?);
    (value > 0).then(|| vec![numerator, denominator])
}

/// A decimal number as a fraction: 0.2 is 2 / 10.
fn decimal(tokens: &Tokens) -> Option<Vec<Literal>> {
    let [TokenTree::Literal(token)] = &**tokens else {
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

/// A number with the span of another.
fn literal(number: u32, token: &Literal) -> Literal {
    let mut literal = Literal::u32_unsuffixed(number);
    literal.set_span(token.span());
    literal
}
