//! Inference that takes as long for every input.
#![no_std]
#![no_main]

images::image!(images::work::infer::worst_case);
