//! Inference of 16-32-32-4 of `i8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::int8;

images::image!(int8::small, WORKSPACE: Workspace<int8::Small8>);
