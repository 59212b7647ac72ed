//! Products by matrixmultiply, which ndarray and nalgebra use.
#![expect(unsafe_code, reason = "its interface takes pointers")]

use super::Write;
use crate::matrix::Matrix;

pub(super) fn multiply(a: Matrix<'_>, b: Matrix<'_>, write: Write, c: &mut [f32]) {
    a.assert_product(&b, c);
    // SAFETY: the sizes and strides of a matrix stay within its numbers, `c` was compared with the sizes, and it is borrowed mutably.
    unsafe {
        matrixmultiply::sgemm(
            a.rows,
            a.columns,
            b.columns,
            1.0,
            a.values.as_ptr(),
            a.row_stride as isize,
            a.column_stride as isize,
            b.values.as_ptr(),
            b.row_stride as isize,
            b.column_stride as isize,
            write.factor(),
            c.as_mut_ptr(),
            b.columns as isize,
            1,
        );
    }
}
