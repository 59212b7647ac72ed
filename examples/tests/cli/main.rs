//! Runs the larger examples as their users do, on small data that can be learnt at once, and on files that are damaged.

mod kept;
mod made;
mod motion;
mod program;
mod recognizers;
mod transfer;
