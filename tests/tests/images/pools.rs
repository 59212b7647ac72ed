//! Pools: kernels, strides and paddings of all kinds, equal values, NaN, and padding that must not count.

use nn_core::Error;
use nn_core::kernel::PaddedAverage;
use nn_core::prelude::*;

use tests::run::{infer, run};

use crate::proof::check;

#[test]
fn windows_of_images() {
    macro_rules! pools {
        ($($c:literal, [$h:literal $w:literal] [$kh:literal $kw:literal] / $stride:tt + $padding:tt);+;) => {$(
            check::<MaxPool<$c, slides!([$h $w] [$kh $kw] / $stride + $padding)>>([1]);
            check::<AvgPool<$c, slides!([$h $w] [$kh $kw] / $stride + $padding)>>([1]);
        )+};
    }
    pools! {
        1, [4 4] [2 2] / [2 2] + [0 0 0 0];
        2, [5 9] [3 3] / [2 2] + [1 1 1 1];
        2, [5 7] [3 3] / [2 1] + [2 2 2 2];
        2, [6 8] [2 2] / [3 3] + [1 1 1 1];
        1, [9 9] [2 3] / [4 5] + [0 0 0 0];
        1, [7 8] [5 5] / [1 2] + [4 4 4 4];
        2, [4 9] [1 3] / [1 2] + [0 0 0 1];
        1, [1 1] [3 3] / [1 1] + [1 1 1 1];
        1, [3 3] [1 1] / [1 1] + [0 0 0 0];
    }
}

#[test]
fn windows_of_sequences() {
    macro_rules! pools {
        ($($c:literal, [$l:literal] [$k:literal] / $stride:tt + $padding:tt);+;) => {$(
            check::<MaxPool<$c, slide!([$l] [$k] / $stride + $padding)>>([1]);
            check::<AvgPool<$c, slide!([$l] [$k] / $stride + $padding)>>([1]);
        )+};
    }
    pools! {
        1, [8] [2] / [2] + [0 0];
        2, [12] [5] / [1] + [2 2];
        2, [12] [3] / [5] + [2 0];
        2, [13] [5] / [3] + [4 4];
        1, [2] [3] / [1] + [2 2];
    }
}

/// Windows that end in the padding (`ceil_mode`), and padding that counts. The output sizes are PyTorch's.
#[test]
fn windows_that_end_behind_the_padding() {
    macro_rules! pools {
        ($([$h:literal $w:literal] [$kh:literal $kw:literal] / [$sh:literal $sw:literal] + [$p:literal $q:literal]
            => [$oh:literal $ow:literal]);+;) => {$(
            type Windows = (Slide<$h, $kh, $oh, $sh, $p>, Slide<$w, $kw, $ow, $sw, $q>);
            check::<MaxPool<2, Windows>>([1]);
            check::<AvgPool<2, Windows>>([1]);
            check::<AvgPool<2, Windows, PaddedAverage>>([1]);
        )+};
    }
    {
        pools!([5 7] [2 2] / [2 2] + [0 0] => [3 4];);
    }
    {
        pools!([5 6] [4 3] / [2 3] + [1 1] => [3 3];);
    }
    {
        pools!([1 9] [2 3] / [2 4] + [1 0] => [1 3];);
    }
    check::<AvgPool<2, Slide<5, 4, 3, 2, 1>, PaddedAverage>>([1]);
    check::<MaxPool<2, Slide<5, 4, 3, 2, 1>>>([1]);
}

/// By hand: a window of 4 over `[1, 2, 3]` with padding 1 and stride 2 has `0, 1, 2, 3`, then `2, 3, 0` and no more.
#[test]
fn padding_that_counts() {
    type Counted = network![[1, 3] => AvgPool1d<4, stride = 2, padding = 1, ceil_mode = true, count_include_pad = true>];
    type Not = network![[1, 3] => AvgPool1d<4, stride = 2, padding = 1, ceil_mode = true>];
    let input = [[1.0, 2.0, 3.0]];
    assert_eq!(
        Counted::ZERO.predict(&input),
        [[6.0 / 4.0, 5.0 * (1.0 / 3.0)]]
    );
    assert_eq!(Not::ZERO.predict(&input), [[6.0 * (1.0 / 3.0), 5.0 / 2.0]]);
}

/// The maximum is exact, also if all values are negative and padding would be larger.
#[test]
fn padding_is_never_the_largest() {
    type Line = Slide<2, 3, 2, 1, 1>;
    type Padded = MaxPool<1, (Line, Line)>;
    let input = [[[-4.0, -3.0], [-2.0, -5.0]]];
    assert_eq!(infer(&Padded::ZERO, &input), [-2.0; 4]);
    let least = [[[f32::NEG_INFINITY; 2]; 2]];
    assert_eq!(infer(&Padded::ZERO, &least), [f32::NEG_INFINITY; 4]);
}

