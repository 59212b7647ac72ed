//! Inference of a model: `streaming_wakeword_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::wake_word, WORKSPACE: Workspace<models::WakeWord8>);
