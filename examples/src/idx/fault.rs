//! Errors of IDX files.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::MOST;

/// A file that cannot be used, and the reason.
#[derive(Debug, Error)]
#[error("`{}`: {fault}", path.display())]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub fault: Fault,
}

/// The reasons why an IDX file cannot be used.
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
}

fn product(sizes: &[usize]) -> String {
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    sizes.join(" x ")
}
