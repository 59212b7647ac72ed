//! What is in an image or a checkpoint of nn-core, as `nn_core::weights::image` describes it.

use super::{Inspection, Statistics, StoredTensor};
use crate::kind::Kind;

/// The bytes of the header.
const HEADER: usize = 20;
/// The bytes of the checksum.
const CHECKSUM: usize = 4;
/// The algorithm of the checksum.
const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);

pub(super) fn read(bytes: &[u8], found: &mut Inspection) -> Result<(), String> {
    let header = bytes.first_chunk::<HEADER>();
    let header = header.ok_or_else(|| {
        format!(
            "it is an image that ends in its header: it has {} bytes",
            bytes.len()
        )
    })?;
    let [_, _, _, version, rest @ ..] = *header;
    let [f0, f1, f2, f3, f4, f5, f6, f7, rest @ ..] = rest;
    let [w0, w1, w2, w3, n0, n1, n2, n3] = rest;
    let words = u32::from_le_bytes([w0, w1, w2, w3]) as usize;
    let length = words.saturating_mul(4).saturating_add(HEADER);
    let fingerprint = u64::from_le_bytes([f0, f1, f2, f3, f4, f5, f6, f7]);
    found.state("version of the format", &version);
    found.state("fingerprint", &format!("{fingerprint:016x}"));
    found.state("number", &u32::from_le_bytes([n0, n1, n2, n3]));
    let Some((image, after)) = bytes.split_at_checked(length) else {
        let needed = length.saturating_add(CHECKSUM);
        let found = bytes.len();
        return Err(format!(
            "it is an image of {needed} bytes, and the file has {found}"
        ));
    };
    checksum(image, after, found)?;
    let words = image.get(HEADER..).unwrap_or_default();
    let values = Kind::Float32.read(words)?;
    found.tensors.push(StoredTensor {
        name: "all words as numbers".to_owned(),
        numbers: "F32".to_owned(),
        shape: vec![values.len()],
        bytes: words.len(),
        statistics: Some(Statistics::of(&values)),
    });
    Ok(())
}

/// Compares the checksum, and states what is after it.
fn checksum(image: &[u8], after: &[u8], found: &mut Inspection) -> Result<(), String> {
    let Some((stored, rest)) = after.split_first_chunk::<CHECKSUM>() else {
        return Err("it is an image without its checksum".to_owned());
    };
    let (stored, computed) = (u32::from_le_bytes(*stored), CRC.checksum(image));
    let state = match stored == computed {
        true => "right",
        false => "wrong: the image is damaged",
    };
    found.state("checksum", &format!("{stored:08x}, {state}"));
    if !rest.is_empty() {
        found.state("bytes after the image", &rest.len());
    }
    Ok(())
}
