//! What an import does not understand, with the reason and what a person can do.

use std::fmt;

/// A node that no layer of the language computes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The node: its operator and its name.
    pub node: String,
    /// The shapes of its input and of its output, if they are known.
    pub shapes: Option<(Vec<usize>, Vec<usize>)>,
    /// Why it is refused.
    pub reason: String,
    /// What to do.
    pub advice: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refusal {
            node,
            shapes,
            reason,
            advice,
        } = self;
        write!(f, "{node}")?;
        if let Some((from, to)) = shapes {
            write!(f, ", {from:?} -> {to:?}")?;
        }
        write!(f, ": {reason}")?;
        match &**advice {
            "" => Ok(()),
            advice => write!(f, "; {advice}"),
        }
    }
}

/// What to do about an operator that no layer computes.
pub(crate) fn advice(operator: &str) -> &'static str {
    match operator {
        "GRU" | "LSTM" | "RNN" => "recurrent layers are not in the language yet",
        "ConvTranspose" | "DepthToSpace" => {
            "train with `nn.Upsample(scale_factor=2)` and a convolution after it"
        }
        "InstanceNormalization" | "GroupNormalization" => "train with batch normalization",
        "ArgMax" | "TopK" => "end the model before it: `classify` returns the class",
        "Attention" | "MultiHeadAttention" => "attention is not in the language",
        "Scan" | "Loop" | "If" => "export a model without control flow",
        "QLinearConv" | "QLinearMatMul" | "QuantizeLinear" | "DequantizeLinear" => {
            "import the model of `f32`, and quantize it with `quantized!`"
        }
        operator if operator.starts_with("ai.onnx.ml.") => {
            "operators of classical machine learning are not layers: export the model as a network"
        }
        _ => "",
    }
}
