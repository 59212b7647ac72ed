//! Products by faer.

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};

use super::Write;
use crate::matrix::Matrix;

pub(super) fn multiply(a: Matrix<'_>, b: Matrix<'_>, write: Write, c: &mut [f32]) {
    let accumulate = match write {
        Write::Replace => Accum::Replace,
        Write::Add => Accum::Add,
    };
    let c = MatMut::from_row_major_slice_mut(c, a.rows, b.columns);
    matmul(c, accumulate, view(a), view(b), 1.0, Par::Seq);
}

/// A matrix as a type of faer.
fn view(matrix: Matrix<'_>) -> MatRef<'_, f32> {
    let (rows, columns) = (matrix.rows, matrix.columns);
    if matrix.column_stride == 1 {
        MatRef::from_row_major_slice(matrix.values, rows, columns)
    } else {
        MatRef::from_column_major_slice(matrix.values, rows, columns)
    }
}
