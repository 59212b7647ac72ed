//! Sums, products and concatenations.

use nn_core::tflite::{Operator, Options};

use super::builder::Builder;
use crate::graph::Attribute;

impl Builder<'_> {
    /// An operator of two values, or of a value and a constant.
    pub(super) fn arithmetic(
        &mut self,
        operator: &Operator<'_>,
        name: &str,
    ) -> Result<String, String> {
        let constants = [0, 1].map(|index| self.constant_of(operator.input(index)));
        let has_constant = constants
            .iter()
            .any(|constant| !matches!(constant, Ok(None)));
        if self.is_integer && (has_constant || name != "Add") {
            return Err("no layer of 8-bit integers computes it".to_owned());
        }
        let inputs = vec![self.operand(operator, 0)?, self.operand(operator, 1)?];
        Ok(self.push(name, inputs, &[]))
    }

    /// `CONCATENATION` along an axis.
    pub(super) fn concatenation(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let Options::Fused { axis, .. } = operator.options() else {
            return Err("its settings cannot be read".to_owned());
        };
        let axes = operator
            .output(0)
            .and_then(|tensor| self.file.tensor(tensor));
        let axes = axes.map_or(0, |tensor| tensor.shape().len());
        let axis = self.axis(axis.into(), axes).ok_or("it joins rows")?;
        let inputs = (0..operator.inputs()).map(|index| self.operand(operator, index));
        let inputs = inputs.collect::<Result<_, _>>()?;
        Ok(self.push("Concat", inputs, &[("axis", Attribute::Int(axis as i64))]))
    }
}
