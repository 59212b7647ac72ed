//! Inference of LeNet-5.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::{infer, networks};

images::image!(infer::lenet, WORKSPACE: Workspace<networks::LeNet>);
