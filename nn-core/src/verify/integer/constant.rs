//! Bounds of dense networks of `i8` at compile time, for [`assert_bounds!`](crate::assert_bounds) and
//! [`assert_robust!`](crate::assert_robust).
//!
//! A constant function cannot call a trait, and what a layer stores for its activation is an associated type. So the functions are
//! methods of types: [`Before`] a layer, and [`Sums`] of it for each form of an activation. The macros call them in turn for eight
//! layers. After the last layer they change nothing, and neither do they for bounds of networks of `f32`.

use super::super::interval::Interval;
use super::super::outputs::OutputBounds;
use super::finish::{FULL, Finish, Range, Rule, SumRange, of_table};
use super::softmax;
use crate::activation::Formula;
use crate::layer::Scale;
use crate::layer::int8::{
    Clamped, DenseI8 as Dense, Linear, Normalized, QuantizedActivation, Rounding, Table,
};

/// A layer, and those after it.
#[derive(Debug)]
#[doc(hidden)]
pub struct More<'a, L, Rest>(pub(super) &'a L, pub(super) Rest);

impl<L, Rest: Copy> Clone for More<'_, L, Rest> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L, Rest: Copy> Copy for More<'_, L, Rest> {}

/// No layer.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct End;

/// What the inputs of a layer can be.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Before<Rest, const N: usize> {
    pub(super) numbers: [Range; N],
    pub(super) scale: Scale,
    /// A single number above it has the class 1.
    pub(super) threshold: f32,
    pub(super) layers: Rest,
}

/// What the sums of a layer can be, and what it stores for its activation.
#[derive(Debug)]
#[doc(hidden)]
pub struct Sums<'a, F, Rest, const N: usize> {
    sums: [SumRange; N],
    rules: [Rule; N],
    formula: Option<Formula>,
    form: &'a F,
    output: Scale,
    threshold: f32,
    layers: Rest,
}

impl<'a, const I: usize, const O: usize, A: QuantizedActivation, R: Rounding, Rest: Copy>
    Before<More<'a, Dense<I, O, A, R>, Rest>, I>
{
    /// The sums of the next layer.
    pub const fn sums(self) -> Sums<'a, A::Form, Rest, O> {
        let More(layer, layers) = self.layers;
        let (mut sums, mut rules, mut output) = ([[0; 2]; O], [Rule::Mean(0); O], 0);
        while output < O {
            sums[output] = sum(layer, &self.numbers, output);
            let requantize = &layer.requantize;
            rules[output] = Rule::of(
                R::BITS,
                requantize.multiplier[output],
                requantize.shift[output],
            );
            output += 1;
        }
        Sums {
            sums,
            rules,
            formula: A::FORMULA,
            form: &layer.activation,
            output: layer.output,
            threshold: A::THRESHOLD,
            layers,
        }
    }
}

/// What a sum with its bias can be.
const fn sum<const I: usize, const O: usize, A: QuantizedActivation, R>(
    layer: &Dense<I, O, A, R>,
    input: &[Range; I],
    output: usize,
) -> SumRange {
    let bias = layer.bias[output] as i64;
    let ([mut low, mut high], mut index) = ([bias; 2], 0);
    while index < I {
        let weight = layer.weights.get(output, 0, index) as i64;
        let [least, most] = input[index];
        let least = weight * (least as i64 - layer.input.zero as i64);
        let most = weight * (most as i64 - layer.input.zero as i64);
        low += if least < most { least } else { most };
        high += if least < most { most } else { least };
        index += 1;
    }
    [low, high]
}

impl<F, Rest: Copy, const N: usize> Sums<'_, F, Rest, N> {
    /// The numbers after requantization.
    const fn numbers(&self, zero: i32, range: Range) -> [Range; N] {
        let (mut numbers, mut index) = ([FULL; N], 0);
        while index < N {
            let finish = Finish {
                rule: self.rules[index],
                zero,
                range,
            };
            numbers[index] = finish.outputs(self.sums[index]);
            index += 1;
        }
        numbers
    }

    const fn next(&self, numbers: [Range; N]) -> Before<Rest, N> {
        Before {
            numbers,
            scale: self.output,
            threshold: self.threshold,
            layers: self.layers,
        }
    }
}

impl<Rest: Copy, const N: usize> Sums<'_, Linear, Rest, N> {
    /// The outputs of the layer.
    pub const fn outputs(self) -> Before<Rest, N> {
        self.next(self.numbers(self.output.zero, FULL))
    }
}

impl<Rest: Copy, const N: usize> Sums<'_, Clamped, Rest, N> {
    /// The outputs of the layer.
    pub const fn outputs(self) -> Before<Rest, N> {
        let zero = self.output.zero;
        let least = if zero > FULL[0] { zero } else { FULL[0] };
        let range = match self.formula {
            Some(Formula::Rectified) => [least, FULL[1]],
            Some(Formula::RectifiedUpTo6) => [least, self.output.to_i8(6.0) as i32],
            _ => panic!(
                "the compiler bounds networks of `i8` with the activations of nn-core; bound this one in a test, with `nn_core::verify::VerifierI8`"
            ),
        };
        self.next(self.numbers(zero, range))
    }
}

impl<Rest: Copy, const N: usize> Sums<'_, Table, Rest, N> {
    /// The outputs of the layer.
    pub const fn outputs(self) -> Before<Rest, N> {
        let mut numbers = self.numbers(self.form.linear.zero, FULL);
        let mut index = 0;
        while index < N {
            numbers[index] = of_table(&self.form.outputs, numbers[index]);
            index += 1;
        }
        self.next(numbers)
    }
}

impl<Rest: Copy, const N: usize> Sums<'_, Normalized, Rest, N> {
    /// The outputs of the layer.
    pub const fn outputs(self) -> Before<Rest, N> {
        let numbers = self.numbers(self.form.linear.zero, FULL);
        self.next(softmax::outputs(&self.form.exponents, &numbers))
    }
}

impl<const N: usize> Before<End, N> {
    /// There is no next layer.
    pub const fn sums(self) -> Self {
        self
    }

    /// There is no next layer.
    pub const fn outputs(self) -> Self {
        self
    }

    /// The real numbers of the outputs.
    pub const fn bounds(self) -> OutputBounds<N> {
        let (mut outputs, mut index) = ([Interval::ANY; N], 0);
        while index < N {
            let [low, high] = self.numbers[index];
            outputs[index] = Interval::new(self.scale.to_real(low), self.scale.to_real(high));
            index += 1;
        }
        OutputBounds::of_numbers(outputs, self.threshold)
    }
}

/// All layers of a network of `f32` are computed at once.
impl<const N: usize> OutputBounds<N> {
    /// There is no next layer.
    pub const fn sums(self) -> Self {
        self
    }

    /// There is no next layer.
    pub const fn outputs(self) -> Self {
        self
    }

    /// The bounds.
    pub const fn bounds(self) -> Self {
        self
    }
}
