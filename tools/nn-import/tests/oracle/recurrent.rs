//! Recurrent layers step by step, with PyTorch's formulas.

use nn_import::layer::{Activation, Cell};
use nn_import::tensor::Tensor;

use super::of;

/// The states of all steps, or the last one. `weights` and `biases` are those of the input and of the state.
pub(super) fn run(
    cell: Cell,
    weights: [&Tensor; 2],
    biases: Option<[&Tensor; 2]>,
    is_sequence: bool,
    x: &Tensor,
) -> Tensor {
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
            let gate = |gate: usize| sigmoid(a[gate * units + unit] + b[gate * units + unit]);
            let at = |gate: usize| gate * units + unit;
            state[unit] = match cell {
                Cell::Rnn(Activation::Relu) => (a[unit] + b[unit]).max(0.0),
                Cell::Rnn(_) => (a[unit] + b[unit]).tanh(),
                Cell::Gru => {
                    let new = (a[at(2)] + gate(0) * b[at(2)]).tanh();
                    (1.0 - gate(1)) * new + gate(1) * state[unit]
                }
                Cell::Lstm => {
                    memory[unit] = gate(1) * memory[unit] + gate(0) * (a[at(2)] + b[at(2)]).tanh();
                    gate(3) * memory[unit].tanh()
                }
            };
            all[unit * steps + step] = state[unit];
        }
    }
    match is_sequence {
        true => of(&[units, steps], all),
        false => of(&[units], state),
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
