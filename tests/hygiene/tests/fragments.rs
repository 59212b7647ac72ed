//! Networks inside `macro_rules!`: every kind of fragment in every place of the language where it makes sense.
//!
//! A network has no generic parameters, so such macros write the networks that differ in a size or a layer.

#![expect(
    unused_parens,
    unused_qualifications,
    unreachable_pub,
    reason = "fragments are written in every way"
)]

use renamed::network;
use renamed::prelude::{Layer as _, Network as _, Zero as _};

const H: usize = 3;
const K: usize = 2;
mod sizes {
    pub(crate) const H: usize = 3;
}
struct Sizes;
impl Sizes {
    const H: usize = 3;
}
const fn three() -> usize {
    3
}
macro_rules! three {
    () => {
        3
    };
}
/// The parameters of the networks that [`sizes`] writes.
const EXPECTED: [usize; 5] = [2 * 12, 2 * 12, 3 * 27 + 3, 20, 3 * 12];

/// Defines a macro that writes a network of a size in every place where a size may stand, from one kind of fragment.
macro_rules! sizes {
    ($($kind:ident $macro:ident;)*) => { $(
        macro_rules! $macro {
            ($size:$kind) => {{
                type Net = network![$size => Dense<$size> => [$size] => Dense<$size -> $size>];
                network! { struct Named { [$size] => a: Dense<$size> => Dense<$size, Relu> => [$size] } }
                type Image = network![[$size, $size, $size]
                    => Conv2d<filters = $size, kernel = $size, stride = $size, padding = 1>
                    => [$size, 1, 1] => Flatten];
                type Pairs = network![[1, 5, 5]
                    => Conv2d<filters = 1, kernel = [$size, $size], padding = [1, 1]>
                    => MaxPool2d<$size, padding = 1> => AvgPool2d<$size, stride = $size, padding = 1>
                    => DepthwiseConv2d<$size, padding = 1> => Flatten];
                type Branches = network![$size
                    => Residual<Dense<$size>, projection = Dense<$size>> => Concat<[], [Dense<$size>]>];
                let params = [Net::PARAMS, Named::PARAMS, Image::PARAMS, Pairs::PARAMS, Branches::PARAMS];
                assert_eq!(params, EXPECTED, "{}", stringify!($size));
            }};
        }
    )* };
}

sizes! {
    expr by_expr;
    literal by_literal;
    ident by_ident;
    path by_path;
    ty by_ty;
    tt by_tt;
    block by_block;
    pat by_pat;
}

#[test]
fn sizes_by_literals() {
    by_expr!(3);
    by_literal!(3);
    by_tt!(3);
    by_pat!(3);
    by_expr!(3usize);
}

#[test]
fn sizes_by_constants() {
    by_expr!(H);
    by_ident!(H);
    by_path!(H);
    by_path!(sizes::H);
    by_path!(Sizes::H);
    by_ty!(H);
    by_ty!(sizes::H);
    by_tt!(H);
    by_expr!(sizes::H);
    by_expr!(Sizes::H);
    by_expr!(<Sizes>::H);
}

#[test]
fn sizes_by_expressions() {
    by_expr!(K + 1);
    by_expr!(H * K - H);
    by_expr!(K - 1 + K);
    by_expr!((H));
    by_expr!((K + 1));
    by_expr!(three());
    by_expr!(three!());
    by_expr!(H & 3);
    by_expr!(if H > K { H } else { K });
    by_expr!(match K {
        2 => 3,
        _ => 1,
    });
    by_expr!([1, 2, 3].len());
    by_expr!([K, H][1]);
    by_expr!(3u8 as usize);
    by_expr!(*&H);
    by_expr!(size_of::<[u8; H]>());
    by_expr!({ H });
    by_expr!(const { H });
    by_block!({ H });
    by_block!({
        let size = K;
        size + 1
    });
    by_tt!({ K + 1 });
}

