//! The product of two matrices, with the instruction set of the processor.

use alloc::vec::Vec;

use crate::kernel::{Isa, Kernel, dispatch};

/// Adds to each row of `output` the product of a row of `left` and the matrix `right`. `strides` are the lengths of the rows of `left`,
/// and of those of `right` and `output`, which are multiples of 8.
pub(super) fn add_product(
    left: &[f64],
    right: &[f64],
    output: &mut [f64],
    strides: [usize; 2],
    terms: &mut Vec<Term>,
) {
    dispatch(AddProduct {
        left,
        right,
        output,
        strides,
        terms,
    });
}

struct AddProduct<'a> {
    left: &'a [f64],
    right: &'a [f64],
    output: &'a mut [f64],
    strides: [usize; 2],
    /// Memory.
    terms: &'a mut Vec<Term>,
}

/// A factor, and where the row begins that it multiplies.
type Term = (f64, usize);

impl Kernel for AddProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        let [inner, outer] = self.strides.map(|stride| stride.max(1));
        let terms = self.terms;
        for (left, output) in self.left.chunks(inner).zip(self.output.chunks_mut(outer)) {
            terms.clear();
            // Inactive units have factors of 0.
            let used = left
                .iter()
                .enumerate()
                .filter(|(_, factor)| **factor != 0.0);
            terms.extend(used.map(|(row, factor)| (*factor, row * outer)));
            for (block, output) in output.chunks_mut(BLOCK).enumerate() {
                let right = self.right.get(block * BLOCK..).unwrap_or_default();
                match output.len() / 8 {
                    1 => add_terms::<S, 1>(isa, terms, right, output),
                    2 => add_terms::<S, 2>(isa, terms, right, output),
                    3 => add_terms::<S, 3>(isa, terms, right, output),
                    4 => add_terms::<S, 4>(isa, terms, right, output),
                    5 => add_terms::<S, 5>(isa, terms, right, output),
                    6 => add_terms::<S, 6>(isa, terms, right, output),
                    7 => add_terms::<S, 7>(isa, terms, right, output),
                    _ => add_terms::<S, 8>(isa, terms, right, output),
                }
            }
        }
    }
}

/// The numbers of a row that are added at once.
const BLOCK: usize = 64;

/// Adds the terms to a part of a row, whose sums stay in registers.
#[inline(always)]
fn add_terms<S: Isa, const N: usize>(_isa: S, terms: &[Term], right: &[f64], output: &mut [f64]) {
    let Some(output) = output.as_chunks_mut::<8>().0.first_chunk_mut::<N>() else {
        return;
    };
    let mut sums = *output;
    for (factor, start) in terms {
        let part = right.get(*start..).unwrap_or_default();
        let Some(part) = part.as_chunks::<8>().0.first_chunk::<N>() else {
            continue;
        };
        for (sums, part) in sums.iter_mut().zip(part) {
            for (sum, x) in sums.iter_mut().zip(part) {
                *sum = if S::FUSED {
                    factor.mul_add(*x, *sum)
                } else {
                    factor * x + *sum
                };
            }
        }
    }
    *output = sums;
}
