//! Tensors: fixed-size arrays of `f32` of one, two or three dimensions, and their view as a flat slice.

use core::fmt;

use bytemuck::NoUninit;

use crate::zero::{Zero, ZeroMemory};

mod sealed {
    pub trait Sealed {}
}

/// A fixed-size array of `f32`: `[f32; N]`, `[[f32; LENGTH]; CHANNELS]` or `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`.
///
/// ```
/// use nn_core::tensor::Tensor;
///
/// let mut image = [[[0.0; 4]; 3]; 2];
/// Tensor::as_mut_slice(&mut image)[23] = 1.0;
/// assert_eq!(image[1][2][3], 1.0);
/// assert_eq!(<[[[f32; 4]; 3]; 2]>::SHAPE.to_string(), "2 x 3 x 4");
/// ```
///
/// On an array itself, `image.as_slice()` is the method of arrays and gives the channels; all values in a row are
/// `Tensor::as_slice(&image)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tensor",
    label = "not a tensor",
    note = "tensors are `[f32; N]`, `[[f32; LENGTH]; CHANNELS]` and `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`"
)]
pub trait Tensor:
    sealed::Sealed
    + Zero
    + ZeroMemory
    + NoUninit
    + Copy
    + PartialEq
    + fmt::Debug
    + Send
    + Sync
    + 'static
{
    /// The number of elements.
    const LEN: usize;
    /// A place where all is zero.
    const ZERO_REF: &'static Self;
    /// A place where all is one.
    const ONES_REF: &'static Self;
    /// The dimensions, outermost first.
    const SHAPE: Shape;
    /// The same as a list.
    const DIMENSIONS: &'static [usize];

    /// All elements, the last dimension running fastest.
    fn as_slice(&self) -> &[f32];
    /// All elements, to be changed.
    fn as_mut_slice(&mut self) -> &mut [f32];
    /// All elements of several tensors, one behind the other.
    fn all(tensors: &[Self]) -> &[f32];
    /// All elements of several tensors, to be changed.
    fn all_mut(tensors: &mut [Self]) -> &mut [f32];
    /// Sees the first [`LEN`](Self::LEN) numbers of a slice as a tensor; `None` if there are fewer.
    fn from_slice(flat: &[f32]) -> Option<&Self>;
    /// Sees the first [`LEN`](Self::LEN) numbers of a slice as a tensor that can be changed; `None` if there are fewer.
    fn from_mut_slice(flat: &mut [f32]) -> Option<&mut Self>;
}

/// The dimensions of a tensor, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Shape {
    /// `[f32; N]`
    Vector(usize),
    /// Channels, length.
    Sequence(usize, usize),
    /// Channels, height, width.
    Image(usize, usize, usize),
}

impl Shape {
    /// The number of channels; those of a vector are its elements.
    pub const fn channels(self) -> usize {
        match self {
            Shape::Vector(channels)
            | Shape::Sequence(channels, _)
            | Shape::Image(channels, _, _) => channels,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Vector(n) => write!(f, "{n}"),
            Shape::Sequence(channels, length) => write!(f, "{channels} x {length}"),
            Shape::Image(channels, height, width) => write!(f, "{channels} x {height} x {width}"),
        }
    }
}

/// All elements, while the program is compiled as well.
pub(crate) const fn elements<T: Tensor>(tensor: &T) -> &[f32] {
    bytemuck::must_cast_slice(core::slice::from_ref(tensor))
}

/// The values of each of the `C` channels.
pub(crate) fn channels<const C: usize, T: Tensor>(tensor: &T) -> impl Iterator<Item = &[f32]> {
    let mut rest = tensor.as_slice();
    // `chunks` would divide to know its length, which is a way to panic.
    (0..C).map(move |_| {
        let (channel, others) = rest.split_at_checked(T::LEN / C).unwrap_or_default();
        rest = others;
        channel
    })
}

/// The values of each of the `C` channels, to be changed.
pub(crate) fn channels_mut<const C: usize, T: Tensor>(
    tensor: &mut T,
) -> impl Iterator<Item = &mut [f32]> {
    let mut rest = tensor.as_mut_slice();
    (0..C).map(move |_| {
        let all = core::mem::take(&mut rest);
        let (channel, others) = all.split_at_mut_checked(T::LEN / C).unwrap_or_default();
        rest = others;
        channel
    })
}

