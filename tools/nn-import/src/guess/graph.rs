//! From a guess to a graph, as a model of ONNX has one.

use std::collections::BTreeMap;

use super::activation::Word;
use super::modules::{Kind, Module};
use super::planes::Planes;
use super::windows::Way;
use crate::graph::{Attribute, Graph, Input, Node};
use crate::tensor::Tensor;

/// The operators are those of this version.
const OPSET: i64 = 20;

/// The graph of a guess. `hidden` states after which modules the activation is.
///
/// # Errors
/// A tensor cannot be made.
pub(super) fn of(
    modules: &[Module],
    planes: &Planes,
    hidden: &[bool],
    activation: Option<Word>,
) -> Result<Graph, String> {
    let mut builder = Builder {
        plane: planes.input.len() - 1,
        ..Builder::default()
    };
    let mut ways = planes.ways.iter();
    let mut way: Option<Way> = None;
    for (index, module) in modules.iter().enumerate() {
        if module.values().is_some() && builder.plane > 0 {
            if planes.has_mean() {
                builder.node("GlobalAveragePool", "", &[], []);
            }
            builder.node("Flatten", "", &[], []);
            builder.plane = 0;
        }
        if module.kind == Kind::Conv {
            way = ways.next().copied();
        }
        builder.module(module, way, planes)?;
        if hidden.get(index) == Some(&true)
            && let Some(activation) = activation
        {
            builder.activation(activation);
        }
        let is_end = |next: &Module| next.is_affine() || next.values().is_some();
        if modules.get(index + 1).is_none_or(is_end) && way.take().is_some_and(|way| way.has_pool) {
            builder.pool();
        }
    }
    Ok(builder.finish(&planes.input))
}

/// The value that this many nodes compute.
fn value(nodes: usize) -> String {
    format!("value {nodes}")
}

fn ints(numbers: Vec<usize>) -> Attribute {
    Attribute::Ints(numbers.into_iter().map(|number| number as i64).collect())
}

#[derive(Default)]
struct Builder {
    graph: Graph,
    /// The axes of the last value besides the channels.
    plane: usize,
}

impl Builder {
    /// Appends a node that reads the last value and constants.
    fn node<const N: usize>(
        &mut self,
        operator: &str,
        name: &str,
        constants: &[(&str, &Tensor)],
        attributes: [(&str, Attribute); N],
    ) {
        let nodes = self.graph.nodes.len();
        let mut inputs = vec![value(nodes)];
        for (what, tensor) in constants {
            let constant = format!("{name} {what} {nodes}");
            self.graph
                .constants
                .insert(constant.clone(), (*tensor).clone());
            inputs.push(constant);
        }
        let attributes = attributes
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        self.graph.nodes.push(Node {
            name: name.to_owned(),
            operator: operator.to_owned(),
            inputs,
            outputs: vec![value(nodes + 1)],
            attributes: attributes.collect::<BTreeMap<_, _>>(),
            ..Node::default()
        });
    }

    /// A pool of 2 along each axis.
    fn pool(&mut self) {
        let [kernel, stride] = [ints(vec![2; self.plane]), ints(vec![2; self.plane])];
        self.node(
            "MaxPool",
            "",
            &[],
            [("kernel_shape", kernel), ("strides", stride)],
        );
    }

    /// The graph, with its input and its output.
    fn finish(self, input: &[usize]) -> Graph {
        let sizes = input.iter().map(|size| Some(*size));
        let mut graph = self.graph;
        graph.opset = OPSET;
        graph.inputs = vec![Input {
            name: value(0),
            sizes: Some(std::iter::once(None).chain(sizes).collect()),
        }];
        graph.outputs = vec![value(graph.nodes.len())];
        graph
    }

    fn activation(&mut self, activation: Word) {
        match activation.operator {
            Some("Relu6") => {
                let limits = [0.0, 6.0].map(|limit| Tensor {
                    shape: vec![],
                    values: vec![limit],
                });
                let [least, most] = &limits;
                self.node("Clip", "", &[("least", least), ("most", most)], []);
            }
            Some(operator) => self.node(operator, "", &[], []),
            None => {
                let input = value(self.graph.nodes.len());
                self.node("Sigmoid", "", &[], []);
                self.node("Mul", "", &[], []);
                if let Some(product) = self.graph.nodes.last_mut() {
                    product.inputs.insert(0, input);
                }
            }
        }
    }

    fn module(&mut self, module: &Module, way: Option<Way>, planes: &Planes) -> Result<(), String> {
        let Module {
            path,
            weight,
            bias,
            running,
            ..
        } = module;
        let zeros = Tensor::filled(weight.shape.clone(), 0.0)?;
        let shift = ("bias", bias.as_ref().unwrap_or(&zeros));
        let mut constants = vec![("weight", weight)];
        match (module.kind, running) {
            (Kind::Dense, _) => {
                constants.extend(bias.iter().map(|bias| ("bias", bias)));
                self.node("Gemm", path, &constants, [("transB", Attribute::Int(1))]);
            }
            (Kind::Conv, _) => {
                constants.extend(bias.iter().map(|bias| ("bias", bias)));
                self.convolution(module, &constants, way, planes);
            }
            (Kind::BatchNorm, running) => {
                constants.push(shift);
                let running = running.iter().flatten().map(|tensor| ("running", tensor));
                let named = ["mean", "variance"].into_iter().zip(running);
                constants.extend(named.map(|(name, (_, tensor))| (name, tensor)));
                self.node("BatchNormalization", path, &constants, []);
            }
            (Kind::PRelu, _) => {
                let ones = vec![1; self.plane];
                let slopes = weight.reshaped([weight.shape.clone(), ones].concat())?;
                self.node("PRelu", path, &[("slopes", &slopes)], []);
            }
            (Kind::LayerNorm, _) => {
                constants.push(shift);
                let axis = [("axis", Attribute::Int(1))];
                self.node("LayerNormalization", path, &constants, axis);
            }
        }
        Ok(())
    }

    fn convolution(
        &mut self,
        module: &Module,
        constants: &[(&str, &Tensor)],
        way: Option<Way>,
        planes: &Planes,
    ) {
        let before = self.channels(planes);
        // one filter for each channel
        let groups = if module.size(1) == 1 { before } else { 1 };
        let (is_padded, stride) = way.map_or((false, 1), |way| (way.is_padded, way.stride));
        let padding = |kernel: &usize| if is_padded { kernel / 2 } else { 0 };
        let padding: Vec<usize> = module.kernel().iter().map(padding).collect();
        let attributes = [
            ("kernel_shape", ints(module.kernel().to_vec())),
            ("pads", ints([padding.clone(), padding].concat())),
            ("strides", ints(vec![stride; module.kernel().len()])),
            ("group", Attribute::Int(groups as i64)),
        ];
        self.node("Conv", &module.path, constants, attributes);
    }

    /// The channels of the last value: the filters of the last convolution.
    fn channels(&self, planes: &Planes) -> usize {
        let mut convolutions = self.graph.nodes.iter().rev();
        let last = convolutions.find(|node| node.operator == "Conv");
        let weight = last.and_then(|node| self.graph.constants.get(node.inputs.get(1)?));
        let filters = weight.and_then(|weight| weight.shape.first());
        filters.or(planes.input.first()).copied().unwrap_or(1)
    }
}
