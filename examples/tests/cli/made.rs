//! Digits that are made for a test, in files as MNIST has them.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

const SIDE: usize = 28;
pub(crate) const NAMES: [&str; 4] = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
];

/// Images that any network tells apart: the digit `d` is a bar in the rows `2 d + 4` and `2 d + 5`.
pub(crate) fn images(count: usize) -> Vec<u8> {
    let sizes = [count as u32, SIDE as u32, SIDE as u32];
    let mut bytes = vec![0, 0, 8, 3];
    sizes
        .iter()
        .for_each(|size| bytes.extend(size.to_be_bytes()));
    for index in 0..count {
        let top = 2 * (index % 10) + 4;
        let pixel =
            |place: usize| (top..top + 2).contains(&(place / SIDE)) && place % SIDE > index % 7;
        bytes.extend((0..SIDE * SIDE).map(|place| if pixel(place) { 200 } else { 0 }));
    }
    bytes
}

pub(crate) fn labels(count: usize) -> Vec<u8> {
    let mut bytes = vec![0, 0, 8, 1];
    bytes.extend((count as u32).to_be_bytes());
    bytes.extend((0..count).map(|index| (index % 10) as u8));
    bytes
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("memory takes it")
}

/// Writes 100 digits to learn from and 50 to test.
pub(crate) fn write_digits(directory: &Path) {
    for (name, bytes) in NAMES
        .into_iter()
        .zip([images(100), labels(100), images(50), labels(50)])
    {
        fs::write(directory.join(name), bytes).expect("the directory can be written");
    }
}
