//! PyTorch's values, computed in `f64`: forward pass, loss, every gradient, and ten steps of each optimizer.

use nn_core::prelude::*;

use tests::parity::{Case, classes, numbers};
use tests::reference;

macro_rules! cases {
    ($($name:ident: $net:ty, $loss:expr, $targets:ident;)+) => {
        $(
            #[test]
            fn $name() {
                Case::<$net, _, _>::read(stringify!($name), $loss, $targets::<$net>).check();
            }
        )+

        #[test]
        fn every_file_is_checked() {
            let mut checked = vec![$(stringify!($name)),+];
            checked.sort_unstable();
            assert_eq!(reference::names(""), checked);
        }
    };
}

cases! {
    deep_relu_ce:
        network![7 => Dense<9, Relu> => Dense<8, Relu> => Dense<6, Relu> => Dense<4, Softmax>], CrossEntropy, classes;
    elu_identity_huber: network![3 => Dense<17, Elu> => Dense<5>], Huber::default(), numbers;
    extreme_bce: network![7 => Dense<8, Relu> => Dense<5, Sigmoid>], BinaryCrossEntropy, numbers;
    extreme_ce: network![7 => Dense<8, Relu> => Dense<5, Softmax>], CrossEntropy, classes;
    gelu_identity_mse: network![5 => Dense<7, Gelu> => Dense<4>], MeanSquaredError, numbers;
    hard_swish_identity_mse: network![6 => Dense<9, HardSwish> => Dense<4>], MeanSquaredError, numbers;
    identity_identity_mse: network![7 => Dense<3>], MeanSquaredError, numbers;
    leaky_identity_mae: network![9 => Dense<8, LeakyRelu> => Dense<3>], MeanAbsoluteError, numbers;
    relu6_hard_sigmoid_mse: network![6 => Dense<9, Relu6> => Dense<4, HardSigmoid>], MeanSquaredError, numbers;
    relu_sigmoid_bce: network![17 => Dense<9, Relu> => Dense<10, Sigmoid>], BinaryCrossEntropy, numbers;
    relu_softmax_mse: network![5 => Dense<11, Relu> => Dense<4, Softmax>], MeanSquaredError, numbers;
    relu_tanh_mse: network![5 => Dense<7, Relu> => Dense<4, Tanh>], MeanSquaredError, numbers;
    sigmoid_identity_mse: network![3 => Dense<17, Sigmoid> => Dense<5>], MeanSquaredError, numbers;
    silu_softplus_mse: network![9 => Dense<8, Silu> => Dense<3, Softplus>], MeanSquaredError, numbers;
    softplus_softmax_ce_soft:
        network![9 => Dense<8, Softplus> => Dense<3, Softmax>], CrossEntropy, numbers;
    tanh_softmax_ce: network![5 => Dense<7, Tanh> => Dense<4, Softmax>], CrossEntropy, classes;
}
