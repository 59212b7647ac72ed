//! Dense layers of `i8`: the weights of two outputs are multiplied together, as they are stored.
//!
//! ```text
//! a group of four inputs, and the weights of eight outputs for them
//!
//! | x0 x2 | x0 x2 | x1 x3 | x1 x3 |, twice
//! | ab0 ab2 | cd0 cd2 | ab1 ab3 | cd1 cd3 | ef0 ef2 | gh0 gh2 | ef1 ef3 | gh1 gh3 |
//! ```

use super::channels::{Channels, Limits};
use super::memory::{Stored, Work, with_memory};
use super::rows::BLOCK;
use super::weights::{Group, Weights};
use crate::kernel::integer::affine::Dense;
use crate::kernel::integer::rounding::Rounding;
use crate::kernel::{IntegerKernel, Integers};
use crate::slices;

/// The most groups for which the sums of two outputs can be separated: `64 * 4 * 127 * 255 < 2^23`.
const MOST: usize = 64;

/// Four inputs, each twice, in the order of the weights.
type Inputs = [i16; 8];

/// The layer with vectors, or with the loops of every target if it has outputs that are not numbers of 8 bits.
#[inline(always)]
pub(in crate::kernel::integer) fn dense<
    V: Integers,
    R: Rounding,
    const I: usize,
    const O: usize,
>(
    isa: V,
    layer: Dense<'_, R, I, O>,
) {
    match Limits::of(layer.outputs) {
        Some(limits) => with_memory(Layer { isa, layer, limits }),
        None => layer.portable(),
    }
}

/// A layer, and its instructions.
struct Layer<'a, V, R, const I: usize, const O: usize> {
    isa: V,
    layer: Dense<'a, R, I, O>,
    limits: Limits,
}

impl<V: Integers, R: Rounding, const I: usize, const O: usize> Work for Layer<'_, V, R, I, O> {
    const VECTORS: usize = I.div_ceil(8);

    #[inline(always)]
    fn work(self, memory: &mut [Stored]) {
        let Layer { isa, layer, limits } = self;
        let inputs =
            bytemuck::must_cast_slice_mut::<Stored, [Inputs; 2]>(memory).as_flattened_mut();
        expand(isa, layer.input, layer.outputs.input_zero as i8, inputs);
        let weights = |first| Weights::of(layer.weights.stored(), O, I, first);
        for first in (0..O).step_by(32) {
            let mut numbers = [isa.splat(0); 4];
            for (first, numbers) in (first..O).step_by(16).zip(numbers.chunks_mut(2)) {
                let firsts = [first, O.min(first + 8)];
                let panels = firsts.map(weights);
                let sums = match panels {
                    [Weights::Eight(a, _), Weights::Eight(b, _)] => both(isa, inputs, [a, b]),
                    [a, b] => [few(isa, inputs, a), few(isa, inputs, b)],
                };
                let parts = firsts.into_iter().zip(panels).zip(sums);
                for (number, ((first, weights), sums)) in numbers.iter_mut().zip(parts) {
                    let channels = Channels::of::<R, O>(isa, layer.outputs, first);
                    let sums = isa.add(sums, rest(isa, inputs, weights));
                    *number = channels.requantize::<R>(isa, isa.add(sums, channels.bias));
                }
            }
            let bytes = limits.bytes(isa, numbers);
            copy(
                bytes.as_flattened(),
                slices::range_mut(layer.output, first..),
            );
        }
    }
}

/// Copies the first numbers.
#[inline(always)]
fn copy(numbers: &[i8], outputs: &mut [i8]) {
    if let (Some(numbers), Some(outputs)) = (numbers.first_chunk::<32>(), outputs.first_chunk_mut())
    {
        *outputs = *numbers;
        return;
    }
    for (output, number) in outputs.iter_mut().zip(numbers) {
        *output = *number;
    }
}

