//! `Residual<A => B, Relu>`: adds its input to what its branch gives; `projection = C` gives the input another shape.

use super::arguments;
use super::parameter::{ANYTHING, Parameter, Rules};
use super::{Builtin, Placed, Row, builtin, pass, projection};
use crate::check::{self, Branch};
use crate::errors::Errors;
use crate::model::{Activation, Argument, Check, Rule, Shape};
use crate::resolve::Stage;
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens};
use crate::{ast, messages, parse, resolve};

pub(super) const ROW: Row = Row {
    known: Known {
        name: RULES.name,
        synonyms: &[
            "Skip",
            "SkipConnection",
            "ResidualBlock",
            "ResBlock",
            "Shortcut",
            "ResNetBlock",
        ],
    },
    read,
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

struct Residual {
    branch: Vec<Stage>,
    branch_spot: Spot,
    projection: Option<(Vec<Stage>, Spot)>,
    activation: Activation,
}

fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    let before = errors.count();
    let arguments = arguments::read(&RULES, layer, errors).filter(|_| errors.count() == before)?;
    let branch = arguments.value("branch")?;
    let branch_spot = arguments::spot(branch, layer);
    let branch = stages(branch.first()?, layer, messages::EMPTY_BRANCH, errors);
    let projection = arguments.value("projection").map(|values| {
        let spot = arguments::spot(values, layer);
        let tokens = values.first()?;
        Some((
            stages(tokens, layer, messages::EMPTY_PROJECTION, errors)?,
            spot,
        ))
    });
    Some(Box::new(Residual {
        branch: branch?,
        branch_spot,
        projection: match projection {
            Some(projection) => Some(projection?),
            None => None,
        },
        activation: arguments.activation(layer),
    }))
}

/// Reads a branch. It begins with a layer.
fn stages(
    tokens: &Tokens,
    layer: &ast::Layer,
    empty: &str,
    errors: &mut Errors,
) -> Option<Vec<Stage>> {
    if let [proc_macro2::TokenTree::Group(_)] = &**tokens {
        errors.at(tokens, messages::BRANCH_IN_BRACKETS);
        return None;
    }
    let before = errors.count();
    let stages = resolve::branch(parse::branch(tokens, layer.depth, errors), errors);
    let is_layer = |stage: &Stage| matches!(stage, Stage::Layer(_));
    if !stages.iter().any(is_layer) && errors.count() == before {
        errors.at(tokens, empty);
    }
    (errors.count() == before).then_some(stages)
}

impl Builtin for Residual {
    fn place(&self, input: &Shape, _: &Tokens, errors: &mut Errors) -> Placed {
        let before = errors.count();
        let branch = check::branch(&self.branch, input, errors);
        let projection = self.projection.as_ref();
        let projection =
            projection.map(|(stages, spot)| (check::branch(stages, input, errors), *spot));
        let is_known = !matches!(input, Shape::Unknown);
        if !is_known || errors.count() > before {
            // What the branch should have given.
            let output = if self.projection.is_some() {
                &Shape::Unknown
            } else {
                input
            };
            return Placed {
                output: output.clone(),
                ..Placed::broken(RULES.name)
            };
        }
        let guard = match &projection {
            Some((projection, spot)) => self.compare_projection(projection, &branch, *spot, errors),
            None => self.compare(&branch, input, errors),
        };
        let output = match &projection {
            Some((projection, _)) if !branch.output.is_plain() => projection.output.clone(),
            Some(_) => branch.output.clone(),
            None => input.clone(),
        };
        let projection = projection.map(|(projection, _)| projection);
        self.compose(branch, projection, output, guard)
    }
}

impl Residual {
    /// Compares what the branch gives with its input.
    fn compare(&self, branch: &Branch, input: &Shape, errors: &mut Errors) -> Option<Check> {
        let equal = branch.output.equals(input);
        if equal == Some(false) {
            let projection = projection::suggest(&branch.output, input);
            let (output, input) = (branch.output.to_string(), input.to_string());
            let message = messages::wrong_branch(&output, &input, projection.as_deref());
            errors.at(self.branch_spot, message);
        }
        equal.is_none().then(|| Check::Shape {
            rule: Rule::Rejoins,
            this: branch.output.clone(),
            other: Some(input.clone()),
            spot: self.branch_spot,
        })
    }

    /// Compares what the projection gives with what the branch gives.
    fn compare_projection(
        &self,
        projection: &Branch,
        branch: &Branch,
        spot: Spot,
        errors: &mut Errors,
    ) -> Option<Check> {
        let equal = projection.output.equals(&branch.output);
        if equal == Some(false) {
            let (projection, branch) = (projection.output.to_string(), branch.output.to_string());
            errors.at(spot, messages::wrong_projection(&projection, &branch));
        }
        equal.is_none().then(|| Check::Shape {
            rule: Rule::Projects,
            this: projection.output.clone(),
            other: Some(branch.output.clone()),
            spot,
        })
    }

    /// The parts together.
    fn compose(
        &self,
        mut branch: Branch,
        projection: Option<Branch>,
        output: Shape,
        guard: Option<Check>,
    ) -> Placed {
        let mut checks = branch.checks;
        let mut cost = branch.cost;
        pass::append(&mut branch.layers);
        let (name, arguments) = match projection {
            None => (RULES.name, vec![Argument::Branch(branch.layers, guard)]),
            Some(mut projection) => {
                checks.extend(projection.checks);
                cost = cost.plus(&projection.cost);
                pass::append(&mut projection.layers);
                let branch = Argument::Branch(branch.layers, None);
                let projection = Argument::Branch(projection.layers, guard);
                ("ProjectedResidual", vec![branch, projection])
            }
        };
        let activation = Argument::Activation(self.activation.clone());
        let arguments = arguments.into_iter().chain([activation]).collect();
        Placed {
            checks,
            ..Placed::new(builtin(name, arguments), output, cost)
        }
    }
}
