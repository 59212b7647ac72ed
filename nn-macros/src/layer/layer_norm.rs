//! `LayerNorm`, `LayerNorm<epsilon = 0.001, Relu>`: normalization of each sample with a trained scale and shift.

use super::arguments;
use super::batch_norm::{self, EPSILON};
use super::flag::{self, AFFINE};
use super::parameter::Rules;
use super::{Builtin, Placed, Row, builtin, ratio};
use crate::amount::Amount;
use crate::ast;
use crate::errors::Errors;
use crate::model::{Activation, Argument, Cost, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &["LayerNormalization", "LayerNormalisation", "Ln"],
    },
    read,
};

static RULES: Rules = Rules {
    name: "LayerNorm",
    parameters: &[EPSILON, AFFINE],
    activation: true,
    example: "LayerNorm",
};

struct LayerNorm {
    activation: Activation,
    epsilon: (u64, u64),
    is_plain: bool,
}

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(&RULES, layer, errors)?;
    Some(Box::new(LayerNorm {
        epsilon: batch_norm::epsilon(&arguments, layer, errors),
        activation: arguments.activation(layer),
        is_plain: arguments.flag(&AFFINE, errors),
    }))
}

impl Builtin for LayerNorm {
    fn place(&self, input: &Shape, layer: &Tokens, _: &mut Errors) -> Placed {
        let spot = layer.into();
        let Some(length) = input.length(spot) else {
            return Placed::broken(RULES.name);
        };
        let length = length.amount();
        let both = length.times(&Amount::number(2));
        let (parameters, macs) = match self.is_plain {
            true => (Amount::default(), length),
            false => (both.clone(), both),
        };
        let cost = Cost {
            parameters,
            macs,
            ..Cost::default()
        };
        let mut arguments = vec![
            Argument::Tensor(input.clone()),
            Argument::Activation(self.activation.clone()),
            ratio(self.epsilon, spot),
        ];
        arguments.extend(flag::without(self.is_plain, "NoAffine"));
        Placed::new(builtin(RULES.name, arguments), input.clone(), cost)
    }
}
