//! Sums of products: dense layers and convolutions, with both roundings.

use nn_core::geometry::{Geometry, Slide};
use nn_core::kernel::integer::{
    Double, Outputs, Packed, Requantize, Rounding, Single, convolve, convolve_channels, dense,
    multiplier_of,
};
use nn_core::prelude::{Random, Rng};
use nn_core::zero::Zero;
use tests::instruction_sets;
use tests::oracle::integer as oracle;

use crate::{Dilated, Padded, Plain, Point, Strided, fill, flat, flat_mut, windows};

/// What follows the sums of a layer, at random.
struct Channels<const O: usize> {
    bias: [i32; O],
    requantize: Requantize<O>,
    input_zero: i32,
    output_zero: i32,
    range: [i32; 2],
}

impl<const O: usize> Channels<O> {
    /// The factors are such that most outputs are inside of their range; some are very small, or above 1.
    fn random<R: Rounding>(rng: &mut Random, terms: usize) -> Self {
        let mut requantize = Requantize::ZERO;
        for channel in 0..O {
            let spread = (rng.next_u32() % 400) as f64 / 100.0 - 2.0;
            let rare = [0.0, -26.0, 6.0]
                [usize::from(rng.next_u32().is_multiple_of(9)) * (1 + channel % 2)];
            let factor = 0.01 / (terms as f64).sqrt() * (spread + rare).exp2();
            (requantize.multiplier[channel], requantize.shift[channel]) =
                multiplier_of::<R>(factor);
        }
        Channels {
            bias: [(); O].map(|()| rng.next_u32() as i32 >> (10 + rng.next_u32() % 12)),
            requantize,
            input_zero: i32::from(rng.next_u32() as i8),
            output_zero: i32::from(rng.next_u32() as i8),
            range: [[-128, 127], [-100, 90]][rng.next_u32() as usize % 2],
        }
    }

    fn outputs(&self) -> Outputs<'_, O> {
        Outputs {
            bias: &self.bias,
            requantize: &self.requantize,
            input_zero: self.input_zero,
            output_zero: self.output_zero,
            range: self.range,
        }
    }

    fn expected<R: Rounding>(&self) -> oracle::Outputs<'_> {
        oracle::Outputs {
            input_zero: self.input_zero,
            output_zero: self.output_zero,
            range: self.range,
            bias: &self.bias,
            multiplier: &self.requantize.multiplier,
            shift: &self.requantize.shift,
            requantize: if R::BITS == Double::BITS {
                oracle::twice
            } else {
                oracle::once
            },
        }
    }
}

fn dense_layer<R: Rounding, const I: usize, const O: usize>(rng: &mut Random) {
    for _ in 0..20 {
        let channels = Channels::<O>::random::<R>(rng, I);
        let (mut x, mut weights) = ([0; I], [[0; I]; O]);
        fill(rng, &mut x, channels.input_zero);
        fill(rng, weights.as_flattened_mut(), 127);
        weights
            .as_flattened_mut()
            .iter_mut()
            .for_each(|w| *w = (*w).max(-127));
        let mut found = [0; O];
        dense::<R, I, O>(&x, &Packed::new(weights), &channels.outputs(), &mut found);
        let expected = oracle::dense(&x, weights.as_flattened(), &channels.expected::<R>());
        assert_eq!(found[..], expected, "{I} {O} {}", R::NAME);
    }
}

/// Sizes with and without panels of eight, four, two and one, and with each number of inputs that remain.
#[test]
fn dense_layers() {
    instruction_sets::each(|_| {
        let rng = &mut Random::seed(1);
        dense_layer::<Single, 1, 1>(rng);
        dense_layer::<Single, 5, 3>(rng);
        dense_layer::<Single, 6, 2>(rng);
        dense_layer::<Double, 7, 31>(rng);
        dense_layer::<Double, 8, 8>(rng);
        dense_layer::<Single, 16, 32>(rng);
        dense_layer::<Double, 64, 12>(rng);
        dense_layer::<Double, 33, 10>(rng);
        dense_layer::<Single, 30, 45>(rng);
        dense_layer::<Single, 35, 6>(rng);
        dense_layer::<Double, 600, 7>(rng);
        dense_layer::<Single, 600, 7>(rng);
        dense_layer::<Single, 259, 9>(rng);
        dense_layer::<Single, 9_000, 5>(rng);
    });
}

/// The largest sums: differences of 255 steps, and weights of one sign.
#[test]
#[expect(clippy::large_stack_arrays, reason = "`Packed::new` takes a value")]
fn largest_sums() {
    const I: usize = 4_095;
    instruction_sets::each(|_| {
        let rng = &mut Random::seed(9);
        for [x, zero, first, second] in [
            [127, -128, 127, 127],
            [127, -128, -127, -127],
            [-128, 127, 127, -127],
            [-128, 127, -127, 127],
        ] {
            let mut channels = Channels::<18>::random::<Double>(rng, I * I);
            channels.input_zero = zero;
            let input = [x as i8; I];
            let mut weights = [[0; I]; 18];
            for (output, row) in weights.iter_mut().enumerate() {
                row.fill([first as i8, second as i8][output % 2]);
            }
            let (mut found, packed) = ([0; 18], Packed::new(weights));
            dense::<Double, I, 18>(&input, &packed, &channels.outputs(), &mut found);
            let outputs = channels.expected::<Double>();
            let expected = oracle::dense(&input, weights.as_flattened(), &outputs);
            assert_eq!(found[..], expected, "{x} {zero} {first} {second}");
        }
    });
}

