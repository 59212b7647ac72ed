//! Convolution as a list of products.

use std::collections::BTreeMap;

use super::{Known, Map, Window, each};

/// A convolution, or a depthwise convolution.
#[derive(Debug, Clone, Copy)]
pub struct Convolution {
    /// Channels of the input.
    pub channels: usize,
    /// The number of filters, each over all channels. `None` if each channel has its own filter.
    pub filters: Option<usize>,
    /// The windows.
    pub window: Window,
    /// Whether each output channel has a bias.
    pub has_bias: bool,
}

impl Convolution {
    /// Channels of the output.
    fn outputs(&self) -> usize {
        self.filters.unwrap_or(self.channels)
    }

    /// The number of biases.
    pub fn biases(&self) -> usize {
        if self.has_bias { self.outputs() } else { 0 }
    }

    /// The number of weights.
    pub fn weights(&self) -> usize {
        self.channels * self.window.sizes()[2] * self.filters.unwrap_or(1)
    }

    /// The column and the row in the window, and the filter of a weight.
    fn place(&self, weight: usize) -> [usize; 3] {
        let filters = self.filters.unwrap_or(1);
        let place = weight / filters % self.window.sizes()[2];
        let width = self.window.columns.kernel;
        [place % width, place / width, weight % filters]
    }

    /// The gradient with respect to one sample's input, in the order that nn-core documents: for each column of the window a sum over its rows
    /// and the filters, and then the sum of these.
    pub fn input_gradient(&self, d_output: &[f32], weights: &[f32]) -> Vec<f32> {
        let inputs = self.channels * self.window.sizes()[0];
        let mut products = vec![BTreeMap::new(); inputs];
        self.each(|to, from, weight| {
            products[from].insert(self.place(weight), d_output[to] * weights[weight]);
        });
        let sum = |products: BTreeMap<[usize; 3], f32>| {
            let mut columns = vec![0.0; self.window.columns.kernel];
            for ([column, ..], product) in products {
                columns[column] += product;
            }
            columns.into_iter().fold(0.0, |sum, column| sum + column)
        };
        products.into_iter().map(sum).collect()
    }

    /// The number of multiplications if padding is multiplied too.
    pub fn products(&self) -> usize {
        let mut count = 0;
        for _weight in 0..self.weights() {
            for _row in 0..self.window.rows.output {
                for _column in 0..self.window.columns.output {
                    count += 1;
                }
            }
        }
        count
    }

    /// Calls a function with the indices of each product `output += input weight`: `(output, input, weight)`. The order for each output
    /// is by channels, then by rows and columns of the window.
    pub fn each(&self, mut visit: impl FnMut(usize, usize, usize)) {
        let [input, output, kernel] = self.window.sizes();
        for c in 0..self.channels {
            let filters = match self.filters {
                Some(filters) => 0..filters,
                None => c..c + 1,
            };
            for f in filters {
                self.window.each(|place, to, from| {
                    let weight = c * kernel + place;
                    let weight = self.filters.map_or(weight, |count| weight * count + f);
                    visit(f * output + to, c * input + from, weight);
                });
            }
        }
    }
}

impl Map for Convolution {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let weights = known.parameters(self.weights());
        let bias = known.optional(self.has_bias, self.outputs(), 0.0);
        each(inputs, |x| {
            let repeat = |bias: &f64| vec![*bias; self.window.sizes()[1]];
            let mut y = bias.iter().flat_map(repeat).collect::<Vec<_>>();
            self.each(|to, from, weight| y[to] += x[from] * weights[weight]);
            y
        })
    }
}
