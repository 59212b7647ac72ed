//! Invalid files: each error states what is wrong, and where.

use nn_core::prelude::*;
use nn_core::safetensors::{SafeTensors, SafeTensorsError};
use nn_core::weights::LoadOptions;
use proptest::prelude::*;

use crate::networks::{Mlp, filled};

/// A file with a header.
pub(crate) fn with_header(header: &str, data: usize) -> Vec<u8> {
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.resize(bytes.len() + data, 0);
    bytes
}

fn fault(header: &str, data: usize) -> SafeTensorsError {
    let bytes = with_header(header, data);
    SafeTensors::parse_large(&bytes).expect_err(header);
    SafeTensors::parse(&bytes).expect_err(header)
}

#[test]
fn a_truncated_file_is_refused_at_every_byte() {
    let whole = filled::<Mlp>(1).to_safetensors().expect("good layers");
    for length in 0..whole.len() {
        let mut net = filled::<Mlp>(2);
        let error = LoadOptions::new().read(&mut *net, &whole[..length]);
        error.expect_err("it is not whole");
        assert_eq!(net, filled::<Mlp>(2), "the network is as it was");
    }
}

#[test]
fn a_changed_header_never_does_harm() {
    let whole = filled::<Mlp>(1).to_safetensors().expect("good layers");
    let header = u64::from_le_bytes(whole[..8].try_into().expect("8 bytes")) as usize;
    let mut bytes = whole.clone();
    for index in 0..8 + header {
        for byte in 0..=255 {
            bytes[index] = byte;
            // The file is refused, or the reference reader also accepts it if it knows all types.
            let ours = SafeTensors::parse(&bytes);
            assert_eq!(ours.is_ok(), SafeTensors::parse_large(&bytes).is_ok());
            if ours.is_ok_and(|file| file.entries().all(|entry| entry.dtype().bits().is_some())) {
                let theirs = safetensors::SafeTensors::deserialize(&bytes);
                assert!(theirs.is_ok(), "byte {index} is {byte}: {theirs:?}");
            }
        }
        bytes[index] = whole[index];
    }
}

