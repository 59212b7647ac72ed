//! Small networks as plain loops over arrays, with online training.

use nn_core::layer;

use super::network::{bias, blocks, weights};
use super::plain::{affine, input_gradient, rank_one, relu, relu_backward, softmax};

/// Two layers: relu, then softmax.
pub struct Two<const I: usize, const H: usize, const O: usize> {
    first: Layer<I, H>,
    last: Layer<H, O>,
}

/// Three layers: twice the same activation, then another one.
pub struct Three<const I: usize, const H: usize, const O: usize> {
    first: Layer<I, H>,
    second: Layer<H, H>,
    last: Layer<H, O>,
}

struct Layer<const I: usize, const O: usize> {
    weights: Box<[[f32; O]; I]>,
    bias: [f32; O],
}

impl<const I: usize, const O: usize> Layer<I, O> {
    fn of(pair: &[Vec<f32>]) -> Self {
        Layer {
            weights: weights(&pair[0]),
            bias: bias(&pair[1]),
        }
    }

    fn forward(&self, x: &[f32; I]) -> [f32; O] {
        let mut y = [0.0; O];
        affine(x, &self.weights, &self.bias, &mut y);
        y
    }

    fn backward(&self, d: &[f32; O]) -> [f32; I] {
        let mut d_x = [0.0; I];
        input_gradient(d, &self.weights, &mut d_x);
        d_x
    }

    fn descend(&mut self, rate: f32, x: &[f32; I], d: &[f32; O]) {
        rank_one(-rate, x, d, &mut self.weights);
        for (bias, d) in self.bias.iter_mut().zip(d) {
            *bias -= rate * d;
        }
    }

    fn parameters(&self) -> Vec<f32> {
        [self.weights.as_flattened(), &self.bias].concat()
    }
}

impl<const I: usize, const H: usize, const O: usize> Two<I, H, O> {
    /// A copy of this network.
    pub fn of<N: layer::Layer>(net: &N) -> Self {
        let blocks = blocks(net);
        Two {
            first: Layer::of(&blocks[0..2]),
            last: Layer::of(&blocks[2..4]),
        }
    }

    /// The output for one sample.
    pub fn forward(&self, x: &[f32; I]) -> [f32; O] {
        let mut hidden = self.first.forward(x);
        relu(&mut hidden);
        let mut output = self.last.forward(&hidden);
        softmax(&mut output);
        output
    }

    /// Trains with one sample and cross-entropy.
    pub fn learn(&mut self, rate: f32, x: &[f32; I], class: usize) {
        let mut hidden = self.first.forward(x);
        relu(&mut hidden);
        let mut d_output = self.last.forward(&hidden);
        softmax(&mut d_output);
        d_output[class] -= 1.0;
        let mut d_hidden = self.last.backward(&d_output);
        relu_backward(&hidden, &mut d_hidden);
        self.last.descend(rate, &hidden, &d_output);
        self.first.descend(rate, x, &d_hidden);
    }

    /// All parameters in the order of nn-core.
    pub fn parameters(&self) -> Vec<f32> {
        [self.first.parameters(), self.last.parameters()].concat()
    }
}

impl<const I: usize, const H: usize, const O: usize> Three<I, H, O> {
    /// A copy of this network.
    pub fn of<N: layer::Layer>(net: &N) -> Self {
        let blocks = blocks(net);
        Three {
            first: Layer::of(&blocks[0..2]),
            second: Layer::of(&blocks[2..4]),
            last: Layer::of(&blocks[4..6]),
        }
    }

    /// The output for one sample.
    #[inline]
    pub fn forward(&self, x: &[f32; I], activation: impl Fn(&mut [f32])) -> [f32; O] {
        let mut hidden = self.first.forward(x);
        activation(&mut hidden);
        let mut hidden = self.second.forward(&hidden);
        activation(&mut hidden);
        self.last.forward(&hidden)
    }

    /// Trains with one sample and cross-entropy. The activation is relu.
    pub fn learn(&mut self, rate: f32, x: &[f32; I], class: usize) {
        let mut first = self.first.forward(x);
        relu(&mut first);
        let mut second = self.second.forward(&first);
        relu(&mut second);
        let mut d_output = self.last.forward(&second);
        softmax(&mut d_output);
        d_output[class] -= 1.0;
        let mut d_second = self.last.backward(&d_output);
        relu_backward(&second, &mut d_second);
        let mut d_first = self.second.backward(&d_second);
        relu_backward(&first, &mut d_first);
        self.last.descend(rate, &second, &d_output);
        self.second.descend(rate, &first, &d_second);
        self.first.descend(rate, x, &d_first);
    }

    /// All parameters in the order of nn-core.
    pub fn parameters(&self) -> Vec<f32> {
        let layers = [
            self.first.parameters(),
            self.second.parameters(),
            self.last.parameters(),
        ];
        layers.concat()
    }
}
