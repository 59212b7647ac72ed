//! Kernels of `i8` against plain loops in 64 and 128 bits.

mod elementwise;
mod pools;
mod products;

use nn_core::geometry::{Geometry, Slide};
use nn_core::prelude::{Random, Rng};
use nn_core::tensor::Cell;
use tests::oracle::integer::Windows;

/// Lines with and without padding, stride and dilation.
type Plain = Slide<6, 3, 4>;
type Padded = Slide<6, 3, 6, 1, 1>;
type Strided = Slide<7, 3, 4, 2, 1>;
type Dilated = Slide<9, 3, 5, 1, 0, 2>;
type Point = Slide<5, 1, 5>;

/// Numbers of 8 bits, a third of them `often`.
fn fill(rng: &mut Random, numbers: &mut [i8], often: i32) {
    for number in numbers {
        let word = rng.next_u32();
        *number = if word.is_multiple_of(3) {
            often as i8
        } else {
            (word >> 8) as i8
        };
    }
}

/// The sizes of a geometry.
fn windows<G: Geometry>() -> Windows {
    let both = |of: fn(nn_core::geometry::Axis) -> usize| [of(G::ROWS), of(G::COLUMNS)];
    Windows {
        input: both(|axis| axis.input),
        kernel: both(|axis| axis.kernel),
        stride: both(|axis| axis.stride),
        before: both(|axis| axis.before),
        dilation: both(|axis| axis.dilation),
        output: both(|axis| axis.output),
    }
}

/// All numbers of a tensor.
fn flat<T: Cell<Element = i8>>(cells: &T) -> &[i8] {
    T::flat(std::slice::from_ref(cells))
}

fn flat_mut<T: Cell<Element = i8>>(cells: &mut T) -> &mut [i8] {
    T::flat_mut(std::slice::from_mut(cells))
}
