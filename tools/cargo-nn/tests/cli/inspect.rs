//! `cargo nn inspect`.

use std::path::Path;

use super::{folder, model, run, text, weights};

/// The outputs of `inspect` for a file of each format are the stored ones.
#[test]
fn inspections_are_the_stored_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let image = folder("inspections").join("image.bin");
    std::fs::write(&image, image_of(&[1.0, -2.5, 4.0])).unwrap();
    let tflite = root.join("../../tests/reference/tflite/mlp_int8.tflite");
    for (name, file, arguments) in [
        ("onnx.txt", model("lenet_script"), &[][..]),
        (
            "onnx.json",
            model("sklearn_regressor"),
            &["--format", "json"],
        ),
        ("safetensors.txt", weights("named"), &[]),
        ("tflite.txt", tflite, &[]),
        ("image.txt", image, &["--color", "always"]),
    ] {
        let output = run("inspect", &file, arguments);
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        let path = root.join("tests/inspections").join(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &output.stdout).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text(&output.stdout), stored, "{name}");
        let has_colors = stored.contains('\u{1b}');
        assert_eq!(has_colors, arguments.contains(&"always"), "{name}");
    }
}

/// Tensors whose numbers are in another file have their bytes there.
#[test]
fn the_bytes_of_another_file_are_counted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nn-import/tests/forms");
    let output = run(
        "inspect",
        &folder.join("external.onnx"),
        &["--format", "json"],
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let tensors = found["tensors"].as_array().unwrap();
    let bytes = |tensor: &serde_json::Value| tensor["bytes"].as_u64().unwrap();
    let stored = std::fs::metadata(folder.join("external.onnx.data")).unwrap();
    let total: u64 = tensors.iter().map(bytes).sum();
    assert!(
        tensors.iter().all(|tensor| bytes(tensor) > 0) && total >= stored.len(),
        "{total}"
    );
}

/// An image of nn-core with these numbers.
fn image_of(numbers: &[f32]) -> Vec<u8> {
    let mut bytes = b"nnW\x01".to_vec();
    bytes.extend(0x0123_4567_89ab_cdef_u64.to_le_bytes());
    bytes.extend((numbers.len() as u32).to_le_bytes());
    bytes.extend(7_u32.to_le_bytes());
    numbers
        .iter()
        .for_each(|number| bytes.extend(number.to_le_bytes()));
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}