/// Fragments inside fragments.
#[test]
fn sizes_by_macros_of_macros() {
    macro_rules! through {
        ($size:expr) => {{
            by_expr!($size);
            by_expr!($size + 0);
            by_expr!(($size));
            by_tt!({ $size });
        }};
    }
    through!(3);
    through!(H);
    through!(K + 1);
    through!((K + 1));
}

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
fn layers_and_activations() {
    type Own = network![3 => Dense<3>];
    /// The same from a type, a path, tokens, or an identifier.
    macro_rules! layers {
        ($($kind:ident: $($layer:ty),*;)*) => { $({
            macro_rules! check {
                ($l:$kind) => {
                    type Net = network![3 => $l => 2 x $l => Residual<$l, projection = $l> => Concat<[], [$l => [3]]>];
                    network! { struct Named { 3 => first: $l => second: $l } }
                    assert_eq!((Net::PARAMS, Named::PARAMS), (6 * 12, 2 * 12), "{}", stringify!($l));
                };
            }
            $({ check!($layer); })*
        })* };
    }
    layers! {
        ty: Dense<3>, Dense<3, LeakyRelu<1, 5>>, Own, self::Dense3, renamed::layer::Dense<3, 3>, network![3 => Dense<3>];
    }
    macro_rules! one {
        ($path:path, $ident:ident, $($tokens:tt)*) => {
            network![3 => $path => $ident<3> => $ident<3, Tanh> => $($tokens)* => $ident<{ K + 1 }>]
        };
    }
    type Net = one!(Dense<3>, Dense, Dense<3> => 2 x Dense<3>);
    assert_eq!(Net::PARAMS, 7 * 12);

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

mod items {
    use super::network;
    use renamed::prelude::{Layer as _, Zero as _};

    /// Attributes as meta items, as trees and as a text; the visibility; names; the body.
    macro_rules! item {
        ($(#[$meta:meta])* $vis:vis struct $name:ident: $layer:ident) => {
            network! { $(#[$meta])* $vis struct $name { 3 => $layer: Dense<3> => Dense<3> } }
        };
        (trees $(#[$($tokens:tt)*])* $vis:vis $name:ident $body:tt) => {
            network! { $(#[$($tokens)*])* $vis struct $name $body }
        };
        (documented $text:expr, $vis:vis $name:ident) => {
            network! {
                /// First,
                #[doc = $text]
                $vis struct $name { 3 => Dense<3> => Dense<3> }
            }
        };
        (two $vis:vis, $first:ident $second:ident) => {
            network! {
                $vis struct $first { 3 => Dense<3> => Dense<3> }
                $vis struct $second { 3 => Dense<3> => Dense<3> }
            }
        };
        (budget $flash:literal, $ram:expr, $optimizer:ident, $path:path, $ty:ty, $batch:expr, $macs:tt, $vis:vis $name:ident) => {
            network! {
                #[budget(flash = $flash, infer_ram = $ram, macs = $macs)]
                #[budget(train_ram($optimizer, batch = $batch) = $ram, train_ram($path, batch = 1) = $flash, train_ram($ty, batch = 1) = $ram)]
                $vis struct $name { 3 => Dense<3> => Dense<3> }
            }
        };
    }

    item!(struct Private: hidden);
    item!(pub struct Public: hidden);
    item!(pub(crate) struct InCrate: hidden);
    item!(pub(super) struct Above: hidden);
    item!(pub(in crate::items) struct Here: hidden);
    item!(#[doc = "x"] #[derive(Clone)] #[budget(flash = "1 KiB")] pub(crate) struct Documented: r#type);
    item!(/** Text. */ #[cfg(all())] struct Conditional: hidden);
    item!(trees #[doc = "x"] #[budget(flash = "1 KiB")] pub(crate) Trees { 3 => Dense<3> => Dense<3> });
    item!(documented "second", pub(crate) Text);
    item!(documented concat!("second", "."), Concatenated);
    item!(two pub(crate), First Second);
    item!(budget "1 KiB", "9 KiB", Adam, renamed::optim::RmsProp, renamed::optim::Sgd, super::K + 2, 100, pub(crate) Limited);

    #[test]
    fn every_head() {
        assert_eq!(Private::ZERO.hidden().bias, [0.0; 3]);
        assert_eq!(Documented::ZERO.r#type().bias, [0.0; 3]);
        let params = [
            Private::PARAMS,
            Public::PARAMS,
            InCrate::PARAMS,
            Above::PARAMS,
            Here::PARAMS,
            Documented::PARAMS,
            Conditional::PARAMS,
            Trees::PARAMS,
            Text::PARAMS,
            Concatenated::PARAMS,
            First::PARAMS,
            Second::PARAMS,
            Limited::PARAMS,
        ];
        assert_eq!(params, [2 * 12; 13]);
    }
}

/// Whole networks, and types and items made of them.
#[test]
fn whole_networks() {
    macro_rules! alias {
        ($name:ident, $network:ty) => {
            type $name = $network;
        };
    }
    macro_rules! written {
        ($($tokens:tt)*) => { network![$($tokens)*] };
    }
    macro_rules! as_item {
        ($item:item) => {
            $item
        };
    }
    alias!(Net, network![3 => Dense<3> => Dense<3>]);
    type Written = written!(3 => Dense<3> => Dense<3>);
    as_item! { network! { struct Item { 3 => Dense<3> => Dense<3> } } }
    assert_eq!([Net::PARAMS, Written::PARAMS, Item::PARAMS], [2 * 12; 3]);
    assert_eq!(Net::ZERO.predict(&[1.0; 3]), [0.0; 3]);
}
