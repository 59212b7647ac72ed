//! Recurrent layers step by step, with PyTorch's formulas.

use nn_import::layer::{Activation, Cell, Layer};
use nn_import::tensor::Tensor;

use super::of;

/// The states of all steps, or the last one.
pub(super) fn run(layer: &Layer, x: &Tensor) -> Tensor {
    let Layer::Recurrent {
        cell,
        weights: [of_input, of_state],
        biases,
        is_sequence,
    } = layer
    else {
        panic!("{layer:?}");
    };
    let biases = biases.as_ref().map(<[_; 2]>::each_ref);
    let units = of_state.shape[1];
    let all = states(*cell, [of_input, of_state], biases, x);
    match is_sequence {
        true => of(&[units, x.shape[1]], all),
        false => {
            let last = all.iter().skip(x.shape[1] - 1).step_by(x.shape[1]);
            of(&[units], last.copied().collect())
        }
    }
}

/// The states of all steps of each unit. `weights` and `biases` are those of the input and of the state.
fn states(cell: Cell, weights: [&Tensor; 2], biases: Option<[&Tensor; 2]>, x: &Tensor) -> Vec<f64> {
    let [rows, units] = weights[1].shape[..] else {
        panic!("the weights of the state are {:?}", weights[1].shape);
    };
    let [features, steps] = x.shape[..] else {
        panic!("a recurrent layer takes a sequence");
    };
    assert_eq!(weights[0].shape, [rows, features]);
    let (mut state, mut memory) = (vec![0.0; units], vec![0.0; units]);
    let mut all = vec![0.0; units * steps];
    for step in 0..steps {
        let column: Vec<f64> = (0..features)
            .map(|at| x.values[at * steps + step])
            .collect();
        let sums = |which: usize, x: &[f64]| -> Vec<f64> {
            let row = |row: usize| {
                let weights = weights[which].values.chunks(x.len()).nth(row).unwrap();
                let products = weights.iter().zip(x).map(|(w, x)| w * x).sum::<f64>();
                products + biases.map_or(0.0, |biases| biases[which].values[row])
            };
            (0..rows).map(row).collect()
        };
        let (a, b) = (sums(0, &column), sums(1, &state));
        for unit in 0..units {
            let sums = [0, 1, 2, 3].map(|gate| {
                let sum = |sums: &[f64]| sums.get(gate * units + unit).copied().unwrap_or_default();
                [sum(&a), sum(&b)]
            });
            (state[unit], memory[unit]) = updated(cell, sums, state[unit], memory[unit]);
            all[unit * steps + step] = state[unit];
        }
    }
    all
}

/// The state and the cell of a unit after a step, from the sums of its gates over the input and over the state.
fn updated(cell: Cell, sums: [[f64; 2]; 4], state: f64, memory: f64) -> (f64, f64) {
    let gate = |gate: usize| sigmoid(sums[gate][0] + sums[gate][1]);
    let [[a, b], _, [of_input, of_state], _] = sums;
    match cell {
        Cell::Rnn(Activation::Relu) => ((a + b).max(0.0), memory),
        Cell::Rnn(_) => ((a + b).tanh(), memory),
        Cell::Gru => {
            let new = (of_input + gate(0) * of_state).tanh();
            ((1.0 - gate(1)) * new + gate(1) * state, memory)
        }
        Cell::Lstm => {
            let memory = gate(1) * memory + gate(0) * (of_input + of_state).tanh();
            (gate(3) * memory.tanh(), memory)
        }
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
