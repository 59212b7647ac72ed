//! The verifier of a network of `i8`.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use super::super::Interval;
use super::super::property::Property;
use super::super::search::{Limits, Unknown, Verdict};
use super::backward::Workspace;
use super::finish::Range;
use super::graph::{GraphI8, VerifyI8};
use super::question::{Question, Runs};
use super::split::search;
use super::state::State;
use crate::layer::{Scale, channels_first, dequantize, quantize};
use crate::network::Network;
use crate::tensor::Tensor;

/// Proves properties of a network of `i8`, or finds inputs that violate them.
///
/// Regions and properties are about real numbers, as those of [`Verifier`](super::super::Verifier): the input is quantized, and the
/// outputs are the real numbers that `predict` returns. Sums of integers are exact, and requantization never decreases when the sum
/// increases. So the bounds of one operation are attained. Linear bounds relate the operations, and the region is split where they do
/// not suffice. A region has finitely many quantized inputs, so small questions are decided completely.
///
/// - A proof holds for the bits that the network computes on every target.
/// - A counterexample is an input that the network was run with.
/// - Two equal outputs have no order: none of them is greater.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::verify::{Interval, Property, VerifierI8};
///
/// type Net = network![2 => Dense<8, Relu> => Dense<2>];
///
/// # let samples = [[-1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]];
/// let net = Net::random(&mut Random::seed(1)); // usually trained
/// let mut calibration = Calibration::<Net>::boxed();
/// calibration.observe(&net, &samples)?;
/// let mut net8 = <quantized![Net]>::boxed();
/// net.quantize_into(&calibration, &mut *net8)?;
///
/// let region = [Interval::new(-1.0, 1.0); 2];
/// let verifier = VerifierI8::new(&*net8);
/// let verdict = verifier.decide(&region, &Property::output(0).is_below(20.0));
/// assert!(verdict.is_proved(), "{verdict}");
///
/// let verdict = verifier.decide(&region, &Property::output(0).is_below(-20.0));
/// let input: [f32; 2] = verdict.counterexample().unwrap().try_into()?;
/// assert!(net8.predict(&input)[0] >= -20.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct VerifierI8<'a> {
    graph: GraphI8,
    runs: Runs<'a>,
    scales: [Scale; 2],
    /// The index of each output, in the order of real numbers, among the integers.
    places: Vec<usize>,
    limits: Limits,
}

impl fmt::Debug for VerifierI8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifierI8")
            .field("graph", &self.graph)
            .field("scales", &self.scales)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// The integers of real numbers.
fn integers<T: Tensor<Element = i8>>(reals: &[f32], scale: Scale) -> Vec<i8> {
    let mut numbers = Box::new(T::ZERO);
    quantize(reals, scale, &mut *numbers);
    numbers.as_slice().to_vec()
}

/// The real numbers of integers.
fn reals<T: Tensor<Element = i8>>(numbers: &T, scale: Scale) -> Vec<f32> {
    let mut reals = vec![0.0; T::LEN];
    dequantize(numbers, scale, &mut reals);
    reals
}

/// How a network is run.
fn runs<N: Network<Element = i8> + Sync>(net: &N, [input, output]: [Scale; 2]) -> Runs<'_> {
    let run = move |numbers: &[i8]| {
        let numbers = N::Input::from_slice(numbers)?;
        Some(reals(&net.predict(numbers), output))
    };
    Runs {
        integers: Box::new(run),
        reals: Box::new(move |numbers| run(&integers::<N::Input>(numbers, input))),
        dequantize: Box::new(move |numbers| Some(reals(N::Input::from_slice(numbers)?, input))),
        quantize: Box::new(move |reals| Some(integers::<N::Input>(reals, input))),
    }
}

impl<'a> VerifierI8<'a> {
    /// A verifier for a network.
    pub fn new<N: Network<Element = i8> + VerifyI8 + Sync>(net: &'a N) -> Self {
        let scales = net.scales().map(Option::unwrap_or_default);
        let mut places = vec![0; N::Output::LEN];
        for (place, index) in channels_first::<N::Output>().enumerate() {
            if let Some(own) = places.get_mut(index) {
                *own = place;
            }
        }
        VerifierI8 {
            graph: GraphI8::of(net),
            runs: runs(net, scales),
            scales,
            places,
            limits: Limits::default(),
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

    /// What the outputs can be for the inputs of a region, without splitting it.
    ///
    /// An output that is not bounded is [`Interval::ANY`].
    pub fn bounds(&self, region: &[Interval]) -> Vec<Interval> {
        let Ok(numbers) = self.numbers(region) else {
            return vec![Interval::ANY; self.places.len()];
        };
        let workspace = &mut Workspace::default();
        let state = State::new(&self.graph, &numbers, &State::default(), workspace);
        let last = self.graph.nodes.len() - 1;
        let mut bounds = Vec::with_capacity(self.places.len());
        for place in &self.places {
            let [low, high] = state.get(last, *place);
            let mut lower = |factor: f64| {
                let row = [(*place, factor)];
                libm::ceil(workspace.lower(&self.graph, &state, (last, &row), 0.0)) as i32
            };
            // Outputs are integers.
            let ends = [low.max(lower(1.0)), high.min(-lower(-1.0))];
            let [low, high] = ends.map(|end| self.scales[1].to_real(end));
            bounds.push(Interval::new(low, high));
        }
        bounds
    }

    /// Whether a property holds for all inputs of a region, which has an interval for each element of the input, with the channels first.
    pub fn decide(&self, region: &[Interval], property: &Property) -> Verdict {
        let numbers = match self.numbers(region) {
            Ok(numbers) => numbers,
            Err(reason) => return Verdict::Unknown { parts: 0, reason },
        };
        let clauses = property.clauses(self.places.len());
        let mut terms = clauses.iter().flatten().flat_map(|literal| &literal.terms);
        if terms.any(|(index, _)| *index >= self.places.len()) {
            let reason = Unknown::Output;
            return Verdict::Unknown { parts: 0, reason };
        }
        let region: Vec<[f32; 2]> = region.iter().map(|x| [x.low, x.high]).collect();
        let question = Question {
            graph: &self.graph,
            runs: &self.runs,
            output: self.scales[1],
            places: &self.places,
            region: &region,
            clauses,
        };
        search(&question, &numbers, self.limits)
    }

    /// The ranges of the quantized inputs, with the channels last. Quantization never decreases when the real number increases.
    fn numbers(&self, region: &[Interval]) -> Result<Vec<Range>, Unknown> {
        let inputs = self.graph.nodes.first().map_or(0, |node| node.length);
        if region.len() != inputs || !region.iter().all(|x| x.is_finite()) {
            return Err(Unknown::Region);
        }
        if !self.scales.iter().all(is_usual) {
            return Err(Unknown::NotFinite);
        }
        let ends = |end: fn(&Interval) -> f32| {
            let reals: Vec<f32> = region.iter().map(end).collect();
            (self.runs.quantize)(&reals).ok_or(Unknown::Region)
        };
        let (low, high) = (ends(|x| x.low)?, ends(|x| x.high)?);
        let ranges = low.into_iter().zip(high);
        Ok(ranges
            .map(|(low, high)| [low, high].map(i32::from))
            .collect())
    }
}

/// Whether the real numbers of a scale are finite and have 24 bits, so that they are ordered as the integers are.
fn is_usual(scale: &Scale) -> bool {
    (1e-30..1e30).contains(&scale.factor) && (-128..=127).contains(&scale.zero)
}
