//! W8: inference with one sample of integers, compared with the network of `f32` from which it was quantized.

use std::hint::black_box;

use nn_core::prelude::*;
use nn_core::quantized;
use nn_core::tensor::Tensor;

use super::forward_flops;
use super::networks::{LeNet, Mnist};
use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::oracle::Fault;

/// The number of samples that calibrate a network. The first one is measured.
const SAMPLES: usize = 16;

/// The largest difference between the probabilities of both networks. Random networks are certain of nothing.
const TOLERANCE: f32 = 0.1;

/// The workload of a network, whose input has one channel.
macro_rules! work {
    ($net:ty, $limit:expr) => {{
        let samples = data::rows::<<$net as Layer>::Input>(SAMPLES, 17);
        let net = data::network::<$net>(8);
        let mut calibration = Calibration::<$net>::boxed();
        calibration.observe(&net, &samples).map_err(Fault::caused)?;
        let mut integers = <quantized![$net]>::boxed();
        let report = net.quantize_into(&calibration, &mut integers);
        let _ = report.map_err(Fault::caused)?;
        let mut numbers = <<quantized![$net] as Layer>::Input>::ZERO;
        let reals = Tensor::as_slice(&samples[0]);
        for (number, real) in Tensor::as_mut_slice(&mut numbers).iter_mut().zip(reals) {
            *number = integers.input_scale().to_i8(*real);
        }
        let (expected, sample) = (net.predict(&samples[0]), samples[0]);

        let found = integers.predict(&sample);
        let ours = contestant(OURS, expected, found, move || {
            integers.predict_quantized(black_box(&numbers))
        });
        let reals = contestant("f32", expected, expected, move || {
            net.predict(black_box(&sample))
        });
        Ok(Work {
            flops: forward_flops::<$net>(),
            limit: $limit,
            contestants: vec![ours, reals],
        })
    }};
}

/// W8a: 784-128-10.
pub(super) fn mnist() -> Result<Work, Fault> {
    work!(Mnist, Limit::Reading(784 * 128))
}

/// W8b: LeNet-5.
pub(super) fn lenet() -> Result<Work, Fault> {
    work!(LeNet, Limit::Arithmetic)
}

/// A contestant that found probabilities for the sample of its work.
fn contestant<T: 'static>(
    name: &'static str,
    expected: [f32; 10],
    found: [f32; 10],
    work: impl Fn() -> T + 'static,
) -> Contestant {
    let check = move |_: &mut ()| {
        let mut pairs = expected.iter().zip(&found);
        if pairs.all(|(expected, found)| (expected - found).abs() <= TOLERANCE) {
            return Ok(());
        }
        Err(Fault::new(format!("{found:?} instead of {expected:?}")))
    };
    Contestant::new(name, (), check, move |()| {
        black_box(work());
    })
}
