//! Files that are whole, foreign, damaged, too short and too long.

use super::*;
use crate::file::unpack;
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
    let expected = "its elements are of type 0x08, but 16-bit integers (0x0b) are expected";
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
            "its elements are of type 0x0d, but bytes (0x08) are expected",
        ),
        (
            with(3, 1),
            "it holds 1-dimensional data, but 3-dimensional data are expected",
        ),
        (with(15, 4), "its items are 2 x 4, but 2 x 3 are expected"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(message(&bytes), expected);
    }
    let labels = parse::<u8>(&IMAGES[..], &[]).expect_err("images are no labels");
    assert_eq!(
        labels.to_string(),
        "it holds 3-dimensional data, but 1-dimensional data are expected"
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
        "it has more than the 12 bytes of data that it declares"
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

/// A reader of endless zeros after a header. It stores how many bytes were requested.
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

    // the largest allowed size in a file that ends early: only the existing bytes are read
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
