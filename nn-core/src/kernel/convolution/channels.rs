//! Depthwise convolution: each channel is convolved with its own filter.

use core::array::{from_mut, from_ref};

use super::Convolution;
use crate::geometry::Geometry;
use crate::tensor::Cell;

impl<G: Geometry> Convolution<G, 1> {
    /// [`forward`](Self::forward) of each channel.
    pub fn channels(
        input: &[G::Input<f32>],
        weights: &[G::Kernel<f32>],
        bias: &[f32],
        output: &mut [G::Output<f32>],
    ) {
        let channels = input.iter().zip(as_filters::<G>(weights));
        for ((plane, filter), (bias, output)) in channels.zip(bias.iter().zip(output)) {
            Self::forward(
                from_ref(plane),
                from_ref(filter),
                from_ref(bias),
                from_mut(output),
            );
        }
    }

    /// [`input_gradient`](Self::input_gradient) of each channel.
    pub fn channels_input_gradient(
        d_output: &[G::Output<f32>],
        weights: &[G::Kernel<f32>],
        d_input: &mut [G::Input<f32>],
    ) {
        let channels = d_input.iter_mut().zip(as_filters::<G>(weights));
        for ((d_plane, filter), d_output) in channels.zip(d_output) {
            Self::input_gradient(from_ref(d_output), from_ref(filter), from_mut(d_plane));
        }
    }

    /// Visits the gradient of each parameter together with its index: the weights, then the biases if there are any.
    pub fn channels_gradient(
        input: &[G::Input<f32>],
        d_output: &[G::Output<f32>],
        has_bias: bool,
        visit: &mut impl FnMut(usize, f32),
    ) {
        let biases = input.len() * G::PLACES;
        for (channel, (plane, d_output)) in input.iter().zip(d_output).enumerate() {
            let filter = channel * G::PLACES;
            Self::gradient(
                from_ref(plane),
                from_ref(d_output),
                has_bias,
                // For one channel, the index of the bias follows the indices of its weights.
                &mut |index, d| match index < G::PLACES {
                    true => visit(filter + index, d),
                    false => visit(biases + channel, d),
                },
            );
        }
    }
}

/// The weights of each channel as the weights of a convolution with one filter.
fn as_filters<G: Geometry>(weights: &[G::Kernel<f32>]) -> &[G::Kernel<[f32; 1]>] {
    Cell::cells(Cell::flat(weights))
}
