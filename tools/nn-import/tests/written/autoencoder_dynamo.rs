//! A network that was imported from `autoencoder_dynamo.onnx`.

// `cargo nn check` compares this file with the model.
// cargo nn import: {"model":"../models/autoencoder_dynamo.onnx","name":"Model","sha256":"0249995e04c36a0df2fca619e4b7ad926f64f0c33d4e4479639b2f227c0329b2","version":"0.1.0","weights":"tests/written/autoencoder_dynamo.safetensors"}

use nn_core::prelude::*;

network! {
    /// Imported from `autoencoder_dynamo.onnx`, written by pytorch 2.15.0+cu132, opset 20.
    pub struct Model {
        [1, 8, 8] => Conv2d<filters = 3, kernel = 3, padding = 1, Relu> => MaxPool2d<2>
            => Upsample2d<2> => Conv2d<filters = 1, kernel = 3, padding = 1, Sigmoid>
    }
}

/// The weights of the model.
pub static MODEL: Model = nn_core::include_weights!(Model, "tests/written/autoencoder_dynamo.safetensors");

#[cfg(test)]
mod tests {
    use super::*;

    /// The outputs of the model, computed in `f64`.
    #[test]
    fn predicts_as_the_model() {
        let expected: [&[f32]; 2] = [
            &[0.50800323, 0.7166525, 0.68163013, 0.7350365, 0.7918933, 0.4967797, 0.56612533, 0.5383508, 0.473303, 0.790323, 0.7488667, 0.7583317, 0.74535465, 0.7196797, 0.687653, 0.45883495, 0.36956713, 0.72889185, 0.6916686, 0.6569, 0.6779858, 0.8338511, 0.8407985, 0.5756832, 0.2903099, 0.5122046, 0.629655, 0.564868, 0.6157844, 0.655763, 0.67999333, 0.7904814, 0.3759894, 0.57124996, 0.6686121, 0.4678999, 0.49707448, 0.54742765, 0.50427705, 0.65870434, 0.3350592, 0.6788024, 0.69121426, 0.7341165, 0.72507364, 0.44916338, 0.44521305, 0.4929195, 0.32587105, 0.65325356, 0.6548174, 0.7816438, 0.81906205, 0.60344523, 0.5640805, 0.5399623, 0.51613176, 0.67924225, 0.63073057, 0.6720598, 0.7382176, 0.743902, 0.69708306, 0.6050281],
            &[0.4851311, 0.6715525, 0.623739, 0.67443174, 0.68057114, 0.5327496, 0.6038828, 0.5001586, 0.44513577, 0.729948, 0.67597306, 0.5960612, 0.63173795, 0.47046283, 0.57440233, 0.48100218, 0.51483387, 0.7631085, 0.73054945, 0.63899463, 0.7085547, 0.5358463, 0.61772466, 0.5190426, 0.45069224, 0.7432035, 0.7033578, 0.68615234, 0.6804064, 0.7292722, 0.69563943, 0.43297982, 0.36576298, 0.6701877, 0.6588059, 0.64183366, 0.6358683, 0.8269363, 0.8418315, 0.5773929, 0.31092736, 0.582405, 0.6100068, 0.59381056, 0.7015201, 0.6748899, 0.6944387, 0.8004894, 0.39014298, 0.54728204, 0.6153378, 0.56023186, 0.6160756, 0.553778, 0.50872254, 0.6632164, 0.455766, 0.66344994, 0.7061494, 0.77388346, 0.74998474, 0.5273491, 0.48314947, 0.5202605],
        ];
        for (case, expected) in expected.into_iter().enumerate() {
            let mut input: [[[f32; 8]; 8]; 1] = [[[0.0; 8]; 8]; 1];
            for (at, value) in input.as_flattened_mut().as_flattened_mut().iter_mut().enumerate() {
                let index = at;
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
