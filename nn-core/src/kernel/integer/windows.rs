//! The windows of a convolution over images and sequences whose channels are the innermost dimension.

use crate::geometry::{Geometry, InputRow};

/// The window of one output.
pub(super) struct Window<'a, G: Geometry, const C: usize> {
    image: &'a [InputRow<G, [i8; C]>],
    row: usize,
    column: usize,
}

impl<'a, G: Geometry, const C: usize> Window<'a, G, C> {
    /// The window of the output at this row and column.
    #[inline(always)]
    pub(super) fn new(image: &'a [InputRow<G, [i8; C]>], row: usize, column: usize) -> Self {
        Window { image, row, column }
    }

    /// The rows of the window that are inside of the input, and the index of the first weight of each. The dilation of columns is 1.
    #[inline(always)]
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'a [i8])> {
        let columns = G::COLUMNS.covered(self.column);
        let (first, count) = (columns.start, columns.len());
        let at = G::COLUMNS.position(self.column, first);
        let (image, row) = (self.image, self.row);
        G::ROWS.covered(row).map(move |u| {
            let pixels = image.get(G::ROWS.position(row, u)).map(AsRef::as_ref);
            let pixels = pixels.unwrap_or_default().get(at..at + count);
            let start = (u * G::COLUMNS.kernel + first) * C;
            (start, pixels.unwrap_or_default().as_flattened())
        })
    }

    /// The pixels of the window that are inside of the input, and the index of each place.
    #[inline(always)]
    pub(super) fn pixels(&self) -> impl Iterator<Item = (usize, &'a [i8; C])> {
        let (image, row, column) = (self.image, self.row, self.column);
        G::ROWS.covered(row).flat_map(move |u| {
            let pixels = image.get(G::ROWS.position(row, u)).map(AsRef::as_ref);
            let pixels = pixels.unwrap_or_default();
            G::COLUMNS.covered(column).filter_map(move |v| {
                let pixel = pixels.get(G::COLUMNS.position(column, v))?;
                Some((u * G::COLUMNS.kernel + v, pixel))
            })
        })
    }

    /// Copies the window. Places outside of the input are `zero`.
    #[inline(always)]
    pub(super) fn copy(&self, patch: &mut [i8], zero: i8) {
        if const { G::ROWS.has_borders() || G::COLUMNS.has_borders() } {
            patch.fill(zero);
        }
        if const { G::COLUMNS.dilation == 1 } {
            for (start, row) in self.rows() {
                let places = patch.get_mut(start..).unwrap_or_default();
                for (place, x) in places.iter_mut().zip(row) {
                    *place = *x;
                }
            }
        } else {
            for (place, pixel) in self.pixels() {
                if let Some(places) = patch.get_mut(place * C..).and_then(<[i8]>::first_chunk_mut) {
                    *places = *pixel;
                }
            }
        }
    }
}

/// Calls `compute` with each window and its place in the output.
#[inline(always)]
pub(super) fn windows<G: Geometry, const C: usize, const F: usize>(
    input: &G::Input<[i8; C]>,
    output: &mut G::Output<[i8; F]>,
    compute: impl Fn(Window<'_, G, C>, &mut [i8; F]),
) {
    let image = G::input_rows(input);
    for (row, outputs) in G::output_rows_mut(output).iter_mut().enumerate() {
        for (column, output) in outputs.as_mut().iter_mut().enumerate() {
            compute(Window::new(image, row, column), output);
        }
    }
}
