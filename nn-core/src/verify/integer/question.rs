//! A property of a network of `i8`, and how it is decided for one input.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::super::property::Literal;
use super::graph::GraphI8;
use crate::layer::Scale;

/// The outputs for one input, as integers with the channels last, or as real numbers with the channels first.
type Run<'a, I, O> = dyn Fn(&[I]) -> Option<Vec<O>> + Sync + 'a;

/// A network that can be run.
pub(super) struct Runs<'a> {
    /// The real outputs for an input of integers, with the channels last.
    pub(super) integers: Box<Run<'a, i8, f32>>,
    /// The real outputs for an input of real numbers, with the channels first.
    pub(super) reals: Box<Run<'a, f32, f32>>,
    /// The integers of an input of real numbers.
    pub(super) quantize: Box<Run<'a, f32, i8>>,
    /// The real numbers of an input of integers.
    pub(super) dequantize: Box<Run<'a, i8, f32>>,
}

/// A property of a network.
pub(super) struct Question<'a> {
    pub(super) graph: &'a GraphI8,
    pub(super) runs: &'a Runs<'a>,
    /// The scale of the output.
    pub(super) output: Scale,
    /// The index of each output, in the order of real numbers, among the integers.
    pub(super) places: &'a [usize],
    /// The least and the greatest real numbers of the input.
    pub(super) region: &'a [[f32; 2]],
    /// In each clause, at least one literal must hold.
    pub(super) clauses: Vec<Vec<Literal>>,
}

impl Question<'_> {
    /// Whether the property holds for these outputs. `None` if it is not decided, because a sum is rounded.
    pub(super) fn holds(&self, outputs: &[f32]) -> Option<bool> {
        let mut all = Some(true);
        for clause in &self.clauses {
            let mut any = Some(false);
            for literal in clause {
                any = match (any, literal.truth(outputs)) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (Some(false), Some(false)) => Some(false),
                    _ => None,
                };
            }
            all = match (all, any) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
        }
        all
    }

    /// The input of real numbers, within the region, if the network violates the property there.
    pub(super) fn violation(&self, numbers: &[i8]) -> Option<Vec<f32>> {
        let mut input = (self.runs.dequantize)(numbers)?;
        for (x, [low, high]) in input.iter_mut().zip(self.region) {
            *x = x.max(*low).min(*high);
        }
        let outputs = (self.runs.reals)(&input)?;
        (self.holds(&outputs) == Some(false)).then_some(input)
    }
}

impl Literal {
    /// Whether it is true for these outputs. `None` if a sum may be rounded to the other side.
    fn truth(&self, outputs: &[f32]) -> Option<bool> {
        let (mut sum, mut added) = (0.0, 0.0);
        for (index, factor) in &self.terms {
            let product = factor * f64::from(*outputs.get(*index)?);
            sum += product;
            added += product.abs();
        }
        let rounded = match self.is_exact() {
            true => 0.0,
            false => (self.terms.len() + 1) as f64 * f64::EPSILON * added,
        };
        if sum - rounded > self.number {
            return Some(true);
        }
        (sum + rounded <= self.number).then_some(false)
    }

    /// Whether sums of outputs are exact: all outputs are multiples of the same number with 24 bits.
    pub(super) fn is_exact(&self) -> bool {
        let is_unit = |(_, factor): &(usize, f64)| factor.abs() == 1.0;
        self.terms.len() < 1024 && self.terms.iter().all(is_unit)
    }
}
