//! The functions that are not measured, and the reasons.

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
pub(crate) const OTHERS: &[(&str, &str, &str)] = &[
    ("activation/", "*", IN_PLACE),
    ("arena.rs", "*", IN_PLACE),
    ("batch.rs", "*", IN_PLACE),
    // They exchange samples in the lists of the caller.
    ("data/", "*", IN_PLACE),
    ("error/", "*", NUMBERS),
    ("fold/absorb.rs", "Absorb::absorb", WITHIN),
    (
        "fold/front.rs",
        "AbsorbInput::absorb_input AbsorbAfter::before",
        WITHIN,
    ),
    ("fold/composes.rs", "Composes::compose", WITHIN),
    (
        "fold/mod.rs",
        "Fold::fold_layers FoldAfter::fold_after",
        WITHIN,
    ),
    (
        "network/composed.rs",
        "Composed::layers Composed::layers_mut",
        NUMBERS,
    ),
    ("network/diagram/", "*", WITHIN),
    ("network/frozen.rs", "new network", NUMBERS),
    ("geometry/axis.rs", "*", NUMBERS),
    ("geometry/mod.rs", "*", IN_PLACE),
    ("init.rs", "fill", IN_PLACE),
    ("onnx/", "*", HOST),
    ("stream/", "*", IN_PLACE),
    ("verify/certificate/", "*", HOST),
    ("verify/constant.rs", "*", CONSTANT),
    ("verify/curve.rs", "activation_error", NUMBERS),
    ("verify/graph/", "*", HOST),
    ("verify/halves.rs", "*", CONSTANT),
    ("verify/integer/constant.rs", "*", CONSTANT),
    ("verify/integer/constant_networks.rs", "*", CONSTANT),
    ("verify/integer/", "*", HOST),
    ("verify/interval.rs", "*", NUMBERS),
    ("verify/property.rs", "*", HOST),
    ("verify/search/", "*", HOST),
    ("instruction_set.rs", "*", NUMBERS),
    ("kernel/", "*", WITHIN),
    ("layer/", "new", BY_VALUE),
    ("layer/normalization.rs", "affine", NUMBERS),
    ("layer/contract.rs", "of joint", NUMBERS),
    ("layer/feeds.rs", "*", IN_PLACE),
    ("layer/optional.rs", "*", IN_PLACE),
    ("layer/standardize_fit.rs", "of", BY_VALUE),
    // Their sums are those of 16 channels.
    (
        "layer/standardize_fit.rs",
        "fit transform restore",
        IN_PLACE,
    ),
    (
        "layer/standardized.rs",
        "Standardized::standardize",
        IN_PLACE,
    ),
    ("layer/int8/", "*", WITHIN),
    (
        "layer/contract.rs",
        "Layer::run Layer::parameters Layer::parameters_mut Layer::state Layer::state_mut Layer::derive Layer::scales Layer::describe Layer::describe_named",
        WITHIN,
    ),
    ("layer/facts.rs", "of", NUMBERS),
    ("layer/scalar.rs", "*", NUMBERS),
    ("layer/scale.rs", "*", NUMBERS),
    ("layer/recurrent/", "*", WITHIN),
    ("layer/sink/", "*", WITHIN),
    (
        "layer/trainable.rs",
        "Trainable::forward Trainable::backward Trainable::gradient Trainable::descend Trainable::update_statistics \
         Trainable::initialize_with Trainable::is_dead Trainable::slice_cost Trainable::forward_slice Trainable::backward_slice \
         Trainable::gradient_slice",
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
        "Quantizable::quantize_into Quantizable::compare observe observe_in",
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
    ("train/augment.rs", "new", BY_VALUE),
    ("train/observer.rs", "*", NUMBERS),
    ("train/online.rs", "new", BY_VALUE),
    ("train/online.rs", "set_learning_rate set_seed", NUMBERS),
    ("train/permutation.rs", "*", NUMBERS),
    ("train/fit.rs", "start", NUMBERS),
    ("train/run.rs", "epochs", NUMBERS),
    ("train/samples.rs", "*", IN_PLACE),
    ("train/run.rs", "epoch", WITHIN),
    ("train/average.rs", "with network samples", NUMBERS),
    (
        "train/replay/",
        "len is_empty samples classes counts seen clear",
        NUMBERS,
    ),
    (
        "train/sliced/trainers.rs",
        "Divide::check Divide::forward Divide::evaluate Divide::backward Divide::gradient Divide::finish",
        WITHIN,
    ),
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
