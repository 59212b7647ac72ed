//! Pooling of `i8`: the maximum or the average of each window.

use core::marker::PhantomData;

use crate::activation::Identity;
use crate::arena::Arena;
use crate::geometry::Geometry;
use crate::kernel::integer::Pool;
use crate::kernel::{Isa, PoolKind, dispatch};
use crate::layer::{Facts, Layer, value_traits};
use crate::require::require;

/// Pooling of `C` channels of `i8` with the geometry `G`. `T` is [`Max`](crate::layer::Max) or [`Average`](crate::layer::Average). The
/// output has the scale of the input. Averages are rounded to the nearest, halves away from zero. Padding does not count.
///
/// # Shapes
/// `[[i8; C]; L]` to `[[i8; C]; O]`, or `[[[i8; C]; W]; H]` to `[[[i8; C]; OW]; OH]`.
///
/// ```
/// use nn_core::layer::int8::PoolI8;
/// use nn_core::layer::{Average, Max};
/// use nn_core::prelude::*;
///
/// let mut output = [[0; 2]];
/// PoolI8::<Max, 2, Slide<2, 2, 1>>::ZERO.infer(&[[1, 20], [4, 3]], &mut output);
/// assert_eq!(output, [[4, 20]]);
/// PoolI8::<Average, 2, Slide<2, 2, 1>>::ZERO.infer(&[[1, 20], [4, 3]], &mut output);
/// assert_eq!(output, [[3, 12]]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct PoolI8<T, const C: usize, G> {
    marks: PhantomData<(T, G)>,
}

value_traits!([T, const C: usize, G] PoolI8<T, C, G> {});

impl<T, const C: usize, G: Geometry> PoolI8<T, C, G> {
    /// The kernel, the stride and the padding. For images, rows and columns of each.
    const SETTINGS: &'static [usize] = {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        if G::DIMENSIONS == 1 {
            &[columns.kernel, columns.stride, columns.before]
        } else {
            &[
                rows.kernel,
                columns.kernel,
                rows.stride,
                columns.stride,
                rows.before,
                columns.before,
            ]
        }
    };
}

#[diagnostic::do_not_recommend]
impl<T: PoolKind, const C: usize, G: Geometry> Layer for PoolI8<T, C, G> {
    type Element = i8;
    type Input = G::Input<[i8; C]>;
    type Output = G::Output<[i8; C]>;
    type Activation = Identity;

    const FACTS: Facts = {
        G::ROWS.check_pool();
        G::COLUMNS.check_pool();
        require(
            !T::COUNTS_PADDING,
            "an average of `i8` does not count padding; write `Average`",
        );
        Facts {
            left_out: [G::ROWS.left_out(), G::COLUMNS.left_out()],
            settings: Self::SETTINGS,
            ..Facts::of::<Self::Output>(match (T::IS_MAX, G::DIMENSIONS) {
                (true, 1) => "MaxPool1dI8",
                (true, _) => "MaxPool2dI8",
                (false, 1) => "AvgPool1dI8",
                (false, _) => "AvgPool2dI8",
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        dispatch(kernel::<T, G, C>(input, output));
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &Self::Input, arena: Arena<'_, i8>) {
        if let Some(output) = arena.place::<Self::Output>() {
            isa.call(kernel::<T, G, C>(input, output));
        }
    }
}

/// The kernel. Padding does not count, so there is no zero.
#[inline(always)]
fn kernel<'a, T, G: Geometry, const C: usize>(
    input: &'a G::Input<[i8; C]>,
    output: &'a mut G::Output<[i8; C]>,
) -> Pool<'a, T, G, C> {
    Pool {
        input,
        zero: 0,
        range: [-128, 127],
        output,
        kind: PhantomData,
    }
}
