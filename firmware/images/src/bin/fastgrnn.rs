//! Inference of a FastGRNN of `i8`, one step at a time.
#![no_std]
#![no_main]

use images::nn_core::stream::Live;
use images::work::int8;

images::image!(int8::fast_grnn, LIVE: Live<int8::Fast8>);
