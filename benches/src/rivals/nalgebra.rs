//! Products by nalgebra, with sizes at run time and with static sizes.

use nalgebra::{DMatrixView, DMatrixViewMut, Dyn, SMatrixView, SMatrixViewMut};

use super::Write;
use crate::matrix::Matrix;

/// A matrix of any strides as a type of nalgebra.
type View<'a> = DMatrixView<'a, f32, Dyn, Dyn>;

/// The product by nalgebra's method for large matrices.
pub(super) fn multiply(a: Matrix<'_>, b: Matrix<'_>, write: Write, c: &mut [f32]) {
    // the matrices of nalgebra are column-major, so this computes the product of the transposed factors in the opposite order
    let mut c = DMatrixViewMut::from_slice(c, b.columns, a.rows);
    c.gemm(
        1.0,
        &view(b.transposed()),
        &view(a.transposed()),
        write.factor(),
    );
}

fn view(matrix: Matrix<'_>) -> View<'_> {
    View::from_slice_with_strides(
        matrix.values,
        matrix.rows,
        matrix.columns,
        matrix.row_stride,
        matrix.column_stride,
    )
}

/// The product of square matrices of static size: `c = a b`.
pub fn multiply_static<const N: usize>(
    a: &[[f32; N]; N],
    b: &[[f32; N]; N],
    c: &mut [[f32; N]; N],
) {
    let a = SMatrixView::<f32, N, N>::from_slice(a.as_flattened());
    let b = SMatrixView::<f32, N, N>::from_slice(b.as_flattened());
    let mut c = SMatrixViewMut::<f32, N, N>::from_slice(c.as_flattened_mut());
    b.mul_to(&a, &mut c);
}
