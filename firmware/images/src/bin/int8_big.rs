//! Inference of 784-128-10 of `i8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::int8;

images::image!(int8::big, WORKSPACE: Workspace<int8::Big8>);
