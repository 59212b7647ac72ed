//! Networks that nn-core exports are imported again: the outputs are those of the network, and where the language writes the same line,
//! so does the import, with the same weights bit for bit.
//!
//! The models and the outputs are left in the folder `exported` of the target's temporary folder, where `exported.py` compares them with
//! onnxruntime.

mod int8;
mod networks;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nn_core::layer::ValuesMut;
use nn_core::onnx::Export;
use nn_core::prelude::*;
use nn_import::{Import, Options};

/// The greatest relative difference between sums of `f32` and of `f64`.
const TOLERANCE: f64 = 1e-5;
/// The number of inputs for which outputs are compared.
const CASES: usize = 2;

/// The folder of the models.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exported");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The input of a case: the formula of nn-import.
fn sample<T: Tensor<Element = f32>>(case: usize) -> T {
    let mut sample = T::ZERO;
    for (index, value) in sample.as_mut_slice().iter_mut().enumerate() {
        *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;
    }
    sample
}

/// Fills parameters with numbers from -0.5 to 0.5, and statistics with numbers from 0.2 to 1.2.
fn randomize<N: Network<Element = f32>>(net: &mut N, seed: u64) {
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
fn write<I, O>(name: &str, bytes: &[u8], step: f32, predict: impl Fn(&I) -> O)
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

/// Exports a network with these weights and imports it. The outputs must be equal.
fn imported<N>(name: &str, net: &N) -> Import
where
    N: Network<Element = f32> + Export,
{
    let bytes = net
        .to_onnx()
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(
        bytes,
        net.to_onnx().unwrap(),
        "{name} is always the same file"
    );
    write(name, &bytes, 0.0, |input| net.predict(input));
    let path = folder().join(format!("{name}.onnx"));
    let import = Import::onnx(&path, None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(import.outputs().len(), CASES);
    for (case, found) in import.outputs().iter().enumerate() {
        let expected = net.predict(&sample(case));
        let expected = expected.as_slice();
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(expected) {
            let expected = f64::from(*expected);
            let near = (found - expected).abs() <= TOLERANCE * (1.0 + expected.abs());
            assert!(
                near,
                "{name}: the model has {found}, the network {expected}"
            );
        }
    }
    import
}

/// A line without spaces, and without a comma before the end of a list.
fn squeezed(line: &str) -> String {
    let line: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    line.replace(",>", ">")
}

/// The import of a network writes its line, and its weights bit for bit.
fn same<N>(name: &str, line: &str)
where
    N: Network<Element = f32> + Export + PartialEq + std::fmt::Debug,
{
    for seed in 1..=3 {
        let mut net = N::ZERO;
        randomize(&mut net, seed);
        let import = imported(name, &net);
        assert_eq!(squeezed(&import.line()), squeezed(line), "{name}");
        let options = Options {
            name: "Again".to_owned(),
            force: true,
            ..Options::default()
        };
        let place = folder().join(name);
        std::fs::create_dir_all(&place).unwrap();
        import.write(&place, &options).unwrap();
        let mut again = N::ZERO;
        again
            .load(place.join("again.safetensors"))
            .unwrap_or_else(|error| panic!("{error}"));
        assert!(again == net, "{name}: other weights");
    }
}

/// The import of a network writes this line, whose outputs are equal.
fn equal<N: Network<Element = f32> + Export>(name: &str, line: &str) {
    let mut net = N::ZERO;
    randomize(&mut net, 1);
    let import = imported(name, &net);
    assert_eq!(squeezed(&import.line()), squeezed(line), "{name}");
}
