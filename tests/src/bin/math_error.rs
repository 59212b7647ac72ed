//! Measures the error of every function of `nn_core::math` over all `f32` inputs, compared with the `f64` functions of std.
//!
//! `cargo run --release -p tests --bin math-error -- [--stride N] [name]...`. All functions take some minutes.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use nn_core::math;

#[path = "../math_reference.rs"]
mod math_reference;
use math_reference::{erf, erfc, sigmoid, softplus, ulps};

/// The number of inputs in one slice.
const CHUNK: usize = 1 << 14;

/// The results for one function.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    inputs: u64,
    sum: f64,
    max: f64,
    at: f32,
    /// Adjacent inputs where the larger one has the smaller result.
    falls: u64,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.inputs += other.inputs;
        self.sum += other.sum;
        self.falls += other.falls;
        if other.max > self.max {
            self.max = other.max;
            self.at = other.at;
        }
    }
}

/// Runs `function` over every `stride`-th input in the order of the bits.
fn measure(
    stride: u32,
    function: impl Fn(f32) -> f32 + Sync,
    reference: impl Fn(f64) -> f64 + Sync,
) -> Tally {
    let length = CHUNK as u64 * u64::from(stride);
    let next = AtomicU64::new(0);
    let total = Mutex::new(Tally::default());
    let work = || {
        let mut own = Tally::default();
        let mut inputs = Vec::with_capacity(CHUNK);
        let mut results = Vec::with_capacity(CHUNK);
        loop {
            let start = next.fetch_add(length, Ordering::Relaxed);
            if start >> 32 != 0 {
                break;
            }
            // one more than the chunk, so that every pair of adjacent inputs is compared
            let end = (start + length + u64::from(stride)).min(1 << 32);
            let bits = (start..end).step_by(stride as usize);
            inputs.clear();
            inputs.extend(bits.map(|bits| f32::from_bits(bits as u32)));
            results.clear();
            results.extend(inputs.iter().map(|input| function(*input)));
            own.add(&compare(&inputs, &results, &reference));
        }
        total.lock().expect("no thread panics").add(&own);
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    total.into_inner().expect("no thread panics")
}

/// Adds the errors of a chunk, and its pairs of adjacent inputs up to the first input after it.
fn compare(inputs: &[f32], results: &[f32], reference: impl Fn(f64) -> f64) -> Tally {
    let mut tally = Tally {
        inputs: inputs.len().min(CHUNK) as u64,
        ..Tally::default()
    };
    for (input, result) in inputs.iter().zip(results).take(CHUNK) {
        let error = ulps(*result, reference(f64::from(*input)));
        tally.sum += error;
        if error > tally.max {
            tally.max = error;
            tally.at = *input;
        }
    }
    for (input, result) in inputs.windows(2).zip(results.windows(2)) {
        // the bits of a negative number grow when the number falls
        let falls = (input[0] < input[1] && result[0] > result[1])
            || (input[0] > input[1] && result[0] < result[1]);
        tally.falls += u64::from(falls);
    }
    tally
}

/// The stride and the names of the functions. Without names, all functions are measured.
fn arguments() -> (u32, Vec<String>) {
    let mut stride = 1;
    let mut names = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--stride" {
            let value = arguments.next().and_then(|value| value.parse().ok());
            stride = value
                .filter(|value| *value > 0)
                .expect("`--stride` needs a number above 0");
        } else {
            names.push(argument);
        }
    }
    (stride, names)
}

fn print(name: &str, rises: bool, tally: &Tally) {
    let Tally {
        inputs, max, at, ..
    } = tally;
    let mean = tally.sum / *inputs as f64;
    let falls = if rises {
        tally.falls.to_string()
    } else {
        "-".to_owned()
    };
    println!("{name:9} {inputs:>12} {max:>8.4} {at:>16e} {mean:>8.4} {falls:>8}");
}

fn main() {
    let (stride, names) = arguments();
    // the functions of `libm` are only sampled
    let sample = stride.max(97);
    println!("function        inputs  max ulp               at     mean    falls");
    macro_rules! row {
        ($name:literal, $stride:expr, $rises:expr, $function:expr, $reference:expr) => {
            if names.is_empty() || names.iter().any(|name| name == $name) {
                print($name, $rises, &measure($stride, $function, $reference));
            }
        };
    }
    row!("exp", stride, true, math::exp, f64::exp);
    row!("exp_m1", stride, true, math::exp_m1, f64::exp_m1);
    row!("ln", stride, true, math::ln, f64::ln);
    row!("sigmoid", stride, true, math::sigmoid, sigmoid);
    row!("softplus", stride, true, math::softplus, softplus);
    row!("tanh", stride, true, math::tanh, f64::tanh);
    row!("sqrt", sample, true, math::sqrt, f64::sqrt);
    row!("erf", sample, true, math::erf, erf);
    row!("erfc", sample, false, math::erfc, erfc);
    row!("cos", sample, false, math::cos, f64::cos);
    row!("sin", sample, false, math::sin, f64::sin);
}
