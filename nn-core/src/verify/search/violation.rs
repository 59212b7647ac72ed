//! Whether a property is violated at one input.

use alloc::vec::Vec;

use super::super::property::Literal;
use super::backward::{Target, Workspace, lower};
use super::group::row;
use super::intervals::Bounds;
use super::question::{Question, Run};
use super::state::{Known, State};

impl Question<'_> {
    /// The input if the property is violated there.
    pub(super) fn violation(&self, input: Vec<f32>) -> Option<Vec<f32>> {
        let is_violated = match self.run {
            Run::Network(run) => {
                let outputs = run(&input)?;
                let is_false =
                    |clause: &Vec<Literal>| clause.iter().all(|literal| literal.is_false(&outputs));
                self.clauses.iter().any(is_false)
            }
            Run::Bounds => self.is_surely_violated(&input)?,
        };
        is_violated.then_some(input)
    }

    /// Whether the bounds of the outputs say that all literals of a clause are false.
    fn is_surely_violated(&self, input: &[f32]) -> Option<bool> {
        let graph = self.graph;
        let ends: Vec<f64> = input.iter().map(|x| f64::from(*x)).collect();
        let mut workspace = Workspace::default();
        let point = Bounds::new(ends.clone(), ends);
        let state = State::new(graph, point, Known::default(), &mut workspace).ok()?;
        let node = graph.nodes.len() - 1;
        let length = graph.nodes.get(node)?.length;
        let mut is_false = |literal: &Literal| {
            let terms: Vec<(usize, f64)> = literal
                .terms
                .iter()
                .map(|(index, factor)| (*index, -factor))
                .collect();
            let rows = row(length, &terms);
            let by_values = true;
            let target = Target {
                node,
                rows,
                by_values,
            };
            let greatest = lower(graph, &state, &target, &[], &mut workspace);
            let greatest = greatest.first().map_or(f64::INFINITY, |least| -least);
            match literal.is_order {
                true => greatest < 0.0,
                false => greatest <= literal.number,
            }
        };
        Some(
            self.clauses
                .iter()
                .any(|clause| clause.iter().all(&mut is_false)),
        )
    }
}

impl Literal {
    /// Whether it is certainly false for these outputs. Two equal outputs decide no order.
    pub(super) fn is_false(&self, outputs: &[f32]) -> bool {
        let (mut sum, mut added) = (0.0, 0.0);
        for (index, factor) in &self.terms {
            let Some(output) = outputs.get(*index) else {
                return false;
            };
            let product = factor * f64::from(*output);
            sum += product;
            added += product.abs();
        }
        let rounded = (self.terms.len() + 1) as f64 * f64::EPSILON * added;
        match self.is_order {
            // The difference of two numbers is rounded, but its sign is not.
            true => sum < 0.0,
            false => sum + rounded <= self.number,
        }
    }
}
