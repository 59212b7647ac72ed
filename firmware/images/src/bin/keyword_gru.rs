//! Recognition of words from samples of sound, by a convolution and a GRU of `i8`.
#![no_std]
#![no_main]

use images::work::keyword;

images::image!(keyword::recurrent, MEMORY: keyword::Memory<keyword::Recurrent8>);
