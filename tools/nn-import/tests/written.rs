//! Written networks are compiled and run: each has a test that compares it with the outputs of its model. The files are the stored ones.
//!
//! `BLESS=1 cargo test -p nn-import` stores them.

#![allow(
    unreachable_pub,
    reason = "the networks are written for a crate of their own"
)]

use std::path::{Path, PathBuf};

use nn_import::{Import, ImportError, Options, Places};

macro_rules! written {
    ($($name:ident $path:literal)*) => {
        $(
            #[path = $path]
            #[allow(dead_code, reason = "only the tests of the module use it")]
            mod $name;
        )*
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
written! {
    activation_after_concat "written/activation_after_concat.rs"
    activation_elu_script "written/activation_elu_script.rs"
    activation_gelu_script "written/activation_gelu_script.rs"
    activation_hard_sigmoid_dynamo "written/activation_hard_sigmoid_dynamo.rs"
    activation_prelu_script "written/activation_prelu_script.rs"
    activation_silu_dynamo "written/activation_silu_dynamo.rs"
    activation_softplus_dynamo "written/activation_softplus_dynamo.rs"
    autoencoder_dynamo "written/autoencoder_dynamo.rs"
    average_script "written/average_script.rs"
    average_without_padding_dynamo "written/average_without_padding_dynamo.rs"
    batch_norm_first_script "written/batch_norm_first_script.rs"
    batch_norm_vector_script "written/batch_norm_vector_script.rs"
    ceil_script "written/ceil_script.rs"
    channels_last_script "written/channels_last_script.rs"
    concat_images_dynamo "written/concat_images_dynamo.rs"
    dense_named_script "written/dense_named_script.rs"
    depthwise_script "written/depthwise_script.rs"
    dilation_script "written/dilation_script.rs"
    global_max_sequence_dynamo "written/global_max_sequence_dynamo.rs"
    gru_stacked_script "written/gru_stacked_script.rs"
    layer_norm_script "written/layer_norm_script.rs"
    mobile_block_script "written/mobile_block_script.rs"
    prelu_sequence_dynamo "written/prelu_sequence_dynamo.rs"
    operator_max_pads "written/operator_max_pads.rs"
    ecg_tf2onnx "written/ecg_tf2onnx.rs"
    lstm_convolution_after_dynamo "written/lstm_convolution_after_dynamo.rs"
    mnist_cnn_script "written/mnist_cnn_script.rs"
    normalized_images_script "written/normalized_images_script.rs"
    projection_keras "written/projection_keras.rs"
    quantized_cnn_per_channel "written/quantized_cnn_per_channel.rs"
    residual_images_script "written/residual_images_script.rs"
    residual_in_residual_dynamo "written/residual_in_residual_dynamo.rs"
    sequence_dynamo "written/sequence_dynamo.rs"
    sklearn_classifier "written/sklearn_classifier.rs"
    standardized_script "written/standardized_script.rs"
    stride_dynamo "written/stride_dynamo.rs"
    tflite_batch_norm_kept "written/tflite_batch_norm_kept.rs"
    tflite_cnn_valid "written/tflite_cnn_valid.rs"
    tflite_cnn_valid_int8 "written/tflite_cnn_valid_int8.rs"
    tflite_concat "written/tflite_concat.rs"
    tflite_convolution_at_end "written/tflite_convolution_at_end.rs"
    tflite_image_out "written/tflite_image_out.rs"
    tflite_lstm_all "written/tflite_lstm_all.rs"
    tflite_lstm_all_int8 "written/tflite_lstm_all_int8.rs"
    tflite_lstm_last_int8 "written/tflite_lstm_last_int8.rs"
    tflite_lstm_stacked "written/tflite_lstm_stacked.rs"
    tflite_lstm_stacked_int8 "written/tflite_lstm_stacked_int8.rs"
    tflite_mlp_float_io_int8 "written/tflite_mlp_float_io_int8.rs"
    tflite_mlp_int8 "written/tflite_mlp_int8.rs"
    tflite_mobilenet "written/tflite_mobilenet.rs"
    tflite_mobilenet_int8 "written/tflite_mobilenet_int8.rs"
    tflite_padded "written/tflite_padded.rs"
    tflite_residual "written/tflite_residual.rs"
    tflite_residual_int8 "written/tflite_residual_int8.rs"
    tflite_sequence "written/tflite_sequence.rs"
    tflite_sequence_int8 "written/tflite_sequence_int8.rs"
    upsample_pairs_script "written/upsample_pairs_script.rs"
    written_hard_swish_script "written/written_hard_swish_script.rs"
    written_relu6_dynamo "written/written_relu6_dynamo.rs"
    zero_pad_script "written/zero_pad_script.rs"
    zero_pad_sequence_dynamo "written/zero_pad_sequence_dynamo.rs"
    zero_pad_sides_script "written/zero_pad_sides_script.rs"
}

#[test]
fn the_written_files_are_the_stored_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let book = std::fs::read_to_string(folder.join("../../../docs/src/importing.md")).unwrap();
    let sentence = format!("{} of the written networks are compiled", NAMES.len());
    assert!(book.contains(&sentence), "{sentence}");
    for name in NAMES {
        let import = import(&folder, name).unwrap_or_else(|error| panic!("{error}"));
        // The numbers of a model of integers are read from the model itself.
        let model = model(&folder, name);
        let weights = match import.step() {
            Some(_) => model.clone(),
            None => format!("written/{name}.safetensors"),
        };
        let places = Places {
            weights: format!("tests/{weights}"),
            model: format!("../{model}"),
        };
        let source = import.source(&Options::default(), &places);
        stored(
            &folder.join(format!("written/{name}.rs")),
            source.as_bytes(),
        );
        stored(&folder.join(weights), &import.weights());
    }
}

#[test]
fn the_written_files_match_their_models() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/written");
    let found = nn_import::imported(&folder).unwrap();
    assert_eq!(found.len(), NAMES.len());
    for source in found {
        nn_import::check(&source).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// The model of a written network, relative to the folder of the tests.
fn model(folder: &Path, name: &str) -> String {
    if let Some(name) = name.strip_prefix("tflite_") {
        return format!("tflite/{name}.tflite");
    }
    let folders = ["models", "practice", "keras", "forms", "sequences"];
    let mut models = folders
        .map(|models| format!("{models}/{name}.onnx"))
        .into_iter();
    let model = models.find(|model| folder.join(model).exists());
    model.unwrap_or_else(|| panic!("{name} has no model"))
}

fn import(folder: &Path, name: &str) -> Result<Import, ImportError> {
    let model = folder.join(model(folder, name));
    if name.starts_with("tflite_") {
        return Import::tflite(&model, None);
    }
    Import::onnx(
        &model,
        (name == "sklearn_classifier").then_some("probabilities"),
    )
}

/// Compares a file with its stored form, or stores it.
fn stored(path: &PathBuf, bytes: &[u8]) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, bytes).unwrap();
    }
    let found = std::fs::read(path).unwrap_or_default();
    assert!(
        found == bytes,
        "{} differs; `BLESS=1` stores it",
        path.display()
    );
}
