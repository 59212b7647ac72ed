//! Operators that change the shape or the order of axes, and zeros around images.

use nn_core::tflite::Operator;

use super::builder::Builder;
use crate::graph::Attribute;
use crate::tensor::Tensor;

impl Builder<'_> {
    /// An operator that changes only the shape, to that of its output.
    pub(super) fn reshape(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let value = self.data(operator)?;
        let shape = |tensor: Option<usize>| tensor.map(|tensor| self.shape(tensor));
        let (before, after) = (shape(operator.input(0)), shape(operator.output(0)));
        match after {
            after if after == before => Ok(value),
            Some(after) => Ok(self.reshaped(value, after)),
            None => Err("it has no output".to_owned()),
        }
    }

    /// Adds a node that changes the shape.
    pub(super) fn reshaped(
        &mut self,
        value: String,
        shape: impl IntoIterator<Item = usize>,
    ) -> String {
        let shape = self.constant(Tensor::list(shape));
        self.push("Reshape", vec![value, shape], &[])
    }

    /// `TRANSPOSE` by a constant order.
    pub(super) fn transpose(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let order = self.list(operator, 1)?;
        let axes = order.len();
        let order = order.into_iter().filter_map(|axis| self.axis(axis, axes));
        let order = order.map(|axis| axis as i64).collect();
        let value = self.data(operator)?;
        Ok(self.push(
            "Transpose",
            vec![value],
            &[("perm", Attribute::Ints(order))],
        ))
    }

    /// `PAD` with a constant number of zeros before and after each axis.
    pub(super) fn pad(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let pads = self.list(operator, 1)?;
        let (pairs, []) = pads.as_chunks::<2>() else {
            return Err("its numbers of zeros are not pairs".to_owned());
        };
        let mut pairs = pairs.to_vec();
        if let Some(row) = self.row_of(pairs.len())
            && pairs.remove(row) != [0, 0]
        {
            return Err("it pads the only row of a sequence".to_owned());
        }
        let value = self.data(operator)?;
        let is_image = pairs.len() > 2;
        // The channels are first around the node.
        if is_image && let Some(channels) = pairs.pop() {
            pairs.insert(1, channels);
        }
        let [before, after] = [0, 1].map(|side| pairs.iter().map(move |pair| pair[side]));
        let pads = Attribute::Ints(before.chain(after).collect());
        let mut attributes = vec![("pads", pads)];
        if operator.input(2).is_some() {
            let number = self.numbers(operator, 2)?.single().unwrap_or(f64::NAN);
            attributes.push(("value", Attribute::Float(number as f32)));
        }
        if !is_image {
            return Ok(self.push("Pad", vec![value], &attributes));
        }
        let value = self.channels_first(value);
        let value = self.push("Pad", vec![value], &attributes);
        Ok(self.channels_last(value))
    }
}
