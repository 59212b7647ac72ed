//! What can be wrong with an IDX file.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::MOST;

/// Which file cannot be used, and why.
#[derive(Debug, Error)]
#[error("`{}`: {fault}", path.display())]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with an IDX file.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Fault {
    /// There is no file of this name.
    #[error("there is no such file")]
    Missing,
    /// The system does not let us read it.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// The name promises gzip, the content is something else.
    #[error("its name ends in `.gz`, but it is not a gzip file")]
    NotGzip,
    /// gzip's own checks fail.
    #[error("its gzip data are damaged: {0}")]
    Damaged(io::Error),
    /// It does not begin as IDX files do.
    #[error("it is not an IDX file: it begins with {0:02x?} instead of [00, 00]")]
    ForeignMagic([u8; 2]),
    /// Its elements are others than wanted.
    #[error("its elements are of type 0x{found:02x}, but {name} (0x{wanted:02x}) are wanted")]
    ElementType {
        /// As the file says.
        found: u8,
        /// As the reader needs.
        wanted: u8,
        /// What the reader needs.
        name: &'static str,
    },
    /// It has more or fewer dimensions than wanted.
    #[error("it holds {found}-dimensional data, but {wanted}-dimensional data are wanted")]
    Dimensions {
        /// As the file says.
        found: usize,
        /// As the reader needs.
        wanted: usize,
    },
    /// Its items are of another size.
    #[error("its items are {}, but {} are wanted", product(found), product(wanted))]
    ItemShape {
        /// As the file says.
        found: Vec<usize>,
        /// As the reader needs.
        wanted: Vec<usize>,
    },
    /// It says that it is larger than anything that is read here.
    #[error("it declares {0} bytes of data, but at most {MOST} are read")]
    TooLarge(u64),
    /// It ends too early.
    #[error("it is truncated: it ends after {found} of {declared} bytes of data")]
    Truncated {
        /// The bytes of data that are there.
        found: u64,
        /// The bytes of data that the header promises.
        declared: u64,
    },
    /// It ends within the header.
    #[error("it is truncated: it ends within the header")]
    TruncatedHeader,
    /// It goes on after its data.
    #[error("it goes on after the {0} bytes of data that it declares")]
    Surplus(u64),
}

fn product(sizes: &[usize]) -> String {
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    sizes.join(" x ")
}
