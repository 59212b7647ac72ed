//! `Standardize`: fixed statistics of the input.

use super::arguments;
use super::parameter::Rules;
use super::{Builtin, Placed, Row, builtin};
use crate::amount::Amount;
use crate::ast;
use crate::errors::Errors;
use crate::model::{Argument, Cost, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &[
            "Standardise",
            "Standardization",
            "Standardizer",
            "StandardScaler",
            "Normalization",
            "Normalize",
        ],
    },
    read,
};

static RULES: Rules = Rules {
    name: "Standardize",
    parameters: &[],
    activation: false,
    example: "Standardize",
};

struct Standardize;

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    arguments::read(&RULES, layer, errors)?;
    Some(Box::new(Standardize))
}

impl Builtin for Standardize {
    fn place(&self, input: &Shape, layer: &Tokens, _: &mut Errors) -> Placed {
        let spot = layer.into();
        let (Some(channels), Some(length)) = (input.channels(), input.length(spot)) else {
            return Placed::broken(RULES.name);
        };
        let cost = Cost {
            statistics: channels.amount().times(&Amount::number(2)),
            macs: length.amount(),
            ..Cost::default()
        };
        let arguments = vec![Argument::Size(channels), Argument::Tensor(input.clone())];
        Placed::new(builtin(RULES.name, arguments), input.clone(), cost)
    }
}
