//! `Dropout<0.2>`: sets a fifth of the values to 0 in training.

use proc_macro2::Delimiter;

use super::arguments;
use super::parameter::{Parameter, Rules};
use super::{Builtin, Placed, Row, builtin, ratio};
use crate::errors::Errors;
use crate::model::{Argument, Cost, Shape};
use crate::parse::{fraction, is_path};
use crate::suggest::Known;
use crate::tokens::{Tokens, group};
use crate::{ast, messages};

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &["Dropout1d", "Dropout2d", "SpatialDropout2d", "AlphaDropout"],
    },
    read,
};

static RULES: Rules = Rules {
    name: "Dropout",
    parameters: &[Parameter {
        known: Known {
            name: "rate",
            synonyms: &[
                "p",
                "prob",
                "probability",
                "drop",
                "dropout",
                "ratio",
                "keep_prob",
            ],
        },
        example: "0.2",
        required: true,
        bare: 2,
    }],
    activation: false,
    example: "Dropout<0.2>",
};

struct Dropout {
    rate: (u64, u64),
}

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(&RULES, layer, errors)?;
    let values = arguments.value("rate")?;
    let rate = fraction::ratio(values);
    let spot = arguments::spot(values, layer);
    match rate {
        Some((numerator, denominator)) if numerator >= denominator => {
            errors.at(spot, messages::RATE);
        }
        Some(rate) if rounded(rate) >= 1.0 => errors.at(spot, messages::RATE_ROUNDED),
        Some(_) => {}
        None if fraction::is_negative(values) => errors.at(spot, messages::RATE),
        None if matches!(values, [value] if is_constant(value)) => {
            errors.at(spot, messages::RATE_CONSTANT);
        }
        None => errors.at(spot, messages::RATE_NUMBER),
    }
    // The shape does not depend on the rate.
    let rate = rate.unwrap_or((0, 1));
    Some(Box::new(Dropout { rate }))
}

/// The rate as nn-core computes it.
fn rounded((numerator, denominator): (u64, u64)) -> f32 {
    (numerator as f64 / denominator as f64) as f32
}

/// Whether this is `RATE` or `{ RATE }`.
fn is_constant(value: &Tokens) -> bool {
    is_path(value) || group(value.first(), Delimiter::Brace).is_some()
}

impl Builtin for Dropout {
    fn place(&self, input: &Shape, layer: &Tokens, _: &mut Errors) -> Placed {
        let rate = ratio(self.rate, layer.into());
        let arguments = vec![Argument::Tensor(input.clone()), rate];
        Placed::new(
            builtin(RULES.name, arguments),
            input.clone(),
            Cost::default(),
        )
    }
}
