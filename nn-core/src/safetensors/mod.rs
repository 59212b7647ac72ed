//! Files in the format [safetensors](https://github.com/huggingface/safetensors), read where they lie: without an allocator, and
//! also while the compiler computes.
//!
//! Eight bytes with the length of a header, the header in JSON, and the numbers. A file is accepted only if its numbers are covered
//! by the tensors without holes and overlaps, as the format demands. Types that are not read may be unknown, and a tensor may have any
//! number of dimensions. As the format states, but not its own reader, a header begins with `{`, and no name stands twice; nor may a tensor
//! have other keys than `dtype`, `shape` and `data_offsets`.

mod describe;
mod dtype;
mod entries;
mod entry;
mod error;
mod float;
mod foreign;
mod json;
#[cfg(feature = "alloc")]
mod large;
mod string;

pub use self::dtype::{Dtype, DtypeName};
pub use self::entries::Entries;
pub use self::entry::Entry;
pub use self::error::SafeTensorsError;
pub use self::foreign::Foreign;

/// The longest header that the compiler and devices read.
const MOST_HEADER: u64 = 1 << 20;

/// The most tensors that they read: each name is compared with each.
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
/// assert_eq!(bias.shape(), [2]);
/// assert_eq!(bias.get(1), Some(-2.0));
/// # Ok::<(), nn_core::safetensors::SafeTensorsError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SafeTensors<'a> {
    /// All of the header, from its opening brace.
    header: &'a [u8],
    /// The numbers.
    data: &'a [u8],
    tensors: usize,
}

/// Gives the value, or passes the fault on: `?` for constant functions.
macro_rules! attempt {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(fault) => return Err(fault),
        }
    };
}
use attempt;

impl<'a> SafeTensors<'a> {
    /// Checks the header of a file with at most 1,024 tensors and 1,048,576 bytes of header, also while the compiler computes.
    ///
    /// With the feature `alloc`, `parse_large` reads larger files.
    ///
    /// # Errors
    /// The file is not in the format, or larger.
    pub const fn parse(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        match Self::parse_small(bytes) {
            Ok(file) => Ok(file),
            Err(fault) => Err(fault.or_foreign(bytes)),
        }
    }

    const fn parse_small(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        let mut file = attempt!(Self::open(bytes, MOST_HEADER));
        file.tensors = attempt!(file.count(MOST_TENSORS));
        attempt!(file.check());
        Ok(file)
    }

    /// Parses a file of any size that can be read here.
    pub(crate) fn parse_here(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        #[cfg(feature = "alloc")]
        return Self::parse_large(bytes);
        #[cfg(not(feature = "alloc"))]
        return Self::parse(bytes);
    }

    /// Finds the header, and checks that it is UTF-8.
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

    /// How many tensors it has.
    pub const fn len(&self) -> usize {
        self.tensors
    }

    /// Whether it has no tensor.
    pub const fn is_empty(&self) -> bool {
        self.tensors == 0
    }

    /// All tensors, in the order of the header.
    pub const fn entries(&self) -> Entries<'a> {
        Entries::new(self.header, self.data)
    }

    /// The tensor of this name.
    pub const fn find(&self, name: &str) -> Option<Entry<'a>> {
        let mut entries = self.entries();
        while let Ok(Some(entry)) = entries.step() {
            if entry.name.is(name) {
                return Some(entry);
            }
        }
        None
    }

    /// Reads all entries once.
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

    /// Compares entries: no name stands twice, and the tensors cover the numbers.
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

    /// Whether the tensors take all bytes behind the header.
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

    /// Compares each pair of entries.
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
