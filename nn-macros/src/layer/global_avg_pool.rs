//! `GlobalAvgPool`: the mean of each channel.

use super::arguments;
use super::parameter::Rules;
use super::{Builtin, Placed, Row, ask, builtin};
use crate::errors::Errors;
use crate::model::{Argument, Cost, Rule, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;
use crate::{ast, messages};

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &[
            "GlobalAvgPool1d",
            "GlobalAvgPool2d",
            "GlobalAvgPooling",
            "GlobalAveragePool",
            "GlobalAveragePooling",
            "GlobalAveragePooling1d",
            "GlobalAveragePooling2d",
            "GlobalMeanPool",
            "AdaptiveAvgPool2d",
            "Gap",
        ],
    },
    read,
};

static RULES: Rules = Rules {
    name: "GlobalAvgPool",
    parameters: &[],
    activation: false,
    example: "GlobalAvgPool",
};

struct GlobalAvgPool;

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    arguments::read(&RULES, layer, errors)?;
    Some(Box::new(GlobalAvgPool))
}

impl Builtin for GlobalAvgPool {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        if matches!(input, Shape::Sizes(sizes) if sizes.len() == 1) {
            errors.at(
                layer,
                messages::needs_channels(RULES.name, &input.to_string()),
            );
        }
        let Some(channels) = input.channels() else {
            return Placed::broken(RULES.name);
        };
        let output = Shape::vector(&channels);
        let arguments = vec![Argument::Size(channels), Argument::Tensor(input.clone())];
        Placed {
            checks: ask(Rule::HasChannels, input, layer).into_iter().collect(),
            ..Placed::new(builtin(RULES.name, arguments), output, Cost::default())
        }
    }
}
