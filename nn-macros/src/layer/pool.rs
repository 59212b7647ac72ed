//! `MaxPool2d<2>`, `AvgPool2d<3, stride = 2, padding = 1>`, `MaxPool1d<2>` and `AvgPool1d<2>`: the largest or the mean of
//! each window.

use super::arguments;
use super::kernel::{self, BARE_KERNEL, PADDING, STRIDE};
use super::parameter::Rules;
use super::window::Window;
use super::{Builtin, Placed, Row, builtin};
use crate::ast;
use crate::errors::Errors;
use crate::model::{Argument, Cost, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;

pub(super) const MAX_2D: Row = Row {
    known: Known {
        name: MAX_2D_RULES.name,
        synonyms: &["MaxPool", "MaxPooling", "MaxPooling2d", "SpatialMaxPooling"],
    },
    read: |layer, errors| read(&MAX_2D_RULES, 2, layer, errors),
};
pub(super) const AVG_2D: Row = Row {
    known: Known {
        name: AVG_2D_RULES.name,
        synonyms: &[
            "AvgPool",
            "AvgPooling",
            "AvgPooling2d",
            "AveragePool",
            "AveragePool2d",
            "AveragePooling",
            "AveragePooling2d",
            "MeanPool",
            "MeanPool2d",
        ],
    },
    read: |layer, errors| read(&AVG_2D_RULES, 2, layer, errors),
};
pub(super) const MAX_1D: Row = Row {
    known: Known {
        name: MAX_1D_RULES.name,
        synonyms: &["MaxPooling1d"],
    },
    read: |layer, errors| read(&MAX_1D_RULES, 1, layer, errors),
};
pub(super) const AVG_1D: Row = Row {
    known: Known {
        name: AVG_1D_RULES.name,
        synonyms: &[
            "AvgPooling1d",
            "AveragePool1d",
            "AveragePooling1d",
            "MeanPool1d",
        ],
    },
    read: |layer, errors| read(&AVG_1D_RULES, 1, layer, errors),
};

static MAX_2D_RULES: Rules = rules("MaxPool2d", "MaxPool2d<2>");
static AVG_2D_RULES: Rules = rules("AvgPool2d", "AvgPool2d<2>");
static MAX_1D_RULES: Rules = rules("MaxPool1d", "MaxPool1d<2>");
static AVG_1D_RULES: Rules = rules("AvgPool1d", "AvgPool1d<2>");

const fn rules(name: &'static str, example: &'static str) -> Rules {
    Rules {
        name,
        parameters: &[BARE_KERNEL, STRIDE, PADDING],
        activation: false,
        example,
    }
}

struct Pool {
    name: &'static str,
    window: Window,
}

fn read(
    rules: &'static Rules,
    dimensions: usize,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(rules, layer, errors)?;
    let window = kernel::read(rules.name, &arguments, dimensions, true, layer, errors)?;
    let name = rules.name;
    Some(Box::new(Pool { name, window }))
}

impl Builtin for Pool {
    fn window(&self) -> Option<&Window> {
        Some(&self.window)
    }

    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let Some(slid) = self.window.slide(input, layer, errors) else {
            return Placed::broken(self.name);
        };
        let sizes = [&slid.channels].into_iter().chain(&slid.kernel);
        let arguments = sizes.cloned().map(Argument::Size);
        let arguments = arguments.chain([Argument::Type(slid.ty)]).collect();
        let output = [slid.channels.clone()].into_iter().chain(slid.output);
        let output = Shape::Sizes(output.collect());
        Placed {
            checks: slid.checks,
            lost: slid.lost,
            ..Placed::new(builtin(self.name, arguments), output, Cost::default())
        }
    }
}
