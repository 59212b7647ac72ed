//! Products of inputs and the weights of up to eight outputs, for microcontrollers without DSP instructions.

use core::array::from_fn;

#[cfg(feature = "dsp")]
use nn_dsp::add_input;

use crate::slices;

/// The most groups of four inputs for which the sums of two outputs can be separated: `64 * 4 * 127 * 255 < 2^23`.
pub(super) const MOST: usize = 64;

/// Four inputs less their zero: inputs 0 and 2, then inputs 1 and 3.
pub(super) type Group = [i32; 4];

/// Groups of inputs, of which there are at most 64.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inputs<'a> {
    /// The groups.
    pub(super) groups: &'a [Group],
    /// The index of each group, if those that are zero are left out.
    pub(super) places: Option<&'a [u8]>,
}

/// Whether the processor has eight registers for operands: Armv6-M. On stable Rust it is told by its atomic operations.
const HAS_8_REGISTERS: bool = cfg!(all(target_arch = "arm", not(target_has_atomic = "32")));

/// The outputs whose sums fit the registers. Each takes a register.
pub(super) const OUTPUTS: usize = match cfg!(target_arch = "arm") {
    true if HAS_8_REGISTERS => 2,
    true => 4,
    false => 8,
};

/// Whether the lower byte of a pair is loaded a second time, because a processor extends signs with two instructions.
const LOADS_BYTES: bool = cfg!(target_arch = "riscv32");

/// Whether each input that is zero is skipped. With nn-dsp, groups of four are left out instead. The branch has a second effect: a
/// compiler that moves the loads of all four inputs to one place has too few registers.
const SKIPS_ZEROS: bool = cfg!(all(not(feature = "fixed-time"), not(feature = "dsp")));

/// Adds the products of an input and pairs of weights, `h = a + 256 b`, to the sums of `a x` and of `h x`. `lower` has the bytes `a`.
#[cfg(not(feature = "dsp"))]
#[inline(always)]
fn add_input<const PAIRS: usize>(
    x: i32,
    halves: [i32; PAIRS],
    lower: [i8; PAIRS],
    sums: &mut [[i32; 2]; PAIRS],
) {
    for ((half, byte), [lower, all]) in halves.into_iter().zip(lower).zip(sums) {
        *all = all.wrapping_add(half * x);
        *lower += i32::from(byte) * x;
    }
}

/// The weights of panels of equally many outputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    /// The words of all panels.
    pub(super) words: &'a [u32],
    /// The words of a panel.
    pub(super) stride: usize,
    /// The first group of inputs.
    pub(super) first: usize,
}

/// Adds the products of the inputs to the sums of panels of eight outputs, `O` at a time.
#[inline(always)]
pub(super) fn eights<const O: usize>(inputs: Inputs<'_>, weights: Weights<'_>, sums: &mut [i32]) {
    match O {
        8 => pass::<8, 0, 4>(inputs, weights, sums),
        4 => {
            pass::<8, 0, 2>(inputs, weights, sums);
            pass::<8, 2, 2>(inputs, weights, sums);
        }
        _ => {
            pass::<8, 0, 1>(inputs, weights, sums);
            pass::<8, 1, 1>(inputs, weights, sums);
            pass::<8, 2, 1>(inputs, weights, sums);
            pass::<8, 3, 1>(inputs, weights, sums);
        }
    }
}

/// Adds the products of the inputs to the sums of a panel of four outputs, at most `O` at a time.
#[inline(always)]
pub(super) fn four<const O: usize>(inputs: Inputs<'_>, weights: Weights<'_>, sums: &mut [i32]) {
    if O == 2 {
        pass::<4, 0, 1>(inputs, weights, sums);
        pass::<4, 1, 1>(inputs, weights, sums);
    } else {
        pass::<4, 0, 2>(inputs, weights, sums);
    }
}

/// Adds the products of the inputs to the sums of a panel of two outputs.
#[inline(always)]
pub(super) fn two(inputs: Inputs<'_>, weights: Weights<'_>, sums: &mut [i32]) {
    pass::<2, 0, 1>(inputs, weights, sums);
}

/// Adds the products of the inputs to the sums of `PAIRS` pairs of outputs of each panel of `W` outputs, from pair number `FIRST` on.
#[inline(always)]
fn pass<const W: usize, const FIRST: usize, const PAIRS: usize>(
    inputs: Inputs<'_>,
    weights: Weights<'_>,
    sums: &mut [i32],
) {
    let bytes = bytemuck::must_cast_slice(weights.words);
    let sums = sums.as_chunks_mut().0;
    match inputs.places {
        None => every::<W, FIRST, PAIRS>(inputs.groups, weights, bytes, sums),
        Some(places) => listed::<W, FIRST, PAIRS>(inputs.groups, places, weights, bytes, sums),
    }
}

/// The words and the bytes of each panel, from the first group of inputs on.
#[inline(always)]
fn panels<'a, const W: usize>(
    weights: Weights<'a>,
    bytes: &'a [[i8; 4]],
) -> impl Iterator<Item = (&'a [[u32; W]], &'a [[[i8; 4]; W]])> {
    let (stride, start) = (weights.stride.max(1), W * weights.first);
    let bytes = bytes.chunks_exact(stride);
    let panels = weights.words.chunks_exact(stride).zip(bytes);
    panels.map(move |(words, bytes)| {
        let words = words.get(start..).unwrap_or_default();
        let bytes = bytes.get(start..).unwrap_or_default();
        (words.as_chunks().0, bytes.as_chunks().0)
    })
}

