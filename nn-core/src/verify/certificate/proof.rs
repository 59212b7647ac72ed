//! The tree of the parts.

use alloc::vec::Vec;

use super::super::Interval;
use super::super::graph::{Graph, Verify};
use super::super::property::{Literal, Property};
use super::super::unit::Unit;
use super::digest::Digests;
use super::error::CertificateError;
use super::part::{Bounded, Hint};
use crate::network::Network;

/// A proof that can be stored, and that [`check`](Self::check) verifies without the search.
///
/// [`Verifier::certify`](crate::verify::Verifier::certify) makes it. It is a tree for each statement of the property: a region is split at
/// a number of an input, or by the sign of a unit, and the parts at the ends are proved by one linear bound each. So the parts cover the
/// region. The checker has its own bounds, which share only the rules of what is rounded with those of the search.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::verify::{Certificate, Interval, Property, Verifier};
///
/// type Net = network![2 => Dense<8, Relu> => Dense<8, Relu> => Dense<2>];
///
/// let net = Net::random(&mut Random::seed(1)); // usually trained
/// let region = [Interval::new(-1.0, 1.0); 2];
/// let property = Property::output(0).is_below(3.0);
/// let certificate = Verifier::new(&net).certify(&region, &property).unwrap();
///
/// // to be stored with the weights
/// let bytes = certificate.to_bytes();
///
/// let certificate = Certificate::from_bytes(&bytes).unwrap();
/// certificate.check(&net, &region, &property).unwrap();
/// assert!(certificate.check(&net, &region, &Property::output(1).is_below(3.0)).is_err());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    pub(super) digests: Digests,
    /// One for each clause of the property.
    pub(super) trees: Vec<Tree>,
}

/// The parts of a region, for one clause.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Tree {
    /// Each split is followed by the tree of its first part, and then by that of its second part.
    pub(in super::super) steps: Vec<Step>,
}

/// A step of the proof.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Step {
    /// The input is at most the number, and then at least the number.
    Input { index: usize, at: f32 },
    /// The element of the node is at most 0, and then at least 0.
    Unit { node: usize, element: usize },
    /// The clause holds in the part.
    Part(Hint),
}

/// A box, and decided units.
type Part = (Vec<[f64; 2]>, Vec<Unit>);

impl Certificate {
    pub(in super::super) fn new(
        graph: &Graph,
        region: &[Interval],
        property: &Property,
        trees: Vec<Tree>,
    ) -> Self {
        let digests = Digests::of(graph, region, property);
        Certificate { digests, trees }
    }

    /// The number of parts that are proved.
    pub fn parts(&self) -> usize {
        let steps = self.trees.iter().flat_map(|tree| &tree.steps);
        steps.filter(|step| matches!(step, Step::Part(_))).count()
    }

    /// Verifies that the property holds for all inputs of the region, for the bits that the network computes.
    ///
    /// # Errors
    ///
    /// The certificate is about something else, its parts do not cover the region, or one of them is not proved.
    pub fn check<N: Network + Verify>(
        &self,
        net: &N,
        region: &[Interval],
        property: &Property,
    ) -> Result<(), CertificateError> {
        self.check_graph(&Graph::of(net), region, property)
    }

    /// The same for a graph, whose last value is the output.
    ///
    /// # Errors
    ///
    /// Those of [`check`](Self::check).
    pub fn check_graph(
        &self,
        graph: &Graph,
        region: &[Interval],
        property: &Property,
    ) -> Result<(), CertificateError> {
        self.digests
            .compare(&Digests::of(graph, region, property))?;
        let inputs = graph.nodes.first().map_or(0, |node| node.length);
        if region.len() != inputs || !region.iter().all(|x| x.is_finite()) {
            return Err(CertificateError::Region);
        }
        let outputs = graph.nodes.last().map_or(0, |node| node.length);
        let clauses = property.clauses(outputs);
        if clauses.len() != self.trees.len() {
            return Err(CertificateError::Property);
        }
        let region: Vec<_> = region
            .iter()
            .map(|x| [x.low, x.high].map(f64::from))
            .collect();
        for (clause, tree) in clauses.iter().zip(&self.trees) {
            tree.check(graph, &region, clause)?;
        }
        Ok(())
    }
}

impl Tree {
    /// Whether the parts cover the region, and the clause holds in each.
    fn check(
        &self,
        graph: &Graph,
        region: &[[f64; 2]],
        clause: &[Literal],
    ) -> Result<(), CertificateError> {
        let mut open: Vec<Part> = Vec::from([(region.to_vec(), Vec::new())]);
        for (number, step) in self.steps.iter().enumerate() {
            let part = open
                .pop()
                .ok_or(CertificateError::Surplus { step: number })?;
            match step {
                Step::Input { index, at } => {
                    let halves = split_input(part, *index, f64::from(*at));
                    open.extend(halves.ok_or(CertificateError::Split { step: number })?);
                }
                Step::Unit { node, element } => {
                    let length = graph.nodes.get(*node).map_or(0, |node| node.length);
                    if *element >= length {
                        return Err(CertificateError::Split { step: number });
                    }
                    open.extend(split_unit(part, *node, *element));
                }
                Step::Part(hint) => {
                    let (region, units) = &part;
                    if !Bounded::new(graph, region, units).proves(clause, hint) {
                        return Err(CertificateError::Part { step: number });
                    }
                }
            }
        }
        match open.len() {
            0 => Ok(()),
            missing => Err(CertificateError::Missing { parts: missing }),
        }
    }
}

