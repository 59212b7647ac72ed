//! Checks files with any number of tensors. It needs an allocator.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{SafeTensors, SafeTensorsError};

/// The longest header that the format allows.
const MOST_HEADER: u64 = 100_000_000;

impl<'a> SafeTensors<'a> {
    /// Checks the header of a file without the limits of [`parse`](Self::parse): any number of tensors, and a header of up to
    /// 100,000,000 bytes, the limit of the format.
    ///
    /// # Errors
    /// The file is not a valid safetensors file.
    pub fn parse_large(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        Self::parse_any(bytes).map_err(|error| error.or_foreign(bytes))
    }

    fn parse_any(bytes: &'a [u8]) -> Result<Self, SafeTensorsError> {
        let mut file = Self::open(bytes, MOST_HEADER)?;
        file.tensors = file.count(usize::MAX)?;
        file.check_names()?;
        file.check_places()?;
        Ok(file)
    }

    /// Checks that names are unique.
    fn check_names(&self) -> Result<(), SafeTensorsError> {
        let mut entries = self.entries();
        let mut names: Vec<(String, usize)> = Vec::with_capacity(self.tensors);
        while let Some(entry) = entries.step()? {
            names.push((entry.name().to_string(), entry.name.at));
        }
        names.sort_unstable();
        let twice = |pair: &[(String, usize)]| match pair {
            [(one, _), (other, at)] if one == other => Some(*at),
            _ => None,
        };
        match names.windows(2).find_map(twice) {
            Some(at) => Err(SafeTensorsError::SameName { at }),
            None => Ok(()),
        }
    }

    /// Checks that the tensors cover the data without gaps and overlaps.
    fn check_places(&self) -> Result<(), SafeTensorsError> {
        let mut places: Vec<(usize, usize, usize)> = Vec::with_capacity(self.tensors);
        places.extend(
            self.entries()
                .map(|entry| (entry.begin, entry.end, entry.name.at)),
        );
        places.sort_unstable();
        let mut covered = 0;
        for (begin, end, at) in places {
            if begin < covered {
                return Err(SafeTensorsError::Overlap { at });
            }
            if begin > covered {
                break;
            }
            covered = end;
        }
        self.is_covered(covered)
    }
}