/// [`pass`] for groups next to each other, four per iteration. `bytes` are those of the weights.
///
/// The iterators of an inner loop have ends of their own. A compiler that knows that they end at once computes one address from the
/// other, which takes more registers than there are.
#[inline(never)]
fn every<const W: usize, const FIRST: usize, const PAIRS: usize>(
    groups: &[Group],
    weights: Weights<'_>,
    bytes: &[[i8; 4]],
    sums: &mut [[i32; W]],
) {
    let (fours, last) = groups.as_chunks::<4>();
    for (sums, (words, bytes)) in sums.iter_mut().zip(panels::<W>(weights, bytes)) {
        let (words, last_words) = slices::split(words, 4 * fours.len());
        let (bytes, last_bytes) = slices::split(bytes, 4 * fours.len());
        let mut parts = [[0; 2]; PAIRS];
        let mut words = words.as_chunks::<4>().0.iter();
        let mut bytes = bytes.as_chunks::<4>().0.iter();
        for [a, b, c, d] in fours {
            let Some(words) = words.next() else {
                break;
            };
            let bytes = match LOADS_BYTES {
                true => bytes.next().unwrap_or(&[[[0; 4]; W]; 4]),
                false => &[[[0; 4]; W]; 4],
            };
            add::<W, FIRST, PAIRS>(a, &words[0], &bytes[0], &mut parts);
            add::<W, FIRST, PAIRS>(b, &words[1], &bytes[1], &mut parts);
            add::<W, FIRST, PAIRS>(c, &words[2], &bytes[2], &mut parts);
            add::<W, FIRST, PAIRS>(d, &words[3], &bytes[3], &mut parts);
        }
        for (x, (words, bytes)) in last.iter().zip(last_words.iter().zip(last_bytes)) {
            add::<W, FIRST, PAIRS>(x, words, bytes, &mut parts);
        }
        separate::<W, FIRST, PAIRS>(&parts, sums);
    }
}

/// [`pass`] for groups of which some are left out. `bytes` are those of the weights.
#[inline(never)]
fn listed<const W: usize, const FIRST: usize, const PAIRS: usize>(
    groups: &[Group],
    places: &[u8],
    weights: Weights<'_>,
    bytes: &[[i8; 4]],
    sums: &mut [[i32; W]],
) {
    for (sums, (words, bytes)) in sums.iter_mut().zip(panels::<W>(weights, bytes)) {
        let mut parts = [[0; 2]; PAIRS];
        for (x, place) in groups.iter().zip(places) {
            let place = usize::from(*place);
            if let (Some(words), Some(bytes)) = (words.get(place), bytes.get(place)) {
                add::<W, FIRST, PAIRS>(x, words, bytes, &mut parts);
            }
        }
        separate::<W, FIRST, PAIRS>(&parts, sums);
    }
}

/// Adds the products of a group of inputs.
#[inline(always)]
fn add<const W: usize, const FIRST: usize, const PAIRS: usize>(
    [x0, x2, x1, x3]: &Group,
    words: &[u32; W],
    bytes: &[[i8; 4]; W],
    sums: &mut [[i32; 2]; PAIRS],
) {
    let mut add = |x: i32, row: usize, half: usize| {
        if SKIPS_ZEROS && x == 0 {
            return;
        }
        let halves = from_fn(|pair| half_of(words, place::<W>(row, FIRST + pair), half));
        let lower = from_fn(|pair| match LOADS_BYTES {
            true => bytes[place::<W>(row, FIRST + pair)][2 * half],
            false => halves[pair] as i8,
        });
        add_input::<PAIRS>(x, halves, lower, sums);
    };
    add(*x0, 0, 0);
    add(*x2, 0, 1);
    add(*x1, 1, 0);
    add(*x3, 1, 1);
}

/// The index of the word with the weights of a pair of outputs, for inputs 0 and 2 in row 0 and for inputs 1 and 3 in row 1.
const fn place<const W: usize>(row: usize, pair: usize) -> usize {
    match W {
        2 => row,
        _ => pair / 2 * 4 + row * 2 + pair % 2,
    }
}

/// The lower or the upper half of a word, with its sign.
#[inline(always)]
fn half_of<const W: usize>(words: &[u32; W], place: usize, half: usize) -> i32 {
    if HAS_8_REGISTERS {
        // one load for both halves: that of a half with its sign needs a register for the offset
        let word = u32::from_le(words[place]);
        let [low, high] = [i32::from(word as i16), word.cast_signed() >> 16];
        return if half == 0 { low } else { high };
    }
    let halves: &[[i16; 2]; W] = bytemuck::must_cast_ref(words);
    i32::from(i16::from_le(halves[place][half]))
}

/// Adds the sums of the outputs of each pair: `sum a x`, and `sum b x = (sum h x - sum a x) / 256`.
#[inline(always)]
fn separate<const W: usize, const FIRST: usize, const PAIRS: usize>(
    parts: &[[i32; 2]; PAIRS],
    sums: &mut [i32; W],
) {
    let pairs = sums.as_chunks_mut::<2>().0.iter_mut().skip(FIRST);
    for ([first, second], [lower, all]) in pairs.zip(parts) {
        *first += lower;
        *second += all.wrapping_sub(*lower) >> 8;
    }
}
