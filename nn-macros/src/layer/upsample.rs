//! `Upsample2d<2>` and `Upsample1d<2>`: each value is repeated.

use super::arguments;
use super::kernel;
use super::parameter::{Parameter, Rules};
use super::resized::{Resized, slide};
use super::{Builtin, Placed, Row};
use crate::ast;
use crate::errors::Errors;
use crate::model::{Quantity, Shape, Size};
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens};

pub(super) const UPSAMPLE_2D: Row = Row {
    known: Known {
        name: RULES_2D.name,
        synonyms: &[
            "Upsample",
            "Upsampling",
            "Upsampling2d",
            "UpsamplingNearest2d",
        ],
    },
    read: |layer, errors| read(&RULES_2D, 2, layer, errors),
};
pub(super) const UPSAMPLE_1D: Row = Row {
    known: Known {
        name: RULES_1D.name,
        synonyms: &["Upsampling1d"],
    },
    read: |layer, errors| read(&RULES_1D, 1, layer, errors),
};

static RULES_2D: Rules = rules("Upsample2d", "Upsample2d<2>");
static RULES_1D: Rules = rules("Upsample1d", "Upsample1d<2>");

const FACTOR: Parameter = Parameter {
    known: Known {
        name: "factor",
        synonyms: &["scale_factor", "scale", "size", "factors", "scales"],
    },
    example: "2",
    required: true,
    bare: 1,
};

const fn rules(name: &'static str, example: &'static str) -> Rules {
    Rules {
        name,
        parameters: &[FACTOR],
        activation: false,
        example,
    }
}

struct Upsample {
    resized: Resized,
    factors: Vec<Size>,
}

fn read(
    rules: &'static Rules,
    dimensions: usize,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(rules, layer, errors)?;
    let name = FACTOR.known.name;
    let factors = kernel::sizes(rules.name, name, dimensions, arguments.value(name)?, errors)?;
    Some(Box::new(Upsample {
        resized: Resized {
            name: rules.name,
            ty: "Upsample",
            dimensions,
        },
        factors,
    }))
}

impl Builtin for Upsample {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let spot = Spot::from(layer);
        let axis = |index: usize, size: &Size| {
            let factor = self.factors[index].at_least_one();
            let output = Size::product(&[size.clone(), factor.clone()], spot);
            // A factor of 1 is the default stride of `Slide`.
            let stride = (factor.value() != Some(1)).then(|| factor.clone());
            let sizes = [output.clone(), factor, size.clone()].into_iter();
            (output, slide(sizes.chain(stride)))
        };
        let factors = self.factors.iter();
        let checks = factors.filter_map(|factor| factor.check(Quantity::Factor));
        self.resized.place(input, checks, axis, layer, errors)
    }
}
