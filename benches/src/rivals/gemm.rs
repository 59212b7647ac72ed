//! Products by gemm.
#![expect(unsafe_code, reason = "its interface takes pointers")]

use gemm::Parallelism;

use super::Write;
use crate::matrix::Matrix;

pub(super) fn multiply(a: Matrix<'_>, b: Matrix<'_>, write: Write, c: &mut [f32]) {
    a.assert_product(&b, c);
    // SAFETY: the sizes and strides of a matrix stay within its numbers, `c` was compared with the sizes, and it is borrowed mutably.
    unsafe {
        gemm::gemm(
            a.rows,
            b.columns,
            a.columns,
            c.as_mut_ptr(),
            1,
            b.columns as isize,
            write == Write::Add,
            a.values.as_ptr(),
            a.column_stride as isize,
            a.row_stride as isize,
            b.values.as_ptr(),
            b.column_stride as isize,
            b.row_stride as isize,
            write.factor(),
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}
