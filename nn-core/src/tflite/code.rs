//! What an operator computes.

use core::fmt;

/// What an operator computes, by its number in the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Code(pub u32);

impl Code {
    /// Adds two tensors.
    pub const ADD: Code = Code(0);
    /// The mean of each window.
    pub const AVERAGE_POOL_2D: Code = Code(1);
    /// Joins tensors.
    pub const CONCATENATION: Code = Code(2);
    /// A convolution.
    pub const CONV_2D: Code = Code(3);
    /// A depthwise convolution.
    pub const DEPTHWISE_CONV_2D: Code = Code(4);
    /// Converts integers to floating-point numbers.
    pub const DEQUANTIZE: Code = Code(6);
    /// A dense layer.
    pub const FULLY_CONNECTED: Code = Code(9);
    /// The logistic function.
    pub const LOGISTIC: Code = Code(14);
    /// The maximum of each window.
    pub const MAX_POOL_2D: Code = Code(17);
    /// Multiplies two tensors.
    pub const MUL: Code = Code(18);
    /// ReLU.
    pub const RELU: Code = Code(19);
    /// ReLU with the limit 6.
    pub const RELU6: Code = Code(21);
    /// Another shape with the same values.
    pub const RESHAPE: Code = Code(22);
    /// Softmax.
    pub const SOFTMAX: Code = Code(25);
    /// The hyperbolic tangent.
    pub const TANH: Code = Code(28);
    /// An operator that is not part of the format.
    pub const CUSTOM: Code = Code(32);
    /// Adds zeros around a tensor.
    pub const PAD: Code = Code(34);
    /// The mean over some dimensions.
    pub const MEAN: Code = Code(40);
    /// Subtracts a tensor from another.
    pub const SUB: Code = Code(41);
    /// Divides a tensor by another.
    pub const DIV: Code = Code(42);
    /// Part of a tensor.
    pub const STRIDED_SLICE: Code = Code(45);
    /// The shape of a tensor.
    pub const SHAPE: Code = Code(77);
    /// Stacks tensors.
    pub const PACK: Code = Code(83);
    /// Removes dimensions of size 1.
    pub const SQUEEZE: Code = Code(43);
    /// An LSTM over all steps of a sequence.
    pub const UNIDIRECTIONAL_SEQUENCE_LSTM: Code = Code(44);
    /// Logarithms of softmax.
    pub const LOG_SOFTMAX: Code = Code(50);
    /// Adds a dimension of size 1.
    pub const EXPAND_DIMS: Code = Code(70);
    /// Leaky ReLU.
    pub const LEAKY_RELU: Code = Code(98);
    /// ELU.
    pub const ELU: Code = Code(111);
    /// Converts numbers to integers, or to integers with another scale.
    pub const QUANTIZE: Code = Code(114);
    /// The hard swish.
    pub const HARD_SWISH: Code = Code(117);
    /// A loop.
    pub const WHILE: Code = Code(119);
    /// GELU.
    pub const GELU: Code = Code(150);

