//! Inference of a model: `ad01_autoencoder_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::anomaly, WORKSPACE: Workspace<models::Anomaly8>);
