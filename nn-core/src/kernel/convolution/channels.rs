//! Convolution of each channel with a filter of its own.

use core::array::{from_mut, from_ref};

use super::Convolution;

impl<
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Convolution<H, W, 1, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// [`forward`](Self::forward) of each channel.
    pub fn channels(
        input: &[[[f32; W]; H]],
        weights: &[[[f32; KW]; KH]],
        bias: &[f32],
        output: &mut [[[f32; OW]; OH]],
    ) {
        let channels = input.iter().zip(as_filters(weights));
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
        d_output: &[[[f32; OW]; OH]],
        weights: &[[[f32; KW]; KH]],
        d_input: &mut [[[f32; W]; H]],
    ) {
        let channels = d_input.iter_mut().zip(as_filters(weights));
        for ((d_plane, filter), d_output) in channels.zip(d_output) {
            Self::input_gradient(from_ref(d_output), from_ref(filter), from_mut(d_plane));
        }
    }

    /// Shows the gradient of each parameter with its index: all weights, then the biases if there are any.
    pub fn channels_gradient(
        input: &[[[f32; W]; H]],
        d_output: &[[[f32; OW]; OH]],
        has_bias: bool,
        visit: &mut impl FnMut(usize, f32),
    ) {
        let biases = input.len() * KH * KW;
        for (channel, (plane, d_output)) in input.iter().zip(d_output).enumerate() {
            let filter = channel * KH * KW;
            Self::gradient(
                from_ref(plane),
                from_ref(d_output),
                has_bias,
                // Of one channel alone, the bias stands behind KH * KW weights.
                &mut |index, d| match index < KH * KW {
                    true => visit(filter + index, d),
                    false => visit(biases + channel, d),
                },
            );
        }
    }
}

/// Each channel's weights as those of a convolution with one filter.
fn as_filters<const KH: usize, const KW: usize>(
    weights: &[[[f32; KW]; KH]],
) -> &[[[[f32; 1]; KW]; KH]] {
    let weights = weights.as_flattened().as_flattened().as_chunks().0;
    weights.as_chunks().0.as_chunks().0
}
