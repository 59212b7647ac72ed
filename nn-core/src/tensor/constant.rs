//! Constant arrays: views of flat lists as nested arrays, and lists that repeat one number.
//!
//! A trait cannot have constant functions, but it can have constants. So a view is a type, and its constant is computed by recursion
//! over types.

use core::marker::PhantomData;

/// A constant list of numbers.
pub trait Numbers<E: 'static> {
    /// The numbers.
    const ALL: &'static [E];
}

/// A view of a constant list of numbers as cells of type `T`.
pub trait Viewed<T: 'static> {
    /// The cells. Numbers after the last complete cell are left out.
    const CELLS: &'static [T];
}

/// The numbers of `S` themselves.
#[derive(Debug)]
pub struct Each<S>(PhantomData<S>);

impl<E: 'static, S: Numbers<E>> Viewed<E> for Each<S> {
    const CELLS: &'static [E] = S::ALL;
}

/// The cells of the view `V`, in arrays of `N`.
#[derive(Debug)]
pub struct Arrays<V, const N: usize>(PhantomData<V>);

impl<T: 'static, V: Viewed<T>, const N: usize> Viewed<[T; N]> for Arrays<V, N> {
    const CELLS: &'static [[T; N]] = V::CELLS.as_chunks().0;
}

/// `A * B * C` times the number 1, or the number 0 if `ONES` is `false`.
///
/// The length has three factors, because a type cannot state a product of const generics.
#[derive(Debug)]
pub struct Repeat<E, const ONES: bool, const A: usize, const B: usize, const C: usize>(
    PhantomData<E>,
);

/// Implements [`Numbers`] for [`Repeat`]. A generic impl is not possible: a reference in a constant needs a type that is known to have
/// no interior mutability.
macro_rules! repeat {
    ($($type:ty),*) => { $(
        impl<const ONES: bool, const A: usize, const B: usize, const C: usize> Repeat<$type, ONES, A, B, C> {
            const NESTED: &'static [[[$type; C]; B]; A] = &[[[ONES as u8 as $type; C]; B]; A];
        }

        impl<const ONES: bool, const A: usize, const B: usize, const C: usize> Numbers<$type>
            for Repeat<$type, ONES, A, B, C>
        {
            const ALL: &'static [$type] = Self::NESTED.as_flattened().as_flattened();
        }
    )* };
}

repeat!(f32, i8, i32);

/// No numbers.
#[derive(Debug)]
pub struct Nothing;

impl<E: 'static> Numbers<E> for Nothing {
    const ALL: &'static [E] = &[];
}
