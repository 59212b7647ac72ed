//! Measures nn-core, compared with the limits of the machine and with other crates.
//!
//! A [`Work`](contest::Work) is a workload with its cost and its implementations: nn-core first, then the rivals. Each implementation
//! is compared with an oracle in `f64` before it is timed. [`work`] contains the workloads of the table in the book
//! (`docs/src/speed.md`), and [`kernel`] the kernels that they use. The program `report` and the criterion benchmark `suite` run both.
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
