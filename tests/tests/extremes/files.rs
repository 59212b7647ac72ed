//! Bytes, files and flash that are empty, truncated, changed in one bit, of other formats, or not finite. Each reader returns a typed error
//! without changing the value, or a correct result. Each writer refuses what no reader accepts.

use std::collections::BTreeSet;

use nn_core::prelude::*;
use nn_core::weights::image;
use tests::sources::files_below;

use crate::files_table::{Format, Net, READERS, Reader, WRITERS, good, net, numbers, official};

/// Reads bytes. After an error the network is unchanged, otherwise it is correct.
fn check(reader: &Reader, bytes: &[u8], case: &str) -> bool {
    let mut read = Net::ZERO;
    match (reader.read)(&mut read, bytes) {
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(read == Net::ZERO, "{}: {case}: {error}", reader.name);
            false
        }
        Ok(()) => {
            let found = numbers(&read);
            let is_right = match reader.format {
                Format::SafeTensors => Some(&found) == official(bytes).as_ref(),
                Format::Image | Format::Flash => read == net(),
            };
            let is_finite = found.iter().all(|number| number.is_finite());
            assert!(is_right && is_finite, "{}: {case}: {found:?}", reader.name);
            true
        }
    }
}

#[test]
fn good_bytes_are_read() {
    for reader in &READERS {
        assert!(
            check(reader, &good(reader.format), "good"),
            "{}",
            reader.name
        );
    }
}

#[test]
fn bytes_that_are_cut_short_are_refused() {
    for reader in &READERS {
        let whole = good(reader.format);
        let needed = match reader.format {
            Format::Flash => image::bytes::<Net>(),
            _ => whole.len(),
        };
        for length in (0..needed).step_by(reader.step) {
            let is_read = check(reader, &whole[..length], &format!("{length} bytes"));
            assert!(!is_read, "{}: {length} of {needed} bytes", reader.name);
        }
    }
}

#[test]
fn a_bit_that_changed_is_found_or_does_no_harm() {
    for reader in &READERS {
        let mut bytes = good(reader.format);
        for bit in (0..8 * bytes.len()).step_by(reader.step) {
            let (byte, mask) = (bit / 8, 1 << (bit % 8));
            bytes[byte] ^= mask;
            let is_read = check(reader, &bytes, &format!("bit {bit}"));
            let is_guarded = match reader.format {
                Format::SafeTensors => false,
                Format::Image | Format::Flash => byte < image::bytes::<Net>(),
            };
            assert!(!(is_guarded && is_read), "{}: bit {bit}", reader.name);
            bytes[byte] ^= mask;
        }
    }
}

/// The first bytes of files of other kinds, and of no file.
const OTHERS: [&[u8]; 10] = [
    b"",
    b"\0",
    &[0; 4096],
    &[0xFF; 4096],
    b"PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0c\0\0\0net/data.pkl",
    b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80",
    b"\x08\x08\x12\x07pytorch\x1a\x052.1.0",
    b"\x1c\0\0\0TFL3\x14\0\x20\0",
    b"\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0",
    b"#!/bin/sh\necho a text that is no file of weights at all\n",
];

#[test]
fn other_formats_are_refused() {
    for reader in &READERS {
        for (index, bytes) in OTHERS.iter().enumerate() {
            let case = format!("other {index}");
            assert!(!check(reader, bytes, &case), "{}: {case}", reader.name);
        }
        let others = [Format::SafeTensors, Format::Image, Format::Flash];
        for format in others.into_iter().filter(|format| *format != reader.format) {
            let is_image = |format| format != Format::SafeTensors;
            // A memory starts with an image.
            if !(is_image(format) && is_image(reader.format)) {
                assert!(!check(reader, &good(format), "another"), "{}", reader.name);
            }
        }
    }
}

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    })
}

const NOT_FINITE: [f32; 3] = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];

#[test]
fn numbers_that_are_not_finite_are_not_read() {
    for reader in &READERS {
        let bytes = good(reader.format);
        let end = match reader.format {
            Format::SafeTensors => bytes.len(),
            Format::Image | Format::Flash => image::bytes::<Net>() - 4,
        };
        for index in 0..Net::PARAMS {
            for number in NOT_FINITE {
                let mut bytes = bytes.clone();
                let place = end - 4 * (Net::PARAMS - index);
                bytes[place..place + 4].copy_from_slice(&number.to_le_bytes());
                if reader.format != Format::SafeTensors {
                    let crc = checksum(&bytes[..end]);
                    bytes[end..end + 4].copy_from_slice(&crc.to_le_bytes());
                }
                let case = format!("number {index} is {number}");
                assert!(!check(reader, &bytes, &case), "{}: {case}", reader.name);
            }
        }
    }
}

#[test]
fn numbers_that_are_not_finite_are_not_written() {
    for writer in &WRITERS {
        (writer.write)(&net()).expect(writer.name);
        for index in 0..Net::PARAMS {
            for number in NOT_FINITE {
                let mut net = net();
                let mut before = 0;
                net.state_mut(&mut |values| {
                    if let Some(place) = index.checked_sub(before).and_then(|at| values.get_mut(at))
                    {
                        *place = number;
                    }
                    before += values.len();
                });
                let error = (writer.write)(&net).expect_err(writer.name).to_string();
                assert!(error.contains("not finite"), "{}: {error}", writer.name);
            }
        }
    }
}

/// Functions that take data, from the sources. Each has a row here. The compiler's readers have cases in `tests/ui/weights`.
#[test]
fn every_function_that_takes_data_has_a_row() {
    let readers = READERS.iter().map(|reader| reader.name);
    let writers = WRITERS.iter().map(|writer| writer.name);
    let rows: BTreeSet<String> = readers.chain(writers).map(str::to_owned).collect();
    let mut found = BTreeSet::new();
    let folders = ["nn-core/src/weights", "nn-core/src/safetensors"];
    let files = folders.iter().flat_map(|folder| files_below(folder, ".rs"));
    for file in files.filter(|file| !file.path.contains("/constant/")) {
        let is_trait = file.path.ends_with("weights/files/mod.rs");
        for line in file.text.lines().map(str::trim_start) {
            let begins = ["pub fn ", "pub const fn "]
                .iter()
                .any(|begin| line.starts_with(begin));
            let takes = ["bytes: &", "AsRef<Path>", "value: &"]
                .iter()
                .any(|it| line.contains(it));
            if takes && (begins || is_trait && line.starts_with("fn ")) {
                let name = line
                    .split("fn ")
                    .nth(1)
                    .and_then(|name| name.split(['<', '(']).next());
                found.extend(name.map(str::to_owned));
            }
        }
    }
    found.insert("to_safetensors".to_owned());
    assert_eq!(found, rows);
}
