//! `Standardize`: scikit-learn's values, refused data, files, and its gradient.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::weights::{Weights, image};
use tests::compare::assert_within;
use tests::reference::Reference;

/// The relative error of a statistic: it is computed in `f64` and rounded to `f32` once.
const ROUNDED: f64 = 1e-7;

/// Compares the statistics and the standardized samples with scikit-learn's. `positions` is the number of values of a channel.
fn agrees<const C: usize, T: Tensor<Element = f32>>(name: &str, positions: usize) {
    let reference = Reference::read("data/standardize");
    let mut samples: Vec<T> = reference.rows(name);
    let standardize = Standardize::<C, T>::of(&samples).expect("finite samples");
    let (means, scales) = (
        reference.values(&format!("{name}.mean")),
        reference.values(&format!("{name}.scale")),
    );
    assert_within(name, &standardize.mean, means, |channel| {
        ROUNDED * (means[channel].abs() + 1e-9 * scales[channel])
    });
    assert_within(name, &standardize.scale, scales, |channel| {
        ROUNDED * scales[channel]
    });
    let before = samples.clone();
    standardize.transform(&mut samples);
    let want = reference.values(&format!("{name}.standardized"));
    assert_within(name, T::all(&samples), want, |index| {
        let channel = index / positions % C;
        // the mean is rounded to `f32`, and so are the difference and the quotient
        4.0 * ROUNDED * (1.0 + want[index].abs() + means[channel].abs() / scales[channel])
    });
    standardize.restore(&mut samples);
    let wide: Vec<f64> = T::all(&before).iter().map(|x| f64::from(*x)).collect();
    assert_within(name, T::all(&samples), &wide, |index| {
        let channel = index / positions % C;
        8.0 * ROUNDED * (wide[index].abs() + means[channel].abs() + scales[channel])
    });
}

#[test]
fn values_of_scikit_learn() {
    agrees::<6, [f32; 6]>("vectors", 1);
    agrees::<2, [[f32; 4]; 2]>("sequences", 4);
}

/// The statistics of more samples than single precision could add.
#[test]
fn long_sums_do_not_drift() {
    let samples: Vec<[f32; 1]> = (0..3_000_000).map(|i| [0.1 + (i % 2) as f32]).collect();
    let standardize = Standardize::<1>::of(&samples).expect("finite samples");
    assert_eq!(standardize.mean, [0.6]);
    assert!((standardize.scale[0] - 0.5).abs() < 1e-7);
}

/// More channels than are measured at once.
#[test]
fn many_channels() {
    let samples = [
        core::array::from_fn(|i| i as f32),
        core::array::from_fn(|i| 3.0 * i as f32),
    ];
    let standardize = Standardize::<40>::of(&samples).expect("finite samples");
    assert_eq!(standardize.mean, core::array::from_fn(|i| 2.0 * i as f32));
    assert_eq!(standardize.scale, core::array::from_fn(|i| i.max(1) as f32));
}

#[test]
fn refused_data_change_nothing() {
    let mut standardize = Standardize::<1>::new([1.0], [2.0]);
    assert_eq!(standardize.fit(&[]), Err(Error::NoData));
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let error = Error::NonFiniteInput { sample: 2 };
        assert_eq!(standardize.fit(&[[1.0], [2.0], [bad]]), Err(error));
        assert_eq!(error.sample(), Some(2));
    }
    assert_eq!(standardize, Standardize::new([1.0], [2.0]));
    let text = Error::NonFiniteInput { sample: 2 }.to_string();
    assert_eq!(
        text,
        "a number of sample 2 is not finite: leave the sample out, or replace the number"
    );
}

/// All finite numbers have statistics: sums do not overflow.
#[test]
fn extremes() {
    let most = f32::MAX;
    let standardize = Standardize::<1>::of(&[[most], [-most], [most], [-most]]).expect("finite");
    assert_eq!((standardize.mean, standardize.scale), ([0.0], [most]));
    let least = f32::from_bits(1);
    let standardize = Standardize::<1>::of(&[[0.0], [least]]).expect("finite");
    assert!(standardize.scale[0] > 0.0);
}

#[test]
fn a_table() {
    let standardize = Standardize::<2>::new([5.8433, -0.25], [0.82530, 0.0]);
    let want = "channel           mean          scale\n      0       5.843300       0.825300\n      1      -0.250000       1.000000";
    assert_eq!(standardize.to_string(), want);
}

