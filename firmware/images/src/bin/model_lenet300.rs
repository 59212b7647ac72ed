//! Inference of a model: `mnist_lenet300_100_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::lenet300, WORKSPACE: Workspace<models::LeNet3008>);
