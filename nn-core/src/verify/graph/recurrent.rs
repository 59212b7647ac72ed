//! Recurrent layers.

use super::{Graph, Rule, Unrolled, Value, Verify};
use crate::activation::Formula;
use crate::layer::{
    FastGrnn, GruCell, LstmCell, MinGru, Nonlinearity, Optional, Recurrence, Recurrent, RnnCell,
    Steps,
};
use crate::tensor::Tensor;

/// The rules of the layers that are a [`Recurrent`].
pub trait Ruled {
    /// The rule.
    const RULE: Rule;
}

impl Ruled for GruCell {
    const RULE: Rule = Rule::Gru;
}

impl Ruled for LstmCell {
    const RULE: Rule = Rule::Lstm;
}

impl<A: Nonlinearity> Ruled for RnnCell<A> {
    const RULE: Rule = Rule::Plain(match A::IS_RECTIFIED {
        true => Formula::Rectified,
        false => Formula::HyperbolicTangent,
    });
}

impl<K, const C: usize, const H: usize, const G: usize, const L: usize, T, B> Verify
    for Recurrent<K, C, H, G, L, T, B>
where
    K: Recurrence<H, G> + Ruled,
    T: Steps,
    B: Optional,
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let biases = [&self.bias_ih, &self.bias_hh];
        let layer = Unrolled {
            rule: K::RULE,
            features: C,
            steps: L,
            units: H,
            weights: [self.weight_ih.as_flattened(), self.weight_hh.as_flattened()],
            biases: biases.map(|bias| B::or(bias, Tensor::ZERO_REF).as_slice()),
        };
        graph.states::<T, H, L>(input, &layer)
    }
}

impl<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional> Verify
    for MinGru<C, H, G, L, T, B>
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let bias: &[f32; G] = B::or(&self.bias, Tensor::ZERO_REF);
        let layer = Unrolled {
            rule: Rule::Minimal,
            features: C,
            steps: L,
            units: H,
            weights: [self.weight.as_flattened(), &[]],
            biases: [bias, &[]],
        };
        graph.states::<T, H, L>(input, &layer)
    }
}

impl<const C: usize, const H: usize, const L: usize, T: Steps, B: Optional> Verify
    for FastGrnn<C, H, L, T, B>
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let biases = [&self.bias_gate, &self.bias_update];
        let layer = Unrolled {
            rule: Rule::FastGrnn(self.scales()),
            features: C,
            steps: L,
            units: H,
            weights: [self.weight_ih.as_flattened(), self.weight_hh.as_flattened()],
            biases: biases.map(|bias| B::or(bias, Tensor::ZERO_REF).as_slice()),
        };
        graph.states::<T, H, L>(input, &layer)
    }
}

impl Graph {
    /// Adds the last state, or the states of all steps: the steps of the first unit, then those of the second.
    fn states<T: Steps, const H: usize, const L: usize>(
        &mut self,
        input: &Value,
        layer: &Unrolled<'_>,
    ) -> Value {
        let states = self.recurrent(input, layer);
        match states.last() {
            Some(last) if T::Output::<H, L>::LEN == H => *last,
            _ => self.by_unit(&states),
        }
    }
}