    /// The name in the format, for example `CONV_2D`.
    pub const fn name(self) -> &'static str {
        match NAMES.split_at_checked(self.0 as usize) {
            Some((_, [name, ..])) => name,
            _ => "a new operator",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of the operators, in the order of their numbers.
#[rustfmt::skip]
const NAMES: [&str; 162] = [
    "ADD", "AVERAGE_POOL_2D", "CONCATENATION", "CONV_2D", "DEPTHWISE_CONV_2D", "DEPTH_TO_SPACE", "DEQUANTIZE",
    "EMBEDDING_LOOKUP", "FLOOR", "FULLY_CONNECTED", "HASHTABLE_LOOKUP", "L2_NORMALIZATION", "L2_POOL_2D",
    "LOCAL_RESPONSE_NORMALIZATION", "LOGISTIC", "LSH_PROJECTION", "LSTM", "MAX_POOL_2D", "MUL", "RELU", "RELU_N1_TO_1",
    "RELU6", "RESHAPE", "RESIZE_BILINEAR", "RNN", "SOFTMAX", "SPACE_TO_DEPTH", "SVDF", "TANH", "CONCAT_EMBEDDINGS",
    "SKIP_GRAM", "CALL", "CUSTOM", "EMBEDDING_LOOKUP_SPARSE", "PAD", "UNIDIRECTIONAL_SEQUENCE_RNN", "GATHER",
    "BATCH_TO_SPACE_ND", "SPACE_TO_BATCH_ND", "TRANSPOSE", "MEAN", "SUB", "DIV", "SQUEEZE", "UNIDIRECTIONAL_SEQUENCE_LSTM",
    "STRIDED_SLICE", "BIDIRECTIONAL_SEQUENCE_RNN", "EXP", "TOPK_V2", "SPLIT", "LOG_SOFTMAX", "DELEGATE",
    "BIDIRECTIONAL_SEQUENCE_LSTM", "CAST", "PRELU", "MAXIMUM", "ARG_MAX", "MINIMUM", "LESS", "NEG", "PADV2", "GREATER",
    "GREATER_EQUAL", "LESS_EQUAL", "SELECT", "SLICE", "SIN", "TRANSPOSE_CONV", "SPARSE_TO_DENSE", "TILE", "EXPAND_DIMS",
    "EQUAL", "NOT_EQUAL", "LOG", "SUM", "SQRT", "RSQRT", "SHAPE", "POW", "ARG_MIN", "FAKE_QUANT", "REDUCE_PROD",
    "REDUCE_MAX", "PACK", "LOGICAL_OR", "ONE_HOT", "LOGICAL_AND", "LOGICAL_NOT", "UNPACK", "REDUCE_MIN", "FLOOR_DIV",
    "REDUCE_ANY", "SQUARE", "ZEROS_LIKE", "FILL", "FLOOR_MOD", "RANGE", "RESIZE_NEAREST_NEIGHBOR", "LEAKY_RELU",
    "SQUARED_DIFFERENCE", "MIRROR_PAD", "ABS", "SPLIT_V", "UNIQUE", "CEIL", "REVERSE_V2", "ADD_N", "GATHER_ND", "COS",
    "WHERE", "RANK", "ELU", "REVERSE_SEQUENCE", "MATRIX_DIAG", "QUANTIZE", "MATRIX_SET_DIAG", "ROUND", "HARD_SWISH", "IF",
    "WHILE", "NON_MAX_SUPPRESSION_V4", "NON_MAX_SUPPRESSION_V5", "SCATTER_ND", "SELECT_V2", "DENSIFY", "SEGMENT_SUM",
    "BATCH_MATMUL", "PLACEHOLDER_FOR_GREATER_OP_CODES", "CUMSUM", "CALL_ONCE", "BROADCAST_TO", "RFFT2D", "CONV_3D", "IMAG",
    "REAL", "COMPLEX_ABS", "HASHTABLE", "HASHTABLE_FIND", "HASHTABLE_IMPORT", "HASHTABLE_SIZE", "REDUCE_ALL",
    "CONV_3D_TRANSPOSE", "VAR_HANDLE", "READ_VARIABLE", "ASSIGN_VARIABLE", "BROADCAST_ARGS", "RANDOM_STANDARD_NORMAL",
    "BUCKETIZE", "RANDOM_UNIFORM", "MULTINOMIAL", "GELU", "DYNAMIC_UPDATE_SLICE", "RELU_0_TO_1", "UNSORTED_SEGMENT_PROD",
    "UNSORTED_SEGMENT_MAX", "UNSORTED_SEGMENT_SUM", "ATAN2", "UNSORTED_SEGMENT_MIN", "SIGN", "BITCAST", "BITWISE_XOR",
    "RIGHT_SHIFT",
];