/// A scale of 0 counts as 1, so a network of zeros returns finite numbers, and initialization keeps the statistics.
#[test]
fn zeros_and_initialization() -> Result<(), Error> {
    assert_eq!(
        <network![2 => Standardize]>::ZERO.predict(&[3.0, 4.0]),
        [3.0, 4.0]
    );
    type Net = network![2 => Standardize => Dense<1>];
    let mut net = Net::ZERO;
    net.standardize(&[[1.0, 5.0], [3.0, 9.0]])?;
    net.initialize(&mut Random::seed(1));
    assert_eq!(net.layers.first, Standardize::new([2.0, 7.0], [1.0, 2.0]));
    Ok(())
}

network! {
    /// A named network.
    struct Named { [2, 3] => input: Standardize => Flatten => output: Dense<2> }
}

/// Files and images have the statistics, under the names of PyTorch's modules.
#[test]
fn files() {
    let mut net = Named::random(&mut Random::seed(1));
    let samples = [
        [[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]],
        [[1.0, 2.0, 3.0], [8.0, 8.0, 8.0]],
    ];
    net.standardize(&samples).expect("finite samples");
    assert_eq!(net.input().mean, [2.0, 4.0]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("named.safetensors");
    net.save(&path).expect("it is written");
    let bytes = std::fs::read(&path).expect("it is read");
    let file = safetensors::SafeTensors::deserialize(&bytes).expect("a file");
    let mut names = file.names();
    names.sort_unstable();
    assert_eq!(
        names,
        ["input.mean", "input.scale", "output.bias", "output.weight"]
    );

    let mut other = Named::ZERO;
    other.load(&path).expect("its own file");
    assert_eq!(other, net);
    let mut image = [0; image::bytes::<Named>()];
    image::write(&net, &mut image).expect("an image");
    let mut third = Named::ZERO;
    image::read(&mut third, &image).expect("its own image");
    assert_eq!(third, net);
    assert_eq!(Named::FLASH_BYTES, 4 * (Named::PARAMS + 4));
    assert_eq!(Named::PARAMS, 6 * 2 + 2);
}

/// The gradient with respect to the input of the layer is that of a division by the scale.
#[test]
fn the_gradient_passes_through() -> Result<(), Error> {
    type Net = network![1 => Dense<2> => Standardize => Dense<1>];
    let mut net = Net::random(&mut Random::seed(3));
    net.layers.first.last = Standardize::new([0.5, -1.0], [0.25, 4.0]);
    let loss = |net: &Net| (net.predict(&[0.7])[0] - 0.3).powi(2);
    let mut trainer = Trainer::<Net, _, _, 1>::new(MeanSquaredError, Sgd::new(0.0));
    trainer.step(&mut net, &[[0.7]], &[[0.3]])?;
    for output in 0..2 {
        let step = 1.0 / 128.0;
        let mut moved = [net.clone(), net.clone()];
        moved[0].layers.first.first.weights[0][output] += step;
        moved[1].layers.first.first.weights[0][output] -= step;
        let slope = (loss(&moved[0]) - loss(&moved[1])) / (2.0 * step);
        let gradient = trainer.gradients().as_slice()[output];
        assert!(
            (slope - gradient).abs() < 1e-3 * (1.0 + slope.abs()),
            "{slope} {gradient}"
        );
    }
    Ok(())
}

/// A file that other software has written, as a constant and loaded, whole and folded.
#[test]
fn a_foreign_file() {
    type Net = network![3 => Standardize => Dense<4, Tanh> => Dense<2>];
    static NET: Net = nn_core::include_weights!(Net, "reference/data/standardized.safetensors");
    let reference = Reference::read("data/standardized");
    let inputs: Vec<[f32; 3]> = reference.rows("input");
    let want = reference.values("output");
    let mut loaded = Net::ZERO;
    let path = tests::reference::folder().join("data/standardized.safetensors");
    loaded.load(path).expect("it has all tensors");
    assert_eq!(loaded, NET);
    let mut folded = <nn_core::folded![Net]>::ZERO;
    NET.fold_into(&mut folded);
    let whole: Vec<[f32; 2]> = inputs.iter().map(|input| NET.predict(input)).collect();
    let merged: Vec<[f32; 2]> = inputs.iter().map(|input| folded.predict(input)).collect();
    // the offsets are some ten deviations: an input of 300 +- 50 loses a digit
    assert_within("whole", whole.as_flattened(), want, |_| 1e-5);
    assert_within("folded", merged.as_flattened(), want, |_| 1e-5);
}
