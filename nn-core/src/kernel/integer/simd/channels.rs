//! What follows the sums of eight consecutive output channels.

use core::array::from_fn;

use crate::kernel::Integers;
use crate::kernel::integer::outputs::Outputs;
use crate::kernel::integer::rounding::{Double, Rounding};
use crate::slices;

/// The zero and the range of an output.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    zero: i8,
    range: [i8; 2],
}

impl Limits {
    /// `None` if they are not numbers of 8 bits.
    #[inline(always)]
    pub(super) fn of<const O: usize>(outputs: &Outputs<'_, O>) -> Option<Self> {
        let [least, most] = outputs.range;
        Some(Limits {
            zero: outputs.output_zero.try_into().ok()?,
            range: [least.try_into().ok()?, most.try_into().ok()?],
        })
    }

    /// The outputs of four vectors of requantized sums.
    #[inline(always)]
    pub(super) fn bytes<V: Integers>(self, isa: V, numbers: [V::Vector; 4]) -> [[i8; 8]; 4] {
        isa.bytes(numbers, self.zero, self.range)
    }

    /// The outputs of `T` windows and `N` times eight channels from `first` on, from their sums.
    #[inline(always)]
    pub(super) fn finish<
        V: Integers,
        R: Rounding,
        const F: usize,
        const N: usize,
        const T: usize,
    >(
        self,
        isa: V,
        channels: &[Channels<V>; N],
        first: usize,
        sums: &[[V::Vector; N]; T],
        outputs: &mut [[i8; F]],
    ) {
        for (index, sums) in sums.as_flattened().chunks(4).enumerate() {
            let mut numbers = [isa.splat(0); 4];
            for (lane, (number, sums)) in numbers.iter_mut().zip(sums).enumerate() {
                if let Some(channels) = channels.get((4 * index + lane) % N) {
                    *number = channels.requantize::<R>(isa, *sums);
                }
            }
            let bytes = self.bytes(isa, numbers);
            for (lane, bytes) in bytes.iter().enumerate().take(sums.len()) {
                let index = 4 * index + lane;
                if let Some(outputs) = outputs.get_mut(index / N) {
                    store(bytes, slices::range_mut(outputs, first + index % N * 8..));
                }
            }
        }
    }
}

/// The biases and factors of eight channels.
#[derive(Clone, Copy)]
pub(super) struct Channels<V: Integers> {
    /// The biases, from which the sums begin.
    pub(super) bias: V::Vector,
    factor: V::Vector,
    /// The shifts to the right after the multiplication, less 1.
    by: V::Vector,
    /// The multipliers and the shifts, if some are not usual.
    unusual: Option<([i32; 8], [i32; 8])>,
}

impl<V: Integers> Channels<V> {
    /// The channels from `first` on. Those that do not exist are 0.
    #[inline(always)]
    pub(super) fn of<R: Rounding, const O: usize>(
        isa: V,
        outputs: &Outputs<'_, O>,
        first: usize,
    ) -> Self {
        let bias = eight(outputs.bias, first);
        let multiplier = eight(&outputs.requantize.multiplier, first);
        let shift = eight(&outputs.requantize.shift, first).map(i32::from);
        // as in `rounding`: the multiplier of one rounding loses no bit, and the sum of two is not shifted to the left
        let most = if is_twice::<R>() { 31 } else { 17 };
        let by = shift.map(|shift| !shift);
        let lanes = by.iter().zip(&multiplier);
        let is_usual = lanes.fold(true, |is_usual, (by, multiplier)| {
            is_usual & ((by.cast_unsigned() < most) | (*multiplier == 0))
        });
        let by = by.map(|by| by & 31);
        let mut factor = multiplier;
        if !is_twice::<R>() {
            for (factor, by) in factor.iter_mut().zip(by) {
                *factor >>= by;
            }
        }
        Channels {
            bias: isa.of_words(bias),
            factor: isa.of_words(factor),
            by: isa.of_words(by),
            unusual: (!is_usual).then_some((multiplier, shift)),
        }
    }

    /// The requantized sums.
    #[inline(always)]
    pub(super) fn requantize<R: Rounding>(&self, isa: V, sums: V::Vector) -> V::Vector {
        if let Some((multiplier, shift)) = &self.unusual {
            return isa.of_words(one_by_one::<R>(isa.words(sums), multiplier, shift));
        }
        if is_twice::<R>() {
            isa.half_away(isa.doubled_high(sums, self.factor), self.by)
        } else {
            isa.rounded_high(sums, self.factor)
        }
    }
}

/// Stores eight outputs, or fewer at the end.
#[inline(always)]
fn store(bytes: &[i8; 8], outputs: &mut [i8]) {
    if let Some(outputs) = outputs.first_chunk_mut() {
        *outputs = *bytes;
        return;
    }
    for (output, byte) in outputs.iter_mut().zip(bytes) {
        *output = *byte;
    }
}

/// Whether the rounding is [`Double`].
const fn is_twice<R: Rounding>() -> bool {
    R::BITS == Double::BITS
}

/// Requantization with shifts that are not usual.
#[cold]
#[inline(never)]
fn one_by_one<R: Rounding>(sums: [i32; 8], multiplier: &[i32; 8], shift: &[i32; 8]) -> [i32; 8] {
    from_fn(|lane| R::requantize(sums[lane], multiplier[lane], shift[lane] as i8))
}

/// Eight numbers of a list from `first` on, or 0 after its end.
#[inline(always)]
fn eight<T: Copy + Default>(numbers: &[T], first: usize) -> [T; 8] {
    let numbers = slices::range(numbers, first..);
    if let Some(eight) = numbers.first_chunk() {
        return *eight;
    }
    let mut eight = [T::default(); 8];
    for (target, number) in eight.iter_mut().zip(numbers) {
        *target = *number;
    }
    eight
}
