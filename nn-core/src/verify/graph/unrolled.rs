//! The window of a recurrent layer, unrolled: one step after the other.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::{Graph, Row, Value};
use crate::activation::Formula;

/// The rule by which a recurrent layer updates its state. The layers state the formulas.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// A gated recurrent unit, with the gates `r`, `z`, `n`.
    Gru,
    /// Long short-term memory, with the gates `i`, `f`, `g`, `o`.
    Lstm,
    /// No gates, with this activation.
    Plain(Formula),
    /// A minimal gated recurrent unit, with the gates `z`, `n`. It has no weights of the state.
    Minimal,
    /// A FastGRNN, with the scales of the new values where the gate is closed and everywhere. Its biases are those of the gate and of the
    /// new values.
    FastGrnn([f32; 2]),
}

/// A recurrent layer whose window is unrolled: [`Graph::recurrent`].
#[derive(Debug, Clone, Copy)]
pub struct Unrolled<'a> {
    /// The rule.
    pub rule: Rule,
    /// The number of features. The input has the steps of the first feature, then those of the second.
    pub features: usize,
    /// The number of steps.
    pub steps: usize,
    /// The number of units.
    pub units: usize,
    /// The weights of the input and of the state: for each feature or unit a row of all gates.
    pub weights: [&'a [f32]; 2],
    /// The biases, one for each gate of each unit.
    pub biases: [&'a [f32]; 2],
}

/// The state, and the cell of an LSTM.
type States = [Value; 2];

impl Graph {
    /// Adds a recurrent layer, and returns the states after all steps. The state before the first step is 0.
    pub fn recurrent(&mut self, input: &Value, layer: &Unrolled<'_>) -> Vec<Value> {
        let zero = vec![Row::default(); layer.units];
        let zero = self.affine(input, zero);
        let mut states = [zero; 2];
        let mut all = Vec::with_capacity(layer.steps);
        for step in 0..layer.steps {
            states = layer.step(self, input, step, states);
            all.push(states[0]);
        }
        all
    }

    /// The states of all steps as a sequence: the steps of the first unit, then those of the second.
    pub fn by_unit(&mut self, states: &[Value]) -> Value {
        let units = states.first().map_or(0, |state| self.length(state));
        let all = self.join(states);
        let places = (0..units).flat_map(|unit| (0..states.len()).map(move |step| (unit, step)));
        self.select(&all, places.map(|(unit, step)| step * units + unit))
    }
}

impl Unrolled<'_> {
    fn step(&self, graph: &mut Graph, input: &Value, step: usize, states: States) -> States {
        let [state, cell] = states;
        let units = self.units;
        let both = graph.join(&[*input, state]);
        let rows = |gates, parts| self.rows(step, gates, parts);
        match self.rule {
            Rule::Gru => {
                let gates = graph.affine(&both, rows(0..2 * units, [true, true]));
                let gates = graph.formula(&gates, Formula::Logistic);
                let reset = graph.select(&gates, 0..units);
                let gate = graph.select(&gates, units..2 * units);
                let hidden = graph.affine(&both, rows(2 * units..3 * units, [false, true]));
                let hidden = graph.product([reset, hidden]);
                let sums = graph.affine(&both, rows(2 * units..3 * units, [true, false]));
                let sums = graph.sum([sums, hidden]);
                let closed = graph.formula(&sums, Formula::HyperbolicTangent);
                [graph.blend(gate, [closed, state], [1.0, 0.0]), cell]
            }
            Rule::Lstm => self.long(graph, &both, step, cell),
            Rule::Plain(formula) => {
                let sums = graph.affine(&both, rows(0..units, [true, true]));
                [graph.formula(&sums, formula), cell]
            }
            Rule::Minimal => {
                let gate = graph.affine(&both, rows(0..units, [true, false]));
                let gate = graph.formula(&gate, Formula::Logistic);
                let open = graph.affine(&both, rows(units..2 * units, [true, false]));
                [graph.blend(gate, [state, open], [1.0, 0.0]), cell]
            }
            Rule::FastGrnn(scales) => [self.fast(graph, &both, step, state, scales), cell],
        }
    }

    /// A step of a FastGRNN.
    fn fast(
        &self,
        graph: &mut Graph,
        both: &Value,
        step: usize,
        state: Value,
        scales: [f32; 2],
    ) -> Value {
        let units = self.units;
        let gates = graph.affine(both, self.shared_rows(step));
        let mut formulas = vec![Formula::Logistic; units];
        formulas.resize(2 * units, Formula::HyperbolicTangent);
        let gates = graph.curve(&gates, formulas);
        let gate = graph.select(&gates, 0..units);
        let closed = graph.select(&gates, units..2 * units);
        graph.blend(gate, [closed, state], scales.map(f64::from))
    }

    /// A step of an LSTM.
    fn long(&self, graph: &mut Graph, both: &Value, step: usize, cell: Value) -> States {
        let units = self.units;
        let gates = graph.affine(both, self.rows(step, 0..4 * units, [true, true]));
        let formulas = [
            Formula::Logistic,
            Formula::Logistic,
            Formula::HyperbolicTangent,
            Formula::Logistic,
        ];
        let formulas = formulas.iter().flat_map(|formula| vec![*formula; units]);
        let gates = graph.curve(&gates, formulas.collect());
        let [input, forget, value, output] =
            [0, 1, 2, 3].map(|gate| graph.select(&gates, gate * units..(gate + 1) * units));
        let kept = graph.product([forget, cell]);
        let added = graph.product([input, value]);
        let cell = graph.sum([kept, added]);
        let squashed = graph.formula(&cell, Formula::HyperbolicTangent);
        [graph.product([output, squashed]), cell]
    }

    /// The sums of these gates over the input and the state, one after the other: over the input, over the state, or both.
    fn rows(&self, step: usize, gates: Range<usize>, [of_input, of_state]: [bool; 2]) -> Vec<Row> {
        let width = self.biases.map(<[f32]>::len)[0];
        let gates = gates.map(|gate| {
            let mut row = Row {
                // the sum of two biases
                operations: 1,
                ..Row::default()
            };
            let bias = |part: &[f32]| part.get(gate).map_or(0.0, |bias| f64::from(*bias));
            for (is_used, part) in [of_input, of_state].into_iter().zip(self.biases) {
                if is_used {
                    row.bias += bias(part);
                    row.constants += bias(part).abs();
                }
            }
            self.add_products(&mut row, step, (gate, width), [of_input, of_state]);
            row
        });
        gates.collect()
    }

    /// The sums of a FastGRNN: the same products with the biases of the gate, and with those of the new values.
    fn shared_rows(&self, step: usize) -> Vec<Row> {
        let rows = self.biases.iter().flat_map(|biases| {
            (0..self.units).map(move |unit| {
                let mut row = Row {
                    bias: biases.get(unit).map_or(0.0, |bias| f64::from(*bias)),
                    ..Row::default()
                };
                self.add_products(&mut row, step, (unit, self.units), [true, true]);
                row
            })
        });
        rows.collect()
    }

    /// Adds the products of a gate. `width` is the number of all gates.
    fn add_products(
        &self,
        row: &mut Row,
        step: usize,
        (gate, width): (usize, usize),
        [of_input, of_state]: [bool; 2],
    ) {
        let weight = |part: &[f32], index: usize| {
            let weight = part.get(index * width + gate);
            weight.map_or(0.0, |weight| f64::from(*weight))
        };
        let [input, state] = self.weights;
        if of_input {
            let features = 0..self.features;
            let products =
                features.map(|feature| (feature * self.steps + step, weight(input, feature)));
            row.products.extend(products);
        }
        if of_state {
            let first = self.features * self.steps;
            let products = (0..self.units).map(|unit| (first + unit, weight(state, unit)));
            row.products.extend(products);
        }
    }
}
