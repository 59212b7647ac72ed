//! What the compiler proves about networks of `i8`.

use nn_core::constant_bounds;
use nn_core::layer::Scale;
use nn_core::layer::int8::{Packed, Single};
use nn_core::prelude::*;
use nn_core::verify::{Interval, bounded, robust};

use super::int8::{each, filled, outputs, region};

type Single8 = quantized![network![2 => Dense<1, Relu>]];

/// `x - y / 2`, at least 0.
static DIFFERENCE: Single8 = {
    let mut net = Single8::ZERO;
    net.layers.weights = Packed::new([[100, -50]]);
    net.layers.requantize.weight_scale = [0.01];
    net.layers.input = Scale::new(0.5, 0);
    net.layers.output = Scale::new(0.125, -128);
    net.layers.requantize.derive::<Single>(0.5, 0.125);
    net
};

nn_core::assert_bounds!(DIFFERENCE, input in [[0.0, 3.0], [0.0, 2.0]] => output[0] in [0.0, 3.0]);
nn_core::assert_robust!(DIFFERENCE, [3.0, 1.0] +- 0.2 => class 1);

/// The bounds of one layer are attained, and those of several layers contain all outputs.
macro_rules! compared {
    ($($net:ty, $is_exact:literal;)+) => { $({
        type Net = quantized![$net];
        let numbers = [[-128, 127], [-60, 40]];
        for seed in 0..2 {
            let mut net = Net::boxed();
            filled(&mut *net, seed);
            let scale = net.output_scale();
            let mut ends = [[f32::INFINITY, f32::NEG_INFINITY]; 3];
            each(&numbers, |input| {
                for (ends, y) in ends.iter_mut().zip(outputs(&*net, input, scale)) {
                    *ends = [ends[0].min(y), ends[1].max(y)];
                }
            });
            let region: [Interval; 2] = region(&*net, &numbers).try_into().unwrap();
            let proved = constant_bounds!(net, &region);
            for (index, [low, high]) in ends.into_iter().enumerate() {
                // each would not panic if an output were outside of what is proved
                let [least, most] = [-128, 127].map(|number| scale.to_real(number));
                bounded(&proved, index, [least, most]);
                for side in [[low.next_up(), most], [least, high.next_down()]] {
                    let is_outside = side[0] > side[1] || std::panic::catch_unwind(|| bounded(&proved, index, side)).is_err();
                    assert!(is_outside, "{} {seed} {index}", stringify!($net));
                }
                if $is_exact {
                    bounded(&proved, index, [low, high]);
                }
            }
        }
    })+ };
}

#[test]
fn outputs_are_within_the_bounds() {
    compared! {
        network![2 => Dense<3>], true;
        network![2 => Dense<3, Relu>], true;
        network![2 => Dense<3, Relu6>], true;
        network![2 => Dense<3, Tanh>], true;
        network![2 => Dense<3, Gelu>], true;
        network![2 => Dense<3, Softmax>], false;
        network![2 => Dense<4, Relu> => Dense<4, Sigmoid> => Dense<4> => Dense<3, HardSwish>], false;
        network![2 => Dense<4, Relu> => Dense<4, Silu> => Dense<4, Elu> => Dense<4, Softplus> => Dense<4, LeakyRelu>
            => Dense<4, HardSigmoid> => Dense<4, Relu6> => Dense<3, Softmax>], false;
    }
}

/// A class is proved if its output is greater after rounding.
#[test]
fn a_class_needs_a_greater_output() {
    type Two = quantized![network![1 => Dense<2, Softmax>]];
    let mut net = Two::ZERO;
    net.layers.requantize.weight_scale = [1.0 / 1024.0; 2];
    net.layers.input = Scale::new(1.0, 0);
    net.layers.activation.linear = Scale::new(1.0 / 1024.0, 0);
    net.derive();
    for (bias, is_proved) in [(0, false), (1, false), (40, true)] {
        net.layers.bias = [bias, 0];
        let proved = constant_bounds!(net, &[Interval::point(0.0)]);
        let found = std::panic::catch_unwind(|| robust(&proved, 0));
        assert_eq!(found.is_ok(), is_proved, "{bias}");
    }
}
