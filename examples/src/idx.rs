//! Reads IDX files, the format of MNIST, plain or packed by gzip.
//!
//! An IDX file begins with two zeros, the type of its elements (8: bytes, 0x0b: `i16`) and the number of its dimensions;
//! then come the sizes, each as four bytes with the highest first, and the elements, likewise, the last dimension running
//! fastest.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
use thiserror::Error;

/// The most bytes of data that are read. MNIST's largest file has 47 million.
pub const MOST: u64 = 1 << 28;

const GZIP_MAGIC: [u8; 2] = [0x1F, 0x8B];

/// A type of numbers that is read.
pub trait Element: Sized {
    /// Its number in the header.
    const TYPE: u8;
    /// What an error calls it.
    const NAME: &'static str;
    /// How many bytes it takes.
    const BYTES: usize = size_of::<Self>();
    /// All elements that lie in these bytes.
    fn from_bytes(bytes: Vec<u8>) -> Vec<Self>;
}

impl Element for u8 {
    const TYPE: u8 = 0x08;
    const NAME: &'static str = "bytes";
    fn from_bytes(bytes: Vec<u8>) -> Vec<u8> {
        bytes
    }
}

impl Element for i16 {
    const TYPE: u8 = 0x0B;
    const NAME: &'static str = "16-bit integers";
    fn from_bytes(bytes: Vec<u8>) -> Vec<i16> {
        let (pairs, _) = bytes.as_chunks();
        pairs.iter().map(|pair| i16::from_be_bytes(*pair)).collect()
    }
}

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

/// The elements of an IDX file whose items have the shape `item`, such as `[28, 28]` for images or `[]` for labels; all
/// items one behind the other.
///
/// The memory taken follows what the file holds, not what its header says.
///
/// # Errors
/// The file is missing, damaged, too short, too long, or of another kind than wanted.
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

/// Unpacks what is packed: the content decides, not the name.
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

/// Reads header and data from an unpacked stream.
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

