//! Streams, and layers that no other image has.
#![no_std]
#![no_main]

use images::work::streams::{self, Memory};

images::image!(streams::streams, MEMORY: Memory);
