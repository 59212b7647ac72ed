//! Recognizes files of other formats by their first bytes.

/// Another format of weights or models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Foreign {
    /// A `.pth`, `.pt` or `.bin` of `torch.save`: a zip archive, or a pickle before PyTorch 1.6.
    Torch,
    /// Another zip archive, for example Keras's `.keras` or NumPy's `.npz`.
    Zip,
    /// An `.onnx`.
    Onnx,
    /// A `.tflite`.
    Tflite,
    /// HDF5, for example Keras's `.h5`.
    Hdf5,
    /// NumPy's `.npy`.
    Numpy,
    /// A `.gguf`.
    Gguf,
}

impl Foreign {
    /// The format of a file that is not safetensors, if it is one of these.
    pub(super) const fn of(bytes: &[u8]) -> Option<Foreign> {
        match bytes {
            // The first byte of a safetensors header.
            [_, _, _, _, _, _, _, _, b'{', ..] => None,
            [b'P', b'K', 3, 4, ..] if is_torch(bytes) => Some(Foreign::Torch),
            [b'P', b'K', 3, 4, ..] => Some(Foreign::Zip),
            // The pickle protocols that `torch.save` and `pickle.dump` write.
            [0x80, 2..=5, ..] => Some(Foreign::Torch),
            [_, _, _, _, b'T', b'F', b'L', b'3', ..] => Some(Foreign::Tflite),
            [0x89, b'H', b'D', b'F', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Foreign::Hdf5),
            [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => Some(Foreign::Numpy),
            [b'G', b'G', b'U', b'F', ..] => Some(Foreign::Gguf),
            // The version of the format, and then another field of `ModelProto`.
            [
                8,
                1..=32,
                0x12 | 0x1A | 0x22 | 0x28 | 0x32 | 0x3A | 0x42,
                ..,
            ] => Some(Foreign::Onnx),
            _ => None,
        }
    }

    /// Names the format, and says how to convert the file.
    pub(super) const fn advice(self) -> &'static str {
        match self {
            Foreign::Torch => {
                "it is a file of `torch.save`; write `model.state_dict()` with `safetensors.torch.save_file`"
            }
            Foreign::Zip => {
                "it is a zip archive, for example a `.keras` or `.npz`; write the weights with `safetensors.numpy.save_file`"
            }
            Foreign::Onnx => {
                "it is an ONNX model; write the `state_dict()` of its PyTorch model with `safetensors.torch.save_file`"
            }
            Foreign::Tflite => {
                "it is a TensorFlow Lite model; read it with `include_tflite!`, or at run time with `load`"
            }
            Foreign::Hdf5 => {
                "it is an HDF5 file, for example Keras's `.h5`; write the weights with `safetensors.numpy.save_file`"
            }
            Foreign::Numpy => {
                "it is a NumPy array; write the weights with `safetensors.numpy.save_file`"
            }
            Foreign::Gguf => {
                "it is a GGUF file; write the weights with `safetensors.torch.save_file`"
            }
        }
    }
}

/// Whether the first file in a zip archive is `archive/data.pkl`, with any name of the archive.
const fn is_torch(zip: &[u8]) -> bool {
    let Some((_, [low, high, _, _, names @ ..])) = zip.split_at_checked(26) else {
        return false;
    };
    let first = names.split_at_checked(u16::from_le_bytes([*low, *high]) as usize);
    matches!(
        first,
        Some((
            [.., b'/', b'd', b'a', b't', b'a', b'.', b'p', b'k', b'l'],
            _
        ))
    )
}
