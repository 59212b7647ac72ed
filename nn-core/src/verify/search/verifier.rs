//! The verifier of a network.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use super::super::Interval;
use super::super::graph::{Graph, Verify};
use super::super::property::{Literal, Property};
use super::backward::{Target, Workspace, lower};
use super::group::row;
use super::intervals::Bounds;
use super::question::{Question, Run};
use super::split::{Limits, Observer, Progress, search};
use super::state::{Known, State};
use super::verdict::{Unknown, Verdict};
use crate::network::Network;
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
pub struct Verifier<'a> {
    pub(super) graph: Graph,
    pub(super) run: Run<'a>,
    pub(super) limits: Limits,
    pub(super) observer: Option<Box<Observer<'a>>>,
}

impl fmt::Debug for Verifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("graph", &self.graph)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl<'a> Verifier<'a> {
    /// A verifier for a network.
    pub fn new<N: Network + Verify + Sync>(net: &'a N) -> Self {
        let run = Run::Network(Box::new(|input| {
            let input = N::Input::from_slice(input)?;
            Some(net.predict(input).as_slice().to_vec())
        }));
        Verifier {
            graph: Graph::of(net),
            run,
            limits: Limits::default(),
            observer: None,
        }
    }

    /// A verifier for a graph whose last value is the output. A counterexample is an input whose output, computed in `f32` in any order
    /// of terms, violates the property.
    ///
    /// ```
    /// use nn_core::activation::Formula;
    /// use nn_core::verify::{Graph, Interval, Property, Row, Verifier};
    ///
    /// // tanh(2 x - 1)
    /// let mut graph = Graph::new(1);
    /// let row = Row { products: vec![(0, 2.0)], bias: -1.0, ..Row::default() };
    /// let sum = graph.affine(&graph.input(), [row]);
    /// graph.formula(&sum, Formula::HyperbolicTangent);
    ///
    /// let verifier = Verifier::of_graph(graph);
    /// let region = [Interval::new(0.6, 0.9)];
    /// assert!(verifier.decide(&region, &Property::output(0).is_above(0.19)).is_proved());
    /// assert!(verifier.decide(&region, &Property::output(0).is_above(0.21)).counterexample().is_some());
    /// ```
    pub fn of_graph(graph: Graph) -> Self {
        Verifier {
            graph,
            run: Run::Bounds,
            limits: Limits::default(),
            observer: None,
        }
    }

    /// Ends the search after this many parts of the region: by default a million.
    #[must_use]
    pub fn most_parts(mut self, parts: usize) -> Self {
        self.limits.parts = parts;
        self
    }

    /// Ends the search after this time. Then the result depends on the machine.
    #[must_use]
    pub fn most_time(mut self, time: Duration) -> Self {
        self.limits.time = Some(time);
        self
    }

    /// Uses this many threads: by default one for each processor. The result does not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.limits.threads = Some(threads);
        self
    }

    /// What the outputs can be for the inputs of a region, by linear bounds, without splitting it.
    ///
    /// An output that is not bounded is [`Interval::ANY`].
    pub fn bounds(&self, region: &[Interval]) -> Vec<Interval> {
        let outputs = self.outputs();
        let any = vec![Interval::ANY; outputs];
        let Some(region) = self.region(region) else {
            return any;
        };
        let mut workspace = Workspace::default();
        let state = State::new(&self.graph, region, Known::default(), &mut workspace);
        let Ok(state) = state else {
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
            by_values: true,
        };
        let found = lower(&self.graph, &state, &target, &[], &mut workspace);
        let known = state.bounds.last().into_iter().flat_map(Bounds::pairs);
        let pairs = found.chunks(2).zip(known);
        pairs
            .map(|(pair, [low, high])| match *pair {
                [below, above] => Interval::outward(low.max(below), high.min(-above)),
                _ => Interval::ANY,
            })
            .collect()
    }

    /// Calls a function after every few parts, so that a program can show how far a long search is.
    ///
    /// ```
    /// # use nn_core::prelude::*;
    /// # use nn_core::verify::{Interval, Property, Verifier};
    /// # let net = <network![2 => Dense<8, Relu> => Dense<2>]>::random(&mut Random::seed(1));
    /// let verifier = Verifier::new(&net)
    ///     .observe(|progress| eprintln!("{} parts, {} open", progress.parts, progress.open));
    /// # verifier.decide(&[Interval::new(-1.0, 1.0); 2], &Property::output(0).is_below(20.0));
    /// ```
    #[must_use]
    pub fn observe(mut self, observer: impl Fn(&Progress) + Sync + 'a) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Whether a property holds for all inputs of a region, which has an interval for each element of the input.
    pub fn decide(&self, region: &[Interval], property: &Property) -> Verdict {
        let (bounds, clauses) = match self.question(region, property) {
            Ok(question) => question,
            Err(reason) => return Verdict::Unknown { parts: 0, reason },
        };
        let question = Question {
            graph: &self.graph,
            run: &self.run,
            clauses,
            is_certified: false,
        };
        search(&question, &bounds, self.limits, self.observer.as_deref()).0
    }

    /// The box and the clauses, if they are about this network.
    pub(super) fn question(
        &self,
        region: &[Interval],
        property: &Property,
    ) -> Result<(Bounds, Vec<Vec<Literal>>), Unknown> {
        let bounds = self.region(region).ok_or(Unknown::Region)?;
        let outputs = self.outputs();
        let clauses = property.clauses(outputs);
        let mut terms = clauses.iter().flatten().flat_map(|literal| &literal.terms);
        match terms.any(|(index, _)| *index >= outputs) {
            true => Err(Unknown::Output),
            false => Ok((bounds, clauses)),
        }
    }

    fn outputs(&self) -> usize {
        self.graph.nodes.last().map_or(0, |node| node.length)
    }

    fn region(&self, region: &[Interval]) -> Option<Bounds> {
        let inputs = self.graph.nodes.first().map_or(0, |node| node.length);
        let is_valid = region.len() == inputs && region.iter().all(|x| x.is_finite());
        let ends = |end: fn(&Interval) -> f32| region.iter().map(|x| f64::from(end(x))).collect();
        is_valid.then(|| Bounds::new(ends(|x| x.low), ends(|x| x.high)))
    }
}
