//! The order of packed weights.
//!
//! A kernel computes up to eight outputs at a time. Their weights are a *panel*: panels of eight outputs, and for the outputs that remain
//! panels of four, two and one. A panel has the weights of four inputs at a time, then those of the inputs that remain.
//!
//! The weights of two outputs `a` and `b` for one input are the two bytes of `a + 256 b`, the lower one first. So the second byte is
//! `b` or `b - 1`. A weight is at least -127, or -128 where a byte holds it: everywhere except in `b` beside a negative `a`. A
//! processor with `SMLAD` multiplies two of these numbers by two inputs, and then separates the sums (see the crate `nn-dsp`). A
//! processor that loads 16 bits with their sign loads two weights at once. If all weights are 0, all bytes are.
//!
//! ```text
//! four inputs of a panel of eight outputs a to h; ab0 has the weights of a and b for input 0
//!
//! | ab0 ab2 | cd0 cd2 | ab1 ab3 | cd1 cd3 | ef0 ef2 | gh0 gh2 | ef1 ef3 | gh1 gh3 |
//!
//! an input that remains                      a panel of two              a panel of one
//! | ab cd ef gh |                            | ab0 ab2 | ab1 ab3 |       | a0 a1 a2 a3 |
//! ```
//!
//! No byte is added: the order is the same number of bytes as the nested array.

/// The weights of four outputs for four inputs, as words.
pub(super) type Quad = [u32; 4];

/// The number of outputs of the panel that begins with output `first`.
#[inline(always)]
pub(super) const fn width(outputs: usize, first: usize) -> usize {
    match outputs.saturating_sub(first) {
        0 => 0,
        1 => 1,
        2 | 3 => 2,
        4..=7 => 4,
        _ => 8,
    }
}

/// The first output of the panel of an output.
const fn first(outputs: usize, output: usize) -> usize {
    let mut first = output - output % 8;
    while first + width(outputs, first) <= output {
        first += width(outputs, first);
    }
    first
}

/// The index of the byte of a weight. The output is below `outputs`.
pub(super) const fn place(outputs: usize, inputs: usize, output: usize, input: usize) -> usize {
    let first = first(outputs, output);
    place_in(first, width(outputs, first), inputs, output - first, input)
}

/// The index of the byte of a weight in the panel of `width` outputs that begins with output `first`.
const fn place_in(first: usize, width: usize, inputs: usize, lane: usize, input: usize) -> usize {
    let panel = first * inputs;
    let complete = inputs - inputs % 4;
    if width == 1 {
        return panel + input;
    }
    if input >= complete {
        return panel + width * input + lane;
    }
    let (group, input) = (input - input % 4, input % 4);
    let pairs = if width == 2 { 1 } else { 2 };
    let word = lane / 4 * 4 + input % 2 * pairs + lane % 4 / 2;
    panel + width * group + 4 * word + input / 2 * 2 + lane % 2
}

/// The weight in a list of packed weights, or 0 if there is none.
pub(super) const fn get(
    packed: &[i8],
    outputs: usize,
    inputs: usize,
    output: usize,
    input: usize,
) -> i8 {
    if output >= outputs || input >= inputs {
        return 0;
    }
    let place = place(outputs, inputs, output, input);
    packed[place].wrapping_add(borrow(packed, outputs, output, place))
}

/// Changes a weight in a list of packed weights, without a path to a panic. The second weight of a pair is at least -127 if the first one
/// is negative: it is [`held`].
pub(super) const fn set(
    packed: &mut [i8],
    outputs: usize,
    inputs: usize,
    output: usize,
    input: usize,
    weight: i8,
) {
    if output >= outputs || input >= inputs {
        return;
    }
    let place = place(outputs, inputs, output, input);
    if !is_pair(outputs, output) {
        if let Some((_, [byte, ..])) = packed.split_at_mut_checked(place) {
            *byte = weight;
        }
    } else if let Some((_, [first, second, ..])) =
        packed.split_at_mut_checked(place.wrapping_sub(output % 2))
    {
        let is_first_negative = *first < 0;
        let (new_first, new_second) = if output % 2 == 1 {
            (*first, weight)
        } else {
            // wraps while the list is filled
            (weight, second.wrapping_add(is_first_negative as i8))
        };
        let is_first_negative = new_first < 0;
        *first = new_first;
        *second = held(new_second, is_first_negative).wrapping_sub(is_first_negative as i8);
    }
}

