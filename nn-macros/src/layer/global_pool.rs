//! `GlobalAvgPool` and `GlobalMaxPool`: the mean or the maximum of each channel.

use super::arguments;
use super::parameter::Rules;
use super::{Builtin, Placed, Row, ask, builtin};
use crate::errors::Errors;
use crate::model::{Argument, Cost, Rule, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;
use crate::{ast, messages};

pub(super) const AVG: Row = Row {
    known: Known {
        name: AVG_RULES.name,
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
    read: |layer, errors| read(&AVG_RULES, layer, errors),
};
pub(super) const MAX: Row = Row {
    known: Known {
        name: MAX_RULES.name,
        synonyms: &[
            "GlobalMaxPool1d",
            "GlobalMaxPool2d",
            "GlobalMaxPooling",
            "GlobalMaxPooling1d",
            "GlobalMaxPooling2d",
            "AdaptiveMaxPool1d",
            "AdaptiveMaxPool2d",
        ],
    },
    read: |layer, errors| read(&MAX_RULES, layer, errors),
};

static AVG_RULES: Rules = rules("GlobalAvgPool");
static MAX_RULES: Rules = rules("GlobalMaxPool");

const fn rules(name: &'static str) -> Rules {
    Rules {
        name,
        parameters: &[],
        activation: false,
        example: name,
    }
}

/// The name of the pool, which is its name in nn-core.
struct GlobalPool(&'static str);

fn read(
    rules: &'static Rules,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    arguments::read(rules, layer, errors)?;
    Some(Box::new(GlobalPool(rules.name)))
}

impl Builtin for GlobalPool {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        if matches!(input, Shape::Sizes(sizes) if sizes.len() == 1) {
            errors.at(layer, messages::needs_channels(self.0, &input.to_string()));
        }
        let Some(channels) = input.channels() else {
            return Placed::broken(self.0);
        };
        let output = Shape::vector(&channels);
        let arguments = vec![Argument::Size(channels), Argument::Tensor(input.clone())];
        Placed {
            checks: ask(Rule::HasChannels, input, layer).into_iter().collect(),
            ..Placed::new(builtin(self.0, arguments), output, Cost::default())
        }
    }
}
