//! Which network, region and property a certificate is about.
//!
//! Digests are for clear errors. A certificate that had the digests of something else would still be checked for what it is used for.

use core::fmt::Write;

use super::super::Interval;
use super::super::graph::{Graph, Operation};
use super::super::property::Property;
use super::error::CertificateError;

/// Digests of what a certificate is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digests {
    pub(super) network: u64,
    pub(super) region: u64,
    pub(super) property: u64,
}

impl Digests {
    pub(super) fn of(graph: &Graph, region: &[Interval], property: &Property) -> Self {
        let outputs = graph.nodes.last().map_or(0, |node| node.length);
        let mut of_region = Digest::default();
        for interval in region {
            of_region.bytes(&interval.low.to_le_bytes());
            of_region.bytes(&interval.high.to_le_bytes());
        }
        let mut of_property = Digest::default();
        for clause in property.clauses(outputs) {
            of_property.count(clause.len());
            for literal in clause {
                of_property.count(literal.terms.len());
                of_property.count(usize::from(literal.is_order));
                of_property.real(literal.number);
                for (index, factor) in literal.terms {
                    of_property.count(index);
                    of_property.real(factor);
                }
            }
        }
        let network = graph_digest(graph).0;
        Digests {
            network,
            region: of_region.0,
            property: of_property.0,
        }
    }

    /// What differs, if something does.
    pub(super) fn compare(&self, other: &Digests) -> Result<(), CertificateError> {
        if self.network != other.network {
            return Err(CertificateError::Network);
        }
        if self.region != other.region {
            return Err(CertificateError::Region);
        }
        match self.property == other.property {
            true => Ok(()),
            false => Err(CertificateError::Property),
        }
    }
}

fn graph_digest(graph: &Graph) -> Digest {
    let mut digest = Digest::default();
    for node in &graph.nodes {
        digest.count(node.length);
        match &node.operation {
            Operation::Affine(from, rows) => {
                digest.count(*from);
                for (row, bias) in rows.bias().iter().enumerate().take(rows.len()) {
                    let (columns, weights) = rows.row(row);
                    digest.real(*bias);
                    digest.real(rows.error(row, 1.0));
                    columns.iter().for_each(|column| digest.count(*column));
                    weights.iter().for_each(|weight| digest.real(*weight));
                }
            }
            // The others have few numbers.
            other => {
                let _ = write!(digest, "{other:?}");
            }
        }
    }
    digest
}

/// The hash FNV-1a (Fowler, Noll and Vo).
pub(super) struct Digest(pub(super) u64);

impl Default for Digest {
    fn default() -> Self {
        Digest(0xCBF2_9CE4_8422_2325)
    }
}

impl Digest {
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn count(&mut self, count: usize) {
        self.bytes(&(count as u64).to_le_bytes());
    }

    fn real(&mut self, real: f64) {
        self.bytes(&real.to_le_bytes());
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}
