//! Activations as operators.

use core::f32::consts::SQRT_2;

use super::{Attribute, ExportActivation, Graph, Value};
use crate::activation::{
    Elu, Gelu, HardSigmoid, HardSwish, Identity, LeakyRelu, Relu, Relu6, Sigmoid, Silu, Softmax,
    Softplus, Tanh,
};

/// Implements [`ExportActivation`] for activations that are one operator.
macro_rules! operators {
    ($($activation:ident => $operator:literal;)+) => { $(
        impl ExportActivation for $activation {
            fn export(graph: &mut Graph, input: &Value) -> Value {
                graph.node($operator, &[input], &[], input.shape())
            }
        }
    )+ };
}

operators! {
    HardSwish => "HardSwish";
    Relu => "Relu";
    Sigmoid => "Sigmoid";
    Softplus => "Softplus";
    Tanh => "Tanh";
}

/// Implements [`ExportActivation`] for activations with a setting, which are one operator with an attribute.
macro_rules! with_setting {
    ($($activation:ident => $operator:literal, $attribute:literal;)+) => { $(
        impl<const NUMERATOR: u32, const DENOMINATOR: u32> ExportActivation
            for $activation<NUMERATOR, DENOMINATOR>
        {
            fn export(graph: &mut Graph, input: &Value) -> Value {
                let setting = NUMERATOR as f32 / DENOMINATOR as f32;
                let attributes = [($attribute, Attribute::Float(setting))];
                graph.node($operator, &[input], &attributes, input.shape())
            }
        }
    )+ };
}

with_setting! {
    Elu => "Elu", "alpha";
    LeakyRelu => "LeakyRelu", "alpha";
}

impl ExportActivation for Identity {
    fn export(_graph: &mut Graph, input: &Value) -> Value {
        input.clone()
    }
}

impl ExportActivation for Relu6 {
    fn export(graph: &mut Graph, input: &Value) -> Value {
        let [least, most] = [0.0, 6.0].map(|number| graph.number(number));
        graph.node("Clip", &[input, &least, &most], &[], input.shape())
    }
}

/// `min(max(z / 6 + 1 / 2, 0), 1)`. Without `alpha` the operator has another slope.
impl ExportActivation for HardSigmoid {
    fn export(graph: &mut Graph, input: &Value) -> Value {
        let attributes = [
            ("alpha", Attribute::Float(1.0 / 6.0)),
            ("beta", Attribute::Float(0.5)),
        ];
        graph.node("HardSigmoid", &[input], &attributes, input.shape())
    }
}

impl ExportActivation for Silu {
    fn export(graph: &mut Graph, input: &Value) -> Value {
        let gate = Sigmoid::export(graph, input);
        graph.node("Mul", &[input, &gate], &[], input.shape())
    }
}

/// `z (1 + erf(z / sqrt 2)) / 2`. The operator `Gelu` is younger than operator set 18.
impl ExportActivation for Gelu {
    fn export(graph: &mut Graph, input: &Value) -> Value {
        let [root, one, half] = [SQRT_2, 1.0, 0.5].map(|number| graph.number(number));
        let shape = input.shape();
        let scaled = graph.node("Div", &[input, &root], &[], shape);
        let erf = graph.node("Erf", &[&scaled], &[], shape);
        let sum = graph.node("Add", &[&erf, &one], &[], shape);
        let product = graph.node("Mul", &[input, &sum], &[], shape);
        graph.node("Mul", &[&product, &half], &[], shape)
    }
}

/// Over all values of a sample.
impl ExportActivation for Softmax {
    fn export(graph: &mut Graph, input: &Value) -> Value {
        let shape = input.shape();
        let axis = [("axis", Attribute::Int(1))];
        if let [_] = shape {
            return graph.node("Softmax", &[input], &axis, shape);
        }
        let flat = graph.node("Flatten", &[input], &axis, &[shape.iter().product()]);
        let output = graph.node("Softmax", &[&flat], &axis, flat.shape());
        graph.reshaped(&output, shape)
    }
}
