//! A network as a graph of operations whose outputs can be bounded.

mod affine;
mod compositions;
mod layers;
mod normalization;
mod operation;
mod recurrent;
mod unrolled;
mod windows;

use alloc::vec;
use alloc::vec::Vec;

pub use self::affine::Row;
pub(super) use self::affine::{Rows, stride};
pub(super) use self::operation::{Blend, Node, Operation};
pub use self::unrolled::{Rule, Unrolled};
pub(super) use self::windows::{plane, sources, windows};
use crate::activation::{Activation, Formula};
use crate::layer::Layer;
use crate::tensor::Tensor;

/// A layer about which something can be proved. It adds its map to a graph.
///
/// The layers of the crate for `f32` implement it. A layer of your own that is a sum of products adds its rows:
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::verify::{Graph, Interval, Property, Row, Value, Verifier, Verify};
///
/// /// The difference of two numbers.
/// struct Difference;
/// # impl Zero for Difference { const ZERO: Self = Difference; }
///
/// impl Layer for Difference {
///     type Element = f32;
///     type Input = [f32; 2];
///     type Output = [f32; 1];
///     type Activation = Tanh;
///     const FACTS: Facts = Facts::of::<[f32; 1]>("Difference");
///
///     fn infer(&self, [a, b]: &[f32; 2], output: &mut [f32; 1]) {
///         *output = [a - b];
///     }
/// }
///
/// impl Verify for Difference {
///     fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
///         graph.affine(input, [Row { products: vec![(0, 1.0), (1, -1.0)], ..Row::default() }])
///     }
/// }
///
/// let net = <network![2 => Difference]>::ZERO;
/// let region = [Interval::new(0.0, 1.0), Interval::new(-1.0, 0.0)];
/// let verdict = Verifier::new(&net).decide(&region, &Property::output(0).is_above(-0.001));
/// assert!(verdict.is_proved());
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing can be proved about `{Self}`",
    label = "is not verified",
    note = "a layer of your own implements `nn_core::verify::Verify`"
)]
pub trait Verify: Layer<Element = f32> {
    /// Adds the map, without the activation, and returns its output.
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value;
}

/// A value of a [`Graph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    pub(super) node: usize,
}

/// The operations of a network, each after those that it depends on.
#[derive(Debug, Clone)]
pub struct Graph {
    pub(super) nodes: Vec<Node>,
}

impl Graph {
    /// A graph with an input of this many elements.
    pub fn new(length: usize) -> Self {
        let operation = Operation::Input;
        Graph {
            nodes: vec![Node { operation, length }],
        }
    }

    /// The input.
    pub fn input(&self) -> Value {
        Value { node: 0 }
    }

    /// The graph of a network, with the last activation.
    pub(super) fn of<L: Verify>(layer: &L) -> Self {
        let mut graph = Graph::new(<L::Input as Tensor>::LEN);
        let input = graph.input();
        graph.layer(layer, &input);
        graph
    }

    pub(super) fn add(&mut self, length: usize, operation: Operation) -> Value {
        self.nodes.push(Node { operation, length });
        Value {
            node: self.nodes.len() - 1,
        }
    }

    /// The number of elements of a value.
    pub fn length(&self, value: &Value) -> usize {
        self.nodes.get(value.node).map_or(0, |node| node.length)
    }

    /// Adds a layer, with the activation after it.
    pub fn layer<L: Verify>(&mut self, layer: &L, input: &Value) -> Value {
        let sums = layer.trace(self, input);
        self.activation::<L::Activation>(&sums)
    }

    /// Adds an activation. It states its [`FORMULA`](Activation::FORMULA).
    pub fn activation<A: Activation>(&mut self, input: &Value) -> Value {
        let formula = const {
            match A::FORMULA {
                Some(formula) => formula,
                None => {
                    panic!("an activation needs a `FORMULA`, so that its outputs can be bounded")
                }
            }
        };
        self.formula(input, formula)
    }

    /// Adds the formula of an activation.
    pub fn formula(&mut self, input: &Value, formula: Formula) -> Value {
        match formula {
            Formula::Same => *input,
            Formula::NormalizedExponential => {
                self.add(self.length(input), Operation::Softmax(input.node))
            }
            _ => self.curve(input, vec![formula]),
        }
    }

    /// Adds the sum of two values.
    pub fn sum(&mut self, values: [Value; 2]) -> Value {
        self.add(
            self.length(&values[0]),
            Operation::Sum(values.map(|value| value.node)),
        )
    }

    /// Adds the products of the elements of two values.
    pub fn product(&mut self, values: [Value; 2]) -> Value {
        self.add(
            self.length(&values[0]),
            Operation::Product(values.map(|value| value.node)),
        )
    }

    /// Adds what a gate lets pass of two values: `(scale (1 - gate) + offset) closed + gate open`.
    fn blend(&mut self, gate: Value, [closed, open]: [Value; 2], scales: [f64; 2]) -> Value {
        let blend = Blend {
            gate: gate.node,
            closed: closed.node,
            open: open.node,
            scales,
        };
        self.add(self.length(&gate), Operation::Blend(blend))
    }

    /// Adds the elements of several values, one after the other.
    pub fn join(&mut self, values: &[Value]) -> Value {
        let length = values.iter().map(|value| self.length(value)).sum();
        self.add(
            length,
            Operation::Join(values.iter().map(|value| value.node).collect()),
        )
    }

    /// Adds the largest of several elements, for each output. The elements are given by their indices.
    pub fn largest(&mut self, input: &Value, windows: Vec<Vec<usize>>) -> Value {
        self.add(windows.len(), Operation::Largest(input.node, windows))
    }

    /// Adds elements of a value, which are given by their indices: each is the largest of one.
    pub fn select(&mut self, input: &Value, indices: impl IntoIterator<Item = usize>) -> Value {
        let windows = indices.into_iter().map(|index| vec![index]);
        self.largest(input, windows.collect())
    }

    /// Adds an elementwise function: one for all elements, or one for each.
    pub fn curve(&mut self, input: &Value, formulas: Vec<Formula>) -> Value {
        self.add(self.length(input), Operation::Curve(input.node, formulas))
    }

    /// Adds sums of products, one [`Row`] for each output.
    pub fn affine(&mut self, input: &Value, rows: impl IntoIterator<Item = Row>) -> Value {
        let rows = Rows::new(self.length(input), rows);
        self.add(rows.len(), Operation::Affine(input.node, rows))
    }

    /// Whether the last operation is softmax. Its inputs have the order of its outputs.
    pub(super) fn before_softmax(&self) -> Option<usize> {
        match self.nodes.last()?.operation {
            Operation::Softmax(from) => Some(from),
            _ => None,
        }
    }
}
