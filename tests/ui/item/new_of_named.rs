//! A named network has no `new`.

use nn_core::prelude::*;

network! { struct Net { 4 => Dense<3> } }

fn main() {
    let _ = Net::new();
}
