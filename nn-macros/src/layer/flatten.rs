//! `Flatten`: an image or a sequence as a vector.

use super::arguments;
use super::parameter::Rules;
use super::{Builtin, Placed, Row, builtin};
use crate::ast;
use crate::errors::Errors;
use crate::messages::{self, LIMIT};
use crate::model::{Argument, Cost, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &["Reshape", "Flat", "Ravel", "View"],
    },
    read,
};

static RULES: Rules = Rules {
    name: "Flatten",
    parameters: &[],
    activation: false,
    example: "Flatten",
};

struct Flatten;

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    arguments::read(&RULES, layer, errors)?;
    Some(Box::new(Flatten))
}

impl Builtin for Flatten {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let Some(length) = input.length(layer.into()) else {
            return Placed::broken(RULES.name);
        };
        if length.value().is_some_and(|length| length > LIMIT) {
            errors.at(layer, messages::too_long(&input.to_string()));
        }
        let output = Shape::vector(&length);
        let arguments = vec![Argument::Tensor(input.clone()), Argument::Size(length)];
        Placed::new(builtin(RULES.name, arguments), output, Cost::default())
    }
}
