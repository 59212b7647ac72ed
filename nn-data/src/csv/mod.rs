//! Reads CSV files: columns of numbers and a column of classes, or columns of values.
//!
//! ```
//! use nn_data::csv::{self, Options};
//!
//! # let folder = std::env::temp_dir().join("nn-data-csv");
//! # std::fs::create_dir_all(&folder)?;
//! # let path = folder.join("houses.csv");
//! # std::fs::write(&path, "id;price;age;area\n7;310;4;95.5\n8;120;1;30\n")?;
//! // id;price;age;area
//! // 7;310;4;95.5
//! // 8;120;1;30
//! let options = Options::new().with_delimiter(b';').with_targets(&["price"]).without(&["id"]);
//! let houses = csv::values::<2, 1>(&path, &options)?;
//! assert_eq!(houses.inputs, [[4.0, 95.5], [1.0, 30.0]]);
//! assert_eq!(houses.targets, [[310.0], [120.0]]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod columns;
mod options;
mod parse;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use self::options::Options;
use crate::fault::Error;
use crate::file;

/// Samples with classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes<const N: usize> {
    /// The inputs.
    pub inputs: Vec<[f32; N]>,
    /// The class of each input: an index of `names`.
    pub labels: Vec<u16>,
    /// The classes as they are written in the file, sorted: as numbers if all of them are whole numbers, and otherwise as texts.
    pub names: Vec<String>,
}

/// Samples with values as targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Values<const N: usize, const M: usize> {
    /// The inputs.
    pub inputs: Vec<[f32; N]>,
    /// The target of each input.
    pub targets: Vec<[f32; M]>,
}

/// Reads `N` columns of numbers and one column of classes, by default the last one.
///
/// # Errors
/// The file is missing or damaged, it has no lines of data, it does not have these columns, or a cell is empty or not a finite number. The error has
/// the line and the column.
pub fn classes<const N: usize>(path: &Path, options: &Options) -> Result<Classes<N>, Error> {
    file::read(path, |reader| parse::classes(reader, options))
}

/// Reads `N` columns of numbers and `M` columns of targets, by default the last ones.
///
/// # Errors
/// As for [`classes`].
pub fn values<const N: usize, const M: usize>(
    path: &Path,
    options: &Options,
) -> Result<Values<N, M>, Error> {
    file::read(path, |reader| parse::values(reader, options))
}