/// Fills a list of packed weights with those of each output in turn, for programs that read a file: without a path to a panic.
pub(crate) fn pack_rows(weights: &[i8], outputs: usize, packed: &mut [i8]) {
    let inputs = packed.len().checked_div(outputs).unwrap_or_default();
    let rows = weights.chunks_exact(inputs.max(1));
    for (output, row) in rows.take(outputs).enumerate() {
        let is_second = is_pair(outputs, output) && output % 2 == 1;
        for (input, weight) in row.iter().enumerate() {
            let place = place(outputs, inputs, output, input);
            let first = packed.get(place.wrapping_sub(1));
            let is_first_negative = is_second && first.is_some_and(|first| *first < 0);
            if let Some(byte) = packed.get_mut(place) {
                let weight = held(*weight, is_first_negative);
                *byte = weight.wrapping_sub(i8::from(is_first_negative));
            }
        }
    }
}

/// The weight at an index of the list in which the weights of each output follow each other.
pub(crate) const fn unpacked(packed: &[i8], outputs: usize, index: usize) -> i8 {
    let Some(inputs) = packed.len().checked_div(outputs) else {
        return 0;
    };
    match index.checked_div(inputs) {
        Some(output) => get(packed, outputs, inputs, output, index % inputs),
        None => 0,
    }
}

/// The second weight of a pair, which cannot be -128 if the first one is negative.
const fn held(weight: i8, is_first_negative: bool) -> i8 {
    if is_first_negative && weight == i8::MIN {
        -i8::MAX
    } else {
        weight
    }
}

/// Fills a list of packed weights with those of each output in turn. What the list contained has no effect.
///
/// The compiler evaluates it for constant networks, so four outputs and four inputs are packed at a time.
pub(crate) const fn pack(weights: &[i8], packed: &mut [i8], outputs: usize) {
    let rows: &[u8] = bytemuck::must_cast_slice(weights);
    let inputs = match packed.len().checked_div(outputs) {
        Some(inputs) if outputs * inputs <= rows.len() => inputs,
        _ => return,
    };
    let complete = inputs - inputs % 4;
    let mut output = 0;
    while output < outputs {
        let (first, is_quad) = (first(outputs, output), output + 4 <= outputs - outputs % 4);
        if is_quad {
            let width = width(outputs, first);
            let panel = packed.split_at_mut(first * inputs).1;
            let blocks = bytemuck::must_cast_slice_mut::<i8, u8>(panel).as_chunks_mut::<16>();
            pack_quad(
                rows,
                inputs,
                output,
                blocks.0,
                [(output - first) / 4, width / 4],
            );
        }
        let (end, from) = if is_quad {
            (output + 4, complete)
        } else {
            (output + 1, 0)
        };
        while output < end {
            let mut input = from;
            while input < inputs {
                let weight = rows[output * inputs + input] as i8;
                set(packed, outputs, inputs, output, input, weight);
                input += 1;
            }
            output += 1;
        }
    }
}

/// The bytes of a word with a lowest bit of 1, the highest bit of 1, and every other byte.
const LOWEST: u64 = u64::from_le_bytes([1; 8]);
const HIGHEST: u64 = LOWEST << 7;
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// Packs the complete groups of four inputs of four outputs into every `step`th block from `block` on.
const fn pack_quad(
    rows: &[u8],
    inputs: usize,
    output: usize,
    blocks: &mut [[u8; 16]],
    [block, step]: [usize; 2],
) {
    let (a, rest) = rows.split_at(output * inputs).1.split_at(inputs);
    let (b, rest) = rest.split_at(inputs);
    let (c, d) = rest.split_at(inputs);
    let (a, b) = (a.as_chunks().0, b.as_chunks().0);
    let (c, d) = (c.as_chunks().0, d.as_chunks().0);
    let mut group = 0;
    while group < inputs / 4 {
        let firsts = pair_of(a[group], c[group]);
        let seconds = pair_of(b[group], d[group]);
        let negative = (firsts >> 7) & LOWEST;
        // 1 in each byte that is -128 beside a negative one, which is not held
        let smallest = seconds ^ HIGHEST;
        let smallest = !(((smallest & !HIGHEST) + !HIGHEST) | smallest) & HIGHEST;
        let seconds = seconds + ((smallest >> 7) & negative);
        let seconds = ((seconds | HIGHEST) - negative) ^ (!seconds & HIGHEST);
        let even = (firsts & EVEN) | ((seconds & EVEN) << 8);
        let odd = ((firsts >> 8) & EVEN) | (seconds & !EVEN);
        blocks[block + step * group] = (even as u128 | (odd as u128) << 64).to_le_bytes();
        group += 1;
    }
}