/// The differences to the zero, in the order of the weights. Inputs that are missing in the last group are 0.
#[inline(always)]
fn expand<V: Integers>(isa: V, input: &[i8], zero: i8, inputs: &mut [Inputs]) {
    let (blocks, rest) = input.as_chunks::<BLOCK>();
    let (targets, last) = slices::split_mut(inputs, 4 * blocks.len());
    for (target, numbers) in targets.as_chunks_mut().0.iter_mut().zip(blocks) {
        *target = isa.grouped(isa.differences(*numbers, zero));
    }
    let mut numbers = [zero; BLOCK];
    for (number, x) in numbers.iter_mut().zip(rest) {
        *number = *x;
    }
    let groups = isa.grouped(isa.differences(numbers, zero));
    for (target, group) in last.iter_mut().zip(groups) {
        *target = group;
    }
}

/// The sums of two panels of eight outputs. Each input is loaded once for both.
#[inline(always)]
fn both<V: Integers>(isa: V, inputs: &[Inputs], [a, b]: [&[Group]; 2]) -> [V::Vector; 2] {
    let [mut first, mut second] = [isa.splat(0); 2];
    let panels = a.chunks(MOST).zip(b.chunks(MOST));
    for (inputs, (a, b)) in inputs.chunks(MOST).zip(panels) {
        let (mut of_a, mut of_b) = (Products::zero(isa), Products::zero(isa));
        for (inputs, (a, b)) in inputs.iter().zip(a.iter().zip(b)) {
            of_a.add(isa, inputs, *a);
            of_b.add(isa, inputs, *b);
        }
        first = isa.add(first, of_a.sums(isa));
        second = isa.add(second, of_b.sums(isa));
    }
    [first, second]
}

/// The sums of up to eight outputs, or 0 if there are none.
#[inline(always)]
fn few<V: Integers>(isa: V, inputs: &[Inputs], weights: Weights<'_>) -> V::Vector {
    let mut sums = isa.splat(0);
    let inputs = slices::range(inputs, ..weights.groups());
    for (chunk, inputs) in inputs.chunks(MOST).enumerate() {
        let mut products = Products::zero(isa);
        match weights {
            Weights::Eight(groups, _) => {
                let groups = slices::range(groups, MOST * chunk..);
                for (inputs, group) in inputs.iter().zip(groups) {
                    products.add(isa, inputs, *group);
                }
            }
            Weights::Few(few) => {
                for (index, inputs) in inputs.iter().enumerate() {
                    products.add(isa, inputs, few.group(MOST * chunk + index));
                }
            }
        }
        sums = isa.add(sums, products.sums(isa));
    }
    sums
}

/// The sums of the inputs that are not in a complete group.
#[inline(always)]
fn rest<V: Integers>(isa: V, inputs: &[Inputs], weights: Weights<'_>) -> V::Vector {
    let Some(inputs) = inputs.get(weights.groups()) else {
        return isa.splat(0);
    };
    let mut products = Products::zero(isa);
    products.add(isa, inputs, weights.last_group());
    products.sums(isa)
}

/// The sums of products of at most [`MOST`] groups: with both bytes of the weights, and with 256 times
/// the lower ones.
struct Products<V: Integers> {
    all: V::Vector,
    lower: V::Vector,
}

impl<V: Integers> Products<V> {
    #[inline(always)]
    fn zero(isa: V) -> Self {
        Products {
            all: isa.splat(0),
            lower: isa.splat(0),
        }
    }

    #[inline(always)]
    fn add(&mut self, isa: V, inputs: &Inputs, group: Group) {
        let (inputs, weights) = (isa.twice(*inputs), isa.of_halves(group));
        self.all = isa.add_products(weights, inputs, self.all);
        self.lower = isa.add_products(isa.lower_bytes(weights), inputs, self.lower);
    }

    #[inline(always)]
    fn sums(self, isa: V) -> V::Vector {
        isa.separated(self.all, self.lower)
    }
}
