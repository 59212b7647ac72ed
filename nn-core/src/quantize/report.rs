//! What a quantization has done with each layer, as a table.

use core::fmt;

use crate::activation::{Activation, Identity};
use crate::layer::{Chain, Scale};
use crate::math;
use crate::zero::Zero;

/// How well quantized values represent real ones.
///
/// The signal-to-noise ratio is 10 times the decimal logarithm of the sum of the squared values divided by the sum of the squared
/// errors. 20 dB are errors of a tenth of the values, 40 dB errors of a hundredth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fidelity {
    /// The signal-to-noise ratio in decibels. It is infinite if there is no error.
    pub ratio: f32,
    /// The share of the values that are outside of the range of the scale, from 0 to 1.
    pub clipped: f32,
}

impl Fidelity {
    /// The fidelity of values with these sums of squared values and of squared errors.
    #[must_use]
    pub fn of(power: f32, error: f32, clipped: f32) -> Self {
        let ratio = if error > 0.0 && power > 0.0 {
            let decade = core::f32::consts::LN_10 / 10.0;
            (math::ln(power) - math::ln(error)) / decade
        } else {
            f32::INFINITY
        };
        Fidelity { ratio, clipped }
    }
}

/// What quantization has done with a layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The name of the layer.
    pub name: &'static str,
    /// The name of its activation.
    pub activation: &'static str,
    /// The scale of the output.
    pub output: Scale,
    /// How well 8 bits represent the weights, or `None` for a layer without weights.
    pub weights: Option<Fidelity>,
    /// How well 8 bits represent the values of the scale that was calibrated: the outputs, or the inputs of an activation with a table.
    /// `None` if the statistic does not tell.
    pub values: Option<Fidelity>,
    /// The sum of the squared outputs of the layer for the samples that were [compared](super::Quantizable::compare).
    pub signal: f32,
    /// The sum of the squared differences between these outputs and those of the quantized layer.
    pub noise: f32,
}

impl Row {
    /// The signal-to-noise ratio of the outputs in decibels. `None` if no samples were compared, or if all outputs are 0.
    #[must_use]
    pub fn ratio(&self) -> Option<f32> {
        (self.signal > 0.0).then(|| Fidelity::of(self.signal, self.noise, 0.0).ratio)
    }
}

impl Zero for Row {
    const ZERO: Self = Row {
        name: "",
        activation: "",
        output: Scale::ZERO,
        weights: None,
        values: None,
        signal: 0.0,
        noise: 0.0,
    };
}

/// The rows of a composition: [`Row`], `()` for layers without a scale of their own, or a [`Chain`] of both.
pub trait Rows: Zero + Clone + PartialEq + fmt::Debug {
    /// Calls `visit` with each row in order.
    fn each(&self, visit: &mut dyn FnMut(&Row));
}

impl Rows for () {
    fn each(&self, _visit: &mut dyn FnMut(&Row)) {}
}

impl Rows for Row {
    /// A row without a name is not visited: the layer has the scale of its input.
    fn each(&self, visit: &mut dyn FnMut(&Row)) {
        if !self.name.is_empty() {
            visit(self);
        }
    }
}

impl<A: Rows, B: Rows> Rows for Chain<A, B> {
    fn each(&self, visit: &mut dyn FnMut(&Row)) {
        self.first.each(visit);
        self.last.each(visit);
    }
}

/// The report about a quantization: a table of the layers. Print it with `{}`.
///
/// The last column is the signal-to-noise ratio of the outputs, if samples were [compared](super::Quantizable::compare).
/// Layers that only move values, such as max-pooling, have no row.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<T> {
    /// The input of the network.
    pub input: Row,
    /// The layers: a [`Row`] for a single layer, a [`Chain`] for a composition.
    pub layers: T,
}

impl<T: Rows> Report<T> {
    /// Calls `visit` with the row of the input and the row of each layer, in order.
    pub fn each(&self, visit: &mut dyn FnMut(&Row)) {
        visit(&self.input);
        self.layers.each(visit);
    }
}

/// The width of the column of names.
const NAMES: usize = 26;
/// The total width of the other columns.
const OTHERS: usize = 61;

impl<T: Rows> fmt::Display for Report<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<NAMES$}{:>12}{:>12}{:>11}{:>13}{:>13}",
            "layer", "scale", "zero point", "clipped", "weights", "outputs"
        )?;
        writeln!(f, "{:-<1$}", "", NAMES + OTHERS)?;
        let mut result = Ok(());
        self.each(&mut |row| result = result.and_then(|()| row.fmt(f)));
        result
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scale { factor, zero } = self.output;
        if matches!(self.activation, "" | Identity::NAME) {
            write!(f, "{:<NAMES$}", self.name)?;
        } else {
            let width = NAMES.saturating_sub(self.name.len() + 2);
            write!(f, "{}, {:<width$}", self.name, self.activation)?;
        }
        write!(f, "{factor:>12.6}{zero:>12}")?;
        match self.values {
            Some(values) => write!(f, "{:>9.3} %", 100.0 * values.clipped)?,
            None => write!(f, "{:>11}", "-")?,
        }
        for ratio in [self.weights.map(|weights| weights.ratio), self.ratio()] {
            match ratio {
                Some(ratio) => write!(f, "{ratio:>10.1} dB")?,
                None => write!(f, "{:>13}", "-")?,
            }
        }
        writeln!(f)
    }
}
