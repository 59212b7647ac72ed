//! Tensors: fixed-size arrays of one, two or three dimensions, and their view as a flat slice.

mod cell;
pub(crate) mod constant;
mod shape;

pub use self::cell::{Cell, Element};
use self::constant::Viewed;
pub use self::shape::Shape;
use crate::require::require;

use crate::slices;

/// A fixed-size array of numbers: `[f32; N]`, `[[f32; LENGTH]; CHANNELS]` or `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`.
///
/// ```
/// use nn_core::tensor::Tensor;
///
/// let mut image = [[[0.0_f32; 4]; 3]; 2];
/// Tensor::as_mut_slice(&mut image)[23] = 1.0;
/// assert_eq!(image[1][2][3], 1.0);
/// assert_eq!(<[[[f32; 4]; 3]; 2]>::SHAPE.to_string(), "2 x 3 x 4");
/// ```
///
/// On an array, `image.as_slice()` calls the method of arrays, which returns the channels. `Tensor::as_slice(&image)` returns all
/// values.
///
/// # Other elements
/// A tensor can also contain `i8` or `i32`:
///
/// ```
/// use nn_core::tensor::Tensor;
///
/// let mut quantized = [[0_i8; 3]; 2];
/// Tensor::as_mut_slice(&mut quantized)[5] = -128;
/// assert_eq!(quantized[1][2], -128);
/// assert_eq!(<[[i8; 3]; 2]>::LEN, 6);
/// ```
///
/// # Channels
/// The channels of a tensor of `f32` are its first dimension, as in PyTorch. Layers of integers read and write the channels as the
/// last dimension, as TensorFlow Lite does: the numbers that a product needs are then next to each other.
///
/// | | `f32` | `i8` |
/// | --- | --- | --- |
/// | vector | `[f32; N]` | `[i8; N]` |
/// | sequence | `[[f32; LENGTH]; CHANNELS]` | `[[i8; CHANNELS]; LENGTH]` |
/// | image | `[[[f32; WIDTH]; HEIGHT]; CHANNELS]` | `[[[i8; CHANNELS]; WIDTH]; HEIGHT]` |
///
/// [`ChannelsLast`](Tensor::ChannelsLast) and [`ChannelsFirst`](Tensor::ChannelsFirst) convert the types:
///
/// ```
/// use nn_core::tensor::Tensor;
///
/// let image: <[[[f32; 28]; 20]; 3] as Tensor>::ChannelsLast<i8> = [[[0_i8; 3]; 28]; 20];
/// let reals: <[[[i8; 3]; 28]; 20] as Tensor>::ChannelsFirst<f32> = [[[0.0_f32; 28]; 20]; 3];
/// # let _ = (image, reals);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tensor",
    label = "not a tensor",
    note = "tensors are `[f32; N]`, `[[f32; LENGTH]; CHANNELS]` and `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`"
)]
pub trait Tensor: Cell {
    /// The same shape with other elements.
    type Like<E: Element>: Tensor<Element = E>;
    /// The tensor whose first dimension, the channels, is the last, with elements `E`. See [channels](Tensor#channels).
    type ChannelsLast<E: Element>: Tensor<Element = E>;
    /// The tensor whose last dimension, the channels, is the first, with elements `E`. See [channels](Tensor#channels).
    type ChannelsFirst<E: Element>: Tensor<Element = E>;

    /// The number of elements.
    const LEN: usize;
    /// A tensor of zeros.
    const ZERO_REF: &'static Self;
    /// A tensor of ones.
    const ONES_REF: &'static Self;
    /// The dimensions, outermost first.
    const SHAPE: Shape;
    /// The dimensions as a list.
    const DIMENSIONS: &'static [usize];

    /// All elements. The last dimension runs fastest.
    fn as_slice(&self) -> &[Self::Element];
    /// All elements, mutable.
    fn as_mut_slice(&mut self) -> &mut [Self::Element];
    /// All elements of several tensors, in order.
    fn all(tensors: &[Self]) -> &[Self::Element] {
        Self::flat(tensors)
    }
    /// All elements of several tensors, mutable.
    fn all_mut(tensors: &mut [Self]) -> &mut [Self::Element] {
        Self::flat_mut(tensors)
    }
    /// The first [`LEN`](Self::LEN) elements of a slice as a tensor. Returns `None` if there are fewer.
    fn from_slice(flat: &[Self::Element]) -> Option<&Self>;
    /// The first [`LEN`](Self::LEN) elements of a slice as a mutable tensor. Returns `None` if there are fewer.
    fn from_mut_slice(flat: &mut [Self::Element]) -> Option<&mut Self>;
}

/// `N` cells of only ones or only zeros.
const fn repeated<T: Cell, V: Viewed<T>, const N: usize>() -> &'static [T; N] {
    match V::CELLS.first_chunk() {
        Some(cells) => cells,
        None => panic!("a tensor has at most three dimensions"),
    }
}

#[diagnostic::do_not_recommend]
impl<T: Cell, const N: usize> Tensor for [T; N] {
    type Like<E: Element> = [T::With<E>; N];
    type ChannelsLast<E: Element> = T::Append<E, N>;
    type ChannelsFirst<E: Element> = T::Wrap<T::Strip<E, N>, N>;

