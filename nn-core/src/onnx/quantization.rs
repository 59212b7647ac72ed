//! Values that are rounded to 8 bits, and back.

use std::format;
use std::string::String;
use std::vec;
use std::vec::Vec;

use super::model::DataType;
use super::value::Weight;
use super::{Attribute, Graph, Value};
use crate::layer::Scale;

/// The scale of a tensor as two stored numbers.
#[derive(Debug, Clone)]
pub(super) struct Quantization {
    factor: Weight,
    zero: Weight,
    pub(super) scale: Scale,
}

impl Quantization {
    /// The scale with this name.
    pub(super) fn new(name: &str, scale: Scale) -> Self {
        Quantization {
            factor: Weight::new(format!("{name}_scale"), &[], &[scale.factor]),
            zero: zero(format!("{name}_zero_point"), scale.zero),
            scale,
        }
    }
}

/// A zero point as a single number of 8 bits.
fn zero(name: String, zero: i32) -> Weight {
    Weight {
        name,
        shape: Vec::new(),
        kind: DataType::I8,
        bytes: [zero.clamp(-128, 127) as u8].into(),
    }
}

impl Graph {
    /// The next two tensors of this layer: a factor and a zero point.
    pub(super) fn next_scale(&mut self) -> Quantization {
        let (factor, point) = (self.next_weight(), self.next_weight());
        let word = point.words().next().unwrap_or_default();
        let scale = Scale {
            factor: factor.reals().first().copied().unwrap_or_default(),
            zero: i32::from_le_bytes(word),
        };
        Quantization {
            factor: factor.with_shape(&[]),
            zero: zero(point.name, scale.zero),
            scale,
        }
    }

    /// Rounds a value to 8 bits. The result is real numbers that 8 bits represent.
    pub(super) fn rounded(&mut self, value: &Value, to: &Quantization) -> Value {
        let factor = self.shared(to.factor.clone());
        let zero = self.shared(to.zero.clone());
        let shape = value.shape();
        let numbers = self.node("QuantizeLinear", &[value, &factor, &zero], &[], shape);
        let reals = self.node("DequantizeLinear", &[&numbers, &factor, &zero], &[], shape);
        Value {
            scale: Some(to.scale),
            ..reals
        }
    }

    /// Integers as real numbers, with a scale, and a zero point where there is one, for each element of the first dimension.
    pub(super) fn represented(&mut self, numbers: &Value, scales: &[&Value]) -> Value {
        let axis = [("axis", Attribute::Int(0))];
        let inputs = [&[numbers], scales].concat();
        self.node("DequantizeLinear", &inputs, &axis, numbers.shape())
    }

    /// Zero points of 0, one for each scale. onnxruntime needs them to compute with another type of integers.
    pub(super) fn zeros(&mut self, name: &str, scales: &Value) -> Value {
        let name = self.scope.tensor_name(name);
        let count = scales.shape().iter().product();
        self.stored(Weight {
            name,
            shape: scales.shape().to_vec(),
            kind: DataType::I8,
            bytes: vec![0; count],
        })
    }

    /// Checks that a value has the scale that this layer has for its input.
    pub(super) fn expect_scale(&mut self, value: &Value, expected: Scale) {
        if let Some(found) = value.scale
            && !found.is(expected)
        {
            self.refuse(format!(
                "the scale of its input is {} with the zero point {}, but that of the layer before it is {} with {}",
                expected.factor, expected.zero, found.factor, found.zero
            ));
        }
    }
}
