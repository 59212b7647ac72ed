//! A network of dense layers in `f64`: the mean loss over a batch and its gradients.

use nn_core::layer::Layer;
use nn_core::tensor::Shape;

use super::dense::Dense;
use super::{Activation, Loss, Part};

/// A network of dense layers with its loss. The parameters are in nn-core's order.
#[derive(Debug, Clone)]
pub struct Oracle {
    layers: Vec<Dense>,
    loss: Loss,
}

/// A batch: inputs and targets in rows.
#[derive(Debug, Clone)]
pub struct Data {
    /// The inputs, sample by sample.
    pub inputs: Vec<f64>,
    /// The targets of the samples.
    pub targets: Vec<Vec<f64>>,
}

/// The variables of the mean loss: parameters and inputs.
#[derive(Debug, Clone)]
pub struct Gradient {
    /// With respect to the parameters.
    pub d_parameters: Vec<f64>,
    /// With respect to the inputs.
    pub d_inputs: Vec<f64>,
}

/// The values of a layer for one sample.
struct Trace {
    input: Vec<f64>,
    sums: Vec<f64>,
    is_first: bool,
}

impl Trace {
    /// The factors of the layer's gradient. An error of another layer's output is relative to its sums, and counted there. So a
    /// factor counts as at least 1.
    fn factors(&self, part: Part) -> Vec<f64> {
        let mut factors = part.of(&self.input);
        if part == Part::Sizes && !self.is_first {
            factors
                .iter_mut()
                .for_each(|factor| *factor = factor.max(1.0));
        }
        factors
    }
}

impl Oracle {
    /// The oracle of a network of dense layers. `slope` is the slope of `LeakyRelu` or `Elu` if it is not the default.
    ///
    /// # Panics
    /// If there is another layer.
    pub fn of<N: Layer>(loss: Loss, slope: Option<f64>) -> Self {
        let length = |shape: Shape| match shape {
            Shape::Vector(length) => length,
            shape => panic!("{shape} is no vector"),
        };
        let mut layers = Vec::new();
        N::describe(&mut |layer| {
            assert_eq!(layer.name, "Dense");
            layers.push(Dense {
                inputs: length(layer.input),
                outputs: length(layer.output),
                activation: Activation::named(layer.activation, slope),
            });
        });
        Oracle { layers, loss }
    }

    /// The mean loss.
    pub fn loss(&self, parameters: &[f64], data: &Data) -> f64 {
        let losses = self.samples(data).map(|(input, target)| {
            let traces = self.forward(parameters, input);
            let (sums, activation) = self.last(&traces);
            self.loss.value(sums, activation, target)
        });
        losses.sum::<f64>() / data.targets.len() as f64
    }

    /// The gradients of the mean loss, or the sizes of their terms.
    pub fn gradient(&self, part: Part, parameters: &[f64], data: &Data) -> Gradient {
        let count = data.targets.len() as f64;
        let mut gradient = Gradient {
            d_parameters: vec![0.0; parameters.len()],
            d_inputs: Vec::new(),
        };
        for (input, target) in self.samples(data) {
            let sample = self.backward(part, parameters, input, target);
            for (sum, d) in gradient.d_parameters.iter_mut().zip(sample.d_parameters) {
                *sum += d / count;
            }
            let d_input = sample.d_inputs.iter().map(|d| d / count);
            gradient.d_inputs.extend(d_input);
        }
        gradient
    }

    /// The values of the first layer before its activation, for all samples.
    pub fn first_sums(&self, parameters: &[f64], data: &Data) -> Vec<f64> {
        let samples = self.samples(data);
        let sums =
            samples.flat_map(|(input, _)| self.forward(parameters, input).swap_remove(0).sums);
        sums.collect()
    }

    /// The maximum sum of the absolute terms of a layer before its activation.
    pub fn largest_size(&self, parameters: &[f64], data: &Data) -> f64 {
        let mut largest: f64 = 0.0;
        for (input, _) in self.samples(data) {
            for (layer, trace, block) in self.steps(parameters, &self.forward(parameters, input)) {
                let sizes = layer.sums(&Part::Sizes.of(block), &Part::Sizes.of(&trace.input));
                largest = sizes.into_iter().fold(largest, f64::max);
            }
        }
        largest
    }

    fn samples<'a>(&self, data: &'a Data) -> impl Iterator<Item = (&'a [f64], &'a [f64])> {
        let rows = data.inputs.chunks_exact(self.layers[0].inputs);
        rows.zip(data.targets.iter().map(Vec::as_slice))
    }

    fn last<'a>(&self, traces: &'a [Trace]) -> (&'a [f64], Activation) {
        let last = self.layers.len() - 1;
        (&traces[last].sums, self.layers[last].activation)
    }

    /// Each layer with its values and its parameters.
    fn steps<'a>(
        &'a self,
        mut parameters: &'a [f64],
        traces: &'a [Trace],
    ) -> Vec<(&'a Dense, &'a Trace, &'a [f64])> {
        let step = |(layer, trace): (&'a Dense, &'a Trace)| {
            let (block, rest) = parameters.split_at(layer.parameters());
            parameters = rest;
            (layer, trace, block)
        };
        self.layers.iter().zip(traces).map(step).collect()
    }

    fn forward(&self, mut parameters: &[f64], input: &[f64]) -> Vec<Trace> {
        let mut values = input.to_vec();
        let mut traces = Vec::new();
        for layer in &self.layers {
            let (block, rest) = parameters.split_at(layer.parameters());
            parameters = rest;
            let sums = layer.sums(block, &values);
            let outputs = layer.activation.apply(&sums);
            let input = std::mem::replace(&mut values, outputs);
            let is_first = traces.is_empty();
            traces.push(Trace {
                input,
                sums,
                is_first,
            });
        }
        traces
    }

    /// One sample's gradients.
    fn backward(&self, part: Part, parameters: &[f64], input: &[f64], target: &[f64]) -> Gradient {
        let traces = self.forward(parameters, input);
        let (sums, activation) = self.last(&traces);
        let mut d_sums = self.loss.gradient(part, sums, activation, target);
        let mut gradient = Gradient {
            d_parameters: Vec::new(),
            d_inputs: Vec::new(),
        };
        for (layer, trace, block) in self.steps(parameters, &traces).into_iter().rev() {
            if !gradient.d_inputs.is_empty() {
                d_sums = layer
                    .activation
                    .backward(part, &trace.sums, &gradient.d_inputs);
            }
            let mut d_block = layer.d_parameters(&trace.factors(part), &d_sums);
            d_block.append(&mut gradient.d_parameters);
            gradient = Gradient {
                d_parameters: d_block,
                d_inputs: layer.d_input(&part.of(block), &d_sums),
            };
        }
        gradient
    }
}
