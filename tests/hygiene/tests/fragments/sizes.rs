//! Sizes from every kind of fragment and every kind of expression.

use renamed::network;
use renamed::prelude::Network as _;

const H: usize = 3;
const K: usize = 2;
mod lengths {
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
/// The number of parameters of the networks that [`sizes`] writes.
const EXPECTED: [usize; 4] = [2 * 12, 3 * 27 + 3, 20, 3 * 12];

/// Defines a macro that writes networks with a size in every possible place, from one kind of fragment.
macro_rules! sizes {
    ($($kind:ident $macro:ident;)*) => { $(
        macro_rules! $macro {
            ($size:$kind) => {{
                type Net = network![$size => Dense<$size> => [$size] => Dense<$size -> $size>];
                type Image = network![[$size, $size, $size]
                    => Conv2d<filters = $size, kernel = $size, stride = $size, padding = 1>
                    => [$size, 1, 1] => Flatten];
                type Pairs = network![[1, 5, 5]
                    => Conv2d<filters = 1, kernel = [$size, $size], padding = [1, 1]>
                    => MaxPool2d<$size, padding = 1> => AvgPool2d<$size, stride = $size, padding = 1>
                    => DepthwiseConv2d<$size, padding = 1> => Flatten];
                type Branches = network![$size
                    => Residual<Dense<$size>, projection = Dense<$size>> => Concat<[], [Dense<$size>]>];
                let params = [Net::PARAMS, Image::PARAMS, Pairs::PARAMS, Branches::PARAMS];
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
    by_path!(lengths::H);
    by_path!(Sizes::H);
    by_ty!(H);
    by_ty!(lengths::H);
    by_tt!(H);
    by_expr!(lengths::H);
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

/// Named networks. They are written with one size of each kind, because the compiler compares every type with every other.
#[test]
fn sizes_of_named_networks() {
    macro_rules! named {
        ($($kind:ident $macro:ident $value:tt;)*) => { $({
            macro_rules! $macro {
                ($size:$kind) => {
                    network! { struct Named { [$size] => a: Dense<$size> => Dense<$size, Relu> => [$size] } }
                };
            }
            named! { $macro $value }
            assert_eq!(Named::PARAMS, 2 * 12, "{}", stringify!($kind));
        })* };
        ($macro:ident ($($value:tt)*)) => { $macro! { $($value)* } };
    }
    named! {
        expr by_expr (K + 1);
        literal by_literal (3);
        ident by_ident (H);
        path by_path (Sizes::H);
        ty by_ty (lengths::H);
        tt by_tt ({ H });
        block by_block ({ K + 1 });
        pat by_pat (3);
    }
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
