//! Fingerprints differ between architectures, also if all shapes are equal.

use nn_core::prelude::*;
use nn_core::weights::Persist;

/// The fingerprint of a type that can be stored.
const fn of<T: Persist>() -> u64 {
    T::FINGERPRINT
}

/// Checks that all numbers differ.
fn assert_different(all: &[u64]) {
    for (index, one) in all.iter().enumerate() {
        let first = all.iter().position(|other| other == one);
        assert_eq!(first, Some(index));
    }
}

#[test]
fn windows_differ_by_what_shapes_do_not_show() {
    assert_different(&[
        // Three windows each.
        of::<network![[1, 5] => Conv1d<filters = 1, kernel = 3> => [1, 3]]>(),
        of::<network![[1, 5] => Conv1d<filters = 1, kernel = 3, stride = 2, padding = 1> => [1, 3]]>(
        ),
        of::<network![[1, 5, 5] => Conv2d<filters = 1, kernel = 3> => [1, 3, 3]]>(),
        of::<
            network![[1, 5, 5] => Conv2d<filters = 1, kernel = 3, stride = 2, padding = 1> => [1, 3, 3]],
        >(),
        of::<network![[1, 5, 5] => DepthwiseConv2d<3> => [1, 3, 3]]>(),
        of::<network![[1, 5, 5] => DepthwiseConv2d<3, stride = 2, padding = 1> => [1, 3, 3]]>(),
        of::<network![[1, 7] => Conv1d<filters = 1, kernel = 3, dilation = 2> => [1, 3]]>(),
        of::<network![[1, 7] => Conv1d<filters = 1, kernel = 3, stride = 2, dilation = 1> => [1, 3]]>(
        ),
        of::<network![[1, 7, 7] => Conv2d<filters = 1, kernel = 3, dilation = 2> => [1, 3, 3]]>(),
        of::<network![[1, 7, 5] => Conv2d<filters = 1, kernel = 3, dilation = [2, 1]> => [1, 3, 3]]>(
        ),
        of::<network![[1, 7] => DepthwiseConv1d<3, dilation = 2> => [1, 3]]>(),
        of::<network![[1, 7] => MaxPool1d<2> => [1, 3]]>(),
        of::<network![[1, 7] => MaxPool1d<3, stride = 2> => [1, 3]]>(),
        of::<network![[1, 7] => AvgPool1d<2> => [1, 3]]>(),
        of::<network![[1, 7, 7] => MaxPool2d<2> => [1, 3, 3]]>(),
        of::<network![[1, 2] => ZeroPad1d<after = 1> => [1, 3]]>(),
        of::<network![[1, 2] => ZeroPad1d<before = 1> => [1, 3]]>(),
        of::<network![[1, 2, 2] => ZeroPad2d<top = 1, left = 1> => [1, 3, 3]]>(),
        of::<network![[1, 2, 2] => ZeroPad2d<top = 1, right = 1> => [1, 3, 3]]>(),
        of::<network![[1, 1] => Upsample1d<3> => [1, 3]]>(),
        of::<network![[1, 1, 1] => Upsample2d<3> => [1, 3, 3]]>(),
        of::<network![[1, 7, 7] => MaxPool2d<3, stride = 2> => [1, 3, 3]]>(),
    ]);
}

#[test]
fn they_differ_by_numbers_of_layers_and_of_activations() {
    assert_different(&[
        of::<network![[2, 3] => BatchNorm]>(),
        of::<network![[2, 3] => BatchNorm<epsilon = 0.001>]>(),
        of::<network![[2, 3] => Standardize]>(),
        of::<network![4 => Standardize]>(),
        of::<network![4 => LayerNorm]>(),
        of::<network![4 => LayerNorm<epsilon = 0.001>]>(),
        of::<network![4 => Dense<4>]>(),
        of::<network![4 => Dense<4, LeakyRelu>]>(),
        of::<network![4 => Dense<4, LeakyRelu<0.2>>]>(),
        of::<network![4 => Dense<4, Elu>]>(),
        of::<network![4 => Dense<4, Elu<0.5>>]>(),
        of::<network![4 => Dense<4, Relu>]>(),
        of::<network![4 => Dense<4, Relu6>]>(),
        of::<network![4 => Dense<4, HardSigmoid>]>(),
        of::<network![4 => Dense<4, HardSwish>]>(),
        of::<network![4 => Dense<4> => PRelu]>(),
        of::<network![4 => Dense<4> => PRelu<per_channel = true>]>(),
    ]);
}

