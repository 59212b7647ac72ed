//! Constant networks are tested at compile time, and the compiler computes what the program computes.

use nn_core::assert_predicts;
use nn_core::prelude::*;

use crate::networks::Mlp;

network! {
    struct Named { 3 => first: Dense<4, LeakyRelu<1, 4>> => last: Dense<2> }
}

static MLP: Mlp = nn_core::include_weights!(Mlp, "reference/weights/dense.safetensors");
static NAMED: Named = {
    let mut net = Named::ZERO;
    net.first_mut().weights = [
        [1.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 1.0],
    ];
    net.first_mut().bias = [0.0, 0.0, 0.0, -5.0];
    net.last_mut().weights = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 4.0]];
    net
};

// By hand: 1, 2, 3 and -2 before the activation, whose slope below 0 is a quarter.
assert_predicts!(NAMED, [1.0, 2.0, 3.0] => [4.0, 0.0], 1e-6);
// Computed by PyTorch.
assert_predicts!(MLP, [0.5, -1.0, 0.25, 2.0] => [0.249_637_2, 0.444_412_7, 0.305_950_05], 1e-6);

/// Compares the compile-time evaluation, at run time, with `predict`.
fn agrees<const I: usize, N>(net: &N, constant: impl Fn(&N, &[f32; I]) -> Vec<f64>)
where
    N: TrainableNetwork<Input = [f32; I]>,
{
    let mut rng = Random::seed(11);
    for _ in 0..200 {
        let input = [(); I].map(|()| 2.0 * nn_core::rng::normal(&mut rng));
        let found = constant(net, &input);
        let expected = net.predict(&input);
        for (found, expected) in found.iter().zip(expected.as_slice()) {
            assert!(
                (found - f64::from(*expected)).abs() <= 2e-6 * (1.0 + found.abs()),
                "{found} {expected}"
            );
        }
    }
}

macro_rules! check {
    ($($net:ty),+ $(,)?) => {
        $({
            type Net = $net;
            let mut net = Net::ZERO;
            net.initialize(&mut Random::seed(12));
            agrees(&net, |net, input| net.constant_output(input).to_vec());
        })+
    };
}

#[test]
fn every_activation_and_depth_is_computed() {
    check!(
        network![3 => Dense<4>],
        network![3 => Dense<4, Relu> => Dense<3, Softmax>],
        network![3 => Dense<4, LeakyRelu<1, 5>> => Dense<6, Elu<3, 2>> => Dense<2, Sigmoid>],
        network![5 => Dense<8, Gelu> => Dense<7, Silu> => Dense<6, Softplus> => Dense<2, Tanh>],
        network![4 => Dense<9, Relu6> => Dense<8, HardSwish> => Dense<3, HardSigmoid>],
        network![2 => 4 x Dense<5, Tanh> => Dense<3>],
        network![2 => 5 x Dense<5, Gelu> => Dense<3, Softmax>],
        Named,
    );
}

#[test]
fn the_constant_networks_predict() {
    assert_eq!(NAMED.predict(&[1.0, 2.0, 3.0]), [4.0, 0.0]);
    agrees(&MLP, |net, input| net.constant_output(input).to_vec());
}
