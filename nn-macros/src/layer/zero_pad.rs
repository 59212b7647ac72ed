//! `ZeroPad2d<1>`, `ZeroPad2d<top = 1, left = 1>` and `ZeroPad1d<before = 1, after = 2>`: zeros around the input.

use proc_macro2::Delimiter;

use super::arguments;
use super::kernel::PADDING;
use super::parameter::{Parameter, Rules};
use super::resized::{Resized, slide};
use super::{Builtin, Placed, Row};
use crate::errors::Errors;
use crate::model::{Quantity, Shape, Size};
use crate::parse::size;
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens, group};
use crate::{ast, messages};

pub(super) const PAD_2D: Row = Row {
    known: Known {
        name: RULES_2D.name,
        synonyms: &["ZeroPad", "ZeroPadding", "ZeroPadding2d", "ConstantPad2d"],
    },
    read: |layer, errors| read(&RULES_2D, layer, errors),
};
pub(super) const PAD_1D: Row = Row {
    known: Known {
        name: RULES_1D.name,
        synonyms: &["ZeroPadding1d", "ConstantPad1d"],
    },
    read: |layer, errors| read(&RULES_1D, layer, errors),
};

static RULES_2D: Rules = Rules {
    name: "ZeroPad2d",
    parameters: &[
        ALL_SIDES,
        side("top", &["above", "pad_top"]),
        side("bottom", &["below", "pad_bottom"]),
        side("left", &["pad_left"]),
        side("right", &["pad_right"]),
    ],
    activation: false,
    example: "ZeroPad2d<1>",
};
static RULES_1D: Rules = Rules {
    name: "ZeroPad1d",
    parameters: &[
        ALL_SIDES,
        side("before", &["left", "start", "begin"]),
        side("after", &["right", "end"]),
    ],
    activation: false,
    example: "ZeroPad1d<1>",
};

/// The zeros on each side without a number of its own.
const ALL_SIDES: Parameter = Parameter { bare: 1, ..PADDING };

const fn side(name: &'static str, synonyms: &'static [&'static str]) -> Parameter {
    Parameter {
        known: Known { name, synonyms },
        example: "1",
        required: false,
        bare: 0,
    }
}

struct ZeroPad {
    resized: Resized,
    /// Before and after the input, for each dimension.
    sides: Vec<[Size; 2]>,
}

fn read(
    rules: &'static Rules,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    let before = errors.count();
    if layer.arguments.list.is_empty() {
        errors.at(&layer.tokens, messages::no_sides(rules.name, rules.example));
        return None;
    }
    let arguments = arguments::read(rules, layer, errors)?;
    let zero = Size::Number {
        value: 0,
        spot: Spot::from(&layer.tokens),
    };
    let mut one = |name: &'static str, otherwise: &Size| match arguments.value(name) {
        Some(values) => zeros(rules, name, values, errors),
        None => Some(otherwise.clone()),
    };
    let (all, sides) = rules.parameters.split_first()?;
    let all = one(all.known.name, &zero)?;
    let (pairs, _) = sides.as_chunks::<2>();
    let sides = pairs
        .iter()
        .map(|pair| pair.each_ref().map(|side| one(side.known.name, &all)))
        .collect::<Vec<_>>();
    let sides = sides.into_iter().map(|[first, last]| Some([first?, last?]));
    let sides: Vec<_> = sides.collect::<Option<_>>()?;
    (errors.count() == before).then(|| {
        Box::new(ZeroPad {
            resized: Resized {
                name: rules.name,
                ty: "ZeroPad",
                dimensions: sides.len(),
            },
            sides,
        }) as Box<dyn Builtin>
    })
}

/// The number of zeros on a side.
fn zeros(
    rules: &Rules,
    name: &'static str,
    values: &[Tokens],
    errors: &mut Errors,
) -> Option<Size> {
    let tokens = values.first()?;
    let in_brackets = group(tokens.first(), Delimiter::Bracket).is_some();
    if in_brackets || size::without_brackets(tokens).is_some() {
        let sides = rules.parameters.iter().skip(1);
        let sides: Vec<_> = sides.map(|side| side.known.name).collect();
        errors.at(tokens, messages::one_number_per_side(rules.name, &sides));
        return None;
    }
    if tokens.text() == "Same" {
        errors.at(tokens, messages::same_needs_kernel(rules.name));
        return None;
    }
    let size = size::size_or_zero(tokens, name, tokens, errors)?;
    Some(size.into())
}

impl Builtin for ZeroPad {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let spot = Spot::from(layer);
        let one = || Size::Number { value: 1, spot };
        let axis = |index: usize, size: &Size| {
            let [before, after] = &self.sides[index];
            let parts = [before, size, after].into_iter();
            let parts = parts.filter(|size| size.value() != Some(0)).cloned();
            let output = Size::sum(&parts.collect::<Vec<_>>(), spot);
            // Without zeros before the input the defaults of `Slide` are left out, so that messages are short.
            let rest = match before.value() {
                Some(0) => Vec::new(),
                _ => vec![one(), before.clone()],
            };
            let sizes = [size.clone(), one(), output.clone()].into_iter();
            (output, slide(sizes.chain(rest)))
        };
        let sides = self.sides.iter().flatten();
        let checks = sides.filter_map(|size| size.check(Quantity::Any));
        self.resized.place(input, checks, axis, layer, errors)
    }
}
