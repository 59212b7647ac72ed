//! A region that is halved until the bounds of each part suffice, checked by the compiler.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use super::Interval;
use super::outputs::OutputBounds;
use crate::text::Piece::{Count, Word};
use crate::text::Text;

/// The deepest part is halved this many times.
const DEPTH: usize = 40;
/// The byte of a part that is proved. Other bytes are the input that is halved.
const PROVED: u8 = u8::MAX;

/// Walks over the parts of a proof. Each is a box, and together they cover the region: a part ends only at its byte.
#[derive(Debug)]
#[doc(hidden)]
pub struct Halves<'a, const N: usize> {
    proof: &'a [u8],
    /// The byte that is read next.
    place: usize,
    /// The parts that are not read, and how many of them there are.
    open: [[Interval; N]; DEPTH],
    count: usize,
}

impl<'a, const N: usize> Halves<'a, N> {
    /// The parts of a region.
    pub const fn new(region: &[Interval; N], proof: &'a [u8]) -> Self {
        let mut open = [[Interval::ANY; N]; DEPTH];
        open[0] = *region;
        let (place, count) = (0, 1);
        Halves {
            proof,
            place,
            open,
            count,
        }
    }

    /// The next part, or nothing at the end. Panics, which is a compile error, if the bytes are no proof.
    #[track_caller]
    pub const fn next_part(&mut self) -> Option<[Interval; N]> {
        if self.count == 0 {
            assert!(
                self.place == self.proof.len(),
                "the proof has bytes after its last part"
            );
            return None;
        }
        loop {
            assert!(
                self.place < self.proof.len(),
                "the proof ends before its parts cover the region"
            );
            let byte = self.proof[self.place];
            self.place += 1;
            if byte == PROVED {
                self.count -= 1;
                return Some(self.open[self.count]);
            }
            self.halve(byte as usize);
        }
    }

    /// Replaces the last part by its upper and its lower half.
    #[track_caller]
    const fn halve(&mut self, index: usize) {
        if index >= N {
            let mut text = Text::<120>::new();
            text.phrase(&[Word("the proof halves input "), Count(index)]);
            text.phrase(&[Word(", but there are "), Count(N), Word(" inputs")]);
            panic!("{}", text.as_str());
        }
        assert!(self.count < DEPTH, "the proof halves a part too often");
        let [lower, upper] = halves(&self.open[self.count - 1], index);
        self.open[self.count - 1] = upper;
        self.open[self.count] = lower;
        self.count += 1;
    }
}

/// The two halves of a box. Both have the number in the middle.
const fn halves<const N: usize>(part: &[Interval; N], index: usize) -> [[Interval; N]; 2] {
    let Interval { low, high } = part[index];
    let middle = middle(part[index]);
    let [mut lower, mut upper] = [*part, *part];
    lower[index] = Interval::new(low, middle);
    upper[index] = Interval::new(middle, high);
    [lower, upper]
}

const fn middle(Interval { low, high }: Interval) -> f32 {
    let middle = (0.5 * (low as f64 + high as f64)) as f32;
    middle.max(low).min(high)
}

/// By how much bounds are missed: 0 if the output is proved to be within them.
pub fn missing<const N: usize>(
    proved: &OutputBounds<N>,
    index: usize,
    [low, high]: [f32; 2],
) -> f64 {
    let found = proved.output(index);
    let [below, above] = [low - found.low, found.high - high].map(f64::from);
    below.max(above).max(0.0)
}

/// What the proof of a class lacks: 0 if the class is proved. Panics if there is no such class.
#[track_caller]
pub fn missing_class<const N: usize>(proved: &OutputBounds<N>, class: usize) -> f64 {
    let classes = if N == 1 { 2 } else { N };
    assert!(class < classes, "the network has fewer classes");
    proved.lack_of_class(class)
}

/// Finds a proof for [`assert_bounds!`](crate::assert_bounds) or [`assert_robust!`](crate::assert_robust), with at most this many parts. `missing` is 0 if a part is proved.
#[cfg(feature = "alloc")]
pub fn find_halves<const N: usize>(
    region: &[Interval; N],
    missing: impl Fn(&[Interval; N]) -> f64,
    most: usize,
) -> Option<Vec<u8>> {
    let mut proof = Vec::new();
    let mut open = Vec::from([*region]);
    let mut parts = 0;
    while let Some(part) = open.pop() {
        if missing(&part) == 0.0 {
            proof.push(PROVED);
            parts += 1;
            continue;
        }
        if parts + open.len() >= most || open.len() + 2 > DEPTH {
            return None;
        }
        let index = most_important(&part, &missing)?;
        let [lower, upper] = halves(&part, index);
        open.extend([upper, lower]);
        proof.push(u8::try_from(index).ok().filter(|byte| *byte != PROVED)?);
    }
    Some(proof)
}

/// The input without whose width the least is missing, among those that can be halved.
#[cfg(feature = "alloc")]
fn most_important<const N: usize>(
    part: &[Interval; N],
    missing: &impl Fn(&[Interval; N]) -> f64,
) -> Option<usize> {
    let can_be_halved = part.iter().enumerate().filter(|(_, x)| {
        let middle = middle(**x);
        x.low < middle && middle < x.high
    });
    let without = can_be_halved.map(|(index, x)| {
        let mut narrow = *part;
        if let Some(place) = narrow.get_mut(index) {
            *place = Interval::point(middle(*x));
        }
        (index, missing(&narrow), x.high - x.low)
    });
    let order = |a: &(usize, f64, f32), b: &(usize, f64, f32)| {
        a.1.total_cmp(&b.1).then(b.2.total_cmp(&a.2))
    };
    without.min_by(order).map(|(index, ..)| index)
}