/// The description of a tensor, the bytes after the header, and a part of the message.
const TENSORS: [(&str, usize, &str); 14] = [
    (
        r#""dtype":"F32","shape":[2],"data_offsets":[0,8]"#,
        4,
        "has the offsets 0 to 8, which are not a range of the 4 bytes",
    ),
    (
        r#""dtype":"F32","shape":[2],"data_offsets":[8,0]"#,
        8,
        "has the offsets 8 to 0",
    ),
    (
        r#""dtype":"F32","shape":[3],"data_offsets":[0,8]"#,
        8,
        "has 8 bytes, but its shape and type need 12",
    ),
    (
        r#""dtype":"F32","shape":[2],"data_offsets":[0,8]"#,
        9,
        "9 bytes follow the header, but the tensors have 8",
    ),
    (
        r#""dtype":"F32","shape":[2],"data_offsets":[4,12]"#,
        12,
        "12 bytes follow the header, but the tensors have 8",
    ),
    (
        r#""dtype":"F32","shape":[MOST,MOST],"data_offsets":[0,8]"#,
        8,
        "need another number",
    ),
    (
        r#""dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]"#,
        8,
        "a smaller number",
    ),
    (
        r#""dtype":"f32","shape":[1],"data_offsets":[0,4]"#,
        4,
        "a type, for example",
    ),
    (
        r#""dtype":"F32_OR_SOMETHING_ELSE","shape":[1],"data_offsets":[0,4]"#,
        4,
        "a type, for example",
    ),
    (
        r#""dtype":"F32","shape":[-1],"data_offsets":[0,4]"#,
        4,
        "a natural number",
    ),
    (
        r#""dtype":"F32","shape":[01],"data_offsets":[0,4]"#,
        4,
        "without a leading 0",
    ),
    (r#""dtype":"F32","shape":[1]"#, 4, "all of `dtype`"),
    (
        r#""dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]"#,
        4,
        "is not repeated",
    ),
    (
        r#""dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1"#,
        4,
        "`dtype`, `shape` or `data_offsets`",
    ),
];

/// Headers, and a part of the message.
const HEADERS: [(&str, &str); 10] = [
    ("{", "a string"),
    (r#"{"__metadata__":{}"#, "`,` or `}`"),
    ("", "expected `{`"),
    ("[]", "expected `{`"),
    (" {}", "expected `{`"),
    ("{} x", "the end of the header"),
    (r#"{"a"#, "a quote at the end"),
    (r#"{"\ud800":1}"#, "a valid escape sequence"),
    (r#"{"__metadata__":{"a":1}}"#, "a string"),
    (r#"{"__metadata__":{},"__metadata__":{}}"#, "is not unique"),
];

#[test]
fn lengths_and_offsets_are_checked() {
    let most = usize::MAX.to_string();
    let tensors = TENSORS.map(|(inner, data, said)| {
        let inner = inner.replace("MOST", &most);
        (format!(r#"{{"a":{{{inner}}}}}"#), data, said)
    });
    let headers = HEADERS.map(|(header, said)| (header.to_owned(), 0, said));
    for (header, data, said) in tensors.into_iter().chain(headers) {
        let found = fault(&header, data).to_string();
        assert!(found.contains(said), "{header}\n{found}\n{said}");
    }
}

#[test]
fn overlaps_and_same_names_are_found() {
    let tensor = |name: &str, from: usize, to: usize| {
        format!(
            r#""{name}":{{"dtype":"F32","shape":[{}],"data_offsets":[{from},{to}]}}"#,
            (to - from) / 4
        )
    };
    let file = |parts: &[String]| format!("{{{}}}", parts.join(","));
    let overlap = file(&[tensor("a", 0, 8), tensor("b", 4, 12)]);
    assert!(matches!(
        fault(&overlap, 12),
        SafeTensorsError::Overlap { .. }
    ));
    let hidden = file(&[
        tensor("a", 0, 8),
        tensor("b", 12, 20),
        tensor("c", 4, 8),
        tensor("d", 0, 4),
    ]);
    assert!(matches!(
        fault(&hidden, 20),
        SafeTensorsError::Overlap { .. }
    ));
    let twice = file(&[
        tensor("a", 0, 4),
        tensor("b", 4, 8),
        tensor("\\u0061", 8, 12),
    ]);
    assert!(matches!(
        fault(&twice, 12),
        SafeTensorsError::SameName { .. }
    ));
    // In another order, the file is valid.
    let turned = with_header(&file(&[tensor("a", 8, 12), tensor("b", 0, 8)]), 12);
    let file = SafeTensors::parse(&turned).expect("a file");
    assert_eq!(file.find("b").expect("it is there").shape(), [2]);
}

#[test]
fn declared_sizes_cost_nothing() {
    for length in [1 << 20, u64::MAX, 1 << 40, 9] {
        let mut bytes = length.to_le_bytes().to_vec();
        bytes.extend(b"{}      ");
        SafeTensors::parse(&bytes).expect_err("it is not so long");
    }
    let mut not_utf8 = with_header("{\"a\"}", 0);
    not_utf8[10] = 0xFF;
    assert_eq!(
        SafeTensors::parse(&not_utf8).expect_err("not UTF-8"),
        SafeTensorsError::NotUtf8 { at: 10 }
    );
}

#[test]
fn escaped_names_are_those_that_they_stand_for() {
    let header = r#"{"\u0030.\"\ud83d\ude00\n":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#;
    let bytes = with_header(header, 4);
    let file = SafeTensors::parse(&bytes).expect("a file");
    let name = file.entries().next().expect("one").name().to_string();
    assert_eq!(name, "0.\"\u{1F600}\n");
    assert!(file.find("0.\"\u{1F600}\n").is_some());
}

proptest! {
    /// Compares the reference reader and ours on a header.
    #[test]
    fn the_same_files_are_accepted(
        sizes in prop::collection::vec((0usize..4, 0usize..3, 0usize..4), 0..5),
        shift in 0usize..3,
        metadata in 0usize..3,
    ) {
        let mut end = 0;
        let mut parts: Vec<String> = sizes.iter().enumerate().map(|(index, (rows, columns, dtype))| {
            let begin = end;
            let (dtype, bytes) = [("F32", 4), ("F64", 8), ("F8_E4M3FNUZ", 1), ("F4", 1)][*dtype];
            end += bytes * rows * columns;
            format!(r#""t{index}": {{"shape": [{rows}, {columns}], "dtype": "{dtype}", "data_offsets": [{begin}, {end}]}}"#)
        }).collect();
        if metadata > 0 {
            let value = [r#"{"format": "pt"}"#, "null"][metadata - 1];
            parts.insert(parts.len() / 2, format!(r#""__metadata__": {value}"#));
        }
        let bytes = with_header(&format!("{{{}}} ", parts.join(" , ")), end + 4 * (shift / 2));
        let theirs = safetensors::SafeTensors::deserialize(&bytes).is_ok();
        prop_assert_eq!(SafeTensors::parse(&bytes).is_ok(), theirs);
        prop_assert_eq!(SafeTensors::parse_large(&bytes).is_ok(), theirs);
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (ours, large) = (SafeTensors::parse(&bytes), SafeTensors::parse_large(&bytes));
        prop_assert_eq!(ours.is_ok(), large.is_ok());
        let mut net = filled::<Mlp>(3);
        prop_assert!(LoadOptions::new().read(&mut *net, &bytes).is_err());
    }
}
