//! Lets the shape flow through the layers, checks every rule that the macro can see, and notes those for the compiler.

use std::collections::HashSet;

use crate::activation::SOFTMAX;
use crate::amount::Amount;
use crate::ast;
use crate::errors::Errors;
use crate::layer::Placed;
use crate::messages::{self, LIMIT, MOST_LAYERS};
use crate::model::{Check, Cost, Layer, Network, Shape, Size, Taken, Type};
use crate::resolve::{self, Kind, Stage};
use crate::tokens::{Spot, Tokens};

/// Checks a network. The result is to be used only if there are no errors.
pub(crate) fn check(network: resolve::Network, errors: &mut Errors) -> Network {
    let last = network
        .stages
        .iter()
        .rposition(|stage| !matches!(stage, Stage::Shape(_)));
    let mut flow = Flow::new(network.input);
    for (index, stage) in network.stages.into_iter().enumerate() {
        flow.index = index;
        match stage {
            Stage::Layer(layer) => flow.layer(layer, last == Some(index), errors),
            Stage::Shape(shape) => flow.assert(&shape, errors),
            Stage::Broken => flow.shape = Shape::Unknown,
        }
    }
    let cost = total(&flow.layers, errors);
    Network {
        layers: flow.layers,
        checks: flow.checks,
        cost,
        names: network.names,
    }
}

/// How far the shape has flowed.
struct Flow {
    /// The stage.
    index: usize,
    shape: Shape,
    layers: Vec<Layer>,
    checks: Vec<Check>,
    /// The checks so far; a repeated layer repeats its own, and a constant is checked once.
    known: HashSet<String>,
}

impl Flow {
    fn new(input: Option<ast::Shape>) -> Self {
        let sizes: Option<Vec<Size>> =
            input.map(|shape| shape.sizes.into_iter().map(Size::from).collect());
        let mut flow = Flow {
            index: 0,
            shape: Shape::Unknown,
            layers: Vec::new(),
            checks: Vec::new(),
            known: HashSet::new(),
        };
        if let Some(sizes) = sizes {
            sizes
                .iter()
                .filter_map(Size::check)
                .for_each(|check| flow.note(check));
            flow.shape = Shape::Sizes(sizes);
        }
        flow
    }

    /// Leaves a check to the compiler.
    fn note(&mut self, check: Check) {
        let key = match &check {
            Check::Size(size) => size.to_string(),
            Check::Affordable(layer) => {
                let parameters = &self.layers[*layer].cost.parameters;
                format!("{} affordable {parameters}", self.index)
            }
            Check::Fits { given, taken, .. } => format!("{} fits {given} {taken}", self.index),
            Check::Is { actual, .. } => format!("{} is {actual}", self.index),
        };
        if self.known.insert(key) {
            self.checks.push(check);
        }
    }

    /// Goes through a layer, as often as it is repeated.
    fn layer(&mut self, layer: resolve::Layer, is_last: bool, errors: &mut Errors) {
        let mut name = layer.name;
        for copy in 1..=layer.repeat {
            let before = errors.count();
            if self.layers.len() == MOST_LAYERS {
                errors.at(&layer.tokens, messages::too_many_layers());
            }
            let placed = match &layer.kind {
                Kind::Builtin(builtin) => builtin.place(&self.shape, &layer.tokens, errors),
                Kind::Own => own(&self.shape, &layer.tokens),
            };
            if let Some(spot) = placed.ty.activation(SOFTMAX)
                && !(is_last && copy == layer.repeat)
            {
                errors.at(spot, messages::SOFTMAX_INSIDE);
            }
            placed.checks.into_iter().for_each(|check| self.note(check));
            self.layers.push(Layer {
                name: name.take(),
                ty: placed.ty,
                spot: (&layer.tokens).into(),
                text: layer.tokens.text(),
                input: std::mem::replace(&mut self.shape, placed.output.clone()),
                output: placed.output,
                cost: placed.cost,
            });
            self.afford();
            if errors.count() > before {
                break;
            }
        }
    }

    /// Leaves the parameters of the last layer to the compiler if they depend on constants.
    fn afford(&mut self) {
        if let Some(last) = self.layers.last()
            && matches!(last.ty, Type::Builtin { .. })
            && !last.cost.parameters.is_number()
        {
            self.note(Check::Affordable(self.layers.len() - 1));
        }
    }

    /// Compares the shape with what the user says it is.
    fn assert(&mut self, asserted: &ast::Shape, errors: &mut Errors) {
        if self.layers.is_empty() && matches!(self.shape, Shape::Sizes(_)) {
            errors.at(&asserted.tokens, messages::SHAPE_OF_INPUT);
            return;
        }
        let sizes: Vec<Size> = asserted.sizes.iter().cloned().map(Size::from).collect();
        let agreement = match &self.shape {
            Shape::Sizes(actual) => compare(actual, &sizes),
            Shape::OutputOf(_) => None,
            Shape::Unknown => {
                self.shape = Shape::Sizes(sizes);
                return;
            }
        };
        match agreement {
            Some(true) => {}
            Some(false) => {
                let message =
                    messages::wrong_shape(&asserted.tokens.text(), &self.shape.to_string());
                errors.at(&asserted.tokens, message);
            }
            None => self.checks.push(Check::Is {
                actual: self.shape.clone(),
                asserted: sizes,
                spot: (&asserted.tokens).into(),
            }),
        }
    }
}

/// Whether two shapes are the same; nothing if the macro cannot see it.
fn compare(left: &[Size], right: &[Size]) -> Option<bool> {
    if left.len() != right.len() {
        return Some(false);
    }
    let pairs = || left.iter().zip(right);
    let same = |(left, right): (&Size, &Size)| match (left, right) {
        (Size::Literal { value: left, .. }, Size::Literal { value: right, .. }) => {
            Some(left == right)
        }
        _ => None,
    };
    if pairs().any(|pair| same(pair) == Some(false)) {
        Some(false)
    } else {
        pairs().all(|pair| same(pair) == Some(true)).then_some(true)
    }
}

/// Puts a type of the user behind something of this shape.
fn own(input: &Shape, tokens: &Tokens) -> Placed {
    let constant = |name: &str| Amount::name(format!("{}::{name}", tokens.text()));
    let fits = Check::Fits {
        given: input.clone(),
        taken: Taken::InputOf(tokens.clone()),
        spot: Spot::from(tokens),
    };
    Placed {
        ty: Type::Own(tokens.clone()),
        output: Shape::OutputOf(tokens.clone()),
        cost: Cost {
            parameters: constant("PARAMS"),
            macs: constant("MACS"),
        },
        checks: vec![fits],
    }
}

/// The cost of all layers, if it is possible at all.
fn total(layers: &[Layer], errors: &mut Errors) -> Cost {
    let mut total = Cost::default();
    for layer in layers {
        let before = total.parameters.least();
        total = total.plus(&layer.cost);
        let (alone, together) = (layer.cost.parameters.least(), total.parameters.least());
        if together > LIMIT.into() {
            let (who, parameters) = if alone > LIMIT.into() || before == 0 {
                ("this layer has", alone)
            } else {
                ("with this layer it has", together)
            };
            errors.at(layer.spot, messages::too_many_parameters(who, parameters));
            return total;
        }
    }
    total
}
