//! Dense layers and convolutions.

use super::window::{at_most_two, padded, plane, worded};
use super::{Lowering, Position, Refused, Step, refused};
use crate::evaluate::Windows;
use crate::graph::Node;
use crate::layer::{Layer, Padding, Stage, Window};
use crate::tensor::Tensor;

impl Lowering<'_> {
    /// `MatMul` or `Gemm` with constant weights.
    pub(super) fn dense(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &[Stage],
    ) -> Result<Step, Refused> {
        let is_first = node.inputs.first() == Some(&at.value);
        let Some(weight) = self.constant(node, 1).filter(|_| is_first) else {
            return refused(
                "both of its inputs depend on the input of the network",
                "products of activations, as attention has them, are not in the language",
            );
        };
        let [inputs] = at.shape[..] else {
            if let Some(layer) = self.every_position(node, weight, at, stages) {
                return Ok(Step::Layer(layer));
            }
            return refused(
                format!("its input is {:?}, not a vector", at.shape),
                "flatten before a dense layer; at every position of a sequence or an image it takes the channels, which are last",
            );
        };
        let is_gemm = node.operator == "Gemm";
        let flag = |name: &str| is_gemm && node.int(name).is_some_and(|turned| turned != 0);
        let number = |name: &str| {
            if is_gemm {
                f64::from(node.float(name).unwrap_or(1.0))
            } else {
                1.0
            }
        };
        if flag("transA") {
            return refused("it transposes its input", "");
        }
        let weight = if flag("transB") {
            Ok(weight.clone())
        } else {
            weight.transposed(&[1, 0])
        };
        let weight = weight.map_err(|reason| (reason, ""))?;
        let [outputs, columns] = weight.shape[..] else {
            return refused("its weights are not a matrix", "");
        };
        if columns != inputs {
            return refused(format!("its weights take {columns} inputs"), "");
        }
        let alpha = number("alpha");
        let weight = ordered(&weight, at.order.take().as_deref()).map(|weight| alpha * weight);
        let bias = match self.constant(node, 2) {
            Some(bias) => Some(vector(bias, outputs, number("beta"))?),
            None if node.inputs.get(2).is_some_and(|name| !name.is_empty()) => {
                return refused("its bias is not constant", "");
            }
            None => None,
        };
        Ok(Step::Layer(Layer::Dense { weight, bias }))
    }

    /// A product with the last axis of a sequence or an image, as a convolution with a kernel of 1 over the channels.
    fn every_position(
        &mut self,
        node: &Node,
        weight: &Tensor,
        at: &mut Position,
        stages: &[Stage],
    ) -> Option<Layer> {
        let axes = at.shape.len() + 1;
        if node.operator != "MatMul" || !(3..=4).contains(&axes) {
            return None;
        }
        let is_chosen = at.axes.is_some() && at.layout().first() == Some(&0);
        if at.is_input && stages.is_empty() && !is_chosen && !at.has_row {
            self.choose_last_as_channels(at);
        }
        let [inputs, outputs] = weight.shape[..] else {
            return None;
        };
        if at.layout().last() != Some(&1) || at.shape.first() != Some(&inputs) {
            return None;
        }
        let kernel = vec![1; axes - 2];
        let weight = weight.transposed(&[1, 0]).ok()?;
        let weight = weight.reshaped([&[outputs, inputs], &kernel[..]].concat());
        Some(Layer::Conv {
            weight: weight.ok()?,
            bias: None,
            window: Window {
                stride: kernel.clone(),
                padding: Padding::Both(vec![0; kernel.len()]),
                dilation: kernel.clone(),
                kernel,
            },
            is_depthwise: false,
        })
    }

    /// `Conv` with constant weights.
    pub(super) fn convolution(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &mut Vec<Stage>,
    ) -> Result<Step, Refused> {
        let channels = match at.shape[..] {
            [] => return refused("its input is a single number", ""),
            [length] if !self.graph.is_integer => return self.convolution_of_vector(node, length),
            [length] => {
                return refused(
                    format!("its input is a vector of {length}"),
                    "a vector becomes an image only at the input: let the model take the image",
                );
            }
            [channels, ..] => channels,
        };
        at_most_two(&plane(at))?;
        let Some(weight) = self.constant(node, 1) else {
            return refused("its weights are not constant", "");
        };
        if at.axes.is_some() {
            return refused("its input has its channels last", "");
        }
        let [filters, _, kernel @ ..] = &weight.shape[..] else {
            return refused("its weights have no kernel", "");
        };
        let filters = *filters;
        let groups = node.int("group").unwrap_or(1);
        let is_depthwise = groups != 1;
        if is_depthwise && (groups != channels as i64 || filters != channels) {
            return refused(
                format!("it has {groups} groups and {filters} filters for {channels} channels"),
                "a convolution has one group, or, depthwise, a group and a filter per channel",
            );
        }
        let windows = Windows::of(node, &plane(at), Some(kernel)).map_err(|reason| (reason, ""))?;
        let windows = padded(windows, at)?;
        let window = worded(windows, [true, true], at, stages)?;
        let bias = self.bias(node, filters)?;
        let mut weight = weight.clone();
        if at.has_row {
            weight.shape.remove(2);
        }
        Ok(Step::Layer(Layer::Conv {
            weight,
            bias,
            window,
            is_depthwise,
        }))
    }
}

impl Lowering<'_> {
    /// The constant bias of a convolution.
    fn bias(&self, node: &Node, filters: usize) -> Result<Option<Tensor>, Refused> {
        let bias = self.constant(node, 2);
        bias.map(|bias| vector(bias, filters, 1.0)).transpose()
    }

    /// A convolution of an image of one pixel, which is the vector of its channels: a dense layer.
    fn convolution_of_vector(&self, node: &Node, channels: usize) -> Result<Step, Refused> {
        let weight = self.constant(node, 1);
        match weight.map(|weight| &weight.shape[..]) {
            Some([filters, of_each, kernel @ ..])
                if *of_each == channels && kernel.iter().all(|size| *size == 1) =>
            {
                let weight = weight.cloned().unwrap_or_else(|| Tensor::list([]));
                let weight = weight.reshaped(vec![*filters, channels]);
                Ok(Step::Layer(Layer::Dense {
                    weight: weight.map_err(|reason| (reason, ""))?,
                    bias: self.bias(node, *filters)?,
                }))
            }
            _ => refused("its input is a vector", "a convolution takes an image"),
        }
    }
}

/// A bias of this length, times a number. A single number is that of all.
pub(super) fn vector(tensor: &Tensor, length: usize, times: f64) -> Result<Tensor, Refused> {
    let tensor = match tensor.single() {
        Some(value) => Tensor::filled(vec![length], value),
        None => tensor.reshaped(vec![length]),
    };
    match tensor {
        Ok(tensor) => Ok(tensor.map(|value| times * value)),
        Err(reason) => refused(reason, ""),
    }
}

/// The columns of a matrix, or the elements of a vector, in the order of the network's vector. `order` has for each one its place.
pub(super) fn ordered(weight: &Tensor, order: Option<&[usize]>) -> Tensor {
    let Some(order) = order else {
        return weight.clone();
    };
    let columns = order.len();
    let mut values = weight.values.clone();
    for (row, from) in values
        .chunks_mut(columns)
        .zip(weight.values.chunks(columns))
    {
        for (value, place) in from.iter().zip(order) {
            row[*place] = *value;
        }
    }
    Tensor {
        shape: weight.shape.clone(),
        values,
    }
}
