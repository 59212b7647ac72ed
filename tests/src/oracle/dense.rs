//! A dense layer in `f64`: single sums over parameters in nn-core's order, input-major weights first, then biases.

use super::Activation;

/// The sizes of a layer and its activation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dense {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    pub(super) activation: Activation,
}

impl Dense {
    pub(super) fn parameters(&self) -> usize {
        (self.inputs + 1) * self.outputs
    }

    /// `z[o] = bias[o] + sum x[i] w[i][o]`
    pub(super) fn sums(&self, parameters: &[f64], x: &[f64]) -> Vec<f64> {
        let (weights, bias) = parameters.split_at(self.inputs * self.outputs);
        let sum = |o: usize| {
            let terms = (0..self.inputs).map(|i| x[i] * weights[i * self.outputs + o]);
            bias[o] + terms.sum::<f64>()
        };
        (0..self.outputs).map(sum).collect()
    }

    /// `d_w[i][o] = x[i] d[o]`, and `d[o]` for the biases.
    pub(super) fn d_parameters(&self, x: &[f64], d: &[f64]) -> Vec<f64> {
        let rows = x.iter().chain(&[1.0]);
        rows.flat_map(|x| d.iter().map(move |d| x * d)).collect()
    }

    /// `d_x[i] = sum d[o] w[i][o]`
    pub(super) fn d_input(&self, parameters: &[f64], d: &[f64]) -> Vec<f64> {
        let component = |i: usize| {
            let terms = (0..self.outputs).map(|o| d[o] * parameters[i * self.outputs + o]);
            terms.sum()
        };
        (0..self.inputs).map(component).collect()
    }
}
