//! One operator as nodes.

use nn_core::tflite::{Fused, Operator, Options};

use super::builder::Builder;
use crate::graph::Attribute;

/// Why an operator is not understood that no layer computes.
pub(super) const NO_LAYER: &str = "no layer of the language computes it";

impl Builder<'_> {
    /// Adds the nodes of an operator.
    ///
    /// # Errors
    /// It is not understood.
    pub(super) fn convert(&mut self, index: usize) -> Result<(), String> {
        let operator = self.file.operator(index).ok_or("it cannot be read")?;
        self.start(index, &operator);
        let output = operator.output(0).ok_or("it has no output")?;
        let value = match operator.code().name() {
            "CONV_2D" => self.convolution(&operator, false)?,
            "DEPTHWISE_CONV_2D" => self.convolution(&operator, true)?,
            "FULLY_CONNECTED" => self.dense(&operator)?,
            "MAX_POOL_2D" => self.pool(&operator, "MaxPool")?,
            "AVERAGE_POOL_2D" => self.pool(&operator, "AveragePool")?,
            "MEAN" => self.mean(&operator)?,
            "ADD" => self.arithmetic(&operator, "Add")?,
            "SUB" => self.arithmetic(&operator, "Sub")?,
            "MUL" => self.arithmetic(&operator, "Mul")?,
            "DIV" => self.arithmetic(&operator, "Div")?,
            "CONCATENATION" => self.concatenation(&operator)?,
            "RESHAPE" | "SQUEEZE" | "EXPAND_DIMS" => self.reshape(&operator)?,
            "TRANSPOSE" => self.transpose(&operator)?,
            "PAD" | "PADV2" => self.pad(&operator)?,
            "UNIDIRECTIONAL_SEQUENCE_LSTM" => self.lstm(&operator)?,
            "STRIDED_SLICE" => self.last_step(&operator)?,
            "QUANTIZE" | "DEQUANTIZE" | "CAST" => self.data(&operator)?,
            _ if operator.input(0).is_none() => return Err(NO_LAYER.to_owned()),
            name => match self.function(name, &operator)? {
                Some(value) => value,
                None => return Err(NO_LAYER.to_owned()),
            },
        };
        let value = self.fused(&operator, value)?;
        let value = self.rounded(&operator, value);
        self.rename(output, value);
        Ok(())
    }

    /// The first input, which depends on the input of the network.
    pub(super) fn data(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        self.operand(operator, 0)
    }

    /// An input: a value, or a constant.
    pub(super) fn operand(
        &mut self,
        operator: &Operator<'_>,
        index: usize,
    ) -> Result<String, String> {
        let tensor = operator.input(index);
        match self.constant_of(tensor)? {
            Some(mut constant) => {
                if let Some(row) = self.row_of(constant.shape.len()) {
                    constant.shape.remove(row);
                }
                Ok(self.constant(constant))
            }
            None => {
                let tensor = tensor.ok_or_else(|| format!("it has no input {index}"))?;
                Ok(self.value(tensor))
            }
        }
    }

    /// The activation that is part of an operator.
    fn fused(&mut self, operator: &Operator<'_>, value: String) -> Result<String, String> {
        let activation = match operator.options() {
            Options::Sliding(sliding) => sliding.activation,
            Options::Fused { activation, .. } => activation,
            _ => Fused::NONE,
        };
        match activation {
            Fused::NONE => Ok(value),
            Fused::TANH => Ok(self.push("Tanh", vec![value], &[])),
            activation => {
                let limited = self.limited(activation.name(), operator, value);
                limited.ok_or_else(|| format!("its activation is {}", activation.name()))
            }
        }
    }

    /// Rounds to the numbers that the integers of the output represent, if it computes.
    fn rounded(&mut self, operator: &Operator<'_>, value: String) -> String {
        let is_same = matches!(
            operator.code().name(),
            "RESHAPE" | "SQUEEZE" | "EXPAND_DIMS" | "TRANSPOSE" | "PAD" | "STRIDED_SLICE"
        );
        match self.grid(operator.output(0)) {
            Some(grid) if self.is_integer && !is_same => {
                let attributes = [
                    ("scale", Attribute::Float(grid.scale)),
                    ("zero_point", Attribute::Int(grid.zero_point)),
                ];
                self.push("FakeQuant", vec![value], &attributes)
            }
            _ => value,
        }
    }
}