fn convolution<R: Rounding, G: Geometry, const C: usize, const F: usize>(rng: &mut Random) {
    let windows = windows::<G>();
    for _ in 0..5 {
        let channels = Channels::<F>::random::<R>(rng, G::PLACES * C);
        let mut x = <G::Input<[i8; C]>>::ZERO;
        fill(rng, flat_mut(&mut x), channels.input_zero);
        let mut weights = <[G::Kernel<[i8; C]>; F]>::ZERO;
        fill(rng, flat_mut(&mut weights), -127);
        flat_mut(&mut weights)
            .iter_mut()
            .for_each(|w| *w = (*w).max(-127));
        let mut found = <G::Output<[i8; F]>>::ZERO;
        let packed = Packed::new(weights);
        convolve::<R, G, C, F>(&x, &packed, &channels.outputs(), &mut found);
        let outputs = channels.expected::<R>();
        let expected = oracle::convolve(flat(&x), C, flat(&weights), &windows, &outputs);
        assert_eq!(flat(&found), expected, "{C} {F} {windows:?} {}", R::NAME);
    }
}

fn depthwise<R: Rounding, G: Geometry, const C: usize>(rng: &mut Random) {
    let windows = windows::<G>();
    for _ in 0..5 {
        let channels = Channels::<C>::random::<R>(rng, G::PLACES);
        let mut x = <G::Input<[i8; C]>>::ZERO;
        fill(rng, flat_mut(&mut x), channels.input_zero);
        let mut weights = <[G::Kernel<[i8; C]>; 1]>::ZERO;
        fill(rng, flat_mut(&mut weights), -127);
        flat_mut(&mut weights)
            .iter_mut()
            .for_each(|w| *w = (*w).max(-127));
        let mut found = <G::Output<[i8; C]>>::ZERO;
        let packed = Packed::new(weights);
        convolve_channels::<R, G, C>(&x, &packed, &channels.outputs(), &mut found);
        let outputs = channels.expected::<R>();
        let expected =
            oracle::convolve_channels(flat(&x), C, 1, flat(&weights), &windows, &outputs);
        assert_eq!(flat(&found), expected, "{C} {windows:?} {}", R::NAME);
    }
}

/// Each number of filters that remain, rows of one to nineteen windows, and runs of weights of odd and even lengths.
#[test]
fn convolutions() {
    instruction_sets::each(|_| {
        let rng = &mut Random::seed(2);
        convolution::<Single, Plain, 1, 1>(rng);
        convolution::<Double, Strided, 3, 5>(rng);
        convolution::<Single, (Padded, Strided), 3, 8>(rng);
        convolution::<Double, (Plain, Padded), 4, 12>(rng);
        convolution::<Double, (Dilated, Dilated), 5, 3>(rng);
        convolution::<Single, (Point, Point), 16, 9>(rng);
        convolution::<Double, (Strided, Plain), 1, 4>(rng);
        convolution::<Single, (Plain, Slide<19, 1, 19>), 2, 17>(rng);
        convolution::<Double, (Plain, Slide<19, 2, 18>), 3, 6>(rng);
        convolution::<Single, (Point, Slide<12, 5, 8>), 6, 16>(rng);
        convolution::<Single, (Dilated, Slide<13, 3, 7, 1, 0, 3>), 4, 33>(rng);
        convolution::<Double, (Strided, Slide<4, 4, 1>), 7, 26>(rng);
        convolution::<Double, (Slide<5, 4, 5, 1, 1>, Slide<2, 2, 2, 1, 1>), 8, 7>(rng);
        convolution::<Double, Slide<13, 3, 13, 1, 2>, 9, 23>(rng);
    });
}

#[test]
fn depthwise_convolutions() {
    instruction_sets::each(|_| {
        let rng = &mut Random::seed(3);
        depthwise::<Single, Plain, 1>(rng);
        depthwise::<Double, Strided, 5>(rng);
        depthwise::<Double, (Padded, Padded), 8>(rng);
        depthwise::<Single, (Dilated, Strided), 12>(rng);
        depthwise::<Double, (Plain, Plain), 3>(rng);
        depthwise::<Single, (Dilated, Dilated), 16>(rng);
        depthwise::<Double, (Strided, Slide<4, 4, 1>), 8>(rng);
        depthwise::<Double, (Slide<5, 4, 5, 1, 1>, Slide<2, 2, 2, 1, 1>), 24>(rng);
        depthwise::<Single, Slide<13, 3, 13, 1, 2>, 40>(rng);
    });
}
