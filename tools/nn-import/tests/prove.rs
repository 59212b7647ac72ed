//! Properties of models: what is proved holds for the model's outputs, and what is found violates the property.

use std::path::{Path, PathBuf};
use std::time::Duration;

use nn_core::verify::{Interval, Verdict};
use nn_import::{Import, Specification};

const LIMIT: Duration = Duration::from_secs(60);

fn model(name: &str) -> Import {
    let path: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/models/{name}.onnx"));
    Import::onnx(&path, None).unwrap()
}

/// Inputs that are at most 0.1 away from the first input of the model's tests, and an assertion about the outputs.
fn property(import: &Import, assertion: &str) -> Specification {
    near(import, 0.1, assertion)
}

/// Inputs that are at most this far away from the first input of the model's tests, and an assertion about the outputs.
fn near(import: &Import, radius: f64, assertion: &str) -> Specification {
    let input = &import.inputs()[0];
    let mut text = String::new();
    for (index, x) in input.iter().enumerate() {
        let (low, high) = (x - radius, x + radius);
        text += &format!(
            "(declare-const X_{index} Real)\n(assert (and (>= X_{index} {low}) (<= X_{index} {high})))\n"
        );
    }
    for index in 0..import.outputs()[0].len() {
        text += &format!("(declare-const Y_{index} Real)\n");
    }
    Specification::vnnlib(&(text + assertion)).unwrap()
}

/// The least and the greatest output 0 for some inputs of the region.
fn extremes(import: &Import) -> [f64; 2] {
    let center = &import.inputs()[0];
    let mut extremes = [f64::INFINITY, f64::NEG_INFINITY];
    for step in 0..400_u32 {
        // the bits of a number as the sides of a cube, and a size
        let size = f64::from(step % 5) * 0.025;
        let side = |index: usize| {
            if (step.wrapping_mul(0x9E37_79B9) >> (index % 32)) & 1 == 0 {
                -size
            } else {
                size
            }
        };
        let input = center.iter().enumerate().map(|(index, x)| x + side(index));
        let y = import.predict(input.collect()).unwrap()[0];
        extremes = [extremes[0].min(y), extremes[1].max(y)];
    }
    extremes
}

#[test]
fn bounds_of_models_are_decided() {
    for name in [
        "dense_script",
        "batch_norm_vector_script",
        "activation_elu_script",
        "activation_silu_script",
        "concat_script",
        "residual_script",
    ] {
        let import = model(name);
        let [least, greatest] = extremes(&import);
        let margin = 0.05 * (greatest - least) + 1e-4;
        // the assertions are what must not happen
        let assertion = format!(
            "(assert (or (>= Y_0 {}) (<= Y_0 {})))",
            greatest + 8.0 * margin,
            least - 8.0 * margin
        );
        let verdict = import.prove(&property(&import, &assertion), LIMIT).unwrap();
        assert!(verdict.is_proved(), "{name}: {verdict}");
        let assertion = format!("(assert (>= Y_0 {}))", greatest - margin);
        let verdict = import.prove(&property(&import, &assertion), LIMIT).unwrap();
        let input = verdict
            .counterexample()
            .unwrap_or_else(|| panic!("{name}: {verdict}"));
        let input = input.iter().map(|x| f64::from(*x)).collect();
        let y = import.predict(input).unwrap()[0];
        assert!(y >= greatest - margin - 1e-5, "{name}: {y}");
    }
}

/// Models of images and sequences.
const SPATIAL: [&str; 15] = [
    "average_without_padding_script",
    "batch_norm_first_script",
    "concat_images_script",
    "depthwise_script",
    "dilation_script",
    "global_max_sequence_script",
    "lenet_script",
    "mobile_block_script",
    "operator_max_pads",
    "operator_upsample",
    "prelu_sequence_script",
    "residual_images_script",
    "sequence_script",
    "stride_script",
    "zero_pad_sequence_script",
];

