//! Zeros around images, and images whose elements are repeated.

use nn_import::tensor::{Tensor, positions, steps};

use super::of;

/// A tensor of another size. `source` returns the place along an axis of the input, `None` outside of it.
fn resized(x: &Tensor, sizes: &[usize], source: impl Fn(usize, usize) -> Option<usize>) -> Tensor {
    let shape = [&x.shape[..1], sizes].concat();
    let steps = steps(&x.shape);
    let value = |at: Vec<usize>| {
        let mut place = at[0] * steps[0];
        for (axis, at) in at[1..].iter().enumerate() {
            match source(axis, *at) {
                Some(inside) if inside < x.shape[1 + axis] => place += inside * steps[1 + axis],
                _ => return 0.0,
            }
        }
        x.values[place]
    };
    of(&shape, positions(&shape).map(value).collect())
}

pub(super) fn pad(x: &Tensor, before: &[usize], after: &[usize]) -> Tensor {
    let sides = x.shape[1..].iter().zip(before).zip(after);
    let sizes: Vec<usize> = sides
        .map(|((size, before), after)| before + size + after)
        .collect();
    resized(x, &sizes, |axis, at| at.checked_sub(before[axis]))
}

pub(super) fn repeat(x: &Tensor, factors: &[usize]) -> Tensor {
    let sizes = x.shape[1..].iter().zip(factors);
    let sizes: Vec<usize> = sizes.map(|(size, factor)| size * factor).collect();
    resized(x, &sizes, |axis, at| Some(at / factors[axis]))
}