    const LEN: usize = {
        require(Self::SIZES.0 <= 3, "a tensor has at most three dimensions");
        Self::ELEMENTS
    };
    const ZERO_REF: &'static Self = repeated::<T, T::View<T::Vector<false, N>>, N>();
    const ONES_REF: &'static Self = repeated::<T, T::View<T::Vector<true, N>>, N>();
    const SHAPE: Shape = match <Self as Cell>::SIZES {
        (1, [n, ..]) => Shape::Vector(n),
        (2, [channels, length, ..]) => Shape::Sequence(channels, length),
        (3, [channels, height, width, _]) => Shape::Image(channels, height, width),
        _ => panic!("a tensor has at most three dimensions"),
    };
    const DIMENSIONS: &'static [usize] = {
        let (rank, sizes) = &<Self as Cell>::SIZES;
        sizes.split_at(*rank).0
    };

    #[inline(always)]
    fn as_slice(&self) -> &[T::Element] {
        T::flat(self)
    }
    #[inline(always)]
    fn as_mut_slice(&mut self) -> &mut [T::Element] {
        T::flat_mut(self)
    }
    #[inline(always)]
    fn from_slice(flat: &[T::Element]) -> Option<&Self> {
        T::cells(flat).first_chunk()
    }
    #[inline(always)]
    fn from_mut_slice(flat: &mut [T::Element]) -> Option<&mut Self> {
        T::cells_mut(flat).first_chunk_mut()
    }
}

/// All elements, in a constant function.
pub(crate) const fn elements<T: Tensor<Element = f32>>(tensor: &T) -> &[f32] {
    bytemuck::must_cast_slice(core::slice::from_ref(tensor))
}

/// The values of each of the `C` channels.
pub(crate) fn channels<const C: usize, T: Tensor<Element = f32>>(
    tensor: &T,
) -> impl Iterator<Item = &[f32]> {
    let mut rest = tensor.as_slice();
    // `chunks` divides to compute its length, which would add a path to a panic.
    (0..C).map(move |_| {
        let (channel, others) = slices::split(rest, T::LEN / C);
        rest = others;
        channel
    })
}

/// The values of each of the `C` channels, mutable.
pub(crate) fn channels_mut<const C: usize, T: Tensor<Element = f32>>(
    tensor: &mut T,
) -> impl Iterator<Item = &mut [f32]> {
    let mut rest = tensor.as_mut_slice();
    (0..C).map(move |_| {
        let all = core::mem::take(&mut rest);
        let (channel, others) = slices::split_mut(all, T::LEN / C);
        rest = others;
        channel
    })
}

/// An output of one number, which a threshold divides into two classes.
#[diagnostic::on_unimplemented(
    message = "a threshold is for a network with one output, but the output of this one is `{Self}`",
    label = "its output is `{Self}`"
)]
pub trait Single: Tensor {}

#[diagnostic::do_not_recommend]
impl<E: Element> Single for [E; 1] {}

#[cfg(test)]
mod tests {
    use super::constant::{Numbers, Viewed};
    use super::{Cell, Element, Shape, Tensor};

    /// A tensor of 24 elements, of any type, and its views.
    fn views<T: Tensor<Element: From<i8>>>(sample: T, shape: Shape) {
        assert_eq!((T::LEN, T::SHAPE), (24, shape));
        assert_eq!(T::DIMENSIONS.iter().product::<usize>(), 24);
        let numbers: [T::Element; 26] = core::array::from_fn(|index| (index as i8).into());
        let mut tensor = sample;
        tensor.as_mut_slice().copy_from_slice(&numbers[..24]);
        assert_eq!(tensor.as_slice(), &numbers[..24]);
        assert_eq!(T::from_slice(&numbers), Some(&tensor));
        assert_eq!(T::from_slice(&numbers[..23]), None);
        assert_eq!(T::from_mut_slice(&mut numbers.clone()), Some(&mut tensor));
        assert_eq!(T::all(&[tensor, sample])[23..25], [23.into(), 0.into()]);
        assert!(
            T::ZERO_REF
                .as_slice()
                .iter()
                .all(|value| *value == 0.into())
        );
        assert!(
            T::ONES_REF
                .as_slice()
                .iter()
                .all(|value| *value == 1.into())
        );
    }

    fn ranks<E: Element + From<i8>>() {
        views([E::ZERO; 24], Shape::Vector(24));
        views([[E::ZERO; 6]; 4], Shape::Sequence(4, 6));
        views([[[E::ZERO; 4]; 3]; 2], Shape::Image(2, 3, 4));
    }

    #[test]
    fn elements() {
        ranks::<f32>();
        ranks::<i8>();
        ranks::<i32>();
    }

    #[test]
    fn other_elements() {
        let mut tensor = <<[[f32; 2]; 3] as Tensor>::Like<i8> as crate::zero::Zero>::ZERO;
        tensor[2][1] = -7_i8;
        assert_eq!(Tensor::as_slice(&tensor), [0, 0, 0, 0, 0, -7]);
    }

    #[test]
    fn constants() {
        struct Five;
        impl Numbers<f32> for Five {
            const ALL: &'static [f32] = &[1.0, 2.0, 3.0, 4.0, 5.0];
        }
        let rows = <<[f32; 2] as Cell>::View<Five> as Viewed<[f32; 2]>>::CELLS;
        assert_eq!(rows, [[1.0, 2.0], [3.0, 4.0]]);
    }
}