/// Linear bounds are exact for a network that is linear near a sample, so a little beyond them is proved, and a little within them violated.
#[test]
fn images_and_sequences_are_decided() {
    for name in SPATIAL {
        let import = model(name);
        let radius = 1e-4;
        let inputs = import.inputs();
        let region: Vec<Interval> = inputs[0]
            .iter()
            .map(|x| Interval::outward(x - radius, x + radius))
            .collect();
        let bound = import.verifier().unwrap().bounds(&region)[0];
        let (high, width) = (f64::from(bound.high), f64::from(bound.high - bound.low));
        let decide = |number: f64| {
            let assertion = format!("(assert (>= Y_0 {number}))");
            let property = near(&import, radius, &assertion);
            import.prove(&property, LIMIT).unwrap()
        };
        let verdict = decide(high + 1e-6);
        assert!(verdict.is_proved(), "{name}: {verdict}");
        let number = high - 0.3 * width - 1e-5;
        let verdict = decide(number);
        let input = verdict
            .counterexample()
            .unwrap_or_else(|| panic!("{name}: {verdict}"));
        let input = input.iter().map(|x| f64::from(*x)).collect();
        let y = import.predict(input).unwrap()[0];
        assert!(y >= number - 1e-5, "{name}: {y}");
    }
}

#[test]
fn regions_and_relations_of_a_file() {
    let text = "
        ; two regions
        (declare-const X_0 Real)
        (declare-const Y_0 Real)
        (declare-const Y_1 Real)
        (assert (or (and (<= X_0 1.0) (>= X_0 0.5)) (and (<= X_0 -0.5) (>= X_0 -1.0)) (and (<= X_0 0.0) (>= X_0 1.0))))
        (assert (>= (* 2.0 Y_0) (+ Y_1 0.25 (- 1.0))))
        (assert (< 3.0 (- Y_1)))";
    let found = Specification::vnnlib(text).unwrap();
    assert_eq!((found.inputs, found.outputs), (1, 2));
    // the third region is empty
    let regions: Vec<_> = found.cases.iter().map(|case| case.region[0]).collect();
    assert_eq!(regions, [[0.5, 1.0], [-1.0, -0.5]]);
    let excluded = [(vec![(0, -2.0), (1, 1.0)], -0.75), (vec![(1, 1.0)], 3.0)];
    assert_eq!(found.cases[0].excluded, excluded);
}

#[test]
fn what_is_not_supported_is_said() {
    let refused = |text: &str| Specification::vnnlib(text).unwrap_err();
    let declared = "(declare-const X_0 Real)(declare-const Y_0 Real)";
    for (text, message) in [
        ("(assert (<= X_0 1.0)".to_owned(), "a `(` has no `)`"),
        (
            "(define x)".to_owned(),
            "a statement is neither `declare-const` nor `assert`",
        ),
        (
            format!("{declared}(assert (<= Z 1.0))"),
            "`Z` is neither an input `X_0` nor an output `Y_0`",
        ),
        (
            format!("{declared}(assert (not (<= Y_0 1.0)))"),
            "`not` is not supported in an assertion",
        ),
        (
            format!("{declared}(assert (<= (* X_0 Y_0) 1.0))"),
            "a product of two variables is not linear",
        ),
        (
            format!("{declared}(assert (<= X_0 1.0))"),
            "`X_0` has no bound on one side",
        ),
        (
            format!("{declared}(assert (<= X_1 1.0))"),
            "`X_1` is not declared",
        ),
        (
            format!("{declared}(assert (<= X_0 Y_0))"),
            "a relation between several inputs, or an input and an output, is not supported",
        ),
    ] {
        assert_eq!(refused(&text), message);
    }
}

#[test]
fn a_property_of_another_network_is_refused() {
    let import = model("dense_script");
    let text = "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (<= X_0 1))(assert (>= X_0 0))(assert (<= Y_0 0))";
    let error = import
        .prove(&Specification::vnnlib(text).unwrap(), LIMIT)
        .unwrap_err();
    assert!(
        error.starts_with("the property is about 1 inputs and 1 outputs, but the network has"),
        "{error}"
    );
    let error = import.prove(&property(&import, ""), LIMIT).unwrap_err();
    assert_eq!(
        error,
        "a case excludes every output: its assertions do not name one"
    );
}

#[test]
fn a_search_without_time_knows_nothing() {
    let import = model("dense_script");
    let [_, greatest] = extremes(&import);
    let assertion = format!("(assert (>= Y_0 {}))", greatest + 1e-3);
    let verdict = import
        .prove(&property(&import, &assertion), Duration::ZERO)
        .unwrap();
    assert!(matches!(verdict, Verdict::Unknown { .. }), "{verdict}");
}
