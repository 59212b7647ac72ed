//! `BatchNorm`, `BatchNorm<momentum = 0.1, epsilon = 0.001, affine = false, Relu>`: normalization of each channel with a trained scale and
//! shift.

use super::arguments::{self, Arguments};
use super::flag::{self, AFFINE};
use super::parameter::{Parameter, Rules};
use super::{Builtin, Placed, Row, builtin, ratio};
use crate::amount::Amount;
use crate::errors::Errors;
use crate::model::{Activation, Argument, Cost, Shape};
use crate::parse::fraction;
use crate::suggest::Known;
use crate::tokens::Tokens;
use crate::{ast, messages};

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &[
            "BatchNorm1d",
            "BatchNorm2d",
            "BatchNormalization",
            "BatchNormalisation",
            "Bn",
            "SpatialBatchNormalization",
        ],
    },
    read,
};

static RULES: Rules = Rules {
    name: "BatchNorm",
    parameters: &[MOMENTUM, EPSILON, AFFINE],
    activation: true,
    example: "BatchNorm",
};
const MOMENTUM: Parameter = Parameter {
    known: Known {
        name: "momentum",
        synonyms: &["decay", "moment"],
    },
    example: "0.1",
    required: false,
    bare: 0,
};
pub(super) const EPSILON: Parameter = Parameter {
    known: Known {
        name: "epsilon",
        synonyms: &["eps"],
    },
    example: "0.00001",
    required: false,
    bare: 0,
};

struct BatchNorm {
    activation: Activation,
    momentum: (u64, u64),
    epsilon: (u64, u64),
    is_plain: bool,
}

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(&RULES, layer, errors)?;
    let mut momentum = (1, 10);
    if let Some(values) = arguments.value("momentum") {
        match fraction::ratio(values) {
            Some((numerator, denominator)) if 0 < numerator && numerator <= denominator => {
                momentum = (numerator, denominator);
            }
            _ => errors.at(arguments::spot(values, layer), messages::MOMENTUM),
        }
    }
    let epsilon = epsilon(&arguments, layer, errors);
    Some(Box::new(BatchNorm {
        activation: arguments.activation(layer),
        momentum,
        epsilon,
        is_plain: arguments.flag(&AFFINE, errors),
    }))
}

/// Reads the number that prevents a division by 0.
pub(super) fn epsilon(
    arguments: &Arguments<'_>,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> (u64, u64) {
    const USUAL: (u64, u64) = (1, 100_000);
    let Some(values) = arguments.value("epsilon") else {
        return USUAL;
    };
    match fraction::ratio(values) {
        Some((numerator, denominator)) if numerator > 0 => (numerator, denominator),
        _ => {
            errors.at(arguments::spot(values, layer), messages::EPSILON);
            USUAL
        }
    }
}

impl Builtin for BatchNorm {
    fn place(&self, input: &Shape, layer: &Tokens, _: &mut Errors) -> Placed {
        let spot = layer.into();
        let (Some(channels), Some(length)) = (input.channels(), input.length(spot)) else {
            return Placed::broken(RULES.name);
        };
        let both = channels.amount().times(&Amount::number(2));
        let parameters = match self.is_plain {
            true => Amount::default(),
            false => both.clone(),
        };
        let cost = Cost {
            parameters,
            statistics: both,
            macs: length.amount(),
        };
        let mut arguments = vec![
            Argument::Size(channels),
            Argument::Tensor(input.clone()),
            Argument::Activation(self.activation.clone()),
            ratio(self.momentum, spot),
            ratio(self.epsilon, spot),
        ];
        arguments.extend(flag::without(self.is_plain, "NoAffine"));
        Placed::new(builtin(RULES.name, arguments), input.clone(), cost)
    }
}
