//! Layers of `i8` compute what plain loops compute, for every remainder of the sizes, with random and with extreme numbers.
//!
//! `--features dsp` tests the drivers of the loops for microcontrollers, with the loops in Rust. `--features fixed-time` tests the
//! loops that skip no inputs.

use nn_core::geometry::Axis;
use nn_core::kernel::integer::{Double, Rounding, Single, requantize};
use nn_core::layer::int8::{ConvI8, DenseI8, DepthwiseConvI8};
use nn_core::prelude::*;
use nn_core::rng::Rng;
use nn_core::tensor::Tensor;

/// The numbers of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Numbers {
    Random,
    /// The largest magnitudes: weights of 127 and -127, inputs of -128 and 127.
    Extreme,
    /// The sums of two outputs are as far apart as possible: all products have one sign, and that of the next output the other.
    Opposed,
    /// Most inputs are zero.
    Sparse,
}

const NUMBERS: [Numbers; 4] = [
    Numbers::Random,
    Numbers::Extreme,
    Numbers::Opposed,
    Numbers::Sparse,
];

/// Numbers of a case, from a seed.
struct Source {
    rng: Pcg32,
    numbers: Numbers,
    zero: i32,
}

impl Source {
    fn new(numbers: Numbers, zero: i32) -> Self {
        Source {
            rng: Pcg32::seed(18),
            numbers,
            zero,
        }
    }

    fn below(&mut self, bound: u32) -> i32 {
        (self.rng.next_u32() % bound) as i32
    }

    fn weight(&mut self, output: usize) -> i8 {
        match self.numbers {
            Numbers::Random | Numbers::Sparse => (self.below(255) - 127) as i8,
            Numbers::Extreme => [127, -127][self.below(2) as usize],
            Numbers::Opposed => [-127, 127][output % 2],
        }
    }

    fn input(&mut self) -> i8 {
        let random = (self.below(256) - 128) as i8;
        match self.numbers {
            Numbers::Random => random,
            Numbers::Extreme => [127, -128][self.below(2) as usize],
            Numbers::Opposed => [127, -128][usize::from(self.zero > 0)],
            Numbers::Sparse if self.below(12) == 0 => random,
            Numbers::Sparse => self.zero as i8,
        }
    }

    fn fill<R: Rounding>(&mut self, bias: &mut [i32], multiplier: &mut [i32], shift: &mut [i8]) {
        for bias in bias {
            *bias = self.below(20_001) - 10_000;
        }
        let unit = 1 << (31 - R::BITS);
        for multiplier in multiplier {
            *multiplier = (1 << 30) + self.below(1 << 30) / unit * unit;
        }
        for shift in shift {
            *shift = if self.below(20) == 0 {
                self.below(3)
            } else {
                -self.below(16) - 1
            } as i8;
        }
    }
}

/// The output of a sum.
fn output<R: Rounding>(sum: i32, multiplier: i32, shift: i8, zero: i32) -> i8 {
    (requantize::<R>(sum, multiplier, shift).saturating_add(zero)).clamp(-128, 127) as i8
}

fn dense<R: Rounding, const I: usize, const O: usize>() {
    for (numbers, zero) in NUMBERS
        .into_iter()
        .flat_map(|n| [-128, -3, 127].map(|z| (n, z)))
    {
        let mut source = Source::new(numbers, zero);
        let mut layer = Box::new(DenseI8::<I, O, Identity, R>::ZERO);
        for (o, i) in (0..O).flat_map(|o| (0..I).map(move |i| (o, i))) {
            layer.weights.set(o, 0, i, source.weight(o));
        }
        let DenseI8 {
            bias, requantize, ..
        } = &mut *layer;
        source.fill::<R>(bias, &mut requantize.multiplier, &mut requantize.shift);
        (layer.input.zero, layer.output.zero) = (zero, -5);
        let input: [i8; I] = std::array::from_fn(|_| source.input());
        let mut outputs = [0; O];
        layer.infer(&input, &mut outputs);
        for (o, found) in outputs.into_iter().enumerate() {
            let products = input.iter().enumerate();
            let products = products
                .map(|(i, x)| (i32::from(*x) - zero) * i32::from(layer.weights.get(o, 0, i)));
            let sum = layer.bias[o] + products.sum::<i32>();
            let factor = (layer.requantize.multiplier[o], layer.requantize.shift[o]);
            let expected = output::<R>(sum, factor.0, factor.1, -5);
            assert_eq!(
                found, expected,
                "{I} x {O}, {numbers:?}, zero {zero}, output {o}"
            );
        }
    }
}

#[test]
fn dense_layers() {
    macro_rules! sizes {
        ($($inputs:literal x $outputs:literal),*) => { $(
            dense::<Double, $inputs, $outputs>();
            dense::<Single, $inputs, $outputs>();
        )* };
    }
    sizes!(1 x 1, 1 x 16, 2 x 3, 3 x 2, 4 x 4, 5 x 7, 7 x 9, 8 x 8, 13 x 11, 16 x 12, 31 x 40, 64 x 33);
    sizes!(255 x 8, 256 x 9, 257 x 10, 259 x 15, 512 x 8, 784 x 10, 1030 x 70);
}

