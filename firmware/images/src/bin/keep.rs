//! Weights read from a file, stored as an image, and read again.
#![no_std]
#![no_main]

use images::work::keep;

images::image!(keep::weights, NET: keep::Filed, STORED: keep::Image);
