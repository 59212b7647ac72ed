//! Why a certificate is refused.

use core::fmt;

/// Why a [`Certificate`](super::Certificate) is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateError {
    /// The bytes are not a certificate of this version.
    Format,
    /// The bytes are not those that were written.
    Damaged,
    /// It is about another network.
    Network,
    /// It is about another region.
    Region,
    /// It is about another property.
    Property,
    /// A split is at a number that is not in the part, or by a unit that the network does not have.
    Split {
        /// The place in the tree.
        step: usize,
    },
    /// The tree ends before the parts cover the region.
    Missing {
        /// The number of parts, at least.
        parts: usize,
    },
    /// The parts cover the region before the tree ends.
    Surplus {
        /// The place in the tree.
        step: usize,
    },
    /// The property is not proved in a part.
    Part {
        /// The place in the tree.
        step: usize,
    },
}

impl fmt::Display for CertificateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            CertificateError::Format => "the bytes are not a certificate of this version",
            CertificateError::Damaged => "the bytes of the certificate are damaged",
            CertificateError::Network => "the certificate is about another network",
            CertificateError::Region => "the certificate is about another region",
            CertificateError::Property => "the certificate is about another property",
            CertificateError::Split { step } => {
                return write!(
                    f,
                    "step {step} of the certificate splits what is not in its part"
                );
            }
            CertificateError::Missing { parts } => {
                return write!(
                    f,
                    "the certificate lacks at least {parts} parts of the region"
                );
            }
            CertificateError::Surplus { step } => {
                return write!(
                    f,
                    "step {step} of the certificate is about no part of the region"
                );
            }
            CertificateError::Part { step } => {
                return write!(
                    f,
                    "step {step} of the certificate does not prove the property"
                );
            }
        };
        f.write_str(text)
    }
}

impl core::error::Error for CertificateError {}
