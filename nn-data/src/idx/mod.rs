//! Reads IDX files, the format of MNIST, uncompressed or compressed with gzip.
//!
//! An IDX file begins with two zeros, the type of its elements (8: bytes, 0x0b: `i16`) and the number of its dimensions.
//! The sizes follow, each as four bytes in big-endian order, and then the elements, also big-endian, with the last dimension
//! contiguous.

mod arrays;
mod element;
#[cfg(test)]
mod tests;

use std::io::{self, Read};
use std::path::Path;

pub use self::arrays::{images, labels, sequences, vectors};
pub use self::element::Element;
use crate::fault::{Error, Fault};
use crate::file::{self, unreadable};

/// The maximum number of bytes of data. MNIST's largest file has 47 million.
pub const MOST: u64 = 1 << 28;

/// Reads the elements of an IDX file whose items have the shape `item`: `[28, 28]` for images, `[]` for labels.
///
/// The allocated memory depends on the content of the file, not on its header.
///
/// # Errors
/// The file is missing, damaged, too short, too long, or has another type or shape.
pub fn read<E: Element>(path: &Path, item: &[usize]) -> Result<Vec<E>, Error> {
    file::read(path, |reader| parse(reader, item))
}

/// Reads the header and the data from an uncompressed stream.
fn parse<E: Element>(mut reader: impl Read, item: &[usize]) -> Result<Vec<E>, Fault> {
    let [zero0, zero1, element, dimensions] = header_word(&mut reader)?;
    if [zero0, zero1] != [0, 0] {
        return Err(Fault::ForeignMagic([zero0, zero1]));
    }
    if element != E::TYPE {
        return Err(Fault::ElementType {
            found: element,
            wanted: E::TYPE,
            name: E::NAME,
        });
    }
    let (found, wanted) = (usize::from(dimensions), item.len() + 1);
    if found != wanted {
        return Err(Fault::Dimensions { found, wanted });
    }
    let count = size(&mut reader)?;
    let found: Vec<usize> = item
        .iter()
        .map(|_| size(&mut reader))
        .collect::<Result<_, _>>()?;
    if found != item {
        let wanted = item.to_vec();
        return Err(Fault::ItemShape { found, wanted });
    }
    let sizes = [count, E::BYTES];
    let sizes = sizes.iter().chain(item).map(|size| *size as u64);
    let bytes = sizes.fold(1, u64::saturating_mul);
    data(reader, bytes).map(E::from_bytes)
}

/// Reads exactly `declared` bytes. The stream must end there.
fn data(reader: impl Read, declared: u64) -> Result<Vec<u8>, Fault> {
    if declared > MOST {
        return Err(Fault::TooLarge(declared));
    }
    let mut data = Vec::new();
    let end = reader.take(declared + 1).read_to_end(&mut data);
    let found = data.len() as u64;
    match end {
        _ if found > declared => Err(Fault::Surplus(declared)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Err(Fault::Truncated { found, declared })
        }
        Err(error) => Err(unreadable(error)),
        Ok(_) if found < declared => Err(Fault::Truncated { found, declared }),
        Ok(_) => Ok(data),
    }
}

fn size(reader: &mut impl Read) -> Result<usize, Fault> {
    let size = u32::from_be_bytes(header_word(reader)?);
    Ok(usize::try_from(size).unwrap_or(usize::MAX))
}

fn header_word(reader: &mut impl Read) -> Result<[u8; 4], Fault> {
    let mut word = [0; 4];
    match reader.read_exact(&mut word) {
        Ok(()) => Ok(word),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Fault::TruncatedHeader),
        Err(error) => Err(unreadable(error)),
    }
}
