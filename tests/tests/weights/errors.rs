//! Every error type implements the standard library's `Error`: it has a message, converts with `?`, and has its source.

use std::error::Error;
use std::path::Path;

use nn_core::prelude::*;
use nn_core::safetensors::{SafeTensors, SafeTensorsError};
use nn_core::weights::image::{self, FlashStore, ImageError, StoreError};
use nn_core::weights::{FileCause, FileError, LoadOptions, WeightsError, load_image};
use tests::sources::files_below;

use crate::networks::{Mlp, filled};
use tests::flash_memory::{Memory, Trouble};

/// Converts a result with `?`. Returns the name of the error's type, its message, and the messages of its sources.
fn boxed<E: Error + 'static>(result: Result<(), E>) -> (&'static str, Vec<String>) {
    let through = || -> Result<(), Box<dyn Error>> { Ok(result?) };
    let error = through().expect_err("it fails");
    let mut said = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        said.push(error.to_string());
        source = error.source();
    }
    assert!(said.iter().all(|said| !said.is_empty()));
    let name = std::any::type_name::<E>().split('<').next();
    (
        name.and_then(|name| name.rsplit("::").next())
            .unwrap_or_default(),
        said,
    )
}

/// An error of each type, with the length of its chain.
fn all() -> Vec<(&'static str, Vec<String>, usize)> {
    let missing = Path::new("no such file");
    let flash = || FlashStore::new(Memory::<8, 1024>::new(2), 0..2048).expect("two pages");
    let pth = b"PK\x03\x04";
    let mut net = Mlp::ZERO;
    let mut all = Vec::new();
    let mut add =
        |(name, said): (&'static str, Vec<String>), length| all.push((name, said, length));
    add(boxed::<nn_core::Error>(Sgd::new(-1.0).check()), 1);
    add(
        boxed::<SafeTensorsError>(SafeTensors::parse(b"").map(|_| ())),
        1,
    );
    add(
        boxed::<WeightsError>(LoadOptions::new().read(&mut net, pth)),
        2,
    );
    add(boxed::<ImageError>(image::read(&mut net, b"")), 1);
    add(boxed::<FileError>(load_image(&mut net, missing)), 2);
    add(boxed::<FileError>(net.load(missing)), 2);
    let model = nn_core::tflite::Tflite::parse(b"").map(|_| ());
    add(boxed::<nn_core::tflite::TfliteError>(model), 1);
    let model = nn_core::weights::tflite::ModelOptions::new().read(&mut net, b"");
    add(boxed::<nn_core::weights::tflite::ModelError>(model), 2);
    let samples = Err(nn_core::quantize::QuantizeError::NoSamples);
    add(boxed::<nn_core::quantize::QuantizeError>(samples), 1);
    let cause = || net_of_nan().to_safetensors().map(|_| ());
    add(boxed::<FileCause>(cause()), 2);
    add(boxed::<StoreError<Trouble>>(flash().load(&mut net)), 2);
    let torn = Memory::<8, 1024>::new(2).with_correction().all_torn();
    let mut torn = FlashStore::new(torn, 0..2048).expect("two pages");
    add(boxed::<StoreError<Trouble>>(torn.load(&mut net)), 1);
    all
}

fn net_of_nan() -> Mlp {
    let mut net = *filled::<Mlp>(1);
    net.layers.last.bias[0] = f32::NAN;
    net
}

#[test]
fn errors_pass_through_a_box_and_name_their_sources() {
    for (name, said, length) in all() {
        assert_eq!(said.len(), length, "{name}: {said:?}");
    }
}

/// The types of nn-core whose names end with `Error` or `Cause`.
#[test]
fn none_is_left_out() {
    let mut public = std::collections::BTreeSet::new();
    for file in files_below("nn-core/src", ".rs") {
        for line in file.text.lines() {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            let is_type = line.starts_with("pub enum") || line.starts_with("pub struct");
            let ends = |name: &&str| ["Error", "Cause"].iter().any(|end| name.ends_with(end));
            if is_type && let Some(name) = words.nth(2).filter(ends) {
                public.insert(name.to_owned());
            }
        }
    }
    // Losses.
    public.retain(|name| !name.starts_with("Mean"));
    // Of the feature `onnx`, whose tests are in `tools/nn-import/tests/exported`.
    public.remove("OnnxError");
    // Of the feature `verify`, whose tests are in `tests/tests/verify`.
    public.remove("CertificateError");
    let seen = all()
        .into_iter()
        .map(|(name, ..)| name.to_owned())
        .collect();
    assert_eq!(public, seen);
}
