//! Layers, activations, numbers and named arguments.

use renamed::network;
use renamed::prelude::Network as _;

const H: usize = 3;
const K: usize = 2;

#[test]
fn repetitions_and_numbers() {
    macro_rules! network_of {
        ($name:ident, $times:expr, $again:literal, $once:tt, $rate:literal, $slope:expr, $numerator:expr, $epsilon:tt) => {
            type $name = network![3
                => $times x Dense<3> => $again x Dense<3, LeakyRelu<$slope>> => $once x Dense<3, Elu<$numerator, 5>>
                => Dropout<$rate> => BatchNorm<epsilon = $epsilon, momentum = $slope> => Dropout<$numerator, 5>];
        };
    }
    network_of!(Net, 2, 2, 2, 0.25, 0.1, 1, 1e-5);
    assert_eq!(Net::PARAMS, 6 * 12 + 6);
}

#[test]
fn layers() {
    macro_rules! layers {
        ($($layer:ty),*) => { $({
            type Net = network![3 => $layer => 2 x $layer => Residual<$layer, projection = $layer>
                => Concat<[], [$layer => [3]]>];
            network! { struct Named { 3 => first: $layer => second: $layer } }
            assert_eq!((Net::PARAMS, Named::PARAMS), (6 * 12, 2 * 12), "{}", stringify!($layer));
        })* };
    }
    layers!(
        Dense<3>,
        Dense<3, LeakyRelu<1, 5>>,
        Own,
        self::Dense3,
        renamed::layer::Dense<3, 3>,
        network![3 => Dense<3>]
    );
    macro_rules! one {
        ($path:path, $ident:ident, $($tokens:tt)*) => {
            network![3 => $path => $ident<3> => $ident<3, Tanh> => $($tokens)* => $ident<{ K + 1 }>]
        };
    }
    type Net = one!(Dense<3>, Dense, Dense<3> => 2 x Dense<3>);
    assert_eq!(Net::PARAMS, 7 * 12);
}

#[test]
fn activations() {
    macro_rules! activated {
        ($ty:ty, $path:path, $tt:tt, $ident:ident, $expr:expr) => {
            network![[3, 1, 1] => Conv2d<filters = 3, kernel = 1, $ty> => BatchNorm<$path> => Flatten
                => Dense<3, $ty> => Dense<3, $path> => Dense<3, $tt> => Dense<3, $ident> => Residual<Dense<3>, $expr>]
        };
    }
    type Plain = activated!(Relu, Relu, Relu, Relu, Relu);
    type Others = activated!(
        LeakyRelu<1, 5>,
        renamed::activation::Elu<0, 1>,
        Gelu,
        Silu,
        self::Mine
    );
    assert_eq!((Plain::PARAMS, Others::PARAMS), (6 * 12 + 6, 6 * 12 + 6));
}

type Own = network![3 => Dense<3>];
type Dense3 = renamed::layer::Dense<3, 3>;
type Mine = renamed::activation::Relu;

#[test]
fn arguments_and_input() {
    macro_rules! image {
        ($input:expr, $shape:tt, $kernel:expr, $padding:expr, $name:ident, $value:tt) => {
            network![$input => Conv2d<filters = 2, kernel = $kernel, padding = $padding, $name = $value> => $shape => Flatten]
        };
    }
    type Whole = image!([1, 6, H], [2, 6, 3], [3, 1], Same, stride, 1);
    type Other = image!([H, 6, { K + 1 }], [2, 3, 3], 3, [1, 1], stride, [2, 1]);
    assert_eq!((Whole::PARAMS, Other::PARAMS), (8, 56));
}
