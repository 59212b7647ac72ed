//! Inference of 784-128-10.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::{infer, networks};

images::image!(infer::big, WORKSPACE: Workspace<networks::Big>);
