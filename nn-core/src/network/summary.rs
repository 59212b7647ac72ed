//! The table of a network's layers, as Keras prints one.

use core::fmt;
use core::marker::PhantomData;

use super::grouped::Grouped;
use crate::activation::{Activation, Identity};
use crate::layer::{Description, Layer};
use crate::tensor::Shape;

/// A table of the layers of `N`. Print it with `{}`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
/// assert_eq!(
///     Mnist::summary().to_string(),
///     "\
/// layer                         output       params        bytes         MACs
/// ---------------------------------------------------------------------------
/// input                            784
/// Dense, Relu                      128      100,480      401,920      100,352
/// Dense, Sigmoid                    10        1,290        5,160        1,280
/// ---------------------------------------------------------------------------
/// total                                     101,770      407,080      101,632
/// RAM: 552 bytes to infer, 408,196 to train online, weights included
/// "
/// );
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Summary<N> {
    flash: usize,
    infer_ram: usize,
    /// `None` if the network is not trained.
    train_ram: Option<usize>,
    network: PhantomData<N>,
}

impl<N> Summary<N> {
    /// The summary of a network with these sizes in bytes.
    pub(super) const fn new(flash: usize, infer_ram: usize, train_ram: Option<usize>) -> Self {
        Summary {
            flash,
            infer_ram,
            train_ram,
            network: PhantomData,
        }
    }
}

/// The width of the first column, unless a name is longer.
const NAMES: usize = 22;
/// The total width of the other columns.
const OTHERS: usize = 53;

impl<N: Layer> fmt::Display for Summary<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut width = NAMES;
        let mut result = Ok(());
        N::describe(&mut |layer| match length(&Name(&layer)) {
            Ok(length) => width = width.max(length),
            Err(error) => result = Err(error),
        });
        result?;
        writeln!(
            f,
            "{:<width$}{:>14}{:>13}{:>13}{:>13}",
            "layer", "output", "params", "bytes", "MACs"
        )?;
        rule(f, width)?;
        let mut is_first = true;
        N::describe(&mut |layer| {
            if core::mem::take(&mut is_first) {
                let input = Padded(&layer.input);
                result = result.and_then(|()| writeln!(f, "{:<width$}{input:>14}", "input"));
            }
            result = result.and_then(|()| row(f, width, &layer));
        });
        result?;
        rule(f, width)?;
        self.totals(f, width)
    }
}

/// A shorter form for logs.
#[cfg(feature = "defmt")]
impl<N: Layer> defmt::Format for Summary<N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        N::describe(&mut |layer| {
            if !layer.label.is_empty() {
                defmt::write!(f, "{=str}: ", layer.label);
            }
            defmt::write!(
                f,
                "{=str}, {=str} -> {}: {=usize} parameters, {=usize} B, {=usize} MACs\n",
                layer.name,
                layer.activation,
                layer.output,
                layer.params,
                layer.bytes,
                layer.macs,
            );
        });
        defmt::write!(
            f,
            "{=usize} parameters, {=usize} B, {=usize} MACs; RAM: {=usize} B to infer",
            N::FACTS.params + N::FACTS.fixed,
            self.flash,
            N::FACTS.macs,
            self.infer_ram,
        );
        if let Some(bytes) = self.train_ram {
            defmt::write!(f, ", {=usize} B to train online", bytes);
        }
    }
}

impl<N: Layer> Summary<N> {
    fn totals(&self, f: &mut fmt::Formatter<'_>, width: usize) -> fmt::Result {
        writeln!(
            f,
            "{:<width$}{:>27}{:>13}{:>13}",
            "total",
            Padded(&Grouped(N::FACTS.params + N::FACTS.fixed)),
            Padded(&Grouped(self.flash)),
            Padded(&Grouped(N::FACTS.macs)),
        )?;
        write!(f, "RAM: {} bytes to infer", Grouped(self.infer_ram))?;
        match self.train_ram {
            Some(bytes) => writeln!(f, ", {} to train online, weights included", Grouped(bytes)),
            None => writeln!(f),
        }
    }
}

fn rule(f: &mut fmt::Formatter<'_>, width: usize) -> fmt::Result {
    writeln!(f, "{:-<1$}", "", width + OTHERS)
}

fn row(f: &mut fmt::Formatter<'_>, width: usize, layer: &Description) -> fmt::Result {
    let name = Name(layer);
    writeln!(
        f,
        "{:<width$}{:>14}{:>13}{:>13}{:>13}",
        Padded(&name),
        Padded(&layer.output),
        Padded(&Grouped(layer.params)),
        Padded(&Grouped(layer.bytes)),
        Padded(&Grouped(layer.macs)),
    )?;
    match layer.left_out {
        [0, 0] => Ok(()),
        [0, places] if matches!(layer.input, Shape::Sequence(..)) => {
            writeln!(f, "  leaves out the last {}", Several(places, "place"))
        }
        [0, columns] => writeln!(f, "  leaves out the last {}", Several(columns, "column")),
        [rows, 0] => writeln!(f, "  leaves out the last {}", Several(rows, "row")),
        [rows, columns] => writeln!(
            f,
            "  leaves out the last {} and the last {}",
            Several(rows, "row"),
            Several(columns, "column"),
        ),
    }
}

/// `row`, or `2 rows`.
struct Several(usize, &'static str);

impl fmt::Display for Several {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str(self.1),
            number => write!(f, "{number} {}s", self.1),
        }
    }
}

/// The label, the name and the activation of a layer.
struct Name<'a>(&'a Description);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.label.is_empty() {
            write!(f, "{}: ", self.0.label)?;
        }
        if self.0.activation == Identity::NAME {
            f.write_str(self.0.name)
        } else {
            write!(f, "{}, {}", self.0.name, self.0.activation)
        }
    }
}

/// A value padded with spaces to the width of the format, without an allocator.
struct Padded<'a, T>(&'a T);

impl<T: fmt::Display> fmt::Display for Padded<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fill = f.width().unwrap_or(0).saturating_sub(length(self.0)?);
        let (before, after) = match f.align() {
            Some(fmt::Alignment::Left) | None => (0, fill),
            _ => (fill, 0),
        };
        write!(f, "{:before$}{}{:after$}", "", self.0, "")
    }
}

/// The number of characters of a printed value.
fn length(text: &impl fmt::Display) -> Result<usize, fmt::Error> {
    let mut length = Counter(0);
    fmt::Write::write_fmt(&mut length, format_args!("{text}"))?;
    Ok(length.0)
}

/// Counts the characters written to it.
struct Counter(usize);

impl fmt::Write for Counter {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.chars().count();
        Ok(())
    }
}
