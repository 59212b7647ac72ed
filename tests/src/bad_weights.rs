//! Files of weights that do not match, for the cases of `tests/ui/weights`.

use std::path::Path;

/// A tensor of a file: its name, type and shape.
type Described<'a> = (&'a str, &'a str, &'a [usize]);

/// The tensors of the network of the cases.
const GOOD: [Described<'_>; 4] = [
    ("0.weight", "F32", &[8, 4]),
    ("0.bias", "F32", &[8]),
    ("2.weight", "F32", &[3, 8]),
    ("2.bias", "F32", &[3]),
];

/// A file of tensors whose bytes are all equal.
fn file(tensors: &[Described<'_>], byte: u8) -> Vec<u8> {
    let mut end = 0;
    let described: Vec<String> = tensors
        .iter()
        .map(|(name, dtype, shape)| {
            let (begin, size) = (end, if *dtype == "I64" { 8 } else { 4 });
            end += size * shape.iter().product::<usize>();
            format!(
                r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{begin},{end}]}}"#
            )
        })
        .collect();
    let header = format!("{{{}}}", described.join(","));
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.resize(bytes.len() + end, byte);
    bytes
}

/// A file with one tensor replaced.
fn with(index: usize, tensor: Described<'static>) -> Vec<u8> {
    let mut tensors = GOOD;
    tensors[index] = tensor;
    file(&tensors, 0)
}

/// The first bytes of files of other formats.
const FOREIGN: [(&str, &[u8]); 4] = [
    (
        "net.pth",
        b"PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0c\0\0\0net/data.pkl",
    ),
    ("net.onnx", b"\x08\x08\x12\x07pytorch\x1a\x052.1.0"),
    ("net.tflite", b"\x1c\0\0\0TFL3\x14\0\x20\0"),
    ("net.h5", b"\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0"),
];

/// Creates a folder and writes all files.
///
/// # Errors
/// They cannot be written.
pub fn write(folder: &Path) -> std::io::Result<()> {
    let good = file(&GOOD, 0);
    let mut unexpected_tensor = GOOD.to_vec();
    unexpected_tensor.push(("3.weight", "F32", &[1]));
    // Value 17 of the third tensor. The three values of the last tensor follow.
    let mut infinite = good.clone();
    let place = infinite.len() - 4 * (3 + 24 - 17);
    infinite[place..place + 4].copy_from_slice(&f32::INFINITY.to_le_bytes());
    let files: [(&str, Vec<u8>); 9] = [
        ("good", good.clone()),
        (
            "no_safetensors",
            b"PK\x03\x04, which is a zip file".to_vec(),
        ),
        ("truncated", good[..good.len() - 1].to_vec()),
        ("missing_tensor", file(&GOOD[..3], 0)),
        ("shape", with(2, ("2.weight", "F32", &[10, 8]))),
        ("dtype", with(1, ("0.bias", "I64", &[8]))),
        ("unexpected_tensor", file(&unexpected_tensor, 0)),
        ("nan", file(&GOOD, 0xFF)),
        ("infinite", infinite),
    ];
    std::fs::create_dir_all(folder)?;
    for (name, bytes) in FOREIGN {
        std::fs::write(folder.join(name), bytes)?;
    }
    for (name, bytes) in files {
        std::fs::write(folder.join(name).with_extension("safetensors"), bytes)?;
    }
    Ok(())
}