#[test]
fn they_differ_by_what_a_layer_is_without() {
    assert_different(&[
        of::<network![4 => Dense<3>]>(),
        of::<network![4 => Dense<3, bias = false>]>(),
        of::<network![[2, 3] => BatchNorm]>(),
        of::<network![[2, 3] => BatchNorm<affine = false>]>(),
        of::<network![4 => LayerNorm]>(),
        of::<network![4 => LayerNorm<affine = false>]>(),
        of::<network![[1, 3] => AvgPool1d<2, padding = 1>]>(),
        of::<network![[1, 3] => AvgPool1d<2, padding = 1, count_include_pad = true>]>(),
        of::<network![[1, 3, 3] => AvgPool2d<2, padding = 1>]>(),
        of::<network![[1, 3, 3] => AvgPool2d<2, padding = 1, count_include_pad = true>]>(),
        of::<network![[1, 3] => AvgPool1d<2>]>(),
        of::<network![[1, 3] => AvgPool1d<2, ceil_mode = true>]>(),
    ]);
    assert_eq!(
        of::<network![4 => Dense<3, bias = true>]>(),
        of::<network![4 => Dense<3>]>()
    );
}

#[test]
fn they_differ_by_what_is_done_round_a_layer() {
    assert_different(&[
        of::<network![4 => Residual<Dense<4>>]>(),
        of::<network![4 => Residual<Dense<4>, Relu>]>(),
        of::<network![4 => Residual<Dense<4>, Tanh>]>(),
        of::<network![4 => Residual<Dense<4>, LeakyRelu<0.2>>]>(),
        of::<network![4 => Residual<Dense<4>, projection = Dense<4>>]>(),
        of::<network![4 => Residual<Dense<4>, Relu, projection = Dense<4>>]>(),
        of::<network![4 => Concat<[Dense<4>], [Dense<4>]>]>(),
        of::<network![4 => Concat<[Dense<4>], [Dense<4>], [Dense<4>]>]>(),
        of::<network![4 => Concat<[Concat<[Dense<4>], [Dense<4>]>], [Dense<4>]>]>(),
        of::<network![4 => Concat<[Dense<4>], [Concat<[Dense<4>], [Dense<4>]>]>]>(),
        of::<network![4 => Dense<4> => Dense<4>]>(),
    ]);
}

#[test]
fn what_changes_no_output_of_inference_does_not_count() {
    network! { struct Named { 4 => hidden: Dense<8, Tanh> => Dense<3> } }
    type Plain = network![4 => Dense<8, Tanh> => Dense<3>];
    assert_eq!(of::<Named>(), of::<Plain>());
    assert_eq!(
        of::<network![[2, 3] => BatchNorm<momentum = 0.2>]>(),
        of::<network![[2, 3] => BatchNorm]>()
    );
    // The same slope, written in another form.
    assert_eq!(
        of::<nn_core::sized![Dense<4, 4, LeakyRelu<1, 5>>]>(),
        of::<nn_core::sized![Dense<4, 4, LeakyRelu<2, 10>>]>()
    );
}

/// An image on a device is read by the next version of its program. The number was computed by hand, byte by byte of
/// `Network`, `Dense`, no settings, `Tanh`, no settings, [4], [8], `weight`, [8, 4], `bias`, [8], and so on.
#[test]
fn they_stay_what_they_are() {
    assert_eq!(
        of::<network![4 => Dense<8, Tanh> => Dense<3>]>(),
        0x4CA2_C332_21B5_64E9
    );
}

/// The same for branches. The numbers are those of the versions before a `Concat` alone in a first branch had a fingerprint of its own.
#[test]
fn those_of_branches_stay_what_they_are() {
    assert_eq!(
        of::<network![4 => Concat<[Dense<4>], [Dense<4>], [Dense<4>]>]>(),
        0xF347_C87D_E419_E1D6
    );
    assert_eq!(
        of::<network![4 => Concat<[Dense<4>], [Concat<[Dense<4>], [Dense<4>]>]>]>(),
        0x3422_2550_4786_B7F2
    );
}

#[test]
fn trainers_differ_by_their_optimizers() {
    type Net = network![4 => Dense<3, Softmax>];
    assert_different(&[
        of::<OnlineTrainer<Net, CrossEntropy>>(),
        of::<Trainer<Net, CrossEntropy, Sgd, 8>>(),
        // One value per parameter.
        of::<Trainer<Net, CrossEntropy, Sgd<Momentum>, 8>>(),
        of::<Trainer<Net, CrossEntropy, RmsProp, 8>>(),
        // Two values per parameter.
        of::<Trainer<Net, CrossEntropy, Adam, 8>>(),
        of::<Trainer<Net, CrossEntropy, AdamW, 8>>(),
    ]);
}

#[test]
fn settings_fit_16_bits() {
    let of_numbers: [&[usize]; 4] = [
        <LeakyRelu as Activation>::SETTINGS,
        <Elu as Activation>::SETTINGS,
        <LayerNorm<[f32; 4]> as Layer>::FACTS.settings,
        <BatchNorm<2, [[f32; 3]; 2]> as Layer>::FACTS.settings,
    ];
    for settings in of_numbers {
        assert!(!settings.is_empty());
        let is_short = |setting: &usize| *setting <= usize::from(u16::MAX);
        assert!(settings.iter().all(is_short), "{settings:?}");
    }
}
