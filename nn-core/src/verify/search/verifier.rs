//! Branch and bound.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use super::super::Interval;
use super::super::graph::{Graph, Verify};
use super::backward::{Target, Workspace, lower, row};
use super::examine::{Found, Part};
use super::intervals::Bounds;
use super::property::{Literal, Property};
use super::state::State;
use super::verdict::{Unknown, Verdict};
use crate::network::Network;
use crate::rng::{Random, uniform};
use crate::tensor::Tensor;

/// Proves properties of a network, or finds inputs that violate them.
///
/// It bounds the outputs over the whole region by linear functions of the input. Where that does not prove the property, it splits the
/// region and tries again. It also runs the network with inputs that are likely to violate the property.
///
/// - A proof holds for the bits that the network computes, with every instruction set: the bounds include what the kernels round.
/// - A counterexample is an input that the network was run with.
/// - The result does not depend on the number of threads. Without a limit of time it is always the same.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::verify::{Interval, Property, Verifier};
///
/// type Net = network![2 => Dense<8, Relu> => Dense<8, Relu> => Dense<2>];
///
/// let net = Net::random(&mut Random::seed(1)); // usually trained
/// let region = [Interval::new(-1.0, 1.0); 2];
/// let verifier = Verifier::new(&net);
/// let verdict = verifier.decide(&region, &Property::output(0).is_below(20.0));
/// assert!(verdict.is_proved(), "{verdict}");
///
/// let verdict = verifier.decide(&region, &Property::output(0).is_below(-20.0));
/// let input: [f32; 2] = verdict.counterexample().unwrap().try_into().unwrap();
/// assert!(net.predict(&input)[0] >= -20.0);
/// ```
#[derive(Debug)]
pub struct Verifier<'a, N> {
    net: &'a N,
    pub(super) graph: Graph,
    most_parts: usize,
    most_time: Option<Duration>,
}

/// The parts that are examined before their results are read, whatever the number of threads.
const ROUND: usize = 64;
/// Random inputs that the network is run with if the whole region is not proved at once.
const TRIES: usize = 512;
/// By default, the most parts.
const MOST_PARTS: usize = 1_000_000;

impl<'a, N: Network + Verify + Sync> Verifier<'a, N> {
    /// A verifier for a network.
    pub fn new(net: &'a N) -> Self {
        Verifier {
            net,
            graph: Graph::of(net),
            most_parts: MOST_PARTS,
            most_time: None,
        }
    }

    /// Ends the search after this many parts of the region: by default a million.
    #[must_use]
    pub fn most_parts(mut self, parts: usize) -> Self {
        self.most_parts = parts;
        self
    }

    /// Ends the search after this time. Then the result depends on the machine.
    #[must_use]
    pub fn most_time(mut self, time: Duration) -> Self {
        self.most_time = Some(time);
        self
    }

    /// What the outputs can be for the inputs of a region, by linear bounds, without splitting it.
    ///
    /// An output that is not bounded is [`Interval::ANY`].
    pub fn bounds(&self, region: &[Interval]) -> Vec<Interval> {
        let outputs = self.graph.nodes.last().map_or(0, |node| node.length);
        let any = vec![Interval::ANY; outputs];
        let Some(region) = self.region(region) else {
            return any;
        };
        let mut workspace = Workspace::default();
        let Some(state) = State::new(&self.graph, region, &[], &mut workspace) else {
            return any;
        };
        let node = self.graph.nodes.len() - 1;
        let rows = (0..outputs).flat_map(|index| {
            [
                row(outputs, &[(index, 1.0)]),
                row(outputs, &[(index, -1.0)]),
            ]
        });
        let target = Target {
            node,
            rows: rows.flatten().collect(),
        };
        let found = lower(&self.graph, &state, &target, &mut workspace);
        let known = state.bounds.last().into_iter().flat_map(Bounds::pairs);
        let pairs = found.chunks(2).zip(known);
        pairs
            .map(|(pair, [low, high])| match *pair {
                [below, above] => Interval::outward(low.max(below), high.min(-above)),
                _ => Interval::ANY,
            })
            .collect()
    }

