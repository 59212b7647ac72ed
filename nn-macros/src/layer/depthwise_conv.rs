//! `DepthwiseConv2d<3, padding = 1, Relu>` and `DepthwiseConv1d<3>`: a convolution of each channel with its own filter.

use super::arguments;
use super::flag::{self, BIAS};
use super::kernel::{self, BARE_KERNEL, DILATION, PADDING, STRIDE};
use super::parameter::Rules;
use super::window::{Slid, Window};
use super::{Builtin, Placed, Row, builtin};
use crate::ast;
use crate::errors::Errors;
use crate::model::{Activation, Argument, Cost, Shape};
use crate::suggest::Known;
use crate::tokens::Tokens;

pub(super) const DEPTHWISE_2D: Row = Row {
    known: Known {
        name: RULES_2D.name,
        synonyms: &[
            "DepthwiseConv",
            "Depthwise",
            "DepthwiseConvolution",
            "DepthwiseConvolution2d",
            "DwConv2d",
        ],
    },
    read: |layer, errors| read(&RULES_2D, 2, layer, errors),
};
pub(super) const DEPTHWISE_1D: Row = Row {
    known: Known {
        name: RULES_1D.name,
        synonyms: &["DepthwiseConvolution1d", "DwConv1d"],
    },
    read: |layer, errors| read(&RULES_1D, 1, layer, errors),
};

static RULES_2D: Rules = rules("DepthwiseConv2d", "DepthwiseConv2d<3>");
static RULES_1D: Rules = rules("DepthwiseConv1d", "DepthwiseConv1d<3>");

const fn rules(name: &'static str, example: &'static str) -> Rules {
    Rules {
        name,
        parameters: &[BARE_KERNEL, STRIDE, PADDING, DILATION, BIAS],
        activation: true,
        example,
    }
}

struct DepthwiseConv {
    name: &'static str,
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
    Some(Box::new(DepthwiseConv {
        name: rules.name,
        window: kernel::read(rules.name, &arguments, dimensions, false, layer, errors)?,
        activation: arguments.activation(layer),
        has_bias: !arguments.flag(&BIAS, errors),
    }))
}

impl Builtin for DepthwiseConv {
    fn window(&self) -> Option<&Window> {
        Some(&self.window)
    }

    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let Some(slid) = self.window.slide(input, layer, errors) else {
            return Placed::broken(self.name);
        };
        let cost = cost(&slid, self.has_bias);
        let arguments = [
            Argument::Size(slid.channels.clone()),
            slid.geometry,
            Argument::Activation(self.activation.clone()),
        ];
        let bias = flag::without(!self.has_bias, "NoBias");
        let arguments = arguments.into_iter().chain(bias);
        let output = [slid.channels.clone()].into_iter().chain(slid.output);
        let output = Shape::Sizes(output.collect());
        Placed {
            checks: slid.checks,
            lost: slid.lost,
            ..Placed::new(builtin("DepthwiseConv", arguments.collect()), output, cost)
        }
    }
}

fn cost(slid: &Slid, has_bias: bool) -> Cost {
    let channels = slid.channels.amount();
    let product =
        |product: crate::amount::Amount, size: &crate::model::Size| product.times(&size.amount());
    let weights = slid.kernel.iter().fold(channels.clone(), product);
    Cost {
        parameters: match has_bias {
            true => weights.plus(&channels),
            false => weights.clone(),
        },
        macs: slid.output.iter().fold(weights, product),
        ..Cost::default()
    }
}
