//! Networks of all layers, composed and nested, pass the tests of single layers.

use nn_core::prelude::*;

use crate::proof::check;

/// Each network with batches of one to five samples, or of two to five if vectors are normalized over them.
macro_rules! networks {
    ($($name:ident: $($net:ty),+;)+) => {$(
        #[test]
        fn $name() {
            $(check::<$net>(<$net as Layer>::FACTS.least_batch..=5);)+
        }
    )+};
}

networks! {
    plain_images: network![[1, 6, 6]
        => Conv2d<filters = 2, kernel = 3, padding = 1, Tanh> => MaxPool2d<2>
        => Conv2d<filters = 3, kernel = 2, Silu> => AvgPool2d<2>
        => Flatten => Dense<3, Gelu> => Dense<2, Softmax>];
    separable: network![[2, 5, 5]
        => DepthwiseConv2d<3, padding = Same, stride = 2, Tanh>
        => Conv2d<filters = 4, kernel = 1, Silu>
        => GlobalAvgPool => Dense<2>];
    sequences: network![[2, 11]
        => Conv1d<filters = 3, kernel = 3, stride = 2, padding = 1, Tanh> => MaxPool1d<2>
        => Conv1d<filters = 2, kernel = 2> => AvgPool1d<2> => Flatten => Dense<2>];
    resized: network![[1, 4, 5]
        => ZeroPad2d<1, left = 0> => Conv2d<filters = 2, kernel = 3, Tanh>
        => Upsample2d<[2, 1]> => Conv2d<filters = 3, kernel = 2, Silu> => GlobalMaxPool => Dense<2>],
        network![[2, 4] => ZeroPad1d<before = 2> => Upsample1d<2> => Conv1d<filters = 3, kernel = 3, Tanh> => GlobalMaxPool];
    autoencoder: network![[1, 4, 4]
        => Conv2d<filters = 2, kernel = 3, padding = 1, Tanh> => MaxPool2d<2>
        => Upsample2d<2> => Conv2d<filters = 1, kernel = 3, padding = 1, Sigmoid> => [1, 4, 4]];
    normalized_batches: network![[1, 5, 4]
        => Conv2d<filters = 2, kernel = 2> => BatchNorm<Tanh> => MaxPool2d<2>
        => Flatten => Dense<4> => BatchNorm<momentum = 0.5, epsilon = 0.01, Sigmoid> => Dense<2>];
    normalized_samples: network![[2, 3, 3]
        => LayerNorm<Tanh> => Conv2d<filters = 2, kernel = 2> => LayerNorm<epsilon = 0.1, Silu> => Flatten => Dense<2>];
    thinned: network![[2, 3, 3]
        => Dropout<0.2> => Conv2d<filters = 3, kernel = 2, Tanh> => Dropout<0.5> => Flatten => Dense<4, Silu>
        => Dropout<0.25> => Dense<2>];
    learned_slopes: network![[2, 4, 4]
        => Conv2d<filters = 3, kernel = 2> => PRelu<per_channel = true> => Conv2d<filters = 2, kernel = 2> => PRelu => Flatten
        => Dense<4> => PRelu<per_channel = true> => Dense<2>];
    residual: network![[2, 4, 3]
        => Residual<Conv2d<filters = 3, kernel = 3, padding = 1, Tanh> => Conv2d<filters = 2, kernel = 1>, Silu>
        => Residual<MaxPool2d<3, stride = 1, padding = 1>>
        => Flatten => Residual<Dense<24, Tanh>, Gelu> => Dense<2>];
    projected: network![[2, 4, 4]
        => Residual<
            Conv2d<filters = 3, kernel = 3, stride = 2, padding = 1> => BatchNorm<Tanh> => Conv2d<filters = 3, kernel = 1>,
            projection = Conv2d<filters = 3, kernel = 1, stride = 2>, Silu>
        => Flatten => Residual<Dense<4>, projection = Dense<4, Tanh>> => Dense<2>];
    joined: network![[2, 4, 3]
        => Concat<
            [Conv2d<filters = 2, kernel = 1, Tanh>],
            [Conv2d<filters = 1, kernel = 3, padding = 1> => BatchNorm<Silu>],
            [MaxPool2d<3, stride = 1, padding = 1>],
            []>
        => Flatten => Concat<[Dense<2, Sigmoid>], [Dense<3> => LayerNorm]> => Dense<2>];
    nested: network![[2, 3, 3]
        => Residual<
            Concat<
                [Conv2d<filters = 1, kernel = 1, Tanh> => Dropout<0.3>],
                [Residual<Conv2d<filters = 2, kernel = 3, padding = 1>, Silu> => Conv2d<filters = 1, kernel = 1>]>
            => BatchNorm, Tanh>
        => Concat<
            [Residual<Conv2d<filters = 1, kernel = 2, Gelu>, projection = AvgPool2d<2, stride = 1> => Conv2d<filters = 1, kernel = 1>>],
            [MaxPool2d<2, stride = 1>]>
        => Flatten => Dense<2>];
    nested_to_the_right: nn_core::sized![
        Chain<
            Pass<[[f32; 6]; 2], Tanh>,
            Chain<
                Conv<2, 3, Slide<6, 3, 4>, Silu>,
                Chain<
                    Residual<Chain<BatchNorm<3, [[f32; 4]; 3], Tanh>, Dropout<[[f32; 4]; 3], Ratio<1, 5>>>>,
                    Chain<Flatten<[[f32; 4]; 3], 12>, Dense<12, 2>>,
                >,
            >,
        >
    ];
}
