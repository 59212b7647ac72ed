//! Every layer, with strides and paddings: outputs, gradients and updates.

use nn_core::prelude::*;

use crate::proof::{Through, check};

/// Strides with paddings: none, one on all sides, and more before than after. Each layer is compiled for every instruction
/// set. `convolution` and `pools` test the maps with many more.
macro_rules! grid {
    ($layer:ident) => {
        $layer!(/ [1 1] + [1 1 1 1]);
        $layer!(/ [2 2] + [0 0 0 0]);
        $layer!(/ [2 2] + [2 0 1 0]);
        $layer!(/ [1 3] + [2 0 1 0]);
    };
}

/// The same with dilations: along one dimension, and along both.
macro_rules! dilated_grid {
    ($layer:ident) => {
        $layer!(/ [1 1] + [1 1 1 1] * [1 3]);
        $layer!(/ [2 1] + [2 2 0 1] * [2 2]);
    };
}

/// The same along one dimension.
macro_rules! line {
    ($layer:ident) => {
        $layer!(/ [1] + [2 1]);
        $layer!(/ [2] + [0 0]);
        $layer!(/ [5] + [2 1]);
    };
}

/// The same with dilations.
macro_rules! dilated_line {
    ($layer:ident) => {
        $layer!(/ [1] + [8 0] * [4]);
        $layer!(/ [2] + [0 1] * [3]);
    };
}

#[test]
fn convolutions_of_images() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<Conv<2, 3, slides!([4 5] [3 2] $($slide)+), Silu>>>([2]);
        };
    }
    grid!(layer);
    dilated_grid!(layer);
}

#[test]
fn depthwise_convolutions() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<DepthwiseConv<3, slides!([4 5] [3 2] $($slide)+), Gelu>>>([2]);
        };
    }
    grid!(layer);
    dilated_grid!(layer);
}

#[test]
fn depthwise_convolutions_of_sequences() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<DepthwiseConv<3, slide!([13] [3] $($slide)+), Gelu>>>([2]);
        };
    }
    line!(layer);
    dilated_line!(layer);
}

#[test]
fn largest_of_windows() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<MaxPool<2, slides!([4 5] [3 2] $($slide)+)>>>([2]);
        };
    }
    grid!(layer);
}

#[test]
fn means_of_windows() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<AvgPool<2, slides!([4 5] [3 2] $($slide)+)>>>([2]);
        };
    }
    grid!(layer);
}

#[test]
fn convolutions_of_sequences() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<Conv<3, 5, slide!([13] [3] $($slide)+), Elu>>>([2]);
        };
    }
    line!(layer);
    dilated_line!(layer);
}

#[test]
fn pools_of_sequences() {
    macro_rules! layer {
        ($($slide:tt)+) => {
            check::<Through<MaxPool<2, slide!([10] [3] $($slide)+)>>>([2]);
            check::<Through<AvgPool<2, slide!([10] [3] $($slide)+)>>>([2]);
        };
    }
    line!(layer);
}

#[test]
fn means_of_channels() {
    check::<Through<GlobalAvgPool<3, [[[f32; 3]; 2]; 3]>>>(1..=3);
    check::<Through<GlobalAvgPool<2, [[f32; 7]; 2]>>>(1..=3);
    check::<Through<GlobalAvgPool<1, [[f32; 1]; 1]>>>([2]);
}

#[test]
fn largest_of_channels() {
    check::<Through<GlobalMaxPool<3, [[[f32; 3]; 2]; 3]>>>(1..=3);
    check::<Through<GlobalMaxPool<2, [[f32; 7]; 2]>>>([2]);
    check::<Through<GlobalMaxPool<1, [[f32; 1]; 1]>>>([2]);
}

#[test]
fn zeros_around() {
    check::<Through<ZeroPad<2, (Slide<3, 1, 6, 1, 1>, Slide<4, 1, 6>)>>>([2]);
    check::<Through<ZeroPad<1, (Slide<2, 1, 2>, Slide<3, 1, 5, 1, 2>)>>>([1]);
    check::<Through<ZeroPad<3, Slide<4, 1, 7, 1, 2>>>>([2]);
}

#[test]
fn repeated_values() {
    check::<Through<Upsample<2, (Slide<4, 2, 2, 2>, Slide<9, 3, 3, 3>)>>>([2]);
    check::<Through<Upsample<1, (Slide<2, 1, 2>, Slide<6, 2, 3, 2>)>>>([1]);
    check::<Through<Upsample<3, Slide<8, 2, 4, 2>>>>([2]);
}

#[test]
fn other_shapes() {
    check::<Through<Flatten<[[[f32; 3]; 2]; 2], 12>>>(1..=2);
    check::<Through<Flatten<[[f32; 3]; 2], 6>>>([2]);
    check::<Through<Pass<[[f32; 3]; 2], Sigmoid>>>([2]);
}

#[test]
fn batch_normalization() {
    check::<Through<BatchNorm<2, [[[f32; 3]; 2]; 2]>>>(1..=5);
    check::<Through<BatchNorm<3, [[f32; 4]; 3], Tanh, Ratio<1, 4>>>>(1..=5);
    check::<Through<BatchNorm<5, [f32; 5], Sigmoid, Ratio<9, 10>, Ratio<1, 100>>>>(2..=5);
    check::<Through<BatchNorm<1, [[[f32; 1]; 1]; 1]>>>(2..=4);
}

/// A single value per channel has no deviation: it becomes the shift, and only the shift learns.
#[test]
fn batch_normalization_of_one_value() {
    check::<Through<BatchNorm<3, [f32; 3]>>>([1]);
}

#[test]
fn layer_normalization() {
    check::<Through<LayerNorm<[f32; 9]>>>(1..=3);
    check::<Through<LayerNorm<[[f32; 5]; 3], Tanh>>>(1..=3);
    check::<Through<LayerNorm<[[[f32; 3]; 3]; 2], Identity, Ratio<1, 10>>>>(1..=3);
    check::<Through<LayerNorm<[f32; 40]>>>([2]);
}

#[test]
fn learned_slopes() {
    check::<Through<PRelu<1, [f32; 9]>>>(1..=3);
    check::<Through<PRelu<9, [f32; 9]>>>(1..=3);
    check::<Through<PRelu<1, [[f32; 5]; 3]>>>(1..=3);
    check::<Through<PRelu<3, [[f32; 5]; 3]>>>(1..=3);
    check::<Through<PRelu<2, [[[f32; 7]; 3]; 2]>>>([2, 5]);
    check::<Through<PRelu<1, [[[f32; 1]; 1]; 1]>>>([2]);
}

#[test]
fn dropout() {
    check::<Through<Dropout<[f32; 30], Ratio<1, 2>>>>(1..=5);
    check::<Through<Dropout<[[[f32; 3]; 3]; 2], Ratio<1, 5>>>>(1..=3);
    check::<Through<Dropout<[f32; 8], Ratio<0, 1>>>>([2]);
}
