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
        "GRU" | "LSTM" | "RNN" => {
            "`Gru`, `Lstm` and `Rnn` read a sequence in one direction and begin with a state of 0"
        }
        "ConvTranspose" | "DepthToSpace" => {
            "train with `nn.Upsample(scale_factor=2)` and a convolution after it"
        }
        "InstanceNormalization" | "GroupNormalization" => "train with batch normalization",
        "ArgMax" | "TopK" => "end the model before it: `classify` returns the class",
        "Attention" | "MultiHeadAttention" => "attention is not in the language",
        "Scan" | "Loop" | "If" => "export a model without control flow",
        "Split" | "Slice" | "Gather" => {
            "a network has no parts of tensors: compute them before the network, or give each part a model of its own"
        }
        "Pow" | "Sqrt" | "Abs" | "Exp" | "Log" | "Erf" | "Reciprocal" | "Neg" | "Min" | "Max" => {
            "arithmetic that is no layer, activation or normalization is not in the language: write it as one, or compute it outside of the \
             network"
        }
        "ReduceMax" | "ReduceSum" | "ReduceMin" | "ReduceL2" => {
            "of the reductions the language has `GlobalAvgPool`: train with a mean over the image"
        }
        "Erfc" => {
            "tf2onnx writes Keras's GELU with it, although ONNX has no such operator: train with `relu` or `silu`, or export with Keras's \
             backend of PyTorch"
        }
        "Einsum" => "write the product as `nn.Linear`",
        "Where" | "Greater" | "Less" => {
            "decisions are not in the language: make them outside of the network"
        }
        "Selu" | "Celu" | "Mish" | "ThresholdedRelu" | "Softsign" | "Hardmax" => {
            "train with an activation of the language, such as `ReLU`, `ELU` or `SiLU`"
        }
        "QLinearConv" | "QLinearMatMul" | "QuantizeLinear" | "DequantizeLinear" => {
            "import the model of `f32`, and quantize it with `quantized!`"
        }
        operator if operator.starts_with("ai.onnx.ml.") => {
            "operators of classical machine learning are not layers: export the model as a network"
        }
        operator if operator.starts_with("com.microsoft.") => {
            "onnxruntime has written this operator when it optimized the model: import the model as it was exported"
        }
        operator if operator.contains('.') => {
            "it is an operator of another program: export the model with operators of ONNX only"
        }
        _ => "",
    }
}
