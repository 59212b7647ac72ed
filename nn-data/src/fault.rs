//! The reasons why a file cannot be used.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::idx::MOST;

/// A file that cannot be used, and the reason.
///
/// ```
/// use std::path::Path;
/// use nn_data::{Fault, idx};
///
/// let error = idx::read::<u8>(Path::new("no/such-file"), &[]).unwrap_err();
/// assert!(matches!(error.fault, Fault::Missing));
/// assert_eq!(error.to_string(), "`no/such-file`: there is no such file");
/// ```
#[derive(Debug, Error)]
#[error("`{}`: {fault}", path.display())]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub fault: Fault,
}

/// The reasons why a file cannot be used. Lines and columns are counted from 1.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Fault {
    /// The file does not exist.
    #[error("there is no such file")]
    Missing,
    /// The system cannot read the file.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// The name ends in `.gz`, but the content is not gzip.
    #[error("its name ends in `.gz`, but it is not a gzip file")]
    NotGzip,
    /// The gzip data are damaged.
    #[error("its gzip data are damaged: {0}")]
    Damaged(io::Error),
    /// The first two bytes are not those of an IDX file.
    #[error("it is not an IDX file: it begins with {0:02x?} instead of [00, 00]")]
    ForeignMagic([u8; 2]),
    /// The elements have another type.
    #[error("its elements are of type 0x{found:02x}, but {name} (0x{wanted:02x}) are expected")]
    ElementType {
        /// The value in the file.
        found: u8,
        /// The expected value.
        wanted: u8,
        /// The name of the expected type.
        name: &'static str,
    },
    /// The number of dimensions differs.
    #[error("it holds {found}-dimensional data, but {wanted}-dimensional data are expected")]
    Dimensions {
        /// The value in the file.
        found: usize,
        /// The expected value.
        wanted: usize,
    },
    /// The items have another shape.
    #[error(
        "its items are {}, but {} are expected",
        product(found),
        product(wanted)
    )]
    ItemShape {
        /// The value in the file.
        found: Vec<usize>,
        /// The expected value.
        wanted: Vec<usize>,
    },
    /// The declared size is larger than the limit.
    #[error("it declares {0} bytes of data, but at most {MOST} are read")]
    TooLarge(u64),
    /// The file ends before its data are complete.
    #[error("it is truncated: it ends after {found} of {declared} bytes of data")]
    Truncated {
        /// The bytes of data in the file.
        found: u64,
        /// The bytes of data that the header declares.
        declared: u64,
    },
    /// The file ends within the header.
    #[error("it is truncated: it ends within the header")]
    TruncatedHeader,
    /// The file continues after its data.
    #[error("it has more than the {0} bytes of data that it declares")]
    Surplus(u64),
    /// The items do not have the length of the arrays.
    #[error("its items have {found} elements, but arrays of {wanted} are read")]
    Length {
        /// The elements of an item.
        found: usize,
        /// The length of an array.
        wanted: usize,
    },
    /// There is not one label for each sample.
    #[error("it holds {found} labels, but there are {samples} samples")]
    Labels {
        /// The labels in the file.
        found: usize,
        /// The number of samples.
        samples: usize,
    },
    /// A label is not a class.
    #[error("label {index} is {label}, but there are {classes} classes, counted from 0")]
    Label {
        /// The index of the label, counted from 0.
        index: usize,
        /// The label.
        label: u8,
        /// The number of classes.
        classes: usize,
    },
    /// The text is not UTF-8, or a quote is not closed.
    #[error("line {line}: {reason}")]
    Malformed {
        /// The line.
        line: u64,
        /// What the reader of CSV says.
        reason: String,
    },
    /// There are no lines of data.
    #[error("it has no lines of data")]
    NoLines,
    /// A line has another number of columns.
    #[error("line {line} has {found} columns, but {wanted} are expected")]
    Columns {
        /// The line.
        line: u64,
        /// The columns of the line.
        found: usize,
        /// The expected number.
        wanted: usize,
    },
    /// The header does not name this column.
    #[error("it has no column `{name}`; its columns are {}", listed(columns))]
    NoColumn {
        /// The name that was asked for.
        name: String,
        /// The names in the header.
        columns: Vec<String>,
    },
    /// A cell is empty.
    #[error("line {line}, column {column} is empty")]
    Empty {
        /// The line.
        line: u64,
        /// The column.
        column: usize,
    },
    /// A cell is not a finite number.
    #[error("line {line}, column {column}: `{text}` is not a finite number")]
    NoNumber {
        /// The line.
        line: u64,
        /// The column.
        column: usize,
        /// The text of the cell.
        text: String,
    },
    /// There are more classes than labels of 16 bits.
    #[error("line {line} begins class {most}, but there are at most {most} classes")]
    Classes {
        /// The line.
        line: u64,
        /// The largest number of classes.
        most: usize,
    },
}

impl Fault {
    /// The error of this file.
    pub(crate) fn of(self, path: &Path) -> Error {
        Error {
            path: path.to_path_buf(),
            fault: self,
        }
    }
}

fn product(sizes: &[usize]) -> String {
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    sizes.join(" x ")
}

fn listed(columns: &[String]) -> String {
    let columns: Vec<String> = columns.iter().map(|name| format!("`{name}`")).collect();
    columns.join(", ")
}
