//! A network that was imported from `image_out.tflite`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../tflite/image_out.tflite","name":"Model","sha256":"c54de0aaafbbe2d0ae1aaf5de0210ef224c211b88e738dab7c8de1f191f23022","version":"0.1.0","weights":"tests/written/tflite_image_out.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `image_out.tflite`, written by a converter of TensorFlow Lite, schema 3.
    ///
    /// The model takes [6, 5, 2] with its channels last. The network takes [2, 6, 5]: channels first.
    ///
    /// The model returns its channels last. The network returns [2, 4, 3]: channels first.
    pub struct Model {
        [2, 6, 5] => Conv2d<filters = 3, kernel = 3, Relu> => Conv2d<filters = 2, kernel = 1>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/tflite_image_out.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.090176076, -0.022318395, -0.08799362, 0.11103148, 0.006945124, -0.18573733, 0.13709143, 0.010740621, -0.10369444, -0.35472727, -0.008755734, -0.07443093, 0.13890654, 0.07790668, 0.015378334, 0.16305976, 0.12930173, 0.030910278, 0.23896109, 0.046910144, -0.019741893, -0.3763483, 0.09418143, 0.031653125],
            &[-0.12198872, -0.6007238, -0.4049726, -0.07656907, -0.077451356, 0.11103148, -0.047305588, -0.23925471, -0.8671677, -0.09011436, -0.15794516, -0.56721634, 0.028784296, -0.63351244, 0.25568828, 0.012807648, 0.6964912, 0.16305976, 0.064202644, 0.47125155, -0.85201895, 0.02772141, -0.084840976, -0.37337273],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 5]; 6]; 2] = [[[0.0; 5]; 6]; 2];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at / 30 % 2 + at / 5 % 6 * 10 + at % 5 * 2;
                *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;
            }
            let output = MODEL.predict(&input);
            let output = <<Model as Layer>::Output as Tensor>::as_slice(&output);
            assert_eq!(output.len(), expected.len());
            for (output, expected) in output.iter().zip(expected) {
                assert!((output - expected).abs() <= 1e-4 * (1.0 + expected.abs()), "{output}, not {expected}");
            }
        }
    }
}
