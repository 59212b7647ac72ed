//! The traits by which calibration walks through a network.

use super::{Arenas, Pair, Quantize, QuantizeActivated, QuantizeError, Rows, Statistic};
use crate::arena::Arena;
use crate::layer::Scale;
use crate::layer::int8::{QuantizedActivation, Rounding};
use crate::zero::{Zero, ZeroMemory};

/// A layer whose tensors can be calibrated, and whose numbers can be quantized then.
///
/// The default methods are those of a layer of your own that only moves values, such as a reordering of a vector.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be calibrated",
    label = "calibration does not know this layer",
    note = "calibrate the `folded!` network if there is a `BatchNorm`, a `Dropout` or a layer without a bias; a layer of your own implements `Quantize` and `Calibrate`"
)]
pub trait Calibrate: Quantize {
    /// What is stored of the tensors in this layer.
    type Statistics<S: Statistic>: Zero + ZeroMemory;
    /// The rows in the report.
    type Rows: Rows;

    /// Computes the layer and its activation for one sample. Adds the values to the statistics, if there are some. Returns whether all
    /// values are finite.
    fn observe<S: Statistic>(
        &self,
        input: &Self::Input,
        arena: Arena<'_>,
        statistics: Option<&mut Self::Statistics<S>>,
    ) -> bool;

    /// Writes the quantized layer for this input. Returns the scale and the order of the output.
    ///
    /// # Errors
    /// The layer does not know the order of its input.
    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &Self::Statistics<S>,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        rows: &mut Self::Rows,
    ) -> Result<Incoming, QuantizeError>;

    /// Computes the layer and its quantized form for one sample. Adds the outputs and their differences to the rows.
    fn compare<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, Self::Input>,
        arenas: Arenas<'_>,
        rows: &mut Self::Rows,
    );
}

/// A composition whose last layer can be calibrated with the activation `A`.
#[doc(hidden)]
pub trait CalibrateActivated<A: QuantizedActivation>: QuantizeActivated<A> {
    type Statistics<S: Statistic>: Zero + ZeroMemory;
    type Rows: Rows;

    fn observe_activated<S: Statistic>(
        &self,
        input: &Self::Input,
        arena: Arena<'_>,
        statistics: Option<&mut Self::Statistics<S>>,
    ) -> bool;

    fn quantize_activated<S: Statistic, R: Rounding>(
        &self,
        statistics: &Self::Statistics<S>,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        rows: &mut Self::Rows,
    ) -> Result<Incoming, QuantizeError>;

    fn compare_activated<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, Self::Input>,
        arenas: Arenas<'_>,
        rows: &mut Self::Rows,
    );
}

/// What a layer knows of its quantized input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incoming {
    /// Its scale.
    pub scale: Scale,
    /// Its order.
    pub order: Order,
    /// Whether biases are corrected by the mean error that the rounding of the weights causes.
    pub corrects_bias: bool,
}

/// The order of the numbers of a vector. A flattened image of real numbers has its channels one after the other. Quantized, it has its
/// positions one after the other, each with all channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The number of channels.
    pub channels: usize,
    /// The number of positions in each channel.
    pub positions: usize,
}

impl Order {
    /// The same order in both vectors.
    pub const SAME: Self = Order {
        channels: 1,
        positions: 1,
    };

    /// Whether both vectors have the same order.
    #[must_use]
    pub const fn is_same(self) -> bool {
        self.channels <= 1 || self.positions <= 1
    }

    /// The index in the quantized vector of a number of the real one.
    #[must_use]
    pub const fn index(self, real: usize) -> usize {
        if self.is_same() {
            real
        } else {
            real % self.positions * self.channels + real / self.positions
        }
    }

    /// The same order, if it is [`SAME`](Self::SAME).
    ///
    /// # Errors
    /// It is the order of a flattened image.
    pub(super) const fn same(self) -> Result<Self, QuantizeError> {
        if self.is_same() {
            Ok(Order::SAME)
        } else {
            Err(QuantizeError::Flattened)
        }
    }
}
