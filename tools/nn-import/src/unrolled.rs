//! Recurrent layers whose steps are nodes of their own: PyTorch's exporter with `dynamo=True` writes `nn.RNN` so.
//!
//! The first product is that of all steps. Each step takes its slice, adds the product of the state before it, and applies the activation.

use std::collections::BTreeMap;

use crate::batch::constants;
use crate::graph::{Attribute, Graph, Node};
use crate::kind::Kind;
use crate::tensor::Tensor;

/// Makes one `RNN` of the nodes of each layer.
pub(crate) fn roll(graph: &mut Graph) {
    while let Some(layer) = Finder::of(graph).layer() {
        if layer.replace(graph).is_none() {
            return;
        }
    }
}

/// A layer that was found.
struct Layer {
    input: String,
    activation: &'static str,
    of_input: Product,
    of_state: Product,
    states: Vec<String>,
}

/// A product with constant weights, `[inputs, outputs]`, and a bias, which is 0 if the file has none.
#[derive(PartialEq)]
struct Product {
    weights: Tensor,
    bias: Vec<f64>,
}

/// What is asked about a graph.
struct Finder<'a> {
    graph: &'a Graph,
    constants: BTreeMap<&'a str, &'a Tensor>,
    makers: BTreeMap<&'a str, &'a Node>,
    users: BTreeMap<&'a str, Vec<&'a Node>>,
}

impl<'a> Finder<'a> {
    fn of(graph: &'a Graph) -> Self {
        let mut users: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
        for node in &graph.nodes {
            for name in &node.inputs {
                users.entry(name).or_default().push(node);
            }
        }
        let outputs = |node: &'a Node| node.outputs.iter().map(move |name| (&**name, node));
        Finder {
            graph,
            constants: constants(graph),
            makers: graph.nodes.iter().flat_map(outputs).collect(),
            users,
        }
    }

    /// The first layer.
    fn layer(&self) -> Option<Layer> {
        let mut all: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        for node in &self.graph.nodes {
            if let Some((sequence, index, step)) = self.step(node) {
                all.entry(sequence).or_default().push((index, step));
            }
        }
        let mut layers = all.into_iter().filter_map(|(sequence, mut steps)| {
            steps.sort_unstable();
            let is_whole = steps.iter().map(|(index, _)| *index).eq(0..steps.len());
            let steps: Vec<&str> = steps.into_iter().map(|(_, step)| step).collect();
            self.rolled(sequence, &steps).filter(|_| is_whole)
        });
        layers.next()
    }

    /// A `Slice` of one step, without its first axis: the sequence, the number of the step, and the step.
    fn step(&self, slice: &'a Node) -> Option<(&'a str, usize, &'a str)> {
        let [sequence, first, end, axis, ..] = &slice.inputs[..] else {
            return None;
        };
        let number = |name: &str| self.constants.get(name)?.single();
        let (index, end) = (number(first)?, number(end)?);
        let is_step = slice.operator == "Slice" && number(axis)? == 0.0 && end == index + 1.0;
        let squeeze = self.only_user(slice.outputs.first()?)?;
        let is_step = is_step && squeeze.operator == "Squeeze" && index >= 0.0;
        is_step.then_some((sequence, index as usize, squeeze.outputs.first()?))
    }

    /// The layer whose steps are these.
    fn rolled(&self, sequence: &str, steps: &[&str]) -> Option<Layer> {
        let (input, of_input) = self.product(sequence)?;
        let (first, rest) = steps.split_first()?;
        let (start, operator, state) = self.state(first)?;
        let activation = ["Tanh", "Relu"]
            .into_iter()
            .find(|name| *name == operator)?;
        let mut states = vec![state.to_owned()];
        let mut of_state = None;
        for step in rest {
            let (sum, own, state) = self.state(step)?;
            let (before, product) = self.product(sum)?;
            let is_next = states.last().is_some_and(|last| last == before) && own == operator;
            let is_same = of_state.as_ref().is_none_or(|first| *first == product);
            (is_next && is_same).then_some(())?;
            of_state = Some(product);
            states.push(state.to_owned());
        }
        let of_state = of_state?;
        // the state before the first step is 0, so that only the bias is left, with the axis of the layer before the batch
        let start = self.constants.get(start)?;
        let mut samples = start.values.chunks(of_state.bias.len().max(1));
        let is_zero = start.shape.len() == 3 && samples.all(|sample| sample == of_state.bias);
        is_zero.then(|| Layer {
            input: input.to_owned(),
            activation,
            of_input,
            of_state,
            states,
        })
    }

