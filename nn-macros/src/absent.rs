//! What other frameworks have and nn-core has not, and what to write instead.

/// Names of layers and activations that mean the same to a user of nn-core.
struct Absent {
    /// In one of their spellings; upper and lower case do not matter.
    names: &'static [&'static str],
    instead: &'static str,
}

const ABSENT: &[Absent] = &[
    Absent {
        names: &[
            "Lstm",
            "Gru",
            "Rnn",
            "SimpleRnn",
            "LstmCell",
            "GruCell",
            "RnnCell",
            "BiLstm",
            "BiGru",
            "Bidirectional",
            "ConvLstm1d",
            "ConvLstm2d",
            "TimeDistributed",
        ],
        instead: "no layer has a memory: use `Conv1d` over a window of the sequence",
    },
    Absent {
        names: &[
            "Attention",
            "SelfAttention",
            "MultiHeadAttention",
            "AdditiveAttention",
            "Transformer",
            "TransformerEncoder",
            "TransformerEncoderLayer",
            "TransformerDecoder",
            "TransformerDecoderLayer",
            "PositionalEncoding",
        ],
        instead: "use `Conv1d`, or `Flatten => Dense<..>`",
    },
    Absent {
        names: &["Embedding", "EmbeddingBag"],
        instead: "give the network a one-hot vector and begin with `Dense`",
    },
    Absent {
        names: &[
            "Conv3d",
            "MaxPool3d",
            "MaxPooling3d",
            "AvgPool3d",
            "AveragePooling3d",
            "BatchNorm3d",
            "LazyConv3d",
        ],
        instead: "shapes have at most three dimensions: `[channels, height, width]`",
    },
    Absent {
        names: &[
            "ConvTranspose1d",
            "ConvTranspose2d",
            "ConvTranspose3d",
            "Conv1dTranspose",
            "Conv2dTranspose",
            "Conv3dTranspose",
            "ConvTransposed2d",
            "Deconv2d",
            "Deconvolution2d",
            "Upsample",
            "Upsampling1d",
            "Upsampling2d",
            "Upsampling3d",
            "UpsamplingNearest2d",
            "UpsamplingBilinear2d",
            "Interpolate",
            "Resize",
            "Resizing",
            "PixelShuffle",
        ],
        instead: "no layer enlarges an image: use `Dense` for an output that is larger than its input",
    },
    Absent {
        names: &["SeparableConv", "SeparableConv2d", "SeparableConvolution2d"],
        instead: "write `DepthwiseConv2d<3> => Conv2d<filters = 8, kernel = 1>`",
    },
    Absent {
        names: &[
            "LocallyConnected1d",
            "LocallyConnected2d",
            "DeformConv2d",
            "Unfold",
            "Fold",
        ],
        instead: "use `Conv2d`",
    },
    Absent {
        names: &[
            "GlobalMaxPool",
            "GlobalMaxPool1d",
            "GlobalMaxPool2d",
            "GlobalMaxPooling",
            "GlobalMaxPooling1d",
            "GlobalMaxPooling2d",
            "AdaptiveMaxPool1d",
            "AdaptiveMaxPool2d",
        ],
        instead: "write `GlobalAvgPool`, or `MaxPool2d` with a kernel as large as the image",
    },
    Absent {
        names: &[
            "LpPool1d",
            "LpPool2d",
            "FractionalMaxPool2d",
            "MaxUnpool1d",
            "MaxUnpool2d",
            "SumPool2d",
            "MinPool2d",
        ],
        instead: "write `MaxPool2d` or `AvgPool2d`",
    },
    Absent {
        names: &[
            "Pad",
            "ZeroPad1d",
            "ZeroPad2d",
            "ZeroPadding1d",
            "ZeroPadding2d",
            "ConstantPad1d",
            "ConstantPad2d",
            "ReflectionPad1d",
            "ReflectionPad2d",
            "ReplicationPad1d",
            "ReplicationPad2d",
            "CircularPad1d",
            "CircularPad2d",
        ],
        instead: "the layer that needs it adds the padding: `Conv2d<filters = 8, kernel = 3, padding = 1>`",
    },
    Absent {
        names: &["Crop", "Cropping1d", "Cropping2d", "CenterCrop"],
        instead: "crop the image before it enters the network",
    },
    Absent {
        names: &[
            "GroupNorm",
            "GroupNormalization",
            "InstanceNorm",
            "InstanceNorm1d",
            "InstanceNorm2d",
            "InstanceNormalization",
            "LocalResponseNorm",
            "RmsNorm",
            "RmsNormalization",
            "WeightNorm",
            "WeightNormalization",
            "SpectralNorm",
            "SpectralNormalization",
            "UnitNormalization",
            "SyncBatchNorm",
            "BatchRenormalization",
            "Normalize",
            "Normalization",
        ],
        instead: "write `LayerNorm` or `BatchNorm`",
    },
    Absent {
        names: &[
            "Permute",
            "Transpose",
            "Swapaxes",
            "Unflatten",
            "Squeeze",
            "Unsqueeze",
            "ExpandDims",
            "RepeatVector",
        ],
        instead: "of the shapes only `Flatten` changes one: reorder the values before they enter the network",
    },
    Absent {
        names: &["Add", "Addition", "Sum", "Merge"],
        instead: "write `Residual<..>`, which adds its input to what its layers give",
    },
    Absent {
        names: &[
            "Multiply", "Subtract", "Average", "Maximum", "Minimum", "Dot", "Bilinear", "Maxout",
        ],
        instead: "branches are joined by `Concat<[..], [..]>` and added by `Residual<..>`",
    },
    Absent {
        names: &[
            "GaussianNoise",
            "GaussianDropout",
            "SpatialDropout1d",
            "Dropout3d",
            "DropPath",
            "DropBlock",
            "StochasticDepth",
            "FeatureAlphaDropout",
            "ActivityRegularization",
        ],
        instead: "write `Dropout<0.2>`",
    },
    Absent {
        names: &["Sequential", "Model", "ModuleList"],
        instead: "join layers by `=>`, or give them to a network of their own, which is a layer, too",
    },
    Absent {
        names: &["Input", "InputLayer"],
        instead: "a network starts with the size of its input: `784 => ..`",
    },
    Absent {
        names: &["Output", "OutputLayer"],
        instead: "the last layer gives the output: `Dense<10, Softmax>`",
    },
    Absent {
        names: &["Lambda"],
        instead: "write a layer of your own by the trait `Layer`",
    },
    Absent {
        names: &[
            "Relu6",
            "ReluN",
            "ThresholdedRelu",
            "Threshold",
            "RRelu",
            "CRelu",
        ],
        instead: "use the activation `Relu` or `LeakyRelu`",
    },
    Absent {
        names: &["PRelu"],
        instead: "use the activation `LeakyRelu<0.25>`, whose slope is fixed",
    },
    Absent {
        names: &["HardSwish", "Mish", "QuickGelu", "Glu", "SwiGlu", "GeGlu"],
        instead: "use the activation `Silu` or `Gelu`",
    },
    Absent {
        names: &["Selu", "Celu"],
        instead: "use the activation `Elu`",
    },
    Absent {
        names: &["HardSigmoid", "LogSigmoid"],
        instead: "use the activation `Sigmoid`",
    },
    Absent {
        names: &[
            "HardTanh",
            "Softsign",
            "Tanhshrink",
            "Softshrink",
            "Hardshrink",
            "Sine",
            "ReluTanh",
        ],
        instead: "use the activation `Tanh`",
    },
    Absent {
        names: &[
            "LogSoftmax",
            "Softmin",
            "Softmax2d",
            "Sparsemax",
            "GumbelSoftmax",
        ],
        instead: "use the activation `Softmax`; `CrossEntropy` takes the logarithm itself",
    },
];

