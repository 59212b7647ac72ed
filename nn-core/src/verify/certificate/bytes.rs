//! Certificates as bytes.
//!
//! ```text
//! certificate:  "NNPROOF1", digests of the network, the region and the property (u64), number of trees (u32), trees, checksum (u64)
//! tree:         number of steps (u32), steps
//! step:         0, index (u32), number (f32)
//!               1, node (u32), element (u32)
//!               2, weights (count, f32), slopes (count, u8), multipliers (count, f32), with counts of u32
//! ```
//!
//! Numbers have their lowest byte first. The checksum is FNV-1a over all bytes before it.

use alloc::vec::Vec;

use super::digest::{Digest, Digests};
use super::error::CertificateError;
use super::part::Hint;
use super::proof::{Certificate, Step, Tree};

/// The first bytes, with the version.
const MAGIC: &[u8; 8] = b"NNPROOF1";

impl Certificate {
    /// The bytes of a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let Digests {
            network,
            region,
            property,
        } = self.digests;
        for digest in [network, region, property] {
            bytes.extend(digest.to_le_bytes());
        }
        count(&mut bytes, self.trees.len());
        for tree in &self.trees {
            count(&mut bytes, tree.steps.len());
            for step in &tree.steps {
                write(&mut bytes, step);
            }
        }
        let mut checksum = Digest::default();
        checksum.bytes(&bytes);
        bytes.extend(checksum.0.to_le_bytes());
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    ///
    /// The bytes are not a certificate, or not those that were written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CertificateError> {
        if !bytes.starts_with(MAGIC) {
            return Err(CertificateError::Format);
        }
        let (contents, end) = bytes.split_last_chunk().ok_or(CertificateError::Damaged)?;
        let mut checksum = Digest::default();
        checksum.bytes(contents);
        if checksum.0 != u64::from_le_bytes(*end) {
            return Err(CertificateError::Damaged);
        }
        let mut rest = Rest(contents.get(MAGIC.len()..).unwrap_or_default());
        let certificate = rest.certificate().ok_or(CertificateError::Damaged)?;
        match rest.0.is_empty() {
            true => Ok(certificate),
            false => Err(CertificateError::Damaged),
        }
    }
}

fn count(bytes: &mut Vec<u8>, count: usize) {
    // A count above this limit would be a certificate of gigabytes, which its checksum and the checker refuse.
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn write(bytes: &mut Vec<u8>, step: &Step) {
    match step {
        Step::Input { index, at } => {
            bytes.push(0);
            count(bytes, *index);
            bytes.extend(at.to_le_bytes());
        }
        Step::Unit { node, element } => {
            bytes.push(1);
            count(bytes, *node);
            count(bytes, *element);
        }
        Step::Part(Hint {
            weights,
            slopes,
            multipliers,
        }) => {
            bytes.push(2);
            count(bytes, weights.len());
            bytes.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
            count(bytes, slopes.len());
            bytes.extend(slopes);
            count(bytes, multipliers.len());
            bytes.extend(multipliers.iter().flat_map(|factor| factor.to_le_bytes()));
        }
    }
}

/// The bytes that are not read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn certificate(&mut self) -> Option<Certificate> {
        let [network, region, property] = [self.digest()?, self.digest()?, self.digest()?];
        let digests = Digests {
            network,
            region,
            property,
        };
        let mut trees = Vec::new();
        for _ in 0..self.count()? {
            let mut steps = Vec::new();
            for _ in 0..self.count()? {
                steps.push(self.step()?);
            }
            trees.push(Tree { steps });
        }
        Some(Certificate { digests, trees })
    }

    fn step(&mut self) -> Option<Step> {
        match self.take(1)? {
            [0] => Some(Step::Input {
                index: self.count()?,
                at: self.real()?,
            }),
            [1] => Some(Step::Unit {
                node: self.count()?,
                element: self.count()?,
            }),
            [2] => {
                let weights = self.reals()?;
                let slopes = self.count()?;
                let slopes = self.take(slopes)?.to_vec();
                let multipliers = self.reals()?;
                Some(Step::Part(Hint {
                    weights,
                    slopes,
                    multipliers,
                }))
            }
            _ => None,
        }
    }

    fn reals(&mut self) -> Option<Vec<f32>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(
            bytes
                .as_chunks()
                .0
                .iter()
                .map(|bytes| f32::from_le_bytes(*bytes))
                .collect(),
        )
    }

    fn digest(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(*self.take(8)?.first_chunk()?))
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(*self.take(4)?.first_chunk()?)).ok()
    }

    fn real(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}
