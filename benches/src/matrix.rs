//! Matrices for libraries with sizes at run time: slices with sizes and strides.

/// A matrix, immutable.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// The numbers.
    pub(crate) values: &'a [f32],
    /// The number of rows.
    pub(crate) rows: usize,
    /// The number of columns.
    pub(crate) columns: usize,
    /// The distance from one row to the next.
    pub(crate) row_stride: usize,
    /// The distance from one column to the next.
    pub(crate) column_stride: usize,
}

impl<'a> Matrix<'a> {
    /// A row-major matrix.
    ///
    /// # Panics
    /// There are not `rows` times `columns` numbers.
    pub fn new(values: &'a [f32], rows: usize, columns: usize) -> Self {
        assert_eq!(values.len(), rows * columns, "the size of a matrix");
        Matrix {
            values,
            rows,
            columns,
            row_stride: columns,
            column_stride: 1,
        }
    }

    /// A matrix of rows of a fixed length.
    pub fn of<const COLUMNS: usize>(rows: &'a [[f32; COLUMNS]]) -> Self {
        Self::new(rows.as_flattened(), rows.len(), COLUMNS)
    }

    /// The transposed matrix.
    #[must_use]
    pub fn transposed(self) -> Self {
        Matrix {
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..self
        }
    }

    /// The number in this row and column.
    pub fn at(&self, row: usize, column: usize) -> f32 {
        self.values[row * self.row_stride + column * self.column_stride]
    }

    /// Checks that `self times factor` has the size of `product`, a row-major matrix.
    ///
    /// # Panics
    /// The sizes differ.
    pub fn assert_product(&self, factor: &Matrix<'_>, product: &[f32]) {
        assert_eq!(self.columns, factor.rows, "the length of the sums");
        assert_eq!(
            product.len(),
            self.rows * factor.columns,
            "the size of the product"
        );
    }
}
