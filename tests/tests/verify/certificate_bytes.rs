//! Certificates whose bytes are forged or damaged are refused.

use nn_core::verify::{Certificate, CertificateError, Property, Verifier};

use super::around;
use super::certificates::{Net, certify, greatest, random};

/// FNV-1a, as the format says.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 8);
    bytes.extend(digest(&bytes).to_le_bytes());
    bytes
}

/// The digest of the statement that output 0 is below a number: one clause of one literal with one term.
fn digest_of_below(number: f64) -> [u8; 8] {
    let counts = [1u64, 1, 0].map(u64::to_le_bytes).concat();
    let number = (-number).to_le_bytes();
    let term = [0u64.to_le_bytes(), (-1.0f64).to_le_bytes()].concat();
    digest(&[&counts, &number[..], &term].concat()).to_le_bytes()
}

/// The digests are for clear errors. Without them, the bounds refuse a proof of something else.
#[test]
fn forged_certificates_are_refused() {
    let net = random::<Net>(2);
    let region = around(&[0.1, -0.2], 1.0);
    let (exact, _, limit) = certify(&*net, &region);
    let wrong = greatest(&*net, &region) - 0.5;
    let forge = |certificate: &Certificate, from: f64, to: f64| {
        let mut bytes = certificate.to_bytes();
        assert_eq!(bytes[24..32], digest_of_below(from));
        bytes[24..32].copy_from_slice(&digest_of_below(to));
        Certificate::from_bytes(&with_checksum(bytes)).unwrap()
    };
    let below = |number| Property::output(0).is_below(number);
    let easy = Verifier::new(&*net).certify(&region, &below(1e9)).unwrap();
    // what is true is still proved, and what is false is not
    let forged = forge(&exact, limit, limit + 1.0);
    assert_eq!(forged.check(&*net, &region, &below(limit + 1.0)), Ok(()));
    for certificate in [forge(&exact, limit, wrong), forge(&easy, 1e9, wrong)] {
        let found = certificate.check(&*net, &region, &below(wrong));
        assert!(
            matches!(found, Err(CertificateError::Part { .. })),
            "{found:?}"
        );
    }
    // one part does not suffice for what needs many
    assert!(exact.parts() > 1);
    let found = forge(&easy, 1e9, limit).check(&*net, &region, &below(limit));
    assert_eq!(found, Err(CertificateError::Part { step: 0 }));
}

#[test]
fn damaged_bytes_are_refused() {
    let net = random::<Net>(4);
    let bytes = certify(&*net, &around(&[0.1, -0.2], 0.5)).0.to_bytes();
    for length in 0..bytes.len() {
        let error = Certificate::from_bytes(&bytes[..length]).unwrap_err();
        let expected = match length {
            0..8 => CertificateError::Format,
            _ => CertificateError::Damaged,
        };
        assert_eq!(error, expected, "{length}");
    }
    for index in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[index] ^= 1 << (index % 8);
        assert!(Certificate::from_bytes(&changed).is_err(), "{index}");
        // with a checksum that fits, a tree is read or refused, but nothing panics
        if let Ok(read) = Certificate::from_bytes(&with_checksum(changed)) {
            let truth = Property::output(0).is_below(0.0);
            assert!(
                read.check(&*net, &around(&[0.1, -0.2], 0.5), &truth)
                    .is_err()
            );
        }
    }
    assert!(Certificate::from_bytes(&with_checksum([&bytes[..], &[0]].concat())).is_err());
}
