//! Inference of a model: `kws_dscnn_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::kws, WORKSPACE: Workspace<models::Kws8>);
