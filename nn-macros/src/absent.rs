//! What other frameworks have and nn-core has not, and what to write instead.

/// Names of layers and activations, and what to write in their place. Upper and lower case do not matter.
#[rustfmt::skip]
const ABSENT: &[(&str, &str)] = &[
    ("Lstm Gru Rnn SimpleRnn LstmCell GruCell RnnCell BiLstm BiGru Bidirectional ConvLstm1d ConvLstm2d \
      TimeDistributed",
     "no layer has a memory: use `Conv1d` over a window of the sequence"),
    ("Attention SelfAttention MultiHeadAttention AdditiveAttention Transformer TransformerEncoder \
      TransformerEncoderLayer TransformerDecoder TransformerDecoderLayer PositionalEncoding",
     "use `Conv1d`, or `Flatten => Dense<..>`"),
    ("Embedding EmbeddingBag",
     "give the network a one-hot vector and begin with `Dense`"),
    ("Conv3d MaxPool3d MaxPooling3d AvgPool3d AveragePooling3d BatchNorm3d LazyConv3d",
     "shapes have at most three dimensions: `[channels, height, width]`"),
    ("ConvTranspose1d ConvTranspose2d ConvTranspose3d Conv1dTranspose Conv2dTranspose Conv3dTranspose \
      ConvTransposed2d Deconv2d Deconvolution2d Upsample Upsampling1d Upsampling2d Upsampling3d \
      UpsamplingNearest2d UpsamplingBilinear2d Interpolate Resize Resizing PixelShuffle",
     "no layer enlarges an image: use `Dense` for an output that is larger than its input"),
    ("SeparableConv SeparableConv2d SeparableConvolution2d",
     "write `DepthwiseConv2d<3> => Conv2d<filters = 8, kernel = 1>`"),
    ("LocallyConnected1d LocallyConnected2d DeformConv2d Unfold Fold",
     "use `Conv2d`"),
    ("GlobalMaxPool GlobalMaxPool1d GlobalMaxPool2d GlobalMaxPooling GlobalMaxPooling1d GlobalMaxPooling2d \
      AdaptiveMaxPool1d AdaptiveMaxPool2d",
     "write `GlobalAvgPool`, or `MaxPool2d` with a kernel as large as the image"),
    ("LpPool1d LpPool2d FractionalMaxPool2d MaxUnpool1d MaxUnpool2d SumPool2d MinPool2d",
     "write `MaxPool2d` or `AvgPool2d`"),
    ("Pad ZeroPad1d ZeroPad2d ZeroPadding1d ZeroPadding2d ConstantPad1d ConstantPad2d ReflectionPad1d \
      ReflectionPad2d ReplicationPad1d ReplicationPad2d CircularPad1d CircularPad2d",
     "the layer that needs it adds the padding: `Conv2d<filters = 8, kernel = 3, padding = 1>`"),
    ("Crop Cropping1d Cropping2d CenterCrop",
     "crop the image before it enters the network"),
    ("GroupNorm GroupNormalization InstanceNorm InstanceNorm1d InstanceNorm2d InstanceNormalization \
      LocalResponseNorm RmsNorm RmsNormalization WeightNorm WeightNormalization SpectralNorm SpectralNormalization \
      UnitNormalization SyncBatchNorm BatchRenormalization Normalize Normalization",
     "write `LayerNorm` or `BatchNorm`"),
    ("Permute Transpose Swapaxes Unflatten Squeeze Unsqueeze ExpandDims RepeatVector",
     "of the shapes only `Flatten` changes one: reorder the values before they enter the network"),
    ("Add Addition Sum Merge",
     "write `Residual<..>`, which adds its input to what its layers give"),
    ("Multiply Subtract Average Maximum Minimum Dot Bilinear Maxout",
     "branches are joined by `Concat<[..], [..]>` and added by `Residual<..>`"),
    ("GaussianNoise GaussianDropout SpatialDropout1d Dropout3d DropPath DropBlock StochasticDepth \
      FeatureAlphaDropout ActivityRegularization",
     "write `Dropout<0.2>`"),
    ("Sequential Model ModuleList",
     "join layers by `=>`, or give them to a network of their own, which is a layer, too"),
    ("Input InputLayer",
     "a network starts with the size of its input: `784 => ..`"),
    ("Output OutputLayer",
     "the last layer gives the output: `Dense<10, Softmax>`"),
    ("Lambda",
     "write a layer of your own by the trait `Layer`"),
    ("Relu6 ReluN ThresholdedRelu Threshold RRelu CRelu",
     "use the activation `Relu` or `LeakyRelu`"),
    ("PRelu",
     "use the activation `LeakyRelu<0.25>`, whose slope is fixed"),
    ("HardSwish Mish QuickGelu Glu SwiGlu GeGlu",
     "use the activation `Silu` or `Gelu`"),
    ("Selu Celu",
     "use the activation `Elu`"),
    ("HardSigmoid LogSigmoid",
     "use the activation `Sigmoid`"),
    ("HardTanh Softsign Tanhshrink Softshrink Hardshrink Sine ReluTanh",
     "use the activation `Tanh`"),
    ("LogSoftmax Softmin Softmax2d Sparsemax GumbelSoftmax",
     "use the activation `Softmax`; `CrossEntropy` takes the logarithm itself"),
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
    let is = |name: &str| name.eq_ignore_ascii_case(word);
    let entry = ABSENT
        .iter()
        .find(|(names, _)| names.split_whitespace().any(is));
    entry.map(|(_, instead)| *instead)
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
        let names = ABSENT
            .iter()
            .flat_map(|(names, _)| names.split_whitespace());
        let mut names: Vec<_> = names.collect();
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
