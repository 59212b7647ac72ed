//! The cells that tensors consist of: numbers, and arrays of cells.

use core::fmt;

use bytemuck::Pod;

use super::Tensor;
use super::constant::{Arrays, Each, Nothing, Numbers, Repeat, Viewed};
use crate::zero::{Zero, ZeroMemory};

mod sealed {
    pub trait Sealed {}
}

/// A part of a tensor: a number, or an array of cells.
///
/// The cells of `[[f32; 4]; 3]` are three `[f32; 4]`, and the cells of each are four `f32`. So code that is generic over cells works
/// for vectors, sequences and images of any [`Element`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tensor",
    label = "not a tensor",
    note = "tensors are `[f32; N]`, `[[f32; LENGTH]; CHANNELS]` and `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`"
)]
pub trait Cell:
    sealed::Sealed + Zero + ZeroMemory + Pod + PartialEq + fmt::Debug + Send + Sync
{
    /// The type of the numbers.
    type Element: Element;
    /// The same shape with numbers of type `E`.
    type With<E: Element>: Cell<Element = E>;

    /// The number of elements.
    const ELEMENTS: usize;
    /// The number of dimensions, and the sizes of the first four, outermost first.
    #[doc(hidden)]
    const SIZES: (usize, [usize; 4]);

    /// The same cells with an array of `N` elements in the place of each element: channels as the innermost dimension.
    #[doc(hidden)]
    type Append<E: Element, const N: usize>: Tensor<Element = E>;
    /// `N` of these cells without their innermost dimension, with elements `E`.
    #[doc(hidden)]
    type Strip<E: Element, const N: usize>: Cell<Element = E>;
    /// As many `X` as the innermost dimension of `N` of these cells has elements.
    #[doc(hidden)]
    type Wrap<X: Cell, const N: usize>: Tensor<Element = X::Element>;

    /// A view of a constant list of numbers as cells.
    #[doc(hidden)]
    type View<S: Numbers<Self::Element>>: Viewed<Self>;
    /// The elements of `A` cells, all 1 or all 0.
    #[doc(hidden)]
    type Vector<const ONES: bool, const A: usize>: Numbers<Self::Element>;
    /// The elements of `A` times `B` cells.
    #[doc(hidden)]
    type Matrix<const ONES: bool, const A: usize, const B: usize>: Numbers<Self::Element>;
    /// The elements of `A` times `B` times `C` cells; none if the cells are not numbers.
    #[doc(hidden)]
    type Cube<const ONES: bool, const A: usize, const B: usize, const C: usize>: Numbers<
        Self::Element,
    >;

    /// All elements of several cells, in order. The last dimension runs fastest.
    fn flat(cells: &[Self]) -> &[Self::Element];
    /// All elements of several cells, mutable.
    fn flat_mut(cells: &mut [Self]) -> &mut [Self::Element];
    /// A flat slice as cells. Elements after the last complete cell are left out.
    fn cells(flat: &[Self::Element]) -> &[Self];
    /// A flat slice as mutable cells.
    fn cells_mut(flat: &mut [Self::Element]) -> &mut [Self];
}

/// A number type of tensors: `f32`, `i8` or `i32`.
pub trait Element: Cell<Element = Self> {}

/// Implements [`Element`] for a number type.
macro_rules! element {
    ($($type:ty),*) => { $(
        impl sealed::Sealed for $type {}
        impl Element for $type {}
        #[diagnostic::do_not_recommend]
        impl Cell for $type {
            type Element = Self;
            type With<E: Element> = E;
            type Append<E: Element, const N: usize> = [E; N];
            type Strip<E: Element, const N: usize> = E;
            type Wrap<X: Cell, const N: usize> = [X; N];

            const ELEMENTS: usize = 1;
            const SIZES: (usize, [usize; 4]) = (0, [1; 4]);

            type View<S: Numbers<Self>> = Each<S>;
            type Vector<const ONES: bool, const A: usize> = Repeat<Self, ONES, A, 1, 1>;
            type Matrix<const ONES: bool, const A: usize, const B: usize> = Repeat<Self, ONES, A, B, 1>;
            type Cube<const ONES: bool, const A: usize, const B: usize, const C: usize> = Repeat<Self, ONES, A, B, C>;

            #[inline(always)]
            fn flat(cells: &[Self]) -> &[Self] {
                cells
            }
            #[inline(always)]
            fn flat_mut(cells: &mut [Self]) -> &mut [Self] {
                cells
            }
            #[inline(always)]
            fn cells(flat: &[Self]) -> &[Self] {
                flat
            }
            #[inline(always)]
            fn cells_mut(flat: &mut [Self]) -> &mut [Self] {
                flat
            }
        }
    )* };
}

element!(f32, i8, i32);

impl<T: Cell, const N: usize> sealed::Sealed for [T; N] {}

#[diagnostic::do_not_recommend]
impl<T: Cell, const N: usize> Cell for [T; N] {
    type Element = T::Element;
    type With<E: Element> = [T::With<E>; N];
    type Append<E: Element, const C: usize> = [T::Append<E, C>; N];
    type Strip<E: Element, const C: usize> = [T::Strip<E, N>; C];
    type Wrap<X: Cell, const C: usize> = T::Wrap<X, N>;

    const ELEMENTS: usize = N * T::ELEMENTS;
    const SIZES: (usize, [usize; 4]) = {
        let (rank, [a, b, c, _]) = T::SIZES;
        (rank + 1, [N, a, b, c])
    };

    type View<S: Numbers<T::Element>> = Arrays<T::View<S>, N>;
    type Vector<const ONES: bool, const A: usize> = T::Matrix<ONES, A, N>;
    type Matrix<const ONES: bool, const A: usize, const B: usize> = T::Cube<ONES, A, B, N>;
    type Cube<const ONES: bool, const A: usize, const B: usize, const C: usize> = Nothing;

    #[inline(always)]
    fn flat(cells: &[Self]) -> &[T::Element] {
        T::flat(cells.as_flattened())
    }
    #[inline(always)]
    fn flat_mut(cells: &mut [Self]) -> &mut [T::Element] {
        T::flat_mut(cells.as_flattened_mut())
    }
    #[inline(always)]
    fn cells(flat: &[T::Element]) -> &[Self] {
        T::cells(flat).as_chunks().0
    }
    #[inline(always)]
    fn cells_mut(flat: &mut [T::Element]) -> &mut [Self] {
        T::cells_mut(flat).as_chunks_mut().0
    }
}
