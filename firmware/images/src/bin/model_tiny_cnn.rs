//! Inference of a model: `mnist_tinycnn_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::tiny_cnn, WORKSPACE: Workspace<models::TinyCnn8>);
