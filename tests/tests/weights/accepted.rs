//! Files that the reference reader accepts are accepted: unused types, large headers, many tensors, 64-bit values.

use nn_core::prelude::*;
use nn_core::safetensors::{SafeTensors, SafeTensorsError};
use nn_core::weights::{LoadOptions, WeightsError};
use safetensors::Dtype;

use crate::malformed::with_header;

type Net = network![2 => Dense<1>];

/// The tensors of the network with a type, after other tensors.
fn header(others: &str, dtype: &str, begin: usize, bytes: usize) -> String {
    let (middle, end) = (begin + 2 * bytes, begin + 3 * bytes);
    format!(
        r#"{{{others}"0.weight":{{"dtype":"{dtype}","shape":[1,2],"data_offsets":[{begin},{middle}]}},"0.bias":{{"dtype":"{dtype}","shape":[1],"data_offsets":[{middle},{end}]}}}}"#
    )
}

/// A file of 32-bit values with other tensors of a length before the network's.
fn file(others: &str, length: usize) -> Vec<u8> {
    with_header(&header(others, "F32", length, 4), length + 12)
}

/// Both readers accept the file, and ours reads the network.
fn is_read(bytes: &[u8]) {
    safetensors::SafeTensors::deserialize(bytes).expect("a file of the format");
    is_read_by_us(bytes);
}

fn is_read_by_us(bytes: &[u8]) {
    let mut net = Net::ZERO;
    net.layers.bias = [1.0];
    let options = LoadOptions::new().allow_unexpected(true);
    options.read(&mut net, bytes).expect("it fits");
    assert_eq!(net, Net::ZERO);
}

/// The message of a refused file.
pub(crate) fn refused(bytes: &[u8]) -> WeightsError {
    let mut net = Net::ZERO;
    let result = LoadOptions::new().read(&mut net, bytes);
    assert_eq!(net, Net::ZERO, "the network is unchanged");
    result.expect_err("the file does not match")
}

#[test]
fn metadata_may_be_null() {
    is_read(&file(r#""__metadata__":null,"#, 0));
    is_read(&file(r#""__metadata__" : null ,"#, 0));
}

/// The types that the reference reader knows.
const KNOWN: [Dtype; 22] = [
    Dtype::BOOL,
    Dtype::F4,
    Dtype::F6_E2M3,
    Dtype::F6_E3M2,
    Dtype::U8,
    Dtype::I8,
    Dtype::F8_E5M2,
    Dtype::F8_E4M3,
    Dtype::F8_E8M0,
    Dtype::F8_E4M3FNUZ,
    Dtype::F8_E5M2FNUZ,
    Dtype::I16,
    Dtype::U16,
    Dtype::F16,
    Dtype::BF16,
    Dtype::I32,
    Dtype::U32,
    Dtype::F32,
    Dtype::C64,
    Dtype::F64,
    Dtype::I64,
    Dtype::U64,
];

#[test]
fn types_that_are_not_used_need_not_be_known() {
    for dtype in KNOWN {
        let length = 8 * dtype.bitsize() / 8;
        let other =
            format!(r#""other":{{"dtype":"{dtype}","shape":[2,4],"data_offsets":[0,{length}]}},"#);
        let bytes = file(&other, length);
        is_read(&bytes);
        let parsed = SafeTensors::parse(&bytes).expect("a file");
        let bits = parsed.find("other").expect("it is there").dtype().bits();
        assert_eq!(bits, Some(dtype.bitsize()), "{dtype}");
    }
    // A type that neither reader knows. Only the offsets state its size.
    let other = r#""other":{"dtype":"F3_E1M1","shape":[3],"data_offsets":[0,7]},"#;
    is_read_by_us(&file(other, 7));
    let used = with_header(&header("", "F3_E1M1", 0, 2), 6);
    let error = refused(&used).to_string();
    assert!(error.contains("has the type F3_E1M1"), "{error}");
}

#[test]
fn more_dimensions_than_any_network_has_are_passed_over() {
    let other = r#""other":{"dtype":"F32","shape":[1,2,1,1,1,1,1,1,1,2],"data_offsets":[0,16]},"#;
    is_read(&file(other, 16));
    let used = with_header(
        r#"{"0.weight":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}"#,
        8,
    );
    let error = refused(&used).to_string();
    assert!(
        error.contains("is [1, 1, 1, 1, 1, 1, 1, 1, ...] in"),
        "{error}"
    );
}

#[test]
fn large_headers_and_many_tensors_are_read_with_an_allocator() {
    let blanks = " ".repeat(1 << 20);
    let long = file(&blanks, 0);
    is_read(&long);
    let error = SafeTensors::parse(&long).expect_err("it is long");
    assert!(matches!(
        error,
        SafeTensorsError::LongHeader {
            most: 1_048_576,
            ..
        }
    ));
    assert_eq!(
        WeightsError::Format(error).to_string(),
        "the file is too large: its header has 1,048,698 bytes, but the compiler, or a program without the feature `alloc`, reads at most 1,048,576"
    );

    let many: String = (0..5_000)
        .map(|index| {
            format!(r#""other.{index}":{{"dtype":"F32","shape":[0],"data_offsets":[0,0]}},"#)
        })
        .collect();
    is_read(&file(&many, 0));
    assert_eq!(
        WeightsError::Format(SafeTensors::parse(&file(&many, 0)).expect_err("many")).to_string(),
        "the file is too large: it has more than 1,024 tensors, the limit of the compiler and of programs without the feature `alloc`"
    );
    // An error in one of many tensors is found.
    let twice = many.replace("other.4999", "other.17");
    let error = SafeTensors::parse_large(&file(&twice, 0)).expect_err("twice");
    assert!(
        matches!(error, SafeTensorsError::SameName { .. }),
        "{error}"
    );
}

#[test]
fn a_header_longer_than_the_format_allows_is_not_read() {
    let mut bytes = vec![b' '; 100_000_010];
    bytes[..8].copy_from_slice(&100_000_001u64.to_le_bytes());
    let error = SafeTensors::parse_large(&bytes).expect_err("it is long");
    let said = "its header has 100,000,001 bytes, but the format allows at most 100,000,000";
    assert_eq!(error.to_string(), said);
}

/// A file of 64-bit values.
fn wide(numbers: [f64; 3]) -> Vec<u8> {
    let mut bytes = with_header(&header("", "F64", 0, 8), 0);
    bytes.extend(numbers.map(f64::to_le_bytes).as_flattened());
    bytes
}

#[test]
fn numbers_of_64_bits_are_rounded() {
    let most = f64::from(f32::MAX);
    let mut net = Net::ZERO;
    for (number, rounded) in [
        (0.1, 0.1),
        (-most, f32::MIN),
        // Less than half a unit in the last place above the largest value.
        (most * (1.0 + f64::EPSILON), f32::MAX),
        (1e-45, 1e-45),
        (-1e-60, 0.0),
    ] {
        let file = wide([1.0, number, 3.0]);
        LoadOptions::new().read(&mut net, &file).expect("it fits");
        assert_eq!(net.layers.weights, [[1.0], [rounded]]);
        assert_eq!(net.layers.bias, [3.0]);
    }
}

#[test]
fn numbers_that_32_bits_do_not_hold_are_refused() {
    let said = |number| refused(&wide([1.0, number, 3.0])).to_string();
    for number in [3.5e38, -1e300, f64::MAX] {
        assert_eq!(
            said(number),
            "tensor `0.weight` overflows `f32` at index 1 in the file"
        );
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            said(number),
            "tensor `0.weight` is not finite at index 1 in the file"
        );
    }
}
