//! PyTorch's values: forward pass, loss, every gradient, and ten steps of each optimizer.

use nn_core::prelude::*;

use tests::parity::{Case, classes};
use tests::reference;

type OneGru = network![[3, 5] => Gru<4> => Dense<3, Softmax>];
type TwoGrus = network![[2, 4]
    => Gru<3, sequences = true> => Gru<2, bias = false, sequences = true> => Flatten => Dense<3, Softmax>];
type OneLstm = network![[3, 5] => Lstm<4> => Dense<3, Softmax>];
type TwoLstms = network![[2, 4]
    => Lstm<3, sequences = true> => Lstm<2, bias = false, sequences = true> => Flatten => Dense<3, Softmax>];
type TwoRnns =
    network![[3, 5] => Rnn<4, sequences = true> => Rnn<3, Tanh, bias = false> => Dense<3, Softmax>];
type Rectified = network![[3, 5] => Rnn<4, Relu> => Dense<3, Softmax>];
type OneFast = network![[3, 5] => FastGrnn<4> => Dense<3, Softmax>];
type TwoFast = network![[2, 4]
    => FastGrnn<3, sequences = true> => FastGrnn<2, bias = false, sequences = true> => Flatten => Dense<3, Softmax>];

macro_rules! cases {
    ($($name:ident: $net:ty;)+) => {
        $(
            #[test]
            fn $name() {
                let file = concat!("recurrent/", stringify!($name));
                Case::<$net, _, _>::read(file, CrossEntropy, classes::<$net>).check();
            }
        )+

        #[test]
        fn every_file_is_checked() {
            let mut checked = vec![$(stringify!($name)),+];
            checked.sort_unstable();
            assert_eq!(reference::names("recurrent"), checked);
        }
    };
}

cases! {
    gru: OneGru;
    gru_stacked: TwoGrus;
    lstm: OneLstm;
    lstm_stacked: TwoLstms;
    rnn: TwoRnns;
    rnn_relu: Rectified;
    fast_grnn: OneFast;
    fast_grnn_stacked: TwoFast;
}
