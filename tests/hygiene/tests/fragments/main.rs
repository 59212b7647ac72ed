//! Networks inside `macro_rules!`: every kind of fragment in every place of the language where it makes sense.
//!
//! A network has no generic parameters. Such macros write networks that differ in a size or in a layer.

#![expect(
    unused_parens,
    unused_qualifications,
    reason = "fragments are written in every way"
)]

mod items;
mod layers;
mod sizes;

use renamed::network;
use renamed::prelude::{Network as _, Zero as _};

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
