//! Planes that become larger: with a border, or with repeated values. Nothing is computed but the sums of gradients.

use crate::geometry::Geometry;
use crate::tensor::Cell;

/// Copies a plane to where the windows of one place begin, `before` positions into the output. All other places are `border`.
#[inline]
pub fn pad<G: Geometry, T: Cell>(plane: &G::Input<T>, border: T, output: &mut G::Output<T>) {
    let outputs = G::output_rows_mut(output);
    for row in outputs.iter_mut() {
        row.as_mut().fill(border);
    }
    let inside = outputs.get_mut(G::ROWS.before..).unwrap_or_default();
    for (row, output) in G::input_rows(plane).iter().zip(inside) {
        let output = output.as_mut().get_mut(G::COLUMNS.before..);
        for (output, value) in output.unwrap_or_default().iter_mut().zip(row.as_ref()) {
            *output = *value;
        }
    }
}

/// The reverse of [`pad`]: copies the part of a padded plane that is not border.
#[inline]
pub fn crop<G: Geometry, T: Cell>(padded: &G::Output<T>, plane: &mut G::Input<T>) {
    let inside = G::output_rows(padded).get(G::ROWS.before..);
    for (row, output) in inside
        .unwrap_or_default()
        .iter()
        .zip(G::input_rows_mut(plane))
    {
        let row = row.as_ref().get(G::COLUMNS.before..).unwrap_or_default();
        for (output, value) in output.as_mut().iter_mut().zip(row) {
            *output = *value;
        }
    }
}

/// Repeats each value of a plane over a window. The windows of `G` are side by side on the larger plane, and the values are their outputs.
#[inline]
pub fn repeat<G: Geometry, T: Cell>(plane: &G::Output<T>, larger: &mut G::Input<T>) {
    let mut rows = G::input_rows_mut(larger).iter_mut();
    for values in G::output_rows(plane) {
        for row in rows.by_ref().take(G::ROWS.stride) {
            let mut places = row.as_mut().iter_mut();
            for value in values.as_ref() {
                for place in places.by_ref().take(G::COLUMNS.stride) {
                    *place = *value;
                }
            }
        }
    }
}

/// The gradient of [`repeat`]: the sum of each window, row by row.
#[inline]
pub fn sum_windows<G: Geometry>(larger: &G::Input<f32>, plane: &mut G::Output<f32>) {
    let mut rows = G::input_rows(larger).iter();
    for sums in G::output_rows_mut(plane) {
        sums.as_mut().fill(0.0);
        for row in rows.by_ref().take(G::ROWS.stride) {
            let mut places = row.as_ref().iter();
            for sum in sums.as_mut() {
                for place in places.by_ref().take(G::COLUMNS.stride) {
                    *sum += place;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{crop, pad, repeat, sum_windows};
    use crate::geometry::Slide;

    /// One row above, and two columns to the right.
    type Border = (Slide<2, 1, 3, 1, 1>, Slide<2, 1, 4>);
    /// Twice as many rows, three times as many columns.
    type Twice = (Slide<4, 2, 2, 2>, Slide<6, 3, 2, 3>);

    #[test]
    fn a_border_is_added_and_removed() {
        let mut padded = [[9; 4]; 3];
        pad::<Border, i8>(&[[1, 2], [3, 4]], -5, &mut padded);
        assert_eq!(padded, [[-5; 4], [1, 2, -5, -5], [3, 4, -5, -5]]);
        let mut plane = [[0; 2]; 2];
        crop::<Border, i8>(&padded, &mut plane);
        assert_eq!(plane, [[1, 2], [3, 4]]);
    }

    #[test]
    fn a_sequence_has_one_row() {
        let mut padded = [0.0; 5];
        pad::<Slide<3, 1, 5, 1, 2>, f32>(&[1.0, 2.0, 3.0], 0.0, &mut padded);
        assert_eq!(padded, [0.0, 0.0, 1.0, 2.0, 3.0]);
        let mut larger = [[0; 2]; 6];
        repeat::<Slide<6, 3, 2, 3>, [i8; 2]>(&[[1, 2], [3, 4]], &mut larger);
        assert_eq!(larger, [[1, 2], [1, 2], [1, 2], [3, 4], [3, 4], [3, 4]]);
    }

    #[test]
    fn values_are_repeated_and_added() {
        let mut larger = [[0.0; 6]; 4];
        repeat::<Twice, f32>(&[[1.0, 2.0], [3.0, 4.0]], &mut larger);
        let (first, last) = (
            [1.0, 1.0, 1.0, 2.0, 2.0, 2.0],
            [3.0, 3.0, 3.0, 4.0, 4.0, 4.0],
        );
        assert_eq!(larger, [first, first, last, last]);
        let mut sums = [[9.0; 2]; 2];
        sum_windows::<Twice>(&larger, &mut sums);
        assert_eq!(sums, [[6.0, 12.0], [18.0, 24.0]]);
    }
}
