//! The chapters of the book as documentation, so that `cargo test -p book` compiles and runs their code blocks.
//!
//! A chapter is a file in `src/` and a name in the list below. `mdbook` builds the pages from `src/SUMMARY.md`. A test in
//! `tests/tests/book.rs` compares both lists.

/// Makes a module of each chapter. A failed code block is reported under the chapter's name.
macro_rules! chapters {
    ($($name:ident)*) => {
        $(
            #[doc = include_str!(concat!("src/", stringify!($name), ".md"))]
            pub mod $name {}
        )*
    };
}

chapters! {
    start language reading_errors sequences streams sound data training device_training metrics weights from_pytorch importing conformance exporting int8 memory microcontrollers testing proofs own_layer browser
    speed limits comparison contributing
}
