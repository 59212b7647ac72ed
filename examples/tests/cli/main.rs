//! Runs the larger examples as users do: on small data that are learned at once, and on damaged files.

mod kept;
mod made;
mod mnist;
mod motion;
mod program;
mod recognizers;
mod robust;
mod sensors;
mod transfer;
