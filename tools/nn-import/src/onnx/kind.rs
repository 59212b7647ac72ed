//! Files that are no models of ONNX: what they are, and what to do.

/// What a file is by its first bytes, and what to do with it, if it is known to be no model of ONNX.
pub(super) fn of(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        return Some("it is empty: was the download or the export interrupted?");
    }
    if starts(b"version https://git-lfs.github.com") {
        return Some(
            "it is a pointer of Git LFS, not the model: run `git lfs pull` in its repository",
        );
    }
    if starts(b"PK\x03\x04") {
        return Some(archive(bytes));
    }
    if starts(b"\x89HDF\r\n\x1a\n") {
        return Some(
            "it is an HDF5 file, as Keras writes `.h5`: load the model in Keras, and write `model.export(\"model.onnx\", format=\"onnx\")`",
        );
    }
    if starts(b"\x80\x02") || starts(b"\x80\x04") || starts(b"\x80\x05") {
        return Some(
            "it is a pickle of Python, as PyTorch and scikit-learn write it: load the model in Python, and export it with `torch.onnx.export` or `skl2onnx.to_onnx`",
        );
    }
    if bytes.get(4..8) == Some(b"TFL3") {
        return Some(
            "it is a model of TensorFlow Lite, whose files end in `.tflite`: it needs no export to ONNX",
        );
    }
    if starts(b"GGUF") {
        return Some(
            "it is a language model in the format GGUF: such models are not in the language of `network!`",
        );
    }
    if starts(b"\x1f\x8b") || starts(b"BZh") || starts(b"\xfd7zXZ") || starts(b"(\xb5/\xfd") {
        return Some("it is compressed: unpack it first");
    }
    if bytes.get(8) == Some(&b'{') && bytes.get(4..8) == Some(&[0; 4]) {
        return Some(
            "it is a file of safetensors, which has weights but no layers: declare the network with `network!`, and load the file with `include_weights!`",
        );
    }
    text(bytes)
}

/// What an archive has inside, by the names of its first files.
fn archive(bytes: &[u8]) -> &'static str {
    let start = &bytes[..bytes.len().min(4096)];
    let has = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if has(b"data.pkl") {
        "it is a checkpoint of PyTorch (`.pt`, `.pth`): load it in Python, and write `torch.onnx.export(model.eval(), torch.zeros(1, ..), \"model.onnx\")`"
    } else if has(b"metadata.json") || has(b"model.weights.h5") {
        "it is a model of Keras (`.keras`): load it in Keras, and write `model.export(\"model.onnx\", format=\"onnx\")`"
    } else {
        "it is a ZIP archive: unpack it first"
    }
}

/// What a text is.
fn text(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(512)];
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    if !start.iter().all(is_text) {
        return None;
    }
    let is_page = start.trim_ascii_start().starts_with(b"<");
    Some(match is_page {
        true => "it is a web page or XML, not the model: download the file itself",
        false => "it is a text, not a model of ONNX",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named() {
        for (bytes, words) in [
            (&b""[..], "empty"),
            (
                b"version https://git-lfs.github.com/spec/v1\n",
                "git lfs pull",
            ),
            (b"PK\x03\x04..model/data.pkl", "checkpoint of PyTorch"),
            (b"PK\x03\x04..metadata.json", "model of Keras"),
            (b"PK\x03\x04..photo.png", "ZIP archive"),
            (b"\x89HDF\r\n\x1a\n..", "HDF5"),
            (b"\x80\x02}q\x00", "pickle"),
            (b"\x1c\0\0\0TFL3", "TensorFlow Lite"),
            (b"GGUF\x03\0\0\0", "GGUF"),
            (b"\x1f\x8b\x08", "compressed"),
            (b"\x40\0\0\0\0\0\0\0{\"a\":", "safetensors"),
            (b"\n<!DOCTYPE html>", "web page"),
            (b"import torch\n", "a text"),
        ] {
            let found = of(bytes).unwrap_or("nothing");
            assert!(found.contains(words), "{found}");
        }
        // the version of the format and the producer, as files of ONNX begin
        assert_eq!(of(b"\x08\x08\x12\x07pytorch"), None);
    }
}
