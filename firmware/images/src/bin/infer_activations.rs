//! Inference of 16-32-32-4 with other activations.
#![no_std]
#![no_main]

images::image!(images::work::infer::activations);
