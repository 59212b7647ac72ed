//! Recurrent layers as the operators `GRU`, `LSTM` and `RNN`.

use std::vec::Vec;

use super::value::Weight;
use super::{Attribute, Export, Graph, Value};
use crate::layer::{
    GruCell, LstmCell, Nonlinearity, Optional, Recurrence, Recurrent, RnnCell, Steps,
};
use crate::tensor::Tensor;

/// The rule of a recurrent layer as an operator.
pub trait ExportCell {
    /// The operator.
    const OPERATOR: &'static str;
    /// The gates of the operator, by their places in PyTorch's order.
    const ORDER: &'static [usize];
    /// The attributes that are not the default.
    const ATTRIBUTES: &'static [(&'static str, Attribute<'static>)];
}

/// ONNX has the gates `z`, `r`, `n`.
impl ExportCell for GruCell {
    const OPERATOR: &'static str = "GRU";
    const ORDER: &'static [usize] = &[1, 0, 2];
    const ATTRIBUTES: &'static [(&'static str, Attribute<'static>)] =
        &[("linear_before_reset", Attribute::Int(1))];
}

/// ONNX has the gates `i`, `o`, `f`, `g`.
impl ExportCell for LstmCell {
    const OPERATOR: &'static str = "LSTM";
    const ORDER: &'static [usize] = &[0, 3, 1, 2];
    const ATTRIBUTES: &'static [(&'static str, Attribute<'static>)] = &[];
}

impl<A: Nonlinearity> ExportCell for RnnCell<A> {
    const OPERATOR: &'static str = "RNN";
    const ORDER: &'static [usize] = &[0];
    const ATTRIBUTES: &'static [(&'static str, Attribute<'static>)] =
        &[("activations", Attribute::Texts(&[A::NAME]))];
}

/// The operator takes the steps before the batch, and returns all states or the last one.
impl<K, const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional>
    Export for Recurrent<K, C, H, G, L, T, B>
where
    K: Recurrence<H, G> + ExportCell,
{
    fn export(&self, graph: &mut Graph, input: &Value) -> Value {
        let order = [("perm", Attribute::Ints(&[2, 0, 1]))];
        let steps = graph.node("Transpose", &[input], &order, &[L, C]);
        let [weights, of_state] = [C, H].map(|columns| {
            let weight = graph.next_weight().with_gates(K::ORDER);
            graph.stored(weight.with_shape(&[1, G, columns]))
        });
        let mut inputs = Vec::from([&steps, &weights, &of_state]);
        let biases = B::IS_PRESENT.then(|| {
            let both = [0, 1].map(|_| graph.next_weight().with_gates(K::ORDER).reals());
            let name = graph.scope.tensor_name("bias_l0");
            graph.stored(Weight::new(name, &[1, 2 * G], &both.concat()))
        });
        inputs.extend(&biases);
        let units = ("hidden_size", Attribute::Int(H as i64));
        let attributes = [&[units], K::ATTRIBUTES].concat();
        let is_sequence = T::Output::<H, L>::DIMENSIONS.len() == 2;
        let states = graph.node(K::OPERATOR, &inputs, &attributes, &[]);
        if let Some(node) = graph.nodes.last_mut() {
            // The second output is the last state.
            node.skipped = usize::from(!is_sequence);
        }
        let direction = graph.integers(&[i64::from(is_sequence)]);
        if !is_sequence {
            return graph.node("Squeeze", &[&states, &direction], &[], &[H]);
        }
        let states = graph.node("Squeeze", &[&states, &direction], &[], &[]);
        let order = [("perm", Attribute::Ints(&[1, 2, 0]))];
        graph.node("Transpose", &[&states], &order, &[H, L])
    }
}

impl Weight {
    /// The same rows in blocks of another order.
    fn with_gates(mut self, gates: &[usize]) -> Self {
        let block = self.bytes.len() / gates.len().max(1);
        let blocks = gates
            .iter()
            .filter_map(|gate| self.bytes.get(gate * block..(gate + 1) * block));
        self.bytes = blocks.collect::<Vec<_>>().concat();
        self
    }
}
