//! The rules of recurrent layers of `i8`, in integers.
//!
//! | number | bits | represents |
//! | --- | ---: | --- |
//! | sum of a gate, its bias | 32 | `a / 2^11` |
//! | value of a gate, scale of a rule | 16 | `v / 2^15` |
//! | state | 16 | `s / 2^15 * 2^exponent` |
//! | cell of an LSTM | 16 | `c / 2^11` |
//!
//! Products of two numbers are rounded once, halves up, when they become a state. A state saturates.

mod fast_grnn;
mod gru;
mod lstm;
mod rnn;

use super::Recurrence;
use crate::kernel::integer::{ARGUMENT_BITS, VALUE_BITS, saturated};
use crate::tensor::Tensor;
use crate::zero::{Zero, ZeroMemory};

/// The rule by which a recurrent layer of `i8` updates its state.
///
/// This crate implements it for [`GruCell`](super::GruCell), [`LstmCell`](super::LstmCell), [`RnnCell`](super::RnnCell) and
/// [`FastGrnnCell`](super::FastGrnnCell).
pub trait IntegerRecurrence<const H: usize, const G: usize>: Recurrence<H, G> {
    /// The name of the layer of `i8`.
    const NAME_I8: &'static str;
    /// The sums over the state, if they are not added to those over the input: `[i32; G]` for a GRU, otherwise empty.
    type Apart: Tensor<Element = i32>;
    /// The biases besides those of the sums: those of the reset sums of a GRU, and of the new values of a FastGRNN.
    type OtherBias: Tensor<Element = i32>;
    /// `sigmoid(zeta)` and `sigmoid(nu)` of a FastGRNN, times `2^15`. Otherwise empty.
    type Scales: Tensor<Element = i32>;
    /// The cell: `[i16; H]` for an LSTM, otherwise empty.
    type Memory: AsRef<[i16]> + AsMut<[i16]> + Zero + ZeroMemory;

    /// Updates the state from the sums with their biases. `exponent` is that of the state, from -8 to 15.
    fn advance(
        sums: &[i32; G],
        apart: &Self::Apart,
        own: (&Self::OtherBias, &Self::Scales),
        exponent: i32,
        state: &mut [i16; H],
        memory: &mut Self::Memory,
    );
}

/// The exponents that a state can have. Others count as the nearest of these.
pub(crate) const EXPONENTS: [i32; 2] = [-8, 15];

/// The bits of a product of two values.
const PRODUCT_BITS: i32 = 2 * VALUE_BITS as i32;

/// 1, as a value.
const ONE: i32 = 1 << VALUE_BITS;

/// `number / 2^by`, rounded, halves up, for `by` from 1 to 30.
#[inline(always)]
fn rounded(number: i32, by: u32) -> i32 {
    ((number >> (by - 1)) + 1) >> 1
}

/// How products become states with an exponent.
#[derive(Clone, Copy)]
struct Units(u32);

impl Units {
    /// States with this exponent.
    #[inline(always)]
    fn new(exponent: i32) -> Self {
        let [least, most] = EXPONENTS;
        Units((VALUE_BITS as i32 + exponent.clamp(least, most)) as u32)
    }

    /// A product of two values as a state that is not yet saturated.
    #[inline(always)]
    fn of_product(self, product: i32) -> i32 {
        rounded(product, self.0)
    }

    /// A value as a state that is not yet saturated.
    #[inline(always)]
    fn of_value(self, value: i32) -> i32 {
        self.of_product(value << VALUE_BITS)
    }

    /// An argument as a state, saturated.
    #[inline(always)]
    fn of_argument(self, argument: i32) -> i16 {
        // a state is a product divided by 2^shift, and an argument one divided by 2^19
        let (shift, bits) = (self.0, PRODUCT_BITS as u32 - ARGUMENT_BITS);
        let limited = argument.clamp(-1 << 16, 1 << 16);
        saturated(if shift > bits {
            rounded(argument, shift - bits)
        } else {
            limited << (bits - shift)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of a state against the exact one, for every exponent.
    #[test]
    fn states_are_rounded_and_saturated() {
        for exponent in -8..=15 {
            let units = Units::new(exponent);
            for step in -40_000..=40_000 {
                let argument = step * 29;
                let exact = f64::from(argument) / 2048.0 * libm::exp2(15.0 - f64::from(exponent));
                let expected = libm::floor(exact + 0.5).clamp(-32_768.0, 32_767.0);
                assert_eq!(
                    f64::from(units.of_argument(argument)),
                    expected,
                    "{argument}"
                );
            }
            for value in [-32_767, -12_345, -1, 0, 1, 5, 32_767] {
                let exact = f64::from(value) * libm::exp2(-f64::from(exponent));
                assert_eq!(f64::from(units.of_value(value)), libm::floor(exact + 0.5));
            }
        }
        assert_eq!(Units::new(i32::MIN).0, 7);
        assert_eq!(Units::new(i32::MAX).0, 30);
    }
}
