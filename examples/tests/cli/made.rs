//! Generates digits, movements, beats and words in the file formats of the data of the examples.

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

/// Images that are easy to distinguish: the digit `d` is a bar in the rows `2 d + 4` and `2 d + 5`.
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
    bytes((0..count).map(|index| (index % 10) as u8))
}

/// A file of bytes with one dimension.
fn bytes(values: impl ExactSizeIterator<Item = u8>) -> Vec<u8> {
    let mut bytes = vec![0, 0, 8, 1];
    bytes.extend((values.len() as u32).to_be_bytes());
    bytes.extend(values);
    bytes
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("memory takes it")
}

/// Writes 100 training digits and 50 test digits.
pub(crate) fn write_digits(directory: &Path) {
    for (name, bytes) in NAMES
        .into_iter()
        .zip([images(100), labels(100), images(50), labels(50)])
    {
        fs::write(directory.join(name), bytes).expect("the directory can be written");
    }
}

/// Windows of six channels and 50 samples: the exercise `e` is an oscillation with `e + 1` times the frequency of the first.
fn windows(count: usize) -> Vec<u8> {
    let mut bytes = vec![0, 0, 0x0B, 3];
    for size in [count as u32, 6, 50] {
        bytes.extend(size.to_be_bytes());
    }
    for index in 0..count {
        let frequency = (index % 7 + 1) as f32 / 5.0;
        for channel in 0..6 {
            let start = (index + 2 * channel) as f32;
            let value = |sample: u8| 1_000.0 * (start + frequency * f32::from(sample)).sin();
            bytes.extend((0..50).flat_map(|sample| (value(sample) as i16).to_be_bytes()));
        }
    }
    bytes
}

/// Writes 105 training windows of the people 1 to 3 and 35 test windows of person 8.
pub(crate) fn write_windows(directory: &Path) {
    for (name, count, people) in [("train", 105, 1..4), ("test", 35, 8..9)] {
        let exercises = (0..count).map(|index| (index % 7) as u8);
        let people: Vec<u8> = people.cycle().take(count).collect();
        let files = [
            ("windows-idx3-short", windows(count)),
            ("labels-idx1-ubyte", bytes(exercises)),
            ("subjects-idx1-ubyte", bytes(people.into_iter())),
        ];
        for (kind, content) in files {
            let path = directory.join(format!("{name}-{kind}.gz"));
            fs::write(path, gzip(&content)).expect("the directory can be written");
        }
    }
}

/// The compressed file of a set of `i16` or bytes, with this type and shape.
fn write(directory: &Path, name: &str, (element, sizes): (u8, &[u32]), data: &[u8]) {
    let mut file = vec![0, 0, element, sizes.len() as u8];
    file.extend(sizes.iter().flat_map(|size| size.to_be_bytes()));
    file.extend(data);
    fs::write(directory.join(name), gzip(&file)).expect("the directory can be written");
}

/// Writes 64 training beats of the patients 1 to 4 and 32 test beats of patient 5. Every other beat is wide.
pub(crate) fn write_beats(directory: &Path) {
    for (name, count, patients) in [("train", 64, 1..5), ("test", 32, 5..6)] {
        let classes: Vec<u8> = (0..count).map(|index| (index % 2) as u8).collect();
        let patients: Vec<u8> = patients.flat_map(|patient| [patient; 2]).collect();
        let beat = |index: usize| {
            let (width, height) = ([2.0, 8.0][index % 2], 800.0 + 20.0 * index as f32);
            (0..64).flat_map(move |time| {
                let distance = (time as f32 - 30.0) / width;
                ((height * (-distance * distance).exp()) as i16).to_be_bytes()
            })
        };
        let beats: Vec<u8> = (0..count).flat_map(beat).collect();
        let size = count as u32;
        write(
            directory,
            &format!("{name}-windows-idx2-short.gz"),
            (0x0B, &[size, 64]),
            &beats,
        );
        write(
            directory,
            &format!("{name}-labels-idx1-ubyte.gz"),
            (8, &[size]),
            &classes,
        );
        let patients: Vec<u8> = patients.into_iter().cycle().take(count).collect();
        write(
            directory,
            &format!("{name}-records-idx1-ubyte.gz"),
            (8, &[size]),
            &patients,
        );
    }
}

/// Writes 120 training words and 40 test words of 6 speakers. The band of a word rises and falls with its class.
pub(crate) fn write_words(directory: &Path) {
    for (name, count) in [("train", 120), ("test", 40)] {
        let word = |index: usize| {
            let class = index % 10;
            (0..32 * 16).map(move |place| {
                let (frame, band) = (place / 16, place % 16);
                let is_loud =
                    band / 3 == class / 2 && (frame < 14) == class.is_multiple_of(2) && frame < 28;
                if is_loud { 200 } else { 1 + (index % 7) as u8 }
            })
        };
        let words: Vec<u8> = (0..count).flat_map(word).collect();
        let classes: Vec<u8> = (0..count).map(|index| (index % 10) as u8).collect();
        let speakers: Vec<u8> = (0..count).map(|index| (index / 10 % 6) as u8).collect();
        let size = count as u32;
        write(
            directory,
            &format!("{name}-logmel-idx3-ubyte.gz"),
            (8, &[size, 32, 16]),
            &words,
        );
        write(
            directory,
            &format!("{name}-labels-idx1-ubyte.gz"),
            (8, &[size]),
            &classes,
        );
        write(
            directory,
            &format!("{name}-speakers-idx1-ubyte.gz"),
            (8, &[size]),
            &speakers,
        );
    }
}
