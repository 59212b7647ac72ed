//! The macros that prove properties of constant networks.

/// Proves at compile time that the outputs of a constant network stay within bounds, for all inputs within bounds.
///
/// The input has an interval for each element. A bound that is not proved is a compile error, which says what was proved. A proof is
/// about the bits that the network computes: see [`verify`](crate::verify).
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
///
/// nn_core::assert_bounds!(NET, input in [[0.0, 0.1]; 4] => output[0] in [0.1, 0.6], output[1] in [0.1, 0.9]);
/// ```
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// # type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// # static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
/// nn_core::assert_bounds!(NET, input in [[-1.0, 1.0]; 4] => output[0] in [0.3, 0.4]);
/// ```
///
/// It supports networks of one to eight dense layers with the activations of this crate, of `f32` and of `i8`. The bounds of a network of
/// `i8` are about real numbers, too: those that `predict` takes and returns. Intervals forget how the values of a layer
/// depend on each other, so the bounds of deep networks are wide. `verify::Verifier` proves more, in a test.
///
/// # Proofs of several parts
///
/// Bounds that do not follow at once may follow in parts of the region. `prove_bounds!` of the feature `verify` finds the parts on a host,
/// and the compiler checks them: `proof =` is an array of bytes, or `include_bytes!`.
///
/// ```
/// # use nn_core::prelude::*;
/// # type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// # static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
/// // input 2 is halved, and both parts are proved
/// const PROOF: &[u8] = &[2, 255, 255];
///
/// nn_core::assert_bounds!(NET, input in [[0.0, 0.1]; 4] => output[0] in [0.1, 0.6]; proof = PROOF);
/// ```
#[macro_export]
macro_rules! assert_bounds {
    ($net:expr, input in $input:expr => $(output[$index:expr] in $bounds:expr),+; proof = $proof:expr $(,)?) => {
        #[allow(long_running_const_eval, unused_imports)]
        const _: () = {
            use $crate::rules::WithoutConstantBounds as _;
            let mut parts = $crate::verify::Halves::new(&$crate::verify::box_of(&$input), $proof);
            while let Some(part) = parts.next_part() {
                let outputs = $crate::constant_bounds!($net, &part);
                $($crate::verify::bounded(&outputs, $index, $bounds);)+
            }
        };
    };
    ($net:expr, input in $input:expr => $(output[$index:expr] in $bounds:expr),+ $(,)?) => {
        #[allow(long_running_const_eval, unused_imports)]
        const _: () = {
            use $crate::rules::WithoutConstantBounds as _;
            let outputs = $crate::constant_bounds!($net, &$crate::verify::box_of(&$input));
            $($crate::verify::bounded(&outputs, $index, $bounds);)+
        };
    };
}

/// The bounds of a constant network. Those of a network of `i8` are computed by two methods for each layer.
#[doc(hidden)]
#[macro_export]
macro_rules! constant_bounds {
    ($net:expr, $input:expr) => {{
        let bounds = $net.constant_bounds($input);
        let bounds = bounds
            .sums()
            .outputs()
            .sums()
            .outputs()
            .sums()
            .outputs()
            .sums()
            .outputs();
        let bounds = bounds
            .sums()
            .outputs()
            .sums()
            .outputs()
            .sums()
            .outputs()
            .sums()
            .outputs();
        bounds.bounds()
    }};
}

/// Finds a proof for [`assert_bounds!`](crate::assert_bounds): bytes that say how the region is halved. It takes a few seconds at most.
///
/// It returns `None` if more than a million parts are needed, or if the bounds do not hold.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
///
/// let proof = nn_core::prove_bounds!(NET, input in [[0.0, 0.1]; 4] => output[0] in [0.1, 0.6]).unwrap();
/// println!("{proof:?}"); // or written to a file
/// # assert_eq!(proof, [255]);
/// ```
#[cfg(feature = "alloc")]
#[macro_export]
macro_rules! prove_bounds {
    ($net:expr, input in $input:expr => $(output[$index:expr] in $bounds:expr),+ $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::rules::WithoutConstantBounds as _;
        let missing = |part: &_| {
            let outputs = $crate::constant_bounds!($net, part);
            0.0f64 $(.max($crate::verify::missing(&outputs, $index, $bounds)))+
        };
        $crate::verify::find_halves(&$crate::verify::box_of(&$input), missing, 1_000_000)
    }};
}

/// Proves at compile time that a constant network predicts the same class for all inputs near a sample.
///
/// Each element of the input can be away from the sample by at most the number after `+-`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
///
/// nn_core::assert_robust!(NET, [0.0, 0.0, 0.0, 0.0] +- 0.01 => class 1);
/// ```
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// # type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// # static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
/// nn_core::assert_robust!(NET, [0.0, 0.0, 0.0, 0.0] +- 5.0 => class 1);
/// ```
///
/// The sample is an array or the name of a constant. It supports the networks that [`assert_bounds!`](crate::assert_bounds) supports, and
/// proofs of several parts, which `prove_robust!` finds:
///
/// ```
/// # use nn_core::prelude::*;
/// # type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// # static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
/// # const PROOF: &[u8] = &[255];
/// nn_core::assert_robust!(NET, [0.0, 0.0, 0.0, 0.0] +- 0.01 => class 1; proof = PROOF);
/// ```
#[macro_export]
macro_rules! assert_robust {
    ($net:expr, $sample:tt +- $radius:expr => class $class:expr; proof = $proof:expr $(,)?) => {
        #[allow(long_running_const_eval, unused_imports)]
        const _: () = {
            use $crate::rules::WithoutConstantBounds as _;
            let mut parts =
                $crate::verify::Halves::new(&$crate::verify::around(&$sample, $radius), $proof);
            while let Some(part) = parts.next_part() {
                $crate::verify::robust(&$crate::constant_bounds!($net, &part), $class);
            }
        };
    };
    ($net:expr, $sample:tt +- $radius:expr => class $class:expr $(,)?) => {
        #[allow(long_running_const_eval, unused_imports)]
        const _: () = {
            use $crate::rules::WithoutConstantBounds as _;
            let near = $crate::verify::around(&$sample, $radius);
            $crate::verify::robust(&$crate::constant_bounds!($net, &near), $class);
        };
    };
}

/// Finds a proof for [`assert_robust!`](crate::assert_robust), as [`prove_bounds!`](crate::prove_bounds) does for bounds.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
///
/// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
///
/// let proof = nn_core::prove_robust!(NET, [0.0, 0.0, 0.0, 0.0] +- 0.01 => class 1).unwrap();
/// assert_eq!(proof, [255]);
/// assert_eq!(nn_core::prove_robust!(NET, [0.0, 0.0, 0.0, 0.0] +- 0.01 => class 2), None);
/// ```
#[cfg(feature = "alloc")]
#[macro_export]
macro_rules! prove_robust {
    ($net:expr, $sample:tt +- $radius:expr => class $class:expr $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::rules::WithoutConstantBounds as _;
        let missing =
            |part: &_| $crate::verify::missing_class(&$crate::constant_bounds!($net, part), $class);
        let near = $crate::verify::around(&$sample, $radius);
        $crate::verify::find_halves(&near, missing, 1_000_000)
    }};
}
