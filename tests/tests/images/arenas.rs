//! The arena of networks with images and branches is exactly long enough: every number is written, and a shorter arena is
//! refused.

use nn_core::prelude::*;

use tests::arena::check;

/// Checks that inference writes all of each network's arena.
macro_rules! filled {
    ($($name:ident: $($net:ty),+;)+) => {$(
        #[test]
        fn $name() {
            $(check::<$net>(true);)+
        }
    )+};
}

filled! {
    like_lenet: network![[1, 12, 12]
        => Conv2d<filters = 3, kernel = 5, padding = 2, Tanh> => MaxPool2d<2>
        => Conv2d<filters = 4, kernel = 3, Tanh> => AvgPool2d<2>
        => Flatten => Dense<10, Tanh> => Dense<4, Softmax>];
    sequences: network![[2, 9] => Conv1d<filters = 3, kernel = 3, Tanh> => MaxPool1d<2> => GlobalAvgPool => Dense<4>];
    resized: network![[2, 4, 4]
        => ZeroPad2d<1, bottom = 2> => Conv2d<filters = 3, kernel = 3, Tanh> => Upsample2d<[2, 1]> => GlobalMaxPool => Dense<2>],
        network![[2, 5] => ZeroPad1d<after = 2> => Upsample1d<3> => Conv1d<filters = 2, kernel = 3, Tanh> => GlobalMaxPool];
    normalized: network![[1, 5, 5]
        => Conv2d<filters = 2, kernel = 2> => BatchNorm<Tanh> => LayerNorm => PRelu => Dropout<0.5> => Flatten => Dense<3>];
    // a residual needs no space in addition to its branch
    residual: network![[2, 3, 3]
        => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Tanh> => Conv2d<filters = 2, kernel = 1>, Tanh>
        => Residual<BatchNorm> => Flatten => Dense<2>],
        network![5 => Residual<Dense<9, Tanh> => Dense<5>> => Dense<3>],
        network![5 => Dense<7> => Residual<Dense<6, Tanh> => Dense<7>> => Dense<3>];
    // the branch is the longer one, or the projection
    projected: network![[2, 4, 4]
        => Residual<
            Conv2d<filters = 5, kernel = 3, padding = 1, Tanh> => Conv2d<filters = 3, kernel = 2, stride = 2>,
            projection = Conv2d<filters = 3, kernel = 1, stride = 2>>
        => Flatten => Dense<2>],
        network![4 => Residual<Dense<6>, projection = Dense<9, Tanh> => Dense<6>> => Dense<2>],
        network![4 => Dense<3> => Residual<Dense<6>, projection = Dense<6>> => Dense<2>];
    joined: network![[2, 3, 3]
        => Concat<[Conv2d<filters = 2, kernel = 1, Tanh>], [Conv2d<filters = 3, kernel = 3, padding = 1>], []>
        => Flatten => Dense<2>],
        network![4 => Concat<[Dense<3>], [Dense<5, Tanh>]> => Dense<2>],
        network![4 => Concat<[Dense<9, Tanh> => Dense<3>], [Dense<5, Tanh>]> => Dense<2>],
        network![4 => Concat<[Dense<5, Tanh>], [Dense<9, Tanh> => Dense<3>]> => Dense<2>],
        network![4 => Dense<2> => Concat<[Dense<1>], [Dense<3>], [Dense<2>]>];
    nested: network![[2, 3, 3]
        => Residual<
            Concat<
                [Conv2d<filters = 1, kernel = 1, Tanh>],
                [Residual<Conv2d<filters = 4, kernel = 3, padding = 1> => Conv2d<filters = 2, kernel = 1>>
                    => Conv2d<filters = 1, kernel = 1>]>
            => BatchNorm, Tanh>
        => Flatten => Dense<2>],
        network![6 => Concat<
            [Residual<Dense<3>, projection = Concat<[Dense<2>], [Dense<1>]>>],
            [Concat<[Dense<4>], [Dense<2> => Dense<5>]> => Dense<3>]>
        => Dense<2>];
    folded: nn_core::folded![network![[1, 5, 5]
        => Residual<Conv2d<filters = 3, kernel = 3, padding = 1> => BatchNorm<Tanh> => Conv2d<filters = 1, kernel = 1>>
        => Conv2d<filters = 2, kernel = 2> => BatchNorm<Tanh> => Flatten => Dense<3>]];
    nested_to_the_right: nn_core::sized![
        Chain<Conv<1, 3, Slide<6, 2, 5>>, Chain<Flatten<[[f32; 5]; 3], 15>, Chain<Dense<15, 4>, Dense<4, 3>>>>
    ];
}
