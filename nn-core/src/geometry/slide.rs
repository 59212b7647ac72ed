//! One dimension along which a window slides, as a type, and images as pairs of dimensions.

use core::slice::{from_mut, from_ref};

use super::{Axis, Geometry, InputRow, KernelRow, OutputRow, sealed};
use crate::tensor::{Cell, Tensor};

/// A window of `K` places that slides over `L` positions and yields `O` outputs.
///
/// The windows begin `S` positions apart (the stride), and the first one begins `P` positions before the input (the padding). The
/// places of a window are `D` positions apart (the dilation).
///
/// The padding after the input follows from `O`: a window reads zeros wherever it extends beyond the input. So `P` and `O` express
/// padding on both sides, on one side, and none. For example, `P = (K - 1) * D` with `O = L` is a causal convolution. Positions that
/// no window covers are left out. [`network!`](crate::network!) computes these numbers from the kernel, the stride, the padding and
/// the dilation.
///
/// ```
/// use nn_core::prelude::*;
///
/// // a causal convolution: each output depends on the current and the two previous inputs
/// type Causal = Conv<1, 1, Slide<4, 3, 4, 1, 2>>;
/// let layer = Causal::new([[[1.0], [1.0], [1.0]]], [0.0]);
/// let mut output = [[0.0; 4]];
/// layer.infer(&[[1.0, 2.0, 3.0, 4.0]], &mut output);
/// assert_eq!(output, [[1.0, 3.0, 6.0, 9.0]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slide<
    const L: usize,
    const K: usize,
    const O: usize,
    const S: usize = 1,
    const P: usize = 0,
    const D: usize = 1,
> {}

/// One dimension along which a window slides: a [`Slide`].
pub trait Along: sealed::Sealed + 'static {
    /// One row of the input.
    type Input<T: Cell>: Tensor<Element = T::Element> + AsRef<[T]> + AsMut<[T]>;
    /// One `T` for each window.
    type Output<T: Cell>: Tensor<Element = T::Element> + AsRef<[T]> + AsMut<[T]>;
    /// One `T` for each place of a window.
    type Window<T: Cell>: Tensor<Element = T::Element> + AsRef<[T]>;

    /// The sizes as numbers.
    const AXIS: Axis;
}

impl<const L: usize, const K: usize, const O: usize, const S: usize, const P: usize, const D: usize>
    sealed::Sealed for Slide<L, K, O, S, P, D>
{
}

impl<const L: usize, const K: usize, const O: usize, const S: usize, const P: usize, const D: usize>
    Along for Slide<L, K, O, S, P, D>
{
    type Input<T: Cell> = [T; L];
    type Output<T: Cell> = [T; O];
    type Window<T: Cell> = [T; K];

    const AXIS: Axis = Axis {
        input: L,
        output: O,
        kernel: K,
        stride: S,
        before: P,
        dilation: D,
    };
}

/// A sequence: an image of one row.
#[diagnostic::do_not_recommend]
impl<const L: usize, const K: usize, const O: usize, const S: usize, const P: usize, const D: usize>
    Geometry for Slide<L, K, O, S, P, D>
{
    type Input<T: Cell> = [T; L];
    type Output<T: Cell> = [T; O];
    type Kernel<T: Cell> = [T; K];
    type Rows = Slide<1, 1, 1>;
    type Columns = Self;

    const DIMENSIONS: usize = 1;
    const KERNEL: &'static [usize] = &[K];
    const SETTINGS: &'static [usize] = if D == 1 { &[S, P] } else { &[S, P, D] };

    #[inline(always)]
    fn input_rows<T: Cell>(plane: &[T; L]) -> &[[T; L]] {
        from_ref(plane)
    }
    #[inline(always)]
    fn input_rows_mut<T: Cell>(plane: &mut [T; L]) -> &mut [[T; L]] {
        from_mut(plane)
    }
    #[inline(always)]
    fn output_rows<T: Cell>(plane: &[T; O]) -> &[[T; O]] {
        from_ref(plane)
    }
    #[inline(always)]
    fn output_rows_mut<T: Cell>(plane: &mut [T; O]) -> &mut [[T; O]] {
        from_mut(plane)
    }
    #[inline(always)]
    fn kernel_rows<T: Cell>(kernel: &[T; K]) -> &[[T; K]] {
        from_ref(kernel)
    }
}

impl<R: Along, C: Along> sealed::Sealed for (R, C) {}

/// An image.
#[diagnostic::do_not_recommend]
impl<R: Along, C: Along> Geometry for (R, C) {
    type Input<T: Cell> = R::Input<C::Input<T>>;
    type Output<T: Cell> = R::Output<C::Output<T>>;
    type Kernel<T: Cell> = R::Window<C::Window<T>>;
    type Rows = R;
    type Columns = C;

    const DIMENSIONS: usize = 2;
    const KERNEL: &'static [usize] = &[R::AXIS.kernel, C::AXIS.kernel];
    const SETTINGS: &'static [usize] = {
        let (rows, columns) = (R::AXIS, C::AXIS);
        if rows.dilation == 1 && columns.dilation == 1 {
            &[
                R::AXIS.stride,
                C::AXIS.stride,
                R::AXIS.before,
                C::AXIS.before,
            ]
        } else {
            &[
                R::AXIS.stride,
                C::AXIS.stride,
                R::AXIS.before,
                C::AXIS.before,
                R::AXIS.dilation,
                C::AXIS.dilation,
            ]
        }
    };

    #[inline(always)]
    fn input_rows<T: Cell>(plane: &Self::Input<T>) -> &[InputRow<Self, T>] {
        plane.as_ref()
    }
    #[inline(always)]
    fn input_rows_mut<T: Cell>(plane: &mut Self::Input<T>) -> &mut [InputRow<Self, T>] {
        plane.as_mut()
    }
    #[inline(always)]
    fn output_rows<T: Cell>(plane: &Self::Output<T>) -> &[OutputRow<Self, T>] {
        plane.as_ref()
    }
    #[inline(always)]
    fn output_rows_mut<T: Cell>(plane: &mut Self::Output<T>) -> &mut [OutputRow<Self, T>] {
        plane.as_mut()
    }
    #[inline(always)]
    fn kernel_rows<T: Cell>(kernel: &Self::Kernel<T>) -> &[KernelRow<Self, T>] {
        kernel.as_ref()
    }
}
