//! `Conv2d<filters = 6, kernel = 5, padding = 2, Relu>` and `Conv1d<..>`: convolutions over images and sequences.

use super::arguments;
use super::flag::{self, BIAS};
use super::kernel::{self, DILATION, KERNEL, PADDING, STRIDE};
use super::parameter::{Parameter, Rules};
use super::window::{Slid, Window};
use super::{Builtin, Placed, Row, builtin};
use crate::ast;
use crate::errors::Errors;
use crate::model::{Activation, Argument, Cost, Quantity, Shape, Size};
use crate::parse::size;
use crate::suggest::Known;
use crate::tokens::Tokens;

pub(super) const CONV_2D: Row = Row {
    known: Known {
        name: RULES_2D.name,
        synonyms: &[
            "Conv",
            "Convolution",
            "Convolution2d",
            "Convolution2dLayer",
            "SpatialConvolution",
        ],
    },
    read: |layer, errors| read(&RULES_2D, 2, layer, errors),
};
pub(super) const CONV_1D: Row = Row {
    known: Known {
        name: RULES_1D.name,
        synonyms: &["Convolution1d", "TemporalConvolution"],
    },
    read: |layer, errors| read(&RULES_1D, 1, layer, errors),
};

static RULES_2D: Rules = Rules {
    name: "Conv2d",
    parameters: &[FILTERS, KERNEL, STRIDE, PADDING, DILATION, BIAS],
    activation: true,
    example: "Conv2d<filters = 6, kernel = 3>",
};
static RULES_1D: Rules = Rules {
    name: "Conv1d",
    parameters: &[FILTERS, KERNEL, STRIDE, PADDING, DILATION, BIAS],
    activation: true,
    example: "Conv1d<filters = 6, kernel = 3>",
};
const FILTERS: Parameter = Parameter {
    known: Known {
        name: "filters",
        synonyms: &[
            "out_channels",
            "output_channels",
            "channels",
            "features",
            "filters_count",
            "num_filters",
            "n_filters",
            "nb_filter",
            "output",
        ],
    },
    example: "6",
    required: true,
    bare: 0,
};

struct Conv {
    name: &'static str,
    filters: Size,
    window: Window,
    activation: Activation,
    has_bias: bool,
}

fn read(
    rules: &'static Rules,
    dimensions: usize,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(rules, layer, errors)?;
    let tokens = arguments.value("filters")?.first()?;
    let filters = size::size(tokens, "number of filters", &layer.tokens, errors);
    let window = kernel::read(rules.name, &arguments, dimensions, false, layer, errors);
    let has_bias = !arguments.flag(&BIAS, errors);
    Some(Box::new(Conv {
        name: rules.name,
        filters: filters?.into(),
        window: window?,
        activation: arguments.activation(layer),
        has_bias,
    }))
}

impl Builtin for Conv {
    fn window(&self) -> Option<&Window> {
        Some(&self.window)
    }

    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let Some(slid) = self.window.slide(input, layer, errors) else {
            return Placed::broken(self.name);
        };
        let cost = self.cost(&slid);
        let arguments = [
            Argument::Size(slid.channels),
            Argument::Size(self.filters.clone()),
            slid.geometry,
            Argument::Activation(self.activation.clone()),
        ];
        let bias = flag::without(!self.has_bias, "NoBias");
        let arguments = arguments.into_iter().chain(bias);
        let checks = self.filters.check(Quantity::Filters).into_iter();
        let output = [self.filters.clone()].into_iter().chain(slid.output);
        Placed {
            checks: checks.chain(slid.checks).collect(),
            lost: slid.lost,
            ..Placed::new(
                builtin("Conv", arguments.collect()),
                Shape::Sizes(output.collect()),
                cost,
            )
        }
    }
}

impl Conv {
    fn cost(&self, slid: &Slid) -> Cost {
        let filters = self.filters.amount();
        let products = slid.channels.amount().times(&filters);
        let weights = slid
            .kernel
            .iter()
            .fold(products, |product, size| product.times(&size.amount()));
        Cost {
            parameters: match self.has_bias {
                true => weights.plus(&filters),
                false => weights.clone(),
            },
            macs: slid
                .output
                .iter()
                .fold(weights, |product, size| product.times(&size.amount())),
            ..Cost::default()
        }
    }
}
