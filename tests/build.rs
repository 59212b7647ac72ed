//! Writes a file of weights for 784-128-10. A test includes it by the environment variable `MNIST_WEIGHTS`.

use std::path::Path;

/// Numbers that are nowhere else in the program.
fn number(index: u32) -> f32 {
    let mixed = index.wrapping_mul(0x9E37_79B1) ^ 0x5BD1_E995;
    (mixed >> 8) as f32 / (1 << 24) as f32 - 0.5
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let tensors = [
        ("0.weight", "[128,784]", 784 * 128),
        ("0.bias", "[128]", 128),
        ("2.weight", "[10,128]", 10 * 128),
        ("2.bias", "[10]", 10),
    ];
    let (mut header, mut end) = (String::new(), 0);
    for (name, shape, count) in tensors {
        let begin = end;
        end += 4 * count;
        let comma = if header.is_empty() { '{' } else { ',' };
        header += &format!(
            r#"{comma}"{name}":{{"dtype":"F32","shape":{shape},"data_offsets":[{begin},{end}]}}"#
        );
    }
    header.push('}');
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend((0..end as u32 / 4).flat_map(|index| number(index).to_le_bytes()));
    let folder = std::env::var("OUT_DIR").expect("cargo sets it");
    let path = Path::new(&folder).join("mnist.safetensors");
    std::fs::write(&path, bytes).expect("a file that can be written");
    println!("cargo::rustc-env=MNIST_WEIGHTS={}", path.display());
}
