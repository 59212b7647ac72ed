//! What is proved about the outputs of a network.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::{Add, Mul, Neg, Sub};

use super::curve::SOFTMAX_MARGIN;
use super::graph::Graph;

/// A sum of outputs, each with a factor.
///
/// ```
/// use nn_core::verify::Property;
///
/// let faster = Property::output(1) - Property::output(0) * 2.0;
/// let property = faster.is_above(0.5);
/// # let _ = property;
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Linear {
    terms: Vec<(usize, f64)>,
}

impl Linear {
    /// The sum is above a number.
    pub fn is_above(self, number: f64) -> Property {
        Property(Form::Above(self, number))
    }

    /// The sum is below a number.
    pub fn is_below(self, number: f64) -> Property {
        (-self).is_above(-number)
    }
}

impl Add for Linear {
    type Output = Linear;

    fn add(mut self, other: Linear) -> Linear {
        self.terms.extend(other.terms);
        self
    }
}

impl Sub for Linear {
    type Output = Linear;

    fn sub(self, other: Linear) -> Linear {
        self + -other
    }
}

impl Mul<f64> for Linear {
    type Output = Linear;

    fn mul(mut self, factor: f64) -> Linear {
        for (_, own) in &mut self.terms {
            *own *= factor;
        }
        self
    }
}

impl Neg for Linear {
    type Output = Linear;

    fn neg(self) -> Linear {
        self * -1.0
    }
}

/// A statement about the outputs of a network.
///
/// ```
/// use nn_core::verify::Property;
///
/// // the class is 2, and its output is above 0.9
/// let sure = Property::class_is(2).and(Property::output(2).is_above(0.9));
/// // output 0 is not the smallest
/// let turns = Property::least_is_not(0);
/// # let _ = (sure, turns);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Property(Form);

#[derive(Debug, Clone, PartialEq)]
enum Form {
    Above(Linear, f64),
    /// The output is above all others, or not above all others, times this sign.
    Extreme {
        output: usize,
        sign: f64,
        is: bool,
    },
    All(Vec<Property>),
    Any(Vec<Property>),
}

impl Property {
    /// An output.
    pub fn output(index: usize) -> Linear {
        Linear {
            terms: vec![(index, 1.0)],
        }
    }

    /// The network predicts this class: the output is greater than all others.
    pub fn class_is(class: usize) -> Property {
        Property::extreme(class, 1.0, true)
    }

    /// The network predicts another class: another output is greater.
    pub fn class_is_not(class: usize) -> Property {
        Property::extreme(class, 1.0, false)
    }

    /// The output is less than all others.
    pub fn least_is(output: usize) -> Property {
        Property::extreme(output, -1.0, true)
    }

    /// Another output is less.
    pub fn least_is_not(output: usize) -> Property {
        Property::extreme(output, -1.0, false)
    }

    /// Both hold.
    pub fn and(self, other: Property) -> Property {
        Property(Form::All(vec![self, other]))
    }

    /// At least one of them holds.
    pub fn or(self, other: Property) -> Property {
        Property(Form::Any(vec![self, other]))
    }

    fn extreme(output: usize, sign: f64, is: bool) -> Property {
        Property(Form::Extreme { output, sign, is })
    }

    /// The property as clauses, all of which hold if in each of them at least one sum is positive.
    pub(in crate::verify) fn clauses(&self, outputs: usize) -> Vec<Vec<Literal>> {
        match &self.0 {
            Form::Above(sum, number) => {
                let terms = sum.terms.clone();
                let (number, is_order) = (*number, false);
                vec![vec![Literal {
                    terms,
                    number,
                    is_order,
                }]]
            }
            Form::Extreme { output, sign, is } => {
                let sign = if *is { *sign } else { -sign };
                let others = (0..outputs).filter(|other| other != output);
                let literals = others.map(|other| Literal {
                    terms: vec![(*output, sign), (other, -sign)],
                    number: 0.0,
                    is_order: true,
                });
                match is {
                    true => literals.map(|literal| vec![literal]).collect(),
                    false => vec![literals.collect()],
                }
            }
            Form::All(parts) => parts
                .iter()
                .flat_map(|part| part.clauses(outputs))
                .collect(),
            Form::Any(parts) => {
                let mut all = vec![Vec::new()];
                for part in parts {
                    let clauses = part.clauses(outputs);
                    let pairs = all.iter().flat_map(|before| {
                        clauses
                            .iter()
                            .map(move |clause| [before.as_slice(), clause].concat())
                    });
                    all = pairs.collect();
                }
                all
            }
        }
    }
}

/// A sum of outputs is above a number.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::verify) struct Literal {
    pub(in crate::verify) terms: Vec<(usize, f64)>,
    pub(in crate::verify) number: f64,
    /// Whether it compares two outputs, so that it also holds for the inputs of softmax.
    pub(in crate::verify) is_order: bool,
}

impl Literal {
    /// The node that the sum is about, and the number that it must exceed there. The order of the outputs of softmax is that of its
    /// inputs, if they differ enough.
    pub(super) fn place(&self, graph: &Graph) -> (usize, f64) {
        match graph.before_softmax() {
            Some(node) if self.is_order => (node, SOFTMAX_MARGIN),
            _ => (graph.nodes.len().saturating_sub(1), self.number),
        }
    }
}
