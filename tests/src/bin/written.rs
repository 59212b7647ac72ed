//! Writes the networks of `tests/reference/weights.py` as files of weights for PyTorch: `cargo run -p tests --bin written -- DIR`.

use std::path::Path;
use std::process::ExitCode;

use nn_core::prelude::*;
use nn_core::weights::FileError;
use tests::sources::workspace;

/// Reads PyTorch's file and writes it again.
fn pass_on<N: TrainableNetwork + Boxed>(name: &str, folder: &Path) -> Result<(), FileError> {
    let file = format!("{name}.safetensors");
    let mut net = N::boxed();
    net.load(workspace().join("tests/reference/weights").join(&file))?;
    net.save(folder.join(&file))
}

type Slopes = network![[2, 5, 5]
    => Conv2d<filters = 3, kernel = 3, HardSwish> => PRelu<per_channel = true> => Flatten
    => Dense<6, Relu6> => PRelu => Dense<4, HardSigmoid>];

fn run(folder: &Path) -> Result<(), FileError> {
    pass_on::<network![4 => Dense<8, Tanh> => Dense<3, Softmax>]>("dense", folder)?;
    pass_on::<
        network![[1, 28, 28]
            => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
            => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
            => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>],
    >("lenet", folder)?;
    pass_on::<
        network![[2, 8, 8]
            => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu>
            => Flatten => Dense<5> => BatchNorm],
    >("batch_norm", folder)?;
    pass_on::<
        network![[3, 32]
            => Conv1d<filters = 8, kernel = 5, stride = 2, Relu> => MaxPool1d<2>
            => Flatten => Dense<6, Softmax>],
    >("conv1d", folder)?;
    pass_on::<
        network![[3, 8, 8]
            => DepthwiseConv2d<3, padding = 1, Relu> => Conv2d<filters = 6, kernel = 1, Relu>
            => LayerNorm => GlobalAvgPool => Dense<4>],
    >("depthwise", folder)?;
    pass_on::<
        network![[2, 8, 8]
            => Conv2d<filters = 4, kernel = 3, bias = false> => BatchNorm<Relu>
            => AvgPool2d<3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = true>
            => DepthwiseConv2d<2, bias = false> => BatchNorm<affine = false, Relu>
            => Flatten => LayerNorm<affine = false> => Dense<5, bias = false>],
    >("unbiased", folder)?;
    pass_on::<
        network![[3, 16]
            => DepthwiseConv1d<3, padding = 2, dilation = 2, Relu> => Conv1d<filters = 4, kernel = 3, dilation = 3, Tanh>
            => Flatten => Dense<5>],
    >("dilated", folder)?;
    pass_on::<Slopes>("slopes", folder)?;
    pass_on::<
        network![[2, 8] => Gru<4, sequences = true> => Lstm<3, bias = false> => Dense<2, Softmax>],
    >("recurrent", folder)
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: written DIR");
        return ExitCode::from(2);
    };
    match run(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
