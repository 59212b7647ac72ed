//! A network of `i8` as a graph of operations whose outputs can be bounded.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::Value;
use super::finish::Finish;
use crate::kernel::integer::{Addition, Exponents};
use crate::layer::Layer;
use crate::layer::int8::Form;
use crate::tensor::Tensor;

/// A layer of `i8` about which something can be proved. It adds its operations to a graph.
///
/// The layers of the crate for `i8` implement it, except recurrent ones.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::verify::VerifyI8;
///
/// fn is_verified<L: VerifyI8>() {}
///
/// type Net = network![[2, 6, 6] => Conv2d<filters = 4, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<3, Softmax>];
/// is_verified::<quantized![Net]>();
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing can be proved about `{Self}`",
    label = "is not verified",
    note = "layers of `i8` are verified, except recurrent ones"
)]
pub trait VerifyI8: Layer<Element = i8> {
    /// Adds the operations, and returns the output.
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value;
}

/// A sum of products, and what becomes of it.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// The elements of the operand with their weights.
    pub(super) terms: Vec<(usize, i32)>,
    /// What is added to the products: the bias, and what the zero of the input contributes.
    pub(super) bias: i64,
    pub(super) finish: Finish,
}

/// An element that is moved, of one of the operands, or a constant.
#[derive(Debug, Clone, Copy)]
pub(super) enum Element {
    Of(usize, usize),
    Constant(i8),
}

/// The sum of two elements.
#[derive(Debug, Clone, Copy)]
pub(super) struct Adder {
    pub(super) addition: Addition,
    pub(super) zeros: [i32; 3],
    pub(super) range: [i32; 2],
    /// Whether it has two roundings.
    pub(super) is_twice: bool,
}

/// The outputs of an elementwise function for all numbers, from -128 to 127. `None` if it is the identity.
pub(super) type Table = Option<Box<[i8; 256]>>;

/// What a node computes.
#[derive(Debug, Clone)]
pub(super) enum Operation {
    /// The input of the network.
    Input,
    /// Sums of products, and a function of the results.
    Sums(usize, Vec<Unit>, Table),
    /// The sums of the elements of two values, and a function of the results.
    Added([usize; 2], Adder, Table),
    /// Elements of values, in any order.
    Moved(Vec<usize>, Vec<Element>),
    /// The largest of several elements, for each output.
    Largest(usize, Vec<Vec<usize>>),
    /// Softmax over all elements.
    Softmax(usize, Exponents),
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) operation: Operation,
    /// The number of elements.
    pub(super) length: usize,
}

/// The operations of a network of `i8`, each after those that it depends on. Channels are the last dimension.
#[derive(Debug, Clone)]
pub struct GraphI8 {
    pub(super) nodes: Vec<Node>,
}

impl GraphI8 {
    /// The graph of a network.
    pub(super) fn of<L: VerifyI8>(layer: &L) -> Self {
        let mut graph = GraphI8 { nodes: Vec::new() };
        let input = graph.add(<L::Input as Tensor>::LEN, Operation::Input);
        layer.trace(&mut graph, &input);
        graph
    }

    pub(super) fn add(&mut self, length: usize, operation: Operation) -> Value {
        self.nodes.push(Node { operation, length });
        Value {
            node: self.nodes.len() - 1,
        }
    }

    /// Adds a layer.
    pub fn layer<L: VerifyI8>(&mut self, layer: &L, input: &Value) -> Value {
        layer.trace(self, input)
    }

    /// The number of elements of a value.
    pub fn length(&self, value: &Value) -> usize {
        self.nodes.get(value.node).map_or(0, |node| node.length)
    }

    /// Adds sums of products, and what an activation stores.
    pub(super) fn sums<F: Form>(&mut self, input: &Value, units: Vec<Unit>, form: &F) -> Value {
        let length = units.len();
        let sums = self.add(length, Operation::Sums(input.node, units, table(form)));
        self.softmax(sums, form)
    }

    /// Adds the sums of the elements of two values, and what an activation stores.
    pub(super) fn added<F: Form>(&mut self, terms: [&Value; 2], adder: Adder, form: &F) -> Value {
        let length = self.length(terms[0]);
        let terms = terms.map(|value| value.node);
        let sum = self.add(length, Operation::Added(terms, adder, table(form)));
        self.softmax(sum, form)
    }

    fn softmax<F: Form>(&mut self, input: Value, form: &F) -> Value {
        match form.exponents() {
            Some(exponents) => {
                let length = self.length(&input);
                self.add(length, Operation::Softmax(input.node, exponents))
            }
            None => input,
        }
    }

    /// Adds elements of values.
    pub(super) fn moved(&mut self, from: &[&Value], elements: Vec<Element>) -> Value {
        let nodes = from.iter().map(|value| value.node).collect();
        self.add(elements.len(), Operation::Moved(nodes, elements))
    }
}

/// The outputs of what an activation stores, for all numbers.
fn table<F: Form>(form: &F) -> Table {
    if form.exponents().is_some() {
        return None;
    }
    let mut outputs = Box::new([0; 256]);
    let mut is_identity = true;
    for (output, number) in outputs.iter_mut().zip(i8::MIN..=i8::MAX) {
        let mut one = [number];
        form.apply(&mut one);
        is_identity &= one == [number];
        [*output] = one;
    }
    (!is_identity).then_some(outputs)
}

impl Unit {
    /// The sum of products with the differences to the zero of the input.
    pub(super) fn new(terms: Vec<(usize, i32)>, bias: i32, zero: i32, finish: Finish) -> Self {
        let weights: i64 = terms.iter().map(|(_, weight)| i64::from(*weight)).sum();
        Unit {
            terms,
            bias: i64::from(bias) - weights * i64::from(zero),
            finish,
        }
    }

    /// One element, less the zero of the input.
    pub(super) fn element(index: usize, zero: i32, finish: Finish) -> Self {
        Unit::new(vec![(index, 1)], 0, zero, finish)
    }
}
