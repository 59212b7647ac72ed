//! The lines of models of integers are networks into which the models can be read, as `include_tflite!` does it.

use std::path::Path;

use nn_core::prelude::*;
use nn_core::quantized;
use nn_core::weights::tflite::ModelOptions;

use super::import;

/// A model, its line, the first operator that its network does not have, and how its network reads it.
struct Model {
    name: &'static str,
    line: &'static str,
    until: Option<usize>,
    read: fn(&ModelOptions, &Path) -> Result<(), String>,
}

macro_rules! models {
    ($($module:ident $name:literal $(, until $until:literal)?: [$($line:tt)*])*) => {
        $(
            mod $module {
                use nn_core::prelude::*;
                pub(super) type Net = network![$($line)*];
            }
        )*
        const MODELS: &[Model] = &[$(
            Model {
                name: $name,
                line: stringify!($($line)*),
                until: [$(Some($until),)? None][0],
                read: read::<quantized![$module::Net, Double]>,
            }
        ),*];
    };
}

#[rustfmt::skip]
models! {
    kws_dscnn "kws_dscnn_int8": [
        [1, 49, 10] => Conv2d<filters = 64, kernel = [10, 4], stride = 2, padding = Same, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 64, kernel = 1, Relu> => GlobalAvgPool
        => Dense<12, Softmax>
    ]
    ad01_autoencoder "ad01_autoencoder_int8": [
        640 => Dense<128, Relu> => Dense<128, Relu> => Dense<128, Relu> => Dense<128, Relu> => Dense<8, Relu>
        => Dense<128, Relu> => Dense<128, Relu> => Dense<128, Relu> => Dense<128, Relu> => Dense<640>
    ]
    resnet8 "resnet8_int8": [
        [3, 32, 32] => Conv2d<filters = 16, kernel = 3, padding = 1, Relu>
        => Residual<Conv2d<filters = 16, kernel = 3, padding = 1, Relu> => Conv2d<filters = 16, kernel = 3, padding = 1>, Relu>
        => Residual<Conv2d<filters = 32, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 32, kernel = 3, padding = 1>, projection = Conv2d<filters = 32, kernel = 1, stride = 2>, Relu>
        => Residual<Conv2d<filters = 64, kernel = 3, stride = 2, padding = Same, Relu> => Conv2d<filters = 64, kernel = 3, padding = 1>, projection = Conv2d<filters = 64, kernel = 1, stride = 2>, Relu>
        => AvgPool2d<8> => Flatten => Dense<10, Softmax>
    ]
    vww_mobilenet "vww_mobilenet_int8": [
        [3, 96, 96] => Conv2d<filters = 8, kernel = 3, stride = 2, padding = Same, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 16, kernel = 1, Relu>
        => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 32, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 32, kernel = 1, Relu>
        => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 64, kernel = 1, Relu>
        => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv2d<3, stride = 2, padding = Same, Relu> => Conv2d<filters = 256, kernel = 1, Relu>
        => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 256, kernel = 1, Relu> => GlobalAvgPool
        => Dense<2, Softmax>
    ]
    streaming_wakeword "streaming_wakeword_int8": [
        [40, 30] => DepthwiseConv1d<3> => Conv1d<filters = 128, kernel = 1, Relu> => DepthwiseConv1d<5>
        => Conv1d<filters = 128, kernel = 1, Relu> => DepthwiseConv1d<10> => Conv1d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv1d<15> => Conv1d<filters = 32, kernel = 1, Relu> => Flatten => Dense<3, Softmax>
    ]
    mnist_lenet300_100 "mnist_lenet300_100_int8", until 5: [
        784 => Dense<300, Relu> => Dense<100, Relu> => Dense<10>
    ]
    mnist_tinycnn "mnist_tinycnn_int8": [
        [1, 28, 28] => Conv2d<filters = 8, kernel = 3, stride = 2, Relu> => Conv2d<filters = 12, kernel = 3, stride = 2, Relu>
        => Conv2d<filters = 18, kernel = 3, stride = 2, Relu> => GlobalAvgPool => Dense<10, Softmax>
    ]
    micro_speech "micro_speech_int8": [
        [1, 49, 40] => Conv2d<filters = 8, kernel = [10, 8], stride = 2, padding = Same, Relu> => Flatten => Dense<4, Softmax>
    ]
    sine_mlp "sine_mlp_int8": [
        1 => Dense<16, Relu> => Dense<16, Relu> => Dense<1>
    ]
}

/// Reads a model into a network.
fn read<N: Network<Element = i8> + Boxed>(
    options: &ModelOptions,
    path: &Path,
) -> Result<(), String> {
    let read = options.load(&mut *N::boxed(), path);
    read.map_err(|error| error.to_string())
}

/// Imports all models, and compares the lines of those that have a network here.
pub(crate) fn check(folder: &Path) -> Result<(), String> {
    let fetched = folder.join("fetched");
    let entries = std::fs::read_dir(&fetched).map_err(|error| error.to_string())?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_model = |path: &std::path::PathBuf| {
        path.extension()
            .is_some_and(|end| end == "tflite" || end == "onnx")
    };
    let mut compared = 0;
    for path in paths.filter(is_model) {
        let line = import(&path)?.line();
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        println!("{name}: {line}");
        let Some(model) = MODELS.iter().find(|model| model.name == name) else {
            continue;
        };
        let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
        if without_spaces(model.line) != without_spaces(&line) {
            return Err(format!("{name}: the network is {}", model.line));
        }
        let options = model.until.map_or(ModelOptions::new(), |until| {
            ModelOptions::new().until(until)
        });
        (model.read)(&options, &path).map_err(|error| format!("{name}: {error}"))?;
        compared += 1;
    }
    if compared != MODELS.len() {
        return Err(format!("{compared} of {} models are there", MODELS.len()));
    }
    Ok(())
}
