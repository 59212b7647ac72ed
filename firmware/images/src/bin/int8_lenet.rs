//! Inference of LeNet-5 of `i8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::int8;

images::image!(int8::lenet, WORKSPACE: Workspace<int8::LeNet8>);
