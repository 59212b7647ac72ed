//! What is known about the values of a graph of integers.

use alloc::vec::Vec;

use super::finish::{FULL, Finish, Range, Rounded, SumRange, of_table};
use super::graph::{Adder, Element, Node, Operation, Table, Unit};
use super::lines::Line;
use super::softmax;

/// What is known about the values of a graph in a region.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The ranges of the elements of each node.
    pub(super) values: Vec<Vec<Range>>,
    /// The ranges of the sums of each node that is a sum of products.
    pub(super) sums: Vec<Vec<SumRange>>,
    /// Lines below and above each element of a node that is a sum, as functions of the sum.
    pub(super) lines: Vec<Vec<[Line; 2]>>,
}

impl State {
    /// The ranges of an operand.
    pub(super) fn of(&self, node: usize) -> &[Range] {
        self.values.get(node).map_or(&[], Vec::as_slice)
    }

    /// The range of an element. An element that does not exist can be anything.
    pub(super) fn get(&self, node: usize, index: usize) -> Range {
        self.of(node).get(index).copied().unwrap_or(FULL)
    }

    /// Adds the sums of a node with these ranges of its operands.
    pub(super) fn push_sums(&mut self, node: &Node) {
        let sums = match &node.operation {
            Operation::Sums(from, units, _) => {
                let operand = self.of(*from);
                units.iter().map(|unit| unit.sum(operand)).collect()
            }
            _ => Vec::new(),
        };
        self.sums.push(sums);
    }

    /// Adds the values of a node, and its lines, if it is a sum.
    pub(super) fn push_values(&mut self, node: &Node, region: &[Range]) {
        let (values, lines) = match &node.operation {
            Operation::Input => (region.to_vec(), Vec::new()),
            Operation::Sums(_, units, table) => self.of_sums(units, table),
            Operation::Added(terms, adder, table) => self.of_added(*terms, adder, table),
            Operation::Moved(from, elements) => (self.of_moved(from, elements), Vec::new()),
            Operation::Largest(from, windows) => (self.of_largest(*from, windows), Vec::new()),
            Operation::Softmax(from, exponents) => {
                let operand = self.of(*from);
                let outputs = 0..operand.len();
                let outputs = outputs.map(|index| softmax::output(exponents, operand, index));
                (outputs.collect(), Vec::new())
            }
        };
        self.values.push(values);
        self.lines.push(lines);
    }

    fn of_sums(&self, units: &[Unit], table: &Table) -> (Vec<Range>, Vec<[Line; 2]>) {
        let sums = self.sums.last().map_or(&[][..], Vec::as_slice);
        let table = table.as_deref();
        let of_unit = |(unit, sums): (&Unit, &SumRange)| {
            let numbers = unit.finish.outputs(*sums);
            let outputs = table.map_or(numbers, |table| of_table(table, numbers));
            (outputs, unit.finish.lines(*sums, outputs, table))
        };
        units.iter().zip(sums).map(of_unit).unzip()
    }

    fn of_added(
        &self,
        [first, second]: [usize; 2],
        adder: &Adder,
        table: &Table,
    ) -> (Vec<Range>, Vec<[Line; 2]>) {
        let table = table.as_deref();
        let rounded = adder.rounded();
        let terms = self.of(first).iter().zip(self.of(second));
        let of_element = |(one, other): (&Range, &Range)| {
            let numbers = adder.outputs(*one, *other);
            let outputs = table.map_or(numbers, |table| of_table(table, numbers));
            let Some((factors, rounded)) = rounded else {
                return (outputs, Line::constants(outputs));
            };
            let at = |end: usize| {
                let terms = [one, other].map(|range| f64::from(range[end]));
                factors[0] * terms[0] + factors[1] * terms[1] + rounded.offset
            };
            let low = libm::floor(at(0) - rounded.error) as i32;
            let high = libm::ceil(at(1) + rounded.error) as i32;
            let lines = Line::of([low, high], adder.range, table);
            (outputs, through(lines, rounded))
        };
        terms.map(of_element).unzip()
    }

    fn of_moved(&self, from: &[usize], elements: &[Element]) -> Vec<Range> {
        let range = |element: &Element| match element {
            Element::Constant(number) => [i32::from(*number); 2],
            Element::Of(operand, index) => match from.get(*operand) {
                Some(node) => self.get(*node, *index),
                None => FULL,
            },
        };
        elements.iter().map(range).collect()
    }

    fn of_largest(&self, from: usize, windows: &[Vec<usize>]) -> Vec<Range> {
        let largest = |window: &Vec<usize>| {
            let elements = window.iter().map(|index| self.get(from, *index));
            elements.fold([FULL[0]; 2], |[low, high], x| {
                [low.max(x[0]), high.max(x[1])]
            })
        };
        windows.iter().map(largest).collect()
    }
}

impl Unit {
    /// What the sum can be.
    fn sum(&self, operand: &[Range]) -> SumRange {
        let mut sum = [self.bias; 2];
        for (index, weight) in &self.terms {
            let range = operand.get(*index).copied().unwrap_or(FULL);
            let [low, high] = range.map(|end| i64::from(end) * i64::from(*weight));
            sum[0] += low.min(high);
            sum[1] += low.max(high);
        }
        sum
    }
}

impl Finish {
    /// Lines below and above the outputs, as functions of the sum.
    fn lines(self, sums: SumRange, outputs: Range, table: Option<&[i8; 256]>) -> [Line; 2] {
        match (self.numbers(sums), self.rounded(sums)) {
            (Some(numbers), Some(rounded)) if outputs[0] < outputs[1] => {
                through(Line::of(numbers, self.range, table), rounded)
            }
            _ => Line::constants(outputs),
        }
    }
}

/// Lines over a number become lines over the sum that is rounded to it.
fn through([below, above]: [Line; 2], rounded: Rounded) -> [Line; 2] {
    let Rounded {
        factor,
        offset,
        error,
    } = rounded;
    let over_sum = |line: Line, error: f64| {
        let constant = line.factor * offset + line.factor.abs() * error;
        // more than what is rounded here
        let rounded = 1e-12 * (line.offset.abs() + constant.abs());
        Line {
            factor: line.factor * factor,
            offset: line.offset + constant + rounded.copysign(error),
        }
    };
    [over_sum(below, -error), over_sum(above, error)]
}
