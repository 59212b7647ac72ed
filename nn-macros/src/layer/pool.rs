//! `MaxPool2d<2>`, `AvgPool2d<3, stride = 2, padding = 1>`, `MaxPool1d<2>` and `AvgPool1d<2>`: the maximum or the average of
//! each window.

use super::arguments;
use super::flag::{CEIL_MODE, COUNT_INCLUDE_PAD};
use super::kernel::{self, BARE_KERNEL, PADDING, STRIDE};
use super::parameter::{Parameter, Rules};
use super::window::Window;
use super::{Builtin, Placed, Row, builtin};
use crate::errors::Errors;
use crate::model::{Argument, Cost, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;
use crate::{ast, messages};

pub(super) const MAX_2D: Row = Row {
    known: Known {
        name: MAX_2D_RULES.name,
        synonyms: &["MaxPool", "MaxPooling", "MaxPooling2d", "SpatialMaxPooling"],
    },
    read: |layer, errors| read(&MAX_2D_RULES, ("MaxPool", 2), layer, errors),
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
    read: |layer, errors| read(&AVG_2D_RULES, ("AvgPool", 2), layer, errors),
};
pub(super) const MAX_1D: Row = Row {
    known: Known {
        name: MAX_1D_RULES.name,
        synonyms: &["MaxPooling1d"],
    },
    read: |layer, errors| read(&MAX_1D_RULES, ("MaxPool", 1), layer, errors),
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
    read: |layer, errors| read(&AVG_1D_RULES, ("AvgPool", 1), layer, errors),
};

static MAX_2D_RULES: Rules = rules("MaxPool2d", MAX, "MaxPool2d<2>");
static AVG_2D_RULES: Rules = rules("AvgPool2d", AVG, "AvgPool2d<2>");
static MAX_1D_RULES: Rules = rules("MaxPool1d", MAX, "MaxPool1d<2>");
static AVG_1D_RULES: Rules = rules("AvgPool1d", AVG, "AvgPool1d<2>");

const MAX: &[Parameter] = &[BARE_KERNEL, STRIDE, PADDING, CEIL_MODE];
const AVG: &[Parameter] = &[BARE_KERNEL, STRIDE, PADDING, CEIL_MODE, COUNT_INCLUDE_PAD];

const fn rules(
    name: &'static str,
    parameters: &'static [Parameter],
    example: &'static str,
) -> Rules {
    Rules {
        name,
        parameters,
        activation: false,
        example,
    }
}

struct Pool {
    name: &'static str,
    /// Its name in nn-core, which is the same over sequences and images.
    ty: &'static str,
    window: Window,
    counts_padding: bool,
}

fn read(
    rules: &'static Rules,
    (ty, dimensions): (&'static str, usize),
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(rules, layer, errors)?;
    let window = kernel::read(rules.name, &arguments, dimensions, true, layer, errors)?;
    let counts_padding = arguments.flag(&COUNT_INCLUDE_PAD, errors);
    for (flag, is_set) in [
        (CEIL_MODE, window.ceil_mode),
        (COUNT_INCLUDE_PAD, counts_padding),
    ] {
        if is_set && window.is_same() {
            let name = flag.known.name;
            let spot = arguments::spot(arguments.value(name).unwrap_or_default(), layer);
            errors.at(spot, messages::needs_numbers_as_padding(name));
        }
    }
    Some(Box::new(Pool {
        name: rules.name,
        ty,
        window,
        counts_padding,
    }))
}

impl Builtin for Pool {
    fn window(&self) -> Option<&Window> {
        Some(&self.window)
    }

    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let Some(slid) = self.window.slide(input, layer, errors) else {
            return Placed::broken(self.name);
        };
        let arguments = [Argument::Size(slid.channels.clone()), slid.geometry];
        let padded = self
            .counts_padding
            .then(|| Argument::Type(builtin("PaddedAverage", Vec::new())));
        let arguments = arguments.into_iter().chain(padded).collect();
        let output = [slid.channels.clone()].into_iter().chain(slid.output);
        let output = Shape::Sizes(output.collect());
        Placed {
            checks: slid.checks,
            lost: slid.lost,
            ..Placed::new(builtin(self.ty, arguments), output, Cost::default())
        }
    }
}
