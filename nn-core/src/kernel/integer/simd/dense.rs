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

/// The layer with vectors, or `None` if it has outputs that are not numbers of 8 bits.
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
        let packed = layer.weights.stored();
        for first in (0..O).step_by(32) {
            let mut numbers = [isa.splat(0); 4];
            for (first, numbers) in (first..O).step_by(8).zip(&mut numbers) {
                let weights = Weights::of(packed, O, I, first);
                let channels = Channels::of::<R, O>(isa, layer.outputs, first);
                *numbers = channels.requantize::<R>(isa, sums(isa, inputs, weights, channels.bias));
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

/// The sums of eight outputs.
#[inline(always)]
fn sums<V: Integers>(
    isa: V,
    inputs: &[Inputs],
    weights: Weights<'_>,
    mut sums: V::Vector,
) -> V::Vector {
    let groups = weights.groups();
    match weights {
        Weights::Eight(groups, _) => {
            for (inputs, groups) in inputs.chunks(MOST).zip(groups.chunks(MOST)) {
                let mut products = Products::zero(isa);
                let (pairs, groups) = (inputs.as_chunks::<2>().0, groups.as_chunks::<2>());
                for ([a, b], [first, second]) in pairs.iter().zip(groups.0) {
                    products.add(isa, a, *first);
                    products.add(isa, b, *second);
                }
                if let (Some(inputs), Some(group)) =
                    (inputs.get(2 * groups.0.len()), groups.1.first())
                {
                    products.add(isa, inputs, *group);
                }
                sums = isa.add(sums, products.sums(isa));
            }
        }
        Weights::Few(few) => {
            for (chunk, inputs) in slices::range(inputs, ..groups).chunks(MOST).enumerate() {
                let mut products = Products::zero(isa);
                for (index, inputs) in inputs.iter().enumerate() {
                    products.add(isa, inputs, few.group(MOST * chunk + index));
                }
                sums = isa.add(sums, products.sums(isa));
            }
        }
    }
    if let Some(inputs) = inputs.get(groups) {
        let mut products = Products::zero(isa);
        products.add(isa, inputs, weights.last_group());
        sums = isa.add(sums, products.sums(isa));
    }
    sums
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
