//! `Residual<A => B, Relu>`: adds its input to the output of its branch. `projection = C` changes the shape of the input.

use super::arguments::{self, Arguments};
use super::parameter::{ANYTHING, Parameter, Rules};
use super::part::Part;
use super::{Placed, builtin, pass, projection};
use crate::errors::Errors;
use crate::model::{Activation, Argument, Branch, Check, Rule, Shape};
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens};
use crate::{ast, messages};

pub(super) const KNOWN: Known = Known {
    name: RULES.name,
    synonyms: &[
        "Skip",
        "SkipConnection",
        "ResidualBlock",
        "ResBlock",
        "Shortcut",
        "ResNetBlock",
    ],
};

static RULES: Rules = Rules {
    name: "Residual",
    parameters: &[
        Parameter {
            known: Known {
                name: "branch",
                synonyms: &["body", "block"],
            },
            example: "Dense<32, Relu> => Dense<32>",
            required: true,
            bare: ANYTHING,
        },
        Parameter {
            known: Known {
                name: "projection",
                synonyms: &["shortcut", "downsample", "skip", "identity"],
            },
            example: "Dense<32>",
            required: false,
            bare: 0,
        },
    ],
    activation: true,
    example: "Residual<Dense<32, Relu> => Dense<32>>",
};

/// The layer with its branches.
pub(crate) struct Residual<B> {
    branch: Part<B>,
    projection: Option<Part<B>>,
    activation: Activation,
}

/// Reads the arguments.
pub(super) fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Residual<Tokens>> {
    let before = errors.count();
    let arguments = arguments::read(&RULES, layer, errors).filter(|_| errors.count() == before)?;
    let branch = part(&arguments, "branch", messages::EMPTY_BRANCH, layer)?;
    let projection = part(&arguments, "projection", messages::EMPTY_PROJECTION, layer);
    for part in [&branch].into_iter().chain(&projection) {
        if let [proc_macro2::TokenTree::Group(_)] = &*part.branch {
            errors.at(&part.branch, messages::BRANCH_IN_BRACKETS);
        }
    }
    (errors.count() == before).then(|| Residual {
        branch,
        projection,
        activation: arguments.activation(layer),
    })
}

/// The tokens of a branch.
fn part(
    arguments: &Arguments<'_>,
    name: &str,
    empty: &'static str,
    layer: &ast::Layer,
) -> Option<Part<Tokens>> {
    let values = arguments.value(name)?;
    Some(Part {
        branch: values.first()?.clone(),
        spot: arguments::spot(values, layer),
        empty: Some(empty),
    })
}

impl<B> Residual<B> {
    /// The same layer after a pass.
    pub(super) fn map<C>(&self, mut pass: impl FnMut(&Part<B>) -> C) -> Residual<C> {
        Residual {
            branch: self.branch.map(&mut pass),
            projection: self.projection.as_ref().map(|part| part.map(&mut pass)),
            activation: self.activation.clone(),
        }
    }
}

impl Residual<Branch> {
    /// The layer for an input of this shape.
    pub(super) fn place(self, input: &Shape, is_broken: bool, errors: &mut Errors) -> Placed {
        if is_broken {
            // The shape that the branch should have.
            let output = match self.projection {
                Some(_) => Shape::Unknown,
                None => input.clone(),
            };
            return Placed {
                output,
                ..Placed::broken(RULES.name)
            };
        }
        let guard = match &self.projection {
            Some(projection) => self.compare_projection(projection, errors),
            None => self.compare(input, errors),
        };
        let branch = &self.branch.branch;
        let output = match &self.projection {
            Some(part) if !branch.output.is_plain() => part.branch.output.clone(),
            Some(_) => branch.output.clone(),
            None => input.clone(),
        };
        self.compose(output, guard)
    }

    /// Compares the output of the branch with its input.
    fn compare(&self, input: &Shape, errors: &mut Errors) -> Option<Check> {
        let Part { branch, spot, .. } = &self.branch;
        let equal = branch.output.equals(input);
        if equal == Some(false) {
            let projection = projection::suggest(&branch.output, input);
            let (output, input) = (branch.output.to_string(), input.to_string());
            let message = messages::wrong_branch(&output, &input, projection.as_deref());
            errors.at(*spot, message);
        }
        let other = input.clone();
        equal
            .is_none()
            .then(|| check(Rule::Rejoins, branch, other, *spot))
    }

    /// Compares the output of the projection with the output of the branch.
    fn compare_projection(&self, part: &Part<Branch>, errors: &mut Errors) -> Option<Check> {
        let (projection, branch) = (&part.branch, &self.branch.branch);
        let equal = projection.output.equals(&branch.output);
        if equal == Some(false) {
            let (projection, branch) = (projection.output.to_string(), branch.output.to_string());
            errors.at(part.spot, messages::wrong_projection(&projection, &branch));
        }
        let other = branch.output.clone();
        equal
            .is_none()
            .then(|| check(Rule::Projects, projection, other, part.spot))
    }

    /// The parts together.
    fn compose(self, output: Shape, guard: Option<Check>) -> Placed {
        let mut branch = self.branch.branch;
        let mut checks = branch.checks;
        let mut cost = branch.cost;
        pass::append(&mut branch.layers);
        let (name, arguments) = match self.projection {
            None => (RULES.name, vec![Argument::Branch(branch.layers, guard)]),
            Some(part) => {
                let mut projection = part.branch;
                checks.extend(projection.checks);
                cost = cost.plus(&projection.cost);
                pass::append(&mut projection.layers);
                let branch = Argument::Branch(branch.layers, None);
                let projection = Argument::Branch(projection.layers, guard);
                ("ProjectedResidual", vec![branch, projection])
            }
        };
        let activation = Argument::Activation(self.activation);
        let arguments = arguments.into_iter().chain([activation]).collect();
        Placed {
            checks,
            ..Placed::new(builtin(name, arguments), output, cost)
        }
    }
}

/// A comparison that only the compiler can make.
fn check(rule: Rule, branch: &Branch, other: Shape, spot: Spot) -> Check {
    Check::Shape {
        rule,
        this: branch.output.clone(),
        other: Some(other),
        spot,
    }
}