    /// Whether a property holds for all inputs of a region, which has an interval for each element of the input.
    pub fn decide(&self, region: &[Interval], property: &Property) -> Verdict {
        let nothing = |reason| Verdict::Unknown { parts: 0, reason };
        let Some(bounds) = self.region(region) else {
            return nothing(Unknown::Region);
        };
        let outputs = N::Output::LEN;
        let clauses = property.clauses(outputs);
        let mut terms = clauses.iter().flatten().flat_map(|literal| &literal.terms);
        if terms.any(|(index, _)| *index >= outputs) {
            return nothing(Unknown::Output);
        }
        let question = Question {
            verifier: self,
            clauses,
        };
        question.search(bounds)
    }

    /// The limit that ends a search after this many parts, if one does.
    fn limit(&self, parts: usize, began: Instant) -> Option<Unknown> {
        let is_late = self.most_time.is_some_and(|most| began.elapsed() > most);
        match parts >= self.most_parts {
            true => Some(Unknown::Parts),
            false => is_late.then_some(Unknown::Time),
        }
    }

    fn region(&self, region: &[Interval]) -> Option<Bounds> {
        let is_valid = region.len() == N::Input::LEN && region.iter().all(|x| x.is_finite());
        let ends = |end: fn(&Interval) -> f32| region.iter().map(|x| f64::from(end(x))).collect();
        is_valid.then(|| Bounds::new(ends(|x| x.low), ends(|x| x.high)))
    }
}

/// A property of a network.
pub(super) struct Question<'a, N> {
    pub(super) verifier: &'a Verifier<'a, N>,
    pub(super) clauses: Vec<Vec<Literal>>,
}

impl<N: Network + Verify + Sync> Question<'_, N> {
    /// Runs the network with random inputs of the region.
    fn attack(&self, region: &Bounds) -> Option<Vec<f32>> {
        let mut rng = Random::seed(1);
        (0..TRIES).find_map(|_| {
            let input = region.pairs().map(|[low, high]| {
                let share = f64::from(uniform(&mut rng, 0.0, 1.0));
                ((low + share * (high - low)) as f32).clamp(low as f32, high as f32)
            });
            self.violation(input.collect())
        })
    }

    /// The input if the network violates the property there.
    pub(super) fn violation(&self, input: Vec<f32>) -> Option<Vec<f32>> {
        let output = self.verifier.net.predict(N::Input::from_slice(&input)?);
        let output = output.as_slice();
        let is_false =
            |clause: &Vec<Literal>| clause.iter().all(|literal| literal.is_false(output));
        self.clauses.iter().any(is_false).then_some(input)
    }

    fn search(&self, region: Bounds) -> Verdict {
        let began = Instant::now();
        let first = Part {
            region: region.clone(),
            known: Arc::default(),
            open: (0..self.clauses.len()).collect(),
        };
        let (mut stack, mut parts) = (vec![first], 0);
        while !stack.is_empty() {
            if let Some(reason) = self.verifier.limit(parts, began) {
                return Verdict::Unknown { parts, reason };
            }
            let round = stack.split_off(stack.len().saturating_sub(ROUND));
            let all = self.examine_all(&round);
            // An attack takes longer than one part, so a proof of the whole region comes first.
            if parts == 0
                && !matches!(all[..], [Found::Proof | Found::Violation(_)])
                && let Some(input) = self.attack(&region)
            {
                return Verdict::Counterexample(input);
            }
            parts += round.len();
            for found in all {
                match found {
                    Found::Proof => {}
                    Found::Violation(input) => return Verdict::Counterexample(input),
                    Found::Split(halves) => stack.extend(halves),
                    Found::Nothing(reason) => return Verdict::Unknown { parts, reason },
                }
            }
        }
        Verdict::Proved { parts }
    }
}
