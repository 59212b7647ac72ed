//! The format of a file, by its content and the end of its name.

use std::path::Path;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A model of ONNX.
    Onnx,
    /// A model of TensorFlow Lite.
    Tflite,
    /// Weights of safetensors.
    SafeTensors,
    /// An image of weights, or a checkpoint, that nn-core wrote.
    Image,
    /// HDF5, in which Keras stored models until version 2.
    Hdf5,
    /// A model of Keras 3, a zip archive.
    Keras,
    /// A file of `torch.save`: a zip archive.
    Torch,
    /// A pickle of Python, as `torch.save` wrote it before PyTorch 1.6.
    Pickle,
    /// Arrays of NumPy.
    Numpy,
    /// Another zip archive.
    Zip,
    /// Weights of llama.cpp.
    Gguf,
    /// The place of a file that git-lfs stores elsewhere.
    LfsPointer,
    /// A web page.
    Html,
    /// Other text.
    Text,
    /// No bytes.
    Empty,
    /// None of these.
    Unknown,
}

impl Format {
    /// The format of a file. The end of the name decides only if the content does not.
    ///
    /// ```
    /// use std::path::Path;
    /// use nn_import::Format;
    ///
    /// let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n";
    /// assert_eq!(Format::of(pointer, Path::new("model.onnx")), Format::LfsPointer);
    /// assert!(Format::LfsPointer.advice().contains("git lfs pull"));
    /// ```
    pub fn of(bytes: &[u8], path: &Path) -> Self {
        let end = path.extension().unwrap_or_default().to_ascii_lowercase();
        match (Self::of_bytes(bytes), end.to_str()) {
            (Format::Unknown, Some("onnx")) => Format::Onnx,
            (Format::Unknown, Some("safetensors")) => Format::SafeTensors,
            (Format::Unknown, Some("tflite")) => Format::Tflite,
            (found, _) => found,
        }
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [] => Format::Empty,
            // the first byte of a header in JSON, after its length
            [_, _, _, _, _, _, _, 0, b'{', ..] => Format::SafeTensors,
            [_, _, _, _, b'T', b'F', b'L', b'3', ..] => Format::Tflite,
            [b'n', b'n', b'W', 1, ..] => Format::Image,
            [0x89, b'H', b'D', b'F', b'\r', b'\n', 0x1A, b'\n', ..] => Format::Hdf5,
            [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => Format::Numpy,
            [b'G', b'G', b'U', b'F', ..] => Format::Gguf,
            [b'P', b'K', 3, 4, ..] => of_zip(bytes),
            // the protocols of pickle
            [0x80, 2..=5, ..] => Format::Pickle,
            // the version of the format, and then another field of `ModelProto`
            [
                8,
                1..=32,
                0x12 | 0x1A | 0x22 | 0x28 | 0x32 | 0x3A | 0x42,
                ..,
            ] => Format::Onnx,
            _ => of_text(bytes),
        }
    }

