//! Inference of a model, one step at a time: `streaming_wakeword_int8`.
#![no_std]
#![no_main]

use images::nn_core::stream::Live;
use images::work::models;

images::image!(models::wake_word_step, LIVE: Live<models::WakeWord8>);
