//! Reads files in the [safetensors](https://github.com/huggingface/safetensors) format in place: without an allocator, and also at
//! compile time.
//!
//! A file is eight bytes with the length of the header, the header in JSON, and the data. The tensors must cover the data without gaps
//! and overlaps, as the format requires. Tensors may have any number of dimensions. A tensor that is not read may have an unknown
//! type. The header must begin with `{` and names must be unique: the specification requires this, although the reference
//! implementation does not check it. A tensor has no keys except `dtype`, `shape` and `data_offsets`.

// A separate crate was tried. It compiled in parallel, but the build took 4.17 s of processor time instead of 3.90 s, and the check
// 1.44 s instead of 1.36 s (user and system time, means of four runs each). `text` and nine more functions would be public.

mod describe;
mod dtype;
mod entries;
mod entry;
mod error;
mod float;
mod foreign;
mod integer;
mod json;
#[cfg(feature = "alloc")]
mod large;
mod string;

pub use self::dtype::{Dtype, DtypeName};
pub use self::entries::Entries;
pub use self::entry::{Entry, TensorName};
pub use self::error::SafeTensorsError;
pub(crate) use self::float::is_all_finite;
pub use self::foreign::Foreign;
use crate::attempt::attempt;

/// The maximum length of a header at compile time and without an allocator.
const MOST_HEADER: u64 = 1 << 20;

/// The maximum number of tensors at compile time and without an allocator. Every pair of names is compared.
const MOST_TENSORS: usize = 1024;

/// A file whose header has been checked.
///
/// ```
/// use nn_core::safetensors::SafeTensors;
///
/// let header = br#"{"bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#;
/// let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
/// bytes.extend(header);
/// bytes.extend([1.5f32, -2.0].map(f32::to_le_bytes).as_flattened());
///
/// let file = SafeTensors::parse(&bytes)?;
/// let bias = file.find("bias").unwrap();
/// assert_eq!(bias.name(), "bias");
/// assert_eq!(bias.shape(), [2]);
/// assert_eq!(bias.get(1), Some(-2.0));
/// # Ok::<(), nn_core::safetensors::SafeTensorsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SafeTensors<'a> {
    /// The header, from its opening brace on.
    header: &'a [u8],
    /// The bytes after the header.
    data: &'a [u8],
    tensors: usize,
}

impl<'a> SafeTensors<'a> {
    /// Checks the header of a file with at most 1,024 tensors and a header of at most 1,048,576 bytes. It also works at compile time.
    ///
    /// With the feature `alloc`, `parse_large` reads larger files.
    ///
    /// # Errors
    /// The file is not a valid safetensors file, or exceeds a limit.
    pub const fn parse(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        match Self::parse_small(bytes) {
            Ok(file) => Ok(file),
            Err(error) => Err(error.or_foreign(bytes)),
        }
    }

    const fn parse_small(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        let mut file = attempt!(Self::open(bytes, MOST_HEADER));
        file.tensors = attempt!(file.count(MOST_TENSORS));
        attempt!(file.check());
        Ok(file)
    }

    /// Parses a file, with the higher limits if there is an allocator.
    pub(crate) fn parse_here(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        #[cfg(feature = "alloc")]
        return Self::parse_large(bytes);
        #[cfg(not(feature = "alloc"))]
        return Self::parse(bytes);
    }

    /// Finds the header and checks that it is UTF-8.
    const fn open(bytes: &'a [u8], most: u64) -> Result<Self, SafeTensorsError> {
        let Some((length, rest)) = bytes.split_first_chunk::<8>() else {
            return Err(SafeTensorsError::TooShort { bytes: bytes.len() });
        };
        let header = u64::from_le_bytes(*length);
        if header > rest.len() as u64 {
            return Err(SafeTensorsError::Truncated {
                header,
                bytes: rest.len(),
            });
        }
        if header > most {
            return Err(SafeTensorsError::LongHeader { header, most });
        }
        let Some((header, data)) = rest.split_at_checked(header as usize) else {
            return Err(SafeTensorsError::TooShort { bytes: bytes.len() });
        };
        if let Err(error) = core::str::from_utf8(header) {
            return Err(SafeTensorsError::NotUtf8 {
                at: 8 + error.valid_up_to(),
            });
        }
        Ok(SafeTensors {
            header,
            data,
            tensors: 0,
        })
    }

    /// The number of tensors.
    pub const fn len(&self) -> usize {
        self.tensors
    }

    /// Whether there are no tensors.
    pub const fn is_empty(&self) -> bool {
        self.tensors == 0
    }

    /// All tensors, in the order of the header.
    pub const fn entries(&self) -> Entries<'a> {
        Entries::new(self.header, self.data)
    }

    /// The tensor with this name.
    pub const fn find(&self, name: &str) -> Option<Entry<'a>> {
        let mut entries = self.entries();
        while let Ok(Some(entry)) = entries.step() {
            if entry.name.is(name) {
                return Some(entry);
            }
        }
        None
    }

    /// Reads and counts all entries.
    const fn count(&self, most: usize) -> Result<usize, SafeTensorsError> {
        let mut entries = self.entries();
        let mut count = 0;
        while attempt!(entries.step()).is_some() {
            count += 1;
            if count > most {
                return Err(SafeTensorsError::TooMany { most });
            }
        }
        Ok(count)
    }

    /// Checks that names are unique and that the tensors cover the data.
    const fn check(&self) -> Result<(), SafeTensorsError> {
        let (mut entries, mut end, mut is_sorted) = (self.entries(), 0, true);
        let mut covered = 0usize;
        while let Some(entry) = attempt!(entries.step()) {
            let mut others = entries;
            while let Some(other) = attempt!(others.step_name()) {
                if entry.name.same(&other) {
                    return Err(SafeTensorsError::SameName { at: other.at });
                }
            }
            is_sorted = is_sorted && entry.begin == end;
            end = entry.end;
            covered = covered.saturating_add(entry.end - entry.begin);
        }
        if !is_sorted {
            attempt!(self.check_overlaps());
        }
        self.is_covered(covered)
    }

    /// Checks that the tensors have the same number of bytes as the data.
    const fn is_covered(&self, covered: usize) -> Result<(), SafeTensorsError> {
        if covered == self.data.len() {
            Ok(())
        } else {
            Err(SafeTensorsError::Uncovered {
                covered,
                bytes: self.data.len(),
            })
        }
    }

    /// Checks that no two tensors overlap. Every pair is compared.
    const fn check_overlaps(&self) -> Result<(), SafeTensorsError> {
        let mut entries = self.entries();
        while let Some(one) = attempt!(entries.step()) {
            let mut others = entries;
            while let Some(other) = attempt!(others.step()) {
                if one.begin < other.end && other.begin < one.end {
                    return Err(SafeTensorsError::Overlap { at: other.name.at });
                }
            }
        }
        Ok(())
    }
}
