//! Reads IDX files, the format of MNIST, uncompressed or compressed with gzip.
//!
//! An IDX file begins with two zeros, the type of its elements (8: bytes, 0x0b: `i16`) and the number of its dimensions.
//! The sizes follow, each as four bytes in big-endian order, and then the elements, also big-endian, with the last dimension
//! contiguous.

mod element;
mod fault;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

pub use self::element::Element;
pub use self::fault::{Error, Fault};

/// The maximum number of bytes of data. MNIST's largest file has 47 million.
pub const MOST: u64 = 1 << 28;

const GZIP_MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Reads the elements of an IDX file whose items have the shape `item`: `[28, 28]` for images, `[]` for labels.
///
/// The allocated memory depends on the content of the file, not on its header.
///
/// # Errors
/// The file is missing, damaged, too short, too long, or has another type or shape.
pub fn read<E: Element>(path: &Path, item: &[usize]) -> Result<Vec<E>, Error> {
    let parsed = open(path).and_then(|reader| parse(reader, item));
    parsed.map_err(|fault| Error {
        path: path.to_path_buf(),
        fault,
    })
}

fn open(path: &Path) -> Result<Box<dyn Read>, Fault> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fault::Missing,
        _ => Fault::Unreadable(error),
    })?;
    let is_named_gzip = path.extension().is_some_and(|extension| extension == "gz");
    unpack(BufReader::new(file), is_named_gzip)
}

/// Decompresses a gzip stream. The content decides, not the name.
fn unpack<'a>(
    mut file: impl BufRead + 'a,
    is_named_gzip: bool,
) -> Result<Box<dyn Read + 'a>, Fault> {
    let start = file.fill_buf().map_err(Fault::Unreadable)?;
    if start.starts_with(&GZIP_MAGIC) {
        Ok(Box::new(GzDecoder::new(file)))
    } else if is_named_gzip {
        Err(Fault::NotGzip)
    } else {
        Ok(Box::new(file))
    }
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

/// gzip reports damage as invalid data or input; all else comes from the system.
fn unreadable(error: io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Fault::Damaged(error),
        _ => Fault::Unreadable(error),
    }
}
