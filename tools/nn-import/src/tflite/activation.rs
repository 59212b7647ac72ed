//! Functions of single numbers, and softmax.

use nn_core::tflite::{Operator, Options};

use super::builder::Builder;
use crate::graph::Attribute;
use crate::tensor::Tensor;

impl Builder<'_> {
    /// An operator that is a function of one value. `None` if it is not one of them.
    pub(super) fn function(
        &mut self,
        name: &str,
        operator: &Operator<'_>,
    ) -> Result<Option<String>, String> {
        let value = self.data(operator)?;
        let value = match (name, operator.options()) {
            ("LOGISTIC", _) => self.push("Sigmoid", vec![value], &[]),
            ("TANH", _) => self.push("Tanh", vec![value], &[]),
            ("HARD_SWISH", _) => self.push("HardSwish", vec![value], &[]),
            ("ELU", _) => self.push("Elu", vec![value], &[("alpha", Attribute::Float(1.0))]),
            ("LEAKY_RELU", Options::Factor(slope)) => self.push(
                "LeakyRelu",
                vec![value],
                &[("alpha", Attribute::Float(slope))],
            ),
            ("GELU", Options::Approximate(is_approximate)) => {
                let formula = if is_approximate { "tanh" } else { "none" };
                let formula = Attribute::Text(formula.to_owned());
                self.push("Gelu", vec![value], &[("approximate", formula)])
            }
            ("SOFTMAX", Options::Factor(factor)) => {
                let value = self.times(value, factor);
                self.push("Softmax", vec![value], &[])
            }
            ("LOG_SOFTMAX", _) => self.push("LogSoftmax", vec![value], &[]),
            _ => return Ok(self.limited(name, operator, value)),
        };
        Ok(Some(value))
    }

    /// A rectified linear unit with its limits. `None` if it is not one of them.
    pub(super) fn limited(
        &mut self,
        name: &str,
        operator: &Operator<'_>,
        value: String,
    ) -> Option<String> {
        let (least, most) = match name {
            "RELU" => return Some(self.push("Relu", vec![value], &[])),
            "RELU6" if self.holds_no_6(operator) => {
                return Some(self.push("Relu", vec![value], &[]));
            }
            "RELU6" => (0.0, 6.0),
            "RELU_N1_TO_1" => (-1.0, 1.0),
            "RELU_0_TO_1" => (0.0, 1.0),
            _ => return None,
        };
        let number = |value: f64| Tensor {
            shape: vec![],
            values: vec![value],
        };
        let limits = [least, most].map(|limit| self.constant(number(limit)));
        let [least, most] = limits;
        Some(self.push("Clip", vec![value, least, most], &[]))
    }

    /// Whether the integers of the output represent no numbers beyond 6.
    fn holds_no_6(&self, operator: &Operator<'_>) -> bool {
        let grid = self.grid(operator.output(0)).filter(|_| self.is_integer);
        grid.is_some_and(|grid| grid.integer(6.0) >= 127)
    }

    /// A value times a number.
    fn times(&mut self, value: String, factor: f32) -> String {
        if factor == 1.0 {
            return value;
        }
        let factor = self.constant(Tensor {
            shape: vec![],
            values: vec![factor.into()],
        });
        self.push("Mul", vec![value, factor], &[])
    }
}
