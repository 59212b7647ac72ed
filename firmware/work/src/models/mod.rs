//! Models of TensorFlow Lite, with the arithmetic of TensorFlow Lite Micro. Their outputs for a few inputs are known.
//!
//! The files are not part of this repository. With the feature `models`, the variable `MODELS` names the folder that has them, and the
//! jobs exist.

pub mod inputs;
#[cfg(feature = "models")]
mod jobs;
pub mod networks;

use nn_core::quantized;

#[cfg(feature = "models")]
pub use self::jobs::*;
use self::networks::*;

/// [`Kws`] of `i8`.
pub type Kws8 = quantized![Kws, Double];
/// [`Anomaly`] of `i8`.
pub type Anomaly8 = quantized![Anomaly, Double];
/// [`ResNet8`] of `i8`.
pub type ResNet88 = quantized![ResNet8, Double];
/// [`Vww`] of `i8`.
pub type Vww8 = quantized![Vww, Double];
/// [`WakeWord`] of `i8`.
pub type WakeWord8 = quantized![WakeWord, Double];
/// [`LeNet300`] of `i8`.
pub type LeNet3008 = quantized![LeNet300, Double];
/// [`TinyCnn`] of `i8`.
pub type TinyCnn8 = quantized![TinyCnn, Double];
/// [`MicroSpeech`] of `i8`.
pub type MicroSpeech8 = quantized![MicroSpeech, Double];
/// [`Sine`] of `i8`.
pub type Sine8 = quantized![Sine, Double];

/// A model: the name of its file, the end of its image's name, and the number of the first operator that its network does not have.
pub struct Model {
    /// The name of the file.
    pub file: &'static str,
    /// The name of the image and of the job.
    pub image: &'static str,
    /// The names of the results: the measured one is first.
    pub cases: [&'static str; 3],
    /// The number of the first operator that the network does not have.
    pub until: Option<usize>,
}

/// The model of [`Kws8`].
pub const KWS: Model = Model {
    file: "kws_dscnn_int8",
    image: "model_kws",
    cases: ["model kws", "model kws: case 1", "model kws: case 2"],
    until: None,
};
/// The model of [`Anomaly8`].
pub const ANOMALY: Model = Model {
    file: "ad01_autoencoder_int8",
    image: "model_anomaly",
    cases: [
        "model anomaly",
        "model anomaly: case 1",
        "model anomaly: case 2",
    ],
    until: None,
};
/// The model of [`ResNet88`].
pub const RESNET8: Model = Model {
    file: "resnet8_int8",
    image: "model_resnet8",
    cases: [
        "model resnet8",
        "model resnet8: case 1",
        "model resnet8: case 2",
    ],
    until: None,
};
/// The model of [`Vww8`].
pub const VWW: Model = Model {
    file: "vww_mobilenet_int8",
    image: "model_vww",
    cases: ["model vww", "model vww: case 1", "model vww: case 2"],
    until: None,
};
/// The model of [`WakeWord8`].
pub const WAKE_WORD: Model = Model {
    file: "streaming_wakeword_int8",
    image: "model_wake_word",
    cases: [
        "model wake word",
        "model wake word: case 1",
        "model wake word: case 2",
    ],
    until: None,
};
/// The model of [`WakeWord8`], one step at a time.
pub const WAKE_WORD_STEP: Model = Model {
    file: "streaming_wakeword_int8",
    image: "model_wake_word_step",
    cases: [
        "model wake word step",
        "model wake word step: case 1",
        "model wake word step: case 2",
    ],
    until: None,
};
/// The model of [`LeNet3008`].
pub const LENET300: Model = Model {
    file: "mnist_lenet300_100_int8",
    image: "model_lenet300",
    cases: [
        "model lenet300",
        "model lenet300: case 1",
        "model lenet300: case 2",
    ],
    until: Some(5),
};
/// The model of [`TinyCnn8`].
pub const TINY_CNN: Model = Model {
    file: "mnist_tinycnn_int8",
    image: "model_tiny_cnn",
    cases: [
        "model tiny cnn",
        "model tiny cnn: case 1",
        "model tiny cnn: case 2",
    ],
    until: None,
};
/// The model of [`MicroSpeech8`].
pub const MICRO_SPEECH: Model = Model {
    file: "micro_speech_int8",
    image: "model_micro_speech",
    cases: [
        "model micro speech",
        "model micro speech: case 1",
        "model micro speech: case 2",
    ],
    until: None,
};
/// The model of [`Sine8`].
pub const SINE: Model = Model {
    file: "sine_mlp_int8",
    image: "model_sine",
    cases: ["model sine", "model sine: case 1", "model sine: case 2"],
    until: None,
};
/// All models.
pub const MODELS: [Model; 10] = [
    KWS,
    ANOMALY,
    RESNET8,
    VWW,
    WAKE_WORD,
    WAKE_WORD_STEP,
    LENET300,
    TINY_CNN,
    MICRO_SPEECH,
    SINE,
];
