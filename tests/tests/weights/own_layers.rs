//! Custom layers are stored if they state their tensors, and refused if they have others.

use nn_core::layer::StateTensor;
use nn_core::prelude::*;
use nn_core::weights::{
    LoadOptions, WeightsError,
    image::{self, ImageError},
};

use crate::networks::numbers;

/// A layer that scales and shifts two values, and passes `BLOCKS` of its tensors to visitors.
struct Own<const BLOCKS: usize> {
    factors: [f32; 2],
    summands: [f32; 2],
}

impl<const BLOCKS: usize> Zero for Own<BLOCKS> {
    const ZERO: Self = Own {
        factors: [0.0; 2],
        summands: [0.0; 2],
    };
}

impl<const BLOCKS: usize> Layer for Own<BLOCKS> {
    type Element = f32;
    type Input = [f32; 2];
    type Output = [f32; 2];
    type Activation = Tanh;

    const FACTS: Facts = Facts {
        params: 4,
        tensors: &[
            StateTensor::new("factors", &[2]),
            StateTensor::new("summands", &[2]),
        ],
        ..Facts::of::<Self::Output>("Own")
    };

    fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
        for (index, output) in output.iter_mut().enumerate() {
            *output = self.factors[index] * input[index] + self.summands[index];
        }
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        let blocks = [&self.factors, &self.summands, &self.factors];
        blocks.iter().take(BLOCKS).for_each(|block| visit(*block));
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(&mut self.factors);
        visit(&mut self.summands);
    }
}

impl<const BLOCKS: usize> Trainable for Own<BLOCKS> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [f32; 2]>,
        _d_output: &[[f32; 2]],
        _d_input: Option<&mut [[f32; 2]]>,
        _tape: &mut (),
    ) {
    }
}

type Good = network![3 => Dense<2, Relu> => Own<2>];
type TooFew = network![3 => Dense<2, Relu> => Own<1>];
type TooMany = network![3 => Dense<2, Relu> => Own<3>];

/// A valid network whose values differ.
fn filled() -> Good {
    let mut net = Good::ZERO;
    let mut number = 0.0;
    net.state_mut(&mut |values| {
        for value in values.reals() {
            number += 1.0;
            *value = number;
        }
    });
    net
}

#[test]
fn a_layer_that_says_what_it_keeps_is_stored() {
    let net = filled();
    let file = net.to_safetensors().expect("a good layer");
    let names = nn_core::safetensors::SafeTensors::parse(&file).expect("a file");
    assert!(names.find("2.factors").is_some() && names.find("2.summands").is_some());
    let mut again = Good::ZERO;
    LoadOptions::new().read(&mut again, &file).expect("it fits");
    assert_eq!(numbers(&again), numbers(&net));
}

/// The message about a layer whose tensors are not the stated ones.
const SAID: &str = "layer 2 `Own<2, 2>` does not visit its numbers as its `FACTS.tensors` states: compare its `state` with the tensor `2.summands`";

/// Checks that a network with such a layer is neither read nor written.
fn refuses<N: TrainableNetwork>(mut net: N, shown: u32) {
    let file = filled().to_safetensors().expect("a good layer");
    let error = LoadOptions::new()
        .read(&mut net, &file)
        .expect_err("it shows other numbers");
    assert!(matches!(error, WeightsError::OtherNumbers { .. }));
    assert_eq!(error.to_string(), SAID);
    assert_eq!(numbers(&net), numbers(&N::ZERO), "the network is as it was");
    net.to_safetensors().expect_err("it shows other numbers");
    let (found, expected) = (shown, 12);
    let error = image::write(&net, &mut [0; 2 * image::bytes::<Good>()]);
    assert_eq!(error, Err(ImageError::OtherLength { found, expected }));
}

#[test]
fn a_layer_that_shows_other_numbers_is_refused() {
    refuses(TooFew::ZERO, 10);
    refuses(TooMany::ZERO, 14);
}
