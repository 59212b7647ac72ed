//! Reads a digit: the outputs of both networks, and of the hidden layer.

use nn_core::prelude::*;
use nn_core::weights::{LoadOptions, WeightsError, image};

use crate::nets::{Image, Mnist, Mnist8};

/// The networks that read digits.
pub struct Reader {
    net: Box<Mnist>,
    quantized: Box<Mnist8>,
}

/// What the networks compute for one image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The values of the hidden layer of the `f32` network, after `Relu`.
    pub hidden: [f32; 128],
    /// The outputs of the `f32` network.
    pub output: [f32; 10],
    /// The outputs of the `i8` network, as real numbers.
    pub quantized: [f32; 10],
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            net: Mnist::boxed(),
            quantized: Mnist8::boxed(),
        }
    }
}

impl Reader {
    /// Reads the weights of the `f32` network: a file in the safetensors format.
    ///
    /// # Errors
    /// The file does not match the network.
    pub fn load(&mut self, bytes: &[u8]) -> Result<(), WeightsError> {
        LoadOptions::new().read(&mut *self.net, bytes)
    }

    /// Reads the weights of the `i8` network: a file in the safetensors format.
    ///
    /// # Errors
    /// The file does not match the network.
    pub fn load_quantized(&mut self, bytes: &[u8]) -> Result<(), WeightsError> {
        LoadOptions::new().read(&mut *self.quantized, bytes)
    }

    /// Reads an image of weights of the `f32` network, as [`Lesson::weights`](crate::Lesson::weights) writes it.
    ///
    /// # Errors
    /// The bytes are not such an image.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), image::ImageError> {
        image::read(&mut *self.net, bytes)
    }

    /// Computes both networks for one image.
    pub fn read(&self, image: &Image) -> Reading {
        let mut hidden = [0.0; 128];
        self.net.layers.first.infer(image, &mut hidden);
        Relu::apply(&mut hidden);
        Reading {
            hidden,
            output: self.net.predict(image),
            quantized: self.quantized.predict(image),
        }
    }

    /// The weights that connect the 784 pixels to one unit of the hidden layer.
    pub fn weights_of(&self, unit: usize) -> Option<Image> {
        let rows = &self.net.layers.first.weights;
        let mut weights = [0.0; 784];
        for (weight, row) in weights.iter_mut().zip(rows) {
            *weight = *row.get(unit)?;
        }
        Some(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hidden_layer_is_that_of_the_prediction() {
        let mut reader = Reader::default();
        reader.net.initialize(&mut Random::seed(3));
        let image: Image = std::array::from_fn(|index| if index % 5 == 0 { 0.75 } else { 0.0 });
        let reading = reader.read(&image);
        assert!(reading.hidden.iter().all(|value| *value >= 0.0));
        let mut output = [0.0; 10];
        reader.net.layers.last.infer(&reading.hidden, &mut output);
        Sigmoid::apply(&mut output);
        assert_eq!(output, reading.output);
        let weights = reader.weights_of(5).expect("a unit");
        assert_eq!(weights[7], reader.net.layers.first.weights[7][5]);
        assert_eq!(reader.weights_of(128), None);
    }
}