/// The products of one output of a convolution: the inputs and the weights of the places inside of the image.
fn each_product(
    [rows, columns]: [Axis; 2],
    (row, column): (usize, usize),
    mut visit: impl FnMut(usize, usize),
) {
    for u in rows.covered(row) {
        for v in columns.covered(column) {
            let at = rows.position(row, u) * columns.input + columns.position(column, v);
            visit(at, u * columns.kernel + v);
        }
    }
}

/// Compares a layer of `$kind` with plain loops.
macro_rules! convolution {
    ($rounding:ty, $layer:ty, $geometry:ty, $channels:literal, $filters:literal, $depthwise:literal) => {
        for (numbers, zero) in NUMBERS.into_iter().flat_map(|n| [-128, 9].map(|z| (n, z))) {
            type G = $geometry;
            let mut source = Source::new(numbers, zero);
            let mut layer = Box::new(<$layer>::ZERO);
            let places = G::ROWS.kernel * G::COLUMNS.kernel;
            for o in 0..if $depthwise { 1 } else { $filters } {
                for (place, c) in (0..places).flat_map(|p| (0..$channels).map(move |c| (p, c))) {
                    layer.weights.set(o, place, c, source.weight(o));
                }
            }
            {
                let layer = &mut *layer;
                let factors = &mut layer.requantize;
                source.fill::<$rounding>(
                    &mut layer.bias,
                    &mut factors.multiplier,
                    &mut factors.shift,
                );
            }
            (layer.input.zero, layer.output.zero) = (zero, 4);
            let mut input = Box::new(<$layer as Layer>::Input::ZERO);
            input.as_mut_slice().fill_with(|| source.input());
            let mut outputs = Box::new(<$layer as Layer>::Output::ZERO);
            layer.infer(&input, &mut outputs);
            let (input, outputs) = (Tensor::as_slice(&*input), Tensor::as_slice(&*outputs));
            for (index, found) in outputs.iter().enumerate() {
                let (window, filter) = (index / $filters, index % $filters);
                let place = (window / G::COLUMNS.output, window % G::COLUMNS.output);
                let mut sum = layer.bias[filter];
                each_product([G::ROWS, G::COLUMNS], place, |at, place| {
                    for c in (0..$channels).filter(|c| !$depthwise || *c == filter) {
                        let weight =
                            layer
                                .weights
                                .get(if $depthwise { 0 } else { filter }, place, c);
                        sum += (i32::from(input[at * $channels + c]) - zero) * i32::from(weight);
                    }
                });
                let (multiplier, shift) = (
                    layer.requantize.multiplier[filter],
                    layer.requantize.shift[filter],
                );
                let expected = output::<$rounding>(sum, multiplier, shift, 4);
                assert_eq!(
                    *found,
                    expected,
                    "{} to {} channels, {}, {numbers:?}, window {window}, filter {filter}",
                    $channels,
                    $filters,
                    stringify!($geometry)
                );
            }
        }
    };
}

/// Strides, padding on one side and on both, dilation, images and sequences.
macro_rules! geometries {
    ($case:ident) => {
        $case!((Slide<6, 3, 6, 1, 1>, Slide<5, 3, 5, 1, 1>));
        $case!((Slide<7, 3, 4, 2, 1>, Slide<6, 3, 3, 2>));
        $case!((Slide<9, 3, 5, 1, 0, 2>, Slide<7, 2, 4, 1, 0, 3>));
        $case!((Slide<5, 1, 3, 2>, Slide<5, 1, 3, 2>));
        $case!(Slide<9, 4, 9, 1, 3>);
        $case!(Slide<3, 5, 3, 1, 2>);
        $case!(Slide<1, 1, 1>);
    };
}

#[test]
fn convolutions() {
    macro_rules! case {
        ($geometry:ty) => {
            case!($geometry: 1 to 1, 1 to 6, 2 to 3, 3 to 8, 4 to 4, 6 to 9, 8 to 12, 16 to 43, 33 to 16, 64 to 8);
        };
        ($geometry:ty: $($channels:literal to $filters:literal),*) => { $(
            convolution!(Double, ConvI8::<$channels, $filters, $geometry, Identity, Double>, $geometry, $channels, $filters, false);
        )* };
    }
    geometries!(case);
    type Square = (Slide<4, 3, 4, 1, 1>, Slide<4, 3, 4, 1, 1>);
    convolution!(
        Single,
        ConvI8::<12, 10, Square, Identity, Single>,
        Square,
        12,
        10,
        false
    );
}

#[test]
fn depthwise_convolutions() {
    macro_rules! case {
        ($geometry:ty) => {
            case!($geometry: 1, 3, 4, 7, 8, 20, 64);
        };
        ($geometry:ty: $($channels:literal),*) => { $(
            convolution!(Double, DepthwiseConvI8::<$channels, $geometry, Identity, Double>, $geometry, $channels, $channels, true);
        )* };
    }
    geometries!(case);
    type Long = Slide<40, 20, 21>;
    convolution!(
        Double,
        DepthwiseConvI8::<8, Long, Identity, Double>,
        Long,
        8,
        8,
        true
    );
}
