//! Attributes, visibilities, names and bodies of named networks.

use renamed::network;
use renamed::prelude::{Network as _, Zero as _};

const K: usize = 2;

/// Attributes as meta items, as token trees and as a string. The visibility, names and the body.
macro_rules! item {
    ($(#[$meta:meta])* $vis:vis struct $name:ident: $layer:ident) => {
        network! { $(#[$meta])* $vis struct $name { 3 => $layer: Dense<3> => Dense<3> } }
    };
    (trees $(#[$($tokens:tt)*])* $vis:vis $name:ident $body:tt) => {
        network! { $(#[$($tokens)*])* $vis struct $name $body }
    };
    (documented $text:expr, $vis:vis $name:ident) => {
        network! {
            /// The first.
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
item!(budget "1 KiB", "9 KiB", Adam, renamed::optim::RmsProp, renamed::optim::Sgd, K + 2, 100, pub(crate) Limited);

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
