//! Layers and activations that other frameworks have and nn-core does not have, with a replacement for each.

/// Names of layers and activations, and what to write instead. Case does not matter.
///
/// A user's type with such a name must be written as a path. So the list has no general words that could name a nested
/// network, like `Model`, `Embedding` or `Add`.
#[rustfmt::skip]
const ABSENT: &[(&str, &str)] = &[
    ("LstmCell GruCell RnnCell SimpleRnnCell FastGrnnCell",
     "a layer computes all steps of a sequence: write `Gru<32>`, `Lstm<32>` or `Rnn<32, Tanh>`"),
    ("Bidirectional BiLstm BiGru BiRnn",
     "no layer reads a sequence backward: write `Gru<32>` or `Lstm<32>`"),
    ("ConvLstm1d ConvLstm2d",
     "write `Conv1d<filters = 8, kernel = 3> => Lstm<32>`"),
    ("TimeDistributed",
     "write `Conv1d<filters = 8, kernel = 1>`, which is a dense layer for each step"),
    ("MultiHeadAttention AdditiveAttention TransformerEncoderLayer TransformerDecoderLayer",
     "use `Conv1d`, or `Flatten => Dense<..>`"),
    ("EmbeddingBag",
     "give the network a one-hot vector and begin with `Dense`"),
    ("Conv3d MaxPool3d MaxPooling3d AvgPool3d AveragePooling3d BatchNorm3d LazyConv3d",
     "shapes have at most three dimensions: `[channels, height, width]`"),
    ("ConvTranspose1d ConvTranspose2d ConvTranspose3d Conv1dTranspose Conv2dTranspose Conv3dTranspose \
      ConvTransposed2d Deconv2d PixelShuffle",
     "write `Upsample2d<2> => Conv2d<filters = 8, kernel = 3, padding = 1>`"),
    ("Upsampling3d UpsamplingBilinear2d",
     "write `Upsample2d<2>`, which repeats each value"),
    ("SeparableConv SeparableConv2d SeparableConvolution2d",
     "write `DepthwiseConv2d<3> => Conv2d<filters = 8, kernel = 1>`"),
    ("LocallyConnected1d LocallyConnected2d DeformConv2d",
     "use `Conv2d`"),
    ("LpPool1d LpPool2d FractionalMaxPool2d MaxUnpool1d MaxUnpool2d SumPool2d MinPool2d",
     "write `MaxPool2d` or `AvgPool2d`"),
    ("ReflectionPad1d ReflectionPad2d ReplicationPad1d ReplicationPad2d CircularPad1d CircularPad2d",
     "a layer adds only zeros: `ZeroPad2d<1>`"),
    ("Cropping1d Cropping2d",
     "crop the image before it enters the network"),
    ("GroupNorm GroupNormalization InstanceNorm InstanceNorm1d InstanceNorm2d InstanceNormalization \
      LocalResponseNorm RmsNorm RmsNormalization WeightNorm WeightNormalization SpectralNorm \
      SpectralNormalization UnitNormalization SyncBatchNorm BatchRenormalization",
     "write `LayerNorm` or `BatchNorm`"),
    ("ExpandDims RepeatVector",
     "only `Flatten` changes a shape: reorder the values before they enter the network"),
    ("GaussianNoise GaussianDropout SpatialDropout1d Dropout3d FeatureAlphaDropout ActivityRegularization",
     "write `Dropout<0.2>`"),
    ("ReluN ThresholdedRelu RRelu CRelu",
     "use the activation `Relu` or `LeakyRelu`"),
    ("Mish QuickGelu SwiGlu GeGlu",
     "use the activation `Silu` or `Gelu`"),
    ("Selu Celu",
     "use the activation `Elu`"),
    ("LogSigmoid",
     "use the activation `Sigmoid`"),
    ("HardTanh Softsign Tanhshrink Softshrink Hardshrink ReluTanh",
     "use the activation `Tanh`"),
    ("LogSoftmax Softmin Softmax2d Sparsemax GumbelSoftmax",
     "use the activation `Softmax`; `CrossEntropy` takes the logarithm itself"),
];

/// Padding modes in lower case.
const PADDINGS: &[&str] = &[
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

/// What to write instead of this layer or activation, if other frameworks have it and nn-core does not have it.
pub(crate) fn instead(word: &str) -> Option<&'static str> {
    let is = |name: &str| name.eq_ignore_ascii_case(word);
    let mut entries = ABSENT.iter();
    let entry = entries.find(|(names, _)| names.split_whitespace().any(is));
    entry.map(|(_, instead)| *instead)
}

/// Whether other frameworks have this padding mode and nn-core does not have it.
pub(crate) fn is_padding(word: &str) -> bool {
    // A word in capitals is a constant.
    let is_constant = !word.contains(char::is_lowercase);
    !is_constant && PADDINGS.contains(&&*word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::ABSENT;
    use crate::suggest::is_alias;
    use crate::{activation, layer};

    /// A new layer must be removed from the table.
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
        assert_eq!(names.len(), count, "no name is there twice");
    }
}
