//! Inference of a model: `resnet8_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::resnet8, WORKSPACE: Workspace<models::ResNet88>);
