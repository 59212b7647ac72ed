//! Tables of numbers with a class for each row: cross-validation folds, and normalization of columns.

use nn_core::rng::Random;
use nn_core::train::Permutation;

/// Rows of `COLUMNS` numbers with a class each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table<const COLUMNS: usize> {
    /// The rows.
    pub rows: Vec<[f32; COLUMNS]>,
    /// The class of each row, counted from 0.
    pub classes: Vec<u8>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    /// Adds a row.
    pub fn push(&mut self, row: [f32; COLUMNS], class: u8) {
        self.rows.push(row);
        self.classes.push(class);
    }

    /// Splits the rows at random into `count` tables. Each class is distributed equally.
    pub fn folds(&self, count: usize, rng: &mut Random) -> Vec<Self> {
        let mut folds = vec![Self::default(); count];
        let mut dealt = 0;
        for class in 0..=u8::MAX {
            let pairs = self.rows.iter().zip(&self.classes);
            let rows: Vec<_> = pairs
                .filter(|(_, of)| **of == class)
                .map(|(row, _)| *row)
                .collect();
            let order = Permutation::new(rows.len(), rng);
            for index in 0..rows.len() {
                folds[dealt % count].push(rows[order.at(index)], class);
                dealt += 1;
            }
        }
        folds
    }

    /// Concatenates tables.
    pub fn join<'a>(tables: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut joined = Self::default();
        for table in tables {
            joined.rows.extend(&table.rows);
            joined.classes.extend(&table.classes);
        }
        joined
    }
}

/// The mean and the standard deviation of each column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale<const COLUMNS: usize> {
    mean: [f32; COLUMNS],
    deviation: [f32; COLUMNS],
}

impl<const COLUMNS: usize> Scale<COLUMNS> {
    /// Computes the scale of rows.
    pub fn of(rows: &[[f32; COLUMNS]]) -> Self {
        // In f64, since there may be many rows.
        let count = rows.len().max(1) as f64;
        let column = |column: usize| rows.iter().map(move |row| f64::from(row[column]));
        let mean = core::array::from_fn(|at| column(at).sum::<f64>() / count);
        let variance = |at| {
            column(at)
                .map(|value| (value - mean[at]).powi(2))
                .sum::<f64>()
                / count
        };
        Scale {
            deviation: core::array::from_fn(|at| variance(at).sqrt() as f32),
            mean: mean.map(|mean| mean as f32),
        }
    }

    /// Normalizes the columns to mean 0 and standard deviation 1, as computed from the rows of the scale. A constant column
    /// becomes 0.
    pub fn apply(&self, rows: &mut [[f32; COLUMNS]]) {
        for row in rows {
            for (column, value) in row.iter_mut().enumerate() {
                *value = self.scaled(column, *value);
            }
        }
    }

    /// Normalizes a value of a column.
    pub fn scaled(&self, column: usize, value: f32) -> f32 {
        let deviation = self.deviation[column];
        (value - self.mean[column]) / if deviation > 0.0 { deviation } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_are_disjoint_and_stratified() {
        let mut table = Table::default();
        for row in 0..50u8 {
            table.push([f32::from(row)], row % 3);
        }
        let folds = table.folds(5, &mut Random::seed(1));
        assert!(folds.iter().all(|fold| fold.rows.len() == 10));
        for fold in &folds {
            for class in 0..3 {
                let count = fold.classes.iter().filter(|of| **of == class).count();
                assert!((3..=4).contains(&count), "{count}");
            }
        }
        let mut all = Table::join(&folds).rows;
        all.sort_by(|[a], [b]| a.total_cmp(b));
        assert_eq!(all, table.rows);
    }

    #[test]
    fn scaled_columns_have_mean_0_and_deviation_1() {
        let mut rows = [[1.0, 7.0], [2.0, 7.0], [6.0, 7.0]];
        Scale::of(&rows).apply(&mut rows);
        let mean: f32 = rows.iter().map(|[x, _]| x).sum();
        let squares: f32 = rows.iter().map(|[x, _]| x * x).sum();
        assert!(
            mean.abs() < 1e-6 && (squares - 3.0).abs() < 1e-5,
            "{rows:?}"
        );
        assert!(rows.iter().all(|[_, same]| *same == 0.0));
    }
}