/// Modes of padding, in lower case.
const PADDINGS: &[&str] = &[
    "causal",
    "reflect",
    "replicate",
    "circular",
    "symmetric",
    "constant",
    "zeros",
    "edge",
    "wrap",
    "full",
];

/// What to write in the place of a name that nn-core has not; nothing if it knows nothing of it.
pub(crate) fn instead(word: &str) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    let entry = ABSENT.iter().find(|entry| has(entry.names));
    entry.map(|entry| entry.instead)
}

/// Whether other frameworks have this mode of padding, and nn-core has not.
pub(crate) fn is_padding(word: &str) -> bool {
    // Words in capitals are constants.
    let is_constant = !word.contains(char::is_lowercase);
    !is_constant && PADDINGS.contains(&&*word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::ABSENT;
    use crate::suggest::is_alias;
    use crate::{activation, layer};

    /// A layer that is added leaves the table.
    #[test]
    fn nothing_is_both_there_and_absent() {
        let mut names: Vec<_> = ABSENT.iter().flat_map(|entry| entry.names).collect();
        for name in &names {
            let mut known = layer::known().chain(activation::KNOWN);
            assert!(!known.any(|known| is_alias(name, known)), "{name}");
        }
        let count = names.len();
        names.sort_by_key(|name| name.to_lowercase());
        names.dedup_by_key(|name| name.to_lowercase());
        assert_eq!(names.len(), count, "a name stands there twice");
    }
}
