//! How fast nn-core is, beside what the machine can do and beside what other crates do.
//!
//! A [`Work`](contest::Work) is something to be done, with its cost and with those who do it: nn-core first, then its rivals.
//! Each checks what it computes against an oracle in `f64` before it is timed. [`work`] lists the works that the README's table
//! is about, [`kernel`] the kernels beneath them; the program `report` and the criterion bench `suite` run the same ones.
//!
//! ```sh
//! cargo run --release -p benches --bin report                      # under 90 s: the limits of the machine, all works, a table
//! cargo run --release -p benches --bin report -- --isa portable    # with another instruction set
//! cargo run --release -p benches --bin report -- --only W1,W5      # some of them
//! cargo bench -p benches -- affine_batch                           # criterion
//! ```

#![deny(unsafe_code)]

pub mod aligned;
pub mod contest;
pub mod data;
pub mod kernel;
pub mod machine;
pub mod matrix;
pub mod oracle;
pub mod report;
pub mod rivals;
pub mod threads;
pub mod timing;
pub mod work;