impl<const N: usize> sealed::Sealed for [f32; N] {}
impl<const N: usize> Tensor for [f32; N] {
    const LEN: usize = N;
    const ZERO_REF: &'static Self = &[0.0; N];
    const ONES_REF: &'static Self = &[1.0; N];
    const SHAPE: Shape = Shape::Vector(N);
    const DIMENSIONS: &'static [usize] = &[N];

    fn as_slice(&self) -> &[f32] {
        self
    }
    fn as_mut_slice(&mut self) -> &mut [f32] {
        self
    }
    fn all(tensors: &[Self]) -> &[f32] {
        tensors.as_flattened()
    }
    fn all_mut(tensors: &mut [Self]) -> &mut [f32] {
        tensors.as_flattened_mut()
    }
    fn from_slice(flat: &[f32]) -> Option<&Self> {
        flat.first_chunk()
    }
    fn from_mut_slice(flat: &mut [f32]) -> Option<&mut Self> {
        flat.first_chunk_mut()
    }
}

impl<const C: usize, const L: usize> sealed::Sealed for [[f32; L]; C] {}
impl<const C: usize, const L: usize> Tensor for [[f32; L]; C] {
    const LEN: usize = C * L;
    const ZERO_REF: &'static Self = &[[0.0; L]; C];
    const ONES_REF: &'static Self = &[[1.0; L]; C];
    const SHAPE: Shape = Shape::Sequence(C, L);
    const DIMENSIONS: &'static [usize] = &[C, L];

    fn as_slice(&self) -> &[f32] {
        self.as_flattened()
    }
    fn as_mut_slice(&mut self) -> &mut [f32] {
        self.as_flattened_mut()
    }
    fn all(tensors: &[Self]) -> &[f32] {
        tensors.as_flattened().as_flattened()
    }
    fn all_mut(tensors: &mut [Self]) -> &mut [f32] {
        tensors.as_flattened_mut().as_flattened_mut()
    }
    fn from_slice(flat: &[f32]) -> Option<&Self> {
        flat.as_chunks::<L>().0.first_chunk()
    }
    fn from_mut_slice(flat: &mut [f32]) -> Option<&mut Self> {
        flat.as_chunks_mut::<L>().0.first_chunk_mut()
    }
}

impl<const C: usize, const H: usize, const W: usize> sealed::Sealed for [[[f32; W]; H]; C] {}
impl<const C: usize, const H: usize, const W: usize> Tensor for [[[f32; W]; H]; C] {
    const LEN: usize = C * H * W;
    const ZERO_REF: &'static Self = &[[[0.0; W]; H]; C];
    const ONES_REF: &'static Self = &[[[1.0; W]; H]; C];
    const SHAPE: Shape = Shape::Image(C, H, W);
    const DIMENSIONS: &'static [usize] = &[C, H, W];

    fn as_slice(&self) -> &[f32] {
        self.as_flattened().as_flattened()
    }
    fn as_mut_slice(&mut self) -> &mut [f32] {
        self.as_flattened_mut().as_flattened_mut()
    }
    fn all(tensors: &[Self]) -> &[f32] {
        tensors.as_flattened().as_flattened().as_flattened()
    }
    fn all_mut(tensors: &mut [Self]) -> &mut [f32] {
        let rows = tensors.as_flattened_mut().as_flattened_mut();
        rows.as_flattened_mut()
    }
    fn from_slice(flat: &[f32]) -> Option<&Self> {
        let rows = flat.as_chunks::<W>().0;
        rows.as_chunks::<H>().0.first_chunk()
    }
    fn from_mut_slice(flat: &mut [f32]) -> Option<&mut Self> {
        let rows = flat.as_chunks_mut::<W>().0;
        rows.as_chunks_mut::<H>().0.first_chunk_mut()
    }
}

/// An output of one number, which a threshold divides into two classes.
#[diagnostic::on_unimplemented(
    message = "a threshold is for a network with one output, but the output of this one is `{Self}`",
    label = "its output is `{Self}`"
)]
pub trait Single: Tensor {}

#[diagnostic::do_not_recommend]
impl Single for [f32; 1] {}

/// The class that an output names: of one value whether it is above the threshold, of several the index of the largest, the
/// first of equals. `None` if a value is NaN.
pub(crate) fn class<T: Tensor>(output: &T, threshold: f32) -> Option<usize> {
    let values = output.as_slice();
    if values.iter().any(|value| value.is_nan()) {
        return None;
    }
    if let [value] = values {
        return Some(usize::from(*value > threshold));
    }
    let mut best = (0, f32::NEG_INFINITY);
    for (index, value) in values.iter().enumerate() {
        if *value > best.1 {
            best = (index, *value);
        }
    }
    Some(best.0)
}
