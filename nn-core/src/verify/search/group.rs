//! The literals of a clause, and sums of them.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::stride;
use super::super::property::Literal;
use super::intervals::Bounds;
use super::question::Question;

/// Literals of a clause about one node. One of them holds if a sum of them, with weights that are at least 0, is positive.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) node: usize,
    pub(super) literals: Vec<&'a Literal>,
    /// For each literal.
    pub(super) numbers: Vec<f64>,
    /// For each literal, its place in the clause.
    pub(super) places: Vec<usize>,
}

impl Question<'_> {
    /// The groups of a clause.
    pub(super) fn groups(&self, clause: usize) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (own, literal) in self.clauses.get(clause).into_iter().flatten().enumerate() {
            let (node, number) = literal.place(self.graph);
            let place = groups.iter().position(|group| group.node == node);
            let place = place.unwrap_or_else(|| {
                groups.push(Group {
                    node,
                    literals: Vec::new(),
                    numbers: Vec::new(),
                    places: Vec::new(),
                });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.literals.push(literal);
                group.numbers.push(number);
                group.places.push(own);
            }
        }
        groups
    }
}

/// A sum of the literals of a group, with weights.
#[derive(Debug)]
pub(super) struct Sum {
    /// The factors of the elements. There are [`stride`] of them.
    pub(super) row: Vec<f64>,
    /// What the sum must exceed, with what is rounded where the factors and this number are computed.
    pub(super) number: f64,
}

impl Group<'_> {
    /// The sum of the literals. The node has these bounds.
    pub(super) fn sum(&self, weights: &[f64], bounds: &Bounds) -> Sum {
        let mut row = vec![0.0; stride(bounds.low.len())];
        let (mut number, mut size, mut terms) = (0.0, 0.0, 1.0);
        let literals = self.literals.iter().zip(&self.numbers).zip(weights);
        for ((literal, own), weight) in literals.filter(|(_, weight)| **weight != 0.0) {
            number += weight * own;
            size += (weight * own).abs();
            terms += 1.0 + literal.terms.len() as f64;
            for (index, factor) in &literal.terms {
                if let Some(place) = row.get_mut(*index) {
                    let [low, high] = bounds.get(*index);
                    *place += weight * factor;
                    size += (weight * factor).abs() * low.abs().max(high.abs());
                }
            }
        }
        // A factor is a sum of at most this many products, and so is the number.
        number += terms * 2.0 * f64::EPSILON * size;
        Sum { row, number }
    }
}

/// The factors of one sum of all elements of a node.
pub(super) fn row(length: usize, terms: &[(usize, f64)]) -> Vec<f64> {
    let mut row = vec![0.0; stride(length)];
    for (index, factor) in terms {
        if let Some(place) = row.get_mut(*index) {
            *place += factor;
        }
    }
    row
}
