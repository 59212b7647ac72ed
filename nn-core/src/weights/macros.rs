//! The macros for constant networks: `include_weights!`, `include_tflite!` and `assert_predicts!`.

/// Makes a constant network from a safetensors file at compile time.
///
/// The file is written by PyTorch's `safetensors.torch.save_file(model.state_dict(), ..)` for the same `nn.Sequential`, or by this
/// crate's `save`. The compiler compares it with the network. A tensor that is missing, unexpected, not finite, or of another shape or
/// type is a compile error at the name of the file. The network is a constant: in a `static` it is in flash, and no code initializes
/// it. When the file changes, the crate is compiled again.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
///
/// assert_eq!(NET.classify(&[0.5, -1.0, 0.25, 2.0]), 1);
/// ```
///
/// - The path is relative to the folder of the crate's manifest. `env!("NAME")` instead takes it from an environment variable, which a
///   build script sets with `cargo::rustc-env`.
/// - `names = ["0" => "fc1", "2" => "fc2"]` maps the names of layers to the names in the file.
/// - `prefix = "module."` is a prefix of every name in the file, as `DataParallel` writes it.
/// - `allow_unexpected = true` permits tensors in the file that the network does not have. Otherwise they are an error. A warning is
///   not possible, because the evaluation of a constant can only fail.
/// - The compiler reads files with at most 1,024 tensors and a header of at most 1,048,576 bytes.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! include_weights {
    ($($tokens:tt)*) => {
        $crate::private::weights_tokens! { ($crate) $($tokens)* }
    };
}

/// Needs the feature `macros`.
#[cfg(not(feature = "macros"))]
#[macro_export]
macro_rules! include_weights {
    ($($tokens:tt)*) => {
        ::core::compile_error!("`include_weights!` needs the feature `macros` of nn-core")
    };
}

/// Makes a constant network from a model of TensorFlow Lite, a `.tflite`, at compile time.
///
/// The compiler compares the model with the network, operator by operator. A difference is a compile error at the name of the file,
/// which names the operator and the layer. The [module](crate::weights::tflite) states which operators are which layers, and the order
/// of the numbers of images. A model of `i8` is read into `quantized![Net, Double]`, and a model of `f32` into the network itself.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Digits = network![49 => Dense<12, Relu> => Dense<10, Softmax>];
/// type Digits8 = nn_core::quantized![Digits, Double];
///
/// static NET: Digits8 = nn_core::include_tflite!(Digits8, "docs/digits.tflite");
///
/// let blank = NET.predict(&[0.0; 49]);
/// assert!((blank.iter().sum::<f32>() - 1.0).abs() < 0.05);
/// ```
///
/// - The path is relative to the folder of the crate's manifest. `env!("NAME")` instead takes it from an environment variable, which a
///   build script sets with `cargo::rustc-env`.
/// - `until = 12` compares only the operators before number 12, counted from 0. So the network can be the first part of a model.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! include_tflite {
    ($($tokens:tt)*) => {
        $crate::private::model_tokens! { ($crate) $($tokens)* }
    };
}

/// Needs the feature `macros`.
#[cfg(not(feature = "macros"))]
#[macro_export]
macro_rules! include_tflite {
    ($($tokens:tt)*) => {
        ::core::compile_error!("`include_tflite!` needs the feature `macros` of nn-core")
    };
}

/// Checks at compile time that a constant network maps an input to the expected outputs within a tolerance.
///
/// It supports networks of one to six dense layers, with any activation of this crate or one that states its
/// [`FORMULA`](crate::activation::Activation::FORMULA). The compiler computes in 64 bits, independently of the kernels. So it proves
/// that the weights, their layout and the activations are as expected.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
///
/// nn_core::assert_predicts!(NET, [0.0, 0.0, 0.0, 0.0] => [0.25, 0.5, 0.25], 0.2);
/// ```
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// # type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// static NET: Net = Net::ZERO;
/// nn_core::assert_predicts!(NET, [0.0; 4] => [0.25, 0.5, 0.25], 0.01); // each is a third
/// ```
#[macro_export]
macro_rules! assert_predicts {
    ($net:expr, $input:expr => $expected:expr, $tolerance:expr $(,)?) => {
        #[allow(long_running_const_eval, unused_imports)]
        const _: () = {
            use $crate::rules::WithoutConstantOutput as _;
            $crate::weights::near(&$net.constant_output(&$input), &$expected, $tolerance)
        };
    };
}
