//! Recurrent layers.

use super::position::UNIT;
use super::{Lowering, Position, Refused, Step, refused};
use crate::graph::{Attribute, Node};
use crate::layer::{Activation, Cell, Layer};
use crate::tensor::Tensor;

/// Whether a node is a recurrent layer.
pub(super) fn is_recurrent(node: &Node) -> bool {
    matches!(&*node.operator, "GRU" | "LSTM" | "RNN")
}

impl Lowering<'_> {
    /// `GRU`, `LSTM` or `RNN`.
    pub(super) fn recurrent(&mut self, node: &Node, at: &mut Position) -> Result<Step, Refused> {
        let cell = cell(node)?;
        self.check_states(node)?;
        let is_batch_first = node.int("layout") == Some(1);
        let expected = if is_batch_first { [0, 2, 1] } else { [2, 0, 1] };
        if at.layout() != expected || node.inputs.first() != Some(&at.value) {
            return refused(
                format!("its input is {:?} in another order", at.shape),
                "a recurrent layer takes the features of one step after the other: a sequence of [length, features] for each sample, or \
                 the output of a convolution whose channels are moved to the last axis",
            );
        }
        let is_sequence = self.returns_sequence(node)?;
        at.axes = match (is_sequence, is_batch_first) {
            (false, _) => None,
            (true, true) => Some(vec![0, 2, UNIT, 1]),
            (true, false) => Some(vec![2, UNIT, 0, 1]),
        };
        let [w, r] = [1, 2].map(|index| self.constant(node, index));
        let (Some(w), Some(r)) = (w, r) else {
            return refused("its weights are not constant", "");
        };
        let weights = [gates(cell, w)?, gates(cell, r)?];
        let biases = match self.constant(node, 3) {
            None if node.inputs.get(3).is_some_and(|name| !name.is_empty()) => {
                return refused("its bias is not constant", "");
            }
            None => None,
            Some(both) => Some(biases(cell, both)?),
        };
        Ok(Step::Layer(Layer::Recurrent {
            cell,
            weights,
            biases,
            is_sequence,
        }))
    }

    /// Whether the states of all steps are used, and not only the last one.
    fn returns_sequence(&self, node: &Node) -> Result<bool, Refused> {
        let is_used = |index: usize| {
            let output = node.outputs.get(index).filter(|output| !output.is_empty());
            output.is_some_and(|output| *output == self.end || self.users.contains_key(&**output))
        };
        match [is_used(0), is_used(1), is_used(2)] {
            [_, _, true] => refused(
                "its cell is used",
                "a layer of the language returns the state: use the first or the second output of the layer",
            ),
            [true, true, _] => refused(
                "the states of all steps and the last state are used",
                "use one of both outputs of the layer",
            ),
            [is_sequence, ..] => Ok(is_sequence),
        }
    }

    /// Checks that a recurrent layer begins with zeros.
    fn check_states(&self, node: &Node) -> Result<(), Refused> {
        let is_given = |index: usize| node.inputs.get(index).is_some_and(|name| !name.is_empty());
        for index in [5, 6] {
            match self.constant(node, index) {
                Some(state) if state.is_all(0.0) => {}
                None if !is_given(index) => {}
                _ => {
                    return refused(
                        "its initial state is not 0",
                        "a layer of the language begins with a state of 0: train without another one",
                    );
                }
            }
        }
        if is_given(7) {
            return refused(
                "it has peepholes",
                "train with the standard LSTM, as `nn.LSTM` and Keras have it",
            );
        }
        Ok(())
    }

    /// The network takes its input with the last axis of the value as its channels.
    pub(super) fn choose_last_as_channels(&mut self, at: &mut Position) {
        let layout = at.layout();
        let Some(last) = layout
            .last()
            .copied()
            .filter(|last| *last != UNIT && *last != 0)
        else {
            return;
        };
        let others = layout.iter().copied();
        let others = others.filter(|axis| ![0, last, UNIT].contains(axis));
        let order: Vec<usize> = [0, last].into_iter().chain(others).collect();
        let place = |axis: &usize| order.iter().position(|own| own == axis).unwrap_or(UNIT);
        let moved: Vec<usize> = layout.iter().map(place).collect();
        self.choose_order(&order, at);
        let places = (0..order.len()).filter_map(|own| moved.iter().position(|axis| *axis == own));
        at.move_scaling_to(&places.collect::<Vec<_>>());
        at.set_layout(moved);
    }
}

/// The rule of a layer of the language that computes a node.
fn cell(node: &Node) -> Result<Cell, Refused> {
    if node.attributes.contains_key("clip") {
        return refused(
            "it limits the sums of its gates (`clip`)",
            "train without a limit",
        );
    }
    let names = match node.attributes.get("activations") {
        Some(Attribute::Texts(names)) => names.iter().map(String::as_str).collect(),
        _ => vec![],
    };
    match (&*node.operator, &names[..]) {
        ("RNN", [] | ["Tanh"]) => Ok(Cell::Rnn(Activation::Tanh)),
        ("RNN", ["Relu"]) => Ok(Cell::Rnn(Activation::Relu)),
        ("LSTM", [] | ["Sigmoid", "Tanh", "Tanh"]) => Ok(Cell::Lstm),
        ("GRU", [] | ["Sigmoid", "Tanh"]) if node.int("linear_before_reset") == Some(1) => {
            Ok(Cell::Gru)
        }
        ("GRU", [] | ["Sigmoid", "Tanh"]) => refused(
            "it resets the state before its product (`linear_before_reset` is 0)",
            "`Gru` has the formulas of PyTorch: train with `nn.GRU`, or in Keras with `GRU(reset_after=True)`",
        ),
        _ => refused(
            format!("its activations are {names:?}"),
            "`Gru` and `Lstm` have `Sigmoid` and `Tanh`, and `Rnn` has `Tanh` or `Relu`: train with these",
        ),
    }
}

/// The gates of ONNX that are PyTorch's, in PyTorch's order: `zrh` is `rzn`, and `iofc` is `ifgo`.
fn order(cell: Cell) -> &'static [usize] {
    match cell {
        Cell::Gru => &[1, 0, 2],
        Cell::Lstm => &[0, 2, 3, 1],
        Cell::Rnn(_) => &[0],
    }
}

/// A matrix of one direction with its gates in PyTorch's order.
fn gates(cell: Cell, tensor: &Tensor) -> Result<Tensor, Refused> {
    let [1, rows, columns] = tensor.shape[..] else {
        return refused(format!("its weights are {:?}", tensor.shape), "");
    };
    let block = rows / order(cell).len() * columns;
    let blocks = order(cell)
        .iter()
        .filter_map(|gate| tensor.values.get(gate * block..(gate + 1) * block));
    let values = blocks.flatten().copied().collect();
    Tensor::new(vec![rows, columns], values).map_err(|reason| (reason, ""))
}

/// The biases of the products with the input and with the state.
fn biases(cell: Cell, both: &Tensor) -> Result<[Tensor; 2], Refused> {
    let half = both.values.len() / 2;
    let (input, state) = both.values.split_at(half);
    let of = |values: &[f64]| {
        let column = Tensor::new(vec![1, half, 1], values.to_vec());
        let column = column.map_err(|reason| (reason, ""))?;
        let ordered = gates(cell, &column)?.reshaped(vec![half]);
        ordered.map_err(|reason| (reason, ""))
    };
    Ok([of(input)?, of(state)?])
}