    /// The name of the format.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Onnx => "ONNX",
            Format::Tflite => "TensorFlow Lite",
            Format::SafeTensors => "safetensors",
            Format::Image => "image of nn-core",
            Format::Hdf5 => "HDF5",
            Format::Keras => "Keras",
            Format::Torch => "PyTorch",
            Format::Pickle => "pickle",
            Format::Numpy => "NumPy",
            Format::Zip => "zip",
            Format::Gguf => "GGUF",
            Format::LfsPointer => "pointer of git-lfs",
            Format::Html => "HTML",
            Format::Text => "text",
            Format::Empty => "empty",
            Format::Unknown => "unknown",
        }
    }

    /// What the file is, and how a file that can be imported is made.
    pub const fn advice(self) -> &'static str {
        match self {
            Format::Onnx | Format::Tflite | Format::SafeTensors => "it can be imported",
            Format::Image => {
                "it is an image of weights or a checkpoint of nn-core, which has no layers: read it with `image::read`; `cargo nn inspect` shows its numbers"
            }
            Format::Hdf5 => {
                "it is a file of HDF5, as Keras writes it: export the model in Python with `keras.models.load_model(\"model.h5\").export(\"model.onnx\", format=\"onnx\")`"
            }
            Format::Keras => {
                "it is a model of Keras: export it in Python with `keras.models.load_model(\"model.keras\").export(\"model.onnx\", format=\"onnx\")`"
            }
            Format::Torch | Format::Pickle => {
                "it is a file of PyTorch, which only Python can read: export the model with `torch.onnx.export(model.eval(), example_input, \"model.onnx\")`, or its weights with `safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")`"
            }
            Format::Numpy => {
                "it is an array of NumPy: write all weights with `safetensors.numpy.save_file`"
            }
            Format::Zip => {
                "it is a zip archive, for example of NumPy: unpack it, or export the model as ONNX"
            }
            Format::Gguf => {
                "it is a file of llama.cpp, whose models are transformers, which the language does not have"
            }
            Format::LfsPointer => {
                "it is only a pointer to a file of git-lfs: `git lfs pull` fetches the file"
            }
            Format::Html => "it is a web page: download the file itself",
            Format::Text => "it is text: a model is a file of ONNX, TensorFlow Lite or safetensors",
            Format::Empty => "it has no bytes: it was not written or downloaded completely",
            Format::Unknown => {
                "its format is not known: a model is a file of ONNX, TensorFlow Lite or safetensors"
            }
        }
    }
}

/// What a zip archive has. The names of its files are at its beginning and at its end.
fn of_zip(bytes: &[u8]) -> Format {
    const NAMES: usize = 1 << 16;
    let start = bytes.get(..NAMES).unwrap_or(bytes);
    let end = bytes
        .get(bytes.len().saturating_sub(NAMES)..)
        .unwrap_or_default();
    let has = |name: &[u8]| {
        let mut parts = [start, end].into_iter();
        parts.any(|part| part.windows(name.len()).any(|window| window == name))
    };
    if has(b"/data.pkl") {
        Format::Torch
    } else if has(b"model.weights.h5") {
        Format::Keras
    } else {
        Format::Zip
    }
}

/// What text is.
fn of_text(bytes: &[u8]) -> Format {
    let start = bytes.get(..1024).unwrap_or(bytes);
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0x80..);
    let word = start.trim_ascii_start().to_ascii_lowercase();
    if start.starts_with(b"version https://git-lfs") {
        Format::LfsPointer
    } else if word.starts_with(b"<!doctype html") || word.starts_with(b"<html") {
        Format::Html
    } else if start.iter().all(is_text) && start.iter().any(u8::is_ascii_alphabetic) {
        Format::Text
    } else {
        Format::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_names() {
        for (bytes, name, format) in [
            (&b""[..], "model.onnx", Format::Empty),
            (b"{\"a\": 1}", "model.onnx", Format::Text),
            (b"<!DOCTYPE html><html>", "model.onnx", Format::Html),
            (b"\x80\x02}q\x00", "model.pt", Format::Pickle),
            (b"PK\x03\x04..archive/data.pkl", "model.pth", Format::Torch),
            (
                b"PK\x03\x04config.json model.weights.h5",
                "model",
                Format::Keras,
            ),
            (b"PK\x03\x04arr_0.npy", "model.npz", Format::Zip),
            (b"\x1c\0\0\0TFL3", "model.onnx", Format::Tflite),
            (b"nnW\x01....", "weights.bin", Format::Image),
            (b"\x08\x07\x12\x07pytorch", "model", Format::Onnx),
            (b":\x04", "model.onnx", Format::Onnx),
            (
                b"\x08\0\0\0\0\0\0\0{}      ",
                "weights",
                Format::SafeTensors,
            ),
            (b"\0\0\x01", "weights", Format::Unknown),
        ] {
            assert_eq!(Format::of(bytes, Path::new(name)), format, "{name}");
        }
    }
}