    /// What is added to a step, the activation of the sum, and its output: the state.
    fn state(&self, step: &str) -> Option<(&'a str, &'a str, &'a str)> {
        let sum = self.only_user(step).filter(|node| node.operator == "Add")?;
        let other = sum.inputs.iter().find(|name| *name != step)?;
        let activation = self.only_user(sum.outputs.first()?)?;
        Some((other, &activation.operator, activation.outputs.first()?))
    }

    /// The input of the product that computes a value, and the product.
    fn product(&self, value: &str) -> Option<(&'a str, Product)> {
        let mut node = *self.makers.get(value)?;
        let mut bias = None;
        if let ("Add", [one, two]) = (&*node.operator, &node.inputs[..]) {
            let (product, constant) = match self.constants.get(&**two) {
                Some(constant) => (one, constant),
                None => (two, self.constants.get(&**one)?),
            };
            bias = Some(constant.values.clone());
            node = self.makers.get(&**product)?;
        }
        let ("MatMul", [input, weights]) = (&*node.operator, &node.inputs[..]) else {
            return None;
        };
        let weights = *self.constants.get(&**weights)?;
        let [_, outputs] = weights.shape[..] else {
            return None;
        };
        let bias = bias.unwrap_or_else(|| vec![0.0; outputs]);
        let weights = weights.clone();
        (bias.len() == outputs).then_some((input, Product { weights, bias }))
    }

    /// The user of a value, if there is one only.
    fn only_user(&self, value: &str) -> Option<&'a Node> {
        match self.users.get(value)?[..] {
            [user] => Some(user),
            _ => None,
        }
    }
}

impl Layer {
    /// Puts an `RNN` in the place of the last state, and its output in that of all states.
    fn replace(self, graph: &mut Graph) -> Option<()> {
        let last = self.states.last()?.clone();
        let name = |what: &str| format!("{last}: {what}");
        graph.constants.extend(self.constants(&name)?);
        graph.kinds.insert(name("lengths"), Kind::Int32);
        let activations = vec![self.activation.to_owned()];
        let size = self.of_state.bias.len() as i64;
        let layer = Node {
            operator: "RNN".to_owned(),
            inputs: [
                vec![self.input],
                ["w", "r", "b", "lengths"].map(name).to_vec(),
            ]
            .concat(),
            outputs: vec![name("states"), last.clone()],
            attributes: BTreeMap::from([
                ("activations".to_owned(), Attribute::Texts(activations)),
                ("hidden_size".to_owned(), Attribute::Int(size)),
            ]),
            ..Node::default()
        };
        for node in &mut graph.nodes {
            let joins = node.operator == "Concat" && node.int("axis") == Some(0);
            if node.outputs.contains(&last) {
                *node = layer.clone();
            } else if joins && node.inputs == self.states {
                let axes = Attribute::Ints(vec![1]);
                node.operator = "Squeeze".to_owned();
                node.inputs = vec![name("states")];
                node.attributes = BTreeMap::from([("axes".to_owned(), axes)]);
            }
        }
        Some(())
    }

    /// The weights in the form of ONNX, and the number of steps, which must be that of the input.
    fn constants(&self, name: &impl Fn(&str) -> String) -> Option<[(String, Tensor); 4]> {
        let turned = |product: &Product| {
            let tensor = product.weights.transposed(&[1, 0]).ok()?;
            tensor.reshaped([&[1], &tensor.shape[..]].concat()).ok()
        };
        let both = [&self.of_input.bias[..], &self.of_state.bias[..]].concat();
        Some([
            (name("w"), turned(&self.of_input)?),
            (name("r"), turned(&self.of_state)?),
            (name("b"), Tensor::new(vec![1, both.len()], both).ok()?),
            (name("lengths"), Tensor::list([self.states.len()])),
        ])
    }
}
