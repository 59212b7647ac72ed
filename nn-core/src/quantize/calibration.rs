//! Calibration: statistics of all tensors of a network, from samples.

use super::{
    Arenas, Calibrate, Fidelity, Incoming, Last, LeastSquares, Order, Pair, Quantize,
    QuantizeError, Report, Row, Statistic, scale_of,
};
use crate::arena::Arena;
use crate::layer::int8::Rounding;
use crate::layer::quantize;
use crate::network::{Composed, Net, Network, Workspace, with_workspace};
use crate::opaque::opaque;
use crate::scratch::with_zeros_in_each;
use crate::size::{FlashLength, Length};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The quantized layers of a network.
type Quantized<N, R> = <<N as Composed>::Layers as Quantize>::Quantized<R>;

/// A network of `f32` whose layers can be quantized: each network whose layers have an int8 form.
pub trait Quantizable: Network<Element = f32> + Composed {
    /// Quantizes the network into the one of the type [`quantized!`](crate::quantized), and returns a table of what that did.
    ///
    /// Weights are rounded to the nearest of 255 numbers, with a scale for each output channel. Scales of layers with the rounding
    /// [`Single`](crate::layer::int8::Single) are raised until their multipliers are exact. Biases are corrected by the mean error that
    /// the rounding of the weights causes (Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction",
    /// 2019, section 4.2).
    ///
    /// # Errors
    /// The calibration has no samples, or a flattened image is not the input of a dense layer. After the second error, `quantized` is
    /// partly written.
    fn quantize_into<S: Statistic, R: Rounding, Params, ArenaLength, Beside>(
        &self,
        calibration: &Calibration<Self, S>,
        quantized: &mut Net<<Self::Layers as Quantize>::Quantized<R>, Params, ArenaLength, Beside>,
    ) -> Result<Report<<Self::Layers as Calibrate>::Rows>, QuantizeError>
    where
        Self::Layers: Calibrate,
    {
        quantize_network(self, calibration, quantized, true)
    }

    /// Computes both networks side by side for these samples, and adds the squares of the outputs of each layer and of their differences
    /// to the report.
    fn compare<R: Rounding, Params, ArenaLength, Beside>(
        &self,
        quantized: &Net<<Self::Layers as Quantize>::Quantized<R>, Params, ArenaLength, Beside>,
        samples: &[Self::Input],
        report: &mut Report<<Self::Layers as Calibrate>::Rows>,
    ) where
        Self::Layers: Calibrate,
        Params: FlashLength<Beside>,
        ArenaLength: Length,
        Beside: Length,
    {
        let scale = report.input.output;
        with_zeros_in_each(|place: &mut Last<Self::Input>| {
            with_workspace::<Self, _>(|workspace| {
                with_workspace::<Net<Quantized<Self, R>, Params, ArenaLength, Beside>, _>(
                    |workspace8| {
                        for real in samples {
                            quantize(real.as_slice(), scale, place);
                            let input = Pair {
                                real,
                                integers: &*place,
                            };
                            let arenas = Arenas {
                                real: Arena::new(workspace.as_mut_slice()),
                                integers: Arena::new(workspace8.as_mut_slice()),
                            };
                            let rows = &mut report.layers;
                            let layers = &quantized.layers;
                            self.layers().compare::<R>(layers, input, arenas, rows);
                        }
                    },
                );
            });
        });
    }
}

impl<N: Network<Element = f32> + Composed> Quantizable for N {}

