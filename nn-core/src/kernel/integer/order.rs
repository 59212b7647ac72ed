//! The order of packed weights.
//!
//! A kernel computes up to eight outputs at a time. Their weights are a *panel*: panels of eight outputs, and for the outputs that remain
//! panels of four, two and one. A panel has the weights of four inputs at a time, then those of the inputs that remain.
//!
//! The weights of two outputs `a` and `b` for one input are the two bytes of `a + 256 b`, the lower one first. So the second byte is
//! `b` or `b - 1`, and both weights are in `[-127, 127]`. A processor with `SMLAD` multiplies two of these numbers by two inputs, and
//! then separates the sums (see the crate `nn-dsp`). A processor that loads 16 bits with their sign loads two weights at once. If
//! all weights are 0, all bytes are.
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
    packed[place] + borrow(packed, outputs, output, place)
}

/// Changes a weight in a list of packed weights.
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
    let weight = if weight == i8::MIN { -i8::MAX } else { weight };
    let partner = if is_pair(outputs, output) && output.is_multiple_of(2) {
        Some(packed[place + 1] + (packed[place] < 0) as i8)
    } else {
        None
    };
    packed[place] = weight - borrow(packed, outputs, output, place);
    if let Some(partner) = partner {
        packed[place + 1] = partner - (weight < 0) as i8;
    }
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

    use super::{get, place, set};

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

    /// Weights are independent of each other, in any order of changes.
    #[test]
    fn weights_are_those_that_were_set() {
        let mut rng = crate::rng::Rng::new(18);
        for (outputs, inputs) in [(1, 5), (2, 4), (3, 9), (7, 6), (8, 8), (21, 13)] {
            let mut packed = vec![0; outputs * inputs];
            let mut expected = vec![0; outputs * inputs];
            for step in 0..20 * outputs * inputs {
                let (output, input) = (rng.below(outputs), rng.below(inputs));
                let weight = (rng.below(255) as i32 - 127) as i8;
                let weight = if step % 5 == 0 { -127 } else { weight };
                set(&mut packed, outputs, inputs, output, input, weight);
                expected[output * inputs + input] = weight;
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
}
