//! The windows of a convolution over images and sequences whose channels are the innermost dimension.

use crate::geometry::{Axis, Geometry, InputRow};
#[cfg(feature = "dsp")]
use crate::tensor::Cell;

/// The window of one output.
pub(super) struct Window<'a, G: Geometry, const C: usize> {
    image: &'a [InputRow<G, [i8; C]>],
    row: usize,
    column: usize,
}

impl<G: Geometry, const C: usize> Clone for Window<'_, G, C> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<G: Geometry, const C: usize> Copy for Window<'_, G, C> {}

impl<'a, G: Geometry, const C: usize> Window<'a, G, C> {
    /// The window of the output at this row and column.
    #[inline(always)]
    pub(super) fn new(image: &'a [InputRow<G, [i8; C]>], row: usize, column: usize) -> Self {
        Window { image, row, column }
    }

    /// The window of the next output.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn next(self) -> Self {
        if self.column + 1 < G::COLUMNS.output {
            Self::new(self.image, self.row, self.column + 1)
        } else {
            Self::new(self.image, self.row + 1, 0)
        }
    }

    /// Whether the window is completely inside of the input.
    #[inline(always)]
    pub(super) fn is_complete(&self) -> bool {
        is_inside(G::ROWS, self.row) && is_inside(G::COLUMNS, self.column)
    }

    /// The input from the first place of a window that is completely inside of it on, and the distance of two rows.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn flat(&self) -> (&'a [i8], usize) {
        let stride = G::COLUMNS.input * C;
        let start = G::ROWS.position(self.row, 0) * stride;
        let start = start + G::COLUMNS.position(self.column, 0) * C;
        let cells = <InputRow<G, [i8; C]>>::flat(self.image);
        (cells.get(start..).unwrap_or_default(), stride)
    }

    /// Calls `visit` with each row of the window that is inside of the input: the index of its first place, and pixels from there on.
    /// The places are one pixel apart, which the dilation of columns must be.
    ///
    /// Most windows are completely inside. For them all sizes are constants.
    #[inline(always)]
    pub(super) fn rows(&self, mut visit: impl FnMut(usize, &'a [[i8; C]])) {
        let axis = G::COLUMNS;
        if self.is_complete() {
            let (top, start) = (G::ROWS.position(self.row, 0), axis.position(self.column, 0));
            let Some(image) = self.image.get(top..top + G::ROWS.span()) else {
                return;
            };
            for u in 0..G::ROWS.kernel {
                let row = image.get(u * G::ROWS.dilation).map(AsRef::as_ref);
                if let Some(pixels) = row.and_then(|row| row.get(start..start + axis.kernel)) {
                    visit(u * axis.kernel, pixels);
                }
            }
        } else {
            let columns = axis.covered(self.column);
            let start = axis.position(self.column, columns.start);
            for u in G::ROWS.covered(self.row) {
                let row = self.image.get(G::ROWS.position(self.row, u));
                let row = row.map(AsRef::as_ref).unwrap_or_default();
                if let Some(pixels) = row.get(start..start + columns.len()) {
                    visit(u * axis.kernel + columns.start, pixels);
                }
            }
        }
    }

    /// Calls `visit` with the pixel of each place of the window that is inside of the input.
    #[inline(always)]
    pub(super) fn pixels(&self, mut visit: impl FnMut(usize, &'a [i8; C])) {
        if const { G::COLUMNS.dilation == 1 } {
            return self.rows(|first, pixels| {
                for (index, pixel) in pixels.iter().enumerate() {
                    visit(first + index, pixel);
                }
            });
        }
        for u in G::ROWS.covered(self.row) {
            let row = self.image.get(G::ROWS.position(self.row, u));
            let row = row.map(AsRef::as_ref).unwrap_or_default();
            for v in G::COLUMNS.covered(self.column) {
                if let Some(pixel) = row.get(G::COLUMNS.position(self.column, v)) {
                    visit(u * G::COLUMNS.kernel + v, pixel);
                }
            }
        }
    }

    /// Copies the window. Places outside of the input become `zero`.
    #[inline(always)]
    pub(super) fn copy(&self, patch: &mut [i8], zero: i8) {
        if !self.is_complete() {
            patch.fill(zero);
        }
        if const { G::COLUMNS.dilation == 1 } {
            self.rows(|place, pixels| {
                let pixels = pixels.as_flattened();
                if let Some(patch) = patch.get_mut(place * C..place * C + pixels.len()) {
                    patch.copy_from_slice(pixels);
                }
            });
        } else {
            self.pixels(|place, pixel| {
                if let Some(patch) = patch.get_mut(place * C..place * C + C) {
                    patch.copy_from_slice(pixel);
                }
            });
        }
    }
}

/// Whether the rows of a window of `channels` channels begin with a complete group of four inputs.
pub(super) const fn in_rows<G: Geometry>(channels: usize) -> bool {
    channels.is_multiple_of(4) && G::COLUMNS.dilation == 1
}

/// Whether window `index` does not extend beyond the input.
#[inline(always)]
const fn is_inside(axis: Axis, index: usize) -> bool {
    let start = index * axis.stride;
    !axis.has_borders() || (start >= axis.before && start + axis.span() <= axis.input + axis.before)
}

/// Calls `compute` with each window and its place in the output.
#[inline(always)]
pub(super) fn windows<'a, G: Geometry, const C: usize, const F: usize>(
    input: &'a G::Input<[i8; C]>,
    output: &mut G::Output<[i8; F]>,
    mut compute: impl FnMut(Window<'a, G, C>, &mut [i8; F]),
) {
    let image = G::input_rows(input);
    for (row, outputs) in G::output_rows_mut(output).iter_mut().enumerate() {
        for (column, output) in outputs.as_mut().iter_mut().enumerate() {
            compute(Window::new(image, row, column), output);
        }
    }
}
