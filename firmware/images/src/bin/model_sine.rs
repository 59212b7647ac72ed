//! Inference of a model: `sine_mlp_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::sine, WORKSPACE: Workspace<models::Sine8>);