/// Exactly so many bytes, with which the stream must end.
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

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    /// Two images of 2 x 3 pixels.
    const IMAGES: [u8; 28] = [
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ];

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory takes it");
        encoder.finish().expect("memory takes it")
    }

    /// The same images with another byte in one place.
    fn with(index: usize, byte: u8) -> Vec<u8> {
        let mut bytes = IMAGES.to_vec();
        bytes[index] = byte;
        bytes
    }

    fn read_bytes(bytes: &[u8], is_named_gzip: bool) -> Result<Vec<u8>, Fault> {
        unpack(bytes, is_named_gzip).and_then(|reader| parse(reader, &[2, 3]))
    }

    fn message(bytes: &[u8]) -> String {
        read_bytes(bytes, false)
            .expect_err("it is malformed")
            .to_string()
    }

    #[test]
    fn plain_and_packed_give_the_same() {
        let pixels: Vec<u8> = (1..=12).collect();
        assert_eq!(read_bytes(&IMAGES, false).expect("plain"), pixels);
        assert_eq!(read_bytes(&gzip(&IMAGES), true).expect("packed"), pixels);
        assert_eq!(
            read_bytes(&gzip(&IMAGES), false).expect("packed, with a plain name"),
            pixels
        );
        let labels = parse::<u8>(&[0, 0, 8, 1, 0, 0, 0, 2, 7, 9][..], &[]);
        assert_eq!(labels.expect("labels"), [7, 9]);
    }

    #[test]
    fn sixteen_bits_are_read_with_their_sign() {
        let header = [0, 0, 0x0B, 2, 0, 0, 0, 1, 0, 0, 0, 3];
        let pairs = [0x01, 0x02, 0xFF, 0xFE, 0x80, 0x00];
        let file = [&header[..], &pairs].concat();
        let shorts = parse::<i16>(&file[..], &[3]).expect("three of them");
        assert_eq!(shorts, [0x0102, -2, i16::MIN]);

        let cut = parse::<i16>(&file[..15], &[3]).expect_err("one and a half");
        let expected = "it is truncated: it ends after 3 of 6 bytes of data";
        assert_eq!(cut.to_string(), expected);
        let bytes = parse::<i16>(&IMAGES[..], &[2, 3]).expect_err("bytes");
        let expected = "its elements are of type 0x08, but 16-bit integers (0x0b) are wanted";
        assert_eq!(bytes.to_string(), expected);
    }

    #[test]
    fn every_foreign_header_is_named() {
        let cases = [
            (
                with(0, b'P'),
                "it is not an IDX file: it begins with [50, 00] instead of [00, 00]",
            ),
            (
                with(2, 0x0D),
                "its elements are of type 0x0d, but bytes (0x08) are wanted",
            ),
            (
                with(3, 1),
                "it holds 1-dimensional data, but 3-dimensional data are wanted",
            ),
            (with(15, 4), "its items are 2 x 4, but 2 x 3 are wanted"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(message(&bytes), expected);
        }
        let labels = parse::<u8>(&IMAGES[..], &[]).expect_err("images are no labels");
        assert_eq!(
            labels.to_string(),
            "it holds 3-dimensional data, but 1-dimensional data are wanted"
        );
    }

    #[test]
    fn every_wrong_length_is_named() {
        for length in 0..16 {
            assert_eq!(
                message(&IMAGES[..length]),
                "it is truncated: it ends within the header"
            );
        }
        let truncated = "it is truncated: it ends after 11 of 12 bytes of data";
        assert_eq!(message(&IMAGES[..27]), truncated);
        assert_eq!(message(&gzip(&IMAGES[..27])), truncated);
        let surplus = [&IMAGES[..], &[0]].concat();
        assert_eq!(
            message(&surplus),
            "it goes on after the 12 bytes of data that it declares"
        );
    }

    #[test]
    fn damage_to_gzip_is_named() {
        let packed = gzip(&IMAGES);
        for length in 2..packed.len() {
            let text = message(&packed[..length]);
            assert!(
                text.contains("truncated") || text.contains("damaged"),
                "{length}: {text}"
            );
        }
        let mut changed = packed.clone();
        let checksum = packed.len() - 8;
        changed[checksum] ^= 1;
        assert!(message(&changed).starts_with("its gzip data are damaged: "));
        let not_gzip = read_bytes(&IMAGES, true).expect_err("the name promises gzip");
        assert_eq!(
            not_gzip.to_string(),
            "its name ends in `.gz`, but it is not a gzip file"
        );
    }

    /// A reader of endless zeros behind a header, which notes how much was asked of it.
    struct Endless<'a>(&'a [u8], &'a mut usize);

    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                *self.1 += buffer.len();
                buffer.fill(0);
                return Ok(buffer.len());
            }
            self.0.read(buffer)
        }
    }

    #[test]
    fn a_huge_declared_size_takes_no_memory() {
        let huge = [
            &[0, 0, 8, 3, 255, 255, 255, 255][..],
            &[0, 0, 0, 2, 0, 0, 0, 3],
        ]
        .concat();
        let declared = 6 * u64::from(u32::MAX);
        let expected = format!("it declares {declared} bytes of data, but at most {MOST} are read");
        assert_eq!(message(&huge), expected);

        // The largest that is allowed, in a file that ends: nothing is taken but what is there.
        let large = [
            &[0, 0, 8, 3][..],
            &(1u32 << 25).to_be_bytes(),
            &[0, 0, 0, 2, 0, 0, 0, 3, 1],
        ]
        .concat();
        assert!(message(&large).starts_with("it is truncated: it ends after 1 of 201326592 bytes"));

        // More than was declared is not read to its end.
        let mut asked = 0;
        let error =
            parse::<u8>(Endless(&IMAGES[..16], &mut asked), &[2, 3]).expect_err("it does not end");
        assert!(matches!(error, Fault::Surplus(12)));
        assert!(asked < 1_000, "{asked} bytes");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read::<u8>(Path::new("no/such-file"), &[2, 3]).expect_err("there is none");
        assert_eq!(error.to_string(), "`no/such-file`: there is no such file");
    }
}