/// The mean is the mean of the values inside the input.
#[test]
fn padding_does_not_count() {
    type Line = Slide<2, 2, 2, 2, 1>;
    type Padded = AvgPool<1, (Line, Line)>;
    let input = [[[4.0, 3.0], [2.0, 8.0]]];
    assert_eq!(infer(&Padded::ZERO, &input), [4.0, 3.0, 2.0, 8.0]);
}

/// The first of equal values gets the gradient. Overlapping windows add theirs.
#[test]
fn the_first_of_equals_is_the_largest() {
    type Overlapping = MaxPool<1, (Slide<2, 2, 1>, Slide<3, 2, 2>)>;
    let gradient = |image: [[[f32; 3]; 2]; 1]| {
        let (run, _) = run::<1, _>(
            &Overlapping::ZERO,
            &[image],
            &[[[[1.0, 10.0]]]],
            Noise::ZERO,
        );
        run.d_inputs
    };
    assert_eq!(gradient([[[0.0; 3]; 2]]), [1.0, 10.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(
        gradient([[[1.0, 2.0, 2.0], [2.0, 2.0, 2.0]]]),
        [0.0, 11.0, 0.0, 0.0, 0.0, 0.0]
    );
    assert_eq!(
        gradient([[[1.0, 1.0, 1.0], [3.0, 2.0, 3.0]]]),
        [0.0, 0.0, 0.0, 1.0, 0.0, 10.0]
    );
    let least = f32::NEG_INFINITY;
    assert_eq!(gradient([[[least; 3]; 2]]), [1.0, 10.0, 0.0, 0.0, 0.0, 0.0]);
    // both zeros are equal
    assert_eq!(
        gradient([[[-0.0, 0.0, -0.0], [0.0; 3]]]),
        [1.0, 10.0, 0.0, 0.0, 0.0, 0.0]
    );

    type Line = MaxPool<1, Slide<5, 3, 3>>;
    let (run, _) = run::<1, _>(
        &Line::ZERO,
        &[[[7.0; 5]]],
        &[[[1.0, 2.0, 4.0]]],
        Noise::ZERO,
    );
    assert_eq!(run.d_inputs, [1.0, 2.0, 4.0, 0.0, 0.0]);
}

/// The first of several equal values receives the gradient of a channel.
#[test]
fn the_first_largest_of_a_channel_receives_the_gradient() {
    let gradient = |sequence: [f32; 4]| {
        let layer = GlobalMaxPool::<1, [[f32; 4]; 1]>::ZERO;
        let (run, _) = run::<1, _>(&layer, &[[sequence]], &[[5.0]], Noise::ZERO);
        run.d_inputs
    };
    assert_eq!(gradient([1.0, 3.0, 3.0, 2.0]), [0.0, 5.0, 0.0, 0.0]);
    assert_eq!(gradient([-0.0, 0.0, -1.0, 0.0]), [5.0, 0.0, 0.0, 0.0]);
    assert_eq!(gradient([f32::NEG_INFINITY; 4]), [5.0, 0.0, 0.0, 0.0]);
    assert_eq!(
        gradient([9.0, f32::NAN, 1.0, f32::NAN]),
        [0.0, 5.0, 0.0, 0.0]
    );
    let mut largest = [0.0];
    GlobalMaxPool::<1, [[f32; 3]; 1]>::ZERO.infer(&[[9.0, f32::NAN, 1.0]], &mut largest);
    assert!(largest[0].is_nan());
}

/// NaN at any place in a window is the output, and training reports it.
#[test]
fn what_is_no_number_comes_out() -> Result<(), Error> {
    type Images = network![[1, 4, 4] => MaxPool2d<2> => AvgPool2d<2> => Flatten => Dense<1>];
    type Sequences = network![[1, 4] => MaxPool1d<2> => AvgPool1d<2> => GlobalAvgPool];
    for place in 0..16 {
        let mut image = [[[1.0; 4]; 4]];
        Tensor::as_mut_slice(&mut image)[place] = f32::NAN;
        let mut largest = [[[0.0; 2]; 2]];
        Images::ZERO
            .layers
            .first
            .first
            .first
            .infer(&image, &mut largest);
        let (row, column) = (place / 4, place % 4);
        for (index, y) in Tensor::as_slice(&largest).iter().enumerate() {
            assert_eq!(
                y.is_nan(),
                index == row / 2 * 2 + column / 2,
                "place {place}: {largest:?}"
            );
        }
        let mut net = Images::ZERO;
        let mut trainer = Trainer::<Images, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
        let refused = trainer.step(&mut net, &[[[[1.0; 4]; 4]], image], &[[0.0]; 2]);
        assert_eq!(refused, Err(Error::NonFiniteLoss { sample: 1 }));
    }
    for place in 0..4 {
        let mut sequence = [[1.0; 4]];
        sequence[0][place] = f32::NAN;
        assert!(Sequences::ZERO.predict(&sequence)[0].is_nan());
    }
    Ok(())
}
