//! The shape after each layer of a network or of a branch.

use std::collections::HashSet;

use super::softmax;
use crate::amount::Amount;
use crate::ast;
use crate::errors::Errors;
use crate::layer::{Composite, Placed};
use crate::messages::{self, MOST_LAYERS};
use crate::model::{Branch, Check, Cost, Layer, Quantity, Rule, Shape, Size, Type};
use crate::resolve::{self, Kind, Stage};
use crate::tokens::{Spot, Tokens};

/// The state after some layers.
pub(super) struct Flow {
    /// The index of the stage.
    index: usize,
    /// Whether the layers are in a branch.
    is_branch: bool,
    pub(super) shape: Shape,
    pub(super) layers: Vec<Layer>,
    pub(super) checks: Vec<Check>,
    /// The keys of the checks. A repeated layer repeats its checks, but each is needed once.
    known: HashSet<String>,
}

impl Flow {
    pub(super) fn new(shape: Shape, is_branch: bool) -> Self {
        Flow {
            index: 0,
            is_branch,
            shape,
            layers: Vec::new(),
            checks: Vec::new(),
            known: HashSet::new(),
        }
    }

    /// Checks all stages. `last` is the index of the last layer of a network.
    pub(super) fn through(&mut self, stages: &[Stage], last: Option<usize>, errors: &mut Errors) {
        for (index, stage) in stages.iter().enumerate() {
            self.index = index;
            match stage {
                Stage::Layer(layer) => self.layer(layer, last == Some(index), errors),
                Stage::Shape(shape) => self.assert(shape, errors),
                Stage::Broken => self.shape = Shape::Unknown,
            }
        }
    }

    /// Adds a check for the compiler.
    pub(super) fn note(&mut self, check: Check) {
        let last = self.layers.last();
        let parameters = last.map(|layer| layer.cost.parameters.to_string());
        if self
            .known
            .insert(check.key(self.index, &parameters.unwrap_or_default()))
        {
            self.checks.push(check);
        }
    }

    /// Checks a layer and its repetitions.
    fn layer(&mut self, layer: &resolve::Layer, is_last: bool, errors: &mut Errors) {
        for copy in 1..=layer.repeat {
            let before = errors.count();
            if self.layers.len() == MOST_LAYERS {
                errors.at(&layer.tokens, messages::too_many_layers());
            }
            let placed = match &layer.kind {
                Kind::Builtin(builtin) if self.layers.is_empty() && !self.is_branch => {
                    builtin.place_first(&self.shape, &layer.tokens, errors)
                }
                Kind::Builtin(builtin) => builtin.place(&self.shape, &layer.tokens, errors),
                Kind::Composite(composite) => {
                    let tokens = &layer.tokens;
                    self::composite(composite, &self.shape, tokens, errors)
                }
                Kind::Own => own(&self.shape, &layer.tokens),
            };
            let several = softmax::check(&placed, is_last && copy == layer.repeat, errors);
            let is_guard = |check: &Check| self.is_branch && check.is_guard();
            let (guards, checks) = placed.checks.into_iter().partition::<Vec<_>, _>(is_guard);
            let checks = checks.into_iter().chain(several);
            checks.for_each(|check| self.note(check));
            self.layers.push(Layer {
                name: layer.name.clone().filter(|_| copy == 1),
                ty: placed.ty,
                spot: (&layer.tokens).into(),
                text: layer.tokens.text(),
                input: std::mem::replace(&mut self.shape, placed.output.clone()),
                output: placed.output,
                cost: placed.cost,
                lost: placed.lost,
                guards,
            });
            self.afford();
            if errors.count() > before {
                break;
            }
        }
    }

    /// Adds a check of the last layer's parameters if their number depends on constants.
    fn afford(&mut self) {
        if let Some(last) = self.layers.last()
            && matches!(last.ty, Type::Builtin { .. })
            && !last.cost.parameters.is_number()
        {
            self.note(Check::Affordable(last.ty.clone(), last.spot));
        }
    }

    /// Compares the shape with the asserted shape.
    fn assert(&mut self, asserted: &ast::Shape, errors: &mut Errors) {
        if self.layers.is_empty() && matches!(self.shape, Shape::Sizes(_)) {
            errors.at(&asserted.tokens, messages::SHAPE_OF_INPUT);
            return;
        }
        let count = asserted.sizes.len();
        let sizes: Vec<Size> = asserted.sizes.iter().cloned().map(Size::from).collect();
        let checks = sizes.iter().filter_map(|size| size.check(Quantity::Any));
        checks.for_each(|check| self.note(check));
        let sizes = Shape::Sizes(sizes);
        if matches!(self.shape, Shape::Unknown) {
            self.shape = sizes;
            return;
        }
        match self.shape.equals(&sizes) {
            Some(true) => {}
            Some(false) => {
                let asserted_text = asserted.tokens.text();
                let lost = self.lost();
                let message = messages::wrong_shape(&asserted_text, &self.shape.to_string(), &lost);
                errors.at(&asserted.tokens, message);
            }
            None => {
                self.checks.push(Check::Shape {
                    rule: Rule::Is,
                    this: sizes,
                    other: Some(self.shape.clone()),
                    spot: (&asserted.tokens).into(),
                });
                // Now the number of dimensions of the user's type is known.
                let dimensions = self.shape.dimensions(count);
                self.shape = dimensions.map_or(Shape::Unknown, Shape::Sizes);
            }
        }
    }

    /// The parts of their inputs that the layers do not use.
    fn lost(&self) -> String {
        let mut lost: Vec<String> = Vec::new();
        for layer in &self.layers {
            let note = layer.lost.as_ref();
            let note = note.map(|lost| format!("; `{}` {lost}", layer.text));
            lost.extend(note.filter(|note| !lost.contains(note)));
        }
        lost.concat()
    }
}

/// The layer for a user's type.
fn own(input: &Shape, tokens: &Tokens) -> Placed {
    let constant = |name: &str| Amount::name(format!("{}::{name}", tokens.text()));
    let fits = Check::Shape {
        rule: Rule::Takes,
        this: Shape::InputOf(tokens.clone()),
        other: Some(input.clone()),
        spot: Spot::from(tokens),
    };
    let cost = Cost {
        parameters: constant("PARAMS"),
        macs: constant("MACS"),
        ..Cost::default()
    };
    let output = Shape::OutputOf(tokens.clone());
    Placed {
        checks: vec![fits],
        ..Placed::new(Type::Own(tokens.clone()), output, cost)
    }
}

/// Checks the branches of a layer as layers of their own, and then the layer itself.
fn composite(
    composite: &Composite<Vec<Stage>>,
    input: &Shape,
    tokens: &Tokens,
    errors: &mut Errors,
) -> Placed {
    let before = errors.count();
    let checked = composite.map(|part| branch(&part.branch, input, errors));
    checked.place(input, errors.count() > before, tokens, errors)
}

/// Checks the layers of a branch.
fn branch(stages: &[Stage], input: &Shape, errors: &mut Errors) -> Branch {
    let mut flow = Flow::new(input.clone(), true);
    flow.through(stages, None, errors);
    let sum = |cost: Cost, layer: &Layer| cost.plus(&layer.cost);
    // The number of parameters is checked for the layer as a whole.
    flow.checks
        .retain(|check| !matches!(check, Check::Affordable(..)));
    Branch {
        cost: flow.layers.iter().fold(Cost::default(), sum),
        output: flow.shape,
        checks: flow.checks,
        layers: flow.layers,
    }
}
