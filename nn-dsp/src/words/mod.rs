//! Groups of inputs as numbers of 32 bits, and their products: for processors that multiply one number at a time.
//!
//! The weights of two outputs are one number `h = a + 256 b`. An input `x` takes two products, `h x` and `a x`. So one load has two
//! weights, and the inner loops of two windows use each of them twice.

#[cfg(instructions = "mla")]
mod mla;
#[cfg(instructions = "mul")]
mod mul;
#[cfg(instructions = "muls")]
mod muls;
#[cfg(any(instructions = "muls", test))]
mod narrow;
#[cfg(not(instructions = "muls"))]
mod passes;
#[cfg(not(any(instructions = "mla", instructions = "mul")))]
mod plain;
#[cfg(any(instructions = "muls", test))]
mod short;

#[cfg(instructions = "mla")]
use self::mla as loops;
#[cfg(instructions = "mul")]
use self::mul as loops;
#[cfg(not(words))]
use self::plain as loops;
#[cfg(instructions = "muls")]
use self::{muls as loops, narrow as passes};

use crate::elements::Expanded;
use crate::{Quad, add_separated};

/// What is added to inputs: `-zero`.
#[cfg(words)]
pub(crate) type Offset = i32;

/// What is added to inputs.
#[inline(always)]
pub(crate) fn offset(zero: i8) -> i32 {
    -i32::from(zero)
}

/// Four inputs of a vector: inputs 0, 2, 1 and 3, in the order of weights.
pub(crate) type Group = [i32; 4];

/// Four inputs of two windows.
pub(crate) type Both = [[i32; 2]; 4];

/// The groups of two windows that are expanded at a time. They take 1 KB of stack.
pub(crate) const GROUPS: usize = 32;

/// Inputs of two windows that are zero.
pub(crate) const NONE_OF_BOTH: Both = [[0; 2]; 4];

