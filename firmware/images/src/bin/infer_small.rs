//! Inference of 16-32-32-4.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::{infer, networks};

images::image!(infer::small, WORKSPACE: Workspace<networks::Small>);