/// Eight bytes as a word.
const fn pair_of(low: [u8; 4], high: [u8; 4]) -> u64 {
    u32::from_le_bytes(low) as u64 | (u32::from_le_bytes(high) as u64) << 32
}

/// Whether the weights of an output are paired with those of another one.
const fn is_pair(outputs: usize, output: usize) -> bool {
    output + 1 < outputs || outputs.is_multiple_of(2)
}

/// 1 if the byte at `place` is the second one of a pair and the first one is negative, otherwise 0.
const fn borrow(packed: &[i8], outputs: usize, output: usize, place: usize) -> i8 {
    (is_pair(outputs, output) && output % 2 == 1 && packed[place - 1] < 0) as i8
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;
    use std::vec::Vec;

    use super::{get, pack, place, set};
    use crate::rng::{Random, Rng};

    /// Each weight has a byte of its own.
    #[test]
    fn places_are_a_permutation() {
        for outputs in 1..20 {
            for inputs in 1..14 {
                let mut taken = vec![false; outputs * inputs];
                for output in 0..outputs {
                    for input in 0..inputs {
                        let place = place(outputs, inputs, output, input);
                        assert!(!taken[place], "{outputs} x {inputs}: {output}, {input}");
                        taken[place] = true;
                    }
                }
            }
        }
    }

    /// Weights are independent of each other, in any order of changes. Those of -128 are kept where a pair can hold them.
    #[test]
    fn weights_are_those_that_were_set() {
        let mut rng = Random::seed(18);
        let mut below = |most: usize| rng.next_u32() as usize % most;
        for (outputs, inputs) in [(1, 5), (2, 4), (3, 9), (7, 6), (8, 8), (21, 13)] {
            let mut packed = vec![0; outputs * inputs];
            let mut expected = vec![0_i8; outputs * inputs];
            for step in 0..20 * outputs * inputs {
                let (output, input) = (below(outputs), below(inputs));
                let weight = (below(255) as i32 - 127) as i8;
                let weight = if step % 5 == 0 { -128 } else { weight };
                set(&mut packed, outputs, inputs, output, input, weight);
                expected[output * inputs + input] = weight;
                let (first, second) = (output & !1, output | 1);
                if second < outputs && expected[first * inputs + input] < 0 {
                    let second = &mut expected[second * inputs + input];
                    *second = (*second).max(-127);
                }
            }
            for output in 0..outputs {
                for input in 0..inputs {
                    assert_eq!(
                        get(&packed, outputs, inputs, output, input),
                        expected[output * inputs + input]
                    );
                }
            }
        }
    }

    /// Packing sets each weight.
    #[test]
    fn packed_weights_are_those_that_were_set() {
        let mut rng = Random::seed(19);
        for (outputs, inputs) in [(1, 5), (2, 4), (3, 9), (6, 7), (12, 5), (15, 16), (21, 13)] {
            let mut rows = vec![0_u8; outputs * inputs];
            for byte in &mut rows {
                *byte = [rng.next_u32() as u8, 0x80, 0xff][rng.next_u32() as usize % 3];
            }
            let mut set_one_by_one = vec![0; outputs * inputs];
            for (index, byte) in rows.iter().enumerate() {
                let (output, input) = (index / inputs, index % inputs);
                set(
                    &mut set_one_by_one,
                    outputs,
                    inputs,
                    output,
                    input,
                    *byte as i8,
                );
            }
            let mut packed: Vec<i8> = rows.iter().map(|byte| *byte as i8).collect();
            pack(bytemuck::must_cast_slice(&rows), &mut packed, outputs);
            assert_eq!(packed, set_one_by_one, "{outputs} x {inputs}");
        }
    }

    /// A list is filled output by output, whatever it contains.
    #[test]
    fn the_first_contents_have_no_effect() {
        for byte in [i8::MIN, -1, 0, i8::MAX] {
            for weights in [
                [-128, 127],
                [-128, -127],
                [0, -128],
                [127, -128],
                [-1, -127],
            ] {
                let mut packed = [byte; 2];
                set(&mut packed, 2, 1, 0, 0, weights[0]);
                set(&mut packed, 2, 1, 1, 0, weights[1]);
                let both = [get(&packed, 2, 1, 0, 0), get(&packed, 2, 1, 1, 0)];
                assert_eq!(both, weights);
            }
        }
    }
}
