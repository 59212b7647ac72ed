//! `Concat<[A => B], [C]>`: parallel branches with joined outputs, over channels or features.

use proc_macro2::Delimiter;

use super::part::Part;
use super::{Placed, builtin, pass};
use crate::errors::Errors;
use crate::model::{Activation, Argument, Branch, Check, Cost, Layer, Rule, Shape, Size};
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens, group};
use crate::{activation, ast, messages};

pub(super) const KNOWN: Known = Known {
    name: NAME,
    synonyms: &[
        "Concatenate",
        "Parallel",
        "Branches",
        "Inception",
        "Join",
        "Cat",
    ],
};

const NAME: &str = "Concat";

/// The layer with its branches.
pub(crate) struct Concat<B> {
    branches: Vec<Part<B>>,
}

/// Reads the arguments.
pub(super) fn read(layer: &ast::Layer, errors: &mut Errors) -> Concat<Tokens> {
    let list = &layer.arguments.list;
    let before = errors.count();
    let mut branches = Vec::new();
    for tokens in list {
        match group(tokens.first(), Delimiter::Bracket).filter(|_| tokens.len() == 1) {
            Some(inner) => branches.push(Part {
                branch: Tokens::flat(inner),
                spot: tokens.into(),
                empty: None,
            }),
            None if tokens.is_empty() => {
                errors.at(&layer.arguments.tokens, messages::expected_argument(NAME));
            }
            None if activation::meant(tokens).is_some() => {
                errors.at(tokens, messages::CONCAT_ACTIVATION);
            }
            None => errors.at(tokens, messages::BRANCH_WITHOUT_BRACKETS),
        }
    }
    if branches.len() < 2 && errors.count() == before {
        errors.at(&layer.tokens, messages::TOO_FEW_BRANCHES);
    }
    Concat { branches }
}

impl<B> Concat<B> {
    /// The same layer after a pass.
    pub(super) fn map<C>(&self, mut pass: impl FnMut(&Part<B>) -> C) -> Concat<C> {
        let branches = self.branches.iter();
        Concat {
            branches: branches.map(|part| part.map(&mut pass)).collect(),
        }
    }
}

impl Concat<Branch> {
    /// The result after an error.
    pub(super) fn broken(&self) -> Placed {
        Placed::broken(NAME)
    }

    /// The layer for an input of this shape.
    pub(super) fn place(self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        // The number of dimensions comes from any branch with a shape that the macro knows.
        let mut shapes = self.branches.iter().map(|part| &part.branch.output);
        let count = shapes.find_map(|shape| match shape {
            Shape::Sizes(sizes) => Some(sizes.len()),
            _ => None,
        });
        let Some(count) = count else {
            errors.at(layer, messages::UNKNOWN_BRANCHES);
            return Placed::broken(NAME);
        };
        let mut branches = self.branches.into_iter();
        let Some(first) = branches.next() else {
            return Placed::broken(NAME);
        };
        let mut joined = Joined::new(first, input);
        for branch in branches {
            if joined.join(branch, input, count, layer, errors).is_none() {
                return Placed::broken(NAME);
            }
        }
        joined.into_placed()
    }
}

/// The branches so far.
struct Joined {
    /// The first branch, or those before the last.
    part: Argument,
    output: Shape,
    /// The output of the last branch.
    last: Shape,
    checks: Vec<Check>,
    cost: Cost,
}

/// The layers of a branch. An empty branch is the input itself.
fn layers(branch: Vec<Layer>, guard: Option<Check>, input: &Shape, spot: Spot) -> Argument {
    let layers = if branch.is_empty() {
        vec![pass::layer(input, spot)]
    } else {
        branch
    };
    Argument::Branch(layers, guard)
}

/// The first branch. If it is a `Concat` alone, it is wrapped: `Concat<Concat<X, Y>, Z>` has the three branches X, Y and Z.
fn first(branch: Vec<Layer>, input: &Shape, spot: Spot) -> Argument {
    let is_joined = matches!(&*branch, [layer] if layer.ty.is_builtin(NAME));
    let branch = layers(branch, None, input, spot);
    if is_joined {
        let identity = Argument::Activation(Activation::identity(spot));
        Argument::Type(builtin("Activated", vec![branch, identity]))
    } else {
        branch
    }
}

impl Joined {
    fn new(part: Part<Branch>, input: &Shape) -> Self {
        let branch = part.branch;
        Joined {
            part: first(branch.layers, input, part.spot),
            last: branch.output.clone(),
            output: branch.output,
            checks: branch.checks,
            cost: branch.cost,
        }
    }

    /// Compares the output of a branch with the output of the branch before. Returns the check for the compiler, or nothing after an
    /// error.
    fn compare(
        &self,
        output: &Shape,
        count: usize,
        spot: Spot,
        errors: &mut Errors,
    ) -> Option<Option<Check>> {
        let (left, right) = (self.last.dimensions(count), output.dimensions(count));
        let texts = || (output.to_string(), self.last.to_string());
        let (Some(left), Some(right)) = (left, right) else {
            let (given, before) = texts();
            errors.at(spot, messages::branches_mixed(&given, &before));
            return None;
        };
        let [left, right] = [left, right].map(|sizes| Shape::Sizes(sizes[1..].to_vec()));
        let equal = left.equals(&right);
        if equal == Some(false) {
            let (given, before) = texts();
            errors.at(spot, messages::branches_differ(&given, &before));
            return None;
        }
        let is_seen = |shape: &Shape| matches!(shape, Shape::Sizes(_));
        let is_certain = equal == Some(true) && is_seen(&self.last) && is_seen(output);
        Some((!is_certain).then(|| Check::Shape {
            rule: Rule::Joins,
            this: output.clone(),
            other: Some(self.last.clone()),
            spot,
        }))
    }

    /// Adds a branch. Returns nothing after an error.
    fn join(
        &mut self,
        Part { branch, spot, .. }: Part<Branch>,
        input: &Shape,
        count: usize,
        layer: &Tokens,
        errors: &mut Errors,
    ) -> Option<()> {
        let guard = self.compare(&branch.output, count, spot, errors)?;
        let right = branch.output.dimensions(count)?;
        self.checks.extend(branch.checks);
        self.cost = self.cost.plus(&branch.cost);
        let before = self.output.dimensions(count)?;
        // If both dimensions are equal, the one that the macro knows is used.
        let rest = if matches!(self.output, Shape::Sizes(_)) {
            &before[1..]
        } else {
            &right[1..]
        };
        let channels = Size::sum(&[before[0].clone(), right[0].clone()], layer.into());
        let sizes = [&[channels], rest].concat();
        self.output = Shape::Sizes(sizes);
        self.last = branch.output;
        let last = layers(branch.layers, guard, input, spot);
        let first = std::mem::replace(&mut self.part, Argument::Branch(Vec::new(), None));
        let output = Argument::Tensor(self.output.clone());
        self.part = Argument::Type(builtin(NAME, vec![first, last, output]));
        Some(())
    }

    fn into_placed(self) -> Placed {
        let ty = match self.part {
            Argument::Type(ty) => ty,
            _ => builtin(NAME, Vec::new()),
        };
        Placed {
            checks: self.checks,
            ..Placed::new(ty, self.output, self.cost)
        }
    }
}
