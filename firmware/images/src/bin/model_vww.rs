//! Inference of a model: `vww_mobilenet_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::vww, WORKSPACE: Workspace<models::Vww8>);