/// The statistics of all tensors of the network `N`, from which [`quantize_into`](Quantizable::quantize_into) chooses the scales.
///
/// `S` is the statistic of each tensor: [`LeastSquares`], [`Percentile`](super::Percentile), or [`MinMax`](super::MinMax), which needs
/// the least memory. It needs no heap, and can be a `static`.
///
/// What is calibrated and quantized is the folded network. A network with `BatchNorm` is first written into the one of the type
/// [`folded!`](crate::folded):
///
/// ```
/// use nn_core::prelude::*;
///
/// type Whole = network![2 => Dense<16> => BatchNorm<Relu> => Dense<1, Sigmoid>];
/// type Folded = nn_core::folded![Whole];
/// type Folded8 = nn_core::quantized![Whole];
///
/// let whole = Whole::random(&mut Random::seed(1));
/// let mut net = Folded::ZERO;
/// whole.fold_into(&mut net);
///
/// let samples = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// let mut calibration = Calibration::<Folded>::ZERO;
/// calibration.observe(&net, &samples)?;
/// let mut net8 = Folded8::ZERO;
/// let report = net.quantize_into(&calibration, &mut net8)?;
///
/// for sample in &samples {
///     assert!((net.predict(sample)[0] - net8.predict(sample)[0]).abs() < 0.02);
/// }
/// assert!(report.layers.first.weights.unwrap().ratio > 30.0);
/// # Ok::<(), nn_core::quantize::QuantizeError>(())
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Calibration<N, S = LeastSquares>
where
    N: Quantizable<Layers: Calibrate>,
    S: Statistic,
{
    /// The number of samples.
    pub samples: u32,
    /// The values of the input.
    pub input: S,
    /// The values in the layers.
    pub layers: <N::Layers as Calibrate>::Statistics<S>,
}

opaque!([N: Quantizable<Layers: Calibrate>, S: Statistic] Calibration<N, S>);

impl<N: Quantizable<Layers: Calibrate>, S: Statistic> Zero for Calibration<N, S> {
    const ZERO: Self = Calibration {
        samples: 0,
        input: S::ZERO,
        layers: Zero::ZERO,
    };
}

impl<N: Quantizable<Layers: Calibrate>, S: Statistic> Calibration<N, S> {
    /// Adds the values that the network computes for these samples. Call it once with all samples, or several times.
    ///
    /// The workspace is on the stack, or on the heap if it has more than 4 KiB and the feature `alloc` is enabled.
    ///
    /// # Errors
    /// A sample is not finite, or a value that the network computes for it. Then no sample has been added.
    pub fn observe(&mut self, net: &N, samples: &[N::Input]) -> Result<(), QuantizeError> {
        with_workspace(|workspace| self.observe_in(net, samples, workspace))
    }

    /// [`observe`](Self::observe) in a workspace that can be a `static`.
    ///
    /// # Errors
    /// A sample is not finite, or a value that the network computes for it. Then no sample has been added.
    pub fn observe_in(
        &mut self,
        net: &N,
        samples: &[N::Input],
        workspace: &mut Workspace<N>,
    ) -> Result<(), QuantizeError> {
        let layers = net.layers();
        for (sample, input) in samples.iter().enumerate() {
            let arena = Arena::new(workspace.as_mut_slice());
            if !is_finite(input.as_slice()) || !layers.observe::<S>(input, arena, None) {
                return Err(QuantizeError::NotFinite { sample });
            }
        }
        for input in samples {
            self.samples = self.samples.saturating_add(1);
            self.input.add(input.as_slice());
            let arena = Arena::new(workspace.as_mut_slice());
            layers.observe(input, arena, Some(&mut self.layers));
        }
        Ok(())
    }
}

/// Whether all values are numbers of which a histogram can be made.
pub(super) fn is_finite(values: &[f32]) -> bool {
    const MOST: f32 = (1_u128 << 100) as f32;
    values.iter().all(|value| value.abs() < MOST)
}

/// Quantizes a network. Biases are corrected by the mean error of the rounded weights, or only rounded.
pub(super) fn quantize_network<N, S, R, Params, ArenaLength, Beside>(
    net: &N,
    calibration: &Calibration<N, S>,
    quantized: &mut Net<Quantized<N, R>, Params, ArenaLength, Beside>,
    corrects_bias: bool,
) -> Result<Report<<N::Layers as Calibrate>::Rows>, QuantizeError>
where
    N: Quantizable<Layers: Calibrate>,
    S: Statistic,
    R: Rounding,
{
    if calibration.samples == 0 {
        return Err(QuantizeError::NoSamples);
    }
    let scale = scale_of(calibration.input.range());
    let input = Incoming {
        scale,
        order: Order::SAME,
        corrects_bias,
    };
    let mut layers = Zero::ZERO;
    let layers8 = &mut quantized.layers;
    net.layers()
        .quantize_layer(&calibration.layers, input, layers8, &mut layers)?
        .order
        .same()?;
    let values: Option<Fidelity> = calibration.input.fidelity(scale);
    Ok(Report {
        input: Row {
            name: "input",
            output: scale,
            values,
            ..Row::ZERO
        },
        layers,
    })
}
