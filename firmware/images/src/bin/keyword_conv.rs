//! Recognition of words from samples of sound, by causal convolutions of `i8`.
#![no_std]
#![no_main]

use images::work::keyword;

images::image!(keyword::convolutions, MEMORY: keyword::Memory<keyword::Convolutions8>);
