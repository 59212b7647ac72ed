//! Networks that nn-core exports are imported again: the outputs are those of the network, and where the language writes the same line,
//! so does the import, with the same weights bit for bit.
//!
//! The models and the outputs are left in the folder `exported` of the target's temporary folder, where `exported.py` compares them with
//! onnxruntime.

mod int8;
mod model;
mod networks;

use nn_core::onnx::Export;
use nn_core::prelude::*;
use nn_core::tensor::Tensor;
use nn_core::verify::{Interval, Verifier, Verify};
use nn_import::{Import, Options};

use self::model::{CASES, TOLERANCE, folder, randomize, sample, squeezed, write};

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

/// The bounds of the outputs are those of the network.
fn has_same_bounds<N>(name: &str, net: &N, import: &Import)
where
    N: Network<Element = f32> + Verify + Sync,
{
    let verifier = import.verifier().unwrap_or_else(|error| panic!("{error}"));
    let center: N::Input = sample(0);
    for radius in [0.0, 0.05] {
        let region = center.as_slice().iter();
        let region: Vec<Interval> = region.map(|x| Interval::around(*x, radius)).collect();
        let [found, expected] = [verifier.bounds(&region), Verifier::new(net).bounds(&region)];
        assert_eq!(found.len(), N::Output::LEN, "{name}");
        for (found, expected) in found.iter().zip(expected) {
            let near = |a: f32, b: f32| (a - b).abs() <= 1e-5 * (1.0 + b.abs());
            assert!(
                near(found.low, expected.low) && near(found.high, expected.high),
                "{name}: the model is within {found:?}, the network within {expected:?}"
            );
        }
    }
}

/// The import of a network writes its line, and its weights bit for bit.
fn same<N>(name: &str, line: &str)
where
    N: Network<Element = f32> + Export + Verify + Sync + PartialEq + std::fmt::Debug,
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
        has_same_bounds(name, &net, &import);
    }
}

/// The import of a network writes this line, whose outputs are equal.
fn equal<N: Network<Element = f32> + Export>(name: &str, line: &str) {
    let mut net = N::ZERO;
    randomize(&mut net, 1);
    let import = imported(name, &net);
    assert_eq!(squeezed(&import.line()), squeezed(line), "{name}");
}
