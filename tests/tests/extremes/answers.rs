//! Classification: NaN, and the two classes of a single output.

use nn_core::Error;
use nn_core::metrics::{Confusion, accuracy, accuracy_in};
use nn_core::prelude::*;

use crate::networks::{INPUTS, NAN, one, three, workspace};

/// The class, from each function that returns one.
fn answers<N: Network>(net: &N, input: &N::Input, expected: Option<usize>) {
    let class = expected.unwrap_or_default();
    assert_eq!(net.try_classify(input), expected);
    assert_eq!(net.try_classify_in(input, &mut workspace()), expected);
    assert_eq!(net.classify(input), class);
    assert_eq!(net.classify_in(input, &mut workspace()), class);
}

#[test]
fn a_nan_output_is_no_answer() -> Result<(), Error> {
    answers(&three(), &NAN, None);
    answers(&three(), &INPUTS[3], Some(1));
    answers(&one(), &NAN, None);
    assert_eq!(one().classify_at(&NAN, 0.5), None);
    assert_eq!(one().classify_at_in(&NAN, 0.5, &mut workspace()), None);

    let inputs = [INPUTS[0], NAN, INPUTS[2], NAN];
    let labels = [0u8, 0, 1, 2];
    assert_eq!(accuracy(&three(), &inputs, &labels)?, 0.25);
    assert_eq!(
        accuracy_in(&three(), &inputs, &labels, &mut workspace())?,
        0.25
    );
    let expected = Confusion {
        counts: [[1, 0, 0], [0, 0, 1], [0; 3]],
        undecided: [1, 0, 1],
    };
    let confusion = Confusion::of(&three(), &inputs, &labels)?;
    assert_eq!((confusion, confusion.accuracy()), (expected, 0.25));
    let confusion = Confusion::of_in(&three(), &inputs, &labels, &mut workspace())?;
    assert_eq!(confusion, expected);

    let (inputs, labels) = ([INPUTS[0], NAN], [0u8, 1]);
    let expected = Confusion {
        counts: [[1, 0], [0, 0]],
        undecided: [0, 1],
    };
    assert_eq!(Confusion::of(&one(), &inputs, &labels)?, expected);
    assert_eq!(Confusion::at(&one(), &inputs, &labels, 0.5)?, expected);
    Ok(())
}

/// A single output with weight 1 has class 1 above the activation's value at 0.
macro_rules! has_threshold {
    ($($activation:ty),+) => {$(
        let mut value = [0.0];
        <$activation>::apply(&mut value);
        assert_eq!(value, [<$activation>::THRESHOLD], stringify!($activation));
        let mut net = <nn_core::sized![Dense<1, 1, $activation>]>::ZERO;
        net.layers.weights = [[1.0]];
        for (input, class) in [(-0.5, 0), (0.0, 0), (0.5, 1)] {
            answers(&net, &[input], Some(class));
        }
    )+};
}

#[test]
fn one_output_has_two_classes() {
    has_threshold!(
        Identity,
        Sigmoid,
        HardSigmoid,
        Tanh,
        Relu,
        Relu6,
        LeakyRelu,
        Elu,
        Gelu,
        Silu,
        HardSwish,
        Softplus
    );
}

/// A custom threshold. A value equal to it is not above it.
#[test]
fn a_threshold_can_be_set() -> Result<(), Error> {
    let net = one(); // the output of [0, 0] is 0.5
    let cases = [
        ([0.0, 0.0], 0.5, 0),
        ([0.0, 0.0], 0.4, 1),
        ([0.0, 2.0], 0.9, 0),
    ];
    for (input, threshold, class) in cases {
        assert_eq!(net.classify_at(&input, threshold), Some(class), "{input:?}");
        let answer = net.classify_at_in(&input, threshold, &mut workspace());
        assert_eq!(answer, Some(class), "{input:?}");
        let confusion = Confusion::at(&net, &[input], &[class], threshold)?;
        assert_eq!(confusion.accuracy(), 1.0, "{input:?}");
    }
    Ok(())
}
