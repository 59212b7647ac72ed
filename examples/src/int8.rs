//! Quantizes the trained network of an example, and compares the sizes of both.

use std::fmt;

use nn_core::layer::int8::Single;
use nn_core::network::Composed;
use nn_core::network::Net;
use nn_core::prelude::*;
use nn_core::quantize::{
    Calibrate, Calibration, LeastSquares, Quantize, QuantizeError, Report, Statistic,
};
use nn_core::size::{FlashLength, Length};

/// A network of `i8` that `N` can be quantized into.
pub trait QuantizedFrom<N: Quantizable<Layers: Calibrate>>:
    Network<Element = i8, Input: Tensor<ChannelsFirst<f32> = N::Input>> + Boxed
{
    /// Writes the quantized network, and returns the report, in which both networks are compared for the samples.
    ///
    /// # Errors
    /// The calibration has no samples, or the network has a flattened output.
    fn fill<S: Statistic>(
        &mut self,
        net: &N,
        calibration: &Calibration<N, S>,
        samples: &[N::Input],
    ) -> Result<Rows<N>, QuantizeError>;
}

/// The report about the quantization of a network.
pub type Rows<N> = Report<<<N as Composed>::Layers as Calibrate>::Rows>;

impl<N, Params, Arena, Beside> QuantizedFrom<N>
    for Net<<N::Layers as Quantize>::Quantized<Single>, Params, Arena, Beside>
where
    N: Quantizable<Layers: Calibrate>,
    Params: FlashLength<Beside>,
    Arena: Length,
    Beside: Length,
    Self: Network<Element = i8, Input: Tensor<ChannelsFirst<f32> = N::Input>> + Boxed,
{
    fn fill<S: Statistic>(
        &mut self,
        net: &N,
        calibration: &Calibration<N, S>,
        samples: &[N::Input],
    ) -> Result<Rows<N>, QuantizeError> {
        let mut report = net.quantize_into(calibration, self)?;
        net.compare(self, samples, &mut report);
        Ok(report)
    }
}

/// A quantized network. It prints as the report and a table of both sizes.
pub struct Quantized<N: Quantizable<Layers: Calibrate>, N8, S: Statistic = LeastSquares> {
    /// The network.
    pub net: Box<N8>,
    /// The report about the quantization.
    pub report: Rows<N>,
    /// The statistics that the scales follow from.
    pub calibration: Box<Calibration<N, S>>,
}

/// Quantizes a network, with the scales that these samples need.
///
/// # Errors
/// There are no samples, or the network computes a value that is not finite.
pub fn quantized<N, N8>(net: &N, samples: &[N::Input]) -> Result<Quantized<N, N8>, QuantizeError>
where
    N: Quantizable<Layers: Calibrate>,
    N8: QuantizedFrom<N>,
    Calibration<N>: Boxed,
{
    quantized_by(net, samples)
}

/// [`quantized()`] by the statistic `S`.
///
/// # Errors
/// There are no samples, or the network computes a value that is not finite.
pub fn quantized_by<N, N8, S: Statistic>(
    net: &N,
    samples: &[N::Input],
) -> Result<Quantized<N, N8, S>, QuantizeError>
where
    N: Quantizable<Layers: Calibrate>,
    N8: QuantizedFrom<N>,
    Calibration<N, S>: Boxed,
{
    let mut calibration = Calibration::<N, S>::boxed();
    calibration.observe(net, samples)?;
    let mut net8 = N8::boxed();
    let report = net8.fill(net, &calibration, samples)?;
    Ok(Quantized {
        net: net8,
        report,
        calibration,
    })
}

impl<N: Quantizable<Layers: Calibrate>, N8: Network, S: Statistic> fmt::Display
    for Quantized<N, N8, S>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.report)?;
        writeln!(f, "{:<30}{:>12}{:>12}", "", "f32", "int8")?;
        for (what, real, integer) in [
            ("bytes of flash", N::FLASH_BYTES, N8::FLASH_BYTES),
            (
                "bytes of RAM to infer",
                N::INFER_RAM_BYTES,
                N8::INFER_RAM_BYTES,
            ),
            ("multiplications per inference", N::MACS, N8::MACS),
        ] {
            writeln!(f, "{what:<30}{real:>12}{integer:>12}")?;
        }
        Ok(())
    }
}
