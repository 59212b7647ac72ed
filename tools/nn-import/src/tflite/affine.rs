//! Dense layers and convolutions.

use nn_core::tflite::{Operator, Options};

use super::builder::Builder;
use crate::graph::Attribute;

impl Builder<'_> {
    /// `FULLY_CONNECTED`: a vector and a matrix. It reads an image as a vector, too.
    pub(super) fn dense(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let weights = self.numbers(operator, 1)?;
        let [_, inputs] = weights.shape[..] else {
            return Err(format!("its weights have the shape {:?}", weights.shape));
        };
        let weights = weights.transposed(&[1, 0])?;
        let mut value = self.data(operator)?;
        let shape = operator.input(0).map(|tensor| self.shape(tensor));
        let shape = shape.unwrap_or_default();
        if shape.len() != 2 {
            if shape.iter().product::<usize>() != inputs {
                return Err(format!(
                    "it reads {shape:?} as several vectors of {inputs}, and a dense layer takes one"
                ));
            }
            value = self.reshaped(value, [1, inputs]);
        }
        let weights = self.constant(weights);
        let all = self.with_bias(operator, vec![value, weights])?;
        Ok(self.push("Gemm", all, &[]))
    }

    /// A value and weights, with the bias if there is one.
    fn with_bias(
        &mut self,
        operator: &Operator<'_>,
        mut inputs: Vec<String>,
    ) -> Result<Vec<String>, String> {
        if operator.input(2).is_some() {
            let bias = self.numbers(operator, 2)?;
            inputs.push(self.constant(bias));
        }
        Ok(inputs)
    }

    /// `CONV_2D` with weights of filters x rows x columns x channels, or `DEPTHWISE_CONV_2D` with weights of 1 x rows x columns x filters.
    pub(super) fn convolution(
        &mut self,
        operator: &Operator<'_>,
        is_depthwise: bool,
    ) -> Result<String, String> {
        let Options::Sliding(sliding) = operator.options() else {
            return Err("its settings cannot be read".to_owned());
        };
        let weights = self.numbers(operator, 1)?;
        let input = operator.input(0).map(|tensor| self.shape(tensor));
        let channels = input
            .unwrap_or_default()
            .last()
            .copied()
            .unwrap_or_default();
        let [_, rows, columns, of_each] = weights.shape[..] else {
            return Err(format!("its weights have the shape {:?}", weights.shape));
        };
        let order = if is_depthwise {
            [3, 0, 1, 2]
        } else {
            [0, 3, 1, 2]
        };
        let mut first = weights.transposed(&order)?;
        if let Some(row) = self.row_of(4) {
            first.shape.remove(row + 1);
        }
        let groups = match is_depthwise {
            true => channels,
            false => channels.checked_div(of_each).unwrap_or_default(),
        };
        let mut attributes = self.windows(operator, &sliding, [rows, columns])?;
        attributes.push(("group", Attribute::Int(groups as i64)));
        let value = self.data(operator)?;
        let value = self.channels_first(value);
        let weights = self.constant(first);
        let all = self.with_bias(operator, vec![value, weights])?;
        let value = self.push("Conv", all, &attributes);
        Ok(self.channels_last(value))
    }
}
