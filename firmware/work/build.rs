//! The paths of the models, for `include_tflite!`.

use std::env;

/// The names of the files.
const FILES: [&str; 9] = [
    "kws_dscnn_int8",
    "ad01_autoencoder_int8",
    "resnet8_int8",
    "vww_mobilenet_int8",
    "streaming_wakeword_int8",
    "mnist_lenet300_100_int8",
    "mnist_tinycnn_int8",
    "micro_speech_int8",
    "sine_mlp_int8",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=MODELS");
    if env::var_os("CARGO_FEATURE_MODELS").is_none() {
        return;
    }
    let folder = env::var("MODELS").expect("`MODELS` is the folder of the models");
    for file in FILES {
        println!(
            "cargo::rustc-env={}={folder}/fetched/{file}.tflite",
            file.to_uppercase()
        );
    }
}
