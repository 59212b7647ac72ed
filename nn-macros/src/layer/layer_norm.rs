//! `LayerNorm`, `LayerNorm<epsilon = 0.001, Relu>`: each sample with a mean and a variance that are learned.

use super::arguments;
use super::batch_norm::{self, EPSILON};
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
    parameters: &[EPSILON],
    activation: true,
    example: "LayerNorm",
};

struct LayerNorm {
    activation: Activation,
    epsilon: (u64, u64),
}

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(&RULES, layer, errors)?;
    Some(Box::new(LayerNorm {
        epsilon: batch_norm::epsilon(&arguments, layer, errors),
        activation: arguments.activation(layer),
    }))
}

impl Builtin for LayerNorm {
    fn place(&self, input: &Shape, layer: &Tokens, _: &mut Errors) -> Placed {
        let spot = layer.into();
        let Some(length) = input.length(spot) else {
            return Placed::broken(RULES.name);
        };
        let both = length.amount().times(&Amount::number(2));
        let cost = Cost {
            parameters: both.clone(),
            macs: both,
            ..Cost::default()
        };
        let arguments = vec![
            Argument::Tensor(input.clone()),
            Argument::Activation(self.activation.clone()),
            ratio(self.epsilon, spot),
        ];
        Placed::new(builtin(RULES.name, arguments), input.clone(), cost)
    }
}
