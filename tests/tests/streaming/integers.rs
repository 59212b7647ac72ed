//! Networks of `i8`: each output has the bytes of the network.

use nn_core::prelude::*;
use nn_core::stream::{Live, Meaning};
use nn_core::streaming;

use super::signal;

/// Checks a network of `i8`: each output is that of a window, or that of the sequence from its beginning.
macro_rules! integers {
    ($net:ty, $channels:literal x $length:literal, $meaning:expr, $warm_up:literal) => {{
        type Net8 = quantized![$net];
        type Live8 = streaming![Net8];
        let net = tests::parameters::random::<$net>(3);
        let mut inputs = [[[0.0; $length]; $channels]; 20];
        tests::samples::fill(
            Tensor::all_mut(&mut inputs),
            -1.0,
            1.0,
            &mut Random::seed(4),
        );
        let mut calibration = Calibration::<$net>::ZERO;
        calibration.observe(&net, &inputs).unwrap();
        let mut net8 = Net8::ZERO;
        net.quantize_into(&calibration, &mut net8).unwrap();
        assert_eq!(
            (Live8::MEANING, Live8::WARM_UP, Live8::STEP),
            ($meaning, $warm_up, 1)
        );

        let signal = signal::<$channels>(3 * $length, 5);
        let signal: Vec<[i8; $channels]> = signal
            .iter()
            .map(|step| step.map(|value| net8.input_scale().to_i8(value)))
            .collect();
        let mut live = Live8::ZERO;
        let mut outputs = 0;
        let whole = signal[..$length].try_into().unwrap();
        let whole = net8.predict_quantized(&whole);
        for (time, step) in signal.iter().enumerate() {
            let output = live.push(&net8, step);
            assert_eq!(output.is_some(), time + 1 >= $warm_up);
            let Some(output) = output else { continue };
            let expected = match $meaning {
                Meaning::Window => {
                    let window = signal[time + 1 - $length..=time].try_into().unwrap();
                    Tensor::as_slice(&net8.predict_quantized(&window)).to_vec()
                }
                Meaning::Beginning => {
                    let steps = Tensor::as_slice(&whole).chunks(output.len());
                    let Some(step) = steps.skip(time).next() else {
                        break;
                    };
                    step.to_vec()
                }
            };
            assert_eq!(output.as_slice(), expected, "{time}");
            outputs += 1;
        }
        assert!(outputs >= $length, "{outputs}");
    }};
}

pub(super) use integers;

#[test]
fn networks_of_i8_stream() {
    integers!(
        network![[3, 24]
            => Conv1d<filters = 8, kernel = 5, dilation = 2, Relu> => MaxPool1d<2, stride = 1>
            => DepthwiseConv1d<3, Tanh> => AvgPool1d<3, stride = 1> => Conv1d<filters = 4, kernel = 1>
            => Flatten => Dense<5, Relu> => Dense<3, Softmax>],
        3 x 24, Meaning::Window, 24
    );
    integers!(
        network![[4, 10] => DepthwiseConv1d<3> => Conv1d<filters = 6, kernel = 1, Relu> => GlobalAvgPool => Dense<2>],
        4 x 10, Meaning::Window, 10
    );
    integers!(
        network![[3, 12] => Conv1d<filters = 5, kernel = 2, Tanh> => GlobalMaxPool => Dense<2, Softmax>],
        3 x 12, Meaning::Window, 12
    );
    integers!(
        network![[2, 20]
            => Conv1d<filters = 8, kernel = 3, padding = Causal, dilation = 3, Relu>
            => DepthwiseConv1d<4, padding = Causal> => Conv1d<filters = 3, kernel = 2, padding = Causal>],
        2 x 20, Meaning::Beginning, 1
    );
    integers!(
        network![[4, 20]
            => Conv1d<filters = 6, kernel = 1, Relu>
            => Residual<Conv1d<filters = 6, kernel = 3, padding = Causal>, Relu>
            => Residual<Conv1d<filters = 4, kernel = 2, padding = Causal>, projection = Conv1d<filters = 4, kernel = 1>>
            => Concat<[Conv1d<filters = 3, kernel = 1, Tanh>], [DepthwiseConv1d<2, padding = Causal>]>
            => Residual<Conv1d<filters = 7, kernel = 1, Relu>>],
        4 x 20, Meaning::Beginning, 1
    );
}

#[test]
fn a_step_of_the_wake_word() {
    type WakeWord = network![[40, 30]
        => DepthwiseConv1d<3> => Conv1d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv1d<5> => Conv1d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv1d<10> => Conv1d<filters = 128, kernel = 1, Relu>
        => DepthwiseConv1d<15> => Conv1d<filters = 32, kernel = 1, Relu>
        => Flatten => Dense<3, Softmax>];
    assert_eq!(WakeWord::MACS, 826_368);
    assert_eq!(Live::<quantized![WakeWord]>::MACS_PER_STEP, 46_040);
}
