//! Recurrent layers as plain loops over arrays.

use nn_core::layer::Layer;

use super::network::{bias, blocks, weights};
use super::plain::affine;

/// The parameters and the state of a recurrent layer with `G` outputs of all gates.
pub struct Recurrent<const C: usize, const H: usize, const G: usize> {
    weight_ih: Box<[[f32; G]; C]>,
    weight_hh: Box<[[f32; G]; H]>,
    bias_ih: [f32; G],
    bias_hh: [f32; G],
    by_input: [f32; G],
    by_state: [f32; G],
    state: [f32; H],
    cell: [f32; H],
}

impl<const C: usize, const H: usize, const G: usize> Recurrent<C, H, G> {
    /// A copy of a network with one recurrent layer.
    pub fn of<N: Layer>(net: &N) -> Self {
        let blocks = blocks(net);
        Recurrent {
            weight_ih: weights(&blocks[0]),
            weight_hh: weights(&blocks[1]),
            bias_ih: bias(&blocks[2]),
            bias_hh: bias(&blocks[3]),
            by_input: [0.0; G],
            by_state: [0.0; G],
            state: [0.0; H],
            cell: [0.0; H],
        }
    }

    /// A step of a gated recurrent unit. Returns the state.
    pub fn gru(&mut self, x: &[f32; C]) -> &[f32; H] {
        self.sums(x);
        for unit in 0..H {
            let [r, z, n] = [0, 1, 2].map(|gate| self.by_input[gate * H + unit]);
            let [by_r, by_z, by_n] = [0, 1, 2].map(|gate| self.by_state[gate * H + unit]);
            let (reset, update) = (sigmoid(r + by_r), sigmoid(z + by_z));
            let new = (n + reset * by_n).tanh();
            self.state[unit] = (1.0 - update) * new + update * self.state[unit];
        }
        &self.state
    }

    /// A step of a long short-term memory. Returns the state.
    pub fn lstm(&mut self, x: &[f32; C]) -> &[f32; H] {
        self.sums(x);
        for unit in 0..H {
            let sum = |gate: usize| self.by_input[gate * H + unit] + self.by_state[gate * H + unit];
            let (input, forget, output) = (sigmoid(sum(0)), sigmoid(sum(1)), sigmoid(sum(3)));
            self.cell[unit] = forget * self.cell[unit] + input * sum(2).tanh();
            self.state[unit] = output * self.cell[unit].tanh();
        }
        &self.state
    }

    /// The sums over the input and over the state.
    fn sums(&mut self, x: &[f32; C]) {
        affine(x, &self.weight_ih, &self.bias_ih, &mut self.by_input);
        affine(
            &self.state,
            &self.weight_hh,
            &self.bias_hh,
            &mut self.by_state,
        );
    }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
