//! `PRelu`, `PRelu<per_channel = true>`: ReLU with learned slopes.

use super::arguments;
use super::flag::PER_CHANNEL;
use super::parameter::Rules;
use super::{Builtin, Placed, Row, builtin};
use crate::errors::Errors;
use crate::model::{Argument, Cost, Shape, Size};
use crate::parse::size;
use crate::suggest::Known;
use crate::tokens::Tokens;
use crate::{ast, messages};

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &["ParametricRelu"],
    },
    read,
};

static RULES: Rules = Rules {
    name: "PRelu",
    parameters: &[PER_CHANNEL],
    activation: false,
    example: "PRelu",
};

struct PRelu {
    is_per_channel: bool,
}

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    if let [number] = &*layer.arguments.list
        && size::is_number(number)
    {
        errors.at(number, messages::SLOPES_ARE_INFERRED);
        return None;
    }
    let arguments = arguments::read(&RULES, layer, errors)?;
    Some(Box::new(PRelu {
        is_per_channel: arguments.flag(&PER_CHANNEL, errors),
    }))
}

impl Builtin for PRelu {
    fn place(&self, input: &Shape, layer: &Tokens, _: &mut Errors) -> Placed {
        let spot = layer.into();
        let (Some(channels), Some(length)) = (input.channels(), input.length(spot)) else {
            return Placed::broken(RULES.name);
        };
        let slopes = match self.is_per_channel {
            true => channels,
            false => Size::Number { value: 1, spot },
        };
        let cost = Cost {
            parameters: slopes.amount(),
            macs: length.amount(),
            ..Cost::default()
        };
        let arguments = vec![Argument::Size(slopes), Argument::Tensor(input.clone())];
        Placed::new(builtin(RULES.name, arguments), input.clone(), cost)
    }
}
