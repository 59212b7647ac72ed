//! The accuracy of models of digits.

use std::path::Path;

use nn_data::idx;

use super::import;

/// The digits that are classified.
const DIGITS: usize = 300;

/// How much the accuracy of these digits can be below that of all 10,000: three standard deviations of 300 digits at 97 %.
const BELOW: f64 = 0.03;

/// A model, the number that a white pixel is, and the published accuracy.
const MODELS: [(&str, f64, f64); 6] = [
    ("mnist_tinycnn_fp32.tflite", 1.0, 0.9758),
    ("mnist_tinycnn_int8.tflite", 1.0, 0.9746),
    ("mnist_valid_fp32.tflite", 1.0, 0.9654),
    ("mnist_valid_int8.tflite", 1.0, 0.9646),
    ("mnist_lenet300_100_int8.tflite", 1.0, 0.9815),
    ("mnist8_cnn.onnx", 255.0, 0.9891),
];

/// Checks the accuracies.
pub(crate) fn check(folder: &Path) -> Result<(), String> {
    let data = folder.join("../data/mnist");
    let pixels = idx::read::<u8>(&data.join("t10k-images-idx3-ubyte.gz"), &[28, 28]);
    let pixels = pixels.map_err(|error| error.to_string())?;
    let labels = idx::read::<u8>(&data.join("t10k-labels-idx1-ubyte.gz"), &[]);
    let labels = labels.map_err(|error| error.to_string())?;
    for (name, white, published) in MODELS {
        let import = import(&folder.join("fetched").join(name))?;
        let mut right = 0;
        for (image, label) in pixels.chunks(28 * 28).zip(&labels).take(DIGITS) {
            let input = image.iter().map(|pixel| f64::from(*pixel) / 255.0 * white);
            let output = import.predict(input.collect())?;
            let most = output.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            right += usize::from(output.get(usize::from(*label)) == Some(&most));
        }
        let accuracy = right as f64 / DIGITS as f64;
        println!("{name}: {accuracy:.4} of {DIGITS} digits, published {published}");
        if accuracy < published - BELOW {
            return Err(format!("{name}: {accuracy}, but {published} is published"));
        }
    }
    Ok(())
}