/// The two parts, the second one first. Returns `None` if the number is not in the interval.
fn split_input((region, units): Part, index: usize, at: f64) -> Option<[Part; 2]> {
    let [low, high] = *region.get(index)?;
    if !(low <= at && at <= high) {
        return None;
    }
    let part = |ends| {
        let mut region = region.clone();
        if let Some(place) = region.get_mut(index) {
            *place = ends;
        }
        (region, units.clone())
    };
    Some([part([at, high]), part([low, at])])
}

fn split_unit((region, units): Part, node: usize, element: usize) -> [Part; 2] {
    [true, false].map(|is_positive| {
        let mut units = units.clone();
        units.push(Unit {
            node,
            element,
            is_positive,
        });
        (region.clone(), units)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::Row;
    use super::*;

    /// `max(x, 0) - max(-x, 0)`, which is `x`.
    fn graph() -> Graph {
        let mut graph = Graph::new(1);
        let sign = |sign| Row {
            products: Vec::from([(0, sign)]),
            ..Row::default()
        };
        let both = graph.affine(&graph.input(), [sign(1.0), sign(-1.0)]);
        let units = graph.formula(&both, crate::activation::Formula::Rectified);
        let products = Vec::from([(0, 1.0), (1, -1.0)]);
        graph.affine(
            &units,
            [Row {
                products,
                ..Row::default()
            }],
        );
        graph
    }

    fn check(steps: &[Step]) -> Result<(), CertificateError> {
        let property = Property::output(0).is_below(1.5);
        let [clause] = &property.clauses(1)[..] else {
            panic!()
        };
        Tree {
            steps: steps.to_vec(),
        }
        .check(&graph(), &[[-1.0, 1.0]], clause)
    }

    #[test]
    fn parts_cover_the_region_and_are_proved() {
        let part = || Step::Part(Hint::default());
        let input = |at| Step::Input { index: 0, at };
        let unit = |element| Step::Unit { node: 1, element };
        assert_eq!(check(&[input(0.0), part(), part()]), Ok(()));
        assert_eq!(
            check(&[input(0.25), part(), input(0.5), part(), part()]),
            Ok(())
        );
        assert_eq!(check(&[unit(0), part(), unit(1), part(), part()]), Ok(()));
        assert_eq!(check(&[]), Err(CertificateError::Missing { parts: 1 }));
        assert_eq!(
            check(&[input(0.0), part()]),
            Err(CertificateError::Missing { parts: 1 })
        );
        assert_eq!(
            check(&[input(0.0), part(), part(), part()]),
            Err(CertificateError::Surplus { step: 3 })
        );
        assert_eq!(
            check(&[input(1.25), part(), part()]),
            Err(CertificateError::Split { step: 0 })
        );
        let nowhere = Step::Input { index: 1, at: 0.0 };
        assert_eq!(
            check(&[nowhere, part(), part()]),
            Err(CertificateError::Split { step: 0 })
        );
        assert_eq!(
            check(&[unit(2), part(), part()]),
            Err(CertificateError::Split { step: 0 })
        );
        assert_eq!(
            check(&[input(f32::NAN), part(), part()]),
            Err(CertificateError::Split { step: 0 })
        );
    }

    #[test]
    fn a_part_that_is_not_proved_is_refused() {
        let property = Property::output(0).is_below(0.5);
        let [clause] = &property.clauses(1)[..] else {
            panic!()
        };
        let step = |hint| Tree {
            steps: Vec::from([Step::Part(hint)]),
        };
        let hints = [
            Hint::default(),
            Hint {
                weights: Vec::from([-1.0]),
                ..Hint::default()
            },
            Hint {
                weights: Vec::from([0.0]),
                ..Hint::default()
            },
            Hint {
                weights: Vec::from([f32::NAN]),
                ..Hint::default()
            },
            Hint {
                weights: Vec::from([f32::INFINITY]),
                ..Hint::default()
            },
            Hint {
                weights: Vec::from([1.0]),
                slopes: Vec::from([255; 9]),
                ..Hint::default()
            },
            Hint {
                weights: Vec::from([1.0]),
                multipliers: Vec::from([1.0; 9]),
                ..Hint::default()
            },
        ];
        for hint in hints {
            let found = step(hint.clone()).check(&graph(), &[[-1.0, 1.0]], clause);
            assert_eq!(found, Err(CertificateError::Part { step: 0 }), "{hint:?}");
        }
    }
}
