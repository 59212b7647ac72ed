//! Files of other formats are named in the message.

use nn_core::safetensors::{Foreign, SafeTensors, SafeTensorsError};
use nn_core::weights::WeightsError;

use crate::accepted::refused;
use crate::malformed::with_header;

/// The first bytes of files of other formats.
const FOREIGN: [(&[u8], Foreign); 12] = [
    (
        b"PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0c\0\0\0net/data.pkl",
        Foreign::Torch,
    ),
    (
        b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80",
        Foreign::Torch,
    ),
    (b"\x80\x04\x95\x10\0\0\0\0\0\0\0}\x94", Foreign::Torch),
    (
        b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x0d\0\0\0metadata.json",
        Foreign::Zip,
    ),
    (b"PK\x03\x04, and no more", Foreign::Zip),
    (b"\x08\x08\x12\x07pytorch\x1a\x052.1.0", Foreign::Onnx),
    (b"\x08\x0a:\x80\x01\x0a\x10", Foreign::Onnx),
    (b"\x1c\0\0\0TFL3\x14\0\x20\0", Foreign::Tflite),
    (b"\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0", Foreign::Hdf5),
    (b"\x93NUMPY\x01\0v\0{'descr': '<f4'", Foreign::Numpy),
    (b"GGUF\x03\0\0\0\x01\0\0\0", Foreign::Gguf),
    (b"PK\x03\x04", Foreign::Zip),
];

#[test]
fn other_formats_are_recognized() {
    for (bytes, format) in FOREIGN {
        let error = refused(bytes);
        let expected = SafeTensorsError::Foreign { format };
        assert_eq!(error, WeightsError::Format(expected));
        let said = error.to_string();
        assert!(
            said.starts_with("the file is not a safetensors file: it is a"),
            "{said}"
        );
        let advice = match format {
            Foreign::Tflite => "at run time with `load`",
            _ => ".save_file`",
        };
        assert!(said.ends_with(advice), "{said}");
    }
    // A header whose length begins with the bytes of another format is still a header.
    let length: usize = 0x0012_0808;
    let mut bytes = with_header(&format!("{{}}{}", " ".repeat(length - 2)), 0);
    assert_eq!(bytes[..3], [0x08, 0x08, 0x12]);
    SafeTensors::parse_large(&bytes).expect("no tensors");
    bytes[9] = b'x';
    let error = SafeTensors::parse_large(&bytes).expect_err("a bad header");
    assert!(matches!(error, SafeTensorsError::Syntax { .. }), "{error}");
}