#[cfg(any(instructions = "mla", instructions = "muls"))]
pub(crate) use self::loops::{once, twice};
pub(crate) use self::passes::both;
#[cfg(instructions = "muls")]
pub(crate) use self::short::twice_of_small;
#[cfg(not(any(instructions = "mla", instructions = "muls")))]
pub(crate) use crate::twin::twice;

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32 / 2^by`, rounded, halves up, plus `zero`.
#[cfg(not(any(instructions = "mla", instructions = "muls")))]
#[inline(always)]
pub(crate) fn once(sum: i32, multiplier: i32, by: u32, zero: i32) -> i8 {
    crate::twin::once(sum, multiplier >> by, zero)
}

/// Sets the inputs of a window.
#[inline(always)]
pub(crate) fn set(both: &mut Both, window: usize, group: Group) {
    for (both, x) in both.iter_mut().zip(group) {
        both[window & 1] = x;
    }
}

/// The lower byte of the lower or of the upper half of a word, and the half, with their signs.
///
/// The byte is loaded first: a compiler does not load it if it has the half, but RISC-V has no instruction that extends a byte.
#[inline(always)]
fn half(word: &u32, half: usize) -> [i32; 2] {
    let bytes: &[i8; 4] = bytemuck::must_cast_ref(word);
    let halves: &[i16; 2] = bytemuck::must_cast_ref(word);
    [bytes[2 * half].into(), halves[half].into()]
}

/// Adds the products of a group of inputs and the weights of four outputs to `L` and `S` of each pair of outputs.
#[inline(always)]
pub(crate) fn add(x: &Group, quad: &Quad, parts: &mut [i32; 4]) {
    let pairs = parts.as_chunks_mut().0;
    for (index, x) in x.iter().enumerate() {
        for (pair, [lower, both]) in pairs.iter_mut().enumerate() {
            let weights = half(&quad[(index & 2) | (pair & 1)], index & 1);
            loops::one(weights, *x, lower, both);
        }
    }
}

/// Adds the products of a group of inputs and the weights of two outputs to `L` and `S`.
#[inline(always)]
pub(crate) fn add_pair(x: &Group, words: &[u32; 2], [lower, both]: &mut [i32; 2]) {
    for (index, x) in x.iter().enumerate() {
        loops::one(half(&words[(index / 2) & 1], index & 1), *x, lower, both);
    }
}

/// Adds the products of fewer than four inputs, `x - zero`, and the weights of eight outputs to `sums`.
#[inline(always)]
pub(crate) fn last(x: &[i8], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 8]) {
    for (x, words) in x.iter().zip(weights) {
        let x = i32::from(*x) - i32::from(zero);
        for (pair, sums) in sums.as_chunks_mut::<2>().0.iter_mut().enumerate() {
            let [first, both] = half(&words[(pair / 2) & 1], pair & 1);
            sums[0] = sums[0].wrapping_add(first.wrapping_mul(x));
            sums[1] = sums[1].wrapping_add((both.wrapping_sub(first) >> 8).wrapping_mul(x));
        }
    }
}

/// Adds the products of a group of inputs of two windows and the weights of two outputs to `L` and `S` of each window.
#[inline(always)]
pub(crate) fn add_pair_to_both(x: &Both, words: &[u32; 2], parts: &mut [i32; 4]) {
    for (index, x) in x.iter().enumerate() {
        loops::two(half(&words[(index / 2) & 1], index & 1), x, parts);
    }
}

/// Adds the products of a group of inputs of two windows and the weights of one output to a sum of each window.
#[inline(always)]
pub(crate) fn add_one_to_both(x: &Both, [w0, w1, w2, w3]: [i8; 4], parts: &mut [i32; 2]) {
    for (x, weight) in x.iter().zip([w0, w2, w1, w3]) {
        for (x, sum) in x.iter().zip(parts.iter_mut()) {
            *sum = sum.wrapping_add(x.wrapping_mul(weight.into()));
        }
    }
}

impl Expanded for Group {
    const NONE: Self = [0; 4];

    #[inline(always)]
    fn new([x0, x1, x2, x3]: &[i8; 4], zero: i8) -> Self {
        let [zero, x0, x1] = [zero, *x0, *x1].map(i32::from);
        let [x2, x3] = [*x2, *x3].map(i32::from);
        [x0 - zero, x2 - zero, x1 - zero, x3 - zero]
    }

    #[inline(always)]
    fn consecutive(groups: &[Self], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        let mut parts = [0; 8];
        passes::consecutive(groups, weights, &mut parts);
        add_separated(parts, sums);
    }

    #[inline(always)]
    fn all(
        groups: &mut [Self],
        inputs: &[i8],
        zero: i8,
        weights: (&[[Quad; 2]], &[[u32; 2]]),
        sums: &mut [i32; 8],
    ) {
        passes::few(groups, weights.0, sums);
        last(inputs, zero, weights.1, sums);
    }

    #[inline(always)]
    fn selected(groups: &[Self], places: &[u16], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        add_separated(passes::selected(groups, places, weights), sums);
    }
}

/// Adds the products of the inputs and the weights of four channels to their sums.
#[inline(always)]
pub(crate) fn add_channels(x: [i8; 4], offset: i32, weights: [i8; 4], sums: &mut [i32; 4]) {
    for ((sum, x), weight) in sums.iter_mut().zip(x).zip(weights) {
        let x = i32::from(x) + offset;
        *sum = sum.wrapping_add(x.wrapping_mul(weight.into()));
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::vec::Vec;

    use super::{GROUPS, NONE_OF_BOTH, narrow};
    use crate::elements::{Elements, Expanded};
    use crate::{Quad, halves, twin};

    /// Numbers at random.
    pub(super) fn numbers(count: usize) -> impl Iterator<Item = u32> {
        let mut state = 7_u32;
        (0..count).map(move |_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state
        })
    }

    /// Groups of inputs, of which every third is zero, and their weights.
    fn case(count: usize, zero: i8) -> (Vec<[i8; 4]>, Vec<[Quad; 2]>) {
        let bytes = |number: u32| number.to_le_bytes().map(u8::cast_signed);
        let x = numbers(count).enumerate();
        let x = x.map(|(index, number)| match index % 3 {
            1 => [zero; 4],
            _ => bytes(number),
        });
        // no byte of a weight is -128
        let words: Vec<u32> = numbers(8 * count).map(|word| word | 0x0101_0101).collect();
        let weights = words.as_chunks::<4>().0.as_chunks::<2>().0;
        (x.collect(), weights.to_vec())
    }

    #[test]
    fn sums_are_those_of_pairs_of_inputs() {
        for (count, zero) in [(1, 3), (2, -128), (3, 7), (4, 0), (31, 0), (64, 127)] {
            let (x, weights) = case(count, zero);
            for skips_zeros in [false, true] {
                let mut words = Elements::<super::Group, 64, 64>::EMPTY;
                let mut pairs = Elements::<halves::Group, 64, 64>::EMPTY;
                let counts = words.fill(&x, zero, 0, skips_zeros);
                assert_eq!(counts, pairs.fill(&x, zero, 0, skips_zeros));
                let first = (counts.0 == count).then_some(0);
                let (mut found, mut expected) = ([9; 8], [9; 8]);
                words.eight(counts.0, first, &weights, &mut found);
                pairs.eight(counts.0, first, &weights, &mut expected);
                assert_eq!(found, expected, "{count}");
                let narrow = match first {
                    Some(_) => {
                        let mut parts = [7; 8];
                        narrow::consecutive(&words.groups[..count], &weights, &mut parts);
                        parts
                    }
                    None => narrow::selected(&words.groups[..counts.0], &words.places, &weights),
                };
                assert_eq!(crate::separated(narrow).map(|sum| sum + 9), expected);
                if first.is_some() {
                    let mut few = [7; 8];
                    narrow::few(&mut words.groups[..count], &weights, &mut few);
                    assert_eq!(few.map(|sum| sum + 9), expected);
                }
            }
        }
    }

    #[test]
    fn sums_of_two_windows_are_those_of_pairs_of_inputs() {
        let (x, weights) = case(GROUPS, 5);
        let mut words = [NONE_OF_BOTH; GROUPS];
        let mut pairs = [halves::NONE_OF_BOTH; GROUPS];
        for (index, (words, pairs)) in words.iter_mut().zip(&mut pairs).enumerate() {
            for (window, x) in [x[index], x[GROUPS - 1 - index]].into_iter().enumerate() {
                super::set(words, window, Expanded::new(&x, 5));
                halves::set(pairs, window, Expanded::new(&x, 5));
            }
        }
        for quad in 0..2 {
            let found = super::both(&words, &weights, quad);
            assert_eq!(found, halves::both(&pairs, &weights, quad));
            for count in [GROUPS, 15, 1, 0] {
                let (one, weights) = (weights.as_flattened().as_chunks::<1>().0, &weights[..count]);
                let found = super::both(&words[..count], weights, quad);
                assert_eq!(narrow::both(&words, weights, quad), found);
                let found = super::both(&words, &one[..count], 0);
                assert_eq!(narrow::both(&words, &one[..count], 0), found);
            }
        }
        let (mut found, mut expected) = ([3; 4], [3; 4]);
        super::add_pair_to_both(&words[0], &[1, 0x80ff_7f01], &mut found);
        halves::add_pair_to_both(&pairs[0], &[1, 0x80ff_7f01], &mut expected);
        assert_eq!(found, expected);
        let (mut found, mut expected) = ([3; 2], [3; 2]);
        super::add_one_to_both(&words[0], [1, -2, 3, -128], &mut found);
        halves::add_one_to_both(&pairs[0], [1, -2, 3, -128], &mut expected);
        assert_eq!(found, expected);
        let (mut found, mut expected) = ([3; 4], [3; 4]);
        let quad = [9, 0x80ff_7f01, 1, 0xff00_fffe];
        super::add(&super::Group::new(&x[0], 5), &quad, &mut found);
        halves::add(&halves::Group::new(&x[0], 5), &quad, &mut expected);
        assert_eq!(found, expected);
        let (mut found, mut expected) = ([3; 8], [3; 8]);
        let weights = [[0x80ff_7f01, 0xff00_fffe], [1, 0x8101_0203]];
        super::last(&[-9, 100], 7, &weights, &mut found);
        halves::last(&[-9, 100], 7, &weights, &mut expected);
        assert_eq!(found, expected);
        let (mut found, mut expected) = ([3; 2], [3; 2]);
        super::add_pair(&super::Group::new(&x[0], 5), &[9, 0x80ff_7f01], &mut found);
        halves::add_pair(
            &halves::Group::new(&x[0], 5),
            &[9, 0x80ff_7f01],
            &mut expected,
        );
        assert_eq!(found, expected);
        let (mut found, mut expected) = ([3; 4], [3; 4]);
        super::add_channels(x[0], super::offset(5), [1, -2, 3, -128], &mut found);
        halves::add_channels(x[0], halves::offset(5), [1, -2, 3, -128], &mut expected);
        assert_eq!(found, expected);
    }

    #[test]
    fn outputs_are_those_of_other_processors() {
        for number in numbers(1000) {
            let (sum, by) = ((number as i32) >> (number % 20), number >> 28);
            let multiplier = 1 << 30 | (number >> 3 & !0xffff) as i32;
            let found = super::once(sum, multiplier, by, 3);
            assert_eq!(found, twin::once(sum, multiplier >> by, 3));
            assert_eq!(
                super::twice(sum, multiplier, by, 7),
                twin::twice(sum, multiplier, by, 7)
            );
        }
    }
}
