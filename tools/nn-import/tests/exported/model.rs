//! The models of the tests: weights, inputs, and the files that `exported.py` compares with onnxruntime.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nn_core::layer::ValuesMut;
use nn_core::prelude::*;

/// The greatest relative difference between sums of `f32` and of `f64`.
pub(crate) const TOLERANCE: f64 = 1e-5;
/// The number of inputs for which outputs are compared.
pub(crate) const CASES: usize = 2;

/// The folder of the models.
pub(crate) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exported");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The input of a case: the formula of nn-import.
pub(crate) fn sample<T: Tensor<Element = f32>>(case: usize) -> T {
    let mut sample = T::ZERO;
    for (index, value) in sample.as_mut_slice().iter_mut().enumerate() {
        *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;
    }
    sample
}

/// Fills parameters with numbers from -0.5 to 0.5, and statistics with numbers from 0.2 to 1.2.
pub(crate) fn randomize<N: Network<Element = f32>>(net: &mut N, seed: u64) {
    let mut random = Random::seed(seed);
    let mut unit = move || f32::from(random.next_u32() as u16) / 65_536.0;
    net.state_mut(&mut |values| {
        if let ValuesMut::F32(values) = values {
            values.iter_mut().for_each(|value| *value = unit() + 0.2);
        }
    });
    let mut random = Random::seed(seed + 1);
    let mut unit = move || f32::from(random.next_u32() as u16) / 65_536.0;
    net.parameters_mut(&mut |values| values.iter_mut().for_each(|value| *value = unit() - 0.5));
}

/// Writes a model, and what `exported.py` compares: the largest distance that is allowed, then each input and its output.
pub(crate) fn write<I, O>(name: &str, bytes: &[u8], step: f32, predict: impl Fn(&I) -> O)
where
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    let mut text = format!("step {step}\n");
    for case in 0..8 {
        let input: I = sample(case);
        for (word, values) in [
            ("input", input.as_slice()),
            ("output", predict(&input).as_slice()),
        ] {
            let values: Vec<String> = values.iter().map(f32::to_string).collect();
            writeln!(text, "{word} {}", values.join(" ")).unwrap();
        }
    }
    std::fs::write(folder().join(format!("{name}.onnx")), bytes).unwrap();
    std::fs::write(folder().join(format!("{name}.txt")), text).unwrap();
}

/// A line without spaces, and without a comma before the end of a list.
pub(crate) fn squeezed(line: &str) -> String {
    let line: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    line.replace(",>", ">")
}
