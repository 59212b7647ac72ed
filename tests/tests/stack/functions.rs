//! Every public function of nn-core is measured, or has a reason not to be.

use std::collections::BTreeSet;

use tests::sources::{Source, assert_none, files_below};

use crate::measured;

/// It takes and returns single numbers, settings, or a few of them.
const NUMBERS: &str = "single numbers";
/// It borrows the caller's memory, or copies numbers between places of the caller.
const IN_PLACE: &str = "memory of the caller";
/// Its value has the size of its type, and the caller chooses its place: a large one is a `ZERO` or a box.
const BY_VALUE: &str = "the value of a constructor";
/// `step`, `run` or `predict` call it, and these are measured.
const WITHIN: &str = "within a function that is measured";
/// It needs an allocator, where the numbers of the network are. What it puts on the stack does not depend on the network.
const HOST: &str = "on a host";
/// The compiler runs it.
const CONSTANT: &str = "while the program is compiled";

/// The functions that are not measured: the file, the names, and the reason. `*` means all of a file or a folder.
const OTHERS: &[(&str, &str, &str)] = &[
    ("activation/", "*", IN_PLACE),
    ("arena.rs", "*", IN_PLACE),
    ("batch.rs", "*", IN_PLACE),
    ("error.rs", "*", NUMBERS),
    ("fold/absorb.rs", "Absorb::absorb", WITHIN),
    (
        "fold/mod.rs",
        "Fold::fold_layers FoldAfter::fold_after",
        WITHIN,
    ),
    ("network/frozen.rs", "new network", NUMBERS),
    ("geometry/axis.rs", "*", NUMBERS),
    ("geometry/mod.rs", "*", IN_PLACE),
    ("init.rs", "fill", IN_PLACE),
    ("instruction_set.rs", "*", NUMBERS),
    ("kernel/", "*", WITHIN),
    ("layer/", "new", BY_VALUE),
    ("layer/normalization.rs", "affine", NUMBERS),
    ("layer/contract.rs", "of joint", NUMBERS),
    ("layer/feeds.rs", "*", IN_PLACE),
    ("layer/optional.rs", "*", IN_PLACE),
    ("layer/int8/", "*", WITHIN),
    (
        "layer/contract.rs",
        "Layer::run Layer::parameters Layer::parameters_mut Layer::state Layer::state_mut Layer::derive Layer::scales Layer::describe Layer::describe_named",
        WITHIN,
    ),
    ("layer/facts.rs", "of", NUMBERS),
    ("layer/scalar.rs", "*", NUMBERS),
    ("layer/scale.rs", "*", NUMBERS),
    ("layer/sink/", "*", WITHIN),
    (
        "layer/trainable.rs",
        "Trainable::forward Trainable::backward Trainable::gradient Trainable::descend Trainable::update_statistics \
         Trainable::initialize_with Trainable::is_dead",
        WITHIN,
    ),
    ("loss/", "*", WITHIN),
    ("math/", "*", NUMBERS),
    ("metrics/confusion.rs", "new add accuracy", NUMBERS),
    (
        "metrics/ranking.rs",
        "new scores roc_auc average_precision",
        IN_PLACE,
    ),
    ("metrics/regression.rs", "add output mean", IN_PLACE),
    ("metrics/report.rs", "report", IN_PLACE),
    (
        "metrics/scores.rs",
        "samples class macro_average weighted_average balanced_accuracy matthews",
        NUMBERS,
    ),
    ("network/trainable.rs", "TrainableNetwork::random", BY_VALUE),
    // With one output they do the same as `try_classify` and `of`.
    (
        "network/mod.rs",
        "Network::classify_at Network::classify_at_in",
        WITHIN,
    ),
    ("metrics/confusion.rs", "at at_in", WITHIN),
    ("metrics/accuracy.rs", "accuracy_at accuracy_at_in", WITHIN),
    ("network/net.rs", "of", BY_VALUE),
    ("optim/", "*", WITHIN),
    ("network/per_parameter.rs", "*", IN_PLACE),
    // `tests/int8` runs a network that is larger than its stack.
    (
        "network/quantized.rs",
        "predict predict_quantized predict_quantized_in classify classify_at",
        WITHIN,
    ),
    ("network/quantized.rs", "input_scale output_scale", NUMBERS),
    ("private", "*", CONSTANT),
    // A calibration is a `ZERO` or a box, and runs in a workspace as a prediction does.
    (
        "quantize/calibration.rs",
        "Quantizable::layers Quantizable::layers_mut Quantizable::quantize_into Quantizable::compare observe observe_in",
        WITHIN,
    ),
    (
        "quantize/calibrate.rs",
        "Calibrate::observe Calibrate::quantize_layer Calibrate::compare CalibrateActivated::observe_activated CalibrateActivated::quantize_activated CalibrateActivated::compare_activated",
        WITHIN,
    ),
    ("quantize/calibrate.rs", "is_same index", NUMBERS),
    (
        "quantize/",
        "Statistic::add Statistic::range Statistic::fidelity",
        IN_PLACE,
    ),
    ("quantize/channel.rs", "*", IN_PLACE),
    // The copy of the weights is in the fake-quantized network.
    ("quantize/fake/", "*", IN_PLACE),
    ("quantize/histogram.rs", "*", IN_PLACE),
    ("quantize/statistic.rs", "scale_of", NUMBERS),
    ("quantize/report.rs", "*", NUMBERS),
    ("rng.rs", "*", NUMBERS),
    // They are only used where a program does not compile.
    ("rules/", "*", CONSTANT),
    ("safetensors/", "*", NUMBERS),
    ("tflite/", "*", NUMBERS),
    ("size.rs", "*", IN_PLACE),
    ("state/", "*", CONSTANT),
    ("tensor/", "*", IN_PLACE),
    (
        "train/fit_settings.rs",
        "epochs seed batch shuffle drop_last until_gradient_norm until_loss patience",
        NUMBERS,
    ),
    (
        "train/fit_parts.rs",
        "observe maximize minimize history schedule schedule_steps clip_norm clip_value",
        NUMBERS,
    ),
    ("train/clip.rs", "*", NUMBERS),
    ("train/rates.rs", "*", NUMBERS),
    ("train/validate.rs", "*", WITHIN),
    ("train/keep.rs", "CopyInto::copy_into", WITHIN),
    ("train/learner.rs", "*", WITHIN),
    ("train/learners.rs", "*", WITHIN),
    ("train/observer.rs", "*", NUMBERS),
    ("train/online.rs", "new", BY_VALUE),
    ("train/online.rs", "set_learning_rate set_seed", NUMBERS),
    ("train/permutation.rs", "*", NUMBERS),
    ("train/fit.rs", "start", NUMBERS),
    ("train/run.rs", "epochs", NUMBERS),
    ("train/samples.rs", "*", IN_PLACE),
    ("train/run.rs", "epoch", WITHIN),
    ("train/trainer.rs", "new", BY_VALUE),
    ("train/trainer.rs", "boxed set_seed gradients", NUMBERS),
    ("weights/constant/", "*", CONSTANT),
    ("weights/error.rs", "*", NUMBERS),
    ("weights/files/mod.rs", "load", WITHIN),
    ("weights/tflite/error.rs", "number", NUMBERS),
    ("weights/tflite/read.rs", "new until", NUMBERS),
    ("weights/tflite/read.rs", "read", HOST),
    ("weights/files/without_save.rs", "*", CONSTANT),
    ("weights/constant_output.rs", "*", CONSTANT),
    ("weights/image/flash/store.rs", "new free erase", NUMBERS),
    // It reads and writes an image in pieces of 64 bytes, as `image::write` and `image::read` do.
    ("weights/image/flash/store.rs", "save load", WITHIN),
    ("weights/image/mod.rs", "bytes", CONSTANT),
    (
        "weights/load_options.rs",
        "new names prefix allow_unexpected",
        NUMBERS,
    ),
];

