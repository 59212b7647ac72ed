//! Geometries: how a window slides over a sequence or an image.
//!
//! [`Slide`] describes one dimension. The geometry of a sequence is one `Slide`. That of an image is a pair, rows first: `(Slide<..>,
//! Slide<..>)`. [`Conv`](crate::layer::Conv), [`DepthwiseConv`](crate::layer::DepthwiseConv) and [`Pool`](crate::layer::Pool),
//! [`ZeroPad`](crate::layer::ZeroPad) and [`Upsample`](crate::layer::Upsample) are generic over the [`Geometry`].
//!
//! ```
//! use nn_core::geometry::Geometry;
//! use nn_core::prelude::*;
//!
//! /// Windows of 5 over 28 positions, at 24 places.
//! type Line = Slide<28, 5, 24>;
//! /// Windows of 5 x 5 over an image of 28 x 28.
//! type Square = (Line, Line);
//!
//! let plane: <Square as Geometry>::Input<f32> = [[0.0; 28]; 28];
//! assert_eq!(Square::input_rows(&plane).len(), 28);
//! assert_eq!(Square::WINDOWS, 24 * 24);
//! ```

mod axis;
mod slide;
mod unpadded;

use crate::tensor::{Cell, Tensor};

pub use self::axis::Axis;
pub use self::slide::{Along, Slide};
pub use self::unpadded::Unpadded;

mod sealed {
    pub trait Sealed {}
}

/// A row of the input.
pub(crate) type InputRow<G, T> = <<G as Geometry>::Columns as Along>::Input<T>;
/// A row of the output.
pub(crate) type OutputRow<G, T> = <<G as Geometry>::Columns as Along>::Output<T>;
/// A row of a window.
pub(crate) type KernelRow<G, T> = <<G as Geometry>::Columns as Along>::Window<T>;

/// How a window slides over a sequence or over an image.
///
/// It states the types of one channel of the input, the output and the kernel. A sequence is computed as an image with one row.
///
/// | geometry | `Input<f32>` | `Output<f32>` | `Kernel<f32>` |
/// | --- | --- | --- | --- |
/// | `Slide<L, K, O>` | `[f32; L]` | `[f32; O]` | `[f32; K]` |
/// | `(Slide<H, KH, OH>, Slide<W, KW, OW>)` | `[[f32; W]; H]` | `[[f32; OW]; OH]` | `[[f32; KW]; KH]` |
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how a window slides",
    label = "not a geometry",
    note = "a geometry is `Slide<..>` for sequences, and `(Slide<..>, Slide<..>)`, rows first, for images"
)]
pub trait Geometry: sealed::Sealed + 'static {
    /// One channel of the input, with elements `T`.
    type Input<T: Cell>: Tensor<Element = T::Element>;
    /// One channel of the output, with elements `T`.
    type Output<T: Cell>: Tensor<Element = T::Element>;
    /// One channel of the kernel, with a `T` for each place.
    type Kernel<T: Cell>: Tensor<Element = T::Element>;
    /// How the window slides from top to bottom. For a sequence, a single row.
    type Rows: Along;
    /// How the window slides from left to right.
    type Columns: Along;

    /// The number of dimensions: 1 or 2.
    const DIMENSIONS: usize;
    /// [`Rows`](Self::Rows) as numbers.
    const ROWS: Axis = <Self::Rows as Along>::AXIS;
    /// [`Columns`](Self::Columns) as numbers.
    const COLUMNS: Axis = <Self::Columns as Along>::AXIS;
    /// The number of places in a window.
    const PLACES: usize = Self::ROWS.kernel * Self::COLUMNS.kernel;
    /// The number of windows, which is the size of one channel of the output.
    const WINDOWS: usize = Self::ROWS.output * Self::COLUMNS.output;
    /// The sizes of the kernel, outermost dimension first.
    const KERNEL: &'static [usize];
    /// What an output depends on besides the sizes: strides, padding, and the dilation unless it is 1.
    const SETTINGS: &'static [usize];

    /// The rows of a channel of the input.
    fn input_rows<T: Cell>(plane: &Self::Input<T>) -> &[InputRow<Self, T>];
    /// The rows of a channel of the input, mutable.
    fn input_rows_mut<T: Cell>(plane: &mut Self::Input<T>) -> &mut [InputRow<Self, T>];
    /// The rows of a channel of the output.
    fn output_rows<T: Cell>(plane: &Self::Output<T>) -> &[OutputRow<Self, T>];
    /// The rows of a channel of the output, mutable.
    fn output_rows_mut<T: Cell>(plane: &mut Self::Output<T>) -> &mut [OutputRow<Self, T>];
    /// The rows of a window.
    fn kernel_rows<T: Cell>(kernel: &Self::Kernel<T>) -> &[KernelRow<Self, T>];
}
