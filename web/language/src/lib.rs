//! What a line of `network!` means: the passes of nn-macros, compiled as a library.
//!
//! A crate of procedural macros exports nothing else. So this crate compiles the files of nn-macros again, as modules of the same names:
//! there is one source of the language. The pass that writes Rust is left out, and [`describe`] takes its place.

#![forbid(unsafe_code)]

macro_rules! passes {
    ($($(#[$attribute:meta])* $name:ident = $path:literal)+) => {$(
        #[path = $path]
        #[allow(dead_code, unused_imports, reason = "the pass that writes Rust reads it, and is not part of this crate")]
        mod $name;
    )+};
}
passes! {
    absent = "../../../nn-macros/src/absent.rs"
    activation = "../../../nn-macros/src/activation.rs"
    amount = "../../../nn-macros/src/amount.rs"
    ast = "../../../nn-macros/src/ast.rs"
    check = "../../../nn-macros/src/check/mod.rs"
    errors = "../../../nn-macros/src/errors.rs"
    layer = "../../../nn-macros/src/layer/mod.rs"
    messages = "../../../nn-macros/src/messages/mod.rs"
    model = "../../../nn-macros/src/model/mod.rs"
    names = "../../../nn-macros/src/names.rs"
    parse = "../../../nn-macros/src/parse/mod.rs"
    resolve = "../../../nn-macros/src/resolve.rs"
    suggest = "../../../nn-macros/src/suggest.rs"
    text = "../../../nn-macros/src/text.rs"
    tokens = "../../../nn-macros/src/tokens/mod.rs"
}

mod brackets;
mod budget;
mod call;
mod describe;
mod json;
mod memory;
mod need;
mod own;
mod picture;

pub use self::describe::describe;