/// The public functions of a file: those of types, and those of public traits with the name of the trait.
fn functions_in(source: &Source) -> BTreeSet<String> {
    let mut functions = BTreeSet::new();
    let mut of_trait = None;
    for (_, line) in source.code() {
        let name = |text: &str| -> String {
            let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
            text.chars().take_while(is_part).collect()
        };
        if let Some(rest) = line.strip_prefix("pub trait ") {
            of_trait = Some(name(rest));
        } else if line.starts_with('}') {
            of_trait = None;
        }
        let text = line.trim_start();
        let is_public = text.starts_with("pub ");
        let text = text.trim_start_matches("pub ").trim_start_matches("const ");
        match (text.strip_prefix("fn "), &of_trait) {
            (Some(rest), Some(of_trait)) => {
                functions.insert(format!("{of_trait}::{}", name(rest)));
            }
            (Some(rest), None) if is_public => {
                functions.insert(name(rest));
            }
            _ => {}
        }
    }
    functions
}

#[test]
fn every_public_function_is_measured_or_has_a_reason() {
    let mut measured: BTreeSet<_> = measured::places().into_iter().collect();
    let name_by_name = OTHERS.iter().flat_map(|(path, names, _)| {
        let names = names.split_whitespace();
        names.map(move |name| (*path, name))
    });
    let others: Vec<_> = name_by_name.collect();
    let mut stale: BTreeSet<_> = others.iter().copied().collect();
    let mut found = Vec::new();
    for source in files_below("nn-core/src", ".rs") {
        let file = source.path.trim_start_matches("nn-core/src/");
        for function in functions_in(&source) {
            let fits = |(path, name): &&(&str, &str)| {
                file.starts_with(path) && (*name == "*" || *name == function)
            };
            let reasons: Vec<_> = others.iter().filter(fits).collect();
            let place = measured.iter().find(|place| **place == (file, &*function));
            if reasons.is_empty() && place.is_none() {
                found.push(format!("{file}: `{function}`"));
            }
            if let Some(place) = place.copied() {
                measured.remove(&place);
            }
            stale.retain(|row| !reasons.contains(&row));
        }
    }
    assert_none(
        "a public function is measured, or has a reason why not",
        &found,
    );
    stale.extend(measured.into_iter().filter(|(file, _)| *file != "core"));
    let stale: Vec<String> = stale.iter().map(|row| format!("{row:?}")).collect();
    assert_none("a row names functions that exist", &stale);
}
