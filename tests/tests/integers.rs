//! Networks of integers: a user's layer of `i8` in the same chain, arena, summary, image and `Frozen` as layers of `f32`.

use nn_core::layer::{Kind, Scale, StateTensor, Values, ValuesMut};
use nn_core::network::{FitsFlash, FitsRam};
use nn_core::prelude::*;
use nn_core::weights::image::{self, ImageError};

/// A dense layer of `i8`: `y = (x W + b) / 16`, rounded down and saturated.
#[derive(Debug, Clone, PartialEq)]
struct Dense8<const I: usize, const O: usize> {
    weights: [[i8; I]; O],
    bias: [i32; O],
}

impl<const I: usize, const O: usize> Zero for Dense8<I, O> {
    const ZERO: Self = Dense8 {
        weights: Zero::ZERO,
        bias: Zero::ZERO,
    };
}

impl<const I: usize, const O: usize> Layer for Dense8<I, O> {
    type Element = i8;
    type Input = [i8; I];
    type Output = [i8; O];
    type Activation = Identity;
    const FACTS: Facts = {
        let tensors: &[StateTensor] = const {
            &[
                StateTensor::new("weight", &[O, I]).of(Kind::I8),
                StateTensor::new("bias", &[O]).of(Kind::I32),
            ]
        };
        Facts {
            fixed: I * O + O,
            macs: I * O,
            tensors,
            ..Facts::of::<[i8; O]>("Dense8")
        }
    };

    fn infer(&self, input: &[i8; I], output: &mut [i8; O]) {
        for ((output, weights), bias) in output.iter_mut().zip(&self.weights).zip(self.bias) {
            let products = input.iter().zip(weights);
            let sum = products.fold(bias, |sum, (x, w)| sum + i32::from(*x) * i32::from(*w));
            *output = (sum >> 4).clamp(-128, 127) as i8;
        }
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        visit(Values::I8(self.weights.as_flattened()));
        visit(Values::I32(&self.bias));
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        visit(ValuesMut::I8(self.weights.as_flattened_mut()));
        visit(ValuesMut::I32(&mut self.bias));
    }

    fn scales(&self) -> [Option<Scale>; 2] {
        let scale = Scale {
            factor: 1.0 / 16.0,
            zero: 0,
        };
        [Some(scale); 2]
    }
}

type Net8 = nn_core::sized![Chain<Chain<Flatten<[[i8; 3]; 1], 3>, Dense8<3, 5>>, Dense8<5, 2>>];

static NET: Net8 = network();

/// Arbitrary weights.
const fn network() -> Net8 {
    let mut net = Net8::ZERO;
    net.layers.first.last.weights = [
        [16, 0, 0],
        [0, 32, 0],
        [0, 0, -16],
        [8, 8, 8],
        [127, 127, 127],
    ];
    net.layers.first.last.bias = [0, 16, 0, 0, 0];
    net.layers.last.weights = [[16, 16, 16, 16, 0], [0, 0, 0, 0, 16]];
    net.layers.last.bias = [0, -160];
    net
}

const INPUT: [[i8; 3]; 1] = [[4, -3, 6]];
/// The input as real numbers: the channels are first.
const REALS: [[f32; 1]; 3] = [[0.25], [-0.1875], [0.375]];
// The first layer returns [4, -5, -6, 3, 55].
const OUTPUT: [i8; 2] = [-4, 45];

#[test]
fn it_predicts() {
    let mut workspace = Workspace::<Net8>::ZERO;
    assert_eq!(NET.predict_in(&INPUT, &mut workspace), &OUTPUT);
    assert_eq!(NET.predict_quantized(&INPUT), OUTPUT);
    assert_eq!(NET.predict(&REALS), [-0.25, 45.0 / 16.0]);
    assert_eq!(NET.classify(&REALS), 1);
    let mut output = [0; 2];
    NET.infer(&INPUT, &mut output);
    assert_eq!(output, OUTPUT);
    assert_eq!(NET.clone(), NET);
}

#[test]
fn its_sizes_are_those_of_integers() {
    fn fits<N: Network + FitsFlash<nn_core::count!(56)> + FitsRam<nn_core::count!(8)>>() {}
    fits::<Net8>();
    assert_eq!(Net8::FLASH_BYTES, 56); // 15 + 10 weights, 5 + 2 biases of 4 bytes, and a gap before each biases
    assert_eq!(Net8::INFER_RAM_BYTES, 3 + 5);
    assert_eq!(size_of::<Workspace<Net8>>(), 8);
    assert_eq!((Net8::PARAMS, Net8::MACS), (0, 25));
    assert_eq!(
        Net8::inference_summary().to_string(),
        "\
layer                         output       params        bytes         MACs
---------------------------------------------------------------------------
input                          1 x 3
Flatten                            3            0            0            0
Dense8                             5           20           36           15
Dense8                             2           12           20           10
---------------------------------------------------------------------------
total                                          32           56           25
RAM: 8 bytes to infer
"
    );
}

#[test]
fn an_image_holds_it() -> Result<(), ImageError> {
    let mut bytes = vec![0; image::bytes::<Net8>()];
    image::write(&NET, &mut bytes)?;
    let mut net = Net8::ZERO;
    image::read(&mut net, &bytes)?;
    assert_eq!(net, NET);
    // As `f32`, words with all bits set are NaN, but they are valid integers.
    net.layers.last.weights = [[-1; 5]; 2];
    net.layers.last.bias = [-1; 2];
    image::write(&net, &mut bytes)?;
    let mut copy = Net8::ZERO;
    image::read(&mut copy, &bytes)?;
    assert_eq!(copy, net);
    bytes[40] ^= 1;
    assert!(image::read(&mut copy, &bytes).is_err());
    assert_eq!(copy, net);
    Ok(())
}

type Personal = nn_core::sized![Chain<Frozen<Net8>, Dense<2, 3, Softmax>>];

/// A trained network of `f32` after a frozen network of integers.
fn personal() -> Personal {
    let mut net = Personal::random(&mut Random::seed(1));
    net.layers.first = Frozen::new(&NET);
    net
}

#[test]
fn it_is_frozen_before_trained_layers() -> Result<(), nn_core::Error> {
    let inputs = [REALS, [[-1.0], [0.5], [0.0]]];
    let mut net = personal();
    let mut features = [0.0; 2];
    net.layers.first.infer(&inputs[0], &mut features);
    assert_eq!(features, [-0.25, 45.0 / 16.0]);
    let mut want = [0.0; 3];
    net.layers.last.infer(&features, &mut want);
    assert_eq!(net.logits(&inputs[0]), want);

    let mut trainer = Trainer::<Personal, _, _, 2>::new(CrossEntropy, Sgd::new(0.1));
    let before = trainer.step(&mut net, &inputs, &[2usize, 0])?;
    let after = trainer.step(&mut net, &inputs, &[2usize, 0])?;
    assert!(after.loss < before.loss);
    let mut online = OnlineTrainer::new(CrossEntropy, 0.1);
    let before = online.step(&mut net, &inputs[0], &2usize)?;
    let after = online.step(&mut net, &inputs[0], &2usize)?;
    assert!(after.loss < before.loss);
    Ok(())
}
