//! Inference of a model: `micro_speech_int8`.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::models;

images::image!(models::micro_speech, WORKSPACE: Workspace<models::MicroSpeech8>);
